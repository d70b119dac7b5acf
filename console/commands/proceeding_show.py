"""zelian proceeding show: what happened, what is due and what may be done, now or as it stood at some day or time."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

import typer

from console.commands.proceeding import REF, app
from console.looks import AS, WHO, WHY, enter
from console.office import actor, as_seen_by, now
from console.proceeding_page import Shown, record, tell
from console.speech import as_json, said
from rules.errors import Fault, FaultyInput
from rules.labels import Words
from rules.written_days import written_time

if TYPE_CHECKING:
    from flows.office import Office

AS_OF = "--as-of"


@app.command("show", help=said("经过、期限、可办步骤", "what happened, what is due, what may be done"))
def show(
    ref: str = REF,
    as_of: str = typer.Option(
        "",
        AS_OF,
        metavar=said("日期或时间", "DAY or TIME"),
        help=said(
            "当时的状态，如 2026-09-30（当日24时）或 2026-09-30T15:00",
            "as it stood: 2026-09-30 (its end) or 2026-09-30T15:00, Beijing time",
        ),
    ),
    role: str = AS,
    by: str | None = WHO,
    reason: str = WHY,
    json: bool = typer.Option(False, "--json", help=said("输出 JSON", "print JSON")),
) -> None:
    from records.reads import Look

    seen = as_seen_by(role, by)
    shown = _earlier(seen, ref, _instant(as_of)) if as_of else _now(seen, ref)
    enter(Look.EARLIER if as_of else Look.PROCEEDING, of=[ref], role=role, by=by, reason=reason)
    if json:
        as_json(record(shown, actor(role).role))
        return
    tell(shown, actor(role).role)


def _now(seen: Office, ref: str) -> Shown:
    from records import history, proceedings
    from records.clocks import Running

    with seen.store.read() as session:
        row = proceedings.find(session, ref)
        past = history.history(session, ref)
        running = [clock for clock in history.clocks_of(session, ref) if clock.state == Running.RUNNING.value]
    return Shown(
        row.ref,
        row.procedure,
        row.case_no,
        row.court,
        row.state,
        row.version,
        row.facts,
        row.rules,
        row.head,
        past,
        running,
    )


def _earlier(seen: Office, ref: str, at: datetime) -> Shown:
    from records.as_of import as_of
    from records.proceedings_register import shown_in_lists

    with seen.store.read() as session:
        then = as_of(session, ref, at)
    lists = shown_in_lists(then.facts)
    return Shown(
        then.ref,
        then.procedure,
        lists["case_no"],
        lists["court"],
        then.state,
        then.version,
        then.facts,
        then.rules,
        then.head,
        then.past,
        then.clocks,
        then,
    )


def _instant(text: str) -> datetime:
    """The instant typed: a day means its end in Beijing, today means now.

    Raises:
        FaultyInput: it is neither a day nor a time, or has not come yet.
    """
    present = now()
    at = written_time(text)
    if at is None:
        raise FaultyInput([_fault(text, Words("不是日期，也不是时间", "is neither a day nor a time"))])
    at = at if at.tzinfo else at.replace(tzinfo=present.tzinfo)
    whole_day = len(text.strip()) <= len("2026-09-30")
    if whole_day and at.date() == present.date():
        return present
    if whole_day:
        at = datetime.combine(at.date() + timedelta(days=1), time(), present.tzinfo) - timedelta(
            microseconds=1
        )
    if at > present:
        raise FaultyInput([_fault(text, Words("还没有到", "has not come yet"))])
    return at


def _fault(text: str, what: Words) -> Fault:
    return Fault(
        Words("{option}“{text}”", "{option} “{text}”", option=AS_OF, text=text),
        what,
        Words(
            "请写过去的日期或时间，如 2026-09-30 或 2026-09-30T15:00",
            "write a day or time that is past, such as 2026-09-30 or 2026-09-30T15:00",
        ),
    )
