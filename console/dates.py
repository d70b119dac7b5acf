"""Days as they are typed at a desk (日期): ``2022-04-28``, spans ``2022-05-01..2022-05-03``, and quarters."""

from __future__ import annotations

from datetime import date, datetime

from console.typed import Typed
from rules.clocks import BEIJING
from rules.errors import Fault, FaultyInput
from rules.labels import Words
from rules.quarters import Quarter
from rules.written_days import written_day, written_time


def day_of(text: str, where: str) -> date:
    """The day typed.

    Raises:
        FaultyInput: it is no day.
    """
    found = written_day(text)
    if found is None:
        raise FaultyInput([_no_day(text, where)])
    return found


def instant_of(text: str) -> datetime:
    """The instant typed, Beijing time unless it says otherwise; a day alone is its first instant.

    Raises:
        FaultyInput: it is no time.
    """
    found = written_time(text)
    if found is None:
        raise FaultyInput([_no_time(text)])
    return found if found.tzinfo else found.replace(tzinfo=BEIJING)


def span_of(text: str, where: str) -> tuple[date, date | None]:
    """The first and the last day of a span, both included; ``2022-05-01..`` has not ended yet.

    Raises:
        FaultyInput: one of them is no day, or both.
    """
    since, dots, until = text.partition("..")
    typed = Typed()
    first = typed.read(day_of, since, where)
    last = typed.read(day_of, until, where) if until or not dots else None
    typed.check()
    assert first is not None  # `check` raised otherwise
    return first, last


def quarter_of(text: str) -> str:
    """The label of the quarter typed, in whatever manner: ``2021Q3`` for ``2021年第三季度``.

    Raises:
        FaultyInput: it is no quarter.
    """
    return str(Quarter.parse(text))


def _no_day(text: str, where: str) -> Fault:
    return Fault(
        Words("{where}", "{where}", where=where),
        Words("“{text}”不是日期", "“{text}” is no day", text=text),
        Words("请写成 2022-04-28", "write it as 2022-04-28"),
    )


def _no_time(text: str) -> Fault:
    return Fault(
        Words("时间“{text}”", "time “{text}”", text=text),
        Words("不是时间", "is no time"),
        Words("请写成 2026-10-15T10:00", "write it as 2026-10-15T10:00"),
    )
