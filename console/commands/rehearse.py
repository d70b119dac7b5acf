"""zelian rehearse: what happens if a case is handled like this; nothing real is touched.

It ends with 0 where every expectation of the script was met (or none was given), with 1 where one was not.
"""

from __future__ import annotations

from pathlib import Path

import typer

from console.desks import Errand
from console.speech import as_json, said, say

NOT_AS_EXPECTED = 1

app = typer.Typer(add_completion=False)


@app.command(
    cls=Errand,
    no_args_is_help=True,
    help=said(
        "推演：照剧本办一遍，看会怎样；不碰真实数据。格式见 docs/handbook/rehearse.md",
        "play a script and see what happens; no real data is touched. The form: docs/handbook/rehearse.en.md",
    ),
)
def rehearse(
    file: Path = typer.Argument(
        metavar=said("剧本", "SCRIPT"),
        help=said("如 tests/cases/异议成立.yaml", "such as tests/cases/异议成立.yaml"),
    ),
    explain: bool = typer.Option(
        False, "--explain", help=said("逐步说明各期限怎么算出来", "explain every time limit step by step")
    ),
    json: bool = typer.Option(False, "--json", help=said("输出 JSON", "print JSON")),
) -> None:
    from console.installation import calendar_in_use, rules_in_use
    from console.rehearsal.checks import checks
    from console.rehearsal.record import record
    from console.rehearsal.scenario import read_scenario
    from console.rehearsal.script import read_file
    from console.rehearsal.stage import play
    from console.rehearsal.telling import told

    book = rules_in_use()
    account = play(read_scenario(read_file(file), file.name, book), book, calendar_in_use())
    checked = checks(account)
    if json:
        as_json(record(account, checked))
    else:
        for line in told(account, checked, explained=explain):
            say(line)
    if not all(check.met for check in checked):
        raise typer.Exit(NOT_AS_EXPECTED)
