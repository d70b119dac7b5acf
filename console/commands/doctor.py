"""zelian doctor: is everything as it must be? Every standing invariant, held against live data (巡检)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from console.desks import Errand
from console.installation import settings
from console.office import now, office
from console.speech import as_json, language, said, say, table
from rules.labels import Words, in_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from records.checkups.checkup import Finding

app = typer.Typer(add_completion=False)


@app.command(
    cls=Errand,
    help=said(
        "巡检：逐项核对在办数据；0 正常，1 有提醒，2 有异常",
        "check-up: hold live data against what must be so; 0 all well, 1 warnings, 2 faults",
    ),
)
def doctor(
    notify: bool = typer.Option(
        False,
        "--notify",
        help=said("异常的通知审管办（每项每日一次）", "tell the office of faults, once a day"),
    ),
    json: bool = typer.Option(False, "--json", help=said("输出 JSON", "print JSON")),
) -> None:
    from flows.checkup import check_up, report
    from records.checkups.checkup import Level, worst

    findings = [*check_up(office(), now()), _prefect()]
    if notify:
        report(office(), findings, now())
    show_findings(findings, json=json)
    raise typer.Exit({Level.WARN: 1, Level.FAULT: 2}.get(worst(findings), 0))


def show_findings(findings: Sequence[Finding], *, json: bool = False) -> None:
    """The findings as a table, then what to do about each that is not well."""
    if json:
        as_json(
            [
                {
                    "code": each.code,
                    "level": each.level,
                    "what": each.words,
                    "count": each.count,
                    "first": [in_language(one, language()) for one in each.first],
                    "mend": each.mend,
                }
                for each in findings
            ]
        )
        return
    table(
        Words("巡检{count}项", "{count} check-ups", count=len(findings)),
        (Words("结论", "finding"), Words("应当如此", "what must be so"), Words("不符", "not so"), Words("首见", "first")),
        [
            (
                each.level,
                each.words,
                each.count or "",
                "；".join(str(in_language(one, language())) for one in each.first),
            )
            for each in findings
        ],
    )  # fmt: skip
    for each in findings:
        if each.mend is not None:
            say(
                Words(
                    "{level}　{what}：{mend}",
                    "{level}  {what}: {mend}",
                    level=each.level,
                    what=each.words,
                    mend=each.mend,
                )
            )


def _prefect() -> Finding:
    """Whether Prefect's server answers: a note, for no time limit waits for it."""
    from flows.prefect_server import reachable
    from records.checkups.checkup import Finding, Level

    words = Words("流程记录（Prefect）可以连通", "Prefect's server can be reached")
    if reachable(settings().home):
        return Finding("prefect", words, Level.OK)
    mend = Words(
        "没有连通：例行办理照常，只是不留流程记录；运行 zelian serve 即启动",
        "not reached: the routine goes on without a flow record; zelian serve starts it",
    )
    return Finding("prefect", words, Level.NOTE, 1, (), mend)
