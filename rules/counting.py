"""Counting a time limit (期间计算): day by day from the first one, and what became of every day on the way."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum, auto

from rules.labels import Words
from rules.parameters import Unit
from rules.periods import Extension, Length, Suspension, merged
from rules.workdays import Calendar

ONE_DAY = timedelta(days=1)


class Treatment(Enum):
    """Why a day is worth a word in the explanation; days counted as a matter of course are not."""

    LEFT_OUT = auto()
    MAKE_UP_COUNTED = auto()
    SUSPENDED = auto()


@dataclass(frozen=True, slots=True)
class Mark:
    """One such day."""

    day: date
    treatment: Treatment
    suspension: Suspension | None = None


@dataclass(slots=True)
class Count:
    """How far the count came.

    `raw` is the last day of the budget, `rolled` the working day it moved to; both are None while an open suspension
    (`stopped_by`) holds what is `left`. `doubt` says which day asked of the calendar no notice settles yet.
    """

    starts_from: date
    length: Length
    extensions: Sequence[Extension]
    raw: date | None = None
    rolled: date | None = None
    on_the_way: list[Mark] = field(default_factory=list)
    at_the_end: list[Mark] = field(default_factory=list)
    stopped_by: Suspension | None = None
    left: tuple[Length, ...] = ()
    doubt: Words | None = None


def count(
    starts_from: date,
    length: Length,
    calendar: Calendar,
    suspensions: Sequence[Suspension],
    extensions: Sequence[Extension],
) -> Count:
    """Spend the whole budget, length and extensions, then move a last day that is no working day."""
    walk = _Walk(starts_from, calendar, suspensions)
    found = Count(starts_from, length, extensions, on_the_way=walk.marks)
    budget = tuple(merged((length, *(extension.length for extension in extensions))))
    for place, part in enumerate(budget):
        left = walk.spend(part)
        if left is not None:
            found.left = (left, *budget[place + 1 :])
            break
    else:
        raw = walk.day
        found.at_the_end = walk.marks = []
        if walk.roll():
            found.raw, found.rolled = raw, walk.day
    found.stopped_by, found.doubt = walk.stopped_by, walk.doubt
    return found


def same_day_later(day: date, months: int) -> date:
    """The same-numbered day (对应日) so many months later, or the last of that month if it has none."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month0 + 1, min(day.day, monthrange(year, month0 + 1)[1]))


class _Walk:
    """Goes through the days one by one, and asks the calendar only where the law asks it."""

    def __init__(self, starts_from: date, calendar: Calendar, suspensions: Sequence[Suspension]) -> None:
        self.day = starts_from
        self.calendar = calendar
        # An open suspension goes first: where it and a closed one cover a day, it is the one that stops the clock.
        self.suspensions = sorted(suspensions, key=lambda entry: entry.until is not None)
        self.marks: list[Mark] = []
        self.stopped_by: Suspension | None = None
        self.doubt: Words | None = None

    def spend(self, length: Length) -> Length | None:
        """Go on until the length is spent; what is left of it, if an open suspension stops the count.

        A length in months is the days up to the corresponding day, so that suspended days lengthen it one by one.
        """
        working = length.unit is Unit.WORKING_DAY
        left = length.value
        if length.unit is Unit.MONTH:
            left = (same_day_later(self.day, length.value) - self.day).days
        while left:
            day = self.day + ONE_DAY
            suspension = self._suspension_on(day)
            if self.stopped_by is not None:
                return Length(left, Unit.WORKING_DAY if working else Unit.CALENDAR_DAY)
            self.day = day
            if suspension is not None:
                self.marks.append(Mark(day, Treatment.SUSPENDED, suspension))
            elif working and not self._works(day):
                self.marks.append(Mark(day, Treatment.LEFT_OUT))
            else:
                left -= 1
                if working and self.calendar.is_make_up_day(day):
                    self.marks.append(Mark(day, Treatment.MAKE_UP_COUNTED))
        return None

    def roll(self) -> bool:
        """Go on to the first day that is worked and not suspended; False if an open suspension stops it.

        A last day that is moved may meet a suspension on its way; it must not end the period while nobody can act.
        """
        while True:
            suspension = self._suspension_on(self.day)
            if self.stopped_by is not None:
                return False
            if suspension is not None:
                self.marks.append(Mark(self.day, Treatment.SUSPENDED, suspension))
            elif self._works(self.day):
                return True
            else:
                self.marks.append(Mark(self.day, Treatment.LEFT_OUT))
            self.day += ONE_DAY

    def _suspension_on(self, day: date) -> Suspension | None:
        found = next((entry for entry in self.suspensions if entry.covers(day)), None)
        if found is not None and found.until is None:
            self.stopped_by = found
        return found

    def _works(self, day: date) -> bool:
        self.doubt = self.doubt or self.calendar.doubt(day)
        return self.calendar.is_working_day(day)
