"""A seed comes after what is drawn with it (种子在后): the list, the extension, the special list."""

from __future__ import annotations

from datetime import datetime

from rules.labels import Words
from rules.law import law
from rules.roles import Actor
from rules.written_days import written_time
from state_machines.review_round.terms import (
    EXTEND_AT,
    FROZEN_AT,
    MORE_SEED_AT,
    SEED_AT,
    SPECIAL_AT,
    SPECIAL_SEED_AT,
)
from state_machines.steps import Facts, guard

LOCAL = law("local_review")


@guard("种子早于名册固定", "the seed is older than the list", LOCAL["抽样"])
def seed_before_manifest(_: Actor, facts: Facts) -> Words | None:
    frozen, seeded = _instant(facts.known.get(FROZEN_AT.code)), _instant(facts.act[SEED_AT.code])
    if frozen is None or seeded is None:
        return Words(
            "名册固定时间和种子产生时间应当写明日期、时间和时区",
            "state day, time and time zone of the list and of the seed",
        )
    if seeded > frozen:
        return None
    return Words(
        "公开种子必须在名册固定并公布摘要之后产生",
        "the seed must come after the list was frozen and its digest published",
    )


def _instant(text: object) -> datetime | None:
    """The instant a fact states; None where it states none, or not in which time zone."""
    found = written_time(text)
    return found if found and found.tzinfo else None


@guard("种子早于追加的决定", "the seed is older than the decision", LOCAL["追加"])
def seed_before_decision(_: Actor, facts: Facts) -> Words | None:
    if _comes_after(facts.act[MORE_SEED_AT.code], facts.known.get(EXTEND_AT.code)):
        return None
    return Words(
        "追加抽取的公开种子必须在追加决定之后产生",
        "the seed of an extension must come after the decision to extend",
    )


@guard("种子早于专项名册固定", "the seed is older than the special list", LOCAL["专项"])
def seed_before_special(_: Actor, facts: Facts) -> Words | None:
    if _comes_after(facts.act[SPECIAL_SEED_AT.code], facts.act[SPECIAL_AT.code]):
        return None
    return Words(
        "专项的公开种子必须在专项名册固定并公布摘要之后产生",
        "the seed of a special review must come after its list was frozen and its digest published",
    )


def _comes_after(later: object, earlier: object) -> bool:
    after, before = _instant(later), _instant(earlier)
    return after is not None and before is not None and after > before
