"""Columns every register uses: canonical JSON as text, and the one way to write it."""

from __future__ import annotations

import json
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Canonical(str):
    """JSON that is in canonical form already, so that a column need not write it a second time."""

    __slots__ = ()


def canonical(value: Any) -> Canonical:
    """JSON with sorted keys and no spaces; days and instants in ISO form, enums by their stored code.

    Raises:
        TypeError: a value that JSON does not know.
    """
    return Canonical(
        json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)
    )


def plain(value: Any) -> Any:
    """The value as it will be read back from its canonical JSON."""
    return json.loads(canonical(value))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    raise TypeError(f"not JSON: {type(value).__name__}")


class Json(TypeDecorator[Any]):
    """A JSON value kept as canonical text: equal on every database, and never rewritten by one."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, _dialect: Dialect) -> str | None:
        return value if value is None or isinstance(value, Canonical) else canonical(value)

    def process_result_value(self, value: Any, _dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)
