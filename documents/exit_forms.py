"""The papers of an exit from the quota (退额文书), one row each; layouts and their filling are those of discipline."""

from __future__ import annotations

from functools import partial

from documents.discipline_form import (
    APPLICANT_SIGNS,
    CLERK_SIGNS,
    HANDLER_SIGNS,
    HEAD_SIGNS,
    JUDGE_SIGNS,
    RECEIVER_SIGNS,
    SERVER_SIGNS,
    WITNESSES_SIGN,
    DisciplineForm,
)
from documents.paper_fields import PaperKind
from rules.labels import Words
from rules.legal_remedies import Attacked
from rules.roles import Role
from state_machines.quota_exit.terms import IN_CONFIDENCE, Known, Paper

_FORM, _LETTER, _REPORT = PaperKind.DISCIPLINE_FORM, PaperKind.DISCIPLINE_LETTER, PaperKind.DISCIPLINE_REPORT
_RECORD, _APPLICATION, _DECISION = (
    PaperKind.DISCIPLINE_RECORD,
    PaperKind.DISCIPLINE_APPLICATION,
    PaperKind.DISCIPLINE_DECISION,
)
JUDGE, PARTY_GROUP, HIGH_COURT = Role.JUDGE_CONCERNED, Role.PARTY_GROUP, Role.HIGH_COURT
OVERSEER = Words("监督人", "overseen by")
TAKEN_OVER = Words("接收人", "taken over by")

Open = partial(DisciplineForm, matter=Words("法官员额退出", "Exit from the quota"))
Closed = partial(Open, readers=IN_CONFIDENCE)
"""A paper that holds what the judge said, or data on health and family: for these roles only."""

_GROUND = (Known.GROUND_FOUND, Known.CATEGORY)
_PROOF = (Known.SOURCE, Known.RESTS_ON, Known.ASSESSMENTS, Known.CASELOAD, Known.SANCTION, Known.OPINION, Known.ABSENCE, Known.FAMILY, Known.KINSHIP, Known.OTHER_BASIS, Known.FINDING)  # fmt: skip
_HEARD = (Known.STATEMENT, Known.STATEMENT_LAPSED, Known.ANSWERS)
_EFFECT = (*_GROUND, Known.EFFECTIVE_ON, Known.REENTRY_FROM)
_ENDS = Words(
    "自批准退出之日起，不再行使员额法官职权。",
    "From the day of the approval the powers of a quota judge are not exercised.",
)

