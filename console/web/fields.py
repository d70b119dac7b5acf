"""The form of an act (办理表单): one field for each fact that its step asks for or can bring, made from the table.

What is typed is put into the words that the command line reads (`console.particulars`), so both doors understand the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from starlette.datastructures import FormData

from rules.exemptions import answers
from rules.exit_performance import RestsOn
from rules.grading import Grade
from rules.labels import Labelled, Words
from rules.sanctions import SanctionKind
from state_machines.disciplinary_prereview.terms import Conclusion, Question
from state_machines.discipline_decision.terms import NO_SANCTION, NO_SANCTION_NAMES, Measure
from state_machines.files_handed_in import taken_as
from state_machines.quality_review.terms import Known
from state_machines.steps import LATE_REASON, Fact, Kind, Step

ROWS = 12
"""How many records a form has room for at a time."""
_CODED: dict[str, type[Labelled]] = {
    Known.GRADE.code: Grade,
    Known.SELF_GRADE.code: Grade,
    "conclusion": Conclusion,
    "question": Question,
    "rests_on": RestsOn,
    "measures": Measure,
    "proposed_measures": Measure,
    **dict.fromkeys(("sanction", "proposed_sanction", "government_sanction"), SanctionKind),
}
"""Facts that are chosen from a list which the table does not hold; the reader of the command line knows them too."""
_SEVERAL = frozenset({"rests_on", "measures", "proposed_measures"})
_SANCTIONS = frozenset({"sanction", "proposed_sanction", "government_sanction"})
_LISTS = (Kind.POINTS, Kind.ANSWERS)
# fmt: off
_WIDGETS = {
    Kind.TEXT: "long", Kind.DAY: "day", Kind.COUNT: "count", Kind.YES_NO: "yes_no", Kind.POINTS: "long",
    Kind.ANSWERS: "long",
}
_HINTS = {
    Kind.POINTS: Words("每点一行", "one point on each line"),
    Kind.ANSWERS: Words("每点一行，如：1 采纳：理由；2 不采纳：理由", "one on each line, such as: 1 accepted: why"),
    Kind.CODES: Words("几个代码之间用顿号或者逗号", "codes, with commas between"),
    Kind.PEOPLE: Words("人数，或者用顿号隔开的代码", "a number, or codes with commas between"),
    Kind.PARTIAL_DAY: Words("如 2026-03-02，或者只写 2026-03、2026", "such as 2026-03-02, or only 2026-03 or 2026"),
    Kind.RECORDS: Words("如：[{项目: 内容}]", "such as: [{name: value}]"),
}
# fmt: on


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form: what it is called, how it is filled in, and what stands in it."""

    name: str
    label: Words
    widget: str
    must: bool = False
    options: tuple[tuple[str, Words], ...] = ()
    hint: Words | None = None
    typed: tuple[str, ...] = ()
    rows: tuple[tuple[Field, ...], ...] = field(default=())
    """Of a record: its parts, once for each record there is room for."""

    @property
    def value(self) -> str:
        return self.typed[0] if self.typed else ""


def fields_of(step: Step, on: date, typed: FormData | None = None, *, late: bool = False) -> list[Field]:
    """The fields of an act, with what was typed in them before."""
    return [
        _field(fact, fact.code, on, typed, must=fact in step.required) for fact in _asked(step, late=late)
    ]


def typed_facts(step: Step, typed: FormData) -> list[str]:
    """What was typed, as ``code=value``; fields left empty are left out."""
    return [
        f"{fact.code}={value}"
        for fact in _asked(step, late=True)
        if not taken_as(fact)
        for value in _values(fact, fact.code, typed)
    ]


def takes_files(step: Step) -> str:
    """The name of the field in which a step takes files; empty where it takes none."""
    return next((fact.code for fact in step.facts if taken_as(fact)), "")


def _asked(step: Step, *, late: bool) -> Iterator[Fact]:
    follows = {fact.code for fact, _ in step.computes}
    for fact in step.facts:
        by_hand = not fact.computed and fact.code not in follows
        if taken_as(fact) or (by_hand and (late or fact is not LATE_REASON)):
            yield fact


