"""What a script states of a case or of an act (事实、办理内容), in the form the procedure keeps it in."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from console.particulars import YES_NO
from console.rehearsal.moments import at, day, day_and_time
from console.rehearsal.names import Names, coded
from console.rehearsal.script import Entry
from rules.cases import CaseKind
from rules.exemptions import answers
from rules.exit_grounds import code_of
from rules.exit_performance import RestsOn
from rules.grading import Grade
from rules.labels import Labelled, Words
from rules.partial_dates import partial_date
from rules.sanctions import SanctionKind
from state_machines.disciplinary_prereview.terms import Conclusion, Question
from state_machines.discipline_decision.terms import NO_SANCTION, NO_SANCTION_NAMES, Measure
from state_machines.points import typed_answer
from state_machines.steps import Fact, Kind

_MEASURES = {"measures", "proposed_measures"}
_GROUNDS = {"ground", "new_ground"}
_BY_CODE_ALONE = {"readers", "second_readers"}
"""Lists of people, each of whom may be given by the code alone."""
_NAMED: dict[str, type[Labelled]] = {
    "case_kind": CaseKind,
    "scored_grade": Grade,
    "grade": Grade,
    "self_grade": Grade,
    "conclusion": Conclusion,
    "question": Question,
    "sanction": SanctionKind,
    "proposed_sanction": SanctionKind,
    "government_sanction": SanctionKind,
}
"""Facts that are given by a name, though their form leaves open which there are."""
_JUDGED_BY_THE_PROCEDURE = {"grade", "self_grade", "conclusion", "question", "sanction", "proposed_sanction"}
"""One that does not exist is refused by the procedure, and a rehearsal may ask for that."""


def stated(
    entry: Entry, names: Names[Fact], *, amended: Names[Fact] | None = None, on_record: bool = False
) -> dict[str, Any]:
    """The facts an entry states, each under its code.

    amended: the facts that a correction may name; those of the entry itself by default. on_record: as the case has
    them, so that a fact of which each act adds one is a list.
    """
    return {
        fact.code: [_value(fact, each, amended or names) for each in part.listed()]
        if on_record and fact.many
        else _value(fact, part, amended or names)
        for fact, part in names.keyed(entry).items()
    }


def as_written(entry: Entry) -> Any:
    """A value of no particular form: numbers, 是 and 否 by what they look like, anything else as text."""
    if entry.has_parts:
        return {name: as_written(part) for name, part in entry.parts().items()}
    if entry.is_list:
        return [as_written(item) for item in entry.listed()]
    if entry.empty:
        return None
    if entry.text.lower() in YES_NO:
        return YES_NO[entry.text.lower()]
    return entry.text if entry.number is None else entry.number


def _labels(fact: Fact) -> type[Labelled] | None:
    """The names a fact is given by: its declared choices, or those its procedure judges for itself."""
    return fact.choices or _NAMED.get(fact.code)


def shown(fact: Fact, value: Any) -> Any:
    """A value as people read it: 合格 for ``qualified``, 是 for True; anything else as it is."""
    if isinstance(value, bool):
        return Words("是", "yes") if value else Words("否", "no")
    labels = _labels(fact)
    if labels is None:
        return value
    return next((label for label in labels if label.value == value), value)


def _value(fact: Fact, entry: Entry, amended: Names[Fact]) -> Any:
    if fact.kind is Kind.PEOPLE and entry.number is None:
        return _all_codes(entry)
    if fact.kind is Kind.CODES and fact.code in _MEASURES:
        return [_measure(code) for code in _all_codes(entry)]
    if fact.code == "rests_on":
        return [_rests_on(code) for code in _all_codes(entry)]
    if fact.kind is Kind.POINTS and entry.is_list:
        return [item.one_text() for item in entry.listed()]
    by_kind: dict[Kind, Callable[[], Any]] = {
        Kind.RECORD: lambda: _record(fact, entry),
        Kind.RECORDS: lambda: [_open_item(fact, item) for item in entry.listed()],
        Kind.AMENDMENT: lambda: stated(entry, amended, on_record=True),
        Kind.CODES: lambda: _chosen(fact, _all_codes(entry)),
        Kind.ANSWERS: lambda: _answers(entry),
    }
    return by_kind.get(fact.kind, lambda: _simple(fact, entry))()


def _all_codes(entry: Entry) -> list[str]:
    return [code for item in entry.listed() for code in _codes(item)]


def _chosen(fact: Fact, names: list[str]) -> list[str]:
    """Codes for the names of what a fact chooses from; one that does not exist is refused by the procedure."""
    codes = {name: each.value for each in fact.choices or () for name in (each.zh, each.en)}
    return [codes.get(name, name) for name in names]


def _simple(fact: Fact, entry: Entry) -> Any:
    """A fact of one value. An empty one is no fault here: it is for the procedure to say that it must be stated."""
    if entry.empty:
        return None
    forms = {
        Kind.NUMBER: entry.number,
        Kind.COUNT: entry.number if isinstance(entry.number, int) else None,
        Kind.PEOPLE: entry.number if isinstance(entry.number, int) else None,
        Kind.YES_NO: YES_NO.get(entry.text.lower()),
    }
    if fact.kind in forms or not entry.one_value:
        if forms.get(fact.kind) is None:
            _not_of(fact, entry)
        return forms.get(fact.kind)
    if fact.kind in (Kind.DAY, Kind.PARTIAL_DAY):
        return _day(fact, entry)
    if fact.code == "exemption":
        return _exemption(entry.text)
    if fact.code in _GROUNDS:
        return code_of(entry.text)
    labels = _labels(fact)
    return _label(fact, labels, entry) if labels else _timed(entry.text)


def _day(fact: Fact, entry: Entry) -> str | None:
    """A day, or as much of one as is known where the fact allows it."""
    if fact.kind is Kind.DAY:
        found = day(entry)
        return found.isoformat() if found else None
    known = partial_date(entry.text)
    if known is None:
        _not_of(fact, entry)
    return known.iso if known else None


def _record(fact: Fact, entry: Entry) -> Any:
    if not fact.listed:
        return _item(fact, entry)
    found: list[Any] = []
    for item in entry.listed():
        alone = fact.code in _BY_CODE_ALONE and item.one_value
        # Where somebody given by the code alone serves is then not looked at.
        found += [{"code": code} for code in _codes(item)] if alone else [_item(fact, item)]
    return found


def _item(fact: Fact, entry: Entry) -> Any:
    """One record, by its parts and with those it is never without; what has no declared parts stands as written."""
    if not fact.parts:
        return as_written(entry)
    names = coded(Words("“{fact}”的内容", "part of “{fact}”", fact=Words(fact.zh, fact.en)), fact.parts)
    found = stated(entry, names)
    for part in fact.parts:
        if part.must and entry.has_parts and found.get(part.code) in (None, "", [], {}):
            entry.wrong(
                Words("缺少“{part}”", "“{part}” is missing", part=Words(part.zh, part.en)),
                Words("请写明“{part}”", "state “{part}”", part=Words(part.zh, part.en)),
            )
    return found


def _open_item(fact: Fact, entry: Entry) -> Any:
    """One record of a list that may say more than its declared parts; what nobody declared stands as written."""
    parts = coded(Words("“{fact}”的内容", "part of “{fact}”", fact=Words(fact.zh, fact.en)), fact.parts)
    if not entry.has_parts or all(parts.find(name) for name in entry.parts()):
        return _item(fact, entry)
    return as_written(entry)


def _answers(entry: Entry) -> Any:
    """Answers as they are typed at a desk, ``1 采纳：…``; a sentence without a number stands as it is."""
    said = [(item, typed_answer(item.one_text())) for item in entry.listed()]
    if len(said) == 1 and said[0][1] is None:
        return entry.one_text() if entry.one_value else said[0][0].text
    for item, answer in said:
        if answer is None:
            item.wrong(
                Words("没有写明是哪一点、是否采纳", "does not say which point, and whether it is adopted"),
                Words(
                    "请写成“1 采纳：理由”或者“1 不采纳：理由”",
                    "write “1 adopted: why” or “1 not adopted: why”",
                ),
            )
    return [answer for _, answer in said if answer is not None]


def _codes(entry: Entry) -> list[str]:
    """The codes of one text: ``J1、J2``."""
    return [code.strip() for code in re.split("[、，,]", entry.one_text()) if code.strip()]


def _label(fact: Fact, labels: type[Labelled], entry: Entry) -> str:
    if entry.text in NO_SANCTION_NAMES:
        return NO_SANCTION
    names = Names.of_labels(Words(fact.zh, fact.en), labels)
    if fact.code in _JUDGED_BY_THE_PROCEDURE and names.find(entry.text) is None:
        return entry.text
    found = names.read(entry)
    return entry.text if found is None else str(found.value)


def _measure(text: str) -> str:
    """The code of a measure named in either language; one that does not exist is refused by the procedure."""
    return next((each.value for each in Measure if text in (each.value, each.zh, each.en)), text)


def _rests_on(text: str) -> str:
    """The code of what a proposal rests on, named in either language."""
    return next((each.value for each in RestsOn if text in (each.value, each.zh, each.en)), text)


def _exemption(text: str) -> str:
    """The code of an exemption named in either language; one that does not exist is refused by the procedure."""
    return next((code for code, words in answers(date.max) if words == text), text)


def _timed(text: str) -> str:
    """A text that is a day with a time says its time zone, so that two of them can be compared."""
    found = day_and_time(text)
    return text if found is None or found[1] is None else at(found[0], found[1]).isoformat()


def _not_of(fact: Fact, entry: Entry) -> None:
    entry.wrong(
        Words("应为{kind}", "must be: {kind}", kind=fact.kind),
        Words("请按该形式填写", "write it in that form")
        if fact.kind is not Kind.YES_NO
        else Words("请填写“是”或者“否”", "write “yes” or “no”"),
    )