# fmt: off
EXIT_FORMS = (
    Closed(Paper.REQUEST, _APPLICATION, to=PARTY_GROUP, matters=(Known.IN_QUOTA_SINCE, *_GROUND), why=(Known.REQUEST, Known.GOOD_REASON), signers=(APPLICANT_SIGNS,),
           opening=Words("本人自愿申请退出法官员额，理由如下。", "I ask of my own will to leave the quota, for the reasons below.")),
    Open(Paper.EVENT, _FORM, matters=(*_GROUND, Known.SOURCE, Known.SANCTION, Known.DIED_ON), signers=(HANDLER_SIGNS, HEAD_SIGNS)),
    Closed(Paper.PROPOSAL, _REPORT, found=(*_GROUND, *_PROOF[:-1]), why=(Known.REASONS,), signers=(HANDLER_SIGNS, HEAD_SIGNS)),
    Open(Paper.FINDING, _REPORT, found=(*_GROUND, Known.RESTS_ON), result=(Known.FINDING,), signers=(Words("主任（院长）", "chair (president)"), Words("委员", "members"))),
    Closed(Paper.VERIFICATION, _REPORT, found=(*_GROUND, *_PROOF, Known.VERIFICATION), result=(Known.CASES_COUNT, Known.OPEN_CASES), signers=(HANDLER_SIGNS, HEAD_SIGNS)),
    Closed(Paper.TALK, _RECORD, matters=_GROUND, defence=(Known.STATEMENT,), signers=(JUDGE_SIGNS, CLERK_SIGNS),
           opening=Words("已告知法官拟退出员额的情形和依据，每一点意见都应当得到答复。", "The judge was told the ground and its basis, and that each point is answered.")),
    Closed(Paper.MINUTES, _REPORT, found=_GROUND, defence=_HEARD, why=(Known.MINUTES, Known.CIRCUMSTANCES), sentences=(Words("同意退出员额。", "The exit is agreed to."),), signers=(HEAD_SIGNS,)),
    Closed(Paper.REPORT, _LETTER, to=HIGH_COURT, matters=(Known.JUDGE, *_GROUND), found=_PROOF, why=(Known.CIRCUMSTANCES,), opening=Words("现将下列法官退出员额事项报请审批。", "The exit set out below is submitted for approval.")),
    Open(Paper.APPROVAL, _DECISION, found=_GROUND, why=(Known.HIGHER_OPINION,), result=(Known.APPROVAL, Known.EFFECTIVE_ON, Known.CHANGE_CONFIRMED, Known.REVIEW_RESULT)),
    Open(Paper.FILING, _FORM, matters=(Known.JUDGE, *_EFFECT, Known.APPROVAL, Known.FILED), signers=(HANDLER_SIGNS, HEAD_SIGNS)),
    Open(Paper.POWERS, _FORM, matters=(Known.JUDGE, Known.EFFECTIVE_ON, Known.POWERS, Known.CASES_COUNT, Known.OPEN_CASES, Known.CLOSED_SINCE), signers=(HANDLER_SIGNS, JUDGE_SIGNS), caveat=_ENDS),
    Open(Paper.HANDOVER, _FORM, matters=(Known.JUDGE, Known.CASES_COUNT, Known.HANDOVER), signers=(JUDGE_SIGNS, TAKEN_OVER, OVERSEER)),
    Closed(Paper.DECISION, _DECISION, to=JUDGE, found=(*_GROUND, Known.BASIS), defence=_HEARD, why=(Known.REASONS,), result=(*_EFFECT[2:], Known.APPROVAL), attacked=Attacked.QUOTA_EXIT, caveat=_ENDS),
    Closed(Paper.REFUSAL, _DECISION, to=JUDGE, found=_GROUND, defence=_HEARD, why=(Known.REASONS,), sentences=(Words("不予批准退出员额。", "The exit is not approved."),)),
    Open(Paper.SERVICE, _FORM, of_the_act=True, matters=(Known.SERVICE, Known.SERVED_ON, Known.RESULT_SERVICE), attacked=Attacked.QUOTA_EXIT, signers=(RECEIVER_SIGNS, SERVER_SIGNS, WITNESSES_SIGN)),
    Closed(Paper.APPLICATION, _APPLICATION, to=PARTY_GROUP, matters=_EFFECT[:3], why=(Known.APPLICATION,), signers=(APPLICANT_SIGNS,), opening=Words("对退出员额的决定有异议，申请复核。", "A review of the decision of exit is asked for.")),
    Closed(Paper.REVIEW_DECISION, _DECISION, to=JUDGE, found=_GROUND, defence=(Known.APPLICATION, Known.APPLICATION_ANSWER), result=(Known.REVIEW_RESULT, Known.NEW_GROUND),
           caveat=Words("不因申请复核而加重；撤销、变更的，经高级法院同意后生效。", "Nothing is heavier for the request; revoking or changing takes hold once the high court agrees.")),
    Open(Paper.RESTORATION, _DECISION, to=JUDGE, found=(*_GROUND, Known.CORRECTION), why=(Known.REASONS,), result=(Known.APPROVAL,), sentences=(Words("撤销退出员额，恢复法官员额和职权。", "The exit is revoked; place in the quota and powers are restored."),)),
    Open(Paper.REMOVAL, _LETTER, to=Role.PEOPLES_CONGRESS, matters=(Known.JUDGE, *_GROUND, Known.EFFECTIVE_ON), why=(Known.REASONS,), opening=Words("依法提请免除下列人员的法官职务。", "The removal of the person below from the office of judge is asked for.")),
    Open(Paper.REGISTRATION, _FORM, matters=(Known.JUDGE, *_EFFECT, Known.FILED, Known.REMOVED_ON), signers=(HANDLER_SIGNS, HEAD_SIGNS)),
)
# fmt: on
