"""Small cells (小格隐去): which counts of a published table are left out, so that no case in it can be recognised.

Courts or kinds with fewer cases than the smallest cell stand together in one row, the last. Then a count from 1 up to one below the smallest cell is left out, and then as many others as it takes that no count left
out can be worked out from the totals (补充隐去). The table is seen as a network: the graded cases of a row flow to the
grades that need no rectification and to the others, and from there to the grades; row sums and column sums are
published. A count left out is safe if others left out can make up for one case more or one case less, that is, if a
cycle leads through it. The cheapest such cycles are what is left out besides: docs/decisions/0051-funnel.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush

from rules.tallies import GOOD, GRADES, Group, Tally

Node = tuple[str, str]
Cell = tuple[str, str]
"""A row's label and what is counted: a grade, `GOODS` or `REST`."""
TOGETHER = ""
"""The label of the row in which those with too few cases stand together."""
GOODS, REST = "good", "rest"
"""The counts of a row's grades that need no rectification, and of the others."""


@dataclass(frozen=True, slots=True)
class Published:
    """A table fit to be published: its counts, None where one is left out. `primary` were left out as too small."""

    rows: tuple[Group, ...]
    """The rows of the table; where some stand together, the last has the label `TOGETHER`."""
    counts: Mapping[Cell, int | None]
    primary: frozenset[Cell]
    secondary: frozenset[Cell]
    together: frozenset[str] = frozenset()
    """Who stands together in the last row."""
    withheld: bool = False
    """No choice of counts to leave out would do: the table is not published at all."""

    def shown(self, groups: Iterable[Group]) -> list[Group]:
        """The rows in the order of these groups, the common one last."""
        rows = {row.label: row for row in self.rows}
        kept = [rows[group.label] for group in groups if group.label in rows]
        return kept + ([rows[TOGETHER]] if TOGETHER in rows else [])

    @property
    def anything_hidden(self) -> bool:
        return bool(self.primary or self.secondary)


@dataclass(frozen=True, slots=True)
class _Arc:
    cell: Cell
    tail: Node
    head: Node
    cases: int


def published(groups: Sequence[Group], smallest_cell: int) -> Published:
    """What of a table of grades by court or kind may be published."""
    small = [group for group in groups if 0 < group.random.graded < smallest_cell]
    if len(small) == 1:
        small = []  # A row of its own tells no more than a common row of one.
    rows = [group for group in groups if group not in small]
    if small:
        random = _sum(group.random for group in small)
        rows.append(Group(TOGETHER, random, _sum(group.besides for group in small)))
    found = _left_out([(row.label, row.random) for row in rows], smallest_cell)
    return replace(found, rows=tuple(rows), together=frozenset(group.label for group in small))


def _sum(tallies: Iterable[Tally]) -> Tally:
    added = list(tallies)
    counts = {grade: sum(tally.counts[grade] for tally in added) for grade in GRADES}
    return Tally(counts, ungraded=sum(tally.ungraded for tally in added))


def _left_out(rows: Sequence[tuple[str, Tally]], smallest_cell: int) -> Published:
    arcs = {arc.cell: arc for label, tally in rows for arc in _arcs(label, tally)}
    primary = {cell for cell, arc in arcs.items() if 0 < arc.cases < smallest_cell}
    hidden = set(primary)
    withheld = False
    for cell in sorted(primary):
        if exposed(arcs.values(), hidden, cell):
            cycle = _cheapest_cycle(arcs.values(), hidden, arcs[cell])
            if cycle is None:
                withheld = True
                break
            hidden |= cycle
    if withheld:
        hidden = set(arcs)
    counts = {cell: None if cell in hidden else arc.cases for cell, arc in arcs.items()}
    return Published((), counts, frozenset(primary), frozenset(hidden - primary), withheld=withheld)


def exposed(arcs: Iterable[_Arc], hidden: set[Cell], cell: Cell) -> bool:
    """Say whether the count can be worked out from what is published: no cycle of hidden counts leads through it."""
    there = [arc for arc in arcs if arc.cell in hidden]
    arc = next(arc for arc in there if arc.cell == cell)
    return _cheapest_cycle(there, hidden, arc) is None


def _arcs(label: str, tally: Tally) -> list[_Arc]:
    row, goods, rest = ("row", label), (GOODS, label), (REST, label)
    good = sum(tally.counts[grade] for grade in GOOD)
    return [
        _Arc((label, GOODS), row, goods, good),
        _Arc((label, REST), row, rest, tally.graded - good),
        *(
            _Arc((label, grade), goods if grade in GOOD else rest, ("grade", grade), tally.counts[grade])
            for grade in GRADES
        ),
    ]


def _cheapest_cycle(arcs: Iterable[_Arc], hidden: set[Cell], through: _Arc) -> set[Cell] | None:
    """The cells besides of the cheapest cycle through this one; None where there is none.

    One case more here goes round the cycle: other counts on it take one more, or give one if they have one.
    """
    steps: defaultdict[Node, list[tuple[Node, _Arc]]] = defaultdict(list)
    for arc in arcs:
        if arc.cell == through.cell:
            continue
        steps[arc.tail].append((arc.head, arc))
        if arc.cases:
            steps[arc.head].append((arc.tail, arc))
    ways = [_path(steps, hidden, through.head, through.tail)]
    if through.cases:
        ways.append(_path(steps, hidden, through.tail, through.head))
    found = [way for way in ways if way is not None]
    return min(found)[1] if found else None


def _path(
    steps: Mapping[Node, Sequence[tuple[Node, _Arc]]], hidden: set[Cell], start: Node, end: Node
) -> tuple[tuple[int, int], set[Cell]] | None:
    """The cheapest path: as few counts newly hidden as can be, and of those the smallest."""
    ahead: list[tuple[tuple[int, int], Node, tuple[Cell, ...]]] = [((0, 0), start, ())]
    done: set[Node] = set()
    while ahead:
        cost, node, way = heappop(ahead)
        if node == end:
            return cost, set(way)
        if node in done:
            continue
        done.add(node)
        for following, arc in steps.get(node, ()):
            if following not in done:
                new = (0, 0) if arc.cell in hidden else (1, arc.cases)
                heappush(ahead, ((cost[0] + new[0], cost[1] + new[1]), following, (*way, arc.cell)))
    return None
