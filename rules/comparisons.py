"""Two groups or two quarters held against each other (两组比较): can they be told apart at all?

Fisher's exact test. Where the answer is no, nothing may be said of a rise, a fall or a difference.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import comb

from rules.labels import Labelled


class Difference(Labelled):
    """What two shares held against each other say (比较结论)."""

    NONE = "none", "无法区分", "cannot be distinguished"
    HIGHER = "higher", "显著较高", "significantly higher"
    LOWER = "lower", "显著较低", "significantly lower"


@dataclass(frozen=True, slots=True)
class Comparison:
    """`count` of `cases` against `other_count` of `other_cases`; `chance` is the two-sided p of Fisher's test."""

    count: int
    cases: int
    other_count: int
    other_cases: int
    chance: float
    level: float
    difference: Difference


def compare(count: int, cases: int, other_count: int, other_cases: int, level: float) -> Comparison:
    """Hold the first share against the other.

    Raises:
        ValueError: more found than cases.
    """
    if not 0 <= count <= cases or not 0 <= other_count <= other_cases:
        raise ValueError(f"{count} of {cases}, {other_count} of {other_cases}")
    kind, whole = count + other_count, cases + other_cases
    ways = {
        found: comb(cases, found) * comb(other_cases, kind - found)
        for found in range(max(0, kind - other_cases), min(cases, kind) + 1)
    }
    # All outcomes at most as likely as what came out; whole numbers, so that equal chances are equal.
    chance = Fraction(sum(way for way in ways.values() if way <= ways[count]), comb(whole, kind))
    difference = Difference.NONE
    if chance <= 1 - Fraction(str(level)):
        higher = count * other_cases > other_count * cases
        difference = Difference.HIGHER if higher else Difference.LOWER
    return Comparison(count, cases, other_count, other_cases, float(chance), level, difference)
