"""Rows that may be on file already (登记): added where they are missing, left alone where they are there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel


def add_missing(
    session: Session, table: type[SQLModel], rows: Sequence[dict[str, Any]], key: str
) -> list[str]:
    """Write the rows that are not on file, and return their keys in order.

    Another transaction may be writing the same rows at this moment: the database waits for it, and each row is
    written once. A look first and an insert after would not hold against that.
    """
    if not rows:
        return []
    on_postgresql = session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert(table) if on_postgresql else sqlite.insert(table)
    column = table.__table__.c[key]  # type: ignore[attr-defined]  # SQLModel sets it at run time
    added = session.connection().execute(
        insert.on_conflict_do_nothing(index_elements=[column]).returning(column), rows
    )
    new = set(added.scalars())
    return [row[key] for row in rows if row[key] in new]
