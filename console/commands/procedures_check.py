"""zelian procedures check: are the tables sound; and an event log that somebody holds, against the tables."""

from __future__ import annotations

from pathlib import Path

import typer

from console.commands.procedures import app
from console.conforming import show_conformance
from console.speech import said
from console.tables_sound import show_soundness


@app.command(
    "check",
    help=said(
        "核对各程序表是否健全；给出日志（XES）的，核对该日志是否合于程序表",
        "check that the tables are sound; given an event log (XES), hold it against them",
    ),
)
def check(
    log: Path | None = typer.Argument(
        None, metavar=said("日志", "LOG"), help=said("XES 文件", "an XES file")
    ),
) -> None:
    if log is None:
        from console.installation import rules_in_use

        show_soundness(rules_in_use())
    else:
        show_conformance(log)
