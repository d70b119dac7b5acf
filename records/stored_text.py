"""Text as it is stored, before anybody believes that it is text: SQLite keeps any bytes in any column."""

from __future__ import annotations

from typing import Any

from sqlalchemy import LargeBinary, cast
from sqlmodel import Session


def as_stored(session: Session, column: Any) -> Any:
    """The column as the bytes that are stored, where a driver that is to decode them would stop at a broken one."""
    return cast(column, LargeBinary) if session.get_bind().dialect.name == "sqlite" else column


def raw(stored: bytes | str) -> bytes:
    return stored.encode() if isinstance(stored, str) else stored


def read(stored: bytes | str) -> str:
    return stored if isinstance(stored, str) else stored.decode(errors="replace")
