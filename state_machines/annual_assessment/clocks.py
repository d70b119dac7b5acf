"""The time limits of an assessment (考核期限). Lengths are parameters."""

from __future__ import annotations

from rules.law import law
from state_machines.annual_assessment.terms import Known
from state_machines.steps import ClockRule, Late

_LOCAL, _JUDGES = law("local_assessment"), law("judges_law")


# fmt: off
class Clock:
    """Lateness of the court counts and takes nothing away; the review lapses."""

    #                            code            期限                     time limit                                 length                       authority             too late
    SUMMARY = ClockRule(        "summary",      "个人总结期限",          "period for the summary",                  "assessment.summary",        _LOCAL["个人总结"],   Late.LAPSES)
    MATERIAL = ClockRule(       "material",     "核实材料期限",          "period for gathering the material",       "assessment.material",       _LOCAL["考核材料"],   Late.COUNTED)
    PROPOSAL = ClockRule(       "proposal",     "提出等次期限",          "period for the proposal",                 "assessment.proposal",       _LOCAL["提出等次"],   Late.COUNTED)
    CONFIRMATION = ClockRule(   "confirmation", "审定期限",              "period for confirming the grade",         "assessment.confirmation",   _LOCAL["审定"],       Late.COUNTED)
    NOTICE = ClockRule(         "notice",       "书面通知期限",          "period for serving the result",           "assessment.notice",         _LOCAL["通知"],       Late.COUNTED)
    REVIEW = ClockRule(         "review",       "申请复核期限",          "period for asking for a review",          "assessment.review",         _JUDGES[43],          Late.LAPSES,  starts=Known.SERVED_ON.code)
    REVIEW_DECISION = ClockRule("review_decision", "复核决定期限",       "period for deciding the review",          "assessment.review_decision", _LOCAL["复核"],      Late.COUNTED)
    EFFECTS = ClockRule(        "effects",      "落实期限",              "period for giving effect to it",          "assessment.effects",        _LOCAL["落实"],       Late.COUNTED)
# fmt: on
