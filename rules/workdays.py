"""工作日: which days are worked, by what name the others are known, and how far ahead that is certain.

The days off and make-up working days of announced years come from the `holidays` library, and from what calendar
files add (`rules/holiday_notices.py`). Beyond the announced years the library only predicts the statutory days and
knows no 调休, so a date there is a forecast: `is_announced` says no, and whoever counts marks the date provisional.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import rfc8785

from rules.errors import Fault, FaultyInput
from rules.holiday_notices import Announced, Entry, HolidayNotices, read_notices
from rules.labels import Labelled, Words

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)

# fmt: off
WEEKDAYS = (
    Words("星期一", "Monday"), Words("星期二", "Tuesday"), Words("星期三", "Wednesday"), Words("星期四", "Thursday"),
    Words("星期五", "Friday"), Words("星期六", "Saturday"), Words("星期日", "Sunday"),
)
# fmt: on
MAKE_UP = Words("调休上班", "make-up working day")


class Festival(Labelled):
    """节日: a statutory holiday. The code is the word by which the library's own Chinese names are recognised."""

    NEW_YEAR = "元旦", "元旦", "New Year's Day"
    NEW_YEAR_EVE = "除夕", "春节", "Spring Festival"
    SPRING_FESTIVAL = "春节", "春节", "Spring Festival"
    QINGMING = "清明", "清明节", "Qingming Festival"
    LABOUR_DAY = "劳动", "劳动节", "Labour Day"
    DRAGON_BOAT = "端午", "端午节", "Dragon Boat Festival"
    MID_AUTUMN = "中秋", "中秋节", "Mid-Autumn Festival"
    NATIONAL_DAY = "国庆", "国庆节", "National Day"
    VICTORY_DAY = "抗日战争", "抗战胜利纪念日", "Victory Day"


@dataclass(frozen=True, slots=True)
class _Year:
    """The days of one year that are not what their weekday says, and the names of days off."""

    off: frozenset[date]
    make_up: frozenset[date]
    festivals: dict[date, tuple[Words, ...]]
    closures: dict[date, Words]


class Calendar:
    """The working days of a court (工作日历), fixed when it is made.

    `version` names the notices it was made from: equal versions give equal dates, and a stored date that carries
    another version is due to be computed again. `announced_through` is the last announced year.
    """

    def __init__(self, notices: HolidayNotices) -> None:
        self.notices = notices
        self.announced: dict[int, Announced] = {entry.year: entry for entry in notices.announced}
        self.announced_from = min(self.announced, default=date.max.year)
        self.announced_through = max(self.announced, default=date.min.year)
        digest = hashlib.sha256(rfc8785.dumps(notices.record())).hexdigest()
        self.version = f"{self.announced_through}-{digest[:12]}"
        self._year_end = _month_and_day(notices.year_end_open_from)
        self._years: dict[int, _Year] = {}

    def is_working_day(self, day: date) -> bool:
        """Weekdays and make-up days, less days off and closures. Beyond the announced years, a forecast."""
        return day not in (self._years.get(day.year) or self._year(day.year)).off

    def is_make_up_day(self, day: date) -> bool:
        """调休上班: a Saturday or Sunday that is worked."""
        return day in self._year(day.year).make_up

    def is_announced(self, day: date) -> bool:
        """Whether the day is settled by a notice.

        The last days of December also wait for the notice of the next year, because New Year's Day belongs to it.
        """
        if day.year not in self.announced:
            return False
        return (day.month, day.day) < self._year_end or day.year + 1 in self.announced

    def doubt(self, day: date) -> Words | None:
        """Why the day is not settled; None if it is."""
        if self.is_announced(day):
            return None
        if day.year < self.announced_from:
            return Words(
                "{year}年的放假安排未经核对（自{first}年起已核）",
                "the days off of {year} were not checked (checked from {first} on)",
                year=day.year,
                first=self.announced_from,
            )
        return Words(
            "{year}年的放假安排尚未公布（已公布至{last}年）",
            "the days off of {year} are not announced yet (announced through {last})",
            year=day.year if day.year not in self.announced else day.year + 1,
            last=self.announced_through,
        )

    def next_working_day(self, day: date) -> date:
        """The day itself if it is worked, else the first one after it that is."""
        while not self.is_working_day(day):
            day += _ONE_DAY
        return day

    def name_of(self, day: date) -> Words:
        """``国庆节``, ``星期六``, ``调休上班``; a day off that no notice settles yet is ``国庆节（预计）``.

        A day off takes the name of the holiday it is joined to without a working day between, weekends included, as
        the notices do.
        """
        year = self._year(day.year)
        if day in year.make_up:
            return MAKE_UP
        if day not in year.off:
            return WEEKDAYS[day.weekday()]
        if day in year.closures:
            return year.closures[day]
        return self._holiday_name(day) or WEEKDAYS[day.weekday()]

    def _holiday_name(self, day: date) -> Words | None:
        names = self._festivals_around(day)
        if not names:
            return None
        zh, en = "、".join(str(name) for name in names), ", ".join(name.to("en") for name in names)
        if self.is_announced(day):
            return Words(zh, en)
        if day.year < self.announced_from:
            return Words(f"{zh}（未核）", f"{en} (not checked)")
        return Words(f"{zh}（预计）", f"{en} (expected)")

    def _festivals_around(self, day: date) -> list[Words]:
        first = day
        while self._is_day_off(first - _ONE_DAY):
            first -= _ONE_DAY
        found: list[Words] = []
        while self._is_day_off(first):
            found += [name for name in self._year(first.year).festivals.get(first, ()) if name not in found]
            first += _ONE_DAY
        return found

    def _is_day_off(self, day: date) -> bool:
        year = self._year(day.year)
        return day in year.off and day not in year.closures

    def _year(self, year: int) -> _Year:
        if year not in self._years:
            self._years[year] = self._make_year(year)
        return self._years[year]

    def _make_year(self, year: int) -> _Year:
        announced = self.announced.get(year)
        listed_by_hand = announced is not None and announced.library is None
        festivals, make_up = ({}, set()) if listed_by_hand else _from_library(year)
        if announced is not None and announced.library is not None:
            _check_library(announced, festivals, make_up)
        # What a court enters changes single days of any year: a second notice in the year, or days of December
        # that the notice of the next year moves.
        for day, entry in _days_of(self.notices.days_off, year):
            festivals[day] = (entry.name,)
            make_up.discard(day)
        for day, _ in _days_of(self.notices.make_up_days, year):
            festivals.pop(day, None)
            make_up.add(day)
        closures = {day: entry.name for day, entry in _days_of(self.notices.closures, year)}
        off = ((_weekend_days(year) | festivals.keys()) - make_up) | closures.keys()
        return _Year(frozenset(off), frozenset(make_up - closures.keys()), festivals, closures)


