"""Who is away, who is on duty, and what a person does not want (离岗、值班、个人意愿): rows with their history in the ledger.

The ledger has the days, who stands in and who entered it; why somebody is away stands in the row only.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Field, Session, SQLModel, col

import records.columns  # noqa: F401  # It lays down how constraints are named, before any table is made.
from records import ledger
from records.acts import signature
from records.ledger import REGISTERS
from rules.absences import AbsenceKind, Away, OnDuty
from rules.roles import Actor

REGISTER = f"{REGISTERS}rosters"
"""The ledger chain of this register."""


class Absence(SQLModel, table=True):
    """One absence (离岗), from `since` (inclusive) to `until` (exclusive). One that ends where it begins never was."""

    __tablename__ = "absence"

    id: int = Field(default=None, primary_key=True)
    person: str = Field(index=True)
    since: date
    until: date
    kind: str
    substitute: str = ""
    entered_by: str
    entered_at: datetime

    @property
    def away(self) -> Away:
        return Away(self.person, self.since, self.until, self.substitute)


class Duty(SQLModel, table=True):
    """One turn of duty (值班). A later roster that says otherwise ends it, and it stays on file."""

    __tablename__ = "duty"

    id: int = Field(default=None, primary_key=True)
    court: str = Field(index=True)
    role: str = ""
    """The office that is covered; empty: every office of the court."""
    person: str
    since: date
    until: date
    entered_by: str
    entered_at: datetime
    replaced_at: datetime | None = None

    @property
    def turn(self) -> OnDuty:
        return OnDuty(self.person, self.court, self.role, self.since, self.until)


class Declined(SQLModel, table=True):
    """A channel by which a person does not want routine notices (个人意愿)."""

    __tablename__ = "declined_channel"

    person: str = Field(primary_key=True)
    channel: str = Field(primary_key=True)


def go_away(session: Session, away: Away, kind: AbsenceKind, *, by: Actor, at: datetime) -> Absence:
    """Enter an absence; what was entered of it stays in the ledger, however it is changed later."""
    row = Absence(
        person=away.person, since=away.since, until=away.until, kind=kind.value, substitute=away.substitute,
        entered_by=by.code, entered_at=at,
    )  # fmt: skip
    session.add(row)
    _note(session, at, by, "away", person=away.person, since=away.since.isoformat(),
          until=away.until.isoformat(), substitute=away.substitute)  # fmt: skip
    return row


def come_back(session: Session, row: Absence, on: date, *, by: Actor, at: datetime) -> None:
    """End an absence: the person is there again from that day on."""
    before, row.until = row.until, max(on, row.since)
    session.add(row)
    _note(session, at, by, "back", person=row.person, since=row.since.isoformat(),
          until=row.until.isoformat(), instead_of=before.isoformat())  # fmt: skip


def absences(session: Session, *, ending_after: date, person: str = "") -> list[Absence]:
    """The absences that are not over before that day, by their first day: of everybody, or of one person."""
    query = (
        select(Absence)
        .where(col(Absence.until) > ending_after, col(Absence.until) > col(Absence.since))
        .order_by(col(Absence.since), col(Absence.id))
    )
    if person:
        query = query.where(col(Absence.person) == person)
    return list(session.execute(query).scalars())


def take_roster(session: Session, turns: Iterable[OnDuty], *, source: str, by: Actor, at: datetime) -> int:
    """Put a roster on file; returns how many turns were new. For each office it speaks of, it replaces what it covers."""
    wanted = list(dict.fromkeys(turns))
    ledger.hold(session, REGISTER)
    spans: dict[tuple[str, str], tuple[date, date]] = {}
    for turn in wanted:
        first, last = spans.get((turn.court, turn.role), (turn.since, turn.until))
        spans[turn.court, turn.role] = min(first, turn.since), max(last, turn.until)
    kept: set[OnDuty] = set()
    replaced = 0
    for row in duties(session, ending_after=min((turn.since for turn in wanted), default=date.max)):
        span = spans.get((row.court, row.role))
        if span is None or row.until <= span[0] or row.since >= span[1]:
            continue
        if row.turn in wanted:
            kept.add(row.turn)
        else:
            row.replaced_at = at
            session.add(row)
            replaced += 1
    fresh = [turn for turn in wanted if turn not in kept]
    session.add_all(
        Duty(
            court=turn.court, role=turn.role, person=turn.person, since=turn.since, until=turn.until,
            entered_by=by.code, entered_at=at,
        )
        for turn in fresh
    )  # fmt: skip
    if fresh or replaced:
        said = [
            {"person": turn.person, "court": turn.court, "role": turn.role, "since": turn.since.isoformat(),
             "until": turn.until.isoformat()}
            for turn in fresh
        ]  # fmt: skip
        _note(session, at, by, "duty", source=source, turns=said, replaced=replaced)
    return len(fresh)


def duties(session: Session, *, ending_after: date) -> list[Duty]:
    """The turns of duty that stand and are not over before that day, by their first day."""
    query = (
        select(Duty)
        .where(col(Duty.until) > ending_after, col(Duty.replaced_at).is_(None))
        .order_by(col(Duty.since), col(Duty.court), col(Duty.id))
    )
    return list(session.execute(query).scalars())


def wish(session: Session, person: str, channel: str, *, wanted: bool, by: Actor, at: datetime) -> bool:
    """Enter whether a person wants routine notices by that channel; False where it was so already."""
    row = session.get(Declined, (person, channel))
    if wanted is (row is None):
        return False
    if row is None:
        session.add(Declined(person=person, channel=channel))
    else:
        session.delete(row)
    _note(session, at, by, "wish", person=person, channel=channel, wanted=wanted)
    return True


def declined(session: Session) -> set[tuple[str, str]]:
    """Every person and channel that do not go together by the person's own wish."""
    query = select(col(Declined.person), col(Declined.channel))
    return {(person, channel) for person, channel in session.execute(query).all()}


def _note(session: Session, at: datetime, by: Actor, trigger: str, **said: object) -> None:
    ledger.note(session, REGISTER, at, {"trigger": trigger, "by": signature(by), **said})
