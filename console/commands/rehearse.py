"""zelian rehearse: what happens if a case is handled like this; nothing real is touched.

It ends with 0 where every expectation of the script was met (or none was given), with 1 where one was not.
"""

from __future__ import annotations

from pathlib import Path

import typer

from console.desks import Errand
from console.speech import as_json, said, say
from rules.errors import Fault, FaultyInput
from rules.labels import Words

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
    files: list[Path] = typer.Argument(
        metavar=said("剧本", "SCRIPT"),
        help=said(
            "剧本，可多个；写文件夹则为其中全部剧本，如 tests/cases/discipline",
            "one script or several; a folder stands for all in it, such as tests/cases/discipline",
        ),
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
    from console.rehearsal.stage import play
    from console.rehearsal.telling import told
    from documents.text_files import text_of

    book, days = rules_in_use(), calendar_in_use()
    scripts, unmet, records = _scripts(files), 0, []
    for script in scripts:
        account = play(read_scenario(text_of(script), script.name, book), book, days)
        checked = checks(account)
        missed = [check for check in checked if not check.met]
        unmet += len(missed)
        if json:
            records.append(record(account, checked))
        elif len(scripts) == 1:
            for line in told(account, checked, explained=explain):
                say(line)
        else:
            say(_in_a_line(script, len(checked), len(missed)))
    if json:
        as_json(records[0] if len(scripts) == 1 else records)
    elif len(scripts) > 1:
        say(
            Words(
                "共{count}个剧本，{unmet}项预期不符",
                "{count} scripts, {unmet} expectations not met",
                count=len(scripts),
                unmet=unmet,
            )
        )
    if unmet:
        raise typer.Exit(NOT_AS_EXPECTED)


def _scripts(named: list[Path]) -> list[Path]:
    """The scripts named; of a folder all that lie in it."""
    found = [
        script for each in named for script in (sorted(each.rglob("*.yaml")) if each.is_dir() else [each])
    ]
    if not found:
        raise FaultyInput(
            [
                Fault(
                    Words("{place}", "{place}", place="、".join(map(str, named))),
                    Words("没有剧本（*.yaml）", "holds no script (*.yaml)"),
                    Words("请核对文件夹", "check the folder"),
                )
            ]
        )
    return found


def _in_a_line(script: Path, expected: int, missed: int) -> Words:
    mark = "✗" if missed else "✓"
    return Words(
        "{mark} {name}：{expected}项预期，{missed}项不符",
        "{mark} {name}: {expected} expectations, {missed} not met",
        mark=mark,
        name=script.stem,
        expected=expected,
        missed=missed,
    )
