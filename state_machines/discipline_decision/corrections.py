"""What may be corrected in a disciplinary decision (更正), and who hears of it: whoever was told before."""

from __future__ import annotations

from rules.labels import Words
from rules.law import law
from rules.roles import Role
from state_machines.corrections import Corrections, Settled
from state_machines.discipline_decision.terms import Act, Known, Paper, State

LOCAL = law("local_discipline")
HANDLING = (Role.PERSONNEL, Role.INSPECTION, Role.INTERNAL_DISCIPLINE)
_UNTOLD = (State.PROPOSED, State.DECIDED)
"""Where the judge was told of nothing yet, or not of what was decided."""

CORRECTIONS = Corrections(
    Known.AMENDMENT,
    Known,
    LOCAL["更正"],
    (
        Settled(
            (Known.CONDUCT, Known.BASIS, Known.MINUTES),
            lambda facts: bool(facts.get(Known.SERVED_ON.code)),
            Words("已经随决定送达", "it was served with the decision"),
            Words(
                "确有错误的，以“纠正错误处分”办理，或者由复核、申诉改变",
                "where it is wrong, “correct a wrong sanction”, or it is changed on application or appeal",
            ),
        ),
    ),
)
"""Sanctions, measures, the opinion and every day that a time limit is counted from are no parts of it at all."""
RECTIFYING = CORRECTIONS.steps(
    Act.RECTIFY,
    Known.REASONS,
    Paper.RECTIFICATION,
    {
        state: (
            HANDLING,
            (*HANDLING, Role.PARTY_GROUP) if state in _UNTOLD else (Role.JUDGE_CONCERNED, Role.PARTY_GROUP),
        )
        for state in State
        if state not in (State.CLOSED, State.TERMINATED)
    },
)
