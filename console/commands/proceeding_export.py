"""zelian proceeding export: the event log of one proceeding as XES."""

from __future__ import annotations

from pathlib import Path

import typer

from console.commands.proceeding import REF, app
from console.commands.season import WHO
from console.commands.season_export import CHECK, CLUES, CODES, REASON, told
from console.conforming import show_conformance
from console.looks import enter
from console.office import actor, as_seen_by, now
from console.speech import said, say
from rules.roles import Role


@app.command(
    "export", help=said("导出一个事项的事件日志（XES）", "export the event log of one proceeding (XES)")
)
def export(
    ref: str = REF,
    *,
    xes: Path = typer.Option(
        ..., "--xes", metavar=said("文件", "FILE"), help=said("写到哪里", "where to write it")
    ),
    check: bool = CHECK,
    with_codes: bool = CODES,
    with_clues: bool = CLUES,
    reason: str = REASON,
    by: str | None = WHO,
) -> None:
    from flows import event_logs
    from flows.event_logs import Wanted
    from records.proceedings import find
    from records.reads import Look

    wanted = Wanted(with_codes, with_clues, reason)
    seen = as_seen_by(Role.TRIAL_MANAGEMENT, by)
    with seen.store.read() as session:
        find(session, ref)
    enter(Look.EXPORT, of=[ref], by=by, reason=reason)
    written = event_logs.export_proceeding(
        seen, ref, xes, wanted, by=actor(Role.TRIAL_MANAGEMENT, by), now=now()
    )
    say(told(written))
    if check:
        show_conformance(xes)
