"""Days and times as people write them (日期、时间): what is outside the years a court reckons in is a slip, and no day.

A year of five digits, or the year 9999, would break every reckoning that goes a day further; so it is told where it is written.
"""

from __future__ import annotations

from datetime import date, datetime

YEARS = range(1900, 3000)
"""The years that a court reckons in: births of those in office, and the end of any limit."""


def written_day(text: object) -> date | None:
    """The day that is written ``2022-04-28``; None: it is no day, or of no year that a court reckons in."""
    try:
        found = date.fromisoformat(str(text))
    except ValueError:
        return None
    return found if found.year in YEARS and found.isoformat() == str(text) else None


def written_time(text: object) -> datetime | None:
    """The day or instant that is written, with its zone or without; None: it is neither, or of no such year."""
    try:
        found = datetime.fromisoformat(str(text).strip())
    except ValueError:
        return None
    return found if found.year in YEARS else None
