"""When somebody who reported falsely is pursued (诬告陷害): an invented fact and the will to harm, both shown. An error in good faith is neither."""

from __future__ import annotations

from rules.labels import Words
from rules.law import law
from rules.roles import Actor
from state_machines.report_clarification.terms import Accountable, Known
from state_machines.steps import Computation, Fact, Facts, guard

LOCAL = law("local_protection")
SANCTIONS = law("government_sanctions_law")


@guard("错告、检举失实不是诬告", "an error in good faith is no false accusation", LOCAL["善意错告"])
def in_good_faith(_: Actor, facts: Facts) -> Words | None:
    record = facts.act[Known.ACCUSER.code]
    if record.get("fabricated") is True and record.get("intent") is True:
        return None
    return Words(
        "没有同时查明捏造事实和陷害意图的，属于错告或者检举失实，不得按诬告陷害移送",
        "without both an invented fact and the will to harm it is an error, and is not referred as a false accusation",
    )


@guard("已经移送", "referred already", SANCTIONS[62])
def referred_already(_: Actor, facts: Facts) -> Words | None:
    if not facts.known.get(Known.REFERRED_TO.code):
        return None
    return Words("已经移送，不重复移送", "it was referred already")


REFERRED: tuple[tuple[Fact, Computation], ...] = (
    (
        Known.REFERRED_TO,
        lambda _, facts: (
            (
                Accountable.SANCTION
                if facts.act[Known.ACCUSER.code].get("official") is True
                else Accountable.POLICE
            ).value
        ),
    ),
)
