"""What the papers of a round show besides its counts (报告附加数据), gathered from the registers."""

from __future__ import annotations

from sqlmodel import Session

from documents.round_extras import RoundExtras, StepTime
from records import history
from records.seasons import Season
from rules.labels import Words
from rules.results import RoundResults
from rules.reversals import causes
from rules.self_grades import self_grades
from state_machines.quality_review.table import QUALITY_REVIEW
from state_machines.steps import ClockRule


def extras_of(session: Session, season: Season, results: RoundResults) -> RoundExtras:
    """What there is besides the counts; None stands where nothing is on record."""
    return RoundExtras(
        self_grades=self_grades(results.outcomes).by_code() or None,
        reversals=causes(results.outcomes) or None,
        times=times_of(session, season.ref),
    )


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
