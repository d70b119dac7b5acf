"""Why an act of the judge's side may be refused (承办法官一方：自我分析、异议、复核). Each guard answers why not, or None."""

from __future__ import annotations

from rules.labels import Words
from rules.law import law
from rules.roles import Actor, Role
from state_machines.points import any_adopted, unanswered
from state_machines.quality_review.clocks import (
    analysis_awaited,
    application_open,
    for_the_adjudication_committee,
    late_objection_open,
    must_be_analysed,
)
from state_machines.quality_review.readers import bench
from state_machines.quality_review.terms import Known
from state_machines.steps import LATE_REASON, Facts, guard

LOCAL = law("local_review")
OTHERS = law("peer_review_rules")
PANEL = law("panel_rules_2010")

GRADES = ("excellent", "qualified", "flawed", "unqualified")
"""优秀、合格、瑕疵、不合格, from the best to the worst; the labels are in `rules.grading.Grade`."""


def worse(facts: Facts) -> bool:
    """Whether the grade given is worse than the one on record."""
    before, given = facts.known.get(Known.GRADE.code), facts.act[Known.GRADE.code]
    return before in GRADES and given in GRADES and GRADES.index(given) > GRADES.index(before)


@guard("不是该案承办法官", "not the judge concerned", LOCAL["反馈"])
def not_the_judge_concerned(actor: Actor, facts: Facts) -> Words | None:
    if actor.role is not Role.JUDGE or actor.code == facts.get(Known.JUDGE.code):
        return None
    return Words("{name}不是该案承办法官", "{name} is not the judge in charge of this case", name=actor.shown)


# ---- self-analysis (自我分析) ------------------------------------------------------------------------------


@guard("该案无须自我分析", "no analysis is owed", OTHERS["旌德"])
def analysis_not_owed(_: Actor, facts: Facts) -> Words | None:
    if must_be_analysed(facts, facts.rules):
        return None
    return Words("该案不属于应当自我分析的案件", "of this case no self-analysis is owed")


@guard("自我分析已经提交", "the analysis is in", LOCAL["分析"])
def analysis_in_already(_: Actor, facts: Facts) -> Words | None:
    if not facts.known.get(Known.ANALYSIS.code):
        return None
    return Words("自我分析已经提交，以一次为限", "the self-analysis is in: it is handed in once")


@guard("自我分析期满，补交未说明理由", "late without a reason", LOCAL["分析"])
def analysis_late_unexplained(_: Actor, facts: Facts) -> Words | None:
    if not facts.known.get(Known.ANALYSIS_LAPSED.code) or facts.act.get(LATE_REASON.code):
        return None
    return Words(
        "自我分析期限已经届满，补交须写明逾期理由",
        "the period for the self-analysis has run out: a late one needs a reason",
    )


@guard("自我分析写明了合议庭其他成员", "the analysis names other members of the panel", PANEL[6])
def analysis_names_others(_: Actor, facts: Facts) -> Words | None:
    """评议时的意见不受追究: an analysis tells views, not who held them. Codes are all that can be found by a program."""
    text = facts.act[Known.ANALYSIS.code]
    named = sorted(code for code in bench(facts) - {"", facts.get(Known.JUDGE.code)} if code in text)
    if not named:
        return None
    return Words(
        "自我分析写观点，不写是谁的观点；请删去：{names}",
        "an analysis tells views and not whose they are; leave out: {names}",
        names=Words("、".join(named), ", ".join(named)),
    )


@guard("自我分析未交且期限未满", "the analysis is neither in nor its period over", OTHERS["旌德"])
def analysis_outstanding(_: Actor, facts: Facts) -> Words | None:
    if not analysis_awaited(facts, facts.rules):
        return None
    return Words(
        "承办法官的自我分析尚未提交，期限也未届满，不能形成初步意见",
        "the judge's self-analysis is not in and its period not over: no opinion yet",
    )


# ---- objection (异议) --------------------------------------------------------------------------------------


@guard("异议期不是因期满而终结", "the period did not lapse", LOCAL["逾期异议"])
def not_lapsed(_: Actor, facts: Facts) -> Words | None:
    if facts.known.get(Known.OBJECTION_LAPSED.code):
        return None
    return Words(
        "异议期内已经答复或者已经复评，不适用逾期异议",
        "it was answered in time, or read again: a late objection has no place",
    )


@guard("逾期异议已经处理", "a late objection was settled", LOCAL["逾期异议"])
def late_settled(_: Actor, facts: Facts) -> Words | None:
    if not facts.known.get(Known.LATE_GROUND.code):
        return None
    return Words("逾期异议已经提出，以一次为限", "a late objection was made: only one is possible")


