"""What a sample says about the share in the whole (置信区间): exact intervals, and no rule of thumb."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interval:
    """A confidence interval (置信区间) of a share."""

    low: float
    high: float
    level: float
