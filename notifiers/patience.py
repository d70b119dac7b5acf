"""How long a channel is waited for in all (等待): no name look-up that hangs, and no answer that drips, holds up the others."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Came = TypeVar("Came")


def within(seconds: float, call: Callable[[], Came]) -> Came:
    """What the call returns or raises, if it does so in that time.

    One that does not is left to itself: it may still get through, and its message has the key by which it is known again.

    Raises:
        TimeoutError: the time is over.
    """
    waited = _Waited(call)
    threading.Thread(target=waited.run, daemon=True, name="zelian-channel").start()
    return waited.result(seconds)


class _Waited(Generic[Came]):
    def __init__(self, call: Callable[[], Came]) -> None:
        self._call = call
        self._over = threading.Event()
        self._came: list[Came] = []
        self._failed: BaseException | None = None

    def run(self) -> None:
        try:
            self._came.append(self._call())
        except BaseException as error:  # noqa: BLE001 - it is raised again where it is waited for
            self._failed = error
        finally:
            self._over.set()

    def result(self, seconds: float) -> Came:
        if not self._over.wait(seconds):
            raise TimeoutError("timed out")
        if self._failed is not None:
            raise self._failed
        return self._came[0]
