"""zelian restore: a backup put back into an empty place, verified there (恢复). It never touches a living database."""

from __future__ import annotations

from pathlib import Path

import typer

from console.commands.doctor import show_findings
from console.desks import Errand
from console.installation import settings
from console.office import now
from console.speech import said, say
from rules.clocks import beijing_day
from rules.labels import Words

app = typer.Typer(add_completion=False)


@app.command(
    cls=Errand,
    help=said("恢复：把备份写到空处，核验台账并巡检", "restore a backup into an empty place, and verify it"),
)
def restore(
    archive: Path = typer.Argument(..., metavar=said("备份文件", "BACKUP")),
    to: Path = typer.Option(
        ..., "--to", metavar=said("空文件夹", "FOLDER"), help=said("恢复到哪里", "where to")
    ),
    database: str = typer.Option(
        "",
        "--database",
        help=said(
            "PostgreSQL 的备份：恢复到哪个空数据库", "of a PostgreSQL backup: into which empty database"
        ),
    ),
    digest: str = typer.Option("", "--digest", help=said("备份时的清单摘要", "the digest of its manifest")),
) -> None:
    from flows import restore as restoring
    from flows.checkup import check_up
    from flows.ladder_pace import RESTORED
    from flows.office import Office
    from records.checkups.checkup import Level, worst

    done = restoring.restore(archive, to, database=database, digest=digest)
    # For some days nobody is told of being late: what was done since the backup has to be entered first.
    (done.home / RESTORED).write_text(f"{beijing_day(now())}\n", encoding="utf-8")
    say(
        Words(
            "已恢复到 {home}：{made}的备份，{files}个文件。台账完好：{entries}条记录，{chains}条链，与备份清单所记的末端一致",
            "restored to {home}: the backup of {made}, {files} files. The ledger holds: {entries} entries in {chains} chains, and ends "
            "where the manifest says",
            home=done.home,
            made=done.made_at[:16].replace("T", " "),
            files=done.files,
            entries=done.verified.entries,
            chains=done.verified.chains,
        )
    )
    place = {"home": done.home, "database": database, "court_directory": done.court, "ledger_hash": ""}
    office = Office.of(settings().model_copy(update=place))
    try:
        findings = check_up(office, now())
    finally:
        office.store.close()
    show_findings(findings)
    say(
        Words(
            "启用时请设置 ZELIAN_HOME={home}{court}，并放回密钥",
            "to work with it set ZELIAN_HOME={home}{court}, and put the keys back",
            home=done.home,
            court=f" ZELIAN_COURT_DIRECTORY={done.court}" if done.court else "",
        )
    )
    raise typer.Exit({Level.WARN: 1, Level.FAULT: 2}.get(worst(findings), 0))
