"""放假通知: what the State Council announced for a year, and what a court adds, as read from calendar files.

The form of a file is described at the top of `config/calendar/announced.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from rules.citations import Provenance
from rules.court_files import parsed, written_in
from rules.errors import Fault, FaultyInput
from rules.labels import Words
from rules.shipped import shipped_in

_SATURDAY = 5
_YEARS, _DAYS = range(1949, 2200), range(367)
_LONGEST = timedelta(days=366)
_MONTH_AND_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_LISTS = ("days_off", "make_up_days", "closures")
_PROVENANCES = [mark.value for mark in Provenance]
_FORM = Words(
    "请按 config/calendar/announced.yaml 开头说明的格式改正",
    "mend it after the form described at the top of config/calendar/announced.yaml",
)


@dataclass(frozen=True, slots=True)
class Announced:
    """A year that has its notice.

    `library` is how many weekdays off and how many make-up working days the holiday library must hold for it; it is
    None where the calendar file itself lists the days, and then the library is not asked.
    """

    year: int
    notice: str
    provenance: Provenance
    library: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Entry:
    """Days from `since` to `until` (both included) entered by hand, with their name."""

    since: date
    until: date
    zh: str
    en: str

    @property
    def name(self) -> Words:
        return Words(self.zh, self.en)

    def days(self) -> Iterator[date]:
        for offset in range((self.until - self.since).days + 1):
            yield self.since + timedelta(days=offset)


@dataclass(frozen=True, slots=True)
class HolidayNotices:
    """What calendar files say together."""

    announced: tuple[Announced, ...] = ()
    days_off: tuple[Entry, ...] = ()
    make_up_days: tuple[Entry, ...] = ()
    closures: tuple[Entry, ...] = ()
    year_end_open_from: str = ""
    """``12-26``: from that day a year waits for the notice of the next one. Empty: it does not."""

    def and_also(self, later: HolidayNotices) -> HolidayNotices:
        return HolidayNotices(
            self.announced + later.announced,
            self.days_off + later.days_off,
            self.make_up_days + later.make_up_days,
            self.closures + later.closures,
            later.year_end_open_from or self.year_end_open_from,
        )

    def record(self) -> dict[str, Any]:
        """The canonical form that is hashed into the version of a calendar."""
        return {
            "announced": [asdict(year) | {"provenance": year.provenance.value} for year in self.announced],
            "year_end_open_from": self.year_end_open_from,
            **{
                name: [
                    [entry.since.isoformat(), entry.until.isoformat(), entry.zh, entry.en]
                    for entry in getattr(self, name)
                ]
                for name in _LISTS
            },
        }


def read_notices(court_directory: Path | None = None) -> HolidayNotices:
    """Read `config/calendar/*.yaml`, then the court's own calendar directory; one that is not there adds nothing.

    Raises:
        FaultyInput: every entry that is wrong, with its file and place.
    """
    faults: list[Fault] = []
    found = HolidayNotices()
    for name, text in shipped_in("calendar"):
        found = found.and_also(_read(text, name, faults))
    if court_directory is not None:
        for own in sorted(court_directory.glob("*.yaml")):
            found = found.and_also(_read(written_in(own, _FORM, faults), own.name, faults))
    if faults:
        raise FaultyInput(faults)
    return found


def _read(text: str | None, source: str, faults: list[Fault]) -> HolidayNotices:
    before = len(faults)
    data = parsed(text, source, _FORM, faults) or {}
    if text is None or len(faults) > before:
        return HolidayNotices()
    for place, what in _wrong(data):
        where = Words("{source} 的 {place}", "{place} in {source}", source=source, place=place)
        faults.append(Fault(where, what, _FORM))
    if len(faults) > before:
        return HolidayNotices()
    lists = {name: tuple(_entry(raw) for raw in data.get(name) or ()) for name in _LISTS}
    announced = tuple(_announced(raw) for raw in data.get("announced") or ())
    return HolidayNotices(announced, **lists, year_end_open_from=data.get("year_end_open_from", ""))


def _entry(raw: dict[str, Any]) -> Entry:
    zh = raw.get("zh", "")
    return Entry(raw["from"], raw.get("to", raw["from"]), zh, raw.get("en", zh))


def _announced(raw: dict[str, Any]) -> Announced:
    held = raw.get("library")
    library = (held["weekdays_off"], held["make_up_days"]) if held else None
    return Announced(raw["year"], raw["notice"], Provenance(raw["provenance"]), library)


def _wrong(data: Any) -> Iterator[tuple[str, Words]]:
    """Everything wrong with a file, as place and fault."""
    known = {"announced", "year_end_open_from", *_LISTS}
    if not isinstance(data, dict) or set(data) - known:
        yield (
            "file",
            Words("只能有：{known}", "only these are known: {known}", known="、".join(sorted(known))),
        )
        return
    if not _MONTH_AND_DAY.fullmatch(str(data.get("year_end_open_from", "12-31"))):
        yield "year_end_open_from", Words('须写作“月-日”，如 "12-26"', 'write month and day such as "12-26"')
    unlisted = [name for name in ("announced", *_LISTS) if not isinstance(data.get(name) or [], list)]
    if unlisted:
        yield from ((name, Words("须为列表", "must be a list")) for name in unlisted)
        return
    entries_are_sound = True
    for name in _LISTS:
        for number, raw in enumerate(data.get(name) or (), start=1):
            if what := _wrong_entry(name, raw):
                entries_are_sound = False
                yield f"{name}[{number}]", what
    for number, raw in enumerate(data.get("announced") or (), start=1):
        if what := _wrong_year(raw):
            yield f"announced[{number}]", what
        elif entries_are_sound and "library" not in raw and not _lists_days_of(data, raw["year"]):
            yield (
                f"announced[{number}]",
                Words(
                    "{year}年已公布，但没有列出放假日期",
                    "{year} is announced but no day off is listed",
                    year=raw["year"],
                ),
            )


def _wrong_entry(name: str, raw: Any) -> Words | None:
    if not isinstance(raw, dict) or set(raw) - {"from", "to", "zh", "en"}:
        return Words("每项只能有 from、to、zh、en", "an entry has from, to, zh and en only")
    since, until = raw.get("from"), raw.get("to", raw.get("from"))
    if type(since) is not date or type(until) is not date:
        return Words("from、to 须为日期，如 2027-02-05", "from and to must be days such as 2027-02-05")
    if not since <= until <= since + _LONGEST:
        return Words("起止日期不合理", "the range of days makes no sense")
    if name == "make_up_days":
        if any(day.weekday() < _SATURDAY for day in _entry(raw).days()):
            return Words("调休上班日须为星期六或者星期日", "a make-up working day is a Saturday or a Sunday")
    elif not raw.get("zh"):
        return Words("须写明名称 zh", "the name zh is missing")
    return None


def _wrong_year(raw: Any) -> Words | None:
    if not isinstance(raw, dict) or set(raw) - {"year", "notice", "library", "provenance"}:
        return Words(
            "每项只能有 year、notice、library、provenance",
            "a year has year, notice, library and provenance only",
        )
    if (
        type(raw.get("year")) is not int
        or raw["year"] not in _YEARS
        or not raw.get("notice")
        or not isinstance(raw["notice"], str)
        or raw.get("provenance") not in _PROVENANCES
    ):
        return Words("须写明 year、notice 和 provenance", "year, notice and provenance are needed")
    held = raw.get("library", {"weekdays_off": 0, "make_up_days": 0})
    if (
        not isinstance(held, dict)
        or set(held) != {"weekdays_off", "make_up_days"}
        or not all(type(days) is int and days in _DAYS for days in held.values())
    ):
        return Words(
            "library 须写明 weekdays_off 和 make_up_days", "library needs weekdays_off and make_up_days"
        )
    return None


def _lists_days_of(data: dict[str, Any], year: int) -> bool:
    return any(day.year == year for raw in data.get("days_off") or () for day in _entry(raw).days())
