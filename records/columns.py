"""Columns every register uses: canonical JSON as text, and the one way to write it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from types import NoneType
from typing import Any

import rfc8785
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
    return Canonical(_WRITTEN.encode(value))


def canonical_record(value: Mapping[str, Any]) -> bytes:
    """The value in RFC 8785 form, UTF-8: what a ledger entry stores, and its digest is taken of.

    Our canonical JSON has that very form already, but where a number is no plain whole one, or a character is one
    beyond the first 65,536 (which sort otherwise there). Only then is it written by the RFC's own, slower hand.

    Raises:
        ValueError: a number or a character that RFC 8785 does not know.
    """
    written = canonical(value).encode()
    if any(lead in written for lead in _BEYOND) or _NOT_WHOLE.search(written):
        return rfc8785.dumps(json.loads(written))
    return written


def plain(value: Any) -> Any:
    """The value as it will be read back from its canonical JSON."""
    if type(value) is dict and all(type(each) in _FLAT for each in value.values()):
        return dict(value)
    return json.loads(canonical(value))


def _plain(value: Any) -> Any:
    """What JSON does not know by itself."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    raise TypeError(f"not JSON: {type(value).__name__}")


_FLAT = (str, bool, int, NoneType)
"""Values that are read back as they were written."""
_WRITTEN = json.JSONEncoder(
    ensure_ascii=False,
    sort_keys=True,
    separators=(",", ":"),
    default=_plain,
    check_circular=False,
    allow_nan=False,
)
_BEYOND = (b"\xf0", b"\xf1", b"\xf2", b"\xf3", b"\xf4")
"""The first bytes, in UTF-8, of the characters beyond the first 65,536."""
_NOT_WHOLE = re.compile(rb"[:,\[]-?(?:\d+\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+|\d{16,})[,\]}]")
"""A number with a fraction or an exponent, or a very long one. It may be met inside a sentence too: that costs time only."""


class Json(TypeDecorator[Any]):
    """A JSON value kept as canonical text: equal on every database, and never rewritten by one."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, _dialect: Dialect) -> str | None:
        return value if value is None or isinstance(value, Canonical) else canonical(value)

    def process_result_value(self, value: Any, _dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)
