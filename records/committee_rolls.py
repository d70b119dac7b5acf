"""The committee's roll (委员名册): its seats, who is in office, who of them represents the judges, and who chairs.

A roll stands from its day until the next one; an older one is never changed. Who is a member follows the posts on the
register of people; the roll adds what posts do not say.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select
from sqlmodel import Field, Session, SQLModel, col

from records import ledger
from records.columns import Json
from rules.committee import Committee, Member
from rules.errors import NotFound
from rules.labels import Words
from rules.roles import Actor

REGISTER = "register:sittings"
"""The ledger chain of the committee's registers: rolls, sittings, votes."""


class CommitteeRoll(SQLModel, table=True):
    """A committee as it is composed from a day on (委员名册)."""

    __tablename__ = "committee_roll"

    court: str = Field(primary_key=True)
    """The court the committee is at."""
    since: date = Field(primary_key=True)
    entered: int = Field(primary_key=True)
    """Of several entered for one day the last one holds."""
    seats: int
    chair: str
    members: list[dict[str, Any]] = Field(sa_type=Json)
    """``{"code": "W1", "judge": true}``, in order of code."""

    @property
    def committee(self) -> Committee:
        """The committee, as the rules count it."""
        members = tuple(Member(each["code"], bool(each["judge"])) for each in self.members)
        return Committee(self.seats, members, self.chair)


def enter_roll(
    session: Session, court: str, committee: Committee, *, since: date, at: datetime, by: Actor
) -> bool:
    """Put a roll on record; it stands from that day on. False: the very same stood already."""
    ledger.hold(session, REGISTER)
    members = sorted(
        ({"code": member.code, "judge": member.judge} for member in committee.members),
        key=lambda member: str(member["code"]),
    )
    said = {"seats": committee.seats, "chair": committee.chair, "members": members}
    before = _latest(session, court, since)
    if before is not None and said == before.model_dump(include={"seats", "chair", "members"}):
        return False
    number = before.entered + 1 if before is not None and before.since == since else 1
    row = {"court": court, "since": since, "entered": number, **said}
    session.connection().execute(insert(CommitteeRoll), [row])
    what = {"trigger": "enter_roll", "by": by.code, "court": court, "since": since.isoformat(), **said}
    ledger.note(session, REGISTER, at, what)
    return True


def roll_on(session: Session, court: str, day: date) -> CommitteeRoll:
    """The roll of that day.

    Raises:
        NotFound: none stood on that day.
    """
    found = _latest(session, court, day)
    if found is None:
        raise NotFound(
            Words(
                "{court}惩戒委员会在{day}没有委员名册，请先登记：zelian sitting committee",
                "the committee at {court} has no roll on {day}: enter it with zelian sitting committee",
                court=court,
                day=day.isoformat(),
            )
        )
    return found


def _latest(session: Session, court: str, day: date) -> CommitteeRoll | None:
    query = (
        select(CommitteeRoll)
        .where(col(CommitteeRoll.court) == court, col(CommitteeRoll.since) <= day)
        .order_by(col(CommitteeRoll.since).desc(), col(CommitteeRoll.entered).desc())
        .limit(1)
    )
    return session.execute(query).scalars().first()
