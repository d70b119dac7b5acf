"""zelian discipline, from the record: the register, its figures, and who may answer for the case of a matter."""

from __future__ import annotations

from pathlib import Path

import typer

from console.commands.discipline import app, show_table
from console.dates import day_of
from console.looks import AS, WHO, WHY, enter
from console.office import actor, as_seen_by
from console.speech import as_json, said, say, table
from rules.labels import Words

YEAR = typer.Option(0, "--year", metavar=said("年份", "YEAR"), help=said("默认全部", "all by default"))
JSON = typer.Option(False, "--json", help=said("输出 JSON", "print JSON"))


@app.command(
    "register",
    help=said("登记簿：案件、阶段、审查意见、期限", "the register: matters, stages, findings, limits"),
)
def register(
    year: int = YEAR, role: str = AS, by: str | None = WHO, reason: str = WHY, json: bool = JSON
) -> None:
    from flows import discipline_register
    from records.reads import Look
    from rules.committee_findings import Finding
    from state_machines.disciplinary_prereview.terms import Source

    rows = discipline_register.register(as_seen_by(role, by), actor(role, by).role, year or None)
    enter(Look.LIST, of=[row.ref for row in rows], role=role, by=by, reason=reason)
    if json:
        as_json([
            {"ref": row.ref, "case_no": row.case_no, "court": row.court, "opened_on": row.opened_on, "state": row.state,
             "source": row.facts.get("source"), "item": row.facts.get("item"), "finding": row.facts.get("finding"),
             "decision": row.decision or None, "decision_state": row.decision_state, "sanction": row.facts["sanction"],
             "limit": row.limit, "due": row.due, "late": row.late}
            for row in rows
        ])  # fmt: skip
        return
    table(
        Words("惩戒登记簿{n}件", "register of discipline: {n} matters", n=len(rows)),
        (Words("事项", "ref"), Words("案号", "case"), Words("法院", "court"), Words("登记", "opened"), Words("来源", "source"), Words("条项", "item"),
         Words("阶段", "stage"), Words("审查意见", "finding"), Words("决定", "decision"), Words("期限", "limit"), Words("届满", "due"), Words("逾期", "late")),
        [
            (row.ref, row.case_no or "—", row.court, row.opened_on, Source(row.facts["source"]), row.facts.get("item") or "—",
             row.state, Finding(row.facts["finding"]) if row.facts.get("finding") else "—", row.decision_state or "—",
             row.limit or "—", row.due or "—", Words("是", "yes") if row.late else "")
            for row in rows
        ],
    )  # fmt: skip


@app.command("statistics", help=said("统计：来源、条项、意见、各阶段用时与期限；只列件数", "figures: counts only, and the time of each stage"))  # fmt: skip
def statistics(year: int = YEAR, role: str = AS, by: str | None = WHO, reason: str = WHY) -> None:
    from flows.discipline_register import figures
    from records.reads import Look

    found = figures(as_seen_by(role, by), year or None)
    enter(Look.LIST, role=role, by=by, reason=reason)
    say(Words("共{n}件，未办结{open}件。只列件数；件数少，不计算比率。", "{n} matters, {open} open. Counts only: too few for rates.", n=found.matters, open=found.open))  # fmt: skip
    for name, values in found.groups:
        total = sum(number for _, number in values)
        table(name, (name, Words("件", "matters")), [(value, Words("{k}/{n}", "{k} of {n}", k=number, n=total)) for value, number in values])  # fmt: skip
    table(
        Words("各阶段用时（日历日；只计已离开该阶段的）", "days in each stage (calendar days, of those that left it)"),
        (Words("程序", "procedure"), Words("阶段", "stage"), Words("件", "matters"), Words("最短", "least"), Words("中位", "median"), Words("最长", "most")),
        [(stage.procedure, stage.state, stage.left, stage.days[0], f"{stage.days[1]:g}", stage.days[2]) for stage in found.stages],
    )  # fmt: skip
    table(
        Words("期限", "time limits"),
        (Words("程序", "procedure"), Words("期限", "limit"), Words("按期", "in time"), Words("逾期", "late"), Words("进行中", "running")),
        [
            (kept.procedure, kept.limit, Words("{k}/{n}", "{k} of {n}", k=kept.in_time, n=kept.in_time + kept.late), kept.late, kept.running)
            for kept in found.limits
        ],
    )  # fmt: skip


@app.command("derive", help=said("按案卷推导责任分工：谁可能担责，谁不是，还须查明什么", "who may answer for the case of a matter, and why others do not"))  # fmt: skip
def derive(
    ref: str = typer.Argument(..., metavar=said("事项", "REF"), help="惩戒2026-0001"),
    decided_on: str = typer.Option("", "--decided-on", help=said("裁判日期；默认按结案清单", "day of the judgment; by default as on the register of closed cases")),
    record: Path | None = typer.Option(None, "--record", metavar=said("案件记录", "RECORD"), help=said("案卷没有的（评议意见、汇报等），格式见 docs/handbook/liability.md", "what the matter does not know (votes, report …)")),
    role: str = AS,
    by: str | None = WHO,
    reason: str = WHY,
    json: bool = JSON,
) -> None:  # fmt: skip
    from flows import derivations
    from records.reads import Look

    day = day_of(decided_on, "--decided-on") if decided_on else None
    found = derivations.derive(as_seen_by(role, by), ref, decided_on=day, record=record)
    enter(Look.PROCEEDING, of=[ref], role=role, by=by, reason=reason)
    show_table(found, json=json)
