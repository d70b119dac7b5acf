"""The time limits of clearing a false report (澄清期限). Jilin's two are working days; the others are the court's to settle."""

from __future__ import annotations

from rules.law import law
from state_machines.steps import ClockRule, Late

_LOCAL = law("local_protection")
_NATIONAL = law("false_reports_2020")


# fmt: off
class Clock:
    """Lengths are parameters. Lateness takes nobody's right away: what is late is still done, and counts."""

    #                        code             期限                time limit                       length                           authority                   too late
    CHECK = ClockRule(      "check",        "失实认定期限",     "period for finding what is false", "protection.clearing_check",     _LOCAL["核查"],             Late.COUNTED)
    ASSESSMENT = ClockRule( "assessment",   "澄清评估期限",     "period for the assessment",        "protection.clearing_step",      _NATIONAL["评估"],          Late.COUNTED)
    EXAMINATION = ClockRule("examination",  "澄清审核期限",     "period for the examination",       "protection.clearing_joint_step", _NATIONAL["审批"],         Late.COUNTED)
    APPROVAL = ClockRule(   "approval",     "澄清审批期限",     "period for the approval",          "protection.clearing_step",      _NATIONAL["审批"],          Late.COUNTED)
    CLEARING = ClockRule(   "clearing",     "澄清实施期限",     "period for clearing",              "protection.clearing_step",      _NATIONAL["谁核实谁澄清"],  Late.COUNTED)
    VISIT = ClockRule(      "visit",        "回访期限",         "period for the visit",             "protection.clearing_revisit",   _LOCAL["回访"],             Late.COUNTED)
    CLOSING = ClockRule(    "closing",      "办结期限",         "period for closing it",            "protection.closing",            _LOCAL["办结"],             Late.COUNTED)
    AGAIN = ClockRule(      "again",        "再次申请期限",     "period for applying again",        "protection.clearing_again",     _LOCAL["不予澄清"],         Late.LAPSES)
# fmt: on
