"""Whether courts may stand in order of their rates (排名), by the law of the day on which it is done."""

from __future__ import annotations

from rules.errors import Refused
from rules.labels import Words
from rules.law import cite
from rules.parameters import Rules

ALLOWED = "results.ranking_allowed"


def why_unranked(rules: Rules) -> Words | None:
    """Why a circular of that day keeps to the order of the register, with the authority; None where it may rank."""
    found = rules.parameter(ALLOWED)
    if found.value:
        return None
    return Words(
        "通报按名册顺序列出各院，不作排序。依据：{authority}：{point}",
        "the circular keeps to the order of the register. Authority: {authority}: {point}",
        authority=_cited(found.authority),
        point=Words(cite(found.authority).point("zh"), cite(found.authority).point("en")),
    )


def _cited(code: str) -> Words:
    return Words(cite(code).to("zh"), cite(code).to("en"))


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
