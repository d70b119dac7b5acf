"""The time limits of the disciplinary decision and its remedies (期限), and when somebody owes an act at all.

The remedies' limits are statute: 公务员法 95, 96 and 监察法 49/56. They run from the day of receipt, and none of them stops
the execution.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rules.law import law
from rules.parameters import Rules
from state_machines.discipline_decision.terms import Known, Measure, sanctioned
from state_machines.steps import ClockRule, Condition, Late

_LOCAL = law("local_discipline")
_CIVIL = law("civil_servants_law")
_APPEALS = law("civil_servants_appeals_2008")
_SANCTIONS = law("government_sanctions_law")

Record = Mapping[str, Any]

APPEALABLE = {Measure.LOSS_OF_OFFICE.value, Measure.SEPARATION.value}
"""公务员法 95: of the measures, those that can be reconsidered and appealed. The others have no remedy by name."""


def attackable(facts: Record, _: Rules) -> bool:
    """Whether the decision can be reconsidered or appealed (公务员法 95)."""
    return sanctioned(facts) or bool(APPEALABLE & set(facts.get(Known.MEASURES.code) or ()))


def held(facts: Record, _: Rules) -> bool:
    """Whether a supervision case is open (监察立案)."""
    return bool(facts.get(Known.SUPERVISION_OPEN.code))


def executed(facts: Record, _: Rules) -> bool:
    """Whether the decision was carried out."""
    return bool(facts.get(Known.EXECUTED.code))


def result_served(facts: Record, _: Rules) -> bool:
    """Whether the result of the remedy reached the judge."""
    return bool(facts.get(Known.RESULT_SERVED_ON.code))


def accepted(facts: Record, _: Rules) -> bool:
    """Whether the appeal was accepted."""
    return bool(facts.get(Known.ACCEPTED.code))


# fmt: off
_HELD = Condition(held, "监察立案调查中的", "while the supervision commission has a case open")
_ATTACKABLE = Condition(attackable, "可以申请复核、申诉的", "where it can be reconsidered or appealed")
_FINAL = _ATTACKABLE.otherwise("没有可以申诉的事项的", "where nothing can be appealed")
_EXECUTED = Condition(executed, "已经执行完毕的", "when it was carried out")
_UNEXECUTED = _EXECUTED.otherwise("尚未执行完毕的", "until it is carried out")
_SERVED = Condition(result_served, "结果已经送达的", "when the result was served")
_UNSERVED = _SERVED.otherwise("结果尚未送达的", "until the result is served")
_ACCEPTED = Condition(accepted, "申诉已经受理的", "when the appeal was accepted")
_UNACCEPTED = _ACCEPTED.otherwise("申诉尚未受理的", "until the appeal is accepted")


class Clock:
    """The time limits of a decision (期限); lengths are parameters."""

    #                             code                  期限                 time limit                                length                                     authority               too late
    DECISION = ClockRule(        "decision",           "惩戒决定期限",       "period for the decision",                "discipline.decision",                     _LOCAL["决定"],         Late.COUNTED,  starts=Known.FINAL_ON.code)
    STATEMENT = ClockRule(       "statement",          "陈述申辩期限",       "period for being heard",                 "discipline.statement",                    _LOCAL["陈述申辩"],     Late.LAPSES)
    HOLD = ClockRule(            "hold",               "监察立案复查期限",   "period for asking the commission again", "discipline.suspension",                   _LOCAL["监察先后"],     Late.COUNTED,  only=_HELD)
    SERVICE = ClockRule(         "service",            "决定送达期限",       "period for serving the decision",        "discipline.decision_service",             _LOCAL["决定送达"],     Late.COUNTED)
    EXECUTION = ClockRule(       "execution",          "执行办理期限",       "period for carrying it out",             "discipline.formalities",                  _SANCTIONS[54],         Late.COUNTED,  starts=Known.SERVED_ON.code, only=_UNEXECUTED)
    REMEDY = ClockRule(          "remedy",             "申请复核、申诉期限", "period for reconsideration or appeal",   "discipline.reconsideration",              _CIVIL[95],             Late.LAPSES,   starts=Known.SERVED_ON.code, only=_ATTACKABLE)
    SETTLING = ClockRule(        "settling",           "登记期限",           "period for recording it",                "discipline.closing",                      _LOCAL["结案"],         Late.COUNTED,  only=_FINAL)
    RECONSIDERATION = ClockRule( "reconsideration",    "复核决定期限",       "period for the reconsideration",         "discipline.reconsideration_decision",     _CIVIL[96],             Late.COUNTED)
    RESULT = ClockRule(          "result",             "结果送达期限",       "period for serving the result",          "discipline.decision_service",             _LOCAL["决定送达"],     Late.COUNTED,  only=_UNSERVED)
    APPEAL = ClockRule(          "appeal",             "复核后申诉期限",     "period for appeal after reconsideration", "discipline.appeal_after_reconsideration", _CIVIL[95],            Late.LAPSES,   starts=Known.RESULT_SERVED_ON.code, only=_SERVED)
    ACCEPTANCE = ClockRule(      "acceptance",         "申诉受理期限",       "period for accepting the appeal",        "discipline.appeal_acceptance",            _APPEALS["受理"],       Late.COUNTED,  only=_UNACCEPTED)
    APPEAL_DECISION = ClockRule( "appeal_decision",    "申诉处理期限",       "period for deciding the appeal",         "discipline.appeal_decision",              _CIVIL[96],             Late.COUNTED,  only=_ACCEPTED)
    FURTHER = ClockRule(         "further",            "再申诉期限",         "period for a further appeal",            "discipline.further_appeal",               _CIVIL[95],             Late.LAPSES,   starts=Known.RESULT_SERVED_ON.code, only=_SERVED)
    REVIEW = ClockRule(          "review",             "申请复审期限",       "period for asking for a review",         "discipline.supervision_review",           _SANCTIONS[55],         Late.LAPSES,   starts=Known.SERVED_ON.code)
    REVIEW_DECISION = ClockRule( "review_decision",    "复审决定期限",       "period for the review",                  "discipline.supervision_review_decision",  _SANCTIONS[55],         Late.COUNTED)
    RECHECK = ClockRule(         "recheck",            "申请监察复核期限",   "period for asking for a recheck",        "discipline.supervision_recheck",          _SANCTIONS[55],         Late.LAPSES,   starts=Known.RESULT_SERVED_ON.code, only=_SERVED)
    RECHECK_DECISION = ClockRule("recheck_decision",   "监察复核决定期限",   "period for the recheck",                 "discipline.supervision_recheck_decision", _SANCTIONS[55],         Late.COUNTED)
    CLOSING = ClockRule(         "closing",            "结案期限",           "closing period",                         "discipline.closing",                      _LOCAL["结案"],         Late.COUNTED,  only=_EXECUTED)
# fmt: on
