"""评分与等次 (grading): what a reader found becomes a score, and a score becomes a grade by the law of its date.

`grading.method` among the rules pinned to a proceeding says how: by points with vetoes (`rules.points`), or by the
worst finding (`rules.worst_finding`). A round opened under the one is never graded by the other; a rehearsal may ask
for either, with `Rules.with_values`.

That a case was reversed, remanded, retried or petitioned about is no defect by itself (peer_review_rules.海口,
jilin_review_standard.非过错): nothing here asks for it. A grade never changes the force of a judgment, and it is never
a finding of liability.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rules import points, worst_finding
from rules.deductions import GradingMethod
from rules.findings import BlockScore, Finding, Grade, Graded, Line, Score
from rules.labels import Words
from rules.parameters import Rules
from rules.points import Merging
from rules.weighing import score

__all__ = [
    "BlockScore", "Finding", "Grade", "Graded", "Line", "Merging", "Score",
    "diverges", "grade", "merge", "method_of", "score", "shows_points",
]  # fmt: skip


def method_of(rules: Rules) -> GradingMethod:
    """How a case is graded under these rules; rules pinned before there was a choice grade by points."""
    return GradingMethod(rules.get("grading.method", GradingMethod.POINTS.value))


def grade(scored: Score, rules: Rules) -> Graded:
    """The grade of a score, with the reasons that led to it."""
    return _way(rules).grade(scored, rules)


def diverges(one: Score, other: Score, rules: Rules) -> Words | None:
    """Say why two sheets are too far apart to be merged, so that a third reader must read; else None."""
    return _way(rules).diverges(one, other, rules)


def merge(scores: Sequence[Score], rules: Rules) -> Score:
    """The score of a case from the independent sheets of its readers (合并); one sheet stands as it is."""
    return scores[0] if len(scores) == 1 else _way(rules).merge(scores, rules)


def shows_points(rules: Rules) -> bool:
    """Whether points are shown: always where they decide, and else where the court wants them for information."""
    return method_of(rules) is GradingMethod.POINTS or worst_finding.shows_points(rules)


class _Way(NamedTuple):
    """One way of grading."""

    grade: Callable[[Score, Rules], Graded]
    diverges: Callable[[Score, Score, Rules], Words | None]
    merge: Callable[[Sequence[Score], Rules], Score]


_WAYS = {
    GradingMethod.POINTS: _Way(points.grade, points.diverges, points.merge),
    GradingMethod.WORST_FINDING: _Way(worst_finding.grade, worst_finding.diverges, worst_finding.merge),
}


def _way(rules: Rules) -> _Way:
    return _WAYS[method_of(rules)]
