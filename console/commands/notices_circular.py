"""zelian notices circular: the month's circular of alerts, on the screen and as a workbook (预警通报)."""

from __future__ import annotations

from pathlib import Path

import typer

from console.commands.notices import app
from console.office import now, office
from console.speech import said, say, table
from rules.labels import Words
from rules.roles import Role


@app.command("circular", help=said("预警通报：一月的催办、签收、升级", "the circular of alerts: a month's urging, acknowledgements, escalations"))  # fmt: skip
def circular(
    month: str = typer.Argument(..., metavar=said("月份", "MONTH"), help=said("如 2026-10", "as 2026-10")),
    save: Path | None = typer.Option(None, "--save", help=said("另存为 xlsx", "write it as xlsx")),
) -> None:
    from documents import alert_tables as tables
    from documents.workbook import write_workbook
    from flows.alert_circular import alert_month
    from rules.clocks import beijing_day

    found = alert_month(office(), month)
    roles = {role.value: Words(role.zh, role.en) for role in Role}
    sheets = (
        tables.messages(found.rungs, found.alarms),
        tables.by_label(Words("各法院", "By court"), Words("法院", "court"), found.by_court, {}),
        tables.by_label(Words("各角色", "By role"), Words("角色", "role"), found.by_role, roles),
        tables.notes(found.level, found.smallest_cell),
    )
    title = Words("{month}预警通报{mark}", "Circular of alerts, {month}{mark}", month=month,
                  mark=Words("（示例数据）", " (SAMPLE DATA)") if office().sample else "")  # fmt: skip
    say(title)
    for sheet in sheets:
        table(sheet.name, tuple(column.head for column in sheet.columns), [tuple("" if cell is None else cell for cell in row) for row in sheet.rows])  # fmt: skip
    if save is not None:
        path = save if save.suffix == ".xlsx" else save.with_name(f"{save.name}.xlsx")
        digest = write_workbook(path, sheets, title=title, author=office().court, dated=beijing_day(now()), language=office().language)  # fmt: skip
        say(
            Words(
                "已写入 {path}，SHA-256 {digest}",
                "written to {path}, SHA-256 {digest}",
                path=path,
                digest=digest,
            )
        )
