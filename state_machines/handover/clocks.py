"""The time limits of a handover (移送期限). A design value: lateness takes nothing away, and counts."""

from __future__ import annotations

from rules.law import law
from state_machines.steps import ClockRule, Late

_LOCAL = law("local_chain")


# fmt: off
class Clock:
    """Lengths are parameters."""

    #                       code          期限            time limit                     length              authority           too late
    ACCEPTANCE = ClockRule("acceptance", "接收期限",     "time to take it over",        "chain.acceptance", _LOCAL["接收"],     Late.COUNTED)
    ANSWER = ClockRule(    "answer",     "答复期限",     "time to answer the refusal",  "chain.answer",     _LOCAL["再次移送"], Late.COUNTED)
# fmt: on
