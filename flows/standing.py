"""How things stand (办理情况): a season by state and by court, and the time limits people have let pass. Read only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlmodel import col

from flows.office import Office
from records.clocks import Clock, Running
from records.notices import Notice, Sending
from records.proceedings import Proceeding
from records.seasons import SETTLED, Review, Season
from rules.labels import Labelled
from state_machines.confidentiality import CLOSED, CLOSED_RANGES
from state_machines.quality_review.terms import State
from state_machines.register import procedure
from state_machines.review_round.table import State as RoundState

MOVES = (State.FILE_IN, State.ASSIGNED, State.SCORED, State.OBJECTED, State.READY)
"""States in which a review may go forward by itself."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A season's reviews (件) by state, in the order of the procedure, and by court: all of them, and the settled."""

    states: Mapping[State, int]
    courts: Mapping[str, tuple[int, int]]

    @property
    def total(self) -> int:
        return sum(self.states.values())

    @property
    def settled(self) -> int:
        return sum(count for state, count in self.states.items() if state in SETTLED)

    @property
    def share(self) -> float:
        """The settled share in percent; a season without reviews has none."""
        return 100 * self.settled / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Overdue:
    """A time limit that passed and that somebody still has to act on."""

    ref: str
    case_no: str
    court: str
    limit: str
    due: date | None
    state: Labelled


def standing(office: Office, label: str) -> Standing:
    """How the reviews of a season stand."""
    query = (
        select(col(Proceeding.state), col(Proceeding.court), func.count())
        .join(Review, col(Proceeding.ref) == col(Review.ref))
        .where(col(Review.season) == label)
        .group_by(col(Proceeding.state), col(Proceeding.court))
    )
    states: Counter[str] = Counter()
    courts: Counter[str] = Counter()
    settled: Counter[str] = Counter()
    with office.store.read() as session:
        for state, court, count in session.execute(query).all():
            states[state] += count
            courts[court] += count
            settled[court] += count if State(state) in SETTLED else 0
    return Standing(
        {state: states[state.value] for state in State if state.value in states},
        {court: (courts[court], settled[court]) for court in sorted(courts)},
    )


def overdue(office: Office, limit: int = 200) -> list[Overdue]:
    """The time limits past their end that nobody has acted on, the oldest first. It is a page for all: without discipline and protection."""
    query = (
        select(Clock, Proceeding)
        .join(Proceeding, col(Proceeding.ref) == col(Clock.proceeding))
        .where(
            col(Clock.state) == Running.RUNNING.value,
            col(Clock.overdue).is_(True),
            col(Proceeding.procedure).not_in(sorted(CLOSED)),
        )
        .order_by(col(Clock.due_at), col(Clock.id))
        .limit(limit)
    )
    with office.store.read() as session:
        return [_overdue(clock, row, office) for clock, row in session.execute(query).all()]


def undelivered(office: Office, limit: int = 200) -> list[Notice]:
    """The notices that reached nobody, the newest first; without those of discipline and protection, as the page is for all."""
    query = (
        select(Notice)
        .where(
            col(Notice.state).in_([Sending.FAILED.value, Sending.NOBODY.value]),
            *(~col(Notice.proceeding).startswith(each) for each in CLOSED_RANGES),
        )
        .order_by(col(Notice.id).desc())
        .limit(limit)
    )
    with office.store.read() as session:
        return list(session.execute(query).scalars())


def seasons_running(office: Office) -> list[str]:
    """The seasons whose cases are drawn and not all settled, the oldest first."""
    query = (
        select(col(Season.label))
        .join(Proceeding, col(Proceeding.ref) == col(Season.ref))
        .where(col(Proceeding.state) == RoundState.RUNNING.value)
        .order_by(col(Season.label))
    )
    with office.store.read() as session:
        return list(session.execute(query).scalars())


def movable(office: Office) -> dict[str, tuple[int, int, datetime]]:
    """For each running season in which something may go forward by itself, a mark that changes with every act.

    One cheap query: how many such reviews there are, the acts they have seen, and when the last one was.
    """
    query = (
        select(
            col(Review.season),
            func.count(),
            func.sum(col(Proceeding.version)),
            func.max(col(Proceeding.changed_at)),
        )
        .join(Proceeding, col(Proceeding.ref) == col(Review.ref))
        .where(col(Proceeding.state).in_([state.value for state in MOVES]))
        .group_by(col(Review.season))
    )
    with office.store.read() as session:
        return {label: (count, acts, last) for label, count, acts, last in session.execute(query).all()}


def _overdue(clock: Clock, row: Proceeding, office: Office) -> Overdue:
    table = procedure(row.procedure)
    rule = table.clocks_of(row.state).get(clock.code)
    name = clock.code if rule is None else {"zh": rule.zh, "en": rule.en}[office.language]
    return Overdue(row.ref, row.case_no, row.court, name, clock.due_on, table.states(row.state))
