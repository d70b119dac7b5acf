"""What is due (到期): the clocks that have run out, or whose due date a new calendar changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, bindparam, or_, select, update
from sqlmodel import Session, col

from records import clocks, ledger
from records.clocks import Clock, Running
from records.proceedings import Act, Proceeding
from rules.roles import CALENDAR, Role
from rules.workdays import Calendar
from state_machines.register import procedure

CALENDAR_CHAIN = "register:calendar"


@dataclass(frozen=True, slots=True)
class Limit:
    """A running clock and its proceeding."""

    clock: Clock
    proceeding: Proceeding


def anything_due(session: Session, now: datetime, calendar: Calendar) -> bool:
    """The cheap question of every morning: is there a clock to act on? Asked before a flow is started."""
    query = (
        select(col(Clock.id))
        .where(
            col(Clock.state) == Running.RUNNING.value,
            or_(
                and_(col(Clock.due_at) <= now, col(Clock.overdue).is_(False)),
                and_(col(Clock.provisional).is_(True), col(Clock.calendar_version) != calendar.version),
            ),
        )
        .limit(1)
    )
    return session.execute(query).first() is not None


def run_out(session: Session, now: datetime, at_most: int | None = None) -> list[Limit]:
    """The clocks past their end that nobody has dealt with yet, the oldest first; they are ours until the end.

    What another transaction has in hand at this moment is left to it.
    """
    return limits(session, col(Clock.due_at) <= now, col(Clock.overdue).is_(False), at_most=at_most)


def calendar_act(limit: Limit, now: datetime) -> Act | None:
    """The act of the calendar that a clock's end brings about, if the procedure has one."""
    row = limit.proceeding
    for step in procedure(row.procedure).from_state(row.state):
        if Role.CALENDAR in step.roles and step.within is not None and step.within.code == limit.clock.code:
            return Act(
                ref=row.ref,
                trigger=step.trigger.value,
                by=CALENDAR,
                at=now,
                key=f"calendar:{row.ref}:{limit.clock.id}",
            )
    return None


def mark(session: Session, limits: Sequence[Limit], flag: str) -> None:
    """Remember of these clocks that they have an alert (`warned`), or that their end was seen (`overdue`)."""
    if limits:
        session.execute(
            update(Clock).where(col(Clock.id).in_([limit.clock.id for limit in limits])).values({flag: True})
        )


def reckon_anew(session: Session, calendar: Calendar, at: datetime) -> list[tuple[Clock, date | None]]:
    """Derive provisional due dates again under a calendar that has changed; returns those that moved, with the old day.

    One entry in the ledger says which limits moved and why. Of a limit that moved, people are told anew.
    """
    ledger.hold(session, CALENDAR_CHAIN)
    query = select(Clock).where(
        col(Clock.state) == Running.RUNNING.value,
        col(Clock.provisional).is_(True),
        col(Clock.calendar_version) != calendar.version,
    )
    stale = list(session.execute(query).scalars())
    if not stale:
        return []
    changed, moved = [], []
    for clock in stale:
        row: dict[str, Any] = clocks.reckon(clock.model_dump(), calendar)
        if row["due_on"] != clock.due_on:
            moved.append((clock, clock.due_on))
            row["warned"] = row["overdue"] = False
        changed.append({"b_id": clock.id, **{name: row[name] for name in _RECKONED}})
    table = Clock.__table__  # type: ignore[attr-defined]  # SQLModel sets it at run time
    session.connection().execute(
        update(table)
        .where(table.c.id == bindparam("b_id"))
        .values({name: bindparam(name) for name in _RECKONED}),
        changed,
    )
    new = {row["b_id"]: row["due_on"] for row in changed}
    ledger.note(
        session,
        CALENDAR_CHAIN,
        at,
        {
            "trigger": "reckon_anew",
            "calendar": calendar.version,
            "checked": len(stale),
            "moved": [
                {"proceeding": clock.proceeding, "clock": clock.code, "was": was, "is": new[clock.id]}
                for clock, was in moved
            ],
        },
    )
    return moved


RECKONED = ("raw_on", "due_on", "due_at", "provisional", "calendar_version")
"""The columns of a clock that follow from its calendar."""
_RECKONED = (*RECKONED, "warned", "overdue")


def limits(session: Session, *conditions: Any, at_most: int | None = None) -> list[Limit]:
    """The running limits of which that holds, the oldest first; they are ours until the transaction ends."""
    query = (
        select(Clock, Proceeding)
        .join(Proceeding, col(Proceeding.ref) == col(Clock.proceeding))
        .where(col(Clock.state) == Running.RUNNING.value, *conditions)
        .order_by(col(Clock.due_at), col(Clock.id))
        .limit(at_most)
        .with_for_update(skip_locked=True)
    )
    return [Limit(clock, proceeding) for clock, proceeding in session.execute(query).all()]
