"""The time limits of a petition (维权期限). None of them stops a time limit of reconsideration, appeal or review."""

from __future__ import annotations

from rules.law import law
from state_machines.steps import ClockRule, Late

_LOCAL = law("local_protection")


# fmt: off
class Clock:
    """Lengths are parameters."""

    #                          code           期限                 time limit                        length                           authority               too late
    ACCEPTANCE = ClockRule(   "acceptance",  "受理期限",          "period for accepting it",        "protection.petition_acceptance", _LOCAL["受理"],        Late.COUNTED)
    CHECK = ClockRule(        "check",       "查明期限",          "period for finding the facts",   "protection.petition_check",     _LOCAL["查明"],         Late.COUNTED)
    PROPOSAL = ClockRule(     "proposal",    "处理意见期限",      "period for the opinion",         "protection.closing",            _LOCAL["查明"],         Late.COUNTED)
    CORRECTION = ClockRule(   "correction",  "纠正答复期限",      "period for correcting",          "protection.correction",         _LOCAL["纠正期限"],     Late.LAPSES)
    REPORT = ClockRule(       "report",      "反映上级期限",      "period for taking it higher",    "protection.closing",            _LOCAL["纠正期限"],     Late.COUNTED)
    HIGHER = ClockRule(       "higher",      "上级法院办理期限",  "period of the higher court",     "protection.higher_court",       _LOCAL["纠正期限"],     Late.COUNTED)
    RESTORATION = ClockRule(  "restoration", "恢复落实期限",      "period for restoring",           "protection.restoration",        _LOCAL["恢复"],         Late.COUNTED)
    CLOSING = ClockRule(      "closing",     "办结期限",          "period for closing it",          "protection.closing",            _LOCAL["办结"],         Late.COUNTED)
# fmt: on
