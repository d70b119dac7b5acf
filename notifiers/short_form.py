"""The short form of a notice (短信文本): what fits into one text message, in whole sentences, and whether there is more."""

from __future__ import annotations

from collections.abc import Sequence

from notifiers.cutting import in_units
from notifiers.messages import SHORT, one_line
from rules.labels import Language, Words

_MORE = Words("详见系统", "more inside")


def short_form(heads: Sequence[str], points: Sequence[Sequence[str]], language: Language) -> str:
    """Put a head and points into one line of at most `SHORT` units, as a text message counts them.

    Args:
        heads: the head, from the fullest to the barest; the barest is taken where the first point fits with no other.
        points: in the order of their weight, each from its fullest wording to its barest; one that fits in no wording is
            left out whole, and then the line says that there is more.
        language: of the line.

    """
    stop = "；" if language == "zh" else "; "
    more = _MORE.to(language)
    said = [ways for point in points if (ways := [text for way in point if (text := one_line(way))])]
    for head in (*heads, ""):
        kept = _kept(" ".join(head.split("\n")), said, more, stop)
        if kept and kept[0] in said[0]:
            return _line(head, kept, stop, "" if len(kept) == len(said) else more)
    bare = next((head for head in heads if in_units(head + more) <= SHORT), "")
    return _line(bare, [], stop, more if said else "") or more


def _kept(head: str, said: Sequence[Sequence[str]], more: str, stop: str) -> list[str]:
    kept: list[str] = []
    for place, ways in enumerate(said):
        whole = place == len(said) - 1 == len(kept)
        rest = [] if whole else [more]
        kept += next(([way] for way in ways if _fits(head, [*kept, way, *rest], stop)), [])
    return kept


def _line(head: str, kept: Sequence[str], stop: str, more: str) -> str:
    return one_line(head + stop.join(filter(None, (*kept, more))))


def _fits(head: str, parts: list[str], stop: str) -> bool:
    return in_units(head + stop.join(parts)) <= SHORT
