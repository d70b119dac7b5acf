"""按小时计算的期限 (time limits in hours): they run day and night from the minute after the act, and know no calendar.

What is displayed is a minute, and that minute is the first that is too late: so a part of a minute at the beginning is
given to whoever has to act.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from rules.clock_steps import ClockStep, StepKind, day_words
from rules.labels import Words
from rules.law import law
from rules.periods import Length

COUNTING = law("counting_of_time")
_BEIJING = ZoneInfo("Asia/Shanghai")
_MINUTE = timedelta(minutes=1)


def counted_from(at: datetime) -> datetime:
    """The minute an act of that instant is counted from: its own where it falls on one, or else the next."""
    whole = at.replace(second=0, microsecond=0)
    return whole if whole == at else whole + _MINUTE


def hours_later(at: datetime, hours: int) -> datetime:
    """The first instant that is too late."""
    return counted_from(at) + timedelta(hours=hours)


def minute_words(at: datetime) -> Words:
    """``2022年9月30日15时00分``, in Beijing."""
    here = at.astimezone(_BEIJING)
    return Words(
        "{day}{hour}时{minute}分",
        "{hour}:{minute} Beijing time of {day}",
        day=day_words(here.date()),
        hour=f"{here:%H}",
        minute=f"{here:%M}",
    )


def steps_of(at: datetime, length: Length, end: datetime) -> Iterator[ClockStep]:
    """The two steps of the explanation: when it began, and when it ends."""
    began = counted_from(at)
    yield _step(
        StepKind.STARTS,
        began,
        Words(
            "自{began}起算，昼夜连续计算，休息日、节假日不扣除",
            "it runs from {began}, day and night, days of rest and holidays included",
            began=minute_words(began),
        ),
    )
    yield _step(
        StepKind.DUE,
        end,
        Words(
            "{length}，至{end}届满", "{length}: it ends at {end}", length=length.words, end=minute_words(end)
        ),
    )


def _step(kind: StepKind, at: datetime, words: Words) -> ClockStep:
    day = at.astimezone(_BEIJING).date()
    return ClockStep(kind, day, day, words, (COUNTING["小时"],))
