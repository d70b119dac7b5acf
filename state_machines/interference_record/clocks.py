"""The time limits of a record of interference (记录、报告期限): the rhythm of reports is a parameter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rules.law import law
from rules.parameters import Rules
from state_machines.interference_record.terms import Known
from state_machines.steps import ClockRule, Condition, Late

_LOCAL = law("local_protection")
_OFFICIALS = law("interference_officials_2015")


def affected(facts: Mapping[str, Any], _: Rules) -> bool:
    """Whether the case is affected already: then it is reported at once."""
    return facts.get(Known.AFFECTED.code) is True


# fmt: off
_AFFECTED = Condition(affected, "案件办理已受影响的", "where the case is affected already")
_UNAFFECTED = _AFFECTED.otherwise("案件办理未受影响的", "where the case is not affected")


class Clock:
    """Lengths are parameters; a record that comes late is still a record."""

    #                       code         期限                   time limit                          length                            authority               too late
    RECORDING = ClockRule( "recording", "记录期限",            "period for recording",              "protection.recording",           _LOCAL["记录及时"],     Late.COUNTED, starts=Known.OBSERVED_ON.code)
    SUMMARY = ClockRule(   "summary",   "汇总报告期限",        "period for the summary",            "protection.report_after_period", _OFFICIALS[7],          Late.COUNTED, starts=Known.PERIOD_ENDS.code, only=_UNAFFECTED)
    AT_ONCE = ClockRule(   "at_once",   "立即报告期限",        "period for reporting at once",      "protection.report_at_once",      _OFFICIALS[7],          Late.COUNTED, only=_AFFECTED)
    CHECK = ClockRule(     "check",     "核实期限",            "period for checking",               "protection.interference_check",  _LOCAL["核实"],         Late.COUNTED)
    HANDLING = ClockRule(  "handling",  "处理期限",            "period for handling it",            "protection.interference_handling", _LOCAL["核实"],       Late.COUNTED)
    CLOSING = ClockRule(   "closing",   "办结期限",            "period for closing it",             "protection.closing",             _LOCAL["办结"],         Late.COUNTED)
# fmt: on
