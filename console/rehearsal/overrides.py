"""Parameters that a rehearsal sets otherwise (推演参数): what if the objection period were two days?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from console.rehearsal.names import Names
from console.rehearsal.particulars import as_written
from console.rehearsal.script import Entry
from rules.errors import FaultyInput
from rules.labels import Words
from rules.parameters import Parameter, RuleBook, Rules
from rules.periods import UNITS_OF_TIME, Length


def read_overrides(entry: Entry, rules: Rules) -> dict[str, Any]:
    """The values an entry sets, by key; an unknown key or a value of another form is a fault."""
    entries = [rules.parameter(key) for key in rules]
    names = Names(
        Words("{day}生效的参数", "parameter in force on {day}", day=rules.day.isoformat()),
        ((each.key, each.zh, each.en, each.key) for each in entries),
    )
    found = {}
    for key, part in names.keyed(entry).items():
        value = as_written(part)
        if _fits(rules.parameter(key), value, part):
            found[key] = value
    return found


def overridden(book: RuleBook, rules: Rules, values: Mapping[str, Any]) -> RuleBook:
    """The book in which those values stand in place of the ones they override, for as long as these are in force."""
    if not values:
        return book
    changed = rules.with_values(values)
    return RuleBook([*book.parameters, *(changed.parameter(key) for key in values)])


def _fits(now: Parameter, value: Any, entry: Entry) -> bool:
    """Whether the value is of the form of the present one, and a length of time a possible one."""
    if now.unit in UNITS_OF_TIME:
        try:
            Length(value, now.unit)
        except FaultyInput as error:
            entry.wrong(error.faults[0].what, error.faults[0].mend)
            return False
        return True
    # A share of 1 is written 1; beyond that a value is of the very type of the present one.
    if type(value) is type(now.value) or (type(value) is int and type(now.value) is float):
        return True
    entry.wrong(
        Words(
            "“{value}”不是这一参数的形式", "“{value}” is not of the form of this parameter", value=entry.text
        ),
        Words(
            "现值为“{now}”，请照此形式填写", "the present value is “{now}”: write one like it", now=now.value
        ),
    )
    return False
