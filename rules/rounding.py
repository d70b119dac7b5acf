"""Controlled random rounding (受控随机取整): exact shares become whole numbers, and every case keeps the same chance.

The cases stand in line, stratum after stratum. Of N cases every N/n-th is counted off from a start that the draw's
key decides; how often a stratum is hit is its number. So every stratum gets its exact share n·Nₛ/N rounded down or
up, the sum is n, and over all starts every case has been hit equally often. Whole numbers throughout.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise


def rounded(places: int, capacities: Sequence[int], start: int) -> list[int]:
    """Divide the places among strata of those sizes; each gets its exact share rounded down or up.

    `start` may be any number; what counts is its remainder by the sum of the sizes. With more places than cases
    every stratum gets what it has.
    """
    total = sum(capacities)
    if not total:
        return [0] * len(capacities)
    places, offset = min(places, total), start % total
    hits, reached = [0], 0
    for capacity in capacities:
        reached += capacity
        # How many of the points offset, offset + total, offset + 2·total, … lie below places·reached.
        hits.append((places * reached - offset + total - 1) // total)
    return [after - before for before, after in pairwise(hits)]
