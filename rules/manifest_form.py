"""The bytes of a manifest (清单的字节): RFC 8785, its long lists of case numbers written by the standard library.

The standard library writes text and whole numbers exactly as RFC 8785 asks; where anything else stands in the strata,
or a key would sort otherwise, the RFC's own, slower hand writes it all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import rfc8785

_STRATA = "strata"
_KEYS = ["cases", "eligible", "stratum"]
_LARGEST = 2**53 - 1
"""The largest whole number of RFC 8785."""
_WRITTEN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True, check_circular=False)


def written(document: Mapping[str, Any]) -> bytes:
    """The document in canonical form.

    Raises:
        ValueError: a number or a character that RFC 8785 does not know.
    """
    rest = {name: value for name, value in document.items() if name != _STRATA}
    if not _plain(document.get(_STRATA)) or any(name > _STRATA for name in rest):
        return rfc8785.dumps(document)
    head = rfc8785.dumps(rest).removesuffix(b"}")
    comma = b"," if rest else b""
    return b"".join((head, comma, b'"strata":', _WRITTEN.encode(document[_STRATA]).encode(), b"}"))


def _plain(strata: object) -> bool:
    return isinstance(strata, list) and all(_is_stratum(entry) for entry in strata)


def _is_stratum(entry: object) -> bool:
    return (
        isinstance(entry, dict)
        and sorted(entry) == _KEYS
        and type(entry["eligible"]) is int
        and abs(entry["eligible"]) <= _LARGEST
        and _are_texts(entry["cases"])
        and _are_texts(entry["stratum"])
    )


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and set(map(type, value)) <= {str}
