"""The funnel plot (漏斗图): each court or kind against the whole, without any order of merit.

The limits are exact binomial ones around the share of the whole. A court is called out only beyond the outer ones;
whether a difference of that size would be chance is then settled, what it is due to is not. Why binomial, and not
corrected for the length of the court's list: docs/decisions/0051-funnel.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import comb
from typing import Any, Self

from rules.labels import Labelled

FINEST = 200
"""Up to so many cases every number has its limits; beyond, every so manieth and those of the points."""


class Standing(Labelled):
    """Where a court or kind of case stands against the whole (与总体比较)."""

    WITHIN = "within", "与总体无法区分", "cannot be distinguished from the whole"
    ABOVE = "above", "显著偏高", "significantly above"
    BELOW = "below", "显著偏低", "significantly below"
    TOO_FEW = "too_few", "件数过少", "too few cases"


@dataclass(frozen=True, slots=True)
class FunnelPoint:
    """One court or kind: its share is `count` of `cases`."""

    label: str
    cases: int
    count: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class Limit:
    """The control limits (控制限) of a share at that number of cases."""

    cases: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Funnel:
    """All points against one target, with the limits at two levels."""

    target: float
    points: tuple[FunnelPoint, ...]
    inner: tuple[Limit, ...]
    outer: tuple[Limit, ...]
    inner_level: float
    outer_level: float

    @property
    def compared(self) -> int:
        """How many points have cases enough to be compared."""
        return sum(point.standing is not Standing.TOO_FEW for point in self.points)

    @property
    def by_chance(self) -> tuple[float, float]:
        """At most how many of the points compared lie beyond inner and outer limits by chance alone, on average."""
        return self.compared * (1 - self.inner_level), self.compared * (1 - self.outer_level)


@dataclass(frozen=True, slots=True)
class Levels:
    """How sure an interval and a limit are to be, and what is too few to be compared or shown (件)."""

    confidence: float
    inner: float
    outer: float
    smallest_base: int
    """Below it no share is shown and no court compared."""
    smallest_cell: int
    """A count of a published table below it, and above nought, is left out."""

    @classmethod
    def from_rules(cls, rules: Mapping[str, Any]) -> Self:
        """The levels that are pinned to a round."""
        return cls(
            confidence=float(rules["results.confidence_level"]),
            inner=float(rules["results.funnel_inner_level"]),
            outer=float(rules["results.funnel_outer_level"]),
            smallest_base=int(rules["results.smallest_base"]),
            smallest_cell=int(rules["results.smallest_cell"]),
        )


def funnel_of(groups: Iterable[tuple[str, int, int]], levels: Levels) -> Funnel | None:
    """The funnel of groups given as label, cases, count; None where there is no case.

    The target is the share of all of them together. Groups without a case have no point.
    """
    rows = [(label, cases, count) for label, cases, count in groups if cases]
    if not rows:
        return None
    target = Fraction(sum(count for _, _, count in rows), sum(cases for _, cases, _ in rows))
    points = tuple(
        FunnelPoint(label, cases, count, standing(count, cases, target, levels))
        for label, cases, count in rows
    )
    sizes = _sizes([cases for _, cases, _ in rows])
    return Funnel(
        target=float(target),
        points=points,
        inner=tuple(_shares(cases, target, levels.inner) for cases in sizes),
        outer=tuple(_shares(cases, target, levels.outer) for cases in sizes),
        inner_level=levels.inner,
        outer_level=levels.outer,
    )


def standing(count: int, cases: int, target: Fraction, levels: Levels) -> Standing:
    """Where `count` of `cases` stands against the target."""
    if cases < levels.smallest_base:
        return Standing.TOO_FEW
    low, high = control_limits(cases, target, levels.outer)
    return Standing.BELOW if count < low else Standing.ABOVE if count > high else Standing.WITHIN


def control_limits(cases: int, target: Fraction, level: float) -> tuple[int, int]:
    """The fewest and the most cases still within the limits (件).

    More than the upper limit come up with at most half of what the level leaves, and so do fewer than the lower.
    """
    tail = (1 - Fraction(str(level))) / 2
    part, rest = target.numerator, target.denominator - target.numerator
    # Both sums are over whole numbers, with the common denominator left out.
    enough = tail * target.denominator**cases
    chances = [comb(cases, found) * part**found * rest ** (cases - found) for found in range(cases + 1)]
    low, below = 0, 0
    while below + chances[low] <= enough:
        below += chances[low]
        low += 1
    high, above = cases, 0
    while above + chances[high] <= enough:
        above += chances[high]
        high -= 1
    return low, high


def _shares(cases: int, target: Fraction, level: float) -> Limit:
    low, high = control_limits(cases, target, level)
    return Limit(cases, low / cases, high / cases)


def _sizes(cases: list[int]) -> list[int]:
    largest = max(cases)
    step = -(-largest // FINEST)
    return sorted({*range(1, largest + 1, step), *cases})
