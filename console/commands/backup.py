"""zelian backup: the database and the files that are records, in one archive, while others work (备份)."""

from __future__ import annotations

from pathlib import Path

import typer

from console.desks import Errand
from console.installation import settings
from console.office import actor, now, office
from console.speech import as_json, said, say
from rules.labels import Words
from rules.roles import Role

app = typer.Typer(add_completion=False)


@app.command(
    cls=Errand, help=said("备份：数据库和附卷文件，办理照常", "back up database and files; work goes on")
)
def backup(
    target: Path = typer.Argument(
        ..., metavar=said("文件夹或文件", "FOLDER or FILE"), help=said("写到哪里", "where to")
    ),
    by: str | None = typer.Option(None, "--by", help=said("办理人代码", "code of the person acting")),
    json: bool = typer.Option(False, "--json", help=said("输出 JSON", "print JSON")),
) -> None:
    from flows.backup import LEFT_OUT, back_up

    who = actor(Role.TRIAL_MANAGEMENT, by)
    done = back_up(office(), target, court=settings().court_directory, by=who, now=now())
    if json:
        as_json(
            {
                "path": str(done.path),
                "size": done.size,
                "files": done.files,
                "entries": done.ledger.entries,
                "chains": done.ledger.chains,
                "ledger_sha256": done.ledger.sha256,
                "sha256": done.sha256,
            }
        )
        return
    say(
        Words(
            "已备份：{path}（{size}字节）：数据库和{files}个文件；台账止于{entries}条记录、{chains}条链",
            "backed up: {path} ({size} bytes): the database and {files} files; the ledger ends at {entries} entries in {chains} chains",
            path=done.path,
            size=done.size,
            files=done.files,
            entries=done.ledger.entries,
            chains=done.ledger.chains,
        )
    )
    say(
        Words(
            "清单摘要（SHA-256）：{digest}　请另处保存，恢复时可以核对：zelian restore … --digest",
            "digest of the manifest: {digest}; keep it elsewhere and give it at zelian restore … --digest",
            digest=done.sha256,
        )
    )
    say(
        Words(
            "未列入：{left}。密钥请另行保管",
            "left out: {left_en}. Keep the keys by other means",
            left="；".join(words.to("zh") for words in LEFT_OUT),
            left_en="; ".join(words.to("en") for words in LEFT_OUT),
        )
    )
