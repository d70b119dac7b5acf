"""评分与等次 (grading): what a reader found becomes points, and points become a grade.

One fact is deducted once, under the heaviest of the items it falls under. Then the item's cap, then its block,
which never goes below nought, and so neither does the case. All points are `Decimal` with one decimal at most: sums
and the mean of two sheets are exact, and nothing is rounded before it is held against a threshold.

That a case was reversed, remanded, retried or petitioned about is no defect by itself (peer_review_rules.海口):
nothing here asks for it. A grade never changes the force of a judgment, and it is never a finding of liability.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import mean, median

from rules.deductions import ZERO, Block, Item, ScoreSheet, VetoKind
from rules.errors import Fault, FaultyInput
from rules.labels import Labelled, Words
from rules.parameters import Rules


class Grade(Labelled):
    """The grade of a case (等次), the best first. 瑕疵 is called 基本合格 in some courts."""

    EXCELLENT = "excellent", "优秀", "excellent"
    QUALIFIED = "qualified", "合格", "qualified"
    FLAWED = "flawed", "瑕疵", "flawed"
    UNQUALIFIED = "unqualified", "不合格", "unqualified"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a reader found under one item (评查发现).

    `fact` names the underlying fact (事实编号); two findings with one name are the same fact. `days` is by how many
    days a time limit was overrun; `vetoed` says that the consequence named by the item has come about.
    """

    item: str
    fact: str
    count: int = 1
    description: str = ""
    note: str = ""
    days: int | None = None
    vetoed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One finding as it was weighed; `left_out` says why it was not counted."""

    finding: Finding
    item: Item
    veto: bool
    left_out: Words | None = None


class Merging(Labelled):
    """How the readers' scores become one (合并方法)."""

    MEAN = "mean", "平均分", "mean"
    MEDIAN = "median", "中位数", "median"
    LOWEST = "lowest", "最低分", "lowest"


@dataclass(frozen=True, slots=True)
class BlockScore:
    """What is left of a block, and what was taken off it (分)."""

    block: Block
    deducted: Decimal

    @property
    def points(self) -> Decimal:
        return self.block.points - self.deducted


@dataclass(frozen=True, slots=True)
class Score:
    """One reader's sheet (评分): points, and the items that veto, bar 优秀 or must be handed over as a clue."""

    total: Decimal
    vetoes: tuple[Item, ...]
    bars: tuple[Item, ...]
    clues: tuple[Item, ...]
    blocks: tuple[BlockScore, ...] = ()
    """Empty on a merged score: the readers' own sheets have them."""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Graded:
    grade: Grade
    reasons: tuple[Words, ...]


def score(sheet: ScoreSheet, findings: Sequence[Finding], rules: Rules) -> Score:
    """Weigh the findings of one reader.

    Raises:
        FaultyInput: every finding that cannot be weighed (no such item, no fact, no count, no days).
    """
    limits = sheet.day_limits(rules)
    faults = [fault for finding in findings for fault in _faults(finding, sheet)]
    if faults:
        raise FaultyInput(faults)
    lines = _weigh(sheet, findings, limits)
    counted = [line for line in lines if line.left_out is None]
    blocks = tuple(BlockScore(block, _deducted(sheet, block, counted)) for block in sheet.blocks)
    found = [line.item for line in counted]
    return Score(
        total=sum((block.points for block in blocks), ZERO),
        vetoes=_in_order(sheet, [line.item for line in counted if line.veto]),
        bars=_in_order(sheet, [item for item in found if item.bars_excellent]),
        clues=_in_order(sheet, [item for item in found if item.clue]),
        blocks=blocks,
        lines=lines,
    )


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
                     apart=_plain(apart), limit=limit)  # fmt: skip
    grades = grade(one, rules).grade, grade(other, rules).grade
    if grades[0] is not grades[1]:
        return Words("两份评分的等次不同（{one}、{other}）", "the two sheets differ in grade ({one}, {other})",
                     one=grades[0], other=grades[1])  # fmt: skip
    return None


def merge(scores: Sequence[Score], rules: Rules) -> Score:
    """The score of a case from the independent sheets of its readers (合并).

    A veto, or what bars 优秀, stands where at least the laid-down share of the readers found it. A clue stands
    where any of them found it: it is looked into elsewhere, not decided here.
    """
    match len(scores):
        case 1:
            return scores[0]
        case 2:
            how = rules["grading.two_readers"]
        case _:
            how = rules["grading.three_readers"]
    share = Decimal(str(rules["grading.concurring_share"]))
    return Score(
        total=_MERGING[Merging(how)]([entry.total for entry in scores]),
        vetoes=_found_by([entry.vetoes for entry in scores], share),
        bars=_found_by([entry.bars for entry in scores], share),
        clues=_found_by([entry.clues for entry in scores], ZERO),
    )


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


