"""A text made to fit (截短): whole sentences, never half a character, and it says that it was cut."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from rules.labels import Words

MORE = Words("（内容过长，余见系统内通知）", "(cut for its length; the rest is in the system)")
_END = re.compile(r"[。！？；\n]|[.!?;](?=\s)")
Measure = Callable[[str], int]


def in_bytes(text: str) -> int:
    """The length in bytes of UTF-8, as the robots count it."""
    return len(text.encode())


def in_units(text: str) -> int:
    """The length as a text message counts it: a character beyond the first plane (𠮷, an emoji) counts for two."""
    return len(text) + sum(1 for each in text if ord(each) > 0xFFFF)  # noqa: PLR2004 - where the first plane ends


def fitted(text: str, most: int, measure: Measure, note: str) -> str:
    """The text if it fits; otherwise as many whole sentences as fit together with the note that it was cut.

    A first sentence that is too long by itself is cut between two characters.
    """
    if measure(text) <= most:
        return text
    room = most - measure(note)
    ends = [found.end() for found in _END.finditer(text)]
    whole = [end for end in ends if measure(text[:end].rstrip()) <= room]
    kept = text[: whole[-1]].rstrip() if whole else _between_characters(text, room, measure)
    return kept + note


def _between_characters(text: str, room: int, measure: Measure) -> str:
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure(text[:middle]) <= room else (low, middle - 1)
    while low and low < len(text) and _belongs_to_the_one_before(text[low], text[low - 1]):
        low -= 1
    return text[:low]


def _belongs_to_the_one_before(each: str, before: str) -> bool:
    """A combining mark, a variation selector, or what is joined: cut off, it would leave half a character."""
    return (
        unicodedata.combining(each) > 0
        or unicodedata.category(each) in ("Mn", "Me", "Cf")
        or before == "\u200d"
    )


def sendable(text: str) -> str:
    """The text without what no wire carries: control characters, and halves of characters."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return "".join(each for each in whole if each in "\n\t" or unicodedata.category(each) != "Cc")
