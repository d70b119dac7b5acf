"""zelian season replay: past quarters through changed parameters; who would have been drawn, graded or late differently."""

from __future__ import annotations

import json as form
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from console.commands.season import app
from console.dates import quarter_of
from console.installation import rules_in_use, settings, today
from console.misuse import missing
from console.office import office
from console.speech import language, said, say, table
from rules.labels import Words

if TYPE_CHECKING:
    from documents.workbook import Sheet
    from flows.replay import Asked
    from rules.replays import Replay


@app.command(
    "replay",
    help=said(
        "重演：换一组参数，看过去的季度抽取、等次、期限会有什么不同；只读，不改任何记录",
        "replay past quarters through changed parameters: draw, grades, limits; it reads and changes nothing",
    ),
)
def replay(
    labels: list[str] = typer.Argument(..., metavar=said("季度…", "QUARTER…"), help="2026Q3 2026Q4"),
    *,
    changed: Path | None = typer.Option(
        None,
        "--with",
        metavar=said("参数文件", "FILE"),
        help=said(
            "改动的参数（YAML）：写“参数: 值”，或者照 config/parameters/ 的格式",
            "changed parameters (YAML): “key: value”, or the form of config/parameters/",
        ),
    ),
    details: bool = typer.Option(False, "--details", help=said("逐件列出", "list every case and act")),
    json: Path | None = typer.Option(
        None, "--json", metavar=said("文件", "FILE"), help=said("结果另存为 JSON", "write the result as JSON")
    ),
    xlsx: Path | None = typer.Option(
        None,
        "--xlsx",
        metavar=said("文件", "FILE"),
        help=said("结果另存为 Excel", "write the result as xlsx"),
    ),
    sweep: str = typer.Option(
        "",
        "--sweep",
        metavar=said("参数=值", "KEY=VALUES"),
        help=said(
            "逐个试一个参数的几个值：grading.qualified_from=70..80，或者 70,75,80",
            "try several values of one parameter: grading.qualified_from=70..80, or 70,75,80",
        ),
    ),
    cases: list[Path] = typer.Option(
        [],
        "--cases",
        metavar=said("清单", "LIST"),
        help=said("没有在册的季度时，按结案清单试抽", "no season on file: try on a case list"),
    ),
    seed: str = typer.Option("", "--seed", help=said("按清单试抽用的种子", "the seed to try a list with")),
    accept_good_rows: bool = typer.Option(
        False, "--accept-good-rows", help=said("清单有误的行不用", "leave out faulty rows of a list")
    ),
) -> None:
    from console.sweeps import sweep_table, values_of
    from flows.replay import Asked, replay_seasons
    from rules.changed_parameters import read_entries

    seasons = [quarter_of(label) for label in labels]
    if changed is None and not sweep:
        raise missing("--with")
    if cases and not seed:
        raise missing("--seed")
    asked = Asked(
        read_entries(_read(changed), changed.name) if changed else {}, changed.name if changed else ""
    )

    def done(wanted: Asked) -> list[Replay]:
        if cases:
            return [_on_lists(cases, seasons, seed, wanted, accept_good_rows)]
        return replay_seasons(office(), seasons, wanted)

    if sweep:
        _show(sweep_table(values_of(sweep), asked, done))
        if changed is None:
            _caution()
            return
    _told(done(asked), details=details, json=json, xlsx=xlsx)


def _read(path: Path) -> str:
    from rules.errors import Fault, FaultyInput

    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FaultyInput([Fault(
            Words("参数文件“{path}”", "file “{path}”", path=path),
            Words("不能读取", "cannot be read"),
            Words("请核对路径；文件应为 UTF-8 编码的 YAML", "check the path; it must be YAML in UTF-8"))]) from error  # fmt: skip


def _on_lists(
    cases: list[Path], seasons: list[str], seed: str, asked: Asked, accept_good_rows: bool
) -> Replay:
    from flows.replay_lists import replay_lists
    from rules.errors import Fault, FaultyInput
    from rules.quarters import Quarter

    if len(seasons) != 1:
        raise FaultyInput([Fault(
            Words("季度", "the quarters"),
            Words("按清单试抽一次只能一个季度", "a list is tried for one quarter at a time"),
            Words("请只写一个季度", "name one quarter"))])  # fmt: skip
    return replay_lists(
        cases,
        Quarter.parse(seasons[0]),
        seed,
        asked,
        rules_in_use(),
        today=today(),
        court=settings().court,
        accept_good_rows=accept_good_rows,
    )


def _told(replays: list[Replay], *, details: bool, json: Path | None, xlsx: Path | None) -> None:
    from documents import replay_summary, replay_tables

    _show(replay_summary.summary(replays))
    _show(replay_tables.changes(replays, language()))
    for replay_ in replays:
        for note in (*((replay_.no_draw,) if replay_.no_draw else ()), *replay_.notes):
            say(Words("{season}：{note}", "{season}: {note}", season=replay_.season, note=note))
        if not replay_.differs:
            say(
                Words(
                    "{season}：没有任何不同",
                    "{season}: nothing would have been different",
                    season=replay_.season,
                )
            )
    if details:
        _list(replays)
    _caution()
    _save(replays, json, xlsx)


def _list(replays: list[Replay]) -> None:
    """Every case and act that would have been treated otherwise, and how each new date is counted."""
    from documents import replay_tables
    from rules.clocks import explain

    for sheet in replay_tables.details(replays, language())[1:-1]:
        _show(sheet)
    _show(replay_tables.acts(replays, language(), explained=False))
    for act in (act for each in replays for act in each.retimed):
        shown = act.after.due.shown
        say(
            Words("{ref}{act}：{shown}", "{ref} {act}: {shown}", ref=act.ref, act=act.before.act, shown=shown)
        )
        for line in explain(act.after.due, language()):
            say(f"  {line}")


def _save(replays: list[Replay], json: Path | None, xlsx: Path | None) -> None:
    from documents import replay_record, replay_tables
    from documents.whole_files import write_whole

    if json is not None:
        found = [replay_record.record(each, language()) for each in replays]
        write_whole(json, form.dumps(found, ensure_ascii=False, indent=1).encode())
        say(str(json))
    if xlsx is not None:
        replay_tables.write_replay(replays, xlsx, author=settings().court, dated=today(), language=language())
        say(str(xlsx))


def _show(sheet: Sheet) -> None:
    table(sheet.name, [column.head for column in sheet.columns], sheet.rows)


def _caution() -> None:
    from rules.replays import HYPOTHETICAL

    say(HYPOTHETICAL)