def _faults(finding: Finding, sheet: ScoreSheet) -> list[Fault]:
    where = Words("扣分项“{item}”", "item “{item}”", item=finding.item)
    item = sheet.by_code.get(finding.item)
    if item is None:
        return [Fault(where, Words("评查表没有该项", "the sheet has no such item"),
                      Words("请使用《{sheet}》的编码", "use the codes of {sheet}", sheet=sheet.words))]  # fmt: skip
    found = []
    if finding.count < 1:
        found.append(Fault(where, Words("次数应为正整数", "the count must be above nought"),
                           Words("没有发现问题的，不必填写", "leave out what was not found")))  # fmt: skip
    if not finding.fact.strip():
        found.append(Fault(where, Words("没有写明事实", "no fact is named"),
                           Words("请填写事实编号", "give the number of the fact")))  # fmt: skip
    if item.veto.kind is VetoKind.OVERRUN and (finding.days is None or finding.days < 1):
        found.append(Fault(where, Words("没有写明超期日数", "the days of the overrun are missing"),
                           Words("请填写超期日数", "give the number of days")))  # fmt: skip
    if finding.vetoed and item.veto.kind not in (VetoKind.DECLARED, VetoKind.ALWAYS):
        found.append(Fault(where, Words("该项没有否决后果", "this item has no veto to find"),
                           Words("请去掉“否决”", "take the veto away")))  # fmt: skip
    return found


def _weigh(sheet: ScoreSheet, findings: Sequence[Finding], limits: Mapping[str, int]) -> tuple[Line, ...]:
    """Let each fact count once: a veto before any points, then the larger deduction, then the order of the sheet."""
    weighed = []
    for finding in findings:
        item = sheet.by_code[finding.item]
        veto = item.vetoes(days=finding.days, declared=finding.vetoed, limits=limits)
        weighed.append(Line(finding, item, veto))
    heaviest: dict[str, Line] = {}
    for line in sorted(weighed, key=lambda line: sheet.items.index(line.item)):
        fact = line.finding.fact.strip()
        if fact not in heaviest or _weight(line) > _weight(heaviest[fact]):
            heaviest[fact] = line
    return tuple(_set_against(line, heaviest[line.finding.fact.strip()]) for line in weighed)


def _set_against(line: Line, kept: Line) -> Line:
    if line is kept:
        return line
    why = Words(
        "同一事实已按{kept}计，不重复扣分", "the same fact counts under {kept} already", kept=kept.item.code
    )
    return replace(line, left_out=why)


def _weight(line: Line) -> tuple[bool, Decimal]:
    return line.veto, line.item.deduction(line.finding.count)


def _deducted(sheet: ScoreSheet, block: Block, counted: Sequence[Line]) -> Decimal:
    """Item caps first, then the block's own points."""
    deducted = ZERO
    for item in sheet.items_of(block):
        deducted += item.deduction(sum(line.finding.count for line in counted if line.item is item))
    return min(deducted, block.points)


def _in_order(sheet: ScoreSheet, found: Sequence[Item]) -> tuple[Item, ...]:
    return tuple(item for item in sheet.items if item in found)


def _found_by(readers: Sequence[Sequence[Item]], share: Decimal) -> tuple[Item, ...]:
    """The items that at least this share of the readers found, in the order they were met."""
    met = dict.fromkeys(item for found in readers for item in found)
    return tuple(item for item in met if sum(item in found for found in readers) >= share * len(readers))


def _points(total: Decimal, earned: Grade, rules: Rules) -> Words:
    if earned in _FROM:
        return Words("得{total}分，达到{grade}的{limit}分", "{total} points, from {limit} it is {grade}",
                     total=_plain(total), grade=earned, limit=rules[_FROM[earned]])  # fmt: skip
    return Words("得{total}分，不足{limit}分", "{total} points, below {limit}",
                 total=_plain(total), limit=rules[_FROM[Grade.FLAWED]])  # fmt: skip


def _vetoed(item: Item) -> Words:
    return Words("一票否决：{code} {item}", "veto: {code} {item}", code=item.code, item=item.words)


def _barred(item: Item) -> Words:
    return Words("有{code}“{item}”，不得评为优秀", "{code} “{item}” bars an excellent grade",
                 code=item.code, item=item.words)  # fmt: skip


def _plain(points: Decimal) -> str:
    """``95`` rather than ``95.0``."""
    return f"{points.normalize():f}"
