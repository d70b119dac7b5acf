"""Whether courts may stand in order of their rates (排名), by the law of the day on which it is done."""

from __future__ import annotations

from rules.errors import Refused
from rules.labels import Words
from rules.law import cite
from rules.parameters import Rules

ALLOWED = "results.ranking_allowed"


def check_ranking(rules: Rules) -> None:
    """Ask before anything is put in order.

    Raises:
        Refused: the law of that day forbids it.
    """
    found = rules.parameter(ALLOWED)
    if not found.value:
        raise Refused(
            Words(
                "自{since}起各院不得按比率排序、不得排名通报；各院数据按名册顺序列出，供自查",
                "since {since} courts may not be ordered by their rates or circulated as a ranking; they stand in the order "
                "of the register",
                since=found.since.isoformat(),
            ),
            cite(found.authority),
        )
