"""How a published table shows what it leaves out (小格隐去): a sign, a note, and one row for those with too few cases."""

from __future__ import annotations

from rules.labels import Words

HIDDEN = "＊"
"""Stands for a count that is left out."""
HIDDEN_NOTE = Words(
    "＊表示隐去：件数过少可能认出个案，或者不一并隐去即可由合计推算。",
    " * a count left out: so small that a case could be recognised, or needed to work out one that is.",
)


def together(count: int) -> Words:
    """The name of the row in which those with too few cases stand together."""
    return Words("其余{n}个（件数过少，合并列出）", "the other {n} (too few cases, together)", n=count)
