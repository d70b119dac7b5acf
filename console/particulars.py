"""What a person types for a step (办理内容): ``异议理由=……``, in the form each fact asks for."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from console.installation import today
from console.office import named
from rules.errors import Fault, FaultyInput
from rules.exemptions import answered
from rules.exit_grounds import code_of
from rules.exit_performance import RestsOn
from rules.grading import Grade
from rules.labels import Words
from rules.partial_dates import partial_date
from rules.sanctions import SanctionKind
from rules.written import can_be_kept
from state_machines.disciplinary_prereview.terms import Conclusion, Question
from state_machines.discipline_decision.terms import NO_SANCTION, NO_SANCTION_NAMES, Measure
from state_machines.files_handed_in import file_facts
from state_machines.points import points_of, typed_answer
from state_machines.procedure import Procedure
from state_machines.quality_review.terms import Known
from state_machines.steps import Fact, Kind, Step


class _AsTyped(yaml.SafeLoader):
    """Reads ``{kind: direct, on: 2026-06-08}`` as it was typed: `on` and `no` are words, a day is a text."""


_AsTyped.yaml_implicit_resolvers = {
    letter: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")
    ]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_AsTyped.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def sanction(text: str) -> str:
    """The code of a sanction named in either language, ``none`` for 不予处分."""
    if text in (NO_SANCTION, *NO_SANCTION_NAMES):
        return NO_SANCTION
    return str(named(SanctionKind, text, Words("处分", "sanction")).value)


def measure(text: str) -> str:
    """The code of a measure of staff named in either language."""
    return str(named(Measure, text, Words("组织处理", "measure")).value)


def _several(text: str) -> list[str]:
    return [each.strip() for each in text.replace("、", ",").split(",") if each.strip()]


NAMED: dict[str, Callable[[str], Any]] = {
    Known.GRADE.code: lambda text: named(Grade, text, Words("等次", "grade")).value,
    Known.SELF_GRADE.code: lambda text: named(Grade, text, Words("自评等次", "self-grade")).value,
    Known.EXEMPTION.code: lambda text: answered(text, today()),
    "conclusion": lambda text: named(Conclusion, text, Words("了结结论", "conclusion")).value,
    "question": lambda text: named(Question, text, Words("提请认定的问题", "question")).value,
    "new_ground": code_of,
    "rests_on": lambda text: [
        named(RestsOn, each, Words("提出的根据", "basis")).value for each in _several(text)
    ],
    **dict.fromkeys(
        ("sanction", "proposed_sanction", "government_sanction"),
        sanction,
    ),
    **dict.fromkeys(
        ("measures", "proposed_measures"), lambda text: [measure(each) for each in _several(text)]
    ),
}
"""Facts that people give by a name and the record has by its code: 优秀 is `excellent`."""
YES_NO = {"是": True, "yes": True, "true": True, "否": False, "no": False, "false": False}


def particulars(table: Procedure, step: Step | None, facts: list[str]) -> dict[str, Any]:
    """What was typed, each under the code of its fact and in its form; names in either language are understood.

    Raises:
        FaultyInput: everything typed that is not ``name=value``, not of the right form, or not for people to give.
    """
    known = {
        name: fact
        for each in ([step] if step else table.steps)
        for fact in each.facts
        for name in (fact.code, fact.zh, fact.en)
    }
    found: dict[str, Any] = {}
    faults: list[Fault] = []
    for text in facts:
        name, equals, value = text.partition("=")
        fact = known.get(name.strip())
        where = Words("“{text}”", "“{text}”", text=text)
        if not equals:
            faults.append(
                Fault(
                    where,
                    Words("没有等号", "there is no equals sign"),
                    Words("请写成 项目=内容", "write NAME=VALUE"),
                )
            )
        elif fact is None:
            found[name.strip()] = value
        elif fact.computed:
            faults.append(
                Fault(
                    where,
                    Words(
                        "“{fact}”由系统计算，不能填写",
                        "“{fact}” is computed, not typed",
                        fact=Words(fact.zh, fact.en),
                    ),
                    Words("请删去这一项", "leave it out"),
                )
            )
        else:
            try:
                found[fact.code] = _formed(fact, value, found.get(fact.code))
            except FaultyInput as none_such:
                faults += none_such.faults
            except (ValueError, yaml.YAMLError):
                faults.append(
                    Fault(
                        where,
                        Words("应为{kind}", "must be: {kind}", kind=fact.kind),
                        Words("请按该形式填写", "write it in that form"),
                    )
                )
    if faults:
        raise FaultyInput(faults)
    return found


def files_typed(table: Procedure, facts: list[str]) -> tuple[list[Path], list[str]]:
    """What was typed as ``证据文件=笔录.pdf``: the files named, and the particulars left."""
    names = {name for fact in file_facts(table.steps).values() for name in (fact.code, fact.zh, fact.en)}
    typed = [(text, *text.partition("=")) for text in facts]
    found = [Path(value.strip()) for _, name, _, value in typed if name.strip() in names and value.strip()]
    return found, [text for text, name, _, value in typed if name.strip() not in names or not value.strip()]


def _formed(fact: Fact, value: str, before: Any) -> Any:
    """One value as typed. Points and answers are typed one at a time, under the same name, and add up."""
    kind = fact.kind
    if fact.code in NAMED and kind in (Kind.CODE, Kind.CODES):  # 整改措施 is a text, 组织处理 a list of codes
        return NAMED[fact.code](value.strip())
    if fact.choices is not None:
        chosen = [
            _chosen(fact, each) for each in (_several(value) if kind is Kind.CODES else [value.strip()])
        ]
        return chosen if kind is Kind.CODES else chosen[0]
    if kind in (Kind.TEXT, Kind.CODE):
        return value
    if kind in (Kind.POINTS, Kind.ANSWERS):
        return _one_more(kind, value, before)
    return _read_off(fact, value)


def _read_off(fact: Fact, value: str) -> Any:
    kind = fact.kind
    if kind is Kind.YES_NO:
        if value.lower() not in YES_NO:
            raise ValueError(value)
        return YES_NO[value.lower()]
    if kind in _OF_A_TEXT:
        return _OF_A_TEXT[kind](value)
    read = yaml.load(value, _AsTyped)  # noqa: S506 - a safe loader, with fewer kinds of scalars
    # What YAML makes of a word (a set, something that contains itself) is not always what can be put on record.
    if not isinstance(read, _READ.get(kind, object)) or not can_be_kept(read):
        raise ValueError(value)
    return _by_code(fact, read)


def _chosen(fact: Fact, text: str) -> str:
    """The code of one of the choices of a fact, named in either language."""
    assert fact.choices is not None
    return str(named(fact.choices, text, Words(fact.zh, fact.en)).value)


def _by_code(fact: Fact, read: Any) -> Any:
    """A record with its parts under their codes, and what they choose from by its code: ``{问题: 1, 认定: 失实}``."""
    if isinstance(read, list):
        return [_by_code(fact, each) for each in read]
    if not isinstance(read, dict) or not fact.parts:
        return read
    parts = {name: part for part in fact.parts for name in (part.code, part.zh, part.en)}
    found: dict[str, Any] = {}
    for name, value in read.items():
        part = parts.get(str(name))
        found[part.code if part else str(name)] = _part(part, value) if part else value
    return found


def _part(part: Fact, value: Any) -> Any:
    if part.choices is not None and isinstance(value, str):
        return _chosen(part, value)
    if part.kind is Kind.YES_NO and isinstance(value, str):
        return YES_NO.get(value.lower(), value)
    return _by_code(part, value)


def _as_far_as_known(value: str) -> str:
    found = partial_date(value)
    if found is None:
        raise ValueError(value)
    return found.iso


_OF_A_TEXT: dict[Kind, Callable[[str], Any]] = {Kind.CODES: _several, Kind.PARTIAL_DAY: _as_far_as_known}
_READ: dict[Kind, Any] = {
    Kind.NUMBER: int | float,
    Kind.COUNT: int,
    Kind.RECORD: dict | list,
    Kind.RECORDS: list,
    Kind.AMENDMENT: dict,
}


def _one_more(kind: Kind, value: str, before: Any) -> Any:
    """A point, or the answer to one (``1 采纳：…``), besides those typed before it."""
    if kind is Kind.POINTS:
        return value if before is None else [*points_of(before), value]
    answer = typed_answer(value)
    if answer is None and before is None:
        return value
    if answer is None or isinstance(before, str):
        raise ValueError(value)
    return [*(before or ()), answer]
