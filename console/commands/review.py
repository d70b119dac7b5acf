"""zelian review: the main job. Without lists it plays a whole quarter on a sample province; with lists it is the real thing."""

from __future__ import annotations

from pathlib import Path

import typer

from console.dates import quarter_of
from console.desks import Errand
from console.speech import said, say
from rules.labels import Words

app = typer.Typer(add_completion=False)


@app.command(
    cls=Errand,
    help=said(
        "不带清单：在示例省份上演完整一个季度；带清单：用本院清单实际办理，到需要人办的地方停下",
        "without lists: play a whole quarter on a sample province; with lists: the real thing, up to where people must act",
    ),
)
def review(
    cases: list[Path] = typer.Option(
        [], "--cases", help=said("结案清单，可多次", "case lists; may be repeated")
    ),
    season: str = typer.Option("", "--season", help="2026Q3"),
    seed: str = typer.Option("", "--seed", help=said("公开种子", "the public seed")),
    accept_good_rows: bool = typer.Option(
        False, "--accept-good-rows", help=said("先导入无误的行", "take in the good rows")
    ),
    files_are_in: bool = typer.Option(
        False, "--files-are-in", help=said("卷宗均已电子归档", "all files are electronic")
    ),
) -> None:
    if not cases:
        say(
            Words(
                "责链：在示例省份上演一个季度（全部为示例数据）……",
                "Zelian: a quarter on a sample province (sample data throughout) …",
            )
        )
        from console.sample.play import play

        play(season or "2026Q3", seed or "20261015-SAMPLE-0088")
        return
    from console.installation import settings
    from console.misuse import missing
    from console.office import now, office
    from console.own_lists import Wanted, run

    if not season:
        raise missing("--season")
    season = quarter_of(season)
    say(Words("责链：开始办理{season}……", "Zelian: working on {season} …", season=season))
    waits = run(
        office(),
        Wanted(
            cases,
            season,
            seed,
            settings().court,
            settings().operator,
            accept_good_rows=accept_good_rows,
            files_are_in=files_are_in,
        ),
        clock=now,
        say=say,
    )
    say(Words("——\n下一步：{waits}", "——\nNext: {waits}", waits=waits))
