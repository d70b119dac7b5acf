"""What a sample says about the share in the whole (置信区间): exact intervals, and no rule of thumb.

`of_frame` speaks of a list of known length from which cases were drawn without putting any back (超几何分布, with its
finite-population correction): all cases read means no doubt left. `clopper_pearson` is its limit where the whole is
without end (二项分布). Both keep at least their level whatever the share is: docs/decisions/0050-intervals.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import comb


@dataclass(frozen=True, slots=True)
class Interval:
    """A confidence interval (置信区间) of a share."""

    low: float
    high: float
    level: float

    def holds(self, share: float) -> bool:
        """Say whether that share cannot be ruled out."""
        return self.low <= share <= self.high


def clopper_pearson(count: int, cases: int, level: float) -> Interval:
    """The exact binomial interval: `count` of `cases`, seen as a sample of a whole without end.

    Raises:
        ValueError: there is no case, or more found than cases.
    """
    _look_at(count, cases, cases)
    from scipy.special import betaincinv  # Importing it takes half a second.

    tail = float(_tail(level))
    low = float(betaincinv(count, cases - count + 1, tail)) if count else 0.0
    high = float(betaincinv(count + 1, cases - count, 1 - tail)) if count < cases else 1.0
    return Interval(low, high, level)


def of_frame(count: int, cases: int, whole: int, level: float) -> Interval:
    """The exact interval for a list of `whole` cases, of which `cases` were drawn and `count` are of the kind asked.

    The bounds are the fewest and the most cases of that kind with which at least `count`, and at most `count`, come
    up with more than half of what the level leaves. Whole numbers throughout: nothing is rounded.

    Raises:
        ValueError: there is no case, or more found than cases, or more cases than the list has.
    """
    _look_at(count, cases, whole)
    tail = _tail(level)
    fewest, most = count, whole - (cases - count)
    low = _first(fewest, most, lambda kind: hypergeometric_tail(count, cases, kind, whole) > tail)
    too_many = _first(
        fewest, most + 1, lambda kind: 1 - hypergeometric_tail(count + 1, cases, kind, whole) <= tail
    )
    return Interval(low / whole, (too_many - 1) / whole, level)


def of_whole_found(share: float, level: float) -> Interval:
    """Of a share that is known, because every case was read: an interval without width."""
    return Interval(share, share, level)


def hypergeometric_tail(count: int, cases: int, kind: int, whole: int) -> Fraction:
    """The chance that at least `count` of `cases` drawn are of a kind of which the `whole` holds so many."""
    first, last = max(0, cases - (whole - kind)), min(cases, kind)
    if count <= first:
        return Fraction(1)
    if count > last:
        return Fraction(0)
    if last - count < count - first:
        return Fraction(_ways(count, last, cases, kind, whole), comb(whole, cases))
    return 1 - Fraction(_ways(first, count - 1, cases, kind, whole), comb(whole, cases))


def _ways(least: int, most: int, cases: int, kind: int, whole: int) -> int:
    """In how many ways `cases` can be drawn with `least` to `most` of the kind among them."""
    term = comb(kind, least) * comb(whole - kind, cases - least)
    total = term
    for found in range(least, most):
        term = term * (kind - found) * (cases - found) // ((found + 1) * (whole - kind - cases + found + 1))
        total += term
    return total


def _first(least: int, most: int, holds: Callable[[int], bool]) -> int:
    """The first number for which it holds, of a condition that once met stays met before `most`; else `most`."""
    while least < most:
        middle = (least + most) // 2
        if holds(middle):
            most = middle
        else:
            least = middle + 1
    return least


def _tail(level: float) -> Fraction:
    """What lies beyond each end. The level is taken as it is written: 0.95 is 19 of 20."""
    return (1 - Fraction(str(level))) / 2


def _look_at(count: int, cases: int, whole: int) -> None:
    if not 0 <= count <= cases <= whole or not cases:
        raise ValueError(f"{count} of {cases} of {whole}")
