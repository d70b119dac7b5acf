"""zelian people away, back, absences, duty, wish: who is told instead, and by which channels (离岗、代理、值班、意愿)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import typer

from console.commands.people import app
from console.dates import day_of
from console.looks import OFFICE, WHO, WHY, enter
from console.office import actor, named, now, office
from console.speech import said, say, table
from console.typed import Typed
from rules.absences import AbsenceKind, Away
from rules.clocks import beijing_day
from rules.errors import Fault, FaultyInput
from rules.labels import Words
from rules.roles import Role

CODE = typer.Argument(..., metavar=said("人员代码", "PERSON"))
ENTERS = typer.Option(OFFICE, "--role", help=said("以何种身份登记", "in which role you enter it"))
BY = typer.Option(None, "--by", help=said("登记人代码", "code of the person entering it"))
ONE_DAY = timedelta(days=1)


@app.command("away", help=said("登记离岗和代理人", "enter an absence and who stands in"))
def away(
    code: str = CODE,
    since: str = typer.Option(
        ..., "--from", help=said("首日，如 2026-10-01", "the first day, as 2026-10-01")
    ),
    until: str = typer.Option(..., "--to", help=said("末日", "the last day")),
    substitute: str = typer.Option("", "--substitute", help=said("代理人代码", "code of who stands in")),
    kind: str = typer.Option(
        AbsenceKind.LEAVE.value,
        "--kind",
        help=said(
            "休假、学习培训、病假、公务外出、其他；不写入台账和通知", "leave, study, illness, mission, other"
        ),
    ),
    role: str = ENTERS,
    by: str | None = BY,
) -> None:
    from flows import rostering

    typed = Typed()
    first, last = typed.read(day_of, since, "--from"), typed.read(day_of, until, "--to")
    typed.check()
    assert first is not None  # `check` raised otherwise
    assert last is not None
    why = named(AbsenceKind, kind, Words("离岗事由", "reason"))
    entry = Away(code, first, last + ONE_DAY, substitute)
    rostering.go_away(office(), entry, why, by=actor(role, by), now=now())
    say(
        Words(
            "已登记：{code}，{since}至{last}离岗，{who}",
            "entered: {code} is away from {since} to {last}; {who}",
            code=code,
            since=first,
            last=last,
            who=Words(
                "通知由{name}代收（不代为办理）",
                "{name} reads notices instead, without a right to act",
                name=substitute,
            )
            if substitute
            else Words("没有指定代理人", "no substitute is named"),
        )
    )


@app.command("back", help=said("销假：自某日起在岗", "end an absence: there again from a day on"))
def back(
    code: str = CODE,
    on: str = typer.Option(
        "", "--on", help=said("在岗首日，默认今天", "the first day back, today by default")
    ),
    role: str = ENTERS,
    by: str | None = BY,
) -> None:
    from flows import rostering

    day = day_of(on, "--on") if on else beijing_day(now())
    rostering.come_back(office(), code, day, by=actor(role, by), now=now())
    say(Words("已登记：{code}自{day}起在岗", "entered: {code} is there from {day} on", code=code, day=day))


@app.command("absences", help=said("现在和将来的离岗登记", "absences now and to come"))
def absences(by: str | None = WHO, reason: str = WHY) -> None:
    from flows import rostering
    from records.reads import Look

    found = rostering.absences_from(office(), beijing_day(now()))
    enter(Look.PEOPLE, people={row.person for row in found}, by=by, reason=reason)
    table(
        Words("离岗{count}项", "{count} absences", count=len(found)),
        (
            Words("人员", "person"),
            Words("首日", "from"),
            Words("末日", "to"),
            Words("代理人", "substitute"),
            Words("登记人", "entered by"),
        ),
        [
            (row.person, row.since, row.until - ONE_DAY, row.substitute, row.entered_by)
            for row in found
        ],
    )  # fmt: skip


@app.command("duty", help=said("值班表：导入（xlsx、xls、ods、csv）、查看", "rosters of duty: take in, show"))
def duty(
    file: Path | None = typer.Option(None, "--import", help=said("值班表文件", "the roster")),
    court: str = typer.Option(
        "", "--court", help=said("值班表未写法院时的法院", "the court of rows that name none")
    ),
    role: str = ENTERS,
    by: str | None = BY,
) -> None:
    from flows import rostering
    from records.reads import Look

    if file is not None:
        roster, fresh = rostering.take_roster(office(), file, by=actor(role, by), now=now(), court=court)
        say(
            Words(
                "{file}：读取{rows}行，新登记值班{fresh}项，以前已登记{before}项",
                "{file}: {rows} rows read; {fresh} turns of duty new, {before} known",
                file=roster.file,
                rows=roster.rows_read,
                fresh=fresh,
                before=len(roster.turns) - fresh,
            )
        )
        for note in roster.notes:
            say(note)
        return
    found = rostering.duties_from(office(), beijing_day(now()))
    enter(Look.PEOPLE, people={row.person for row in found}, role=role, by=by)
    table(
        Words("值班{count}项", "{count} turns of duty", count=len(found)),
        (
            Words("法院", "court"),
            Words("值班职务", "office covered"),
            Words("人员", "person"),
            Words("首日", "from"),
            Words("末日", "to"),
        ),
        [
            (
                row.court,
                Role(row.role) if row.role else Words("全院", "the whole court"),
                row.person,
                row.since,
                row.until - ONE_DAY,
            )
            for row in found
        ],
    )


@app.command(
    "wish",
    help=said("一般通知不要或者要某一渠道", "do without a channel for routine notices, or want it again"),
)
def wish(
    code: str = CODE,
    without: str = typer.Option(
        "", "--without", help=said("不要的渠道，如 sms", "the channel to do without, as sms")
    ),
    again: str = typer.Option("", "--with", help=said("恢复的渠道", "the channel wanted again")),
    role: str = ENTERS,
    by: str | None = BY,
) -> None:
    from flows import rostering

    if bool(without) is bool(again):
        raise FaultyInput(
            [
                Fault(
                    Words("--without、--with", "--without, --with"),
                    Words("应写且只写一项", "one of them, and one only"),
                    Words("请写明渠道，如 --without sms", "name a channel, as --without sms"),
                )
            ]
        )
    fresh = rostering.wish(
        office(), code, without or again, wanted=bool(again), by=actor(role, by), now=now()
    )
    if not fresh:
        say(Words("以前就是如此，没有改变", "it was so before; nothing was done"))
    elif again:
        say(Words("已恢复该渠道", "the channel is used again"))
    else:
        say(
            Words(
                "一般通知不再经该渠道；紧急通知照常",
                "no routine notice goes that way any more; urgent ones do",
            )
        )
