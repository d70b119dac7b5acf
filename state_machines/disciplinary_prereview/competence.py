"""审议范围 (competence): which item of article 46 a lead names, and why the committee may not take it.

A lead names its item as the clue of a review does: ``46(4)``. Where each of the others must go is law
(`rules/misconduct.py`); a lead that names no item goes nowhere until somebody has looked at it.
"""

from __future__ import annotations

import re

from rules import misconduct
from rules.labels import Words
from rules.misconduct import ActKind

_ITEM = re.compile(r"46[（(](?P<item>\d{1,2})[)）]")


def kind_of(item: str) -> ActKind | None:
    """The kind of act that ``46(4)`` stands for; None for what is no item of article 46."""
    found = _ITEM.fullmatch(item.strip())
    number = int(found["item"]) if found else 0
    return next((kind for kind in ActKind if kind.item == number), None)


def not_for_the_committee(item: str) -> Words | None:
    """Why the committee may not take a matter of that item, and the way it must go; None for items 4 and 5."""
    kind = kind_of(item)
    if kind is None:
        return Words(
            "没有写明属于法官法第46条第几项，如 46(4)；惩戒委员会只审议第4、5项",
            "it does not say which item of art. 46 it is, such as 46(4); the committee takes items 4 and 5 only",
        )
    return misconduct.not_for_the_committee(kind)
