"""What the judge concerned may do about a decision (陈述申辩、复核、申诉), how and to whom; and what stays hidden."""

from __future__ import annotations

from collections.abc import Mapping

from rules.labels import Labelled, Words
from rules.law import law
from rules.roles import Role
from state_machines.discipline_decision.letters import ADVICE
from state_machines.discipline_decision.table import DISCIPLINE_DECISION
from state_machines.discipline_decision.terms import Act, Known, State
from state_machines.rights import JudgesSide

CIVIL = law("civil_servants_law")

HOW: Mapping[Labelled, Words] = {
    **{
        act: ADVICE[act]
        for act in (
            Act.STATE_AND_DEFEND,
            Act.APPLY,
            Act.APPEAL_AT_ONCE,
            Act.APPEAL,
            Act.APPEAL_FURTHER,
            Act.ASK_REVIEW,
            Act.ASK_RECHECK,
        )
    },
    Act.WITHDRAW_REMEDY: Words(
        "作出决定之前，可以书面撤回申请并说明理由；撤回后救济终结",
        "until it is decided you may withdraw the application in writing, with reasons; that ends the remedies",
    ),
}
"""How each act of the judge is done. An act of his that does not stand here is found by a test."""

HIDDEN = (
    Words("党组和申诉公正委员会的讨论经过", "how the party group and the appeals committee deliberated"),
    Words("反映人是谁", "who reported"),
    Words("其他法官的惩戒事项", "the disciplinary matters of other judges"),
)
"""What the judge does not get to see, said openly."""

DECISION_RIGHTS = JudgesSide(
    DISCIPLINE_DECISION,
    Role.JUDGE_CONCERNED,
    Known.JUDGE,
    HOW,
    HIDDEN,
    handed_to={
        Act.APPLY: Role.PARTY_GROUP,
        Act.APPEAL_AT_ONCE: Role.CIVIL_SERVICE,
        Act.APPEAL: Role.CIVIL_SERVICE,
        Act.APPEAL_FURTHER: Role.CIVIL_SERVICE,
        Act.ASK_REVIEW: Role.SUPERVISION_COMMISSION,
        Act.ASK_RECHECK: Role.SUPERVISION_COMMISSION,
    },
    untold={State.PROPOSED: CIVIL[63]},
)
