"""The time limits of case quality review (期限), and when somebody owes an act at all (应当办理的情形).

Lengths are parameters. A condition is read from the facts on record; the guards ask the same conditions, so that what
is refused and what is reminded of never differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rules.law import law
from rules.parameters import Rules
from state_machines.quality_review.readers import needed
from state_machines.quality_review.terms import Known
from state_machines.steps import ClockRule, Condition, Late

_LOCAL = law("local_review")
_OTHERS = law("peer_review_rules")
_JUDGES = law("judges_law")
_ORGANIC = law("court_organic_law")

Record = Mapping[str, Any]


def codes_of(people: Any) -> list[str]:
    """The codes of people named with or without where they serve."""
    return [each["code"] if isinstance(each, Mapping) else each for each in people or ()]


def second_readers(facts: Record) -> list[str]:
    """The second reviewers (复评人员) who have not stepped aside, by code."""
    gone = set(facts.get(Known.STEPPED_ASIDE.code) or ())
    return [code for code in codes_of(facts.get(Known.SECOND_READERS.code)) if code not in gone]


def for_the_adjudication_committee(facts: Record, _: Rules) -> bool:
    """不合格 and reversed or remanded cases are for the adjudication committee, all others for the review committee."""
    return facts.get(Known.GRADE.code) == "unqualified" or bool(facts.get(Known.REVERSED.code))


def must_be_analysed(facts: Record, rules: Rules) -> bool:
    """Whether the judge owes an analysis of this case: for what reason is a parameter."""
    reasons = rules.get("quality_review.self_analysis_for", ())
    return any(facts.get(each) or facts.get("pool") == each for each in reasons)


def analysis_awaited(facts: Record, rules: Rules) -> bool:
    """Whether the analysis is owed, not in, and its time not over."""
    settled = facts.get(Known.ANALYSIS.code) or facts.get(Known.ANALYSIS_LAPSED.code)
    return must_be_analysed(facts, rules) and not settled


def third_awaited(facts: Record, rules: Rules) -> bool:
    """Whether the two sheets diverge and no third reviewer was called."""
    have = len(facts.get(Known.READERS.code) or ())
    return bool(facts.get(Known.DIVERGENCE.code)) and have <= needed(facts, rules)


def late_objection_open(facts: Record, _: Rules) -> bool:
    """Whether a late objection waits to be admitted or refused."""
    return bool(facts.get(Known.LATE_GROUND.code)) and not facts.get(Known.LATE_DECIDED.code)


def hearing_awaited(facts: Record, _: Rules) -> bool:
    """Whether the judge asked for a hearing and the chief has neither called nor declined it."""
    answered = facts.get(Known.HEARING.code) or facts.get(Known.HEARING_DECLINED.code)
    return bool(facts.get(Known.HEARING_ASKED.code)) and not answered


def reported(facts: Record, _: Rules) -> bool:
    """Whether the division has reported the rectification, and the report was not sent back."""
    return len(facts.get(Known.MEASURES.code) or ()) > len(facts.get(Known.SENT_BACK.code) or ())


def clue_unsettled(facts: Record, _: Rules) -> bool:
    """Whether a suspected clue was neither handed over nor dismissed with reasons."""
    settled = facts.get(Known.CLUE_TRANSFER.code) or facts.get(Known.CLUE_DISMISSED.code)
    return bool(facts.get(Known.CLUE.code)) and not settled


def application_open(facts: Record, _: Rules) -> bool:
    """Whether an application for reconsideration waits for its decision."""
    return bool(facts.get(Known.APPLICATION.code)) and Known.APPLICATION_UPHELD.code not in facts


def remedy_open(facts: Record, _: Rules) -> bool:
    """Whether the judge has neither applied for reconsideration nor let the period pass."""
    return not facts.get(Known.APPLICATION.code) and not facts.get(Known.REMEDY_LAPSED.code)


# fmt: off
_ANALYSIS = Condition(analysis_awaited, "应当自我分析而未提交的", "where an analysis is owed and not in")
_THIRD = Condition(third_awaited, "评分有分歧而未增派的", "where the sheets diverge and no third was called")
_AGREED = _THIRD.otherwise("评分没有分歧，或者已经增派的", "where they agree, or a third was called")
_HELD = Condition(lambda facts, _: bool(facts.get(Known.OBJECTION_HELD.code)), "异议期中止的", "while the objection period is suspended")
_HEARING_ASKED = Condition(hearing_awaited, "承办法官申请听证的", "where the judge asked for a hearing")
_NOBODY = Condition(lambda facts, _: not second_readers(facts), "没有复评人员的", "while there is no second reviewer")
_FOR_COURT = Condition(for_the_adjudication_committee, "不合格、改判、发回的", "不合格, reversed or remanded")
_FOR_REVIEW = _FOR_COURT.otherwise("其他案件", "all other cases")
_LATE = Condition(late_objection_open, "有逾期异议待处理的", "while a late objection is open")
_REPORTED = Condition(reported, "业务庭已经报告的", "when the division has reported")
_UNREPORTED = _REPORTED.otherwise("业务庭尚未报告，或者被退回的", "until the division has reported, or reported again")
_CLUE = Condition(clue_unsettled, "有疑似线索的", "where there is a suspected clue")
_REMEDY = Condition(remedy_open, "尚未申请复核的", "until reconsideration is applied for")
_APPLIED = Condition(application_open, "已经申请复核的", "while an application is open")
_SETTLED = _APPLIED.otherwise("没有复核申请待决定的", "while no application is open")


class Clock:
    """The time limits of a review (期限); lengths are parameters."""

    #                            code             期限                 time limit                           length                            authority            too late        only where
    HANDOVER = ClockRule(       "handover",      "卷宗移交期限",       "file handover period",              "quality_review.handover",        _LOCAL["调卷"])
    SELF_ANALYSIS = ClockRule(  "self_analysis", "自我分析期限",       "period for the self-analysis",      "quality_review.self_analysis",   _OTHERS["旌德"],      only=_ANALYSIS)
    ASSIGNMENT = ClockRule(     "assignment",    "分配期限",           "assignment period",                 "quality_review.assignment",      _LOCAL["分配"])
    SCORING = ClockRule(        "scoring",       "评查期限",           "scoring period",                    "quality_review.scoring",         _LOCAL["评分"])
    THIRD = ClockRule(          "third",         "增派期限",           "period for calling a third reviewer", "quality_review.third",         _LOCAL["分歧"],       Late.COUNTED,   only=_THIRD)
    OPINION = ClockRule(        "opinion",       "初评期限",           "opinion period",                    "quality_review.opinion",         _LOCAL["初评"],       only=_AGREED)
    FEEDBACK = ClockRule(       "feedback",      "反馈期限",           "feedback period",                   "quality_review.feedback",        _OTHERS["正阳"])
    OBJECTION = ClockRule(      "objection",     "异议期",             "objection period",                  "quality_review.objection",       _LOCAL["异议"],       Late.LAPSES)
    SUSPENSION = ClockRule(     "suspension",    "中止期限",           "longest suspension",                "quality_review.suspension",      _LOCAL["异议"],       Late.COUNTED,   only=_HELD)
    ADMISSION = ClockRule(      "admission",     "逾期异议处理期限",   "period for settling a late objection", "quality_review.admission",    _LOCAL["逾期异议"],   Late.COUNTED,   only=_LATE)
    HEARING_CALL = ClockRule(   "hearing_call",  "听证决定期限",       "period for deciding on a hearing",  "quality_review.hearing_call",    _LOCAL["听证"],       Late.COUNTED,   only=_HEARING_ASKED)
    HEARING = ClockRule(        "hearing",       "听证期限",           "hearing period",                    "quality_review.hearing",         _LOCAL["听证"])
    APPOINTMENT = ClockRule(    "appointment",   "复评人员指定期限",   "period for appointing second reviewers", "quality_review.appointment", _LOCAL["复评"],      Late.COUNTED,   only=_NOBODY)
    RE_REVIEW = ClockRule(      "re_review",     "复评期限",           "second review period",              "quality_review.re_review",       _LOCAL["复评"])
    CONFIRMATION = ClockRule(   "confirmation",  "评查委员会确认期限", "period for the review committee",   "quality_review.confirmation",    _LOCAL["评委会"],     Late.COUNTED,   only=_FOR_REVIEW)
    REFERRAL = ClockRule(       "referral",      "提交审判委员会期限", "referral period",                   "quality_review.referral",        _LOCAL["审委会"],     Late.COUNTED,   only=_FOR_COURT)
    DECISION = ClockRule(       "decision",      "审判委员会决定期限", "period for the adjudication committee", "quality_review.decision",    _LOCAL["审委会"],     Late.COUNTED)
    REPLY = ClockRule(          "reply",         "上级法院答复期限",   "period for the higher court's reply", "quality_review.reply",         _LOCAL["上报"],       Late.COUNTED)
    REMEDY = ClockRule(         "remedy",        "申请复核期限",       "period for applying for reconsideration", "quality_review.remedy",    _LOCAL["复核"],       Late.LAPSES,    only=_REMEDY)
    RECONSIDERATION = ClockRule("reconsideration", "复核期限",         "reconsideration period",            "quality_review.reconsideration", _LOCAL["复核"],       Late.COUNTED,   only=_APPLIED)
    FOLLOW_UP = ClockRule(      "follow_up",     "后续处理期限",       "follow-up period",                  "quality_review.follow_up",       _LOCAL["整改"],       only=_SETTLED)
    RECTIFICATION = ClockRule(  "rectification", "整改期限",           "rectification period",              "quality_review.rectification",   _LOCAL["整改"],       only=_UNREPORTED)
    CHECKING = ClockRule(       "checking",      "回头看期限",         "checking period",                   "quality_review.checking",        _LOCAL["整改"],       Late.COUNTED,   only=_REPORTED)
    CLUE = ClockRule(           "clue",          "线索处理期限",       "period for settling a clue",        "quality_review.clue",            _LOCAL["线索"],       Late.COUNTED,   only=_CLUE)
    ARCHIVING = ClockRule(      "archiving",     "归档期限",           "archiving period",                  "quality_review.archiving",       _LOCAL["归档"],       only=_SETTLED)
# fmt: on
