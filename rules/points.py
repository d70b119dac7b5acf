"""百分制 (grading by points): the thresholds, the vetoes, and the merging of two or three sheets.

A veto makes a case 不合格 whatever its points. This is how a case is graded until a standard lays down otherwise
(`rules.worst_finding`), and the rules pinned to a proceeding say which of the two it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from statistics import mean, median

from rules.deductions import ZERO, Item
from rules.findings import Grade, Graded, Score
from rules.labels import Labelled, Words
from rules.parameters import Rules


class Merging(Labelled):
    """How the readers' scores become one (合并方法)."""

    MEAN = "mean", "平均分", "mean"
    MEDIAN = "median", "中位数", "median"
    LOWEST = "lowest", "最低分", "lowest"


def grade(scored: Score, rules: Rules) -> Graded:
    """The grade of a score, with the reasons that led to it."""
    if scored.vetoes:
        return Graded(Grade.UNQUALIFIED, tuple(_vetoed(item) for item in scored.vetoes))
    earned = next((level for level, key in _FROM.items() if scored.total >= rules[key]), Grade.UNQUALIFIED)
    points = (_points(scored.total, earned, rules),)
    if earned is Grade.EXCELLENT and scored.bars:
        return Graded(Grade.QUALIFIED, (*points, *(_barred(item) for item in scored.bars)))
    return Graded(earned, points)


def diverges(one: Score, other: Score, rules: Rules) -> Words | None:
    """Say why two sheets are too far apart to be merged, so that a third reader must read; else None."""
    limit = rules["grading.divergence_limit"]
    apart = abs(one.total - other.total)
    if apart > limit:
        return Words("两份评分相差{apart}分，超过{limit}分", "the two sheets are {apart} points apart, more than {limit}",
                     apart=plain(apart), limit=limit)  # fmt: skip
    grades = grade(one, rules).grade, grade(other, rules).grade
    if grades[0] is not grades[1]:
        return differ(*grades)
    return None


def differ(one: Grade, other: Grade) -> Words:
    return Words("两份评分的等次不同（{one}、{other}）", "the two sheets differ in grade ({one}, {other})",
                 one=one, other=other)  # fmt: skip


def merge(scores: Sequence[Score], rules: Rules) -> Score:
    """The score of a case from the independent sheets of its readers (合并).

    A veto, or what bars 优秀, stands where at least the laid-down share of the readers found it. A clue stands
    where any of them found it: it is looked into elsewhere, not decided here.
    """
    share = concurring_share(rules)
    return Score(
        total=merged_total(scores, rules),
        vetoes=found_by([entry.vetoes for entry in scores], share),
        bars=found_by([entry.bars for entry in scores], share),
        clues=found_by([entry.clues for entry in scores], ZERO),
        unqualified=found_by([entry.unqualified for entry in scores], share),
        flaws=found_by([entry.flaws for entry in scores], share),
    )


def merged_total(scores: Sequence[Score], rules: Rules) -> Decimal:
    """The points of all readers as one number, by the way laid down for so many of them (分)."""
    match len(scores):
        case 1:
            return scores[0].total
        case 2:
            how = rules["grading.two_readers"]
        case _:
            how = rules["grading.three_readers"]
    return _MERGING[Merging(how)]([entry.total for entry in scores])


def concurring_share(rules: Rules) -> Decimal:
    return Decimal(str(rules["grading.concurring_share"]))


def found_by(readers: Sequence[Sequence[Item]], share: Decimal) -> tuple[Item, ...]:
    """The items that at least this share of the readers found, in the order they were met."""
    met = dict.fromkeys(item for found in readers for item in found)
    return tuple(item for item in met if sum(item in found for found in readers) >= share * len(readers))


def plain(points: Decimal) -> str:
    """``95`` rather than ``95.0``."""
    return f"{points.normalize():f}"


_FROM = {
    Grade.EXCELLENT: "grading.excellent_from",
    Grade.QUALIFIED: "grading.qualified_from",
    Grade.FLAWED: "grading.flawed_from",
}

_MERGING: dict[Merging, Callable[[list[Decimal]], Decimal]] = {
    Merging.MEAN: mean,
    Merging.MEDIAN: median,
    Merging.LOWEST: min,
}


def _points(total: Decimal, earned: Grade, rules: Rules) -> Words:
    if earned in _FROM:
        return Words("得{total}分，达到{grade}的{limit}分", "{total} points, from {limit} it is {grade}",
                     total=plain(total), grade=earned, limit=rules[_FROM[earned]])  # fmt: skip
    return Words("得{total}分，不足{limit}分", "{total} points, below {limit}",
                 total=plain(total), limit=rules[_FROM[Grade.FLAWED]])  # fmt: skip


def _vetoed(item: Item) -> Words:
    return Words("一票否决：{code} {item}", "veto: {code} {item}", code=item.code, item=item.words)


def _barred(item: Item) -> Words:
    return Words("有{code}“{item}”，不得评为优秀", "{code} “{item}” bars an excellent grade",
                 code=item.code, item=item.words)  # fmt: skip
