"""Pseudonyms of a season (代号): 评查员甲03 instead of a person, until the grade is confirmed (双向匿名).

The order follows a secret of the season, so that a number says nothing about the person; whoever joins later
is numbered on, and nobody's number changes.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Mapping

from rules.labels import Words

STEMS = "甲乙丙丁戊己庚辛壬癸"
PER_STEM = 99


def pseudonyms(secret: bytes, codes: Iterable[str], given: Mapping[str, int] | None = None) -> dict[str, int]:
    """A number for each code. The order in which the codes come makes no difference."""
    numbers = dict(given or {})
    newcomers = sorted(
        set(codes) - numbers.keys(), key=lambda code: hmac.digest(secret, code.encode(), "sha256")
    )
    first = max(numbers.values(), default=-1) + 1
    return numbers | {code: number for number, code in enumerate(newcomers, start=first)}


REVIEWER = Words("评查员", "Reviewer")
PERSON = Words("人员", "Person")
"""Where people of all roles are numbered together, as in an event log."""


def shown(number: int, title: Words = REVIEWER) -> Words:
    """``评查员甲03``; after 癸 the stems come round again with a longer number."""
    turn, place = divmod(number, PER_STEM)
    lap, stem = divmod(turn, len(STEMS))
    return Words(
        "{title}{stem}{place}",
        "{title} {letter}{place}",
        title=title,
        stem=STEMS[stem],
        letter="ABCDEFGHIJ"[stem],
        place=f"{lap or ''}{place + 1:02d}",
    )
