"""What the judge may do in matters of protection (法官在保护事项中的权利), how and to whom; and what stays hidden, said openly."""

from __future__ import annotations

from rules.labels import Words
from rules.roles import Role
from state_machines.exemption_review import letters as exemption_review_letters
from state_machines.exemption_review.table import EXEMPTION_REVIEW
from state_machines.exemption_review.terms import Act as Exemption
from state_machines.personal_safety import letters as personal_safety_letters
from state_machines.personal_safety.table import PERSONAL_SAFETY
from state_machines.personal_safety.terms import Act as Safety
from state_machines.protection.facts import JUDGE
from state_machines.report_clarification import letters as report_clarification_letters
from state_machines.report_clarification.table import REPORT_CLARIFICATION
from state_machines.report_clarification.terms import Act as Clearing
from state_machines.rights import JudgesSide
from state_machines.rights_petition import letters as rights_petition_letters
from state_machines.rights_petition.table import RIGHTS_PETITION
from state_machines.rights_petition.terms import Act as Petition

_REPORTER = Words("检举人是谁", "who reported")
_OTHERS = Words("其他法官的保护事项", "the matters of other judges")

CLEARING_RIGHTS = JudgesSide(
    REPORT_CLARIFICATION,
    Role.JUDGE_CONCERNED,
    JUDGE,
    {
        act: report_clarification_letters.ADVICE[act]
        for act in (Clearing.STATE_VIEW, Clearing.ADD_AUDIENCE, Clearing.ASK_AGAIN, Clearing.WITHDRAW)
    },
    (_REPORTER, Words("追究诬告陷害的证据", "the evidence against a false accuser"), _OTHERS),
)
SAFETY_RIGHTS = JudgesSide(
    PERSONAL_SAFETY,
    Role.JUDGE_CONCERNED,
    JUDGE,
    {Safety.REPORT_MORE: personal_safety_letters.ADVICE[Safety.REPORT_MORE]},
    (Words("保护力量的具体部署", "how those who protect are deployed"), _OTHERS),
)
PETITION_RIGHTS = JudgesSide(
    RIGHTS_PETITION,
    Role.JUDGE_CONCERNED,
    JUDGE,
    {act: rights_petition_letters.ADVICE[act] for act in (Petition.ADD, Petition.WITHDRAW)},
    (Words("委员会的讨论经过", "how the committee deliberated"), _REPORTER, _OTHERS),
)
EXEMPTION_RIGHTS = JudgesSide(
    EXEMPTION_REVIEW,
    Role.JUDGE_CONCERNED,
    JUDGE,
    {act: exemption_review_letters.ADVICE[act] for act in (Exemption.STATE_DUTY, Exemption.ASK_AGAIN)},
    (Words("确认结论的讨论经过", "how the outcome was deliberated"), _OTHERS),
)
PROTECTION_RIGHTS = (CLEARING_RIGHTS, SAFETY_RIGHTS, PETITION_RIGHTS, EXEMPTION_RIGHTS)
"""A record of interference has no judge's side: who recorded acts as recorder, and whoever it is about knows nothing of it."""
