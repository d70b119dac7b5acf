"""What the judge concerned may do in a pre-review (当事法官的权利), how and to whom; and what stays hidden from him."""

from __future__ import annotations

from collections.abc import Mapping

from rules.labels import Labelled, Words
from rules.law import law
from rules.roles import Role
from state_machines.disciplinary_prereview.letters import ADVICE
from state_machines.disciplinary_prereview.table import DISCIPLINARY_PREREVIEW
from state_machines.disciplinary_prereview.terms import Act, Known, State
from state_machines.rights import JudgesSide

RESPONSIBILITY = law("judicial_responsibility_2015")
CIVIL_SERVANTS = law("civil_servants_law")

HOW: Mapping[Labelled, Words] = {
    act: ADVICE[act] for act in (Act.ASK_RECUSAL, Act.STATE_AND_DEFEND, Act.ADD_EVIDENCE, Act.OBJECT)
}
"""How each act of the judge is done. An act of his that does not stand here is found by a test."""

HIDDEN = (
    Words("反映人是谁，以及举报材料中可能认出其人的内容", "who reported, and what could give them away"),
    Words(
        "惩戒委员会的讨论、表决和每名委员的票；您可以看到审查意见及理由",
        "how the committee deliberated and how anybody voted; you see the opinion and its reasons",
    ),
    Words("其他法官的惩戒事项", "the disciplinary matters of other judges"),
)
"""What the judge does not get to see, said openly."""

PREREVIEW_RIGHTS = JudgesSide(
    DISCIPLINARY_PREREVIEW,
    Role.JUDGE_CONCERNED,
    Known.JUDGE,
    HOW,
    HIDDEN,
    handed_to=dict.fromkeys(
        (
            State.SUBMITTED,
            State.ACCEPTED,
            State.DELIBERATION,
            State.OBJECTION_WINDOW,
            State.OBJECTION_REVIEW,
        ),
        Role.DISCIPLINE_OFFICE,
    ),
    silent=(Act.TRANSFER, Act.TAKE_BACK, Act.CLOSE_TRANSFERRED),
    asks_particulars=("nobody_to_recuse",),
    # The right to know begins when the inquiry does; what the supervision commission does is its own to tell.
    untold={
        State.LEAD: RESPONSIBILITY[35],
        State.INITIAL_REVIEW: RESPONSIBILITY[35],
        State.ROUTED: RESPONSIBILITY[35],
        State.JOINED: RESPONSIBILITY[35],
        State.TRANSFERRED: CIVIL_SERVANTS[57],
    },
)
