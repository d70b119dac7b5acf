"""What prices prove (下界): any prices at all give a cost below which no assignment can fall.

Add up what the prices promise for every reading, and take off whatever a pair or a further case of a reviewer costs
less than its prices: no assignment costs less than that. So whoever doubts the solver needs only the prices it
found and this sum. Imports numpy: to be imported where an assignment is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from rules.exclusion_grid import Grid

if TYPE_CHECKING:
    from rules.assignment_proof import Prices
    from rules.reading_rounds import Round


def lower_bound(grid: Grid, round_: Round, prices: Prices) -> int:
    """The least that the loads and the readings without a specialist can cost together, by these prices."""
    cases, people = np.array(prices.cases, np.int64), np.array(prices.reviewers, np.int64)
    needs = np.array([round_.needs[case.case_no] for case in grid.cases], np.int64)
    bound = int(needs @ cases)
    admissible = grid.open()
    for row in range(len(needs)):
        rest = (~grid.specialist[row]).astype(np.int64) - cases[row] - people
        bound += int(np.minimum(rest, 0)[admissible[row]].sum())
    for reviewer, price in zip(grid.pool, people.tolist(), strict=True):
        had = round_.before.get(reviewer.code, 0)
        room = min(max(round_.max_load - had, 0), len(needs))
        units = prices.weight * (2 * (had + np.arange(1, room + 1)) - 1) + price
        bound += int(np.minimum(units, 0).sum())
    return bound


def bounds(grid: Grid, round_: Round, prices: Prices) -> tuple[int, int]:
    """The least sum of squared loads, and the most readings by specialists that go with it."""
    least = lower_bound(grid, round_, prices)
    unevenness, strangers = divmod(least, prices.weight)
    had = sum(round_.before.get(reviewer.code, 0) ** 2 for reviewer in grid.pool)
    return unevenness + had, sum(round_.needs.values()) - strangers
