"""What was typed at a desk, read as a whole (录入): every fault of one command is told at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from rules.errors import Fault, FaultyInput

T = TypeVar("T")


class Typed:
    """Reads the values of one command, and keeps what is wrong with them until all were looked at.

    ``day = typed.read(day_of, text, "--from")`` is None where the text is at fault; `typed.check()` then raises.
    """

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def read(self, reader: Callable[..., T], *arguments: object) -> T | None:
        try:
            return reader(*arguments)
        except FaultyInput as error:
            self.faults += error.faults
            return None

    def check(self) -> None:
        """Raises:
        FaultyInput: everything that was at fault.
        """
        if self.faults:
            raise FaultyInput(self.faults)
