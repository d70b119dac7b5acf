"""The deployments (定时任务) of `config/deployments.yaml`: which flow is woken when. A court may change the file."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from prefect.deployments.runner import RunnerDeployment
from prefect.runner import Runner
from prefect.schedules import Cron
from prefect.types.entrypoint import EntrypointType
from pydantic import BaseModel, ConfigDict, ValidationError

from flows.observed import found
from rules.errors import Fault, FaultyInput
from rules.labels import Words

PLAN = Path(__file__).parent.parent / "config" / "deployments.yaml"


class Deployed(BaseModel):
    """One entry: a flow by its module path, and the times (cron) at which it is woken."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    flow: str
    description: str
    tags: list[str]
    cron: list[str]
    parameters: dict[str, Any] = {}
    paused: bool = False


class Plan(BaseModel):
    """The whole file. All times are in one time zone."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    timezone: str
    deployments: list[Deployed]


def plan(path: Path = PLAN) -> Plan:
    """Read the file.

    Raises:
        FaultyInput: every entry that is not well formed.
    """
    try:
        return Plan.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        raise FaultyInput([_fault(path, entry) for entry in error.errors()]) from None


def deployments(planned: Plan) -> list[RunnerDeployment]:
    """The deployments as Prefect serves them.

    A flow is named by its module path, never by its file: a file would be loaded a second time under another name.
    """
    return [
        found(entry.flow).to_deployment(
            entry.name,
            schedules=[Cron(times, timezone=planned.timezone) for times in entry.cron],
            parameters=entry.parameters,
            description=entry.description,
            tags=entry.tags,
            paused=entry.paused,
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
        for entry in planned.deployments
    ]


class Watch(Runner):
    """A runner that ends on SIGTERM as it does on Ctrl-C; Prefect's own way leaves before its runs are ended."""

    def handle_sigterm(self, *_: Any) -> None:
        signal.raise_signal(signal.SIGINT)


def serve(served: Iterable[RunnerDeployment]) -> None:
    """Run what falls due, until Ctrl-C. The schedules stay awake when we end: only the next start is missed.

    Raises:
        KeyboardInterrupt: Ctrl-C, after the runs in hand were ended.
    """
    runner = Watch(pause_on_shutdown=False)
    for deployment in served:
        runner.add_deployment(deployment)
    asyncio.run(runner.start())


def _fault(path: Path, entry: Any) -> Fault:
    place = ".".join(str(part) for part in entry["loc"])
    return Fault(
        Words("{file} 的 {place}", "{file}, {place}", file=path.name, place=place),
        Words("写法有误（{why}）", "not well formed ({why})", why=entry["msg"]),
        Words("请对照文件开头的说明改正", "see the head of the file"),
    )
