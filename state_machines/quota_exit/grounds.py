"""Which ground an exit rests on, and whether it may (退额情形): known, of its category, in force on the day of its event, proven.

Each guard answers why not, or None. What each proof must show is in `quota_exit_proofs.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from rules.clocks import beijing_day
from rules.exit_grounds import DEATH, exit_book, none_such
from rules.labels import Words
from rules.law import law
from rules.parameters import Rules
from rules.quota_exit import ExitCategory, ExitGround, Proof
from rules.roles import Actor
from rules.written_days import written_day
from state_machines.quota_exit.terms import Act, Known
from state_machines.steps import Fact, Facts, Guard, guard

LOCAL = law("local_quota_exit")
EXIT = law("quota_exit_2020")

_RESTS: dict[Proof, tuple[Fact, ...]] = {
    Proof.REQUEST: (Known.REQUEST,),
    Proof.DISMISSAL: (Known.SANCTION,),
    Proof.KINSHIP: (Known.KINSHIP,),
    Proof.ABSENCE: (Known.ABSENCE,),
    Proof.COMMITTEE_FINDING: (Known.RESTS_ON,),
    Proof.SANCTION: (Known.SANCTION,),
    Proof.OPINION: (Known.OPINION,),
    Proof.FAMILY: (Known.FAMILY,),
    Proof.ASSESSMENT: (Known.ASSESSMENTS,),
    Proof.CASELOAD: (Known.ASSESSMENTS, Known.CASELOAD),
    Proof.OTHER: (Known.OTHER_BASIS,),
}
"""The facts that carry each proof. The committee's own finding is made when the proposal is verified."""
ACT_OF = {
    ExitCategory.ON_REQUEST: Act.REQUEST,
    ExitCategory.NATURAL: Act.REPORT_EVENT,
    ExitCategory.MANDATORY: Act.PROPOSE,
}
"""By which act each category is put forward (B1–B3)."""


def ground_of(facts: Mapping[str, Any], rules: Rules, code: str | None = None) -> ExitGround | None:
    """The ground on record (or of that code): as it was pinned when the matter opened, or else from our lists in use."""
    wanted = str(code or facts.get(Known.GROUND.code) or "")
    pinned = facts.get(Known.GROUND_FOUND.code)
    if isinstance(pinned, Mapping) and pinned.get("code") == wanted:
        return ExitGround.read(pinned)
    return exit_book().find(wanted, rules.get("quota_exit.lists", ()))


def ground_in(facts: Facts) -> ExitGround | None:
    """The same for a guard, worked out once for all of them."""
    return facts.once("ground", lambda: ground_of(facts, facts.rules))


def category_of(facts: Facts) -> ExitCategory | None:
    ground = ground_in(facts)
    return ground.category if ground else None


def rests_on(facts: Facts, *proofs: Proof) -> bool:
    """Whether the ground is one with such a proof."""
    ground = ground_in(facts)
    return ground is not None and ground.proof in proofs


def has_died(facts: Mapping[str, Any]) -> bool:
    """Whether the judge has died: then there is no hearing, no review and no coming back."""
    return facts.get(Known.GROUND.code) == DEATH or bool(facts.get(Known.DIED_ON.code))


def event_day(facts: Facts) -> date | None:
    """The day of the event (情形发生之日); a request is of the day on which it is made."""
    if category_of(facts) is ExitCategory.ON_REQUEST:
        return beijing_day(facts.at)
    return written_day((facts.get(Known.SOURCE.code) or {}).get("on"))


@guard("适用的清单中没有这一退额情形", "the lists in use have no such ground", LOCAL["情形"])
def unknown_ground(_: Actor, facts: Facts) -> Words | None:
    if ground_in(facts) is not None:
        return None
    known = exit_book().grounds(facts.rules.get("quota_exit.lists", ()), facts.rules.day)
    return none_such(str(facts.get(Known.GROUND.code) or "—"), known)


def of_another_category(category: ExitCategory) -> Guard:
    """A guard: the ground is of the category that this act puts forward."""

    @guard(f"不是{category.zh}的情形", f"no ground of {category.en}", EXIT["3"])
    def another_category(_: Actor, facts: Facts) -> Words | None:
        ground = ground_in(facts)
        if ground is None or ground.category is category:
            return None
        return Words(
            "“{ground}”属于{category}，请用“{act}”办理",
            "“{ground}” is {category}: use “{act}”",
            ground=ground.words,
            category=ground.category,
            act=ACT_OF[ground.category],
        )

    return another_category


@guard("情形发生之日尚未施行", "not in force on the day of its event", LOCAL["情形"])
def not_in_force(_: Actor, facts: Facts) -> Words | None:
    """从旧: a ground reaches no event before its day."""
    ground, day = ground_in(facts), event_day(facts)
    if ground is None or day is None or ground.on(day):
        return None
    first = min(each.since for each in ground.grounds)
    return Words(
        "“{ground}”自{first}起施行，情形发生于{day}，不得适用；另有当时生效的情形的，按该情形提出",
        "“{ground}” holds from {first}, the event was on {day}: rest it on a ground that was in force then",
        ground=ground.words,
        first=first.isoformat(),
        day=day.isoformat(),
    )


@guard("情形尚未发生", "the event is still to come", LOCAL["证明"])
def event_to_come(_: Actor, facts: Facts) -> Words | None:
    day = event_day(facts)
    if day is None or day <= beijing_day(facts.at):
        return None
    return Words(
        "情形发生之日（{day}）尚未到来，届时再提出",
        "the event ({day}) is still to come: put it forward then",
        day=day.isoformat(),
    )


@guard("没有写明来源和情形发生之日", "source and day of the event are missing", LOCAL["证明"])
def source_missing(_: Actor, facts: Facts) -> Words | None:
    if category_of(facts) is ExitCategory.ON_REQUEST or event_day(facts) is not None:
        return None
    return Words(
        "请写明来源和情形发生之日，登记时没有写的在这一步写",
        "state the source and the day of the event here where the registration did not",
    )


@guard("改写了登记的来源", "the source on record is rewritten", LOCAL["证明"])
def source_rewritten(_: Actor, facts: Facts) -> Words | None:
    """What was read from another matter, with its digest in the ledger, is typed over by nobody."""
    before, stated = facts.known.get(Known.SOURCE.code) or {}, facts.act.get(Known.SOURCE.code)
    if not stated or not before.get("digest") or stated == before:
        return None
    return Words(
        "来源已由系统从{ref}读取，连同台账摘要一并留存，不得改写；有误的，终止后重新登记",
        "the source was read from {ref} and is kept with its digest: it is not typed over; if it is wrong, end this and register anew",
        ref=before.get("ref", ""),
    )


@guard("缺少这一情形的证明", "the proof of the ground is missing", LOCAL["证明"])
def proof_missing(_: Actor, facts: Facts) -> Words | None:
    ground = ground_in(facts)
    if ground is None:
        return None
    missing = [fact for fact in _RESTS.get(ground.proof, ()) if facts.get(fact.code) in (None, "", [], {})]
    names = [Words(fact.zh, fact.en) for fact in missing]
    source = facts.get(Known.SOURCE.code) or {}
    if ground.proof is Proof.DOCUMENT and not (source.get("document") or source.get("ref")):
        names.append(Words("来源的文号或者来源事项", "number or matter of the source"))
    if not names:
        return None
    return Words(
        "“{ground}”须有{proof}，请写明：{names}",
        "“{ground}” needs {proof}; state: {names}",
        ground=ground.words,
        proof=ground.proof,
        names=Words("、".join(map(str, names)), ", ".join(name.to("en") for name in names)),
    )
