"""Runs nobody is running any more (失联的运行记录): what a killed process left as "running", and schedules long missed.

A tick sees everything that is due, so a missed one needs no making up; a hundred of them in a row would only cost time.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowRunFilter
from prefect.client.schemas.objects import State
from prefect.states import Cancelled, Crashed

from flows.observed import TAG

LOST_AFTER = timedelta(hours=1)
"""A tick takes seconds; one that has been running for an hour has lost its process."""
MISSED_AFTER = timedelta(minutes=30)
PAGE = 200


def sweep(now: datetime) -> tuple[int, int]:
    """Close our runs that lost their process, and those whose hour passed unused; returns how many of each.

    Only runs with our tag: a server that is shared keeps everybody else's.
    """
    lost = _close(
        _ours("RUNNING", {"start_time": {"before_": now - LOST_AFTER}}),
        Crashed(message="运行进程已中断；事项本身不受影响，由下一次运行接着办理"),
    )
    missed = _close(
        _ours("SCHEDULED", {"expected_start_time": {"before_": now - MISSED_AFTER}}),
        Cancelled(message="已错过时刻；由下一次运行一并办理"),
    )
    return lost, missed


def _ours(state: str, more: dict[str, Any]) -> FlowRunFilter:
    return FlowRunFilter.model_validate(
        {"tags": {"all_": [TAG]}, "state": {"type": {"any_": [state]}}} | more
    )


def _close(which: FlowRunFilter, state: State[Any]) -> int:
    closed = 0
    with get_client(sync_client=True) as client:
        while runs := client.read_flow_runs(flow_run_filter=which, limit=PAGE):
            for run in runs:
                client.set_flow_run_state(run.id, state.model_copy(), force=True)
            closed += len(runs)
    return closed
