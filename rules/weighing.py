"""称量 (weighing): the findings of one reader become a score.

One fact is deducted once, under the heaviest of the items it falls under. Then the item's cap, then its block, which
never goes below nought, and so neither does the case. All points are `Decimal` with one decimal at most: sums and the
mean of two sheets are exact, and nothing is rounded before it is held against a threshold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from rules.deductions import ZERO, Block, Item, ScoreSheet, VetoKind
from rules.errors import Fault, FaultyInput
from rules.findings import BlockScore, Finding, Line, Score
from rules.labels import Words
from rules.parameters import Rules


def score(sheet: ScoreSheet, findings: Sequence[Finding], rules: Rules, *, nominated: bool = False) -> Score:
    """Weigh the findings of one reader; `nominated` where the reader asks for 优秀.

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
        vetoes=_in_order(sheet, (line.item for line in counted if line.veto)),
        bars=_in_order(sheet, (item for item in found if item.bars_excellent)),
        clues=_in_order(sheet, (item for item in found if item.clue)),
        unqualified=_in_order(sheet, (line.item for line in lines if line.veto)),
        flaws=_in_order(sheet, (line.item for line in lines if not line.veto)),
        nominated=nominated,
        blocks=blocks,
        lines=lines,
    )


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


def _in_order(sheet: ScoreSheet, found: Iterable[Item]) -> tuple[Item, ...]:
    codes = {item.code for item in found}
    return tuple(item for item in sheet.items if item.code in codes)
