"""Coverage (覆盖): how many readings find a reader at all, and where the rest are crowded together.

Cases with the same grounds and need are one row, people with the same grounds and load one column: a maximum flow in
whole numbers answers in an instant what a linear programme of all pairs answers in minutes. Where something is
missing the smallest cut names the bottleneck, and counting it again proves the answer (Hall's condition).
Imports numpy and scipy: to be imported where an assignment is made, not at the start of the program.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix as _csr_matrix
from scipy.sparse.csgraph import maximum_flow as _maximum_flow

from rules.assignment_proof import reach
from rules.exclusion_grid import Grid
from rules.optimum import Unproven, Whole
from rules.recusal import BITS, Ground

if TYPE_CHECKING:
    from rules.reading_rounds import Round

csr_matrix: Any = _csr_matrix
maximum_flow: Any = _maximum_flow
"""Without types of their own."""

Mask = NDArray[np.bool_]
ALL = sum(BITS.values())
"""Every ground holds."""


@dataclass(frozen=True, slots=True)
class Demand:
    """What is to be read and who is there, alike ones together; rows are kinds of cases, columns kinds of people."""

    grounds: NDArray[np.uint16]
    of: Whole
    """The row of each case."""
    size: Whole
    """How many cases a row stands for."""
    need: Whole
    """How many readers each of them needs."""
    who: Whole
    """The column of each reviewer."""
    people: Whole
    """How many reviewers a column stands for."""
    had: Whole
    """What each of them carries already."""

    @classmethod
    def asked(cls, grid: Grid, round_: Round) -> Demand:
        """The demand of a round, of the cases and reviewers of the grid."""
        need = np.array([round_.needs[case.case_no] for case in grid.cases], np.int64)
        had = np.array([round_.before.get(reviewer.code, 0) for reviewer in grid.pool], np.int64)
        of, row = _kinds(grid.grounds, need)
        who, column = _kinds(grid.grounds[row].T, had)
        return cls(
            np.ascontiguousarray(grid.grounds[np.ix_(row, column)]),
            of, np.bincount(of, minlength=len(row)), need[row],
            who, np.bincount(who, minlength=len(column)), had[column],
        )  # fmt: skip

    def open(self, kept: int = ALL) -> Mask:
        """Which kinds may read which where these grounds hold."""
        admissible: Mask = (self.grounds & np.uint16(kept)) == 0
        return admissible

    def have(self, kept: int = ALL) -> Whole:
        """How many people may read each case of a row."""
        count: Whole = self.open(kept).astype(np.int32) @ self.people
        return count

    def room(self, max_load: int) -> Whole:
        """How much more each of a column may read."""
        return np.clip(max_load - self.had, 0, int(self.size.sum()))

    def each(self) -> Whole:
        """The rows, by number."""
        return np.arange(len(self.size))

    def rows(self, cases: Mask) -> Mask:
        """The rows of these cases."""
        return np.isin(self.each(), self.of[cases])

    def columns(self, people: Mask) -> Mask:
        """The columns of these reviewers."""
        return np.isin(np.arange(len(self.people)), self.who[people])

    def grounds_present(self) -> int:
        """Every ground on which anybody is out, as one set of bits."""
        return int(np.bitwise_or.reduce(self.grounds, axis=None, initial=0))

    def capped(self) -> Demand:
        """Asking of no case more readers than there are for it alone."""
        return replace(self, need=np.minimum(self.need, self.have()))

    def coarse(self, max_load: int, kept: int = ALL) -> Demand:
        """Telling apart only who may read what where these grounds hold, and how much more."""
        closed, room = (~self.open(kept)).astype(np.uint16), self.room(max_load)
        of, row = _kinds(closed, self.need)
        who, column = _kinds(closed[row].T, room)
        return Demand(
            np.ascontiguousarray(closed[np.ix_(row, column)]),
            of[self.of], _sums(of, self.size), self.need[row],
            who[self.who], _sums(who, self.people), max_load - room[column],
        )  # fmt: skip

    def part(self, rows: Mask) -> Demand:
        """These cases alone, with everybody there is."""
        kept = np.cumsum(rows) - 1
        of = kept[self.of[rows[self.of]]]
        return replace(self, grounds=self.grounds[rows], of=of, size=self.size[rows], need=self.need[rows])

    def waiving(self, rows: Mask, ground: Ground) -> Demand:
        """With a ground lifted for these cases."""
        grounds = self.grounds.copy()
        grounds[rows] &= np.uint16(~BITS[ground] & 0xFFFF)
        return replace(self, grounds=grounds)

    def beside(self, column: NDArray[np.uint16], count: int) -> Demand:
        """With so many more people, all alike; `column` has the grounds on which they are out of each case."""
        of, first = _kinds(
            np.column_stack([self.of, column.astype(np.int64)]), np.zeros(len(column), np.int64)
        )
        row = self.of[first]
        return Demand(
            np.column_stack([self.grounds[row], column[first]]),
            of, np.bincount(of, minlength=len(first)), self.need[row],
            np.append(self.who, np.full(count, len(self.people))),
            np.append(self.people, count), np.append(self.had, 0),
        )  # fmt: skip

    def alone(self, kept: int = ALL) -> int:
        """How many readings are missing though nobody's load is limited: every case stands for itself."""
        return int((np.maximum(self.need - self.have(kept), 0) * self.size).sum())

    def missing(self, max_load: int, kept: int = ALL) -> int:
        """How many readings find no reader."""
        total = int((self.need * self.size).sum())
        alike = self.coarse(max_load, kept)
        return total - int(_flow(alike, alike.open(), alike.room(max_load)).flow_value)


