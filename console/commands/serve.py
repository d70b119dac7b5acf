"""zelian serve: keep the routine going: Prefect's server, its schedules, and the loop that looks every minute."""

from __future__ import annotations

import os
import signal
from contextlib import ExitStack
from datetime import UTC, datetime
from types import FrameType
from typing import Any, NoReturn

import typer

from console.desks import Errand
from console.installation import settings
from console.speech import complain, said, say
from rules.errors import AccountabilityError
from rules.labels import Words

app = typer.Typer(add_completion=False)


@app.command(
    cls=Errand,
    help=said("值守：按时办理期限、推进、送达，直到 Ctrl-C", "stay and do the routine on time, until Ctrl-C"),
)
def serve() -> None:
    from flows.clockwork import Clockwork, running
    from flows.office import Office
    from flows.prefect_home import prepare

    prepare(settings().home)
    office = Office.of(settings())
    # A service manager ends us by SIGTERM: the same wish as Ctrl-C. A shell script that starts us in the background
    # has Ctrl-C ignored, and with it everything that rests on it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, _as_ctrl_c)
    try:
        with ExitStack() as watch:
            schedules = _schedules(watch)
            watch.enter_context(running(Clockwork(office, with_prefect=bool(schedules)), say))
            say(Words("值守开始，按 Ctrl-C 结束", "on watch; Ctrl-C ends it"))
            if schedules:
                _keep(schedules)
            else:
                signal.pause()
    except KeyboardInterrupt:
        pass
    finally:
        office.store.close()
    say(Words("值守结束", "the watch is over"))


def _schedules(watch: ExitStack) -> list[Any]:
    """The schedules to keep, with a server of Prefect that ends with the watch; none where there is no Prefect.

    Prefect is imported here, before the loop begins: two threads that import it at once can wait for each other for ever.
    """
    from flows.prefect_server import server

    say(Words("正在启动流程记录（初次约十秒）…", "starting the flow record (about ten seconds at first)…"))
    try:
        os.environ["PREFECT_API_URL"] = address = watch.enter_context(server())
        from flows.deployments import deployments, plan

        planned = deployments(plan())
        _sweep()
    except AccountabilityError:
        raise
    except Exception as trouble:  # noqa: BLE001 - no outage of Prefect keeps us from watching over time limits
        complain(
            Words(
                "Prefect 不可用（{why}）；照常值守，不留流程记录",
                "Prefect is not available ({why}); on watch all the same, without a flow record",
                why=trouble,
            )
        )
        return []
    say(Words("流程页面：{page}", "Prefect's pages: {page}", page=address.removesuffix("/api")))
    return planned


def _sweep() -> None:
    from flows.stale_runs import sweep

    lost, missed = sweep(datetime.now(UTC))
    if lost or missed:
        say(
            Words(
                "清理失联的运行记录 {lost} 条、错过的定时任务 {missed} 条",
                "closed {lost} runs that lost their process and {missed} that were missed",
                lost=lost,
                missed=missed,
            )
        )


def _keep(schedules: list[Any]) -> None:
    """Serve the schedules until Ctrl-C. Whatever ends them early, the loop that looks every minute goes on."""
    from flows.deployments import serve as keep

    try:
        keep(schedules)
    except Exception as trouble:  # noqa: BLE001 - as above
        complain(
            Words(
                "定时任务中断（{why}）；例行办理照常",
                "the schedules broke off ({why}); the routine goes on",
                why=trouble,
            )
        )
        signal.pause()


def _as_ctrl_c(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt
