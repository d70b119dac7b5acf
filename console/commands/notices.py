"""zelian notices: what waits to be sent, what became of it, and sending it (通知)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import typer

from console.desks import Desk
from console.looks import AS, WHO, WHY, enter
from console.office import as_seen_by, now, office
from console.speech import said, say, table
from rules.labels import Words
from rules.notices import NoticeContent

app = Desk(Words("通知：待送、送达记录", "notices: waiting, sent, failed"))


@app.command("list", help=said("通知及其送达情况", "notices and what became of them"))
def list_all(
    state: str = typer.Option(
        "",
        "--state",
        help=said("待送、待时送出、已送达、无人可通知、送达失败", "waiting, held, sent, nobody, failed"),
    ),
    most: int = typer.Option(50, "--most", help=said("最多显示条数", "how many at most")),
    role: str = AS,
    by: str | None = WHO,
    reason: str = WHY,
) -> None:
    from sqlalchemy import select
    from sqlmodel import col

    from console.office import named
    from records.notices import Notice, Sending
    from records.reads import Look

    query = select(Notice).order_by(col(Notice.id).desc()).limit(most)
    if state:
        query = query.where(col(Notice.state) == named(Sending, state, Words("送达状态", "state")).value)
    with as_seen_by(role, by).store.read() as session:
        rows = list(session.execute(query).scalars())
    people = {row.person for row in rows if row.person}
    enter(Look.NOTICES, of={row.proceeding for row in rows}, people=people, role=role, by=by, reason=reason)
    told = [(row, NoticeContent.from_json(row.content)) for row in rows]
    table(
        Words("通知（新的在前）", "notices, the newest first"),
        (
            Words("时间", "when"),
            Words("事项", "proceeding"),
            Words("种类", "kind"),
            Words("内容", "about"),
            Words("对象", "to"),
            Words("人员", "person"),
            Words("法院", "court"),
            Words("状态", "state"),
            Words("已试次数", "attempts"),
        ),
        [
            (
                _at(row.created_at),
                row.proceeding,
                content.kind,
                content.act,
                content.audience,
                row.person,
                row.court,
                Sending(row.state),
                row.attempts,
            )
            for row, content in told
        ],
    )


def _at(when: datetime) -> str:
    return f"{when.astimezone(now().tzinfo):%Y-%m-%d %H:%M}"


@app.command("deliver", help=said("送出到期的通知", "send what is due"))
def deliver() -> None:
    from flows.delivery import deliver_due

    done = deliver_due(office(), now())
    say(
        Words(
            "送达{sent}件，待时送出{held}件，稍后再送{later}件，送达失败{failed}件，无人可通知{nobody}件",
            "{sent} sent, {held} held until their hour, {later} to be tried again, {failed} failed, {nobody} with nobody to notify",
            sent=done.sent,
            held=done.held,
            later=done.retried_later,
            failed=done.failed,
            nobody=done.nobody,
        )
    )


@app.command("read", help=said("列出信箱中的信件", "list the letters in a mailbox"))
def read(
    person: str = typer.Argument(..., metavar=said("人员代码", "PERSON")),
    role: str = AS,
    by: str | None = WHO,
    reason: str = WHY,
) -> None:
    from email import policy
    from email.parser import BytesParser

    from records.reads import Look

    enter(Look.LETTERS, people=[person], role=role, by=by, reason=reason)
    folder: Path = office().mailbox / person
    letters = sorted(folder.glob("*.eml")) if folder.is_dir() else []
    if not letters:
        say(Words("信箱是空的：{folder}", "the mailbox is empty: {folder}", folder=folder))
    for path in letters:
        letter = BytesParser(policy=policy.default).parsebytes(path.read_bytes())
        say(f"{letter['Date']}　{letter['Subject']}　{path}")
