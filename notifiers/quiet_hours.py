"""Quiet hours (静默时段): when nobody is rung for a routine notice, and when it goes out instead.

Nights by the clock of Beijing, and whole days off by the working calendar: a make-up Saturday is a working day.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from rules.clocks import BEIJING

ONE_DAY = timedelta(days=1)
_LONGEST = 60
"""Days off in a row; no calendar comes near it, and one that is wrong must not hold a notice for ever."""


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From one hour to another, over midnight where the first is the later; `days_off`: days off as a whole as well."""

    since: time
    until: time
    days_off: bool

    def opening(self, at: datetime, works: Callable[[date], bool]) -> datetime:
        """The first instant from then on that is not quiet: `at` itself where it is not.

        works: whether a day is worked.
        """
        local = at.astimezone(BEIJING)
        last = local + _LONGEST * ONE_DAY
        while local < last:
            if self.days_off and not works(local.date()):
                local = _midnight(local.date() + ONE_DAY)
            elif (morning := self._morning(local)) is not None:
                local = morning
            else:
                return max(at, local)
        return at

    def _morning(self, local: datetime) -> datetime | None:
        """The end of the night that this hour is in; None by day."""
        hour, over_midnight = local.time(), self.since > self.until
        if over_midnight and hour >= self.since:
            return datetime.combine(local.date() + ONE_DAY, self.until, BEIJING)
        if hour < self.until and (over_midnight or hour >= self.since):
            return datetime.combine(local.date(), self.until, BEIJING)
        return None


NEVER_QUIET = QuietHours(time.min, time.min, days_off=False)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, BEIJING)
