"""重评 (grading again): the sheets on record weighed under other rules, and set beside what they came to.

Only the machine's part is repeated: points, vetoes, merging, divergence. What people decided afterwards (the opinion,
an objection upheld, the committee) is theirs; it is named beside the result and never guessed anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from rules.grading import Grade, Score, diverges, grade, merge
from rules.labels import Labelled, Words
from rules.parameters import Rules

_TWO = 2


@dataclass(frozen=True, slots=True)
class MachineGrade:
    """What the sheets come to (按评分的等次). `diverging` says why a third reader must read."""

    total: Decimal
    grade: Grade
    reasons: tuple[Words, ...]
    diverging: Words | None
    sheets: int
    """How many sheets were merged."""
    third_missing: bool
    """A third reader would be needed and never read: the grade is that of the first two, and not final."""


class Effect(Labelled):
    """What becomes of a case's grade under the changed rules (对等次的影响)."""

    SAME = "same", "等次不变", "the same grade"
    LOWER = "lower", "等次降低", "lower"
    HIGHER = "higher", "等次提高", "higher"
    OPEN = "open", "须增派第三名评查员", "a third reader is needed"


@dataclass(frozen=True, slots=True)
class Regraded:
    """One case weighed twice."""

    ref: str
    case_no: str
    court: str
    before: MachineGrade
    after: MachineGrade
    decided: tuple[Words, ...]
    """What people decided on the grade after the scores were merged, and who; empty while nobody has."""
    final: Grade | None
    """The grade on record, where there is one."""

    @property
    def effect(self) -> Effect:
        if self.after.third_missing and not self.before.third_missing:
            return Effect.OPEN
        grades = list(Grade)
        before, after = grades.index(self.before.grade), grades.index(self.after.grade)
        return Effect.SAME if before == after else Effect.LOWER if after > before else Effect.HIGHER

    @property
    def differs(self) -> bool:
        """Whether anything a person would notice is different: the grade, the points, or who must read."""
        one, other = self.before, self.after
        return (one.total, one.grade, one.diverging is None) != (
            other.total,
            other.grade,
            other.diverging is None,
        )

    @property
    def by_people(self) -> bool:
        """Whether the grade on record is another than the scores gave, so that people have decided it."""
        return self.final is not None and self.final is not self.before.grade


def machine_grade(first: Sequence[Score], later: Sequence[Score], rules: Rules) -> MachineGrade:
    """The grade that the sheets give: of the first readers, and of a later one where they diverge.

    Legal source: local_review.分歧. A third sheet that was made and would not have been called for is left out.
    """
    apart = diverges(first[0], first[1], rules) if len(first) == _TWO else None
    counted = [*first, *later] if apart is not None or len(first) != _TWO else [*first]
    merged = merge(counted, rules)
    graded = grade(merged, rules)
    return MachineGrade(
        merged.total, graded.grade, graded.reasons, apart, len(counted), apart is not None and not later
    )


def cross_table(cases: Sequence[Regraded]) -> dict[tuple[Grade, Grade | None], int]:
    """How many cases (件) go from which grade to which; None: open until a third reader has read. Every pair is there."""
    counted = Counter(
        (case.before.grade, None if case.after.third_missing else case.after.grade) for case in cases
    )
    return {(one, other): counted[one, other] for one in Grade for other in (*Grade, None)}
