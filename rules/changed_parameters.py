"""改动的参数 (changed parameters) of a replay: what would stand in place of the values that were pinned.

They come from a YAML file, either as ``grading.qualified_from: 80`` (or ``合格起点: 80``), or in the form of `config/parameters/`, so that
the draft of a court's own file can be tried as it is. All that is wrong with it is told at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import yaml

from rules.citations import Provenance
from rules.errors import Fault, FaultyInput
from rules.grading import Merging
from rules.labels import Words
from rules.parameters import Parameter, Rules, Unit
from rules.periods import UNITS_OF_TIME
from rules.sampling_plan import SamplingPlan

SIZE = "quality_review.sample_size"
_THRESHOLDS = ("grading.flawed_from", "grading.qualified_from", "grading.excellent_from")
_MERGINGS = ("grading.two_readers", "grading.three_readers")
_TIME = re.compile(r"(\d+)\s*个?(工作日|日|天|月|working days?|calendar days?|days?|months?)")
_UNITS = {
    **dict.fromkeys(("工作日", "working day", "working days"), Unit.WORKING_DAY),
    **dict.fromkeys(("日", "天", "day", "days", "calendar day", "calendar days"), Unit.CALENDAR_DAY),
    **dict.fromkeys(("月", "month", "months"), Unit.MONTH),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One parameter as it was pinned (None: it did not exist then), and as it would be."""

    before: Parameter | None
    after: Parameter

    @property
    def key(self) -> str:
        return self.after.key

    @property
    def alters(self) -> bool:
        """Whether anything differs: the value, or the unit it is meant in."""
        return self.before is None or (self.before.value, self.before.unit) != (
            self.after.value,
            self.after.unit,
        )

    @property
    def of_a_limit(self) -> bool:
        """Whether it gives another length to a limit that there was. What did not exist then applied to nobody (从旧)."""
        return self.before is not None and self.after.unit in UNITS_OF_TIME


class WatchedRules(Rules):
    """Rules that remember which of the values changed in them were asked for: one nobody asked for had no effect."""

    def __init__(self, day: date, parameters: Iterable[Parameter], watched: Iterable[str]) -> None:
        super().__init__(day, parameters)
        self._watched = frozenset(watched)
        self.asked: set[str] = set()

    def parameter(self, key: str) -> Parameter:
        if key in self._watched:
            self.asked.add(key)
        return super().parameter(key)


def hypothetical(pinned: Rules, changes: Iterable[Change]) -> WatchedRules:
    """The rules pinned, with these changes: for 推演 only; nothing may be pinned to them."""
    changed = {change.key: change.after for change in changes}
    entries = {key: pinned.parameter(key) for key in pinned}
    return WatchedRules(pinned.day, (entries | changed).values(), changed)


def changes_of(given: Mapping[str, Any], source: str, pinned: Rules, in_use: Rules) -> tuple[Change, ...]:
    """The changes given, against the rules pinned; what did not exist then is taken from those in use.

    Raises:
        FaultyInput: every key that is unknown, every value of the wrong unit or kind, and what cannot stand together.
    """
    faults: list[Fault] = []
    changes = []
    names = {rules.parameter(key).zh: key for rules in (in_use, pinned) for key in rules}
    for written, entry in given.items():
        key = names.get(written, written)
        known = pinned if key in set(pinned) else in_use
        if key not in set(known):
            faults.append(_unknown(source, key, in_use))
            continue
        parameter = known.parameter(key)
        try:
            after = _as_asked(parameter, entry, pinned.day, source)
        except FaultyInput as error:
            faults += error.faults
            continue
        changes.append(Change(parameter if known is pinned else None, after))
    faults += _contradictions(hypothetical(pinned, changes), source, {change.key for change in changes})
    if faults:
        raise FaultyInput(faults)
    return tuple(changes)


def read_entries(text: str, source: str) -> dict[str, Any]:
    """What a file asks for: each key with its value, or with its entry in the form of `config/parameters/`.

    Raises:
        FaultyInput: it is no YAML, or names no parameter.
    """
    where = Words("{source}", "{source}", source=source)
    try:
        found = yaml.safe_load(text)
    except yaml.YAMLError as error:
        what = Words(
            "不是有效的 YAML：{error}", "not valid YAML: {error}", error=" ".join(str(error).split())
        )
        raise FaultyInput([Fault(where, what, _FORM)]) from error
    if not isinstance(found, dict) or not found:
        raise FaultyInput([Fault(where, Words("没有写明任何参数", "it names no parameter"), _FORM)])
    return {str(key): entry for key, entry in found.items()}


