"""Counts of a round (件数): by grade, by court and kind, by item of the score sheet, and of what followed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from rules.funnel import Standing
from rules.grading import Grade
from rules.labels import Words
from rules.shares import Share

GRADES: tuple[str, ...] = tuple(grade.value for grade in Grade)
"""The codes of the grades (等次), the best first."""
GOOD: tuple[str, ...] = (Grade.EXCELLENT.value, Grade.QUALIFIED.value)
"""The grades that need no rectification."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Cases of one pool by grade."""

    counts: Mapping[str, int]
    ungraded: int

    @property
    def graded(self) -> int:
        return sum(self.counts.values())

    @property
    def reviewed(self) -> int:
        return self.graded + self.ungraded

    def of(self, *grades: str) -> int:
        """How many cases have one of these grades (件)."""
        return sum(self.counts[grade] for grade in grades)

    def share(self, *grades: str) -> Fraction | None:
        """The share of these grades among the graded cases; None where there is none."""
        return Fraction(self.of(*grades), self.graded) if self.graded else None


@dataclass(frozen=True, slots=True)
class Group:
    """The cases of one court or of one kind."""

    label: str
    random: Tally
    besides: Tally
    """另行评查: cases of the other pools."""
    good: Share | None = None
    """The share of excellent and qualified cases in its part of the frame; None where nothing was graded."""
    standing: Standing | None = None
    """Against the whole; None while the levels for it are not laid down."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What the random pool says about the whole frame.

    Each case stands for 1/probability cases of the list. `cases` is the Horvitz-Thompson total of the grade,
    `share` the Hájek share: that total over the total of all graded cases, so that the shares add up to 1 also
    where some cases drawn have no grade.
    """

    grade: str
    cases: float
    share: float


@dataclass(frozen=True, slots=True)
class Defect:
    """One item of the score sheet: in how many cases it was found, and the points taken off for it."""

    code: str
    item: Words | str
    random_cases: int
    cases_besides: int
    points: Decimal

    @property
    def cases(self) -> int:
        return self.random_cases + self.cases_besides


@dataclass(frozen=True, slots=True)
class Objections:
    """异议: filed = upheld + rejected + pending."""

    filed: int
    upheld: int
    rejected: int
    pending: int
    re_reviewed: int
    committee: int


@dataclass(frozen=True, slots=True)
class Rectification:
    """整改: ordered = done + open."""

    ordered: int
    done: int

    @property
    def open(self) -> int:
        return self.ordered - self.done
