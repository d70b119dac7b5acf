"""Days and times as a script writes them (日期): ``2021-10-12``, ``2021年10月12日 15:30``, always of Beijing."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from console.rehearsal.script import Entry
from rules.clocks import BEIJING
from rules.labels import Words

_MOMENT = re.compile(
    r"(\d{4})(?:-|年)(\d{1,2})(?:-|月)(\d{1,2})日?(?:[T ]*(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?)?"
)


def day_and_time(text: str) -> tuple[date, time | None] | None:
    """The day, and the time of day if one is written; None if the text is neither."""
    found = _MOMENT.fullmatch(text)
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(part) if part else None for part in found.groups())
    assert year is not None  # The pattern does not fit without the three of them.
    assert month is not None
    assert day is not None
    try:
        clock = None if hour is None else time(hour, minute or 0, second or 0)
        return date(year, month, day), clock
    except ValueError:
        return None


def moment(entry: Entry) -> tuple[date, time | None] | None:
    """The day and time of an entry; anything else is a fault."""
    found = day_and_time(entry.text)
    if found is None:
        entry.wrong(
            Words("“{text}”不是日期", "“{text}” is no day", text=entry.text),
            Words(
                "请写成 2021-10-12，或者带时间的 2021-10-12 15:30",
                "write 2021-10-12, or with a time 2021-10-12 15:30",
            ),
        )
    return found


def day(entry: Entry) -> date | None:
    """The day of an entry; a time beside it, or anything else, is a fault."""
    found = moment(entry)
    if found is not None and found[1] is not None:
        entry.wrong(
            Words("这里只写日期", "only a day stands here"), Words("请删去时间", "leave out the time")
        )
    return found[0] if found else None


def at(when: date, clock: time) -> datetime:
    """That time of that day in Beijing."""
    return datetime.combine(when, clock, BEIJING)