def add_working_days(day: date, count: int, days: Calendar) -> date:
    """The day that lies `count` working days after `day`."""
    while count > 0:
        day += timedelta(days=1)
        count -= days.is_working_day(day)
    return day


@cache
def calendar(court_directory: Path | None = None) -> Calendar:
    """The calendar of the shipped notices and of the court's own calendar directory, made once a process.

    Raises:
        FaultyInput: a calendar file is wrong.
    """
    return Calendar(read_notices(court_directory))


def _from_library(year: int) -> tuple[dict[date, tuple[Words, ...]], set[date]]:
    # Importing the library costs about 0.1 s, so nobody pays who only reads names and versions.
    from holidays import country_holidays

    known = country_holidays("CN", years=year, language="zh_CN")
    festivals = {day: _festivals_in(text) for day, text in known.items() if day.year == year}
    return festivals, {day for day in known.weekend_workdays if day.year == year}


def _festivals_in(text: str) -> tuple[Words, ...]:
    """The holidays that a name of the library speaks of; none for “休息日（由…调休）”, which takes its neighbours'."""
    return tuple(Words(festival.zh, festival.en) for festival in Festival if festival.value in text)


def _check_library(year: Announced, festivals: dict[date, tuple[Words, ...]], make_up: set[date]) -> None:
    held = (sum(day.weekday() < _SATURDAY for day in festivals), len(make_up))
    if held == year.library:
        return
    raise FaultyInput(
        [
            Fault(
                Words("{year}年日历", "calendar of {year}", year=year.year),
                Words(
                    "节假日库（放假{held}）与“{notice}”（放假{wanted}）不一致",
                    "the holiday library (days off, make-up days: {held}) differs from “{notice}” ({wanted})",
                    held=held,
                    wanted=year.library,
                    notice=year.notice,
                ),
                Words(
                    "请更新 holidays 库，或者在本院日历目录中录入该年通知",
                    "update the holidays library, or enter the notice in the court's calendar directory",
                ),
            )
        ]
    )


def _days_of(entries: tuple[Entry, ...], year: int) -> Iterator[tuple[date, Entry]]:
    return ((day, entry) for entry in entries for day in entry.days() if day.year == year)


def _weekend_days(year: int) -> set[date]:
    first = date(year, 1, 1)
    days = (first + timedelta(days=offset) for offset in range((date(year, 12, 31) - first).days + 1))
    return {day for day in days if day.weekday() >= _SATURDAY}


def _month_and_day(text: str) -> tuple[int, int]:
    month, _, day = (text or "12-32").partition("-")
    return int(month), int(day)
