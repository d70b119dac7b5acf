"""期间: how long a time limit is, what stops it, what lengthens it, and on what authority it is counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from rules.citations import Citation
from rules.errors import Fault, FaultyInput
from rules.labels import Language, Words
from rules.law import law
from rules.parameters import Parameter, Unit

UNITS_OF_TIME = (Unit.CALENDAR_DAY, Unit.WORKING_DAY, Unit.MONTH)
"""What is counted in days, by the calendar."""
UNITS_OF_LIMITS = (*UNITS_OF_TIME, Unit.HOUR)
"""Besides, what runs in hours, day and night (rules/hours.py)."""


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time (期限长度) in calendar days, working days, months, or hours.

    Raises:
        FaultyInput: it is not a positive whole number, or the unit is no unit of time.
    """

    value: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.unit in UNITS_OF_LIMITS and type(self.value) is int and self.value > 0:
            return
        raise _faulty(
            Words("期限“{value}{unit}”", "length “{value} {unit}”", value=self.value, unit=self.unit),
            Words("不是时间长度", "is no length of time"),
            Words(
                "请用正整数，单位为日、工作日、月或者小时",
                "use a positive whole number of days, working days, months or hours",
            ),
        )

    @classmethod
    def of(cls, parameter: Parameter) -> Length:
        """The length that a parameter lays down."""
        return cls(parameter.value, parameter.unit)

    def to(self, language: Language) -> str:
        """``5个工作日``, ``15日``, ``1 month``."""
        if language == "zh":
            return f"{self.value}{'个' if self.unit is Unit.WORKING_DAY else ''}{self.unit.zh}"
        return f"{self.value} {self.unit.en.removesuffix('s') if self.value == 1 else self.unit.en}"

    @property
    def words(self) -> Words:
        return Words(self.to("zh"), self.to("en"))


@dataclass(frozen=True, slots=True)
class Suspension:
    """中止、扣除: days that are not counted, from the day it begins to the day it ends, both included.

    `until` is None while it lasts.

    Raises:
        FaultyInput: it ends before it begins.
    """

    since: date
    until: date | None
    reason: Words | str
    authority: Citation

    def __post_init__(self) -> None:
        if self.until is not None and self.until < self.since:
            raise _faulty(
                Words(
                    "中止期间“{since}至{until}”",
                    "suspension “{since} to {until}”",
                    since=self.since,
                    until=self.until,
                ),
                Words("止日早于起日", "it ends before it begins"),
                Words("请核对起止日期", "check both days"),
            )

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Extension:
    """延长: what is added to a time limit. Whether it was granted in time is for the procedure, not for the count."""

    length: Length
    reason: Words | str
    authority: Citation
    on: date
    """The day it was granted."""


@dataclass(frozen=True, slots=True)
class Counting:
    """Which article stands behind each rule of counting (期间计算的依据). The rules themselves are the same everywhere."""

    first_day: Citation
    days: Citation
    working_days: Citation
    months: Citation
    roll: Citation
    suspension: Citation
    extension: Citation
    end_of_day: Citation
    provisional: Citation

    def of(self, unit: Unit) -> Citation:
        """The article on counting in that unit of time."""
        return {Unit.WORKING_DAY: self.working_days, Unit.MONTH: self.months}.get(unit, self.days)


_OURS = law("counting_of_time")
_CIVIL_PROCEDURE, _CIVIL_CODE = law("civil_procedure_law"), law("civil_code")

BY_ANALOGY = Counting(
    first_day=_OURS["首日"],
    days=_OURS["日"],
    working_days=_OURS["工作日"],
    months=_OURS["月"],
    roll=_OURS["顺延"],
    suspension=_OURS["扣除"],
    extension=_OURS["延长"],
    end_of_day=_OURS["截止"],
    provisional=_OURS["暂定"],
)
"""Internal and personnel clocks: no law counts for them, so each rule is a design value by analogy."""

IN_CIVIL_PROCEDURE = Counting(
    first_day=_CIVIL_PROCEDURE[85],
    days=_CIVIL_PROCEDURE[85],
    working_days=_OURS["工作日"],
    months=_CIVIL_CODE[202],
    roll=_CIVIL_PROCEDURE[85],
    suspension=law("trial_time_limits_2000")[9],
    extension=_OURS["延长"],
    end_of_day=_CIVIL_CODE[203],
    provisional=_OURS["暂定"],
)
"""Clocks of civil proceedings, from 2022 on (before, the article had another number)."""


def merged(lengths: Iterable[Length]) -> Iterator[Length]:
    """Join neighbours of one unit, so that one month and one month are two months from the same first day."""
    pending: Length | None = None
    for length in lengths:
        if pending is not None and pending.unit is length.unit:
            pending = Length(pending.value + length.value, length.unit)
            continue
        if pending is not None:
            yield pending
        pending = length
    if pending is not None:
        yield pending


def _faulty(where: Words, what: Words, mend: Words) -> FaultyInput:
    return FaultyInput([Fault(where, what, mend)])
