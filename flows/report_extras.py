"""What the papers of a round show besides its counts (报告附加数据), gathered from the registers."""

from __future__ import annotations

from collections import Counter

from sqlmodel import Session

from documents.round_extras import RoundExtras, StepTime
from records import history, seasons
from records.seasons import Season
from rules.labels import Words
from rules.pools import Pool
from rules.results import RoundResults
from rules.reversals import causes
from rules.self_grades import self_grades
from rules.tallies import GRADES, Tally
from state_machines.quality_review import QUALITY_REVIEW
from state_machines.steps import ClockRule


def extras_of(session: Session, season: Season, results: RoundResults) -> RoundExtras:
    """What there is besides the counts; None stands where nothing is on record."""
    return RoundExtras(
        pools=pools_of(session, season.label, results),
        self_grades=self_grades(results.outcomes).by_code() or None,
        reversals=causes(results.outcomes) or None,
        times=times_of(session, season.ref),
    )


def pools_of(session: Session, label: str, results: RoundResults) -> list[tuple[Words, Tally]]:
    """The pools besides the random one, each with its counts; those without a case are left out."""
    outcomes = {outcome.ref: outcome for outcome in results.outcomes}
    found: dict[Pool, Counter[str | None]] = {pool: Counter() for pool in Pool if pool is not Pool.RANDOM}
    for review, _ in seasons.reviews(session, label):
        pool = Pool(review.pool)
        if pool is not Pool.RANDOM and review.ref in outcomes:
            found[pool][outcomes[review.ref].grade] += 1
    return [
        (
            Words(pool.zh, pool.en),
            Tally({grade: counted[grade] for grade in GRADES}, ungraded=counted[None]),
        )
        for pool, counted in found.items()
        if counted
    ]


def times_of(session: Session, season_ref: str) -> tuple[StepTime, ...] | None:
    """How each time limit of the reviews was kept, in the order of the procedure."""
    counts = history.clock_counts(session, f"{season_ref}-")
    limits: dict[str, ClockRule] = {}
    for state in QUALITY_REVIEW.states:
        limits |= QUALITY_REVIEW.clocks_of(state.value)
    found = tuple(
        StepTime(Words(rule.zh, rule.en), *counts[code]) for code, rule in limits.items() if code in counts
    )
    return found or None
