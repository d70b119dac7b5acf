"""What the judge concerned may do in a review (承办法官的权利和义务), how and to whom; and what stays hidden from him."""

from __future__ import annotations

from collections.abc import Mapping

from rules.labels import Labelled, Words
from rules.roles import Role
from state_machines.quality_review.letters import ADVICE
from state_machines.quality_review.table import QUALITY_REVIEW
from state_machines.quality_review.terms import Act, Known
from state_machines.rights import JudgesSide

HOW: Mapping[Labelled, Words] = {
    **{act: ADVICE[act] for act in (Act.SELF_ANALYSE, Act.AGREE, Act.OBJECT, Act.APPLY_AGAIN)},
    Act.STEP_ASIDE: Words(
        "认为某人应当回避的，向审管办书面提出其姓名和理由；评查员是谁不予公开，由审管办核对",
        "if somebody should step aside, name them to the trial-management office with your reasons; who reads the "
        "case is not disclosed, and the office checks",
    ),
    Act.SECOND_ASIDE: Words(
        "认为某人不应当复评的，向审管办书面提出其姓名和理由；复评人员是谁不予公开，由审管办核对",
        "if somebody should not read the case again, name them to the trial-management office with your reasons; who "
        "does is not disclosed, and the office checks",
    ),
    Act.OBJECT_LATE: Words(
        "因正当理由未能按期提出异议的，在委员会决定之前，可以向审管办书面提出一次，写明异议理由和逾期的理由",
        "if a good reason kept you from objecting in time, you may still do so once, before a committee decides, in "
        "writing to the trial-management office, with your points and the reason of the delay",
    ),
    Act.WITHDRAW_OBJECTION: Words(
        "复评意见作出之前，可以向审管办书面撤回异议并说明理由；撤回后按初步意见的等次提交委员会，不再复评",
        "until the second opinion is given you may withdraw the objection in writing, with your reasons; the grade of "
        "the preliminary opinion then goes to the committee, and nobody reads again",
    ),
    Act.ADD_EVIDENCE: Words(
        "复评意见作出之前，可以向审管办补充异议材料和证据文件",
        "until the second opinion is given you may add evidence, to the trial-management office",
    ),
}
"""How each act of the judge is done. An act of his that does not stand here is found by a test."""

HIDDEN = (
    Words(
        "评查员、复评人员是谁，以及各人的评查表（双向匿名）",
        "who the reviewers and second reviewers are, and their own sheets (blind both ways)",
    ),
    Words("评查组、听证组和委员会的讨论经过", "how the group and the committees deliberated"),
    Words("其他案件和其他法官的评查情况", "the reviews of other cases and other judges"),
)
"""What the judge does not get to see, said openly."""


REVIEW_RIGHTS = JudgesSide(
    QUALITY_REVIEW,
    Role.JUDGE,
    Known.JUDGE,
    HOW,
    HIDDEN,
    # Of a clue the judge learns nothing here: its own procedure tells him when it is time (线索).
    silent=(Act.HAND_OVER_CLUE, Act.DISMISS_CLUE),
    late=(Act.SELF_ANALYSE,),
    asks_particulars=("analysis_late_unexplained",),
)
