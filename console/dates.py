"""Days as they are typed at a desk (日期): ``2022-04-28``, spans ``2022-05-01..2022-05-03``, and quarters."""

from __future__ import annotations

from datetime import date

from console.typed import Typed
from rules.errors import Fault, FaultyInput
from rules.labels import Words
from rules.quarters import Quarter


def day_of(text: str, where: str) -> date:
    """The day typed.

    Raises:
        FaultyInput: it is no day.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise FaultyInput([_no_day(text, where)]) from None


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
