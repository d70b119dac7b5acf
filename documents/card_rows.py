"""评查卡各行 (the rows of a returned card): what stands beside each item becomes findings, or faults."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from documents.card_file import Grid
from documents.card_layout import Answer, Column, Row
from rules.deductions import Item, VetoKind
from rules.errors import Fault
from rules.grading import Finding
from rules.labels import Words

YES = (Answer.YES.zh, Answer.YES.en)
NO = ("", Answer.NO.zh, Answer.NO.en)


def findings_of(grid: Grid, rows: Sequence[Row], faults: list[Fault]) -> tuple[Finding, ...]:
    """The findings of a card, in its order. What is wrong is added to `faults`."""
    found: list[tuple[int, Finding]] = []
    for at, row in enumerate(rows):
        if row.item is not None:
            found += [(at, finding) for finding in _Entry(grid, at, row.item, faults).findings()]
    described = {finding.fact for _, finding in found if finding.description}
    first_row = {finding.fact: at for at, finding in reversed(found)}
    for fact, at in first_row.items():
        if fact not in described:
            what = Words("事实{fact}没有说明", "fact {fact} is not described", fact=fact)
            mend = Words("请写明具体情形", "state what was found")
            faults.append(grid.fault(at, Column.DESCRIPTION, what, mend))
    return tuple(finding for _, finding in found)


class _Entry:
    """The open cells beside one item."""

    def __init__(self, grid: Grid, at: int, item: Item, faults: list[Fault]) -> None:
        self.grid, self.at, self.item, self.faults = grid, at, item, faults
        self.facts = facts_of(grid.text(at, Column.FACT))
        self.description = grid.text(at, Column.DESCRIPTION)
        self.note = grid.text(at, Column.NOTE)

    def findings(self) -> list[Finding]:
        """One finding for each fact; where one fact is named, it carries the whole count."""
        before = len(self.faults)
        declared, days = self._veto()
        count = self._count(declared=declared)
        if count == 0 and (self.facts or self.description or declared or days):
            column = Column.VETO if self.item.veto.kind is VetoKind.ALWAYS else Column.COUNT
            self._wrong(column, Words("写有内容，但没有填次数或者选“是”", "something is written, but no count or “yes”"),
                        Words("请补填，没有发现的请清空本行", "fill it in, or clear the row"))  # fmt: skip
        elif count:
            self._check(count, declared=declared, days=days)
        if not count or len(self.faults) > before:
            return []
        facts = self.facts or (self.description,)
        each = count if len(facts) == 1 else 1
        return [
            Finding(self.item.code, fact, each, self.description, self.note, days or None, declared)
            for fact in facts
        ]

    def _veto(self) -> tuple[bool, int]:
        """Whether “yes” was chosen, and the days of an overrun."""
        text = self.grid.text(self.at, Column.VETO)
        match self.item.veto.kind:
            case VetoKind.OVERRUN:
                days = self.grid.whole(self.at, Column.VETO)
                if days is None:
                    self._not_whole(Column.VETO)
                return False, days or 0
            case VetoKind.NEVER:
                if text:
                    self._wrong(Column.VETO, Words("该项不能否决", "this item has no veto"),
                                Words("请清空", "clear the cell"))  # fmt: skip
                return False, 0
            case _:
                if text not in (*YES, *NO):
                    self._wrong(Column.VETO, Words("“{text}”不是“是”或者“否”", "“{text}” is neither yes nor no", text=text),
                                Words("请从下拉列表中选择", "choose from the list"))  # fmt: skip
                return text in YES, 0

    def _count(self, *, declared: bool) -> int:
        if self.item.veto.kind is VetoKind.ALWAYS:
            return max(len(self.facts), 1) if declared else 0
        count = self.grid.whole(self.at, Column.COUNT)
        if count is None:
            self._not_whole(Column.COUNT)
            # Taken for found, so that what else is missing in this row is reported too.
            return max(len(self.facts), 1)
        return count

    def _check(self, count: int, *, declared: bool, days: int) -> None:
        if not self.facts and not self.description:
            self._wrong(Column.FACT, Words("没有写明事实", "no fact is stated"),
                        Words("请填写事实编号和说明", "number and describe the fact"))  # fmt: skip
        if len(self.facts) > 1 and len(self.facts) != count:
            what = Words("列有{facts}个事实，次数却是{count}", "{facts} facts, but the count is {count}",
                         facts=len(self.facts), count=count)  # fmt: skip
            self._wrong(Column.FACT, what, Words("请使两者一致", "make them agree"))
        if declared and not (self.description or self.note):
            self._wrong(Column.DESCRIPTION, Words("否决没有写明理由", "the veto has no reason"),
                        Words("请在本行写明事实和理由", "state facts and reasons in this row"))  # fmt: skip
        if self.item.veto.kind is VetoKind.OVERRUN and not days:
            self._wrong(Column.VETO, Words("没有填超期日数", "the days of the overrun are missing"),
                        Words("请填整数", "give a whole number"))  # fmt: skip

    def _not_whole(self, column: Column) -> None:
        text = self.grid.text(self.at, column)
        self._wrong(column, Words("“{text}”不是整数", "“{text}” is no whole number", text=text),
                    Words("请填0或者正整数", "give nought or a positive whole number"))  # fmt: skip

    def _wrong(self, column: Column, what: Words, mend: Words) -> None:
        self.faults.append(self.grid.fault(self.at, column, what, mend))


def facts_of(text: str) -> tuple[str, ...]:
    """The numbers of facts in a cell, each once: ``1、3`` is two."""
    parts = re.split(r"[、,;\s]+", unicodedata.normalize("NFKC", text))
    return tuple(dict.fromkeys(part for part in parts if part))
