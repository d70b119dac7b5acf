"""zelian season export: the event log of a season as XES, and whether it keeps to the table of lawful steps."""

from __future__ import annotations

from pathlib import Path

import typer

from console.commands.season import LABEL, WHO, app
from console.conforming import show_conformance
from console.misuse import missing
from console.office import actor, now, office
from console.speech import said, say
from rules.labels import Words
from rules.roles import Role

XES = typer.Option(
    None,
    "--xes",
    metavar=said("文件", "FILE"),
    help=said("写成 XES（.xes 或 .xes.gz）", "write XES (.xes or .xes.gz)"),
)
CHECK = typer.Option(
    False,
    "--check",
    help=said("逐条核对：每一步是否合于程序表", "hold every act against the table of lawful steps"),
)
CODES = typer.Option(
    False,
    "--with-codes",
    help=said("人员用代码、案件写案号（入台账）", "people by code, cases by number (noted in the ledger)"),
)
CLUES = typer.Option(
    False,
    "--with-clues",
    help=said(
        "含线索的办理，须写明 --reason（入台账）", "with acts on clues; needs --reason (noted in the ledger)"
    ),
)
REASON = typer.Option("", "--reason", help=said("用途", "for what purpose"))


@app.command(
    "export", help=said("导出事件日志（XES），或者核对其合于程序", "export the event log (XES), or check it")
)
def export(
    label: str = LABEL,
    *,
    xes: Path | None = XES,
    check: bool = CHECK,
    with_codes: bool = CODES,
    with_clues: bool = CLUES,
    reason: str = REASON,
    by: str | None = WHO,
) -> None:
    from flows import event_logs
    from flows.event_logs import Wanted
    from state_machines.conformance import conformance

    wanted = Wanted(with_codes, with_clues, reason)
    if xes is not None:
        written = event_logs.export_season(
            office(), label, xes, wanted, by=actor(Role.TRIAL_MANAGEMENT, by), now=now()
        )
        say(told(written))
        if check:
            show_conformance(xes)
        return
    if not check:
        raise missing("--xes")
    with office().store.read() as session:
        count, traces = event_logs.season_traces(office(), session, label, wanted)
        show_conformance(conformance(traces, count))


def told(written: object) -> Words:
    """One line on a log that was written."""
    from documents.xes_file import Written

    assert isinstance(written, Written)  # typed so, the module of XES is loaded only when a log is written
    return Words(
        "{path}：{traces}条轨迹，{events}个事件。SHA-256：{digest}",
        "{path}: {traces} traces, {events} events. SHA-256: {digest}",
        path=written.path,
        traces=written.traces,
        events=written.events,
        digest=written.sha256,
    )
