"""Remedies (解决办法): the single changes that would give a bottleneck its readers, each tried before it is offered.

A ground the law itself lays down (who sat on the case, kinship, an interest) is never offered to be waived.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from rules.labels import Words
from rules.reading_rounds import Round
from rules.recusal import BITS, CaseToRead, Exclusions, Ground, Reviewer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from rules.clashes import Clash
    from rules.coverage import Demand
    from rules.exclusion_grid import Grid

NEWCOMER = "新增评查员"
WAIVABLE = {
    Ground.SAME_COURT: Words(
        "准许本院其他庭室的评查员评查", "let reviewers of another division of the court read"
    ),
    Ground.OTHER_INSTANCE: Words(
        "准许其他审级法院的评查员评查", "let reviewers of the other instances' courts read"
    ),
    Ground.NOT_A_SPECIALIST: Words("准许非本专业的评查员评查", "let reviewers of another specialty read"),
}
"""Grounds the court's own measure lays down for a round, and may lift for a case."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """One change, in words, and the round as it would be then: to be assigned again by whoever doubts it."""

    words: Words
    round: Round


@dataclass(frozen=True)
class Asked:
    """The whole round, as it is asked of changes."""

    round: Round
    grid: Grid
    demand: Demand

    @cached_property
    def short(self) -> int:
        """How many readings find no reader as things stand."""
        return self.demand.missing(self.round.max_load)


def remedies(whole: Asked, rows: NDArray[np.bool_], clash: Clash) -> tuple[Remedy, ...]:
    """The changes that free these cases and leave no other short, the smallest of each kind."""
    return tuple(
        remedy
        for remedy, missing in _candidates(whole, rows, clash)
        if whole.short - missing >= clash.missing
    )


def _candidates(whole: Asked, rows: NDArray[np.bool_], clash: Clash) -> Iterator[tuple[Remedy, int]]:
    """Changes that give these cases their readers, and how many the whole round lacks then."""
    from rules.clashes import listed
    from rules.exclusion_grid import Grid

    round_, demand, limit = whole.round, whole.demand, whole.round.max_load
    part, belong = demand.part(rows), rows[demand.of]
    cases = [whole.grid.cases[at] for at in belong.nonzero()[0].tolist()]
    if most := _least(clash.missing, lambda more: part.missing(limit + more)):
        words = Words(
            "每人最多件数由{before}件提高到{after}件",
            "raise the largest load from {before} to {after}",
            before=limit,
            after=limit + most,
        )
        yield Remedy(words, replace(round_, max_load=limit + most)), demand.missing(limit + most)
    everywhere = part.each() >= 0
    for ground, what in WAIVABLE.items():
        if not part.grounds_present() & BITS[ground] or part.waiving(everywhere, ground).missing(limit):
            continue
        words = Words("{what}{cases}", "{what}: {cases}", what=what, cases=listed(clash.cases))
        yield (
            Remedy(words, _waive(round_, cases, ground)),
            demand.waiving(rows, ground).missing(limit),
        )
    kinds = frozenset(case.case_kind for case in cases)
    # They are alike to every case: of no court of the round, named nowhere, and known in every type of these cases.
    newcomer = Reviewer(NEWCOMER, "", "", kinds)
    column = Grid(whole.grid.cases, [newcomer], round_.exclusions, round_.waived).grounds[:, 0]
    people = _least(clash.missing, lambda more: part.beside(column[belong], more).missing(limit))
    if people:
        words = Words(
            "增聘{count}名评查员：{who}",
            "enrol {count} more reviewers: {who}",
            count=people,
            who=_newcomers(cases, round_.exclusions),
        )
        new = [replace(newcomer, code=f"{NEWCOMER}{number}") for number in range(1, people + 1)]
        enrolled = replace(round_, pool=[*round_.pool, *new])
        yield Remedy(words, enrolled), demand.beside(column, people).missing(limit)


def _least(most: int, missing: Callable[[int], int]) -> int:
    """The smallest change, from 1 to `most`, after which nothing is missing; 0 when none of them helps."""
    if most < 1 or missing(most):
        return 0
    low, high = 1, most
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if missing(middle) else (low, middle)
    return low


def _waive(round_: Round, cases: Iterable[CaseToRead], ground: Ground) -> Round:
    waived = dict(round_.waived)
    for case in cases:
        waived[case.case_no] = waived.get(case.case_no, frozenset()) | {ground}
    return replace(round_, waived=waived)


def _newcomers(cases: Sequence[CaseToRead], exclusions: Exclusions) -> Words:
    from rules.clashes import listed

    courts: set[str] = set()
    if exclusions.cross_court:
        courts |= {case.court for case in cases}
    if exclusions.other_instance_courts:
        courts |= {court for case in cases for court in case.other_courts}
    if not courts:
        return Words("对这些案件没有回避事由的", "with no ground of recusal in these cases")
    return Words(
        "不属于{courts}，对这些案件没有其他回避事由的",
        "not of {courts}, and with no other ground of recusal in these cases",
        courts=listed(sorted(courts)),
    )
