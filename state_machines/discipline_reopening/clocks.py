"""The time limits of the reopening (再处理期限), and when somebody owes an act at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rules.law import law
from rules.parameters import Rules
from state_machines.discipline_reopening.terms import Known
from state_machines.steps import ClockRule, Condition, Late

_LOCAL = law("local_discipline")


def to_put_back(facts: Mapping[str, Any], _: Rules) -> bool:
    """Whether something must be put back that was not yet (尚未恢复)."""
    return bool(facts.get(Known.UNDONE.code)) and not facts.get(Known.RESTORED.code)


# fmt: off
_OPEN = Condition(to_put_back, "有应当恢复的事项的", "while something is to be put back")
_DONE = _OPEN.otherwise("没有应当恢复的事项的", "when nothing is to be put back")


class Clock:
    """The time limits (期限); lengths are parameters."""

    #                         code            期限               time limit                          length                               authority           too late
    EXAMINATION = ClockRule("examination",  "再处理审查期限",   "period for examining the request", "discipline.reopening_examination",  _LOCAL["再处理"],   Late.COUNTED)
    DECISION = ClockRule(   "decision",     "重新决定期限",     "period for deciding anew",         "discipline.decision",               _LOCAL["再处理"],   Late.COUNTED)
    SERVICE = ClockRule(    "service",      "重新决定送达期限", "period for serving it",            "discipline.decision_service",       _LOCAL["决定送达"], Late.COUNTED)
    RESTORING = ClockRule(  "restoring",    "恢复办理期限",     "period for putting it back",       "discipline.formalities",            _LOCAL["恢复"],     Late.COUNTED, starts=Known.SERVED_ON.code, only=_OPEN)
    CLOSING = ClockRule(    "closing",      "再处理结案期限",   "closing period",                   "discipline.closing",                _LOCAL["结案"],     Late.COUNTED, only=_DONE)
# fmt: on
