"""The time limits of a review of exemption (免责审查期限)."""

from __future__ import annotations

from rules.law import law
from state_machines.steps import ClockRule, Late

_LOCAL = law("local_protection")


# fmt: off
class Clock:
    """Lengths are parameters."""

    #                          code            期限                time limit                        length                              authority               too late
    TEST = ClockRule(         "test",         "逐项审查期限",     "period for testing",             "protection.exemption_test",         _LOCAL["逐项审查"],     Late.COUNTED)
    CONFIRMATION = ClockRule( "confirmation", "结论确认期限",     "period for confirming",          "protection.exemption_confirmation", _LOCAL["免责结论"],     Late.COUNTED)
    AGAIN = ClockRule(        "again",        "结论异议期",       "period for objecting",           "protection.exemption_again",        _LOCAL["免责结论"],     Late.LAPSES)
# fmt: on
