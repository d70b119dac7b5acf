"""The very statements and rows that an act gave the driver, kept so that the bare driver can be given them again."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

Written = tuple[str, str, list[Any]]
"""How (execute, executemany, copy), the statement, and its rows."""


@dataclass(slots=True)
class Recording:
    """The driver's cursor, with a list of what was written through it."""

    cursor: Any
    written: list[Written] = field(default_factory=list)

    def execute(self, statement: str, values: Sequence[Any] = ()) -> Any:
        if not statement.startswith("SELECT"):
            self.written.append(("execute", statement, list(values)))
        return self.cursor.execute(statement, values)

    def executemany(self, statement: str, rows: Sequence[Any]) -> None:
        self.written.append(("executemany", statement, list(rows)))
        self.cursor.executemany(statement, rows)

    @contextmanager
    def copy(self, statement: str) -> Iterator[_Copy]:
        rows: list[Any] = []
        self.written.append(("copy", statement, rows))
        with self.cursor.copy(statement) as copy:
            yield _Copy(copy, rows)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.cursor, name)


@dataclass(slots=True)
class _Copy:
    copy: Any
    rows: list[Any]

    def write_row(self, row: Any) -> None:
        self.rows.append(row)
        self.copy.write_row(row)


def afresh(written: list[Written]) -> list[Written]:
    """The same in new objects: the driver turns a text into UTF-8 once and keeps that, and it shall not be given it."""
    copied: list[Written] = pickle.loads(pickle.dumps(written))
    return copied


def write_again(cursor: Any, written: list[Written]) -> None:
    """The limit: nothing but the driver and the rows."""
    for how, statement, rows in written:
        if how == "copy":
            with cursor.copy(statement) as copy:
                for row in rows:
                    copy.write_row(row)
        elif how == "execute":
            cursor.execute(statement, rows)
        else:
            cursor.executemany(statement, rows)
