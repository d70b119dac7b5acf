"""zelian tick: do once what falls to nobody's hand: time limits, what goes forward by itself, notices."""

from __future__ import annotations

from datetime import datetime

import typer

from console.dates import instant_of
from console.desks import Errand
from console.installation import settings
from console.speech import complain, said, say
from rules.clocks import BEIJING
from rules.labels import Words
from rules.quarters import Quarter

app = typer.Typer(add_completion=False)


@app.command(
    cls=Errand,
    help=said(
        "例行办理一次：期限、自动推进、通知送达", "do the routine once: time limits, progress, notices"
    ),
)
def tick(
    season: str = typer.Option(
        "", "--season", help=said("只推进这一季，如 2021Q3；缺省为在办各季", "this season only, as 2021Q3")
    ),
    now: str = typer.Option(
        "",
        "--now",
        help=said("按此时刻办理，缺省为现在；不写时区即北京时间", "as of this time, by default now"),
    ),
    without_prefect: bool = typer.Option(
        False, "--without-prefect", help=said("直接办理，不留流程记录", "do it without a flow record")
    ),
) -> None:
    from flows.clockwork import NOTHING, Clockwork
    from flows.office import Office
    from flows.prefect_home import drain, prepare

    at = instant_of(now) if now else datetime.now(BEIJING)
    label = str(Quarter.parse(season)) if season else None
    if not without_prefect:
        prepare(settings().home)
    office = Office.of(settings())
    try:
        nothing = True
        for words in Clockwork(office, with_prefect=not without_prefect).go_round(at, label):
            say(words)
            nothing = False
        if nothing:
            say(NOTHING)
        elif not without_prefect and (missing := drain()):
            complain(
                Words(
                    "流程记录缺 {n} 项，事项本身不受影响",
                    "{n} records of tasks are missing; the work itself is done",
                    n=missing,
                )
            )
    finally:
        office.store.close()
