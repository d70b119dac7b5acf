"""What the judge may do about the own assessment (总结、提出意见、认可、申请复核), and what stays hidden."""

from __future__ import annotations

from rules.labels import Words
from rules.roles import Role
from state_machines.annual_assessment.letters import ADVICE
from state_machines.annual_assessment.table import ANNUAL_ASSESSMENT
from state_machines.annual_assessment.terms import Act, Known
from state_machines.rights import JudgesSide

HIDDEN = (
    Words("考评委员会的议定经过和书面通知之前的拟定等次", "how the committee deliberated, and its proposal before the result is served"),
    Words("其他法官的考核", "the assessments of other judges"),
)  # fmt: skip
"""What the judge does not get to see, said openly."""
_OWN = (Act.SUM_UP, Act.COMMENT, Act.ACCEPT, Act.ASK_REVIEW, Act.WITHDRAW_REVIEW)

ASSESSMENT_RIGHTS = JudgesSide(
    ANNUAL_ASSESSMENT,
    Role.JUDGE_CONCERNED,
    Known.JUDGE,
    {act: ADVICE[act] for act in _OWN},
    HIDDEN,
    handed_to={Act.COMMENT: Role.ASSESSMENT_COMMITTEE, Act.ASK_REVIEW: Role.ASSESSMENT_COMMITTEE, Act.WITHDRAW_REVIEW: Role.ASSESSMENT_COMMITTEE},
)  # fmt: skip
