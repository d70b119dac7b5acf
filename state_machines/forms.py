"""The forms of particulars (办理内容的形式): what a step does not know, or what is not of its kind, is named at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from rules.errors import Fault, FaultyInput
from rules.labels import Words
from state_machines.points import are_answers, are_points
from state_machines.steps import Kind, Step

_FORMS: dict[Kind, Callable[[Any], bool]] = {
    Kind.TEXT: lambda value: isinstance(value, str),
    Kind.CODE: lambda value: isinstance(value, str),
    Kind.CODES: lambda value: isinstance(value, list) and all(isinstance(each, str) for each in value),
    Kind.DAY: lambda value: isinstance(value, str) and _is_day(value),
    Kind.NUMBER: lambda value: not isinstance(value, bool) and _is_number(value),
    Kind.YES_NO: lambda value: isinstance(value, bool),
    Kind.RECORD: lambda value: isinstance(value, dict) or _are_records(value),
    Kind.AMENDMENT: lambda value: isinstance(value, dict),
    Kind.POINTS: are_points,
    Kind.ANSWERS: are_answers,
}


def check_particulars(step: Step, particulars: Mapping[str, Any]) -> None:
    """Refuse particulars the step does not know, or that are not of their kind: a slip is never silently dropped.

    Raises:
        FaultyInput: every particular that has no place in this step, or not the form it asks for.
    """
    faults = []
    for code, value in particulars.items():
        fact = step.known.get(code)
        if fact is None:
            what, do = Words("这一步没有这一项", "this step has no such particular"), _known(step)
        elif value is not None and not _FORMS[fact.kind](value):
            what = Words("不是{kind}", "is not of the kind: {kind}", kind=fact.kind)
            do = Words("请按“{kind}”的形式填写", "write it as: {kind}", kind=fact.kind)
        else:
            continue
        where = Words(
            "“{act}”的“{name}”",
            "“{name}” of “{act}”",
            act=step.trigger,
            name=Words(fact.zh, fact.en) if fact else code,
        )
        faults.append(Fault(where, what, do))
    if faults:
        raise FaultyInput(faults)


def _known(step: Step) -> Words:
    return Words(
        "可以填写：{known}",
        "it knows: {known}",
        known=Words(
            "、".join(f"{fact.zh}（{fact.code}）" for fact in step.facts) or "无",
            ", ".join(f"{fact.en} ({fact.code})" for fact in step.facts) or "none",
        ),
    )


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_number(value: Any) -> bool:
    try:
        Decimal(str(value))
    except InvalidOperation:
        return False
    return True


def _are_records(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, dict) and each.get("code") for each in value)
