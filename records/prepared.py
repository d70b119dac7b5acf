"""Rows straight to the driver (预备语句): compiled once for a table and a database, then run act after act.

The one door writes the same few rows for every act, and SQLAlchemy's way there costs more than the act itself. So
the text of a statement and the converters of its columns are worked out once, from SQLAlchemy's own types, and the
rows go to the driver's cursor, in the transaction that is held (`records.transactions`).
"""

# ruff: noqa: S608  # The names in the texts are those of our own tables; every value is bound.

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Date, DateTime, Table
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from records.transactions import Held, held

Convert = Callable[[Any], Any]
Row = Mapping[str, Any]
COPIED_FROM = 50
"""So many rows and more go to PostgreSQL by COPY."""
_SEEN = 4096
"""How many days and instants a converter remembers: the acts of a batch share theirs."""


class Prepared:
    """The statements of one table on one kind of database."""

    def __init__(self, table: Table, dialect: Dialect) -> None:
        self._on_postgresql = dialect.name == "postgresql"
        self._bind = {
            column.name: _remembered(column.type, _impl(column.type, dialect).bind_processor(dialect))
            for column in table.columns
        }
        self._read = {
            column.name: _remembered(column.type, _impl(column.type, dialect).result_processor(dialect, None))
            for column in table.columns
        }
        quote, name = dialect.identifier_preparer.quote, dialect.identifier_preparer.format_table(table)
        mark = "%s" if self._on_postgresql else "?"
        among = "= ANY(%s)" if self._on_postgresql else "IN (SELECT value FROM json_each(?))"

        @cache
        def copying(names: tuple[str, ...]) -> str:
            return f"COPY {name} ({', '.join(map(quote, names))}) FROM STDIN"

        @cache
        def inserting(names: tuple[str, ...]) -> str:
            marks = ", ".join(mark for _ in names)
            return f"INSERT INTO {name} ({', '.join(map(quote, names))}) VALUES ({marks})"

        @cache
        def changing(names: tuple[str, ...], where: tuple[str, ...]) -> str:
            sets = ", ".join(f"{quote(each)} = {mark}" for each in names)
            return f"UPDATE {name} SET {sets} WHERE {' AND '.join(f'{quote(key)} = {mark}' for key in where)}"

        @cache
        def finding(names: tuple[str, ...], where: tuple[str, ...]) -> str:
            wanted = " AND ".join(f"{quote(key)} {among}" for key in where)
            return f"SELECT {', '.join(map(quote, names))} FROM {name} WHERE {wanted}"

        self._copying, self._inserting, self._changing, self._finding = copying, inserting, changing, finding

    def insert(self, place: Held, rows: Sequence[Row]) -> None:
        """Write new rows; all of them have the columns of the first, and the database gives each its id."""
        names = tuple(name for name in rows[0] if name != "id")
        values, cursor = self._values(names, rows), held(place).cursor
        if self._on_postgresql and len(rows) >= COPIED_FROM:
            with cursor.copy(self._copying(names)) as copy:
                for row in values:
                    copy.write_row(row)
        else:
            cursor.executemany(self._inserting(names), values)

    def change(self, place: Held, rows: Sequence[Row], names: tuple[str, ...], where: tuple[str, ...]) -> int:
        """Set the columns `names` of the rows known by the columns `where`; returns how many rows there were.

        A column that is both is known by its old value, given as ``old_…``.
        """
        keys = [f"old_{name}" if name in names else name for name in where]
        pairs = zip(self._values(names, rows), rows, strict=True)
        cursor = held(place).cursor
        cursor.executemany(
            self._changing(names, where), [(*new, *(row[key] for key in keys)) for new, row in pairs]
        )
        return int(cursor.rowcount)

    def find(
        self, place: Held, names: tuple[str, ...], *, as_stored: str = "", **among: Sequence[str]
    ) -> list[tuple[Any, ...]]:
        """The rows whose columns are each among the values given, as tuples of `names`.

        The column `as_stored` comes as the database keeps it: canonical JSON as its text.
        """
        wanted = [list(values) for values in among.values()]
        cursor = held(place).cursor
        cursor.execute(
            self._finding(names, tuple(among)),
            wanted if self._on_postgresql else [json.dumps(values) for values in wanted],
        )
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        if not rows:
            return []
        columns = [
            column
            if (convert := self._read[name]) is None or name == as_stored
            else [None if value is None else convert(value) for value in column]
            for name, column in zip(names, zip(*rows, strict=True), strict=True)
        ]
        return list(zip(*columns, strict=True))

    def _values(self, names: tuple[str, ...], rows: Sequence[Row]) -> list[tuple[Any, ...]]:
        """The rows as the driver takes them, column by column."""
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


def _impl(type_: TypeEngine[Any], dialect: Dialect) -> TypeEngine[Any]:
    return type_.dialect_impl(dialect)


def _remembered(type_: TypeEngine[Any], convert: Any) -> Convert | None:
    plain = type_.impl if isinstance(type_, TypeDecorator) else type_
    if convert is not None and isinstance(plain, Date | DateTime):
        return lru_cache(_SEEN)(convert)
    return convert  # type: ignore[no-any-return]  # SQLAlchemy's processors are functions of one value.