@guard("没有待处理的逾期异议", "no late objection is open", LOCAL["逾期异议"])
def no_late_objection(_: Actor, facts: Facts) -> Words | None:
    if late_objection_open(facts.known, facts.rules):
        return None
    return Words("没有待处理的逾期异议", "no late objection is open")


@guard("逾期异议尚未处理", "a late objection is open", LOCAL["逾期异议"])
def late_objection_unsettled(_: Actor, facts: Facts) -> Words | None:
    if not late_objection_open(facts.known, facts.rules):
        return None
    return Words(
        "承办法官的逾期异议尚未处理，应当先决定是否受理",
        "a late objection is open: admit or refuse it first",
    )


@guard("异议没有逐点答复", "a point of the objection is not answered", LOCAL["复评"])
def point_unanswered(_: Actor, facts: Facts) -> Words | None:
    return unanswered(facts.known.get(Known.OBJECTION.code), facts.act[Known.ANSWER.code])


@guard("结论与逐点答复不一致", "conclusion and answers disagree", LOCAL["复评"])
def upheld_at_odds(_: Actor, facts: Facts) -> Words | None:
    upheld = facts.act[Known.UPHELD.code]
    if any_adopted(facts.act[Known.ANSWER.code], otherwise=upheld) == upheld:
        return None
    return Words(
        "采纳任何一点的，异议成立（至少部分成立）；一点也未采纳的，异议不成立",
        "the objection is upheld where a point is adopted, and not upheld where none is",
    )


@guard("因异议而降低等次", "the grade falls because of the objection", LOCAL["复评"])
def worse_for_objecting(_: Actor, facts: Facts) -> Words | None:
    if not worse(facts):
        return None
    return Words("不得因提出异议而降低等次", "the grade may not fall because of the objection")


# ---- reconsideration (复核) --------------------------------------------------------------------------------


@guard("已经申请过复核", "reconsideration was applied for", LOCAL["复核"])
def applied_already(_: Actor, facts: Facts) -> Words | None:
    if not facts.known.get(Known.APPLICATION.code):
        return None
    return Words("该案已经申请过复核，以一次为限", "reconsideration was applied for: once only")


@guard("申请复核的期限已满", "the period for applying has passed", LOCAL["复核"])
def remedy_lapsed(_: Actor, facts: Facts) -> Words | None:
    if not facts.known.get(Known.REMEDY_LAPSED.code):
        return None
    return Words("申请复核的期限已经届满", "the period for applying for reconsideration has passed")


@guard("没有待决定的复核申请", "no application is open", LOCAL["复核"])
def no_application(_: Actor, facts: Facts) -> Words | None:
    if application_open(facts.known, facts.rules):
        return None
    return Words("没有待决定的复核申请", "no application for reconsideration is open")


@guard("不是决定等次的机构", "not the body that decided the grade", LOCAL["复核"])
def not_the_deciding_body(actor: Actor, facts: Facts) -> Words | None:
    committee = for_the_adjudication_committee(facts.known, facts.rules)
    right = Role.ADJUDICATION_COMMITTEE if committee else Role.REVIEW_COMMITTEE
    if actor.role is right:
        return None
    return Words(
        "该案等次由{body}决定，复核也由其决定",
        "the grade was decided by the {body}, which decides again",
        body=right,
    )


@guard("复核申请没有逐点答复", "a point of the application is not answered", LOCAL["复核"])
def application_unanswered(_: Actor, facts: Facts) -> Words | None:
    return unanswered(facts.known.get(Known.APPLICATION.code), facts.act[Known.APPLICATION_ANSWER.code])


@guard("因申请复核而降低等次", "the grade falls because of the application", LOCAL["复核"])
def worse_for_applying(_: Actor, facts: Facts) -> Words | None:
    if not worse(facts):
        return None
    return Words("不得因申请复核而降低等次", "the grade may not fall because of the application")


@guard("复核尚未决定", "reconsideration is open", LOCAL["复核"])
def application_undecided(_: Actor, facts: Facts) -> Words | None:
    if not application_open(facts.known, facts.rules):
        return None
    return Words("复核申请尚未决定", "the application for reconsideration is not decided")


@guard("申请复核的期限未满", "the period for applying still runs", LOCAL["复核"])
def remedy_running(_: Actor, facts: Facts) -> Words | None:
    clock = facts.clocks.get("remedy")
    if clock is None or clock.over:
        return None
    return Words(
        "申请复核的期限尚未届满，不得归档",
        "the period for applying for reconsideration still runs: nothing is archived",
    )
