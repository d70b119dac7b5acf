"""The funnel plot (漏斗图): each court or kind against the whole, without any order of merit."""

from __future__ import annotations

from dataclasses import dataclass

from rules.labels import Labelled


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
