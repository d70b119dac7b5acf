"""Earlier quarters (往期): this round's random pool against theirs, and whether the two can be told apart at all."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import Session, col

from records import seasons
from records.proceedings import Proceeding
from records.seasons import SETTLED, Season
from rules.comparisons import Comparison, compare
from rules.pools import Pool
from rules.results import RoundResults
from rules.tallies import GOOD
from state_machines.quality_review.terms import Known, State
from state_machines.review_round.table import State as RoundState

MOST = 4
"""A year of quarters: further back, what was drawn and how it was graded is hardly the same any more."""


def comparisons(session: Session, season: Season, results: RoundResults) -> dict[str, Comparison]:
    """The share of excellent and qualified cases against that of each of the last rounds, the latest first."""
    if results.levels is None:
        return {}
    found = {}
    for label in _confirmed_before(session, season):
        good, graded = _random_pool(session, label)
        if graded and results.random.graded:
            found[label] = compare(
                results.random.of(*GOOD), results.random.graded, good, graded, results.levels.confidence
            )
    return found


def _confirmed_before(session: Session, season: Season) -> list[str]:
    done = (RoundState.CONFIRMED, RoundState.CIRCULATED, RoundState.ARCHIVED)
    query = (
        select(col(Season.label))
        .join(Proceeding, col(Proceeding.ref) == col(Season.ref))
        .where(col(Season.first) < season.first, col(Proceeding.state).in_([state.value for state in done]))
        .order_by(col(Season.first).desc())
        .limit(MOST)
    )
    return list(session.execute(query).scalars())


def _random_pool(session: Session, label: str) -> tuple[int, int]:
    """How many cases of the random pool have a good grade, and how many a grade (件)."""
    settled = [state for state in SETTLED if state is not State.WITHDRAWN]
    grades = [
        row.facts.get(Known.GRADE.code)
        for review, row in seasons.reviews(session, label, settled)
        if review.pool == Pool.RANDOM.value
    ]
    return sum(grade in GOOD for grade in grades), sum(grade is not None for grade in grades)
