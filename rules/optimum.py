"""The optimum (最优解): cases against reviewers as a network, solved by HiGHS and checked afterwards in whole numbers.

A stage minimises one cost over a face: whatever the stages before left open. The solver is asked about a few
columns of each case; the prices it comes back with are rounded to whole numbers and held against *every* pair, and
what would still pay is added until nothing does. So a result never rests on the solver's word: the prices prove it,
and anybody can add them up again. All costs are whole numbers and the matrix is a network's, therefore so is the
answer. Imports numpy and scipy: to be imported where an assignment is made, not at the start of the program.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog  # type: ignore[attr-defined]
from scipy.sparse import coo_matrix as _coo_matrix
from scipy.sparse.csgraph import connected_components

coo_matrix: Any = _coo_matrix
solve: Any = linprog
"""Without types of their own."""

Whole = NDArray[np.int64]
CLOSED, OPEN, TAKEN = 0, 1, 2
_BLOCK = 1024
"""Cases looked at in one go when all pairs are (rows)."""
_FEW = 40_000
"""Pairs that are given to the solver at once, without choosing among them."""
_COLUMNS, _MORE = 10, 12
"""Columns of a case at first, and added to it at a time."""


@dataclass(frozen=True, slots=True)
class Face:
    """What is still open: pairs, and between what bounds every load and every shortfall lies.

    A row is a case, or `size` cases that are alike. `low` and `high` count new readings of a reviewer, `spare` the
    readings a row may go without.
    """

    pairs: NDArray[np.int8]
    size: Whole
    need: Whole
    low: Whole
    high: Whole
    spare: Whole
    short: Whole
    """Readings that every optimum goes without."""


@dataclass(frozen=True, slots=True)
class Costs:
    """What a stage minimises, in whole numbers."""

    pair: NDArray[np.int32]
    short: Whole
    """Of each reading a row goes without."""
    unit: Sequence[Sequence[int]] = ()
    """Of each further reading of a reviewer, from `low` on and never falling; none at all: nothing."""


@dataclass(frozen=True, slots=True)
class Optimum:
    """The best of a face, the prices that prove it, and the face of all that are as good."""

    amount: NDArray[np.int16]
    """Readings of each row by each reviewer."""
    short: Whole
    value: int
    cases: Whole
    """The price of a reading of each case."""
    reviewers: Whole
    """The price of a reading by each reviewer."""
    face: Face

    @property
    def taken(self) -> NDArray[np.bool_]:
        return self.amount > 0


class Unproven(ArithmeticError):
    """The solver's answer did not stand up to whole numbers; this is a fault of ours and never a court's."""


def optimum(face: Face, costs: Costs, order: NDArray[np.uint32], start: NDArray[np.bool_] | None) -> Optimum:
    """The best of the face. `order` says which pairs to try first, `start` is a solution known already."""
    chosen = _first_columns(face, order, start)
    while True:
        rows, columns = np.nonzero(chosen)
        answer = _Answer(face, costs, rows, columns)
        more = _worth_adding(face, costs, answer, chosen)
        if more is None:
            return _checked(face, costs, answer)
        chosen |= more


def unique(found: Optimum) -> bool:
    """Say whether the face holds nothing else: no round of exchanges leads from this optimum to another.

    Where a load may vary it varies by one, and no case goes without: so every round is a real exchange.
    """
    face, (cases, people) = found.face, found.amount.shape
    rows, columns = np.nonzero(face.pairs == OPEN)
    has = found.amount[rows, columns] > 0
    sink = cases + people
    loads = found.amount.sum(axis=0)
    rising = cases + np.nonzero(loads < face.high)[0]
    falling = cases + np.nonzero(loads > face.low)[0]
    tails = np.concatenate([np.where(has, columns + cases, rows), rising, np.full(len(falling), sink)])
    heads = np.concatenate([np.where(has, rows, columns + cases), np.full(len(rising), sink), falling])
    graph = coo_matrix((np.ones(len(tails), np.int8), (tails, heads)), shape=(sink + 1, sink + 1))
    parts, _ = connected_components(graph, directed=True, connection="strong")
    return bool(parts == sink + 1)


class _Answer:
    """What the solver says of some columns, in whole numbers."""

    def __init__(self, face: Face, costs: Costs, rows: Whole, columns: Whole) -> None:
        self.rows, self.columns = rows, columns
        cases, people = face.pairs.shape
        unit_of, unit_cost, unit_cap = _units(face, costs)
        pairs, units = len(rows), len(unit_of)
        free = np.nonzero(face.spare)[0]
        size = pairs + len(free) + units
        matrix = coo_matrix(
            (
                np.concatenate([np.ones(2 * pairs), np.ones(len(free)), -np.ones(units)]),
                (
                    np.concatenate([rows, cases + columns, free, cases + unit_of]),
                    np.concatenate([np.arange(pairs), np.arange(pairs), np.arange(pairs, size)]),
                ),
            ),
            shape=(cases + people, size),
        ).tocsc()
        cost = np.concatenate([costs.pair[rows, columns], costs.short[free], unit_cost]).astype(float)
        high = np.concatenate([face.size[rows], face.spare[free], unit_cap]).astype(float)
        low = np.concatenate(
            [face.size[rows] * (face.pairs[rows, columns] == TAKEN), np.zeros(len(free) + units)]
        )
        result = solve(
            cost,
            A_eq=matrix,
            b_eq=np.concatenate([face.need - face.short, face.low]).astype(float),
            bounds=np.column_stack([low, high]),
            method="highs-ds",
        )
        if result.status:
            raise Unproven(result.message)
        prices = np.rint(result.eqlin.marginals).astype(np.int64)
        self.cases, self.reviewers = prices[:cases], prices[cases:]
        whole = np.rint(result.x).astype(np.int64)
        self.pairs = whole[:pairs]
        self.short = np.zeros(cases, np.int64)
        self.short[free] = whole[pairs : pairs + len(free)]
        self.unit_of, self.unit_cost, self.unit_cap = unit_of, unit_cost, unit_cap
        self.units = whole[pairs + len(free) :]

    def reduced(self, costs: Costs, start: int, end: int) -> Whole:
        """What each pair of those cases costs beyond its prices."""
        cost = costs.pair[start:end].astype(np.int64)
        cost -= self.cases[start:end, None]
        cost -= self.reviewers
        return cost


def _first_columns(
    face: Face, order: NDArray[np.uint32], start: NDArray[np.bool_] | None
) -> NDArray[np.bool_]:
    if face.pairs.size <= _FEW:
        return np.not_equal(face.pairs, CLOSED)
    chosen: NDArray[np.bool_] = face.pairs == TAKEN
    if start is not None:
        chosen |= start
    want = min(_COLUMNS, face.pairs.shape[1] // 2)
    for begin, end in _blocks(len(face.need)):
        shut = face.pairs[begin:end] != OPEN
        # The cheapest of each case, and as many by lot, or all cases would crowd upon the same few people.
        for lot, share in ((np.uint32(0xFFFFFFFF), want), (np.uint32(0xFFFFF), 2 * want)):
            rank = np.where(shut, np.uint32(0xFFFFFFFF), order[begin:end] & lot)
            best = np.argpartition(rank, share - 1, axis=1)[:, :share]
            picked = np.zeros_like(shut)
            np.put_along_axis(picked, best, values=True, axis=1)
            chosen[begin:end] |= picked & ~shut
    return chosen


def _worth_adding(
    face: Face, costs: Costs, answer: _Answer, chosen: NDArray[np.bool_]
) -> NDArray[np.bool_] | None:
    """The pairs left out so far that would make it cheaper, the best of each case; None when there are none."""
    more: NDArray[np.bool_] | None = None
    for begin, end in _blocks(len(face.need)):
        rest = answer.reduced(costs, begin, end)
        rest[chosen[begin:end] | (face.pairs[begin:end] == CLOSED)] = 0
        if not (rest < 0).any():
            continue
        if more is None:
            more = np.zeros_like(chosen)
        want = min(_MORE, rest.shape[1])
        best = np.argpartition(rest, want - 1, axis=1)[:, :want]
        picked = np.zeros(rest.shape, bool)
        np.put_along_axis(picked, best, values=True, axis=1)
        more[begin:end] = picked & (rest < 0)
    return more


def _checked(face: Face, costs: Costs, answer: _Answer) -> Optimum:
    """The optimum, after every condition of it was recomputed in whole numbers; and the face it lies on."""
    amount = np.zeros(face.pairs.shape, np.int16)
    amount[answer.rows, answer.columns] = answer.pairs
    pairs, sound = face.pairs.copy(), True
    for begin, end in _blocks(len(face.need)):
        rest = answer.reduced(costs, begin, end)
        part, has, full = pairs[begin:end], amount[begin:end], face.size[begin:end, None]
        part[(part == OPEN) & (rest > 0)] = CLOSED
        part[(part == OPEN) & (rest < 0)] = TAKEN
        sound &= bool(((has >= 0) & (has <= full)).all())
        sound &= not (((part == CLOSED) & (has > 0)) | ((part == TAKEN) & (has < full))).any()
    loads = amount.sum(axis=0, dtype=np.int64)
    sound &= bool((amount.sum(axis=1, dtype=np.int64) + answer.short + face.short == face.need).all())
    short_rest = costs.short - answer.cases
    units_rest = answer.unit_cost + answer.reviewers[answer.unit_of]
    sound &= _complementary(answer.short, face.spare, short_rest)
    sound &= _complementary(answer.units, answer.unit_cap, units_rest)
    filled = np.bincount(answer.unit_of, answer.units, len(face.low)).astype(np.int64)
    sound &= bool((loads == face.low + filled).all())
    if not sound:
        raise Unproven("the prices do not prove the answer")
    forced = np.bincount(answer.unit_of, answer.unit_cap * (units_rest < 0), len(face.low)).astype(np.int64)
    possible = np.bincount(answer.unit_of, answer.unit_cap * (units_rest <= 0), len(face.low))
    spent = costs.pair[answer.rows, answer.columns].astype(np.int64) @ answer.pairs
    value = int(spent + costs.short @ answer.short + answer.unit_cost @ answer.units)
    narrowed = replace(
        face,
        pairs=pairs,
        low=face.low + forced,
        high=face.low + possible.astype(np.int64),
        spare=np.where(short_rest == 0, face.spare, 0),
        short=face.short + np.where(short_rest < 0, face.spare, 0),
    )
    return Optimum(amount, answer.short + face.short, value, answer.cases, answer.reviewers, narrowed)


def _complementary(amount: Whole, cap: Whole, rest: Whole) -> bool:
    """Dear is unused, cheap is used up, and only what costs exactly its price may be either."""
    within = ((amount >= 0) & (amount <= cap)).all()
    return bool(within and (amount[rest > 0] == 0).all() and (amount[rest < 0] == cap[rest < 0]).all())


def _units(face: Face, costs: Costs) -> tuple[Whole, Whole, Whole]:
    """Whose each unit of load is, what it costs, and how many readings it holds."""
    if not costs.unit:
        people = np.arange(len(face.low), dtype=np.int64)
        return people, np.zeros(len(people), np.int64), face.high - face.low
    of = np.repeat(np.arange(len(face.low), dtype=np.int64), [len(units) for units in costs.unit])
    cost = np.array([cost for units in costs.unit for cost in units], np.int64)
    return of, cost, np.ones(len(of), np.int64)


def _blocks(rows: int) -> Iterator[tuple[int, int]]:
    for begin in range(0, rows, _BLOCK):
        yield begin, min(begin + _BLOCK, rows)
