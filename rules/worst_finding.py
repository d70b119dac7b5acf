"""吸收原则 (grading by the worst finding): the gravest kind of finding that stands decides the grade, whatever else was found.

One 不合格 kind makes the case 不合格 among any number of flaws; one flaw makes it 瑕疵; a case without a finding is
合格, or 优秀 where its readers nominate it. More findings never improve a grade, and their order is of no account.
Points, where a court wants them shown, decide nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from rules.deductions import ZERO, Item
from rules.findings import Grade, Graded, Score
from rules.labels import Words
from rules.parameters import Rules
from rules.points import concurring_share, differ, found_by, merged_total, plain

NOMINATED = "nominated"
"""`grading.excellent_under_standard`: 优秀 stays possible, on nomination; any other value leaves it out of the scale."""


def grade(scored: Score, rules: Rules) -> Graded:
    """The grade of a score, with the reasons that led to it."""
    beside = (_beside(scored),) if shows_points(rules) else ()
    if scored.unqualified:
        absorbed = (_absorbed(len(scored.flaws)),) if scored.flaws else ()
        return Graded(Grade.UNQUALIFIED, (*map(_unqualified, scored.unqualified), *absorbed, *beside))
    if scored.flaws:
        return Graded(Grade.FLAWED, (*map(_flawed, scored.flaws), *beside))
    if scored.nominated and rules.get("grading.excellent_under_standard") == NOMINATED:
        return Graded(Grade.EXCELLENT, (_NOTHING_FOUND, _NOMINATED, *beside))
    return Graded(Grade.QUALIFIED, (_NOTHING_FOUND, *beside))


def diverges(one: Score, other: Score, _: Rules) -> Words | None:
    """Say why a third reader must read: the grades differ, or both say 不合格 and name no kind in common.

    A nomination is no finding: that one reader nominates and the other does not calls for no third.
    """
    grades = _by_findings(one), _by_findings(other)
    if grades[0] is not grades[1]:
        return differ(*grades)
    if one.unqualified and not set(one.unqualified) & set(other.unqualified):
        return Words(
            "两份评查表都认定不合格，但没有一种情形相同（{one}；{other}）",
            "both sheets say unqualified but name no kind in common ({one}; {other})",
            one=_codes(one.unqualified),
            other=_codes(other.unqualified),
        )
    return None


def merge(scores: Sequence[Score], rules: Rules) -> Score:
    """The findings that stand for a case, from the independent sheets of its readers (合并).

    A severity stands where at least the laid-down share of the readers arrive at it or at a worse one; the kinds
    that stand under it are those that as large a share found, and all that were found where no kind has that many.
    Three readers who each name another 不合格 kind do not add up to a good case.
    """
    share = concurring_share(rules)
    gravest, flawed = [entry.unqualified for entry in scores], [entry.flaws for entry in scores]
    unqualified = _standing(gravest, gravest, share)
    either = [(*entry.unqualified, *entry.flaws) for entry in scores]
    flaws = found_by(flawed, share) if unqualified else _standing(flawed, either, share)
    nominated = sum(entry.nominated for entry in scores)
    return Score(
        total=merged_total(scores, rules),
        vetoes=unqualified,
        bars=found_by([entry.bars for entry in scores], share),
        clues=found_by([entry.clues for entry in scores], ZERO),
        unqualified=unqualified,
        flaws=flaws,
        nominated=nominated > 0
        and nominated >= float(rules.get("grading.nominating_share", 1)) * len(scores),
    )


def shows_points(rules: Rules) -> bool:
    """Whether points are shown beside the grade, for information."""
    return bool(rules.get("grading.points_beside", False))


def _standing(
    kinds: Sequence[Sequence[Item]], arrived: Sequence[Sequence[Item]], share: Decimal
) -> tuple[Item, ...]:
    """The kinds that stand; none where too few readers arrived at that severity (`arrived` is empty for the others)."""
    readers = sum(bool(found) for found in arrived)
    if not readers or readers < share * len(arrived):
        return ()
    return found_by(kinds, share) or tuple(dict.fromkeys(item for found in arrived for item in found))


def _by_findings(scored: Score) -> Grade:
    if scored.unqualified:
        return Grade.UNQUALIFIED
    return Grade.FLAWED if scored.flaws else Grade.QUALIFIED


def _codes(items: Sequence[Item]) -> str:
    return "、".join(item.code for item in items)


_NOTHING_FOUND = Words("没有发现问题", "nothing was found")
_NOMINATED = Words("评查员提名优秀并写明理由", "the readers nominate it for an excellent grade, with reasons")


def _unqualified(item: Item) -> Words:
    return Words("不合格情形：{item}", "unqualified: {item}", item=item.marked)


def _flawed(item: Item) -> Words:
    return Words("瑕疵情形：{item}", "flaw: {item}", item=item.marked)


def _absorbed(flaws: int) -> Words:
    return Words(
        "另有瑕疵情形{count}种，按最严重情形定等（吸收原则）",
        "{count} kinds of flaws besides; the worst finding decides the grade",
        count=flaws,
    )


def _beside(scored: Score) -> Words:
    return Words("参考得分{total}分，不决定等次", "{total} points, for information: they decide nothing",
                 total=plain(scored.total))  # fmt: skip
