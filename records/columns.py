"""Columns every register uses: canonical JSON as text, and the one way to write it."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

from rules.canonical import Canonical, canonical, written

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def stored(value: Any) -> str | None:
    """A JSON value as the driver takes it: a plain text, for it looks long at anything that is not quite one."""
    if value is None:
        return None
    return str(value) if type(value) is Canonical else "[]" if value == [] else written(value)


def json_of(text: str) -> Any:
    """The value of a stored text."""
    return [] if text == "[]" else json.loads(text)


class Json(TypeDecorator[Any]):
    """A JSON value kept as canonical text: equal on every database, and never rewritten by one."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, _dialect: Dialect) -> str | None:
        return value if value is None or isinstance(value, Canonical) else canonical(value)

    def process_result_value(self, value: Any, _dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)
