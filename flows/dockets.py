"""What waits for the committee (待审议): its matters by their limits, and the sitting each is on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import col

from flows.office import Office
from records import leads, sittings
from records.clocks import Clock, Running
from rules.labels import Words
from state_machines.disciplinary_prereview.table import DISCIPLINARY_PREREVIEW
from state_machines.disciplinary_prereview.terms import State

BEFORE_THE_COMMITTEE = (
    State.SUBMITTED,
    State.ACCEPTED,
    State.DELIBERATION,
    State.OPINION_ISSUED,
    State.OBJECTION_REVIEW,
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A matter that the committee or its office has in hand, with the limit that ends first."""

    ref: str
    state: State
    sitting: str
    limit: Words
    due: date | None
    late: bool


def docket_of(office: Office) -> list[Waiting]:
    """Every matter before the committee, the one whose limit ends first in front."""
    with office.store.read() as session:
        rows = [
            row
            for row in leads.pre_reviews(session)
            if row.state in {each.value for each in BEFORE_THE_COMMITTEE}
        ]
        running: dict[str, Clock] = {}
        query = (
            select(Clock)
            .where(
                col(Clock.proceeding).in_([row.ref for row in rows]),
                col(Clock.state) == Running.RUNNING.value,
            )
            .order_by(col(Clock.due_at))
        )
        for clock in session.execute(query).scalars():
            running.setdefault(clock.proceeding, clock)
        on = {row.ref: found.sitting for row in rows if (found := sittings.on_agenda(session, row.ref))}
    waiting = [_waiting(row.ref, row.state, on.get(row.ref, ""), running.get(row.ref)) for row in rows]
    return sorted(waiting, key=lambda each: (each.due or date.max, each.ref))


def _waiting(ref: str, state: str, sitting: str, clock: Clock | None) -> Waiting:
    rule = DISCIPLINARY_PREREVIEW.clocks_of(state).get(clock.code) if clock else None
    name = Words(rule.zh, rule.en) if rule else Words("—", "—")
    return Waiting(
        ref, State(state), sitting, name, clock.due_on if clock else None, bool(clock and clock.overdue)
    )
