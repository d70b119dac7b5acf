"""Why a remedy or its decision may be refused (复核、申诉、再申诉、复审). Each guard answers why not, or None.

No remedy stops the execution, and none makes anything heavier (公务员法 96；政务处分法 56).
"""

from __future__ import annotations

from rules.labels import Words
from rules.law import law
from rules.roles import Actor
from state_machines.discipline_decision.acts import KINDS, heavier_than
from state_machines.discipline_decision.clocks import accepted, attackable, result_served
from state_machines.discipline_decision.terms import NO_SANCTION, Known
from state_machines.points import any_adopted, unanswered
from state_machines.steps import EXTRA, Facts, guard

LOCAL = law("local_discipline")
CIVIL = law("civil_servants_law")
APPEALS = law("civil_servants_appeals_2008")
SANCTIONS = law("government_sanctions_law")


@guard("不是当事法官或者其近亲属", "neither the judge nor a near relative", APPEALS["近亲属"])
def not_the_applicant(actor: Actor, facts: Facts) -> Words | None:
    """A near relative applies for who died or lost capacity."""
    if actor.code == facts.get(Known.JUDGE.code) or facts.act.get(Known.BY_RELATIVE.code):
        return None
    return Words(
        "{name}不是当事法官；由近亲属代为提出的，写明原因和关系",
        "{name} is not the judge concerned; a near relative says why and how related",
        name=actor.shown,
    )


@guard("没有可以复核、申诉的事项", "nothing that can be attacked", CIVIL[95])
def nothing_to_attack(_: Actor, facts: Facts) -> Words | None:
    if attackable(facts.known, facts.rules):
        return None
    return Words(
        "可以复核、申诉的是处分、免职、辞退等公务员法第95条所列事项，该决定没有",
        "reconsideration and appeal are for what art. 95 lists, such as sanctions; this decision holds none of it",
    )


@guard("有可以复核、申诉的事项", "it can be attacked", CIVIL[95])
def can_be_attacked(_: Actor, facts: Facts) -> Words | None:
    if not attackable(facts.known, facts.rules):
        return None
    return Words(
        "可以复核、申诉的，期满自动终结", "it can be reconsidered or appealed: the period ends by itself"
    )


@guard("结果尚未送达", "the result was not served", LOCAL["决定送达"])
def result_unserved(_: Actor, facts: Facts) -> Words | None:
    if result_served(facts.known, facts.rules):
        return None
    return Words("结果尚未登记送达", "service of the result is not on record")


@guard("申诉已经受理", "accepted already", APPEALS["受理"])
def accepted_already(_: Actor, facts: Facts) -> Words | None:
    if not accepted(facts.known, facts.rules):
        return None
    return Words("申诉已经受理", "the appeal was accepted")


@guard("申诉尚未受理", "not accepted", APPEALS["受理"])
def not_accepted(_: Actor, facts: Facts) -> Words | None:
    if accepted(facts.known, facts.rules):
        return None
    return Words("申诉尚未受理", "the appeal was not accepted yet")


@guard("超过可以延长的天数", "longer than an appeal may be extended", CIVIL[96])
def appeal_extended_too_long(_: Actor, facts: Facts) -> Words | None:
    most = int(facts.rules["discipline.appeal_extension"])
    if not facts.known.get(Known.APPEAL_EXTENDED.code) and int(facts.act[EXTRA.code]) <= most:
        return None
    return Words(
        "案情复杂的可以延长一次，至多{most}日",
        "a complex appeal is extended once, by {most} days at most",
        most=most,
    )


@guard("省级机关的处理决定为终局", "a provincial organ decided", CIVIL[95])
def decided_by_province(_: Actor, facts: Facts) -> Words | None:
    if not facts.known.get(Known.BY_PROVINCE.code):
        return None
    return Words(
        "对省级以下机关作出的申诉处理决定不服的，方可再申诉",
        "a further appeal is open against organs below the province only",
    )


@guard("申诉公正委员会人数不是单数或者重复", "the appeals committee is even, or names one twice", CIVIL[96])
def appeals_committee_even(_: Actor, facts: Facts) -> Words | None:
    """One committee for one case, of an odd number (公务员申诉规定2022年第5条): asked of every appeal, of whatever day."""
    members = facts.act[Known.APPEALS_COMMITTEE.code]
    if len(members) % 2 and len(set(members)) == len(members):
        return None
    return Words(
        "一案组成一个申诉公正委员会，人数为单数；现写{count}人，{different}人不重复",
        "one appeals committee for one case, of an odd number; {count} are named, {different} of them different",
        count=len(members),
        different=len(set(members)),
    )


@guard("结论与处分不一致", "conclusion and sanction disagree", LOCAL["救济"])
def upheld_at_odds(_: Actor, facts: Facts) -> Words | None:
    upheld, answers = facts.act[Known.UPHELD.code], facts.act[Known.APPLICATION_ANSWER.code]
    if any_adopted(answers, otherwise=upheld) != upheld:
        return Words(
            "采纳任何一点的，申请成立（至少部分成立）；一点也未采纳的，申请不成立",
            "the application is upheld where a point is adopted, and not upheld where none is",
        )
    if upheld or facts.act[Known.SANCTION.code] == facts.known.get(Known.SANCTION.code):
        return None
    return Words("申请不成立的，处分不变", "where it is not upheld the sanction stays as it is")


@guard("因申请而加重", "heavier because of the application", CIVIL[96])
def heavier_for_applying(_: Actor, facts: Facts) -> Words | None:
    return _heavier(facts)


@guard("因申请复审、复核而加重", "heavier because of the request", SANCTIONS[56])
def heavier_for_review(_: Actor, facts: Facts) -> Words | None:
    """The same before the supervision commission, on its own article."""
    return _heavier(facts)


def _heavier(facts: Facts) -> Words | None:
    given = facts.act[Known.SANCTION.code]
    if given not in KINDS:
        return Words("没有“{kind}”这一种处分", "there is no sanction “{kind}”", kind=given)
    before = str(facts.known.get(Known.SANCTION.code) or NO_SANCTION)
    return heavier_than(before, facts.known.get(Known.MEASURES.code), facts)


@guard("申请没有逐点答复", "a point of the application is not answered", LOCAL["救济"])
def point_unanswered(_: Actor, facts: Facts) -> Words | None:
    return unanswered(facts.known.get(Known.APPLICATION.code), facts.act[Known.APPLICATION_ANSWER.code])
