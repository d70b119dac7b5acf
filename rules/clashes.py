"""Clashing rules (规则冲突): which few rules leave a case without readers, and what single change would free it.

Each ground of recusal is a rule, and so are the largest load and the second reader; that a case is read at all is
none. For every bottleneck the smallest set of rules that cannot hold together is found exactly: a set is tried by
assigning again under these rules alone, and no smaller set clashes. What would help is tried the same way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from rules.assignment import Round
from rules.assignment_proof import reach
from rules.labels import Labelled, Words
from rules.recusal import BITS, Ground

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from rules.exclusion_grid import Grid
    from rules.remedies import Remedy


class Limit(Labelled):
    """A rule of the round that excludes nobody by himself (限制)."""

    MAX_LOAD = "max_load", "每人最多件数", "the largest load"
    SECOND_READER = "second_reader", "两名以上评查员", "more than one reader"


Rule = Ground | Limit
RULES: tuple[Rule, ...] = (*Ground, *Limit)
"""In the order in which equally small sets are preferred: those of the law first."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Rules that cannot hold together for these cases.

    Where `people` are named, they are all who may still read these cases, and `missing` readings are too many for
    them (Hall's condition); without any rule it is the pool itself that is too small.
    """

    rules: tuple[Rule, ...]
    cases: tuple[str, ...]
    people: tuple[str, ...]
    missing: int
    remedies: tuple[Remedy, ...] = ()

    def words(self) -> Words:
        """The clash, in a sentence."""
        named = {"cases": listed(self.cases), "missing": self.missing}
        if not self.rules:
            return Words(
                "{cases}：评查员名单本身不够，尚缺{missing}人次",
                "{cases}: the pool itself is too small; {missing} readings lack a reader",
                **named,
            )
        together = (
            Words("不能同时满足", "cannot hold together")
            if len(self.rules) > 1
            else Words("一项即不能满足", "alone cannot be met")
        )
        return Words(
            "{cases}：{rules}{together}，尚缺{missing}人次；{left}",
            "{cases}: {rules} {together}; {missing} readings lack a reader; {left}",
            together=together,
            rules=both(
                "、".join(f"“{rule.zh}”" for rule in self.rules),
                ", ".join(f"“{rule.en}”" for rule in self.rules),
            ),
            left=Words("现在能评查的只有{who}", "left to read: {who}", who=listed(self.people))
            if self.people
            else Words("现在无人能评查", "nobody is left to read"),
            **named,
        )


def clashes(round_: Round) -> tuple[Clash, ...]:
    """Every bottleneck of a round, with the smallest set of rules behind it and what would free it; none: none."""
    from rules.exclusion_grid import Grid
    from rules.remedies import remedies

    grid = Grid(round_.cases, round_.pool, round_.exclusions, round_.waived)
    done = []
    for people, cases in _bottlenecks(grid, round_):
        wanted = set(cases)
        part = replace(round_, cases=[case for case in round_.cases if case.case_no in wanted])
        small = Grid(part.cases, part.pool, part.exclusions, part.waived)
        clash = Clash(_smallest(small, part), cases, people, missing(small, part))
        done.append(replace(clash, remedies=remedies(round_, part, clash)))
    return tuple(done)


def missing(grid: Grid, round_: Round, rules: Iterable[Rule] = RULES) -> int:
    """How many readings find no reader where these rules alone hold."""
    kept = set(rules)
    needs = [round_.needs[case.case_no] for case in grid.cases]
    if Limit.SECOND_READER not in kept:
        needs = [min(need, 1) for need in needs]
    admissible = grid.open(waived=[ground for ground in Ground if ground not in kept])
    if Limit.MAX_LOAD not in kept or not grid.pool:  # Without a limit every case stands for itself.
        have = admissible.sum(axis=1).tolist()
        return sum(max(0, need - people) for need, people in zip(needs, have, strict=True))
    from rules.levels import coverage, face

    needed = {case.case_no: need for case, need in zip(grid.cases, needs, strict=True)}
    return int(coverage(face(grid, replace(round_, needs=needed), admissible)).short.sum())


def _smallest(grid: Grid, round_: Round) -> tuple[Rule, ...]:
    """The smallest set of rules under which these cases have too few readers; smaller sets were all tried."""
    bite = [rule for rule in RULES if isinstance(rule, Limit) or (grid.grounds & BITS[rule]).any()]
    for size in range(len(bite) + 1):
        for rules in combinations(bite, size):
            if missing(grid, round_, rules):
                return rules
    raise AssertionError(round_)  # Not a bottleneck: with all rules nothing is missing.


def listed(names: Sequence[str], most: int = 5) -> Words:
    """A few names, and how many more there are."""
    shown = "、".join(names[:most]), ", ".join(names[:most])
    if len(names) <= most:
        return both(*shown)
    return both(f"{shown[0]}等{len(names)}个", f"{shown[1]} and {len(names) - most} more")


def both(zh: str, en: str) -> Words:
    """What was put together in both languages already; braces in it are no gaps."""
    return Words("{chinese}", "{english}", chinese=zh, english=en)


def _bottlenecks(grid: Grid, round_: Round) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """People and cases that belong together: cases with too few people of their own, and those crowded together."""
    open_, alone = grid.open(), defaultdict[tuple[bytes, int], list[int]](list)
    have = open_.sum(axis=1).tolist()
    for row, case in enumerate(grid.cases):
        if have[row] < round_.needs[case.case_no]:
            key = (grid.grounds[row].tobytes(), round_.needs[case.case_no])
            alone[key].append(row)
    kept = {
        case.case_no: min(round_.needs[case.case_no], people)
        for case, people in zip(grid.cases, have, strict=True)
    }
    pairs = [(open_[rows[0]], rows) for rows in alone.values()]
    pairs += _crowds(grid, replace(round_, needs=kept)) if grid.pool else []
    return [
        (
            tuple(grid.pool[at].code for at in people.nonzero()[0]),
            tuple(grid.cases[row].case_no for row in rows),
        )
        for people, rows in pairs
    ]


def _crowds(grid: Grid, round_: Round) -> list[tuple[NDArray[np.bool_], list[int]]]:
    """Around each case that is short: the people to whom its reading could come, and the cases that fall to them."""
    from rules.levels import coverage, face

    start, open_ = face(grid, round_, grid.open()), grid.open()
    best = coverage(start)
    taken, left, done = best.taken, set(best.short.nonzero()[0].tolist()), []
    while left:
        first = min(left)
        people = reach(open_[first] & ~taken[first], taken, open_)
        forced = start.need > (open_ & ~people).sum(axis=1)
        forced[first] = True
        rows = forced.nonzero()[0].tolist()
        left -= set(rows)
        done.append((people, rows))
    return done
