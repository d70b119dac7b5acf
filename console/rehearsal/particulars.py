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
from rules.committee_findings import Finding
from rules.exemptions import answers
from rules.grading import Grade
from rules.labels import Labelled, Words
from rules.recusal import ConflictWith, Relation
from rules.sanctions import SanctionKind
from rules.voting import Ballot
from state_machines.disciplinary_prereview_terms import Conclusion, Question, Source
from state_machines.discipline_decision_terms import NO_SANCTION, NO_SANCTION_NAMES, Measure, Status
from state_machines.points import typed_answer
from state_machines.quality_review_terms import Known
from state_machines.steps import Fact, Kind

_MOVES = (Fact("member", "委员", "member", Kind.CODE), Fact("at", "时间", "time"))
# fmt: off
RECORDS: dict[str, tuple[Fact, ...]] = {
    **{fact.code: fact.parts for fact in vars(Known).values() if isinstance(fact, Fact) and fact.parts and fact.kind is Kind.RECORD},
    "heard":         (Fact("court_proved", "法院举证", "what the court proved"), Fact("judge_present", "当事法官到场", "judge present", Kind.YES_NO),
                      Fact("judge_in_writing", "当事法官书面意见", "written view of the judge"), Fact("judge_waived", "当事法官放弃", "the judge waived", Kind.YES_NO)),
    **dict.fromkeys(("service_court", "service", "result_service"),
                     (Fact("kind", "方式", "how", Kind.CODE), Fact("on", "收到之日", "received on", Kind.DAY), Fact("receiver", "签收人", "signed by"),
                      Fact("witnesses", "见证人", "witnesses", Kind.CODES), Fact("receipt", "回执编号", "number of the receipt", Kind.CODE),
                      Fact("published_on", "公告之日", "published on", Kind.DAY))),
    "vote":          (Fact("at", "表决时间", "time of the vote"), Fact("seats", "席位", "seats", Kind.NUMBER), Fact("judges", "法官代表", "judges", Kind.CODES),
                      Fact("present", "到会", "present", Kind.CODES), Fact("voted", "参加表决", "voted", Kind.CODES),
                      Fact("late", "迟到", "came late", Kind.RECORD), Fact("left", "离会", "left", Kind.RECORD), Fact("ballots", "票数", "ballots", Kind.RECORD)),
    "ballots":       tuple(Fact(ballot.value, ballot.zh, ballot.en, Kind.NUMBER) for ballot in Ballot),
    "opinion":       (Fact("ref", "事项", "matter", Kind.CODE), Fact("judge", "当事法官", "judge concerned", Kind.CODE), Fact("case_no", "案号", "case number", Kind.CODE),
                      Fact("item", "法官法条项", "item of the Judges Law", Kind.CODE), Fact("conduct", "行为", "act"), Fact("finding", "审查意见", "finding", Kind.CODE),
                      Fact("wrong_result", "裁判结果错误", "wrong result", Kind.YES_NO), Fact("serious", "严重后果", "serious consequences", Kind.YES_NO)),
    "late":          _MOVES,
    "left":          _MOVES,
}
# fmt: on
"""The parts of the facts that are records. A record that does not stand here is taken over as it is written."""

_MEASURES = {"measures", "proposed_measures"}
_ALWAYS_LISTED = {"readers", "second_readers", "late", "left"}
_NOT_WITHOUT = {"readers": "code", "second_readers": "code", "conflicts": "person", "sheets": "reader"}
"""The part that says whom a record is of."""
_LABELS: dict[str, type[Labelled]] = {
    "grade": Grade,
    "scored_grade": Grade,
    "self_grade": Grade,
    "case_kind": CaseKind,
    "against": ConflictWith,
    "finding": Finding,
    "finding_before": Finding,
    "source": Source,
    "conclusion": Conclusion,
    "question": Question,
    "status": Status,
    "sanction": SanctionKind,
    "proposed_sanction": SanctionKind,
    "government_sanction": SanctionKind,
    "relation": Relation,
}
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


def shown(code: str, value: Any) -> Any:
    """A value as people read it: 合格 for ``qualified``, 是 for True; anything else as it is."""
    if isinstance(value, bool):
        return Words("是", "yes") if value else Words("否", "no")
    labels = _LABELS.get(code)
    if labels is None:
        return value
    return next((label for label in labels if label.value == value), value)


def _value(fact: Fact, entry: Entry, amended: Names[Fact]) -> Any:
    if fact.kind is Kind.PEOPLE and entry.number is None:
        return _all_codes(entry)
    if fact.kind is Kind.CODES and fact.code in _MEASURES:
        return [_measure(code) for code in _all_codes(entry)]
    if fact.kind is Kind.POINTS and entry.is_list:
        return [item.one_text() for item in entry.listed()]
    by_kind: dict[Kind, Callable[[], Any]] = {
        Kind.RECORD: lambda: _record(fact, entry),
        Kind.RECORDS: lambda: [as_written(item) for item in entry.listed()],
        Kind.AMENDMENT: lambda: stated(entry, amended, on_record=True),
        Kind.CODES: lambda: _all_codes(entry),
        Kind.ANSWERS: lambda: _answers(entry),
    }
    return by_kind.get(fact.kind, lambda: _simple(fact, entry))()


def _all_codes(entry: Entry) -> list[str]:
    return [code for item in entry.listed() for code in _codes(item)]


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
    if fact.kind is Kind.DAY:
        found = day(entry)
        return found.isoformat() if found else None
    if fact.code == "exemption":
        return _exemption(entry.text)
    return _label(fact, entry) if fact.code in _LABELS else _timed(entry.text)


def _record(fact: Fact, entry: Entry) -> Any:
    parts = RECORDS.get(fact.code)
    if parts is None:
        return as_written(entry)
    names = coded(Words("“{fact}”的内容", "part of “{fact}”", fact=Words(fact.zh, fact.en)), parts)
    if fact.code in _ALWAYS_LISTED:
        # A person may be given by the code alone; where they serve is then not looked at.
        return [
            each
            for item in entry.listed()
            for each in (
                [{"code": code} for code in _codes(item)] if item.one_value else [_parts(fact, item, names)]
            )
        ]
    return _parts(fact, entry, names)


def _parts(fact: Fact, entry: Entry, names: Names[Fact]) -> dict[str, Any]:
    found = stated(entry, names)
    needed = _NOT_WITHOUT.get(fact.code)
    if needed and not found.get(needed) and entry.has_parts:
        part = next(part for part in RECORDS[fact.code] if part.code == needed)
        entry.wrong(
            Words("缺少“{part}”", "“{part}” is missing", part=Words(part.zh, part.en)),
            Words("请写明“{part}”", "state “{part}”", part=Words(part.zh, part.en)),
        )
    return found


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


def _label(fact: Fact, entry: Entry) -> str:
    if entry.text in NO_SANCTION_NAMES:
        return NO_SANCTION
    names = Names.of_labels(Words(fact.zh, fact.en), _LABELS[fact.code])
    if fact.code in _JUDGED_BY_THE_PROCEDURE and names.find(entry.text) is None:
        return entry.text
    found = names.read(entry)
    return entry.text if found is None else str(found.value)


def _measure(text: str) -> str:
    """The code of a measure named in either language; one that does not exist is refused by the procedure."""
    return next((each.value for each in Measure if text in (each.value, each.zh, each.en)), text)


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
