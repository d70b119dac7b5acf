"""The time limits of a handover (移送期限). A design value: lateness takes nothing away, and counts."""

from __future__ import annotations

from rules.law import law
from state_machines.handover.terms import UNDOING, Known, Link
from state_machines.steps import ClockRule, Late

_LOCAL = law("local_chain")
_BY_LINK = {
    **dict.fromkeys((Link.OPINION, Link.HOLD, Link.HOLD_LIFTED), "chain.acceptance_at_once"),
    **dict.fromkeys(
        (Link.TRANSFERRED, Link.INTERFERENCE, Link.ACCUSER, Link.OFFENCE, Link.RETRIAL, Link.DEMOTION, Link.LAYING_OFF),
        "chain.acceptance_document",
    ),
    **dict.fromkeys((Link.FLAW, Link.ORDINARY), "chain.acceptance_assessment"),
    Link.REMOVAL: "chain.acceptance_removal",
    **dict.fromkeys(UNDOING, "chain.undoing"),
}  # fmt: skip
"""What is taken over sooner or later than the rest: what suffers no delay, what an organ answers with a document, what waits for
the assessment of the year, what waits for a meeting of the standing committee, and what is accepted when everything is undone."""


# fmt: off
class Clock:
    """Lengths are parameters."""

    #                       code          期限            time limit                     length              authority           too late
    ACCEPTANCE = ClockRule("acceptance", "接收期限",     "time to take it over",        "chain.acceptance", _LOCAL["接收"],     Late.COUNTED, of=Known.LINK.code, by={link.value: key for link, key in _BY_LINK.items()})
    ANSWER = ClockRule(    "answer",     "答复期限",     "time to answer the refusal",  "chain.answer",     _LOCAL["再次移送"], Late.COUNTED)
# fmt: on