class Coverage:
    """As many readings as can be, whatever the loads and specialties; proven by the cut, or not answered."""

    def __init__(self, demand: Demand, max_load: int) -> None:
        self.demand = demand
        self._open, room = demand.open(), demand.room(max_load)
        rows, columns = self._open.shape
        flow = _flow(demand, self._open, room).flow
        amount = flow[1 : rows + 1, rows + 1 : rows + 1 + columns].toarray()
        self.short: Whole = demand.need * demand.size - amount.sum(axis=1)
        most = np.where(self._open, demand.size[:, None] * demand.people, 0)
        self._held, self._free = amount > 0, amount < most
        self.people = self._circle(self.short > 0)
        self.rows = self.forced(self.people) > 0
        bound = self.forced(self.people) @ demand.size - room[self.people] @ demand.people[self.people]
        sound = (amount >= 0).all() and (amount <= most).all() and (self.short >= 0).all()
        if not sound or (amount.sum(axis=0) > room * demand.people).any() or bound != self.short.sum():
            raise Unproven("the cut does not prove the coverage")

    def forced(self, people: Mask) -> Whole:
        """How many readings of a case of each row nobody else can make."""
        outside = (self._open & ~people).astype(np.int32) @ self.demand.people
        return np.maximum(self.demand.need - outside, 0)

    def crowds(self) -> list[tuple[Mask, Mask]]:
        """Around each case that is short: the people to whom its reading could come, and the cases that fall to them."""
        left, done = self.short > 0, []
        while left.any():
            people = self._circle(np.arange(len(left)) == left.argmax())
            rows = self.forced(people) > 0
            left &= ~rows
            done.append((people, rows))
        return done

    def _circle(self, rows: Mask) -> Mask:
        return reach(self._free[rows].any(axis=0), self._held, self._free)


def least_short(grid: Grid, round_: Round, rank: NDArray[np.uint64]) -> Whole:
    """How many readings each case goes without, as few in all as can be, and those of the lowest rank.

    Readings that can be covered together form a polymatroid, so the best is found by giving the cases, the highest
    rank first, as much as can still be given. Outside the cut nothing is ever missing but what a case lacks alone.
    """
    whole = Demand.asked(grid, round_)
    demand = whole.capped().coarse(round_.max_load)
    found = Coverage(demand, round_.max_load)
    short: Whole = whole.need[whole.of] - demand.need[demand.of]
    crowded = found.rows[demand.of].nonzero()[0]
    if not len(crowded):
        return short
    crowd = demand.part(found.rows)
    inside = found.people
    crowd = replace(
        crowd, need=found.forced(inside)[found.rows], grounds=crowd.grounds[:, inside],
        people=crowd.people[inside], had=crowd.had[inside],
    )  # fmt: skip
    order = np.lexsort((np.arange(len(crowded)), rank[crowded]))[::-1]
    wanted, room = crowd.need[crowd.of[order]], crowd.room(round_.max_load)
    open_ = crowd.open()

    def covered(first: int) -> int:
        size = np.bincount(crowd.of[order[:first]], minlength=len(crowd.size))
        return int(_flow(replace(crowd, size=size), open_, room).flow_value)

    short[crowded[order]] += wanted - _given(wanted, covered)
    return short


def _given(wanted: Whole, covered: Callable[[int], int]) -> Whole:
    """What each gets when they are served in turn, from what the first so many get together."""
    given = np.zeros_like(wanted)
    parts = [(0, len(wanted), 0, covered(len(wanted)))]
    while parts:
        start, end, before, after = parts.pop()
        if after - before == wanted[start:end].sum():
            given[start:end] = wanted[start:end]
        elif end - start == 1:
            given[start] = after - before
        elif after > before:
            middle = (start + end) // 2
            between = covered(middle)
            parts += [(start, middle, before, between), (middle, end, between, after)]
    return given


def _flow(demand: Demand, open_: Mask, room: Whole) -> Any:
    """From the source, 0, to the cases that need readers, on to the people who may read them, and to the sink."""
    rows, columns = open_.shape
    case, person = np.nonzero(open_)
    sink = rows + columns + 1
    row, column = np.arange(rows) + 1, np.arange(columns) + rows + 1
    tails = np.concatenate([np.zeros(rows, np.int64), case + 1, column])
    heads = np.concatenate([row, person + rows + 1, np.full(columns, sink)])
    most = [demand.need * demand.size, demand.size[case] * demand.people[person], room * demand.people]
    graph = csr_matrix((np.concatenate(most).astype(np.int32), (tails, heads)), shape=(sink + 1, sink + 1))
    return maximum_flow(graph, 0, sink)


def _kinds(table: NDArray[Any], number: Whole) -> tuple[Whole, Whole]:
    """The kind of each row, by what it holds and its number, in order of appearance; and the first of each kind."""
    keys = list(zip(map(bytes, np.ascontiguousarray(table)), number.tolist(), strict=True))
    places = {key: place for place, key in enumerate(dict.fromkeys(keys))}
    of = np.array([places[key] for key in keys], np.int64)
    _, first = np.unique(of, return_index=True)
    return of, first.astype(np.int64)


def _sums(of: Whole, number: Whole) -> Whole:
    """The numbers of each kind together."""
    sums = np.zeros(int(of.max(initial=-1)) + 1, np.int64)
    np.add.at(sums, of, number)
    return sums
