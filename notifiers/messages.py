"""A notice in words (消息), as a channel takes it."""

from __future__ import annotations

from dataclasses import dataclass

SHORT = 70
"""Characters of one text message (短信); in any language, for our references hold Chinese characters."""


@dataclass(frozen=True, slots=True)
class Message:
    """A notice in words: `short` has at most `SHORT` characters and no line break."""

    subject: str
    body: str
    short: str


def one_line(text: str) -> str:
    """A header holds no line break, whatever was typed into a reason."""
    return " ".join(text.split())
