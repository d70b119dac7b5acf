"""Rows straight to the driver (预备语句): compiled once for a table and a database, then run act after act.

The one door writes the same few rows for every act, and SQLAlchemy's way there costs more than the act itself. So
the text of a statement and the converters of its columns are worked out once, from SQLAlchemy's own types, and the
rows go to the driver's cursor, in the transaction that is held (`records.transactions`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Date, DateTime, Table
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from records.columns import Json, json_of, stored
from records.statements import Statements
from records.transactions import Held, held

Convert = Callable[[Any], Any]
Row = Mapping[str, Any]
Names = tuple[str, ...]
Values = tuple[Any, ...]
TOGETHER_FROM = 50
"""So many rows and more go to PostgreSQL together: new ones by COPY, changes in one statement."""
FEW = 3
"""So many values are bound one by one; more go to SQLite as one list."""
_SEEN = 4096
"""How many days and instants a converter remembers: the acts of a batch share theirs."""


class Prepared:
    """The statements of one table on one kind of database.

    What is called ready are values as the driver takes them: plain numbers and texts, and what `bound` returns.
    """

    def __init__(self, table: Table, dialect: Dialect) -> None:
        self._on_postgresql = dialect.name == "postgresql"
        self._bind: dict[str, Convert | None] = {}
        self._read: dict[str, Convert | None] = {}
        for column in table.columns:
            type_ = column.type
            if isinstance(type_, Json):
                self._bind[column.name], self._read[column.name] = stored, json_of
                continue
            known = type_.dialect_impl(dialect)
            self._bind[column.name] = _remembered(type_, known.bind_processor(dialect))
            self._read[column.name] = _remembered(type_, known.result_processor(dialect, None))
        self._texts = Statements(table, dialect)

    def bound(self, name: str, value: Any) -> Any:
        """A value of the column as the driver takes it."""
        convert = self._bind[name]
        return value if convert is None else convert(value)

    def insert(self, place: Held, rows: Sequence[Row]) -> None:
        """Write new rows; all of them have the columns of the first, and the database gives each its id."""
        names = tuple(name for name in rows[0] if name != "id")
        self.insert_ready(place, names, self._values(names, rows))

    def insert_ready(self, place: Held, names: Names, rows: Sequence[Values]) -> None:
        """Write new rows that are ready; their values are those of the columns `names`."""
        cursor = held(place).cursor
        if len(rows) == 1:
            cursor.execute(self._texts.inserting(names), rows[0])
        elif self._on_postgresql and len(rows) >= TOGETHER_FROM:
            with cursor.copy(self._texts.copying(names)) as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(self._texts.inserting(names), rows)

    def change(self, place: Held, rows: Sequence[Row], names: Names, where: Names) -> int:
        """Set the columns `names` of the rows known by the columns `where`; returns how many rows there were.

        A column that is both is known by its old value, given as ``old_…``.
        """
        keys = [f"old_{name}" if name in names else name for name in where]
        pairs = zip(self._values(names, rows), rows, strict=True)
        return self.change_ready(
            place, [(*new, *(row[key] for key in keys)) for new, row in pairs], names, where
        )

    def change_ready(self, place: Held, rows: Sequence[Values], names: Names, where: Names) -> int:
        """As `change`, for rows that are ready: the new values first, then those the row is known by."""
        cursor = held(place).cursor
        if len(rows) == 1:
            cursor.execute(self._texts.changing(names, where), rows[0])
        elif self._on_postgresql and len(rows) >= TOGETHER_FROM:
            cursor.execute(
                self._texts.changing_together(names, where),
                [list(column) for column in zip(*rows, strict=True)],
            )
        else:
            cursor.executemany(self._texts.changing(names, where), rows)
        return int(cursor.rowcount)

    def find(
        self, place: Held, names: Names, *, as_stored: Collection[str] = (), **among: Sequence[str]
    ) -> list[Values]:
        """The rows whose columns are each among the values given, as tuples of `names`.

        The columns `as_stored` come as the database keeps them: canonical JSON as its text.
        """
        few = tuple(len(values) if len(values) <= FEW else 0 for values in among.values())
        bound: list[Any] = []
        for values, count in zip(among.values(), few, strict=True):
            if self._on_postgresql:
                bound.append(list(values))
            elif count:
                bound += values
            else:
                bound.append(json.dumps(list(values)))
        cursor = held(place).cursor
        cursor.execute(self._texts.finding(names, tuple(among), few), bound)
        rows: list[Values] = cursor.fetchall()
        converters = [None if name in as_stored else self._read[name] for name in names]
        if not rows or not any(converters):
            return rows
        columns = [
            column if convert is None else [None if value is None else convert(value) for value in column]
            for convert, column in zip(converters, zip(*rows, strict=True), strict=True)
        ]
        return list(zip(*columns, strict=True))

    def _values(self, names: Names, rows: Sequence[Row]) -> list[Values]:
        """The rows made ready, column by column."""
        columns = []
        for name in names:
            column, convert = [row[name] for row in rows], self._bind[name]
            columns.append(column if convert is None else [convert(value) for value in column])
        return list(zip(*columns, strict=True))


def prepared(place: Held, register: Any) -> Prepared:
    """The prepared statements of a register (a table class) on the database of the transaction."""
    return _prepared(register.__table__, held(place).dialect)


@cache
def _prepared(table: Table, dialect: Dialect) -> Prepared:
    return Prepared(table, dialect)


def _remembered(type_: TypeEngine[Any], convert: Any) -> Convert | None:
    plain = type_.impl if isinstance(type_, TypeDecorator) else type_
    if convert is not None and isinstance(plain, Date | DateTime):
        return lru_cache(_SEEN)(convert)
    return convert  # type: ignore[no-any-return]  # SQLAlchemy's processors are functions of one value.
