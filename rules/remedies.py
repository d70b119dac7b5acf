"""Remedies (解决办法): the single changes that would give a bottleneck its readers, each tried before it is offered.

A ground the law itself lays down (who sat on the case, kinship, an interest) is never offered to be waived.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rules.assignment import Round
from rules.labels import Words
from rules.recusal import Ground, Reviewer

if TYPE_CHECKING:
    from rules.clashes import Clash

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


def remedies(whole: Round, part: Round, clash: Clash) -> tuple[Remedy, ...]:
    """The changes that free these cases and leave no other short, the smallest of each kind."""
    short = _missing(whole)
    return tuple(
        remedy
        for remedy in _candidates(whole, part, clash)
        if short - _missing(remedy.round) >= clash.missing
    )


def _candidates(whole: Round, part: Round, clash: Clash) -> Iterator[Remedy]:
    from rules.clashes import listed

    most = _least(clash.missing, lambda more: _load(part, more))
    if most:
        yield Remedy(
            Words(
                "每人最多件数由{before}件提高到{after}件",
                "raise the largest load from {before} to {after}",
                before=part.max_load,
                after=part.max_load + most,
            ),
            _load(whole, most),
        )
    for ground, words in WAIVABLE.items():
        waived = _waive(whole, part, ground)
        if ground in _grounds(part) and not _missing(_waive(part, part, ground)):
            yield Remedy(
                Words("{what}{cases}", "{what}: {cases}", what=words, cases=listed(clash.cases)), waived
            )
    people = _least(clash.missing, lambda more: _enrol(part, part, more))
    if people:
        yield Remedy(
            Words(
                "增聘{count}名评查员：{who}",
                "enrol {count} more reviewers: {who}",
                count=people,
                who=_newcomers(part),
            ),
            _enrol(whole, part, people),
        )


def _least(most: int, change: Callable[[int], Round]) -> int:
    """The smallest change, from 1 to `most`, after which nothing is missing; 0 when none of them helps."""
    if most < 1 or _missing(change(most)):
        return 0
    low, high = 1, most
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if _missing(change(middle)) else (low, middle)
    return low


def _missing(round_: Round) -> int:
    from rules.clashes import missing
    from rules.exclusion_grid import Grid

    return missing(Grid(round_.cases, round_.pool, round_.exclusions, round_.waived), round_)


def _load(round_: Round, more: int) -> Round:
    return replace(round_, max_load=round_.max_load + more)


def _waive(round_: Round, part: Round, ground: Ground) -> Round:
    waived = dict(round_.waived)
    for case in part.cases:
        waived[case.case_no] = waived.get(case.case_no, frozenset()) | {ground}
    return replace(round_, waived=waived)


def _grounds(part: Round) -> set[Ground]:
    from rules.exclusion_grid import Grid

    grid = Grid(part.cases, part.pool, part.exclusions, part.waived)
    return {ground for row in range(len(grid.cases)) for ground in grid.excluded(row)}


def _enrol(round_: Round, part: Round, count: int) -> Round:
    """With so many more reviewers, of no court of the round and known in every type of these cases."""
    kinds = frozenset(case.case_kind for case in part.cases)
    new = [Reviewer(f"{NEWCOMER}{number}", "", "", kinds) for number in range(1, count + 1)]
    return replace(round_, pool=[*round_.pool, *new])


def _newcomers(part: Round) -> Words:
    from rules.clashes import listed

    courts: set[str] = set()
    if part.exclusions.cross_court:
        courts |= {case.court for case in part.cases}
    if part.exclusions.other_instance_courts:
        courts |= {court for case in part.cases for court in case.other_courts}
    if not courts:
        return Words("对这些案件没有回避事由的", "with no ground of recusal in these cases")
    return Words(
        "不属于{courts}，对这些案件没有其他回避事由的",
        "not of {courts}, and with no other ground of recusal in these cases",
        courts=listed(sorted(courts)),
    )
