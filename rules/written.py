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
_NOTHING = object()


def can_be_kept(value: Any, depth: int = 0) -> bool:
    """Whether the value comes back from the ledger as it was written."""
    if isinstance(value, str):
        return is_whole_text(value)
    if isinstance(value, Mapping):
        inside = [*value, *value.values()] if all(isinstance(key, str) for key in value) else [_NOTHING]
        return depth < DEEPEST and all(can_be_kept(each, depth + 1) for each in inside)
    if isinstance(value, list | tuple):
        return depth < DEEPEST and all(can_be_kept(each, depth + 1) for each in value)
    if isinstance(value, int):
        return abs(value) <= LARGEST
    return isfinite(value) if isinstance(value, float) else value is None


def is_whole_text(text: str) -> bool:
    """Whether the text has no NUL and no half of a character (a lone surrogate)."""
    if "\x00" in text:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
