"""The time limits of the disciplinary pre-review (期限), and when somebody owes an act at all (应当办理的情形).

Lengths are parameters; no public text of most of them was found, and each says so. The guards ask the same conditions.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rules.law import law
from rules.parameters import Rules
from state_machines.disciplinary_prereview.terms import Known
from state_machines.steps import ClockRule, Condition, Late

_LOCAL = law("local_discipline")
_JUDGES = law("judges_law")
_OPINION_2016 = law("discipline_opinion_2016")

Record = Mapping[str, Any]


def proposed(facts: Record, _: Rules) -> bool:
    """Whether the initial opinion is on record."""
    return Known.CASE_SEEN.code in facts


def inquirers(facts: Record) -> list[str]:
    """The inquirers (调查人员) who have not stepped aside."""
    gone = set(facts.get(Known.RECUSED.code) or ())
    return [code for code in facts.get(Known.INQUIRERS.code) or () if code not in gone]


def recusals(facts: Record) -> list[str]:
    """Those of whom a recusal was granted, from what was asked for and decided, in the order of asking."""
    asked, decided = facts.get(Known.RECUSAL_OF.code) or (), facts.get(Known.RECUSAL_GRANTED.code) or ()
    return [code for code, granted in zip(asked, decided, strict=False) if granted]


def recusal_open(facts: Record, _: Rules) -> bool:
    """Whether a request for recusal waits for its decision."""
    return len(facts.get(Known.RECUSAL_OF.code) or ()) > len(facts.get(Known.RECUSAL_GRANTED.code) or ())


def judge_may_object(facts: Record, _: Rules) -> bool:
    """Whether the judge has neither objected nor let the window pass."""
    return not facts.get(Known.OBJECTION.code) and not facts.get(Known.JUDGE_SILENT.code)


def court_may_object(facts: Record, _: Rules) -> bool:
    """Whether the submitting court has neither objected nor let the window pass."""
    return not facts.get(Known.COURT_OBJECTION.code) and not facts.get(Known.COURT_SILENT.code)


def held(facts: Record, _: Rules) -> bool:
    """Whether the matter is suspended (中止)."""
    return bool(facts.get(Known.HELD.code))


# fmt: off
_PROPOSED = Condition(proposed, "初步意见已经提出的", "when the initial opinion is in")
_UNPROPOSED = _PROPOSED.otherwise("初步意见尚未提出的", "until the initial opinion is in")
_NOBODY = Condition(lambda facts, _: not inquirers(facts), "没有调查人员的", "while there is no inquirer")
_RECUSAL = Condition(recusal_open, "有回避申请待决定的", "while a request for recusal is open")
_HELD = Condition(held, "中止的", "while suspended")
_JUDGE_MAY = Condition(judge_may_object, "当事法官尚未提出异议的", "until the judge has objected")
_COURT_MAY = Condition(court_may_object, "法院尚未提出异议的", "until the court has objected")


class Clock:
    """The time limits of a pre-review (期限); lengths are parameters."""

    #                            code               期限                   time limit                              length                        authority             too late
    INTAKE = ClockRule(         "intake",          "线索受理期限",         "intake period",                        "discipline.intake",          _LOCAL["线索"],       Late.COUNTED)
    INITIAL = ClockRule(        "initial",         "初步审查期限",         "initial review period",                "discipline.initial_review",  _LOCAL["初查"],       Late.COUNTED,   only=_UNPROPOSED)
    APPROVAL = ClockRule(       "approval",        "院长审批期限",         "period for the president's approval",  "discipline.approval",        _LOCAL["启动"],       Late.COUNTED,   only=_PROPOSED)
    APPOINTMENT = ClockRule(    "appointment",     "调查人员指定期限",     "period for appointing inquirers",      "discipline.appointment",     _LOCAL["调查"],       Late.COUNTED,   only=_NOBODY)
    INQUIRY = ClockRule(        "inquiry",         "调查期限",             "inquiry period",                       "discipline.inquiry",         _LOCAL["调查"],       Late.COUNTED)
    RECUSAL = ClockRule(        "recusal",         "回避决定期限",         "period for deciding on a recusal",     "discipline.recusal",         _LOCAL["回避决定"],       Late.COUNTED,   only=_RECUSAL)
    SUSPENSION = ClockRule(     "suspension",      "中止复查期限",         "period for looking at a suspension again", "discipline.suspension",  _LOCAL["中止"],       Late.COUNTED,   only=_HELD)
    SUBMISSION = ClockRule(     "submission",      "院长决定期限",         "period for the president's decision",  "discipline.president_decision", _LOCAL["院长决定"],       Late.COUNTED)
    ACCEPTANCE = ClockRule(     "acceptance",      "受理审查期限",         "acceptance period",                    "discipline.acceptance",      _LOCAL["受理"],       Late.COUNTED)
    RESUBMISSION = ClockRule(   "resubmission",    "补充后再提请期限",     "resubmission period",                  "discipline.resubmission",    _LOCAL["再次提请"],       Late.COUNTED)
    CALLING = ClockRule(        "calling",         "召集审议期限",         "period for calling the meeting",       "discipline.meeting",         _LOCAL["会议"],       Late.COUNTED)
    DELIBERATION = ClockRule(   "deliberation",    "审议期限",             "deliberation period",                  "discipline.meeting",         _LOCAL["会议"],       Late.COUNTED)
    SERVICE = ClockRule(        "service",         "审查意见送达期限",     "service period",                       "discipline.opinion_service", _LOCAL["意见送达"],       Late.COUNTED)
    OBJECTION = ClockRule(      "objection",       "当事法官异议期",       "the judge's objection window",         "discipline.objection",       _JUDGES[50],          Late.LAPSES,    starts=Known.SERVED_ON.code, only=_JUDGE_MAY)
    COURT_OBJECTION = ClockRule("court_objection", "法院异议期",           "the court's objection window",         "discipline.objection",       _OPINION_2016["异议"],       Late.LAPSES,    starts=Known.COURT_SERVED_ON.code, only=_COURT_MAY)
    WINDOW = ClockRule(         "window",          "意见确定之期",         "until the opinion is final",           "discipline.objection",       _OPINION_2016["异议"],       Late.LAPSES,    starts=(Known.SERVED_ON.code, Known.COURT_SERVED_ON.code))
    EXAMINATION = ClockRule(    "examination",     "异议审查期限",         "period for examining the objection",   "discipline.objection_review", _LOCAL["异议审查"],      Late.COUNTED)
# fmt: on
