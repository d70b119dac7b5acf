"""What the judge concerned may do about a suspension from duty, and what stays hidden (当事法官的权利)."""

from __future__ import annotations

from rules.law import law
from rules.roles import Role
from state_machines.discipline_decision.rights import HIDDEN
from state_machines.duty_suspension.letters import ADVICE
from state_machines.duty_suspension.table import DUTY_SUSPENSION
from state_machines.duty_suspension.terms import Act, Known, State
from state_machines.rights import JudgesSide

JUDGES = law("judges_law")

SUSPENSION_RIGHTS = JudgesSide(
    DUTY_SUSPENSION,
    Role.JUDGE_CONCERNED,
    Known.JUDGE,
    {Act.ASK_BACK: ADVICE[Act.ASK_BACK]},
    HIDDEN,
    handed_to={Act.ASK_BACK: Role.PARTY_GROUP},
    untold=dict.fromkeys((State.PROPOSED, State.DECIDED, State.NOT_SUSPENDED), JUDGES[47]),
)
