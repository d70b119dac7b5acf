"""What the judge concerned may do about an exit (申请、陈述、撤回、复核), how and to whom; and what stays hidden."""

from __future__ import annotations

from collections.abc import Mapping

from rules.labels import Labelled, Words
from rules.roles import Role
from state_machines.quota_exit.letters import ADVICE
from state_machines.quota_exit.table import QUOTA_EXIT
from state_machines.quota_exit.terms import Act, Known
from state_machines.rights import JudgesSide

HOW: Mapping[Labelled, Words] = {
    **{act: ADVICE[act] for act in (Act.REQUEST, Act.STATE_OPINION, Act.ASK_REVIEW, Act.WITHDRAW)},
    Act.WITHDRAW_REVIEW: Words(
        "复核决定作出之前，可以书面撤回并说明理由；撤回后办理手续",
        "until the review is decided you may withdraw it in writing, with reasons; the formalities follow",
    ),
}
"""How each act of the judge is done. An act of his that does not stand here is found by a test."""

HIDDEN = (
    Words("党组、考评委员会的讨论经过", "how the party group and the assessment committee deliberated"),
    Words("其他法官的退额事项", "the exits of other judges"),
)
"""What the judge does not get to see, said openly."""

EXIT_RIGHTS = JudgesSide(
    QUOTA_EXIT,
    Role.JUDGE_CONCERNED,
    Known.JUDGE,
    HOW,
    HIDDEN,
    handed_to={Act.ASK_REVIEW: Role.PARTY_GROUP, Act.WITHDRAW_REVIEW: Role.PARTY_GROUP},
    asks_particulars=("too_early", "proof_missing"),
)
