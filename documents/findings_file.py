"""评查结果文件 (a file of findings): what a review card carries, as YAML or JSON for the command line.

card: 2022Q1-001-A
review: 2022Q1-001
reader: R-014
sheet: litigation@2022-01-01
conflict: false
day: 2022-05-10
remarks: …
strengths: …
nomination: 提名优秀的理由（没有发现问题、适用吸收原则的）
exemption: new_evidence（被改判、发回的案件：免责情形，有过错的写 none）
exemption_reasons: …
findings:
  - {item: P1, fact: "1", count: 2, description: 卷宗第3、7页送达回证无签收日期}
  - {item: P4, fact: "2", days: 12, description: 超期12日，未见审批}
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from documents.returned_card import ReturnedCard
from rules.deductions import VetoKind
from rules.errors import Fault, FaultyInput, UnknownRule
from rules.exemptions import NO_EXEMPTION
from rules.findings import Finding
from rules.labels import Words
from rules.score_sheets import ScoreSheet, SheetBook, sheet_book
from rules.written_days import written_day

MUST = {"card": str, "review": str, "reader": str, "sheet": str, "conflict": bool}
ANSWERS = {"nomination": str, "exemption": str, "exemption_reasons": str}
MAY = {"day": date, "remarks": str, "strengths": str, "findings": list, **ANSWERS}
FINDING_MUST = {"item": str, "fact": str}
FINDING_MAY = {"count": int, "description": str, "note": str, "days": int, "vetoed": bool}


def read_findings(path: Path, *, book: SheetBook | None = None) -> ReturnedCard:
    """Read one file.

    Raises:
        FaultyInput: all that is wrong with it.
    """
    reading = _Reading(path)
    data = reading.content()
    if not reading.faults:
        reading.check(data, path.name, MUST, MAY)
    if reading.faults:
        raise FaultyInput(reading.faults)
    sheet = reading.sheet(data["sheet"], book or sheet_book())
    findings = reading.findings(data, sheet)
    answers = {key: data.get(key) or "" for key in ANSWERS}
    reading.answers(answers, findings)
    day = data.get("day")
    if day is None and not data["conflict"]:
        reading.wrong("day", Words("没有评查日期", "the date is missing"))
    if reading.faults:
        raise FaultyInput(reading.faults)
    return ReturnedCard(
        card_id=data["card"],
        review_ref=data["review"],
        reader=data["reader"],
        sheet=data["sheet"],
        findings=() if data["conflict"] else findings,
        remarks=data.get("remarks", ""),
        strengths=data.get("strengths", ""),
        conflict=data["conflict"],
        day=day,
        file=path.name,
        file_digest=hashlib.sha256(path.read_bytes()).hexdigest(),
        **answers,
    )


class _Reading:
    """One file being read, with every fault met."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.faults: list[Fault] = []

    def wrong(self, where: str, what: Words) -> None:
        place = Words("{file} 的“{where}”", "“{where}” in {file}", file=self.path.name, where=where)
        mend = Words("请对照评查结果文件的格式改正", "mend it after the form of a file of findings")
        self.faults.append(Fault(place, what, mend))

    def content(self) -> Any:
        """What the file holds; JSON is read as the YAML it is."""
        try:
            data = yaml.safe_load(self.path.read_text(encoding="utf-8-sig"))
        except OSError:
            self.wrong(self.path.name, Words("无法打开", "cannot be opened"))
        except UnicodeDecodeError:
            self.wrong(self.path.name, Words("不是UTF-8编码", "not encoded in UTF-8"))
        except yaml.YAMLError:
            self.wrong(self.path.name, Words("不是有效的YAML或者JSON", "neither valid YAML nor JSON"))
        else:
            # JSON has no dates: one that is written as text is read as what it says.
            if isinstance(data, dict) and isinstance(data.get("day"), str):
                data["day"] = _day(data["day"])
            return data
        return None

    def check(self, data: Any, where: str, must: Mapping[str, type], may: Mapping[str, type]) -> bool:
        """Say whether the entry has what it must have, each of its kind; unknown keys are faults."""
        before = len(self.faults)
        if not isinstance(data, dict):
            self.wrong(where, Words("内容为空或者格式不对", "empty or not of the right form"))
            return False
        for key in must:
            if data.get(key) is None or data[key] == "":
                self.wrong(where, Words("缺少 {key}", "{key} is missing", key=key))
        for key, value in data.items():
            kind = {**must, **may}.get(key)
            if kind is None:
                self.wrong(where, Words("不认识 {key}", "{key} is not known", key=key))
            elif value is not None and type(value) is not kind:
                self.wrong(where, Words("{key} 的值“{value}”不合格式", "{key}: “{value}” is not of the right kind",
                                        key=key, value=value))  # fmt: skip
        return len(self.faults) == before

    def sheet(self, version: str, book: SheetBook) -> ScoreSheet | None:
        try:
            return book.version(version)
        except UnknownRule as error:
            self.wrong("sheet", error.words)
            return None

    def findings(self, data: Mapping[str, Any], sheet: ScoreSheet | None) -> tuple[Finding, ...]:
        found = []
        for number, entry in enumerate(data.get("findings") or [], start=1):
            where = f"findings[{number}]"
            # A fact numbered 1 is “1”, as on a card.
            if isinstance(entry, dict) and isinstance(entry.get("fact"), int):
                entry["fact"] = str(entry["fact"])
            if self.check(entry, where, FINDING_MUST, FINDING_MAY):
                finding = Finding(**{key: value for key, value in entry.items() if value is not None})
                self._agrees(finding, where, sheet)
                found.append(finding)
        described = {finding.fact for finding in found if finding.description}
        for fact in dict.fromkeys(finding.fact for finding in found):
            if fact not in described:
                self.wrong("findings", Words("事实{fact}没有说明", "fact {fact} is not described", fact=fact))
        return tuple(found)

    def answers(self, given: Mapping[str, str], findings: tuple[Finding, ...]) -> None:
        """The same things are asked of a nomination, and of what is said of a reversal, as on a card."""
        if given["nomination"] and findings:
            self.wrong(
                "nomination",
                Words("发现了问题的案件不能提名优秀", "a case with findings cannot be nominated"),
            )
        if bool(given["exemption"]) != bool(given["exemption_reasons"]):
            self.wrong(
                "exemption_reasons", Words("改判原因和理由应当一并写明", "cause and reasons go together")
            )
        if given["exemption"] == NO_EXEMPTION and not findings:
            self.wrong(
                "exemption", Words("认定有过错，却没有列出问题；改判本身不是问题", "fault, and no finding")
            )

    def _agrees(self, finding: Finding, where: str, sheet: ScoreSheet | None) -> None:
        """The same things are asked of a finding as on a card."""
        if finding.count < 1:
            self.wrong(where, Words("count 应为正整数", "count must be above nought"))
        item = sheet.by_code.get(finding.item) if sheet else None
        if sheet and item is None:
            self.wrong(
                where, Words("评查表没有“{item}”项", "the sheet has no item “{item}”", item=finding.item)
            )
        vetoed = finding.vetoed or (item is not None and item.veto.kind is VetoKind.ALWAYS)
        if vetoed and not (finding.description or finding.note):
            self.wrong(where, Words("否决没有写明理由", "the veto has no reason"))
        if item and item.veto.kind is VetoKind.OVERRUN and not finding.days:
            self.wrong(where, Words("没有填超期日数 days", "the days of the overrun are missing"))


def _day(text: str) -> date | str:
    return written_day(text) or text
