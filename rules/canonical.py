"""Canonical JSON (规范形式的JSON): the one text of a value, and the form of RFC 8785 that digests are taken of.

Written by the encoder in C of the standard library, where that gives the RFC's own bytes; by the RFC's own, slower
hand otherwise. A property test compares the two.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from json.encoder import (  # type: ignore[attr-defined]  # The typed standard library leaves the one in C out.
    c_make_encoder,
    encode_basestring,
)
from types import NoneType
from typing import Any

import rfc8785


class Canonical(str):
    """JSON that is in canonical form already, so that a column need not write it a second time."""

    __slots__ = ()


def canonical(value: Any) -> Canonical:
    """JSON with sorted keys and no spaces; days and instants in ISO form, enums by their stored code.

    Raises:
        TypeError: a value that JSON does not know.
    """
    return Canonical(written(value))


def written(value: Any) -> str:
    """As `canonical`, for a part of a text that is put together from such parts."""
    if type(value) is str:
        return quoted(value)
    if type(value) is bool:
        return "true" if value else "false"
    return "".join(_parts(value, 0))


def read_back(text: str) -> Any:
    """The value of a text that `written` wrote: no space in it is looked for."""
    return _scan(text, 0)[0]


def plain(value: Any) -> Any:
    """The value as it will be read back from its canonical JSON."""
    if type(value) is dict and all(type(each) in FLAT for each in value.values()):
        return dict(value)
    return read_back(written(value))


def in_the_form_of_the_rfc(text: str, free: str) -> bytes:
    """A record in RFC 8785 form, UTF-8: what a ledger entry stores, and its digest is taken of.

    `text` is our canonical JSON. It has that very form already, but where a number is no plain whole one, or a
    character is one beyond the first 65,536 (which sort otherwise there). Only then is it written by the RFC's own,
    slower hand. `free` is the part of the text in which a number that is not whole can stand at all.

    Raises:
        ValueError: a number or a character that RFC 8785 does not know.
    """
    record = text.encode()
    if (free and _NOT_WHOLE.search(free)) or _beyond(record):
        return rfc8785.dumps(json.loads(record))
    return record


def canonical_record(value: Mapping[str, Any]) -> bytes:
    """The value in RFC 8785 form, UTF-8.

    Raises:
        ValueError: a number or a character that RFC 8785 does not know.
    """
    text = written(value)
    return in_the_form_of_the_rfc(text, text)


def _plain(value: Any) -> Any:
    """What JSON does not know by itself."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    raise TypeError(f"not JSON: {type(value).__name__}")


def _beyond(record: bytes) -> bool:
    """Whether a character beyond the first 65,536 is in it: by the first bytes such a one has in UTF-8."""
    return (
        b"\xf0" in record or b"\xf1" in record or b"\xf2" in record or b"\xf3" in record or b"\xf4" in record
    )


FLAT = frozenset({str, bool, int, NoneType})
"""Kinds of values that are read back as they were written."""
_SLOW = json.JSONEncoder(
    ensure_ascii=False,
    sort_keys=True,
    separators=(",", ":"),
    default=_plain,
    check_circular=False,
    allow_nan=False,
)


def _encoder() -> Callable[[Any, int], Iterable[str]]:
    """The standard library's encoder in C, made once: it makes itself anew for every text otherwise."""
    if c_make_encoder is None:
        return lambda value, _: (_SLOW.encode(value),)
    made: Callable[[Any, int], Iterable[str]] = c_make_encoder(
        None, _plain, encode_basestring, None, ":", ",", True, False, False
    )
    return made


_parts = _encoder()
_scan = json.JSONDecoder().scan_once  # type: ignore[attr-defined]
quoted = encode_basestring
"""A text as JSON writes it."""
_NOT_WHOLE = re.compile(r"[:,\[]-?(?:\d+\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+|\d{16,})[,\]}]", re.ASCII)
"""A number with a fraction or an exponent, or a very long one. It may be met inside a sentence too: that costs time only."""
