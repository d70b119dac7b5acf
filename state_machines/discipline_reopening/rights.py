"""What the judge concerned may do in a reopening, and what stays hidden (当事法官的权利)."""

from __future__ import annotations

from rules.labels import Words
from rules.roles import Role
from state_machines.discipline_decision.rights import HIDDEN
from state_machines.discipline_reopening.letters import ADVICE
from state_machines.discipline_reopening.table import DISCIPLINE_REOPENING
from state_machines.discipline_reopening.terms import Act, Known
from state_machines.rights import JudgesSide

REOPENING_RIGHTS = JudgesSide(
    DISCIPLINE_REOPENING,
    Role.JUDGE_CONCERNED,
    Known.JUDGE,
    {Act.WITHDRAW: ADVICE[Act.WITHDRAW]},
    (*HIDDEN, Words("惩戒委员会的讨论和表决", "how the committee deliberated and voted")),
    handed_to={Act.WITHDRAW: Role.PARTY_GROUP},
)
