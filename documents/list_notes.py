"""What a reader of the import should know although nothing is wrong (导入说明)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from rules.cases import Source
from rules.labels import Words

SHOWN = 10
"""Examples shown in one note; the count is always of all."""


@dataclass(slots=True)
class ListNotes:
    """Gathered while a list is read; `words` says them."""

    rows_are: Words = field(default_factory=lambda: Words("案件", "cases"))
    hidden_sheets: list[str] = field(default_factory=list)
    sheets_without_header: list[str] = field(default_factory=list)
    unknown_headers: list[str] = field(default_factory=list)
    likely_columns: list[Words] = field(default_factory=list)
    passed_over: list[int] = field(default_factory=list)
    """Rows that are no cases: totals, signatures, headings, repeated headers."""
    unknown_courts: Counter[str] = field(default_factory=Counter)
    without_judge: int = 0
    judge_is_presiding: int = 0
    unread_related: int = 0
    repeated: list[tuple[Source, Source]] = field(default_factory=list)
    """Later and earlier place of a case that stands twice with the same content."""

    def words(self) -> tuple[Words, ...]:
        notes = [
            *self.likely_columns,
            _listed("隐藏的工作表未读取：{names}", "hidden sheets were not read: {names}", self.hidden_sheets),
            _listed("没有表头的工作表未读取：{names}", "sheets without a header were not read: {names}",
                    self.sheets_without_header),
            _listed("不认识的列未读取：{names}", "unknown columns were not read: {names}", self.unknown_headers),
            _listed("{count}行不是{rows}（合计、签章、重复的表头等），未读取：第{names}行",
                    "{count} rows are no {rows} (totals, signatures, repeated headers) and were not read: {names}",
                    self.passed_over, rows=self.rows_are),
            _listed("{count}个法院不在法院名册中，名称照录：{names}",
                    "{count} courts are not in the register; their names were kept as given: {names}",
                    [name for name, _ in self.unknown_courts.most_common()]),
            _counted("{count}件没有单列承办法官，以审判长代之",
                     "{count} cases name no judge in charge; the presiding judge stands in", self.judge_is_presiding),
            _counted("{count}件没有承办法官，回避和通知只能以法院为准",
                     "{count} cases name no judge: recusal and notices rest on the court only", self.without_judge),
            _counted("{count}个关联案号写法无法识别，照录",
                     "{count} numbers of other instances cannot be read and were kept as given", self.unread_related),
            _listed("{count}行与在先的行案号、内容均相同，只计一次：{names}",
                    "{count} rows repeat an earlier one with the same content and count once: {names}",
                    [_repeated(later, earlier) for later, earlier in self.repeated]),
        ]  # fmt: skip
        return tuple(note for note in notes if note is not None)


def _repeated(later: Source, earlier: Source) -> str:
    file = "" if later.file == earlier.file else earlier.file
    sheet = "" if later.sheet == earlier.sheet else earlier.sheet
    return f"{later.row}={file}{sheet}{earlier.row}"


def _counted(zh: str, en: str, count: int) -> Words | None:
    return Words(zh, en, count=count) if count else None


def _listed(zh: str, en: str, names: list[str] | list[int], **values: Words) -> Words | None:
    if not names:
        return None
    more = len(names) > SHOWN
    shown = [str(name) for name in names[:SHOWN]]
    listed = Words("、".join(shown) + ("等" if more else ""), ", ".join(shown) + (" …" if more else ""))
    return Words(zh, en, count=len(names), names=listed, **values)
