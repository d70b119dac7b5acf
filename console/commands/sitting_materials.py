"""zelian sitting materials: what lies before the committee, for whom, and copies of it (审议材料)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from console.commands.sitting import WHICH, app, sitting_of
from console.looks import enter
from console.office import actor, as_seen_by, now, office
from console.speech import said, say, table
from rules.clocks import BEIJING
from rules.labels import Words
from rules.roles import Role

if TYPE_CHECKING:
    from flows.materials import ForMatter


@app.command("materials", help=said("审议材料：列出、取用；已回避的没有", "the material: list it, take copies; none for who stepped aside"))  # fmt: skip
def materials(
    ref: str = WHICH,
    save: Path | None = typer.Option(None, "--save", metavar=said("文件夹", "FOLDER"), help=said("写入材料包：委员本人的一份，惩戒工作办公室为每名委员各一份", "write bundles here: a member's own, or one for each member")),
    role: str = typer.Option(Role.COMMITTEE_MEMBER.zh, "--role", help=said("委员、主任或者惩戒工作办公室", "member, chair or discipline office")),
    by: str = typer.Option(..., "--by", help=said("取用人代码", "code of the person taking it")),
    reason: str = typer.Option("", "--reason", help=said("查阅事由，记入台账", "why you look; it goes into the ledger")),
) -> None:  # fmt: skip
    from documents.whole_files import write_whole
    from flows import materials
    from records.reads import Look

    reader = actor(role, by)
    held = sitting_of(ref, as_seen_by(role, by))
    found = materials.list_for(office(), held.ref, by=reader)
    of = [each.matter.ref for each in found]
    if save is None:
        enter(Look.MATERIALS, of=of, role=role, by=by, reason=reason)
        _tell(held.ref, found)
        return
    made = materials.bundles(office(), held.ref, found, by=reader, now=now())
    enter(Look.MATERIALS_TAKEN, of=of, role=role, by=by, reason=reason)
    save.mkdir(mode=0o700, parents=True, exist_ok=True)
    for member, content in made.items():
        path = save / f"{held.ref}-{member}.zip"
        write_whole(path, content)
        say(Words("{path}（各件与登记的摘要一致）", "{path} (each as entered, by its digest)", path=path))
    if not made:
        say(Words("没有可以取用的审议材料", "there is no material to take"))


def _tell(sitting: str, found: list[ForMatter]) -> None:
    for each in found:
        table(
            Words(
                "{sitting}　{ref}审议材料",
                "{sitting}: material of {ref}",
                sitting=sitting,
                ref=each.matter.ref,
            ),
            (
                Words("材料", "name"),
                Words("随何步骤提交", "came with"),
                Words("日期", "day"),
                Words("摘要（SHA-256）", "SHA-256"),
            ),
            [
                (one.name, one.came, f"{one.at.astimezone(BEIJING):%Y-%m-%d}", one.sha256)
                for one in each.materials
            ],
        )
        say(
            Words(
                "供{who}{without}",
                "for {who}{without}",
                who="、".join(each.members),
                without=Words("；回避不提供：{gone}", "; none for {gone}, who stepped aside", gone="、".join(each.without)) if each.without else "",
            )
        )  # fmt: skip
    if not found:
        say(Words("没有可以查阅的审议材料", "there is no material to look at"))
