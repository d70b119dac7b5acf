"""期限 (the clock): a budget of time with what stopped and what lengthened it; the due date is derived, and explained.

A due date is never entered by hand. `due` counts it from the day of the event, the pinned length, the suspensions,
the extensions and the calendar, and hands back every step with its authority. What is displayed,
“至2022年5月9日24时”, is the very instant that is enforced.

An extension joins the length, and the whole is counted from the original start before the last day is looked at: the
holiday rule moves the end of a period, and a period that goes on has no end yet to be moved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from rules.clock_steps import NOTHING, PROVISIONAL, ClockStep, chain, day_words
from rules.counting import ONE_DAY, Count, count
from rules.hours import hours_later, minute_words, steps_of
from rules.labels import Language, Words
from rules.parameters import Unit
from rules.periods import BY_ANALOGY, IN_CIVIL_PROCEDURE, Counting, Extension, Length, Suspension
from rules.workdays import Calendar

__all__ = [
    "BY_ANALOGY",
    "IN_CIVIL_PROCEDURE",
    "ClockStep",
    "Counting",
    "Due",
    "Extension",
    "Length",
    "Suspension",
    "as_json",
    "beijing_day",
    "due",
    "due_in_hours",
    "explain",
    "is_over",
]

BEIJING = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Due:
    """When a time limit ends (届满), and why.

    While an open suspension holds the clock there is no due date: `raw`, `rolled` and `instant` are None,
    `suspended_since` says from when, and `left` what remains of the budget for the day it is resumed.
    """

    starts_from: date
    length: Length
    raw: date | None
    """The last day as counted."""
    rolled: date | None
    """The working day it moved to; the same day if it is one."""
    instant: datetime | None
    """The first instant that is too late, in UTC: the start of the Beijing day after `rolled`."""
    suspended_since: date | None
    left: tuple[Length, ...]
    provisional_reason: Words | None
    calendar_version: str
    counted: Count = field(repr=False, compare=False)
    calendar: Calendar = field(repr=False, compare=False)
    counting: Counting = field(repr=False, compare=False)
    began: datetime | None = None
    """Of a limit in hours, the instant of the act it runs from."""

    @property
    def steps(self) -> tuple[ClockStep, ...]:
        """The chain of steps. It is put into words when asked for: thousands of clocks are derived for one that is read."""
        if self.began is not None and self.instant is not None:
            return tuple(steps_of(self.began, self.length, self.instant))
        return tuple(chain(self.counted, self.calendar, self.counting))

    @property
    def provisional(self) -> bool:
        """暂定: the date rests on days that no notice settles yet, and is to be computed again."""
        return self.provisional_reason is not None

    @property
    def shown(self) -> Words:
        """``至2022年5月9日24时``, with （暂定） where it is."""
        if self.rolled is None:
            return Words("期限中止，恢复后确定", "suspended; to be fixed after resumption")
        if self.began is not None and self.instant is not None:
            return Words("至{end}", "until {end}", end=minute_words(self.instant))
        return Words(
            "至{day}24时{mark}",
            "until 24:00 Beijing time of {day}{mark}",
            day=day_words(self.rolled),
            mark=PROVISIONAL if self.provisional else NOTHING,
        )


def due(
    starts_from: date,
    length: Length,
    calendar: Calendar,
    suspensions: Sequence[Suspension] = (),
    extensions: Sequence[Extension] = (),
    counting: Counting = BY_ANALOGY,
) -> Due:
    """Derive the due date of a time limit that began with the event of `starts_from`, a Beijing day.

    Legal source: `counting` names the article behind each rule; by default the court's own rules by analogy.
    """
    if isinstance(starts_from, datetime):
        raise TypeError("a clock starts from a Beijing day: beijing_day(instant)")
    if length.unit is Unit.HOUR:
        raise TypeError("hours run from an instant: due_in_hours(instant, …)")
    found = count(starts_from, length, calendar, tuple(suspensions), tuple(extensions))
    return Due(
        starts_from=starts_from,
        length=length,
        raw=found.raw,
        rolled=found.rolled,
        instant=None if found.rolled is None else end_of(found.rolled),
        suspended_since=None if found.stopped_by is None else found.stopped_by.since,
        left=found.left,
        provisional_reason=None if found.rolled is None else found.doubt,
        calendar_version=calendar.version,
        counted=found,
        calendar=calendar,
        counting=counting,
    )


def due_in_hours(at: datetime, length: Length, calendar: Calendar) -> Due:
    """Derive the end of a limit in hours that began with the act of that instant. No calendar moves it, and nothing holds it.

    Legal source: the court's own rule by analogy (期限计算规则“小时”).
    """
    end = hours_later(at, length.value).astimezone(UTC)
    start, last = beijing_day(at), beijing_day(end)
    counted = Count(start, length, (), raw=last, rolled=last)
    return Due(
        start, length, last, last, end, None, (), None, calendar.version, counted, calendar, BY_ANALOGY, at
    )


def beijing_day(at: datetime) -> date:
    """The day in Beijing, which is the day the law means.

    Raises:
        ValueError: the time is naive, so nobody knows which day it is.
    """
    if at.utcoffset() is None:
        raise ValueError("a time without a time zone has no day in law")
    return at.astimezone(BEIJING).date()


def is_over(due: Due, at: datetime) -> bool:
    """Whether an act at that instant is too late. A suspended clock is never over.

    For papers sent by post the caller passes the time of posting, where the law lets that count (民事诉讼法 85).

    Raises:
        ValueError: the time is naive.
    """
    beijing_day(at)
    return due.instant is not None and at >= due.instant


def explain(due: Due, language: Language) -> list[str]:
    """The chain of steps, one line each with its authority."""
    return [step.to(language) for step in due.steps]


def as_json(due: Due, language: Language) -> dict[str, Any]:
    """The same for another program: days in ISO form, the instant in UTC."""
    return {
        "starts_from": due.starts_from.isoformat(),
        "length": {"value": due.length.value, "unit": due.length.unit.value, "text": due.length.to(language)},
        "raw": _iso(due.raw),
        "rolled": _iso(due.rolled),
        "instant": _iso(due.instant),
        "shown": due.shown.to(language),
        "suspended_since": _iso(due.suspended_since),
        "left": [{"value": part.value, "unit": part.unit.value} for part in due.left],
        "provisional": due.provisional,
        "provisional_reason": None if due.provisional_reason is None else due.provisional_reason.to(language),
        "calendar_version": due.calendar_version,
        "steps": [step.record(language) for step in due.steps],
    }


def end_of(day: date) -> datetime:
    return datetime.combine(day + ONE_DAY, time.min, BEIJING).astimezone(UTC)


def _iso(moment: date | None) -> str | None:
    return None if moment is None else moment.isoformat()
