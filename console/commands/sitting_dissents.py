"""zelian sitting, after the vote: members hand in dissents, and the committee reads them (不同意见、保留意见)."""

from __future__ import annotations

from pathlib import Path

import typer

from console.commands.sitting import app
from console.commands.sitting_votes import REF, seen_matter
from console.looks import enter
from console.office import actor, now, office
from console.speech import said, say
from rules.clocks import BEIJING
from rules.errors import Fault, FaultyInput
from rules.labels import Words
from rules.roles import Role


@app.command("dissent", help=said("表决后提交不同意见、保留意见：委员本人", "hand in a dissent after the vote: a member, in person"))  # fmt: skip
def dissent(
    ref: str = REF,
    by: str = typer.Option(..., "--by", help=said("委员代码", "code of the member")),
    text: str = typer.Option("", "--text", help=said("意见和理由", "what is held, and why")),
    file: Path | None = typer.Option(None, "--file", metavar=said("文件", "FILE"), help=said("意见和理由的文本文件（UTF-8）", "a text file with it (UTF-8)")),
    role: str = typer.Option(Role.COMMITTEE_MEMBER.zh, "--role", help=said("以何种身份：委员或者主任", "as a member or the chair")),
) -> None:  # fmt: skip
    from console.standing import in_office
    from documents.text_files import text_of
    from flows import dissents
    from state_machines.disciplinary_prereview.table import DISCIPLINARY_PREREVIEW

    if text and file:
        raise FaultyInput([Fault(
            Words("--text、--file", "--text, --file"), Words("两样都写了", "are both given"), Words("请只用一样", "give one"))])  # fmt: skip
    matter = seen_matter(ref, role, by)
    with office().store.read() as session:
        member = in_office(session, actor(role, by), DISCIPLINARY_PREREVIEW, matter)
    done = dissents.hand_in(office(), ref, text_of(file) if file else text, by=member, now=now())
    say(
        Words(
            "已登记{ref}第{vote}次表决的不同意见，现共{n}份；另册保存，只供委员会及其办事机构查阅，核验单不变",
            "on record: a dissent from vote {vote} on {ref}, {n} by now; kept apart for the committee and its office, the sheet is as it was",
            ref=ref,
            vote=done.dissent.vote,
            n=done.number,
        )
    )
    say(Words("SHA-256 {sha}（已记入台账，台账不记姓名）", "SHA-256 {sha} (in the ledger, which names nobody)", sha=done.dissent.sha256))  # fmt: skip


@app.command("dissents", help=said("查阅不同意见：惩戒委员会及其办事机构", "read the dissents: the committee and its office"))  # fmt: skip
def read(
    ref: str = REF,
    role: str = typer.Option(..., "--role", help=said("以何种身份查阅", "in which role you look")),
    by: str | None = typer.Option(None, "--by", help=said("查阅人代码", "code of the person looking")),
    reason: str = typer.Option("", "--reason", help=said("查阅事由，记入台账", "why you look; it goes into the ledger")),
) -> None:  # fmt: skip
    from flows import dissents
    from records.reads import Look

    found = dissents.read(office(), ref, by=actor(role, by))
    enter(Look.DISSENTS, of=[ref], role=role, by=by, reason=reason)
    if not found:
        say(Words("没有不同意见", "there are no dissents"))
    for each in found:
        say(
            Words(
                "第{vote}次表决　{who}　{at:%Y-%m-%d %H:%M}提交（与登记的摘要一致）",
                "vote {vote}, {who}, handed in {at:%Y-%m-%d %H:%M} (as handed in, by its digest)",
                vote=each.vote,
                who=each.member,
                at=each.at.astimezone(BEIJING),
            )
        )
        say(each.text)
