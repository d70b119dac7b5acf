"""Where a process may die (断点): just before and after each COMMIT, after each sending, before each renaming of a file.

A process counts the points it passes, and dies by SIGKILL at the one that was chosen for it; no code of ours is
asked, and none is replaced: the hooks sit at the driver's COMMIT, behind the sending, and in the interpreter.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine

from flows import sending

BEFORE, AFTER, SENT, RENAME = (
    "before COMMIT",
    "after COMMIT",
    "sent, not recorded",
    "file written, not renamed",
)
OF_THE_PROCESS = (BEFORE, AFTER, SENT, RENAME)


@dataclass
class Points:
    """The points a process has passed, by kind; at the chosen one (kind, number) it dies."""

    chosen: tuple[str, int] | None = None
    passed: Counter[str] = field(default_factory=Counter)

    def reach(self, kind: str) -> None:
        self.passed[kind] += 1
        if self.chosen == (kind, self.passed[kind]):
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self, engine: Engine) -> None:
        """Hook into this process, for as long as it lives: it is a child that does one thing and ends."""
        commit: Callable[[Any], None] = engine.dialect.do_commit

        def committing(connection: Any) -> None:
            self.reach(BEFORE)
            commit(connection)
            self.reach(AFTER)

        engine.dialect.do_commit = committing  # type: ignore[method-assign]
        send = sending.deliver

        def delivering(*given: Any, **more: Any) -> Any:
            done = send(*given, **more)
            self.reach(SENT)
            return done

        sending.deliver = delivering
        sys.addaudithook(lambda event, _: self.reach(RENAME) if event == "os.rename" else None)
