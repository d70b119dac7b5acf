"""Why a judge may not be suspended from duty, or not kept so (暂停履职). Each guard answers why not, or None."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from rules.clocks import beijing_day
from rules.labels import Words
from rules.law import law
from rules.parameters import Rules
from rules.personnel_holds import CaseOpened, not_suspendable
from rules.roles import Actor
from state_machines.duty_suspension.terms import Known, Result
from state_machines.judge_concerned import not_the_judge as only_the_judge
from state_machines.points import unanswered
from state_machines.steps import EXTRA, ClockRule, Condition, Facts, Late, guard

LOCAL = law("local_discipline")
JUDGES = law("judges_law")
SANCTIONS = law("government_sanctions_law")


@guard("没有立案，或者可以继续履职", "no case is open, or the judge is fit to go on", JUDGES[47])
def no_ground_to_suspend(_: Actor, facts: Facts) -> Words | None:
    opened = facts.get(Known.OPENED.code)
    return not_suspendable(
        CaseOpened(opened) if opened else None, unfit=facts.act.get(Known.UNFIT.code) is True
    )


@guard("起始之日早于决定之日", "it would begin before it is decided", JUDGES[47])
def begins_before(_: Actor, facts: Facts) -> Words | None:
    begins, today = date.fromisoformat(facts.act[Known.FROM.code]), beijing_day(facts.at)
    if begins >= today:
        return None
    return Words(
        "暂停履职自决定之日或者其后起算，不得追溯至{day}",
        "it begins when it is decided or later, not on {day}",
        day=begins.isoformat(),
    )


not_the_judge = only_the_judge("not_the_judge", Known.JUDGE, JUDGES[47])


@guard("已有请求待答复", "a request waits already", LOCAL["暂停履职"])
def asked_already(_: Actor, facts: Facts) -> Words | None:
    if not facts.known.get(Known.PENDING.code):
        return None
    return Words("已有恢复履职的请求待答复", "a request waits for its answer already")


@guard("没有待答复的请求", "no request waits", LOCAL["暂停履职"])
def nothing_asked(_: Actor, facts: Facts) -> Words | None:
    if facts.known.get(Known.PENDING.code):
        return None
    return Words("没有待答复的恢复履职请求", "no request waits for an answer")


@guard("请求没有逐点答复", "a point of the request is not answered", LOCAL["暂停履职"])
def point_unanswered(_: Actor, facts: Facts) -> Words | None:
    return unanswered(facts.known.get(Known.REQUEST.code), facts.act[Known.ANSWERS.code])


@guard("再次复查的期限过长", "longer until it is looked at again than allowed", LOCAL["暂停履职"])
def kept_up_too_long(_: Actor, facts: Facts) -> Words | None:
    most = int(facts.rules["discipline.duty_suspension_review"])
    if facts.act.get(Known.UNFIT.code) is not True:
        return Words("经复查可以继续履职的，应当恢复履职", "who is found fit to go on goes back to duty")
    if int(facts.act[EXTRA.code]) <= most:
        return None
    return Words(
        "每次复查后至多继续暂停{most}日", "after each review it is kept up for {most} days at most", most=most
    )


@guard("没有追究责任的应当恢复履职", "without liability it must be lifted", JUDGES[47])
def must_be_lifted(_: Actor, facts: Facts) -> Words | None:
    if facts.known.get(Known.RESULT.code) != Result.NOT_LIABLE.value or facts.act.get(Known.TERMINATION.code):
        return None
    return Words(
        "所涉事项没有追究责任的，应当恢复履职，不得以免职终止",
        "the matter ended without liability: it is lifted, and does not end with the office",
    )


@guard("工资待遇没有写明", "pay is not settled", SANCTIONS[60])
def pay_open(_: Actor, facts: Facts) -> Words | None:
    """Who was not held liable has what was withheld made good."""
    if facts.known.get(Known.RESULT.code) != Result.NOT_LIABLE.value or facts.act.get(Known.PAY_SETTLED.code):
        return None
    return Words(
        "没有追究责任的，恢复履职时写明暂停期间工资待遇如何补发（没有扣减的，写明没有扣减）",
        "without liability: say how pay of the time was made good, or that nothing was withheld",
    )


def pending(facts: Mapping[str, Any], _: Rules) -> bool:
    """Whether a request of the judge waits for its answer."""
    return bool(facts.get(Known.PENDING.code))


_PENDING = Condition(pending, "有请求待答复的", "while a request waits")


# fmt: off
class Clock:
    """The time limits of a suspension from duty (期限); lengths are parameters."""

    #                       code         期限                   time limit                               length                                   authority             too late
    DECISION = ClockRule("decision",   "决定是否暂停的期限",   "period for deciding on it",              "discipline.duty_suspension_decision",   LOCAL["暂停履职"],   Late.COUNTED)
    SERVICE = ClockRule( "service",    "送达期限",             "period for serving it",                  "discipline.decision_service",           LOCAL["决定送达"],   Late.COUNTED)
    REVIEW = ClockRule(  "review",     "暂停履职复查期限",     "period until it is looked at again",     "discipline.duty_suspension_review",     LOCAL["暂停履职"],   Late.COUNTED, starts=Known.FROM.code)
    ANSWER = ClockRule(  "answer",     "答复请求期限",         "period for answering the request",       "discipline.duty_suspension_answer",     LOCAL["暂停履职"],   Late.COUNTED, only=_PENDING)
    LIFTING = ClockRule( "lifting",    "恢复履职期限",         "period for lifting it",                  "discipline.duty_suspension_lifting",    LOCAL["暂停履职"],   Late.COUNTED, starts=Known.ENDED_ON.code)
# fmt: on
