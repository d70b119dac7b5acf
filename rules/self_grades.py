"""自评与评查对照 (self-grade and independent grade): how many cases were graded how by their own division, and how by the review."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from rules.findings import Grade
from rules.outcomes import ReviewOutcome


@dataclass(frozen=True, slots=True)
class SelfGrades:
    """Cases with both grades, counted by (self-grade, grade of the review); and those that lack one of them."""

    counts: Mapping[tuple[Grade, Grade], int]
    without_self: int
    """已评查而没有自评的件数."""
    ungraded: int
    """有自评而等次尚未确定的件数."""

    @property
    def cases(self) -> int:
        return sum(self.counts.values())

    def self_graded(self, grade: Grade) -> int:
        """Cases that their own division gave this grade."""
        return sum(count for (own, _), count in self.counts.items() if own is grade)

    def reviewed(self, grade: Grade) -> int:
        """Cases, of those with both grades, that the review gave this grade."""
        return sum(count for (_, independent), count in self.counts.items() if independent is grade)

    def by_code(self) -> dict[tuple[str, str], int]:
        """The same counts by the codes of both grades, as papers and files have them."""
        return {(own.value, other.value): count for (own, other), count in self.counts.items()}

    @property
    def better(self) -> int:
        """自评高于评查的件数."""
        return sum(count for (own, other), count in self.counts.items() if other.worse_than(own))

    @property
    def same(self) -> int:
        return sum(count for (own, other), count in self.counts.items() if own is other)

    @property
    def worse(self) -> int:
        """自评低于评查的件数."""
        return sum(count for (own, other), count in self.counts.items() if own.worse_than(other))

    def difference(self, grade: Grade) -> Fraction | None:
        """The share of this grade among self-grades minus its share in the review; None where there is no case.

        Of 优秀, above nought it is inflation (自评虚高).
        """
        if not self.cases:
            return None
        return Fraction(self.self_graded(grade) - self.reviewed(grade), self.cases)


def self_grades(outcomes: Iterable[ReviewOutcome]) -> SelfGrades:
    """Hold the self-grades of these cases against the grades of the review; cases without either count for nothing."""
    cases = list(outcomes)
    counts = Counter(
        (Grade(case.self_grade), Grade(case.grade)) for case in cases if case.self_grade and case.grade
    )
    return SelfGrades(
        counts=counts,
        without_self=sum(bool(case.grade) and not case.self_grade for case in cases),
        ungraded=sum(bool(case.self_grade) and not case.grade for case in cases),
    )
