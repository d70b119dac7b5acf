"""Why a step of clearing may be refused (澄清的条件). Each guard answers why not, or None."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rules.clarification import (
    PUBLIC_FORMS,
    ClearingForm,
    ClearingOutcome,
    ground_named,
    must_clear,
    not_cleared,
    outcome,
    untrue_points,
)
from rules.clocks import beijing_day
from rules.labels import Words
from rules.law import law
from rules.roles import Actor, Role
from state_machines.judge_concerned import not_the_judge as only_the_judge
from state_machines.points import points_of
from state_machines.report_clarification.terms import Known
from state_machines.steps import Computation, Fact, Facts, guard

LOCAL = law("local_protection")
NATIONAL = law("false_reports_2020")
ELSEWHERE = law("clearing_elsewhere")
JILIN = law("jilin_false_reports_2020")
JUDGES = law("judges_law")

# ---- who (谁核实谁澄清) --------------------------------------------------------------------------------------


@guard("不是核实该检举的部门", "not the department that verified", NATIONAL["谁核实谁澄清"])
def not_the_verifier(actor: Actor, facts: Facts) -> Words | None:
    verifier = facts.known.get(Known.VERIFIER.code)
    if not verifier or actor.role.value == verifier:
        return None
    return Words("谁核实谁澄清：由{who}办理", "who verified clears: it is for the {who}", who=Role(verifier))


not_the_judge = only_the_judge("not_the_judge", Known.JUDGE, JUDGES[56])


# ---- what is false (失实) -----------------------------------------------------------------------------------


@guard("没有逐点认定", "a point without a finding", LOCAL["核查"])
def point_unfound(_: Actor, facts: Facts) -> Words | None:
    count = len(points_of(facts.known.get(Known.ACCUSATION.code)))
    given = [int(each["point"]) for each in facts.act[Known.FINDINGS.code]]
    for number in given:
        if not 1 <= number <= count or given.count(number) > 1:
            return Words(
                "没有第{number}个问题，或者认定了两次",
                "there is no point {number}, or it is found twice",
                number=number,
            )
    left = [number for number in range(1, count + 1) if number not in given]
    if not left:
        return None
    return Words("第{number}个问题没有认定", "of point {number} nothing was found", number=left[0])


@guard("没有失实的问题", "nothing was found untrue", ELSEWHERE["未查实"])
def nothing_untrue(_: Actor, facts: Facts) -> Words | None:
    """查不实不是失实: what was not proved and cannot be excluded is no false report."""
    if untrue_points(facts.act[Known.FINDINGS.code]):
        return None
    return Words(
        "没有一个问题认定为失实；未查实又不能排除的，不是不实举报，不得澄清",
        "no point was found untrue; what was not proved and cannot be excluded is no false report, and is not cleared",
    )


@guard("有失实的问题", "something was found untrue", NATIONAL["评估"])
def something_untrue(_: Actor, facts: Facts) -> Words | None:
    untrue = untrue_points(facts.act[Known.FINDINGS.code])
    if not untrue:
        return None
    return Words(
        "第{points}个问题认定为失实，应当登记失实结论并评估",
        "point {points} was found untrue: record it, and assess",
        points="、".join(untrue),
    )


# ---- the assessment (评估) ----------------------------------------------------------------------------------


@guard("没有听取本人意见", "the judge was not heard", LOCAL["听取意见"])
def judge_unheard(_: Actor, facts: Facts) -> Words | None:
    if facts.known.get(Known.VIEW.code):
        return None
    return Words("评估前应当听取本人意见", "hear the judge before assessing")


@guard("没有这一情形", "no such situation", JILIN["情形"])
def unknown_situation(_: Actor, facts: Facts) -> Words | None:
    day = beijing_day(facts.at)
    for fact, known in ((Known.MUST_GROUNDS, must_clear(day)), (Known.NOT_GROUNDS, not_cleared(day))):
        for text in facts.act.get(fact.code) or ():
            if ground_named(text, known) is None:
                return Words(
                    "{what}没有“{text}”；当日有效的为：{known}",
                    "{what}: there is no “{text}”; in force are: {known}",
                    what=Words(fact.zh, fact.en),
                    text=text,
                    known=_listed(each.words for each in known),
                )
    return None


@guard("知悉范围没有核对完整", "the circle was not checked", LOCAL["澄清范围"])
def circle_unchecked(_: Actor, facts: Facts) -> Words | None:
    if not facts.known.get(Known.AUDIENCE.code):
        return Words("没有登记知悉检举的人和单位", "nobody is on record as having heard the accusation")
    if facts.act[Known.AUDIENCE_COMPLETE.code] is True:
        return None
    return Words("知悉范围核对完整后才能评估", "check that the circle is complete before assessing")


@guard("没有书面澄清", "no clearing in writing", NATIONAL["书面"])
def not_in_writing(_: Actor, facts: Facts) -> Words | None:
    if ClearingForm.WRITTEN.value in facts.act[Known.FORMS.code]:
        return None
    return Words(
        "当面、会议、通报澄清应当同时书面澄清",
        "face to face, at a meeting or by bulletin only beside writing",
    )


@guard("本人不同意公开形式", "the judge declines a public form", LOCAL["听取意见"])
def public_form_declined(_: Actor, facts: Facts) -> Words | None:
    public = PUBLIC_FORMS & set(facts.act[Known.FORMS.code])
    if not public or facts.known.get(Known.PUBLIC_FORM.code) is not False:
        return None
    return Words("本人不同意公开形式，只能书面澄清", "the judge declines a public form: in writing only")


@guard("证据不完整", "the evidence is wanting", JILIN["分工"])
def evidence_wanting(_: Actor, facts: Facts) -> Words | None:
    if facts.act[Known.EVIDENCE_COMPLETE.code] is True:
        return None
    return Words("事实不清、证据不完整的，退回补充", "send it back where facts or evidence are wanting")


@guard("评估结论不是应当澄清", "the assessment is not for clearing", NATIONAL["应当澄清"])
def not_to_be_cleared(_: Actor, facts: Facts) -> Words | None:
    found = facts.known.get(Known.OUTCOME.code)
    if found == ClearingOutcome.CLEAR.value:
        return None
    return Words(
        "评估结论为“{found}”，不能批准澄清",
        "the assessment: {found}; it cannot be approved",
        found=_shown(found),
    )


@guard("评估结论是应当澄清", "the assessment is for clearing", NATIONAL["应当澄清"])
def to_be_cleared(_: Actor, facts: Facts) -> Words | None:
    if facts.known.get(Known.OUTCOME.code) != ClearingOutcome.CLEAR.value:
        return None
    return Words(
        "评估结论为应当澄清的，不得不予澄清；认为有误的，退回补充",
        "what must be cleared is not declined; send it back if that is wrong",
    )


# ---- the clearing (澄清) ------------------------------------------------------------------------------------


@guard("未经批准的方式", "a form that was not approved", NATIONAL["审批"])
def form_not_approved(_: Actor, facts: Facts) -> Words | None:
    """Less than was approved may be done, where the judge declined the rest in between; never more."""
    more = set(facts.act[Known.FORMS.code]) - set(facts.known.get(Known.FORMS.code) or ())
    if not more:
        return None
    return Words(
        "“{form}”未经批准", "“{form}” was not approved", form=_listed(each for each in _forms(sorted(more)))
    )


@guard("超出或者少于失实的问题", "other points than those untrue", ELSEWHERE["具体问题"])
def other_than_untrue(_: Actor, facts: Facts) -> Words | None:
    """Each point found untrue, and no other: what was not proved, or is true, is not spoken of."""
    untrue, cleared = facts.known.get(Known.UNTRUE_POINTS.code) or [], facts.act[Known.CLEARED_POINTS.code]
    if set(cleared) == set(untrue):
        return None
    return Words(
        "只澄清失实的具体问题，一个不少、一个不多：第{untrue}个",
        "the points found untrue are cleared, all of them and no other: {untrue}",
        untrue="、".join(untrue),
    )


@guard("还有知悉检举的人没有告知", "somebody who heard the accusation was not told", LOCAL["澄清范围"])
def somebody_untold(_: Actor, facts: Facts) -> Words | None:
    told = set(facts.act[Known.TOLD.code])
    left = [each["code"] for each in facts.known.get(Known.AUDIENCE.code) or () if each["code"] not in told]
    if not left:
        return None
    return Words(
        "听到检举的人都应当听到澄清，还有：{who}",
        "whoever heard the accusation hears the clearing; still to be told: {who}",
        who="、".join(dict.fromkeys(left)),
    )


@guard("影响已经消除", "the effects are gone", LOCAL["回访"])
def effects_gone(_: Actor, facts: Facts) -> Words | None:
    if facts.known.get(Known.EFFECTS_GONE.code) is not True:
        return None
    return Words(
        "回访记载影响已经消除，无须继续澄清", "the visit found the effects gone: nothing is left to clear"
    )


@guard("影响没有消除", "the effects remain", LOCAL["回访"])
def effects_remain(_: Actor, facts: Facts) -> Words | None:
    if facts.known.get(Known.EFFECTS_GONE.code) is True:
        return None
    return Words("回访记载影响没有消除，应当继续澄清", "the visit found effects remaining: clear further")


@guard("已经再次申请过", "applied again already", LOCAL["不予澄清"])
def asked_again_already(_: Actor, facts: Facts) -> Words | None:
    if not facts.known.get(Known.ASKED_AGAIN.code):
        return None
    return Words(
        "已经再次申请过一次；可以向权益保障委员会申请维权",
        "applied again once already; a petition to the duty-protection committee is open",
    )


# ---- what follows (由此确定的事实) ---------------------------------------------------------------------------

FOUND: tuple[tuple[Fact, Computation], ...] = (
    (Known.UNTRUE_POINTS, lambda _, facts: untrue_points(facts.act[Known.FINDINGS.code])),
    (Known.VERIFIER, lambda actor, _: actor.role.value),
)
ASSESSED: tuple[tuple[Fact, Computation], ...] = (
    (
        Known.OUTCOME,
        lambda _, facts: (
            outcome(
                facts.act.get(Known.MUST_GROUNDS.code) or (), facts.act.get(Known.NOT_GROUNDS.code) or ()
            ).value
        ),
    ),
)


def _listed(words: Iterable[Words]) -> Words:
    found = list(words)
    return Words("；".join(map(str, found)), "; ".join(each.to("en") for each in found))


def _forms(codes: Iterable[str]) -> list[Words]:
    return [Words(each.zh, each.en) for each in ClearingForm if each.value in codes]


def _shown(code: Any) -> ClearingOutcome | Words:
    return ClearingOutcome(code) if code else Words("没有", "none")
