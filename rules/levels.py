"""The levels of an assignment (分配目标的先后): every reading, even loads, specialists, and then the lots.

Imports numpy and scipy, as `rules/optimum.py` does.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rules import coverage
from rules.assignment_proof import Prices, Proof, load_witness
from rules.exclusion_grid import Grid
from rules.lower_bound import bounds
from rules.optimum import CLOSED, OPEN, Costs, Face, Optimum, Unproven, Whole, optimum, unique
from rules.reading_lots import BLOCKS, block, lots

if TYPE_CHECKING:
    from rules.reading_rounds import Round


def best(grid: Grid, round_: Round, seed: str) -> tuple[Optimum, Proof] | None:
    """The one assignment that is best on every level, with its proof; None when a reading finds no reader."""
    if coverage.Demand.asked(grid, round_).missing(round_.max_load):
        return None
    kinds, drawn = _Alike(grid, round_), _lots(grid, seed)
    level, weight = _levels(kinds, _before(grid, round_), drawn)
    if level.short.any():
        raise Unproven("the levels leave a reading that can be made")
    found = Optimum(
        kinds.dealt(level.amount),
        np.zeros(len(grid.cases), np.int64),
        level.value,
        level.cases[kinds.of],
        level.reviewers,
        kinds.spread(level.face),
    )
    prices = [Prices(weight, found.cases.tolist(), found.reviewers.tolist())]
    for number in range(BLOCKS):
        pair = block(drawn, number)
        costs = Costs(pair, np.zeros(len(grid.cases), np.int64))
        found = optimum(found.face, costs, pair.astype(np.uint32), found.taken)
        prices.append(Prices(1, found.cases.tolist(), found.reviewers.tolist()))
        if unique(found):
            return found, _proof(grid, round_, kinds.need, found, prices)
    raise Unproven("the lots do not decide")  # Sixty bits of SHAKE-256 have tied.


def first_levels(grid: Grid, round_: Round, seed: str) -> Optimum:
    """The levels before the lots: many assignments may be as good."""
    return _levels(_Alike(grid, round_), _before(grid, round_), _lots(grid, seed))[0]


def _proof(grid: Grid, round_: Round, need: Whole, found: Optimum, prices: list[Prices]) -> Proof:
    before = _before(grid, round_)
    loads = found.amount.sum(axis=0, dtype=np.int64) + before
    unevenness, specialists = bounds(grid, round_, prices[0])
    return Proof(
        readings=int(need.sum()),
        largest=int(loads.max()),
        witness=load_witness(grid, found.taken, need, before),
        unevenness=int((loads**2).sum()),
        unevenness_bound=unevenness,
        specialists=int((found.taken & grid.specialist).sum()),
        specialists_bound=specialists,
        level=prices[0],
        lots=tuple(prices[1:]),
    )


def least_short(grid: Grid, round_: Round, seed: str) -> Whole:
    """How many readings each case goes without, as few in all as can be; the lots say which."""
    return coverage.least_short(grid, round_, lots(seed, [case.case_no for case in grid.cases], 1)[:, 0])


class _Alike:
    """Cases that the first levels cannot tell apart: open to the same people, of the same type and need."""

    def __init__(self, grid: Grid, round_: Round) -> None:
        self.whole = face(grid, round_, grid.open())
        self.need = self.whole.need
        keys = [
            (need, pairs.tobytes(), known.tobytes())
            for need, pairs, known in zip(self.need.tolist(), self.whole.pairs, grid.specialist, strict=True)
        ]
        places = {key: place for place, key in enumerate(dict.fromkeys(keys))}
        self.of = np.array([places[key] for key in keys], np.int64)
        _, first = np.unique(self.of, return_index=True)
        self.size = np.bincount(self.of).astype(np.int64)
        self.specialist = grid.specialist[first]
        self.first = first
        self.face = replace(
            self.whole,
            pairs=self.whole.pairs[first],
            size=self.size,
            need=self.need[first] * self.size,
            spare=self.need[first] * self.size,
            short=np.zeros(len(first), np.int64),
        )

    def dealt(self, amount: NDArray[np.int16]) -> NDArray[np.int16]:
        """The readings of each kind dealt to its cases in turn: nobody comes round to the same case twice."""
        given = np.zeros(self.whole.pairs.shape, np.int16)
        for kind, row in enumerate(amount):
            members = (self.of == kind).nonzero()[0]
            readers = np.repeat(np.arange(len(row)), row)
            given[members[np.arange(len(readers)) % len(members)], readers] = 1
        return given

    def spread(self, narrowed: Face) -> Face:
        """A face of the kinds as a face of the cases."""
        nothing = np.zeros(len(self.need), np.int64)
        return replace(
            self.whole, pairs=narrowed.pairs[self.of], low=narrowed.low, high=narrowed.high, spare=nothing
        )


def _levels(kinds: _Alike, before: Whole, drawn: NDArray[np.uint64]) -> tuple[Optimum, int]:
    """The first three levels as one cost: any reading outweighs all loads, any load outweighs all specialties.

    The k-th case of a reviewer costs 2k-1, so that loads cost their squares: what has the smallest sum of squares
    has also the smallest largest load, and is as even as can be on every step below it (docs/decisions/0040).
    """
    start, weight = kinds.face, int(kinds.need.sum()) + 1
    units = [
        [weight * (2 * (had + more) - 1) for more in range(1, room + 1)]
        for had, room in zip(before.tolist(), start.high.tolist(), strict=True)
    ]
    dearest = max((costs[-1] for costs in units if costs), default=0)
    missing = np.full(len(start.need), dearest + 2 * weight, np.int64)
    pair = (~kinds.specialist).astype(np.int32)
    order = block(drawn[kinds.first], 0).astype(np.uint32) + (pair.astype(np.uint32) << np.uint32(20))
    return optimum(start, Costs(pair, missing, units), order, None), weight


def face(grid: Grid, round_: Round, admissible: NDArray[np.bool_]) -> Face:
    """All there is to choose from: admissible pairs, room under the largest load, and nothing decided."""
    need = np.array([round_.needs[case.case_no] for case in grid.cases], np.int64)
    room = np.clip(round_.max_load - _before(grid, round_), 0, len(grid.cases))
    return Face(
        pairs=np.where(admissible, OPEN, CLOSED).astype(np.int8),
        size=np.ones(len(need), np.int64),
        need=need,
        low=np.zeros(len(grid.pool), np.int64),
        high=room,
        spare=need.copy(),
        short=np.zeros(len(need), np.int64),
    )


def _lots(grid: Grid, seed: str) -> NDArray[np.uint64]:
    return lots(seed, [case.case_no for case in grid.cases], len(grid.pool))


def _before(grid: Grid, round_: Round) -> Whole:
    return np.array([round_.before.get(reviewer.code, 0) for reviewer in grid.pool], np.int64)
