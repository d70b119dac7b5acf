"""Clashing rules (规则冲突): which few rules leave a case without readers, and what single change would free it.

Each ground of recusal is a rule, and so are the largest load and the second reader; that a case is read at all is
none. For every bottleneck the smallest set of rules that cannot hold together is found exactly: a set is tried by
covering these cases again under these rules alone, and no smaller set clashes. What would help is tried the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from rules.labels import Labelled, Words
from rules.reading_rounds import Round
from rules.recusal import BITS, Ground

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from rules.coverage import Demand
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
    from rules.coverage import Demand
    from rules.exclusion_grid import Grid
    from rules.remedies import Asked, remedies

    grid = Grid(round_.cases, round_.pool, round_.exclusions, round_.waived)
    whole, done = Asked(round_, grid, Demand.asked(grid, round_)), []
    for people, rows in _bottlenecks(whole.demand, round_.max_load):
        part = whole.demand.part(rows)
        clash = Clash(
            rules=_smallest(part, round_.max_load),
            cases=tuple(grid.cases[at].case_no for at in rows[whole.demand.of].nonzero()[0].tolist()),
            people=tuple(grid.pool[at].code for at in people[whole.demand.who].nonzero()[0].tolist()),
            missing=part.missing(round_.max_load),
        )
        done.append(replace(clash, remedies=remedies(whole, rows, clash)))
    return tuple(done)


def missing(grid: Grid, round_: Round, rules: Iterable[Rule] = RULES) -> int:
    """How many readings find no reader where these rules alone hold."""
    from rules.coverage import Demand

    return _missing(Demand.asked(grid, round_), round_.max_load, frozenset(rules))


def _missing(demand: Demand, max_load: int, rules: frozenset[Rule]) -> int:
    if Limit.SECOND_READER not in rules:
        demand = replace(demand, need=demand.need.clip(max=1))
    kept = sum(BITS[ground] for ground in Ground if ground in rules)
    if Limit.MAX_LOAD not in rules or not demand.people.size:
        return demand.alone(kept)
    return demand.missing(max_load, kept)


def _smallest(demand: Demand, max_load: int) -> tuple[Rule, ...]:
    """The smallest set of rules under which these cases have too few readers; no smaller set is one.

    Fewer rules never leave more unread. So a rule without which all the others are no clash is in every clashing
    set, and what is part of a set that does not clash need not be tried.
    """
    present = demand.grounds_present()
    bite = [rule for rule in RULES if isinstance(rule, Limit) or present & BITS[rule]]
    others = [frozenset(bite) - {rule} for rule in bite]
    fine = [rules for rules in others if not _missing(demand, max_load, rules)]
    for size in range(len(bite) + 1):
        for rules in combinations(bite, size):
            tried = frozenset(rules)
            if any(tried <= each for each in fine):
                continue
            if _missing(demand, max_load, tried):
                return rules
            fine.append(tried)
    raise AssertionError(demand)  # Not a bottleneck: with all rules nothing is missing.


def listed(names: Sequence[str], most: int = 5) -> Words:
    """A few names, and how many more there are."""
    shown = "、".join(names[:most]), ", ".join(names[:most])
    if len(names) <= most:
        return both(*shown)
    return both(f"{shown[0]}等{len(names)}个", f"{shown[1]} and {len(names) - most} more")


def both(zh: str, en: str) -> Words:
    """What was put together in both languages already; braces in it are no gaps."""
    return Words("{chinese}", "{english}", chinese=zh, english=en)


def _bottlenecks(demand: Demand, max_load: int) -> list[tuple[NDArray[np.bool_], NDArray[np.bool_]]]:
    """People and cases that belong together: cases with too few people of their own, and those crowded together."""
    from rules.coverage import Coverage

    lacking = (demand.have() < demand.need).nonzero()[0].tolist()
    found = [(demand.open()[row], demand.each() == row) for row in lacking]
    if not demand.people.size:
        return found
    alike = demand.capped().coarse(max_load)
    return found + [
        (demand.columns(people[alike.who]), demand.rows(rows[alike.of]))
        for people, rows in Coverage(alike, max_load).crowds()
    ]
