"""The texts of the statements of one table on one kind of database (语句): each is worked out once."""

# ruff: noqa: S608  # The names in the texts are those of our own tables; every value is bound.

from __future__ import annotations

from functools import cache

from sqlalchemy import Table
from sqlalchemy.engine import Dialect

Names = tuple[str, ...]


class Statements:
    """`names` are the columns written or read, `where` those a row is known by."""

    def __init__(self, table: Table, dialect: Dialect) -> None:
        on_postgresql = dialect.name == "postgresql"
        quote, name = dialect.identifier_preparer.quote, dialect.identifier_preparer.format_table(table)
        types = {column.name: column.type.compile(dialect) for column in table.columns}
        mark = "%s" if on_postgresql else "?"

        def among(count: int) -> str:
            if on_postgresql:
                return "= ANY(%s)"
            return (
                f"IN ({', '.join(mark for _ in range(count))})"
                if count
                else "IN (SELECT value FROM json_each(?))"
            )

        @cache
        def copying(names: Names) -> str:
            return f"COPY {name} ({', '.join(map(quote, names))}) FROM STDIN"

        @cache
        def inserting(names: Names) -> str:
            marks = ", ".join(mark for _ in names)
            return f"INSERT INTO {name} ({', '.join(map(quote, names))}) VALUES ({marks})"

        @cache
        def changing(names: Names, where: Names) -> str:
            sets = ", ".join(f"{quote(each)} = {mark}" for each in names)
            return f"UPDATE {name} SET {sets} WHERE {' AND '.join(f'{quote(key)} = {mark}' for key in where)}"

        @cache
        def changing_together(names: Names, where: Names) -> str:
            """PostgreSQL: one column of values after another, each as an array."""
            arrays = ", ".join(f"%s::{types[each]}[]" for each in (*names, *where))
            columns = [*(f"new_{each}" for each in names), *(f"old_{each}" for each in where)]
            sets = ", ".join(f"{quote(each)} = new_{each}" for each in names)
            known = " AND ".join(f"{name}.{quote(each)} = old_{each}" for each in where)
            return f"UPDATE {name} SET {sets} FROM unnest({arrays}) AS given ({', '.join(columns)}) WHERE {known}"

        @cache
        def finding(names: Names, where: Names, counts: tuple[int, ...]) -> str:
            """`counts`: how many values each column of `where` may have; 0: as many as the one list that is bound.

            The rows are looked up by the first column; SQLite would rather walk an index of the second, all of it.
            """
            further = " AND " if on_postgresql else " AND +"
            wanted = further.join(
                f"{quote(key)} {among(count)}" for key, count in zip(where, counts, strict=True)
            )
            return f"SELECT {', '.join(map(quote, names))} FROM {name} WHERE {wanted}"

        self.copying, self.inserting, self.finding = copying, inserting, finding
        self.changing, self.changing_together = changing, changing_together
