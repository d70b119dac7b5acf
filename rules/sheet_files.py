"""评查表文件 (score sheet files): one YAML file becomes one `ScoreSheet`, or the list of all that is wrong in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from rules.citations import Provenance
from rules.court_files import parsed
from rules.deductions import ZERO, Block, GradingMethod, Item, Per, ScoreSheet, Severity, Veto, VetoKind
from rules.errors import Fault
from rules.labels import Words

SHEET = {"key", "zh", "en", "since", "case_kinds", "total", "authority", "provenance", "blocks", "items"}
BLOCK = {"code", "zh", "en", "points"}
ITEM = {"code", "block", "zh", "en", "provenance"}
ITEM_MAY = {"points", "per", "cap", "veto", "severity", "bars_excellent", "clue", "authority", "source"}


FORM = Words(
    "请对照 config/score_sheets/litigation-2022.yaml 改正", "mend it after the form of litigation-2022.yaml"
)


def read_sheet(text: str | None, file: str, faults: list[Fault]) -> ScoreSheet | None:
    """Read one sheet. What is wrong is added to `faults`; None where that leaves no sheet."""
    reading = _Reading(file)
    data = parsed(text, file, FORM, reading.faults)
    sheet = reading.sheet(data) if text is not None and not reading.faults else None
    faults += reading.faults
    return sheet if not reading.faults else None


class _Reading:
    """One file being read. Every fault met is kept; none stops the reading of the rest."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []

    def wrong(self, where: str, zh: str, en: str, **values: Any) -> None:
        place = Words("{file} 的“{where}”", "“{where}” in {file}", file=self.file, where=where)
        self.faults.append(Fault(place, Words(zh, en, **values), FORM))

    def sheet(self, data: Any) -> ScoreSheet | None:
        if not self._has(data, "sheet", SHEET, {"until", "source", "method"}):
            return None
        method = self._method(data.get("method", GradingMethod.POINTS.value))
        blocks = [block for entry in self._list(data, "blocks") if (block := self._block(entry))]
        items = [
            item
            for entry in self._list(data, "items")
            if (item := self._item(entry, data["authority"], method))
        ]
        total = self._points(data, "total", "total")
        since, until = self._day(data["since"], "since"), data.get("until")
        if until is not None and self._day(until, "until") <= since:
            self.wrong("until", "失效日期应当晚于施行日期", "the sheet ends before it begins")
        # The parts are compared once each of them is right; else one slip would be reported twice.
        if not self.faults:
            self._agrees(blocks, items, total)
        return ScoreSheet(
            key=str(data["key"]),
            zh=data["zh"],
            en=data["en"],
            since=since,
            until=until,
            case_kinds=tuple(str(kind) for kind in self._list(data, "case_kinds")),
            total=total,
            blocks=tuple(blocks),
            items=tuple(items),
            authority=data["authority"],
            provenance=self._provenance(data["provenance"], "sheet"),
            source=data.get("source", ""),
            file=self.file,
            method=method,
        )

    def _agrees(self, blocks: list[Block], items: list[Item], total: Decimal) -> None:
        """The parts must hold together: points add up, codes are unique, every item has its block."""
        added = sum((block.points for block in blocks), ZERO)
        if added != total:
            self.wrong(
                "blocks",
                "各分块合计{added}分，不等于总分{total}分",
                "the blocks add up to {added}, not to {total}",
                added=added,
                total=total,
            )
        for code in _repeated(block.code for block in blocks):
            self.wrong(code, "分块编码重复", "this block code stands twice")
        for code in _repeated(item.code for item in items):
            self.wrong(code, "扣分项编码重复", "this item code stands twice")
        limits = {block.code: block.points for block in blocks}
        for item in items:
            if item.block not in limits:
                self.wrong(item.code, "没有分块“{block}”", "there is no block “{block}”", block=item.block)
            elif max(item.points, item.cap or ZERO) > limits[item.block]:
                self.wrong(
                    item.code,
                    "扣分超过所在分块的分值{limit}分",
                    "more than the {limit} points of its block",
                    limit=limits[item.block],
                )
            if item.cap is not None and item.cap < item.points:
                self.wrong(item.code, "扣分上限低于一次扣分", "the cap is below one deduction")
        for block in blocks:
            if all(item.block != block.code for item in items):
                self.wrong(block.code, "分块中没有扣分项", "no item stands in this block")

    def _block(self, entry: Any) -> Block | None:
        if not self._has(entry, "blocks", BLOCK):
            return None
        return Block(
            str(entry["code"]), entry["zh"], entry["en"], self._points(entry, "points", str(entry["code"]))
        )

    def _item(self, entry: Any, authority: str, method: GradingMethod) -> Item | None:
        if not self._has(entry, "items", ITEM, ITEM_MAY):
            return None
        code = str(entry["code"])
        veto = self._consequence(entry, code, method)
        # An item that vetoes always costs nothing besides; any other must say what it costs.
        only_vetoes = veto.kind is VetoKind.ALWAYS
        if only_vetoes == ("points" in entry):
            self.wrong(
                code, "应当写明扣分，一票否决的除外", "points are needed, except where an item always vetoes"
            )
        per = entry.get("per", Per.ONCE.value)
        if per not in [member.value for member in Per]:
            self.wrong(code, "per 应为 each 或 once", "per is each or once")
            per = Per.ONCE.value
        return Item(
            code=code,
            block=str(entry["block"]),
            zh=entry["zh"],
            en=entry["en"],
            points=self._points(entry, "points", code) if "points" in entry else ZERO,
            per=Per(per),
            cap=self._points(entry, "cap", code) if "cap" in entry else None,
            veto=veto,
            bars_excellent=self._flag(entry, "bars_excellent"),
            clue=self._flag(entry, "clue"),
            authority=entry.get("authority", authority),
            provenance=self._provenance(entry["provenance"], code),
            source=entry.get("source", ""),
        )

    def _consequence(self, entry: Mapping[str, Any], code: str, method: GradingMethod) -> Veto:
        """What a finding does to the case: on a sheet for the worst finding every item states its severity."""
        veto = self._veto(entry.get("veto"), code)
        severity = entry.get("severity")
        if method is GradingMethod.POINTS:
            if severity is not None:
                self.wrong(code, "severity 只用于 method: worst_finding 的评查表",
                           "severity is for sheets with method: worst_finding")  # fmt: skip
            return veto
        if severity not in {member.value for member in Severity}:
            self.wrong(
                code,
                "severity 应为 unqualified（不合格）或 flawed（瑕疵）",
                "severity is unqualified or flawed",
            )
        if severity != Severity.UNQUALIFIED.value:
            if veto.kind is VetoKind.ALWAYS:
                self.wrong(code, "请改写为 severity: unqualified", "write severity: unqualified instead")
            return veto
        if veto.kind is not VetoKind.NEVER:
            self.wrong(code, "severity: unqualified 不再写 veto", "severity: unqualified needs no veto")
        return Veto(VetoKind.ALWAYS)

    def _method(self, value: Any) -> GradingMethod:
        try:
            return GradingMethod(value)
        except ValueError:
            self.wrong("method", "method 应为 points 或 worst_finding", "method is points or worst_finding")
            return GradingMethod.POINTS

    def _veto(self, entry: Any, code: str) -> Veto:
        match entry:
            case None:
                return Veto()
            case "always":
                return Veto(VetoKind.ALWAYS)
            case {"days": str(parameter), **rest} if not rest:
                return Veto(VetoKind.OVERRUN, parameter=parameter)
            case {"zh": str(zh), "en": str(en), **rest} if not rest:
                return Veto(VetoKind.DECLARED, zh=zh, en=en)
        self.wrong(code, "veto 的写法不认识", "this form of veto is not known")
        return Veto()

    def _has(self, entry: Any, where: str, must: set[str], may: Iterable[str] = ()) -> bool:
        """Say whether the entry has all it must have; a key that is not known is a fault, not a silent loss."""
        if not isinstance(entry, Mapping):
            self.wrong(where, "内容为空或者格式不对", "empty or not of the right form")
            return False
        name = str(entry.get("code", where))
        for key in sorted(must - set(entry)):
            self.wrong(name, "缺少 {key}", "{key} is missing", key=key)
        for key in sorted(set(entry) - must - set(may), key=str):
            self.wrong(name, "不认识 {key}", "{key} is not known", key=key)
        return must <= set(entry)

    def _list(self, data: Mapping[str, Any], key: str) -> list[Any]:
        entries = data[key]
        if isinstance(entries, list) and entries:
            return entries
        self.wrong(key, "应为非空清单", "must be a list that is not empty")
        return []

    def _points(self, data: Mapping[str, Any], key: str, where: str) -> Decimal:
        value = data[key]
        if isinstance(value, int | float) and not isinstance(value, bool):
            points = Decimal(str(value))
            if points > 0 and points == round(points, 1):
                return points
        self.wrong(
            where,
            "{key} 应为正数，最多一位小数",
            "{key} must be above nought with one decimal at most",
            key=key,
        )
        return ZERO

    def _day(self, value: Any, where: str) -> date:
        if type(value) is date:
            return value
        self.wrong(where, "应为日期，如 2022-01-01", "must be a date such as 2022-01-01")
        return date.max

    def _flag(self, entry: Mapping[str, Any], key: str) -> bool:
        value = entry.get(key, False)
        if not isinstance(value, bool):
            self.wrong(str(entry["code"]), "{key} 应为 true 或 false", "{key} is true or false", key=key)
        return value is True

    def _provenance(self, value: Any, where: str) -> Provenance:
        try:
            return Provenance(value)
        except ValueError:
            self.wrong(
                where,
                "provenance 应为 verified、recalled 或 design",
                "provenance is verified, recalled or design",
            )
            return Provenance.DESIGN


def _repeated(codes: Iterable[str]) -> list[str]:
    seen: list[str] = list(codes)
    return sorted({code for code in seen if seen.count(code) > 1})
