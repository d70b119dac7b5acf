"""Where Prefect keeps what it saw, and how it is set (流程留痕的设置). Prefect is imported by none of this before `prepare`.

Prefect's database is a view of what ran: it may be thrown away at any time. The measured reasons for each setting are
in docs/decisions/0020-flows.md; a wrong one loses records of tasks in silence, or talks to a stranger's server.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

FOLDER = "prefect-3.8"
"""One home for each minor version: a database once opened by a newer Prefect does not start under an older one."""

# fmt: off
SETTINGS = {
    # No phone-home: the first stops the client, the second the server.
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    # Recorded in batches. One at a time, which is the default, a process that ends takes most of its records with it.
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "200",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "200",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL": "1",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_BATCH_SIZE": "200",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_READ_BATCH_SIZE": "200",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_FLUSH_INTERVAL": "1",
    "PREFECT_SERVER_SERVICES_TRIGGERS_READ_BATCH_SIZE": "200",
    # Kept for thirty days: seconds for the one, ISO 8601 for the other, as each of them wants it.
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": "2592000",
    "PREFECT_SERVER_EVENTS_RETENTION_PERIOD": "P30D",
    # A small machine needs more than the usual 20 seconds for its first start.
    "PREFECT_SERVER_EPHEMERAL_ENABLED": "true",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "60",
    "PREFECT_SERVER_API_HOST": "127.0.0.1",
    "PREFECT_RESULTS_DEFAULT_SERIALIZER": "json",  # The default would write pickles.
    # An error of the work reaches its caller, who says it in words; the traceback is on Prefect's pages.
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
}
# fmt: on


def prepare(home: Path) -> None:
    """Set Prefect up to live under `home`; what the environment sets already is left as it is.

    Raises:
        RuntimeError: Prefect was imported before, and would go on with settings that lose records.
    """
    place = (home / FOLDER).resolve()
    wanted = SETTINGS | {
        "PREFECT_HOME": str(place),
        # Prefect unpacks its pages beside its own code otherwise, which an installation may not allow.
        "PREFECT_SERVER_UI_STATIC_DIRECTORY": str(place / "pages"),
    }
    missing = {name: value for name, value in wanted.items() if name not in os.environ}
    if missing and "prefect" in sys.modules:
        raise RuntimeError(
            f"prepare() comes before Prefect is imported; not set: {', '.join(sorted(missing))}"
        )
    os.environ |= missing
    Path(os.environ["PREFECT_HOME"]).mkdir(parents=True, exist_ok=True)


@contextmanager
def without_heartbeat() -> Iterator[None]:
    """Run flows of this process without their heartbeat, for whose thread each run would wait a whole second.

    Workers and `serve` keep it: there it tells a run that died from one that is busy.
    """
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        yield


_ended: set[UUID] = set()
"""The task runs of this process that ended and that the server has not yet been seen to have."""


def note_end(_task: Any, run: Any, _state: Any) -> None:
    """Remember, as a hook of a task, that its record has to arrive."""
    _ended.add(run.id)


def drain(within: float = 30.0) -> int:
    """Wait until the server has the record of every task that ended here; returns how many it still lacks.

    A process with many tasks calls it before it ends: the temporary server ends with it, and what it has not
    written by then is lost.
    """
    if not _ended:
        return 0
    from prefect.client.orchestration import get_client

    until = time.monotonic() + within
    with get_client(sync_client=True) as client:
        while True:
            for batch in _batches(sorted(_ended), 200):
                found = client.request("POST", "/task_runs/filter", json=_finished(batch), timeout=30)
                _ended.difference_update(UUID(row["id"]) for row in found.raise_for_status().json())
            if not _ended or time.monotonic() > until:
                return len(_ended)
            time.sleep(0.2)


def let_go() -> None:
    """Send what this process still has to tell the server; comes before a server of ours is ended."""
    if "prefect" not in sys.modules:
        return
    from prefect.events.worker import EventsWorker
    from prefect.logging.handlers import APILogWorker

    for worker in (APILogWorker, EventsWorker):
        worker.drain_all(timeout=5)


def _finished(batch: list[UUID]) -> dict[str, Any]:
    ids = {"any_": [str(each) for each in batch]}
    return {
        "task_runs": {"id": ids, "state": {"type": {"any_": ["COMPLETED", "FAILED", "CRASHED", "CANCELLED"]}}}
    }


def _batches(ids: list[UUID], size: int) -> list[list[UUID]]:
    return [ids[start : start + size] for start in range(0, len(ids), size)]
