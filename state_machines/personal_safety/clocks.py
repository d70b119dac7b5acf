"""The time limits of personal safety (险情期限). That of measures is in hours by the grade, and runs day and night."""

from __future__ import annotations

from rules.danger import HOURS
from rules.law import law
from state_machines.personal_safety.terms import Known
from state_machines.steps import ClockRule, Late

_LOCAL = law("local_protection")


# fmt: off
class Clock:
    """Lengths are parameters."""

    #                      code         期限                 time limit                       length                        authority               too late
    GRADING = ClockRule(  "grading",   "评估定级期限",      "period for grading",            "protection.danger_grading",  _LOCAL["险情评估"],     Late.COUNTED)
    MEASURES = ClockRule( "measures",  "保护措施到位期限",  "period for measures",           "protection.response_hours_1", _LOCAL["响应"],        Late.COUNTED,
                           of=Known.GRADE.code, by={grade.value: key for grade, key in HOURS.items()})
    REVIEW = ClockRule(   "review",    "险情复查期限",      "period for looking again",      "protection.danger_review",   _LOCAL["险情复查"],     Late.COUNTED)
    DECISION = ClockRule( "decision",  "复查后决定期限",    "period for deciding after it",  "protection.closing",         _LOCAL["险情复查"],     Late.COUNTED)
# fmt: on
