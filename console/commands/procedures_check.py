"""zelian procedures check: an event log that somebody holds, against the table of lawful steps."""

from __future__ import annotations

from pathlib import Path

import typer

from console.commands.procedures import app
from console.conforming import show_conformance
from console.speech import said


@app.command(
    "check", help=said("核对一份事件日志（XES）是否合于程序表", "hold an event log (XES) against the table")
)
def check(
    log: Path = typer.Argument(..., metavar=said("日志", "LOG"), help=said("XES 文件", "an XES file")),
) -> None:
    show_conformance(log)
