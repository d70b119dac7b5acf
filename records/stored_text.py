"""Rows as they are stored, before anybody believes them: straight from the driver, streamed, and as text or as bytes.

SQLite keeps any bytes in any column; a driver that is to decode them stops at the first that are no text. So whoever
reads what may have been tampered with reads it plainly first, and once more as bytes where that fails.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from typing import Any

from sqlalchemy import LargeBinary, cast
from sqlmodel import Session

AT_A_TIME = 5000
"""Rows that PostgreSQL sends at once."""
NO_TEXT = sqlite3.OperationalError
"""What reading bytes that are no text as text ends with."""


def streamed(session: Session, query: str, name: str) -> Generator[tuple[Any, ...]]:
    """The rows of a query in SQL, without holding them all; `name` is that of PostgreSQL's cursor."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        cursor = connection.connection.cursor()
        try:
            yield from cursor.execute(query)
        finally:
            cursor.close()
        return
    driver: Any = connection.connection.driver_connection
    with driver.cursor(name=name) as cursor:
        cursor.itersize = AT_A_TIME
        cursor.execute(query)
        yield from cursor


def as_stored(session: Session, column: Any) -> Any:
    """The column as the bytes that are stored, where a driver that is to decode them would stop at a broken one."""
    return cast(column, LargeBinary) if session.get_bind().dialect.name == "sqlite" else column


def raw(stored: bytes | str) -> bytes:
    return stored.encode() if isinstance(stored, str) else stored


def read(stored: bytes | str) -> str:
    return stored if isinstance(stored, str) else stored.decode(errors="replace")
