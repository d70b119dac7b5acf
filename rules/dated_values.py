"""One value and when it is in force (参数值): with unit, citation and provenance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rules.citations import Provenance
from rules.labels import Labelled, Language


class Unit(Labelled):
    """The unit of a value (单位)."""

    CASE = "case", "件", "cases"
    CALENDAR_DAY = "calendar_day", "日", "calendar days"
    WORKING_DAY = "working_day", "工作日", "working days"
    MONTH = "month", "个月", "months"
    POINT = "point", "分", "points"
    PERSON = "person", "人", "people"
    COPY = "copy", "份", "copies"
    MEGABYTE = "megabyte", "兆字节", "MB"
    CHARACTER = "character", "字", "characters"
    SHARE = "share", "比例", "share"
    FRACTION = "fraction", "分数比例", "fraction"
    CHOICE = "choice", "选项", "choice"
    HOUR = "hour", "小时", "hours"
    LIST = "list", "清单", "list"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value in force from `since` (inclusive) to `until` (exclusive, or open)."""

    key: str
    zh: str
    en: str
    unit: Unit
    value: Any
    since: date
    until: date | None
    authority: str
    provenance: Provenance
    note_zh: str = ""
    note_en: str = ""
    source: str = ""
    """The file the value was read from; a court's own file overrides ours."""

    def to(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en

    def shown(self, language: Language) -> str:
        """The value with its unit: ``5个工作日``."""
        if self.unit in (Unit.CHOICE, Unit.LIST, Unit.SHARE, Unit.FRACTION):
            return str(self.value)
        if language == "zh":
            join = "个" if self.unit is Unit.WORKING_DAY else ""
            return f"{self.value}{join}{self.unit.zh}"
        return f"{self.value} {self.unit.en}"

    def record(self) -> dict[str, Any]:
        """The canonical form that is pinned and hashed."""
        return {
            "key": self.key,
            "zh": self.zh,
            "en": self.en,
            "unit": self.unit.value,
            "value": self.value,
            "since": self.since.isoformat(),
            "until": self.until.isoformat() if self.until else None,
            "authority": self.authority,
            "provenance": self.provenance.value,
            "note_zh": self.note_zh,
            "note_en": self.note_en,
            "source": self.source,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Parameter:
        until = record["until"]
        return cls(
            key=record["key"],
            zh=record["zh"],
            en=record["en"],
            unit=Unit(record["unit"]),
            value=record["value"],
            since=date.fromisoformat(record["since"]),
            until=date.fromisoformat(until) if until else None,
            authority=record["authority"],
            provenance=Provenance(record["provenance"]),
            note_zh=record["note_zh"],
            note_en=record["note_en"],
            source=record["source"],
        )
