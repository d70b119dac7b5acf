"""What Prefect's pages show of our work (流程页面): steps with names of the field, progress, notes and tables."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, ParamSpec, TypeVar

from httpx import HTTPError
from prefect import Task, task
from prefect.artifacts import create_markdown_artifact, create_progress_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.exceptions import PrefectException

from flows.prefect_home import note_end
from rules.errors import SomeoneWasFaster

P = ParamSpec("P")
R = TypeVar("R")

AGAIN = 2
"""How often a step is taken once more when somebody else moved the same cases between its reading and writing."""


def step(name: str, zh: str) -> Callable[[Callable[P, R]], Task[P, R]]:
    """A step of a flow as a task. Its run is named in both languages, because the time line draws no Chinese letters.

    Nothing of it is cached: a tick looks at the cases each time anew.
    """

    def made(work: Callable[P, R]) -> Task[P, R]:
        return task(
            name=name,
            task_run_name=f"{zh} {name}",
            cache_policy=NO_CACHE,
            retries=AGAIN,
            retry_delay_seconds=1,
            retry_condition_fn=_someone_was_faster,
            on_completion=[note_end],
            on_failure=[note_end],
        )(work)

    return made


def show_progress(key: str, percent: float, about: str) -> None:
    """A bar from 0 to 100."""
    with _only_shown():
        create_progress_artifact(percent, key, about)


def show_note(key: str, lines: Sequence[str], about: str) -> None:
    """A page of Markdown."""
    with _only_shown():
        create_markdown_artifact("\n".join(lines), key, about)


def show_table(key: str, rows: Sequence[Mapping[str, Any]], about: str) -> None:
    """A table; its columns are the keys of the rows. One without rows is not shown."""
    if rows:
        with _only_shown():
            create_table_artifact([dict(row) for row in rows], key, about)


def _someone_was_faster(_task: Any, _run: Any, state: Any) -> bool:
    return isinstance(state.result(raise_on_failure=False), SomeoneWasFaster)


@contextmanager
def _only_shown() -> Iterator[None]:
    """Go on where Prefect cannot take what is only to be looked at: the work itself is done."""
    try:
        yield
    except (HTTPError, PrefectException) as trouble:
        logging.getLogger(__name__).warning("not shown by Prefect: %s", trouble)