def _as_asked(parameter: Parameter, entry: Any, day: date, source: str) -> Parameter:
    """The parameter with the value asked for.

    Raises:
        FaultyInput: the value is of another unit or kind.
    """
    where = Words("{source} 的“{key}”", "“{key}” in {source}", source=source, key=parameter.key)
    value, unit = entry, parameter.unit
    if isinstance(entry, dict):
        value, unit = _of_the_day(entry, parameter, day, where)
    elif isinstance(entry, str) and unit in UNITS_OF_TIME and (written := _TIME.fullmatch(entry.strip())):
        value, unit = int(written[1]), _UNITS[written[2]]
    if unit is not parameter.unit and not {unit, parameter.unit} <= set(UNITS_OF_TIME):
        raise FaultyInput([Fault(
            where,
            Words("单位应为“{right}”，不是“{wrong}”", "the unit is {right}, not {wrong}", right=parameter.unit, wrong=unit),
            Words("请改正单位", "mend the unit"))])  # fmt: skip
    fits, form = _FORMS.get(unit, (_like(parameter.value), _LIKE))
    stands = unit is parameter.unit and (type(value), value) == (type(parameter.value), parameter.value)
    if not stands and not fits(value):
        raise FaultyInput([Fault(
            where,
            Words("“{value}”不是{form}", "“{value}” is not {form}", value=value, form=form),
            Words("现为{now}，请按同样形式填写", "it is {now} now: write it in the same form",
                  now=Words(parameter.shown("zh"), parameter.shown("en"))))])  # fmt: skip
    return replace(parameter, value=value, unit=unit, provenance=Provenance.DESIGN, source=source)


def _of_the_day(entry: dict[str, Any], parameter: Parameter, day: date, where: Words) -> tuple[Any, Unit]:
    """The value of an entry in the form of `config/parameters/`: the one in force on the day, else the next to come.

    A draft that is to take effect later is tried as if it had been in force already: that is what it is tried for.
    """
    try:
        unit = Unit(entry["unit"]) if "unit" in entry else parameter.unit
        dated = sorted(entry["values"], key=lambda value: value["since"])
        standing = [
            value
            for value in dated
            if value["since"] <= day and not (value.get("until") and value["until"] <= day)
        ]
        chosen = (standing[-1:] or [value for value in dated if value["since"] > day][:1])[0]
        return chosen["value"], unit
    except (KeyError, TypeError, ValueError, IndexError) as error:
        what = Words("登记不完整：{error}", "incomplete: {error}", error=repr(error))
        raise FaultyInput([Fault(where, what, _FORM)]) from error


def _contradictions(rules: Rules, source: str, keys: set[str]) -> list[Fault]:
    """What cannot stand together though each value is of its kind."""
    faults: list[Fault] = []
    where = Words("{source}", "{source}", source=source)
    if any(key.startswith("sampling.") or key == SIZE for key in keys):
        try:
            SamplingPlan.from_rules(rules, int(rules[SIZE]))
        except FaultyInput as error:
            faults += error.faults
    for key in keys.intersection(_MERGINGS):
        if rules[key] not in {how.value for how in Merging}:
            ways = Words("可以写：{ways}", "there are: {ways}", ways="、".join(how.value for how in Merging))
            what = Words(
                "“{key}”没有“{value}”这种方法", "“{key}” has no way “{value}”", key=key, value=rules[key]
            )
            faults.append(Fault(where, what, ways))
    limits = [rules[key] for key in _THRESHOLDS if key in set(rules)]
    if keys.intersection(_THRESHOLDS) and limits != sorted(limits):
        what = Words("瑕疵、合格、优秀的起点应当依次不降，现为{limits}",
                     "flawed, qualified and excellent must begin in that order; they begin at {limits}",
                     limits="、".join(map(str, limits)))  # fmt: skip
        faults.append(Fault(where, what, Words("请改正起点", "mend the thresholds")))
    return faults


def _unknown(source: str, key: str, in_use: Rules) -> Fault:
    family = key.partition(".")[0]
    known = [other for other in in_use if other.partition(".")[0] == family] or sorted(
        {other.partition(".")[0] + ".*" for other in in_use}
    )
    return Fault(
        Words("{source} 的“{key}”", "“{key}” in {source}", source=source, key=key),
        Words("没有这一参数", "there is no such parameter"),
        Words("可以写：{known}", "there are: {known}", known="、".join(known)),
    )


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _whole(least: int) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= least


def _like(before: Any) -> Callable[[Any], bool]:
    return lambda value: type(value) is type(before)


_FORM = Words(
    "请写成“grading.qualified_from: 80”或者“合格起点: 80”，或者照 config/parameters/ 的格式",
    "write “grading.qualified_from: 80”, or follow the form of config/parameters/",
)
_LIKE = Words("同类的值", "a value of that kind")
_LENGTH = (_whole(1), Words("正整数的时间长度", "a positive whole number of days, working days or months"))
_COUNT = (_whole(0), Words("非负整数", "a whole number"))
_FORMS: dict[Unit, tuple[Callable[[Any], bool], Words]] = {
    **dict.fromkeys(UNITS_OF_TIME, _LENGTH),
    Unit.CASE: _COUNT,
    Unit.PERSON: _COUNT,
    Unit.HOUR: _COUNT,
    Unit.POINT: (lambda value: _number(value) and value >= 0, Words("分数", "a number of points")),
    Unit.SHARE: (
        lambda value: _number(value) and 0 <= value <= 1,
        Words("0到1之间的比例", "a share from 0 to 1"),
    ),
    Unit.FRACTION: (
        lambda value: isinstance(value, str) and re.fullmatch(r"[1-9]\d*/[1-9]\d*", value) is not None,
        Words("写成“2/3”的分数", "a fraction, written 2/3"),
    ),
    Unit.LIST: (lambda value: isinstance(value, list), Words("清单", "a list")),
}
