"""The forms of particulars (办理内容的形式): what a step does not know, or what is not of its kind, is named at once.

The form of a record is that of its parts, all the way down, so that no check ever meets a value it cannot read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache, partial
from typing import Any

from rules.errors import Fault, FaultyInput
from rules.labels import Labelled, Words
from rules.partial_dates import partial_date
from rules.written import can_be_kept
from rules.written_days import written_day
from state_machines.points import are_answers, are_points
from state_machines.steps import Fact, Kind, Step

_FORMS: dict[Kind, Callable[[Any], bool]] = {
    Kind.TEXT: lambda value: isinstance(value, str),
    Kind.CODE: lambda value: isinstance(value, str),
    Kind.CODES: lambda value: isinstance(value, list) and all(isinstance(each, str) for each in value),
    Kind.DAY: lambda value: isinstance(value, str) and written_day(value) is not None,
    Kind.PARTIAL_DAY: lambda value: isinstance(value, str) and _is_partial(value),
    Kind.NUMBER: lambda value: not isinstance(value, bool) and _is_number(value),
    Kind.COUNT: lambda value: type(value) is int,
    Kind.PEOPLE: lambda value: type(value) is int or _FORMS[Kind.CODES](value),
    Kind.YES_NO: lambda value: isinstance(value, bool),
    Kind.RECORD: lambda value: isinstance(value, dict) or _are_records(value),
    Kind.RECORDS: lambda value: isinstance(value, list) and all(isinstance(each, dict) for each in value),
    Kind.AMENDMENT: lambda value: isinstance(value, dict),
    Kind.POINTS: are_points,
    Kind.ANSWERS: are_answers,
}


def check_particulars(step: Step, particulars: Mapping[str, Any]) -> None:
    """Refuse particulars the step does not know, or that are not of their kind: a slip is never silently dropped.

    Raises:
        FaultyInput: every particular that has no place in this step, or not the form it asks for.
    """
    faults: list[Fault] = []
    for code, value in particulars.items():
        fact = step.known.get(code)
        if fact is not None and value is None:
            continue
        where = partial(_of_the_act, step, fact, code)
        if fact is None:
            faults.append(
                Fault(where(), Words("这一步没有这一项", "this step has no such particular"), _known(step))
            )
        elif not can_be_kept(value):
            faults.append(Fault(where(), *_UNKEPT))
        else:
            faults += _faults(fact, value, where)
    if faults:
        raise FaultyInput(faults)


Where = Callable[[], Words]
"""Says where a fault is. It is asked only where there is one: most acts have none."""


def _of_the_act(step: Step, fact: Fact | None, code: str) -> Words:
    name = Words(fact.zh, fact.en) if fact else code
    return Words("“{act}”的“{name}”", "“{name}” of “{act}”", act=step.trigger, name=name)


def _of_the_record(where: Where, part: Fact) -> Words:
    return Words("{where}的“{part}”", "“{part}” of {where}", where=where(), part=Words(part.zh, part.en))


@cache
def _codes(choices: type[Labelled]) -> frozenset[str]:
    return frozenset(each.value for each in choices)


def missing(fact: Fact) -> Fault:
    """That an opening does not say what it must."""
    name = Words(fact.zh, fact.en)
    return Fault(
        Words("“{name}”", "“{name}”", name=name),
        Words("没有填写", "is missing"),
        Words("请写明{name}", "state the {name}", name=name),
    )


def _faults(fact: Fact, value: Any, where: Where) -> Iterator[Fault]:
    if not _is_of(fact, value):
        yield _not_of(fact, where)
    elif fact.listed and not isinstance(value, list):
        yield Fault(
            where(),
            Words("应当是列表，一人（项）一条", "must be a list, an item for each"),
            Words("请逐条列出", "list them one by one"),
        )
    elif fact.parts and not fact.listed and fact.kind is Kind.RECORD and isinstance(value, list):
        yield Fault(
            where(),
            Words("只能是一条记录，不是列表", "is one record, not a list of them"),
            Words("请写成“项目: 内容”", "write NAME: VALUE"),
        )
    elif fact.choices is not None and (unknown := _not_among(fact.choices, value)):
        yield Fault(
            where(),
            Words("没有“{value}”这一项", "there is no “{value}”", value=unknown[0]),
            Words(
                "可以填写：{known}",
                "there are: {known}",
                known=Words(
                    "、".join(f"{each.zh}（{each.value}）" for each in fact.choices),
                    ", ".join(f"{each.en} ({each.value})" for each in fact.choices),
                ),
            ),
        )
    elif fact.parts:
        for record in value if isinstance(value, list) else [value]:
            yield from _parts(fact, record, where)


def _is_of(fact: Fact, value: Any) -> bool:
    """Whether it is of the kind of the fact. A list of records whose parts hold no code is one of records all the same."""
    coded = any(part.code == "code" for part in fact.parts)
    if fact.listed and fact.parts and not coded and isinstance(value, list):
        return _FORMS[Kind.RECORDS](value)
    return _FORMS[fact.kind](value)


def _not_among(choices: type[Labelled], value: Any) -> list[str]:
    """Which of the codes stated are none; an empty value states nothing."""
    stated = value if isinstance(value, list) else [value] if value else []
    return [each for each in stated if each not in _codes(choices)]


def _parts(fact: Fact, record: Mapping[str, Any], where: Where) -> Iterator[Fault]:
    """What is wrong with one record; a part that is not known is taken over as it stands."""
    for part in fact.parts:
        value = record.get(part.code)
        there = partial(_of_the_record, where, part)
        if value is None:
            if part.must:
                yield Fault(there(), Words("没有写", "is missing"), Words("请写明", "state it"))
        elif part.many and fact.kind is Kind.AMENDMENT:
            if not isinstance(value, list):
                yield _not_of(part, there)
                continue
            for each in value:
                yield from _faults(part, each, there)
        else:
            yield from _faults(part, value, there)


def _not_of(fact: Fact, where: Where) -> Fault:
    return Fault(
        where(),
        Words("不是{kind}", "is not of the kind: {kind}", kind=fact.kind),
        Words("请按“{kind}”的形式填写", "write it as: {kind}", kind=fact.kind),
    )


def _known(step: Step) -> Words:
    """The particulars that people may give; what the program works out is none of them."""
    fillable = [fact for fact in step.facts if not fact.computed and fact not in dict(step.computes)]
    return Words(
        "可以填写：{known}",
        "it knows: {known}",
        known=Words(
            "、".join(f"{fact.zh}（{fact.code}）" for fact in fillable) or "无",
            ", ".join(f"{fact.en} ({fact.code})" for fact in fillable) or "none",
        ),
    )


def _is_partial(text: str) -> bool:
    found = partial_date(text)
    return found is not None and found.iso == text


def _is_number(value: Any) -> bool:
    try:
        return Decimal(str(value)).is_finite()
    except InvalidOperation:
        return False


def _are_records(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, dict) and each.get("code") for each in value)


_UNKEPT = (
    Words(
        "含有不能存入台账的内容（控制字符、残缺字符、过大的数或者过深的层次）",
        "holds what no ledger can keep (control characters, broken characters, a number too large, too many levels)",
    ),
    Words("请删去或者改写", "take it out, or write it otherwise"),
)
