"""What can be put on record at all (可以入册的内容): what the canonical form of the ledger and every database can keep.

RFC 8785 knows no number beyond 2^53 and none that is not finite, UTF-8 no half of a character, and PostgreSQL no NUL.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Any

LARGEST = 2**53 - 1
DEEPEST = 16
"""Levels of a record within a record; ours have five."""


def can_be_kept(value: Any, depth: int = 0) -> bool:  # noqa: PLR0911 - one for each kind
    """Whether the value comes back from the ledger as it was written."""
    if isinstance(value, str):
        return is_whole_text(value)
    if isinstance(value, int) or value is None:
        return value is None or abs(value) <= LARGEST
    if isinstance(value, list | tuple):
        return depth < DEEPEST and all(can_be_kept(each, depth + 1) for each in value)
    # Last what is no dict: to ask whether it is any mapping at all takes longer than all the rest.
    if isinstance(value, dict) or isinstance(value, Mapping):  # noqa: SIM101
        if depth >= DEEPEST:
            return False
        for key, each in value.items():
            if not (isinstance(key, str) and is_whole_text(key) and can_be_kept(each, depth + 1)):
                return False
        return True
    return isinstance(value, float) and isfinite(value)


def is_whole_text(text: str) -> bool:
    """Whether the text has no NUL and no half of a character (a lone surrogate)."""
    if "\x00" in text:
        return False
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
