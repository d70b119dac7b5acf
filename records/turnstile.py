"""The turnstile (轮候) before an SQLite database: who wants to write waits in line, so that nobody is passed over.

SQLite lets one writer in at a time and has no line: who finds it taken sleeps and tries again, and a bulk run that
commits and begins anew in the same breath keeps everybody out. Two locks on files beside the database make a line.
Whoever holds the queue is the next in; he waits for the turn, takes it, and only then gives the queue to another. So
a bulk run that ends a group finds a person before it in the line.

The locks are the kernel's (flock): they end with the process that held them, however it ended. They are a courtesy
and guard nothing: what keeps two writers apart is SQLite's own lock, and who waited too long goes on to ask for that.
"""

from __future__ import annotations

import os
import threading
import time

try:
    import fcntl
except ImportError:  # Not on Windows: there SQLite's own waiting has to do.
    fcntl = None  # type: ignore[assignment]

PATIENCE = 60.0
"""Seconds somebody waits in line before he asks SQLite without his turn: whoever holds the turn hangs."""
SHORTEST, LONGEST = 0.00005, 0.0005
"""Seconds between two looks at a lock that is taken."""


class Place:
    """One connection's place in the line. It is used by one thread at a time, as the connection is."""

    def __init__(self, database: str) -> None:
        mode = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
        self._locks = [os.open(f"{database}.{name}", mode, 0o666) for name in ("queue", "turn")]
        self._database = database

    def enter(self) -> None:
        """Wait for the turn.

        Raises:
            RuntimeError: this thread has the turn already, and would wait for itself.
        """
        if fcntl is None:
            return
        if _held_by.get(self._database, (0, None))[0] == threading.get_ident():
            raise RuntimeError("a transaction is begun inside another one on the same database")
        queue, turn = self._locks
        until = time.monotonic() + PATIENCE
        if _locked(queue, until):
            if _locked(turn, until):
                _held_by[self._database] = threading.get_ident(), self
            fcntl.flock(queue, fcntl.LOCK_UN)

    def leave(self) -> None:
        """Give the turn to the next; nothing happens where it is not held."""
        if _held_by.get(self._database, (0, None))[1] is self:
            del _held_by[self._database]
            fcntl.flock(self._locks[1], fcntl.LOCK_UN)

    def close(self) -> None:
        """Leave for good."""
        self.leave()
        while self._locks:
            os.close(self._locks.pop())


_held_by: dict[str, tuple[int, Place]] = {}
"""The thread of this process that has the turn, and its place, by database."""


def _locked(lock: int, until: float) -> bool:
    pause = SHORTEST
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                return False
            time.sleep(pause)
            pause = min(2 * pause, LONGEST)
        else:
            return True
