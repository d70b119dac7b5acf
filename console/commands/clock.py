"""zelian clock: how a due date comes about, day by day, with the authority of each step."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import typer

from console.dates import day_of, span_of
from console.desks import Desk
from console.installation import calendar_in_use
from console.speech import as_json, language, said, say
from console.typed import Typed
from rules import clocks
from rules.labels import Words
from rules.law import cite
from rules.parameters import Unit
from rules.periods import Extension, Length, Suspension

app = Desk(Words("期限：届满日怎么算出来", "time limits: how a due date comes about"))


class UnitOfTime(StrEnum):
    """The units a length may be asked in."""

    WORKING_DAYS = "working-days"
    CALENDAR_DAYS = "calendar-days"
    MONTHS = "months"


_UNITS = {
    UnitOfTime.WORKING_DAYS: "working_day",
    UnitOfTime.CALENDAR_DAYS: "calendar_day",
    UnitOfTime.MONTHS: "month",
}
AS_ASKED = Words("试算", "as asked")
_DAY, _SPAN, _NUMBER = said("日期", "DAY"), said("起日..止日", "FIRST..LAST"), said("数字", "NUMBER")


@app.command("explain", help=said("算出届满日，并逐步说明理由", "compute a due date and explain every step"))
def explain(
    since: str = typer.Option(
        ..., "--from", metavar=_DAY, help=said("收到或者作出之日", "the day of the event")
    ),
    length: int = typer.Option(..., "--length", metavar=_NUMBER, help=said("期限长度", "how long")),
    unit: UnitOfTime = typer.Option(
        UnitOfTime.CALENDAR_DAYS,
        "--unit",
        help=said("单位：工作日、日、月", "working days, calendar days or months"),
    ),
    suspended: list[str] = typer.Option(
        [],
        "--suspended",
        metavar=_SPAN,
        help=said(
            "中止的日期，首尾均含，可多次；未恢复的写“起日..”",
            "suspended days, both included; may be repeated; “FIRST..” if not resumed",
        ),
    ),
    extended: list[int] = typer.Option(
        [],
        "--extended",
        metavar=_NUMBER,
        help=said("延长多少，可多次；单位同期限", "added, in the same unit; may be repeated"),
    ),
    json: bool = typer.Option(False, "--json", help=said("输出 JSON", "print JSON")),
) -> None:
    typed, asked = Typed(), Unit(_UNITS[unit])
    first = typed.read(day_of, since, "--from")
    whole = typed.read(Length, length, asked)
    held = [typed.read(_suspension, span) for span in suspended]
    added = [typed.read(Length, days, asked) for days in extended]
    typed.check()
    assert first is not None  # `check` raised otherwise
    assert whole is not None
    found = clocks.due(
        first,
        whole,
        calendar_in_use(),
        [each for each in held if each is not None],
        [_extension(each, first) for each in added if each is not None],
    )
    if json:
        as_json(clocks.as_json(found, language()))
        return
    for number, line in enumerate(clocks.explain(found, language()), start=1):
        say(f"{number}. {line}")
    say(found.shown)


def _suspension(span: str) -> Suspension:
    since, until = span_of(span, "--suspended")
    return Suspension(since, until, AS_ASKED, cite("counting_of_time.扣除"))


def _extension(length: Length, on: date) -> Extension:
    return Extension(length, AS_ASKED, cite("counting_of_time.延长"), on)
