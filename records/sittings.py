"""Sittings of the discipline committee (审议会议): day, place, matters, and who came and went by the minute.

Every change has its entry in the ledger. A matter is on one open sitting only; put on another, it was put off.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlmodel import Field, Session, SQLModel, col

from records import ledger
from records.committee_rolls import REGISTER
from rules.attendance import Move, Movement
from rules.errors import NotFound
from rules.labels import Words
from rules.roles import Actor

RANGE = "审议"


class Sitting(SQLModel, table=True):
    """One sitting (审议会议)."""

    __tablename__ = "sitting"

    ref: str = Field(primary_key=True)
    court: str = Field(index=True)
    """The court the committee is at."""
    at: datetime
    """When it begins."""
    place: str
    opened_at: datetime
    closed_at: datetime | None = None


class SittingMatter(SQLModel, table=True):
    """A matter on the agenda of a sitting (议程)."""

    __tablename__ = "sitting_matter"

    sitting: str = Field(primary_key=True)
    proceeding: str = Field(primary_key=True, index=True)
    place: int
    """Its place on the agenda, from 1."""
    put_off_to: str = ""
    """The sitting it was put off to (改期)."""


class SittingMove(SQLModel, table=True):
    """An arrival or a departure (到离)."""

    __tablename__ = "sitting_move"

    sitting: str = Field(primary_key=True)
    member: str = Field(primary_key=True)
    at: datetime = Field(primary_key=True)
    move: str


def open_sitting(
    session: Session,
    court: str,
    begins: datetime,
    place: str,
    matters: Sequence[str],
    *,
    at: datetime,
    by: Actor,
) -> str:
    """Put a sitting on record with its agenda; matters of another open sitting are taken off that one."""
    ledger.hold(session, REGISTER)
    ref = _next_reference(session, begins.year)
    put_off = {matter: row.sitting for matter in matters if (row := on_agenda(session, matter)) is not None}
    connection = session.connection()
    connection.execute(
        insert(Sitting),
        [{"ref": ref, "court": court, "at": begins, "place": place, "opened_at": at, "closed_at": None}],
    )
    for matter, old in put_off.items():
        connection.execute(
            update(SittingMatter)
            .where(col(SittingMatter.sitting) == old, col(SittingMatter.proceeding) == matter)
            .values(put_off_to=ref)
        )
    rows = [
        {"sitting": ref, "proceeding": matter, "place": place_of, "put_off_to": ""}
        for place_of, matter in enumerate(matters, start=1)
    ]
    connection.execute(insert(SittingMatter), rows)
    note(
        session, "open_sitting", at, by,
        sitting=ref, court=court, begins=ledger.instant(begins), place=place, matters=list(matters), put_off=put_off,
    )  # fmt: skip
    return ref


def sitting(session: Session, ref: str) -> Sitting:
    """The sitting of that reference.

    Raises:
        NotFound: there is none.
    """
    found = session.get(Sitting, ref)
    if found is None:
        raise no_such_sitting(ref)
    return found


def no_such_sitting(ref: str) -> NotFound:
    """What is said of a sitting that there is not, or that the reader may not know of."""
    return NotFound(Words("没有审议会议“{ref}”", "there is no sitting “{ref}”", ref=ref))


def open_sittings(session: Session) -> list[Sitting]:
    """The sittings that are not closed, the first to begin first."""
    query = (
        select(Sitting).where(col(Sitting.closed_at).is_(None)).order_by(col(Sitting.at), col(Sitting.ref))
    )
    return list(session.execute(query).scalars())


def agenda(session: Session, ref: str) -> list[SittingMatter]:
    """The agenda in its order, with what was put off."""
    query = select(SittingMatter).where(col(SittingMatter.sitting) == ref).order_by(col(SittingMatter.place))
    return list(session.execute(query).scalars())


def on_agenda(session: Session, matter: str) -> SittingMatter | None:
    """Where a matter stands on the agenda of an open sitting; None where it does not."""
    query = (
        select(SittingMatter)
        .join(Sitting, col(Sitting.ref) == col(SittingMatter.sitting))
        .where(
            col(SittingMatter.proceeding) == matter,
            col(SittingMatter.put_off_to) == "",
            col(Sitting.closed_at).is_(None),
        )
    )
    return session.execute(query).scalars().first()


def movements(session: Session, ref: str) -> tuple[Movement, ...]:
    """Who came and went, in order of time."""
    query = (
        select(SittingMove)
        .where(col(SittingMove.sitting) == ref)
        .order_by(col(SittingMove.at), col(SittingMove.member))
    )
    return tuple(Movement(row.member, Move(row.move), row.at) for row in session.execute(query).scalars())


def move(session: Session, ref: str, moves: Sequence[Movement], *, at: datetime, by: Actor) -> None:
    """Put arrivals and departures on record."""
    rows = [{"sitting": ref, "member": each.member, "at": each.at, "move": each.move.value} for each in moves]
    session.connection().execute(insert(SittingMove), rows)
    note(session, "attend", at, by, sitting=ref, moves=[_said(each) for each in moves])


def strike(session: Session, ref: str, movement: Movement, *, at: datetime, by: Actor, reason: str) -> None:
    """Take back a movement that was entered wrongly; the ledger keeps both."""
    session.execute(
        delete(SittingMove).where(
            col(SittingMove.sitting) == ref,
            col(SittingMove.member) == movement.member,
            col(SittingMove.at) == movement.at,
        )
    )
    note(session, "strike", at, by, sitting=ref, move=_said(movement), reason=reason)


def close(session: Session, ref: str, *, at: datetime, by: Actor) -> None:
    """Close a sitting."""
    session.execute(update(Sitting).where(col(Sitting.ref) == ref).values(closed_at=at))
    note(session, "close_sitting", at, by, sitting=ref)


def note(session: Session, trigger: str, at: datetime, by: Actor, **what: Any) -> None:
    """One entry of this register: who did it, in which office, and what."""
    ledger.note(session, REGISTER, at, {"trigger": trigger, "by": by.code, "role": by.role.value, **what})


def _said(movement: Movement) -> dict[str, str]:
    return {"member": movement.member, "move": movement.move.value, "at": ledger.instant(movement.at)}


def _next_reference(session: Session, year: int) -> str:
    """``审议2026-07``: numbered on within the year."""
    start = f"{RANGE}{year}-"
    refs = session.execute(select(col(Sitting.ref)).where(col(Sitting.ref).startswith(start))).scalars()
    numbers = [int(ref.removeprefix(start)) for ref in refs if ref.removeprefix(start).isdigit()]
    return f"{start}{max(numbers, default=0) + 1:02d}"
