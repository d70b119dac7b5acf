"""Partial dates (不完整日期): a day of which only the year or the month is known; never made more exact than it was told.

``2021``, ``2021-07`` and ``2021-07-15`` (``2021年7月``) each stand for the days from the earliest to the latest they can
mean. No time limit starts from one: whoever runs the limit states the day (`state_machines.procedure` refuses the rest).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from rules.labels import Labelled, Words

_WRITTEN = re.compile(r"(\d{4})(?:年|-)?(?:(\d{1,2})(?:月|-)?(?:(\d{1,2})日?)?)?")


class Known(Labelled):
    """How much of a day is known (日期写到何处)."""

    DAY = "day", "写明到日", "to the day"
    MONTH = "month", "只到月", "to the month"
    YEAR = "year", "只到年", "to the year"
    NOTHING = "nothing", "日期不详", "of unknown date"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """The days that a written date can mean."""

    earliest: date
    latest: date
    known: Known

    @property
    def iso(self) -> str:
        """As it is kept: no longer than what is known."""
        return self.earliest.isoformat()[: {Known.YEAR: 4, Known.MONTH: 7}.get(self.known, 10)]

    @property
    def words(self) -> Words:
        """``2021年7月（具体日期不详）``."""
        first = self.earliest
        match self.known:
            case Known.YEAR:
                return Words("{y}年（月日不详）", "{y}, month and day unknown", y=first.year)
            case Known.MONTH:
                return Words("{y}年{m}月（日不详）", "{y}-{m:02}, day unknown", y=first.year, m=first.month)
            case _:
                return Words("{y}年{m}月{d}日", "{y}-{m:02}-{d:02}", y=first.year, m=first.month, d=first.day)

    def surely_before(self, other: PartialDate) -> bool | None:
        """Whether it lies before another; None where what is known leaves it open."""
        if self.latest < other.earliest:
            return True
        return False if self.earliest > other.latest else None


def partial_date(text: str) -> PartialDate | None:
    """What was written; None for what is no date."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    try:
        first = date(year, month or 1, day or 1)
        if day is not None:
            return PartialDate(first, first, Known.DAY)
        if month is not None:
            return PartialDate(first, _before(date(year + month // 12, month % 12 + 1, 1)), Known.MONTH)
        return PartialDate(first, date(year, 12, 31), Known.YEAR)
    except ValueError:
        return None


def _before(day: date) -> date:
    return day - timedelta(days=1)
