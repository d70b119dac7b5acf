"""A share in the frame, worked out from a sample that need not give every case the same chance (加权占比).

Every case stands for 1/probability cases of the list. The share is Hájek's: the weights of the cases of the kind
over all weights. Its interval is the exact one for a list of known length (`rules.intervals.of_frame`), asked for as
many cases as the sample is worth: the effective size (有效样本量), the smallest of

    n,    (Σw)² / Σw²    and    p(1−p)(Σw)² / Σw²(y−p)²,

rounded down, in a list of effective size / smallest probability, rounded up; a count that falls between two whole
numbers takes the lower one for the lower bound and the upper one for the upper. Where all chances are equal that is
the exact interval itself. Korn and Graubard do the same with the binomial one: docs/decisions/0050-intervals.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, fsum

from rules.intervals import Interval, of_frame, of_whole_found
from rules.labels import Labelled

SLACK = 1e-9
"""By how much a whole number may be missed because a probability is a float."""


class Basis(Labelled):
    """How an interval was worked out (区间方法)."""

    CENSUS = "census", "全部评查，无抽样误差", "all cases reviewed"
    EQUAL = "equal", "等概率：超几何精确区间", "equal chances: exact hypergeometric"
    WEIGHTED = (
        "weighted",
        "不等概率：按有效样本量的超几何区间",
        "unequal chances: hypergeometric, effective size",
    )


@dataclass(frozen=True, slots=True)
class Share:
    """A share in the frame: `count` of `cases` in the sample, `share` in the frame, and what goes into its interval.

    `weight` is the sum of the weights (件), the estimated length of the list; `effective` and `whole` are the
    number of cases and the length of the list for which the interval was asked.
    """

    count: int
    cases: int
    share: float
    weight: float
    effective: int
    whole: int
    basis: Basis
    interval: Interval


def share_of(sample: Sequence[tuple[float, bool]], level: float) -> Share | None:
    """The share of the cases that are of the kind, from each case's probability and whether it is; None of none."""
    if not sample:
        return None
    weights = [1 / probability for probability, _ in sample]
    whole = fsum(weights)
    share = fsum(weight for weight, (_, is_so) in zip(weights, sample, strict=True) if is_so) / whole
    count, cases = sum(is_so for _, is_so in sample), len(sample)
    smallest = min(probability for probability, _ in sample)
    if smallest >= 1:
        return Share(
            count, cases, share, whole, cases, cases, Basis.CENSUS, of_whole_found(count / cases, level)
        )
    equal = max(weights) - min(weights) <= SLACK * max(weights)
    effective = cases if equal else effective_size(sample)
    # Never shorter than the sample is long: a list of which as good as everything was drawn.
    listed = max(ceil(effective / smallest - SLACK * effective / smallest), effective)
    if equal:
        return Share(
            count, cases, share, whole, cases, listed, Basis.EQUAL, of_frame(count, cases, listed, level)
        )
    found = share * effective
    low = of_frame(max(floor(found + SLACK), 0), effective, listed, level).low
    high = of_frame(min(ceil(found - SLACK), effective), effective, listed, level).high
    return Share(count, cases, share, whole, effective, listed, Basis.WEIGHTED, Interval(low, high, level))


def effective_size(sample: Sequence[tuple[float, bool]]) -> int:
    """How many cases drawn with equal chances say as much as these (件), rounded down."""
    weights = [1 / probability for probability, _ in sample]
    whole = fsum(weights)
    share = fsum(weight for weight, (_, is_so) in zip(weights, sample, strict=True) if is_so) / whole
    sizes = [float(len(sample)), whole**2 / fsum(weight**2 for weight in weights)]
    spread = fsum((weight * (is_so - share)) ** 2 for weight, (_, is_so) in zip(weights, sample, strict=True))
    if 0 < share < 1:
        sizes.append(share * (1 - share) * whole**2 / spread)
    return max(floor(min(sizes) + SLACK), 1)
