"""Why a step of a handover may be refused (移送的条件). Each guard answers why not, or None."""

from __future__ import annotations

from rules.labels import Words
from rules.law import law
from rules.roles import Actor, Role
from state_machines.handover.terms import UNDOING, Known
from state_machines.steps import Computation, Fact, Facts, guard

LOCAL = law("local_chain")


@guard("不是接收部门", "not the office it is for", LOCAL["接收"])
def not_the_receiver(actor: Actor, facts: Facts) -> Words | None:
    receiver = facts.known.get(Known.RECEIVER.code)
    if not receiver or actor.role.value == receiver:
        return None
    return Words("本移送由{who}接收", "this handover is for the {who}", who=Role(receiver))


@guard("不是移送部门", "not the office that handed it over", LOCAL["再次移送"])
def not_the_giver(actor: Actor, facts: Facts) -> Words | None:
    """The president of the court, who hears of every refusal, may answer it as well."""
    giver = facts.known.get(Known.GIVER.code)
    if not giver or actor.role.value == giver or actor.role is Role.PRESIDENT:
        return None
    return Words("本移送由{who}移送", "this was handed over by the {who}", who=Role(giver))


@guard("没有清理完毕", "not everything is undone", LOCAL["恢复"])
def something_left(_: Actor, facts: Facts) -> Words | None:
    """清理: accepted when the list is worked off; before that only with the reason why the rest cannot be."""
    left = int(facts.known.get(Known.LEFT.code) or 0)
    if not left or facts.act.get(Known.REASONS.code):
        return None
    return Words(
        "还有{left}项没有清理，逐项和命令见 zelian chain undo {ref}；确实不能清理的，写明理由",
        "{left} things are not undone yet; zelian chain undo {ref} lists them with what to type; where the rest cannot be, say why",
        left=left,
        ref=facts.known.get(Known.SOURCE_REF.code) or "",
    )


@guard("没有要清理的影响", "there is nothing to undo", LOCAL["恢复"])
def nothing_to_undo(_: Actor, facts: Facts) -> Words | None:
    if facts.known.get(Known.LINK.code) in {link.value for link in UNDOING}:
        return None
    return Words("本移送不是清理事项", "this handover is not about undoing")


@guard("已再次移送", "offered again already", LOCAL["再次移送"])
def offered_again_already(_: Actor, facts: Facts) -> Words | None:
    if not facts.known.get(Known.OFFERED_AGAIN.code):
        return None
    return Words(
        "已经再次移送过一次；请写明理由不再移送，或者报请院长",
        "it was offered again once: give it up with reasons, or take it to the president",
    )


def _now_for(*facts_naming: Fact, besides: tuple[Role, ...] = ()) -> tuple[tuple[Fact, Computation], ...]:
    """Whom the handover is about from this act on: whoever has to hear of it or to act; the judge, where he was told before."""

    def addressed(_: Actor, facts: Facts) -> list[str]:
        before = facts.known.get(Known.ADDRESSED.code) or ()
        judge = [Role.JUDGE_CONCERNED.value] if Role.JUDGE_CONCERNED.value in before else []
        found = [str(facts.known[fact.code]) for fact in facts_naming if facts.known.get(fact.code)]
        return list(dict.fromkeys((*found, *(role.value for role in besides), *judge)))

    return ((Known.ADDRESSED, addressed),)


FOR_THE_RECEIVER = _now_for(Known.RECEIVER)
FOR_THE_GIVER = _now_for(Known.GIVER)
REFUSED = _now_for(Known.GIVER, besides=(Role.PRESIDENT,))
"""不予接收院长应当知道: a refusal is for the giver and the president."""
