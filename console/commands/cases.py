"""zelian cases: case lists in, and the empty form for courts to fill in."""

from __future__ import annotations

from pathlib import Path

import typer

from console.desks import Desk
from console.office import actor, now, office
from console.speech import said, say
from rules.labels import Words
from rules.roles import Role

app = Desk(Words("案件：导入结案清单", "cases: take in case lists"))


@app.command(
    "import", help=said("导入结案清单（xlsx、xls、ods、csv）", "take in case lists (xlsx, xls, ods, csv)")
)
def import_lists(
    files: list[Path] = typer.Argument(..., help=said("清单文件", "the lists")),
    accept_good_rows: bool = typer.Option(
        False,
        "--accept-good-rows",
        help=said(
            "有错误时先导入无误的行，错误行另存退回",
            "take in the good rows; the faulty ones are written to be sent back",
        ),
    ),
    court: str = typer.Option(
        "", "--court", help=said("清单未写法院时的法院", "the court of rows that name none")
    ),
) -> None:
    from flows.intake import take_in_lists

    intake = take_in_lists(
        office(),
        files,
        accept_good_rows=accept_good_rows,
        court=court,
        by=actor(Role.TRIAL_MANAGEMENT),
        now=now(),
    )
    for each in intake:
        for words in each.told():
            say(words)


@app.command("template", help=said("生成空白清单", "write the empty form"))
def write_template(path: Path = typer.Argument(..., help=said("文件名", "file"))) -> None:
    from documents.case_list_template import write_template as write_form

    write_form(path)
    say(Words("已写出空白清单：{path}", "the empty form was written: {path}", path=path))
