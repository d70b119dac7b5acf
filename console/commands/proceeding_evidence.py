"""zelian proceeding evidence: the files handed in with a case, and copies of them as they were handed in."""

from __future__ import annotations

from pathlib import Path

import typer

from console.commands.proceeding import REF, app
from console.installation import settings
from console.looks import AS, WHO, WHY, enter
from console.office import as_seen_by, named, now, office
from console.speech import as_json, language, said, say, table
from rules.labels import Words
from rules.roles import Role


@app.command("evidence", help=said("证据文件：列出、取出", "files of evidence: list them, take copies"))
def evidence(
    ref: str = REF,
    save: Path | None = typer.Option(
        None, "--save", help=said("把文件取出到这个文件夹", "write copies into this folder")
    ),
    number: int | None = typer.Option(None, "--number", help=said("只取这一份", "this one only")),
    role: str = AS,
    by: str | None = WHO,
    reason: str = WHY,
    json: bool = typer.Option(False, "--json", help=said("输出 JSON", "print JSON")),
) -> None:
    from documents.whole_files import write_whole
    from flows.evidence import content_of, files_of, withheld_from
    from records.proceedings import find
    from records.reads import Look
    from rules.errors import Fault, FaultyInput

    reading = named(Role, role, Words("角色", "role"))
    with as_seen_by(role, by).store.read() as session:
        row = find(session, ref)
        kept = files_of(session, ref, reading)
    wanted = [each for each in kept if number in (None, each.number)]
    if number is not None and not wanted:
        raise FaultyInput(
            [
                Fault(
                    Words("--number {number}", "--number {number}", number=number),
                    Words("没有这一份", "there is no such file"),
                    Words("该案共{count}份", "the case has {count}", count=len(kept)),
                )
            ]
        )
    if json or save is None:
        enter(Look.EVIDENCE, of=[ref], role=role, by=by, reason=reason)
    if json:
        as_json(
            [
                {
                    "number": each.number,
                    "name": each.name,
                    "kind": each.kind.value,
                    "size": each.size,
                    "sha256": each.code,
                    "act": each.act.value,
                    "role": each.role,
                    "at": each.at.isoformat(),
                }
                for each in wanted
            ]
        )
        return
    if save is None:
        table(
            Words("{ref}的证据文件", "files of evidence of {ref}", ref=ref),
            (
                Words("序", "no."),
                Words("文件名", "name"),
                Words("种类", "kind"),
                Words("大小（字节）", "bytes"),
                Words("随何步骤提交", "handed in with"),
                Words("时间", "when"),
                Words("摘要（SHA-256）", "SHA-256"),
            ),
            [
                (
                    each.number,
                    each.name,
                    each.kind.to(language()),
                    each.size,
                    each.act,
                    f"{each.at.astimezone(now().tzinfo):%Y-%m-%d %H:%M}",
                    each.code,
                )
                for each in wanted
            ],
        )
        return
    for each in wanted:
        refusal = withheld_from(row, reading.value, by or settings().operator, each.act)
        if refusal is not None:
            raise refusal
    enter(Look.EVIDENCE_TAKEN, of=[ref], role=role, by=by, reason=reason)
    contents = [(each, content_of(office(), each)) for each in wanted]
    save.mkdir(parents=True, exist_ok=True)
    for each, content in contents:
        path = save / f"{each.number:02d}-{each.name}"
        write_whole(path, content)
        say(Words("{path}（与登记的摘要一致）", "{path} (as handed in, by its digest)", path=path))
