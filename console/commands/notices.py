"""zelian notices: what waits to be sent, what became of it, and sending it (通知)."""

from __future__ import annotations

from pathlib import Path

import typer

from console.desks import Desk
from console.office import now, office
from console.speech import said, say, table
from rules.labels import Words
from rules.notices import NoticeKind
from rules.roles import Role

app = Desk(Words("通知：待送、送达记录", "notices: waiting, sent, failed"))


@app.command("list", help=said("通知及其送达情况", "notices and what became of them"))
def list_all(
    state: str = typer.Option(
        "", "--state", help=said("待送、已送达、无人可通知、送达失败", "waiting, sent, nobody, failed")
    ),
    most: int = typer.Option(50, "--most", help=said("最多显示条数", "how many at most")),
) -> None:
    from sqlalchemy import select
    from sqlmodel import col

    from console.office import named
    from records.notices import Notice, Sending

    query = select(Notice).order_by(col(Notice.id).desc()).limit(most)
    if state:
        query = query.where(col(Notice.state) == named(Sending, state, Words("送达状态", "state")).value)
    with office().store.read() as session:
        rows = list(session.execute(query).scalars())
    table(
        Words("通知", "notices"),
        (
            Words("事项", "proceeding"),
            Words("种类", "kind"),
            Words("对象", "to"),
            Words("人员", "person"),
            Words("法院", "court"),
            Words("状态", "state"),
            Words("次数", "attempts"),
        ),
        [
            (
                row.proceeding,
                NoticeKind(row.kind),
                Role(row.audience),
                row.person,
                row.court,
                Sending(row.state),
                row.attempts,
            )
            for row in rows
        ],
    )


@app.command("show", help=said("一个事项的送达记录", "the delivery record of a proceeding"))
def show(ref: str = typer.Argument(..., metavar=said("事项", "REF"))) -> None:
    from sqlalchemy import select
    from sqlmodel import col

    from records import proceedings
    from records.notices import Delivery, Notice

    query = (
        select(Notice, Delivery)
        .join(Delivery, col(Delivery.notice_id) == col(Notice.id))
        .where(col(Notice.proceeding) == ref)
        .order_by(col(Delivery.id))
    )
    with office().store.read() as session:
        proceedings.find(session, ref)
        rows = list(session.execute(query).all())
    table(
        Words("{ref}的送达记录", "deliveries of {ref}", ref=ref),
        (
            Words("时间", "when"),
            Words("人员", "person"),
            Words("渠道", "channel"),
            Words("结果", "result"),
            Words("说明", "detail"),
            Words("主题", "subject"),
        ),
        [
            (
                f"{delivery.at.astimezone(now().tzinfo):%Y-%m-%d %H:%M}",
                delivery.person,
                delivery.channel,
                Words("成功", "ok") if delivery.ok else Words("失败", "failed"),
                delivery.detail,
                delivery.subject,
            )
            for _, delivery in rows
        ],
    )


@app.command("deliver", help=said("送出到期的通知", "send what is due"))
def deliver() -> None:
    from flows.delivery import deliver_due

    done = deliver_due(office(), now())
    say(
        Words(
            "送达{sent}件，稍后再送{later}件，送达失败{failed}件，无人可通知{nobody}件",
            "{sent} sent, {later} to be tried again, {failed} failed, {nobody} with nobody to notify",
            sent=done.sent,
            later=done.retried_later,
            failed=done.failed,
            nobody=done.nobody,
        )
    )


@app.command("read", help=said("列出信箱中的信件", "list the letters in a mailbox"))
def read(person: str = typer.Argument(..., metavar=said("人员代码", "PERSON"))) -> None:
    from email import policy
    from email.parser import BytesParser

    folder: Path = office().mailbox / person
    letters = sorted(folder.glob("*.eml")) if folder.is_dir() else []
    if not letters:
        say(Words("信箱是空的：{folder}", "the mailbox is empty: {folder}", folder=folder))
    for path in letters:
        letter = BytesParser(policy=policy.default).parsebytes(path.read_bytes())
        say(f"{letter['Date']}　{letter['Subject']}　{path}")