def _field(fact: Fact, name: str, on: date, typed: FormData | None, *, must: bool, deep: int = 0) -> Field:
    label, kind = Words(fact.zh, fact.en), fact.kind
    before = tuple(str(each) for each in typed.getlist(name) if isinstance(each, str)) if typed else ()
    if taken_as(fact):
        return Field(name, label, "files", must=must)
    if fact.parts and not deep:
        count = ROWS if fact.listed or kind is Kind.RECORDS else 1
        rows = tuple(
            tuple(
                _field(
                    part, f"{name}.{row}.{part.code}", on, typed, must=must and part.must and not row, deep=1
                )
                for part in fact.parts
                if not part.computed
            )
            for row in range(count)
        )
        return Field(name, label, "records", must=must, rows=rows)
    options = _options(fact, on)
    if options:
        several = kind is Kind.CODES or fact.code in _SEVERAL
        return Field(name, label, "several" if several else "choice", must, options, typed=before)
    widget = "records_text" if deep and kind in (Kind.RECORDS, Kind.RECORD) else _WIDGETS.get(kind, "line")
    hint = _HINTS[Kind.RECORDS] if widget == "records_text" else _HINTS.get(kind)
    return Field(
        name, label, widget if not deep or widget != "long" else "line", must, hint=hint, typed=before
    )


def _options(fact: Fact, on: date) -> tuple[tuple[str, Words], ...]:
    if fact.code == Known.EXEMPTION.code and fact.kind is Kind.CODE:
        return tuple(answers(on))
    known = fact.choices or _CODED.get(fact.code)
    if known is None or fact.kind not in (Kind.CODE, Kind.CODES):
        return ()
    none = [(NO_SANCTION, Words(*NO_SANCTION_NAMES))] if fact.code in _SANCTIONS else []
    return (*none, *((str(each.value), Words(each.zh, each.en)) for each in known))


def _values(fact: Fact, name: str, typed: FormData) -> list[str]:
    if fact.parts:
        records = [record for row in range(ROWS) if (record := _record(fact, f"{name}.{row}", typed))]
        if not records:
            return []
        return [f"[{', '.join(records)}]" if fact.listed or fact.kind is Kind.RECORDS else records[0]]
    found = [_clean(each) for each in typed.getlist(name) if isinstance(each, str)]
    found = [each for each in found if each]
    if fact.kind is Kind.CODES or fact.code in _SEVERAL:
        return ["、".join(found)] if found else []
    if fact.kind in _LISTS:
        return [line.strip() for each in found for line in each.split("\n") if line.strip()]
    return found[:1]


def _record(fact: Fact, place: str, typed: FormData) -> str:
    """One record as the command line reads it: ``{code: value, …}``; empty where nothing was typed."""
    parts = dict(_parts(fact.parts, place, typed))
    return (
        "{" + ", ".join(f"{json.dumps(code)}: {value}" for code, value in parts.items()) + "}"
        if parts
        else ""
    )


def _parts(parts: Iterable[Fact], place: str, typed: FormData) -> Iterator[tuple[str, str]]:
    for part in parts:
        values = [_clean(each) for each in typed.getlist(f"{place}.{part.code}") if isinstance(each, str)]
        values = [each for each in values if each]
        if not values:
            continue
        if part.kind in (Kind.RECORDS, Kind.RECORD):
            yield part.code, values[0]
        else:
            yield part.code, json.dumps(_plain(part, values), ensure_ascii=False)


def _plain(part: Fact, values: list[str]) -> Any:
    first = values[0]
    if part.kind is Kind.CODES:
        return [
            each.strip() for value in values for each in value.replace("、", ",").split(",") if each.strip()
        ]
    if part.kind is Kind.YES_NO and first in ("yes", "no"):
        return first == "yes"
    if part.kind is Kind.COUNT and first.isdecimal():
        return int(first)
    return first


def _clean(value: str) -> str:
    return value.replace("\r\n", "\n").strip()


def shown_value(fact: Fact, value: Any) -> Words:
    """A fact on record as people read it, whatever its kind."""
    if isinstance(value, Mapping) and set(value) == {"zh", "en"}:
        return Words(str(value["zh"]), str(value["en"]))
    if isinstance(value, bool):
        return Words("是", "yes") if value else Words("否", "no")
    if isinstance(value, Mapping):
        parts = {part.code: part for part in fact.parts}
        said = [
            (parts.get(str(code), Fact(str(code), str(code), str(code))), each)
            for code, each in value.items()
        ]
        return _joined(
            [Words("{name}：{text}", "{name}: {text}", name=Words(part.zh, part.en), text=shown_value(part, each))
             for part, each in said if each not in (None, "", [])], "；", "; ",
        )  # fmt: skip
    if isinstance(value, list | tuple):
        return _joined([shown_value(fact, each) for each in value], "、", ", ")
    known = fact.choices or _CODED.get(fact.code)
    label = next((each for each in known or () if each.value == value), None)
    return Words(label.zh, label.en) if label else Words(str(value), str(value))


def _joined(words: list[Words], zh: str, en: str) -> Words:
    return Words(zh.join(each.to("zh") for each in words), en.join(each.to("en") for each in words))
