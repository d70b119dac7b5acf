"""Progress on the screen (进度): one line a stage, and a bar where a stage has many cases.

Where nobody watches (a pipe, a log) there are no bars: each stage is a line when it begins, and a long one says
now and then how far it has come.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from rules.labels import Language, Words

STEPS_TOLD = 5
"""How often a long stage says in a pipe how far it has come."""


@dataclass(slots=True)
class Bar:
    """The bar of one stage."""

    progress: Progress
    task: TaskID
    total: int
    told: int = 0

    def to(self, done: int, day: date | None = None) -> None:
        """Show how many are done, and the day the clock has come to."""
        on = day.isoformat() if day else ""
        self.progress.update(self.task, completed=done, day=on)
        if not self.progress.console.is_terminal and done * STEPS_TOLD // self.total > self.told:
            self.told = done * STEPS_TOLD // self.total
            self.progress.console.print(f"  {done}/{self.total} {on}".rstrip(), soft_wrap=True)


class StageProgress:
    """The stages of a long job, each begun when the one before is done."""

    def __init__(self, language: Language) -> None:
        self._language: Language = language
        self._console = Console(highlight=False)
        self._progress = Progress(
            SpinnerColumn(finished_text="√"),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[day]}"),
            TimeElapsedColumn(),
            console=self._console,
            disable=not self._console.is_terminal,
        )
        self._current: TaskID | None = None

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._end()
        self._progress.stop()

    def begin(self, what: Words, total: int = 1) -> Bar:
        """Begin a stage of so many steps; the stage before it is done."""
        self._end()
        said = what.to(self._language)
        self._current = self._progress.add_task(said, total=total, day="")
        if not self._console.is_terminal:
            self._console.print(said, markup=False, soft_wrap=True)
        return Bar(self._progress, self._current, total)

    def note(self, what: Words) -> None:
        """Say something worth keeping on the screen."""
        self._console.print(what.to(self._language), markup=False, soft_wrap=True)

    def _end(self) -> None:
        if self._current is not None:
            task = next(task for task in self._progress.tasks if task.id == self._current)
            self._progress.update(self._current, completed=task.total)
