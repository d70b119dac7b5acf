"""zelian notices show, alerts: what became of each message by each channel, and the alerts with the rungs they climbed."""

from __future__ import annotations

from datetime import datetime

import typer

from console.commands.notices import app
from console.looks import AS, WHO, WHY, enter
from console.office import as_seen_by, named, now, office
from console.speech import said, table
from rules.errors import NotFound
from rules.labels import Words
from rules.notices import NoticeContent


@app.command(
    "show",
    help=said("送达台账：一个事项或者一件通知，发给谁、何时、结果", "the delivery ledger of a proceeding or a notice: to whom, when, how far"),
)  # fmt: skip
def show(
    ref: str = typer.Argument(..., metavar=said("事项或通知编号", "REF|KEY")),
    role: str = AS,
    by: str | None = WHO,
    reason: str = WHY,
) -> None:
    from sqlalchemy import or_, select
    from sqlmodel import col

    from records.delivery_ledger import steps
    from records.notices import Notice
    from records.proceedings import Proceeding
    from records.reads import Look

    query = (
        select(Notice)
        .where(or_(col(Notice.proceeding) == ref, col(Notice.key) == ref))
        .order_by(col(Notice.id))
    )
    channels = {name: Words(each.zh, each.en) for name, each in office().routes.channels.items()}
    with as_seen_by(role, by).store.read() as session:
        rows = list(session.execute(query).scalars())
        there = session.execute(select(col(Proceeding.id)).where(col(Proceeding.ref) == ref)).first()
        if not rows and there is None:
            raise NotFound(
                Words("没有事项或者通知“{ref}”", "there is no proceeding and no notice “{ref}”", ref=ref)
            )
        found = steps(session, rows)
    enter(Look.NOTICES, of={row.proceeding for row in rows} or [ref], role=role, by=by, reason=reason)
    told = {row.id: NoticeContent.from_json(row.content) for row in rows}
    table(
        Words("{ref}的送达台账", "delivery ledger of {ref}", ref=ref),
        (
            Words("时间", "when"),
            Words("种类", "kind"),
            Words("内容", "about"),
            Words("对象", "to"),
            Words("人员", "person"),
            Words("渠道", "channel"),
            Words("进度", "progress"),
            Words("说明", "detail"),
        ),
        [
            (
                _at(step.at),
                told[row.id].kind,
                told[row.id].act,
                told[row.id].audience,
                step.person,
                channels.get(step.channel, step.channel),
                step.progress,
                step.detail,
            )
            for row in rows
            for step in found[row.id]
        ],
    )


@app.command(
    "alerts", help=said("警示：逐级催办到哪一级、怎样了结", "alerts: how far each climbed, and how it ended")
)
def alerts(
    state: str = typer.Option(
        "", "--state", help=said("处理中、已办、已撤回、已上报", "open, done, withdrawn, reported")
    ),
    ref: str = typer.Option("", "--of", help=said("只看这一事项", "of this proceeding only")),
    most: int = typer.Option(50, "--most", help=said("最多显示条数", "how many at most")),
    role: str = AS,
    by: str | None = WHO,
    reason: str = WHY,
) -> None:
    from sqlalchemy import select
    from sqlmodel import col

    from records.alerts import Alert
    from records.reads import Look
    from rules.alerts import AlertKind, AlertState, Rung

    query = select(Alert).order_by(col(Alert.id).desc()).limit(most)
    if state:
        wanted = named(AlertState, state, Words("警示状态", "state"))
        query = query.where(col(Alert.state) == wanted.value)
    if ref:
        query = query.where(col(Alert.proceeding) == ref)
    with as_seen_by(role, by).store.read() as session:
        rows = list(session.execute(query).scalars())
    enter(Look.NOTICES, of={row.proceeding for row in rows}, role=role, by=by, reason=reason)
    table(
        Words("警示（新的在前）", "alerts, the newest first"),
        (
            Words("发现", "since"),
            Words("事项", "proceeding"),
            Words("种类", "kind"),
            Words("届满日", "due"),
            Words("已到", "stands at"),
            Words("下一级", "next"),
            Words("签收至", "held until"),
            Words("状态", "state"),
            Words("说明", "why"),
        ),
        [
            (
                _at(row.opened_at),
                row.proceeding,
                AlertKind(row.kind),
                row.due_on or "",
                Rung(row.stands_at) if row.stands_at else "",
                _next(row.next_rung, row.next_at),
                row.held_until or "",
                AlertState(row.state),
                Words(row.why["zh"], row.why["en"]) if row.why else "",
            )
            for row in rows
        ],
    )


def _next(rung: str, at: datetime | None) -> Words | str:
    from rules.alerts import Rung

    if not rung or at is None:
        return ""
    return Words("{rung} {at}", "{rung} {at}", rung=Rung(rung), at=_at(at))


def _at(when: datetime) -> str:
    return f"{when.astimezone(now().tzinfo):%Y-%m-%d %H:%M}"
