"""The papers of the disciplinary decision (惩戒决定文书), one row each."""

from __future__ import annotations

from documents.discipline_form import (
    APPLICANT_SIGNS,
    CLERK_SIGNS,
    HANDLER_SIGNS,
    HEAD_SIGNS,
    JUDGE_SIGNS,
    RECEIVER_SIGNS,
    SERVER_SIGNS,
    WITNESSES_SIGN,
)
from documents.discipline_form import DisciplineForm as Form
from documents.paper_fields import PaperKind
from rules.labels import Words
from rules.legal_remedies import Attacked
from rules.roles import Role
from state_machines.discipline_decision.terms import Known, Paper

_FORM, _LETTER, _REPORT = PaperKind.DISCIPLINE_FORM, PaperKind.DISCIPLINE_LETTER, PaperKind.DISCIPLINE_REPORT
_RECORD, _APPLICATION, _DECISION = (
    PaperKind.DISCIPLINE_RECORD,
    PaperKind.DISCIPLINE_APPLICATION,
    PaperKind.DISCIPLINE_DECISION,
)
JUDGE, PARTY_GROUP, HIGHER, COMMISSION = (
    Role.JUDGE_CONCERNED,
    Role.PARTY_GROUP,
    Role.CIVIL_SERVICE,
    Role.SUPERVISION_COMMISSION,
)
_CHARGE = (Known.ITEM, Known.CONDUCT, Known.SEPARATE, Known.OPINION)
_HEARD = (Known.STATEMENT, Known.STATEMENT_LAPSED, Known.ANSWERS)
_GIVEN = (
    Known.SANCTION,
    Known.MEASURES,
    Known.DECIDED_ON,
    Known.SANCTION_UNTIL,
    Known.PERIOD,
    Known.EFFECTS,
)
_ASKED = (Known.SANCTION, Known.MEASURES, Known.BY_RELATIVE)
_ANSWERED = (Known.APPLICATION, Known.APPLICATION_ANSWER)
_OUTCOME = (Known.UPHELD, Known.SANCTION, Known.MEASURES, Known.SANCTION_UNTIL)
_SERVICE_SIGNERS = (RECEIVER_SIGNS, SERVER_SIGNS, WITNESSES_SIGN)
_STAFF, _SUPERVISION = Attacked.PERSONNEL_ACT, Attacked.SUPERVISION_DECISION
_NO_STOP = Words(
    "申请救济不停止执行，也不因此加重。", "A remedy stops no execution, and makes nothing heavier."
)

# fmt: off
DECISION_FORMS = (
    Form(Paper.PROPOSAL, _LETTER, to=JUDGE, matters=(*_CHARGE, Known.PROPOSED_SANCTION, Known.PROPOSED_MEASURES), found=(Known.BASIS,),
         opening=Words("现将拟给予的处理及其事实、依据告知您。您有权在期限内陈述申辩，不因申辩而加重。", "What is proposed, on what facts and basis, is set out below. You may state and defend in time; nothing becomes heavier for it.")),
    Form(Paper.STATEMENT, _RECORD, matters=(Known.PROPOSED_SANCTION, Known.PROPOSED_MEASURES), defence=(Known.STATEMENT,), signers=(JUDGE_SIGNS, CLERK_SIGNS),
         opening=Words("已告知当事法官拟给予的处理及其事实、依据，不因申辩而加重。", "The judge was told what is proposed, on what facts and basis, and that nothing becomes heavier for the defence.")),
    Form(Paper.DECISION, _DECISION, to=JUDGE, found=(*_CHARGE, Known.FINAL_ON, Known.BASIS), defence=_HEARD, why=(Known.MINUTES,), result=_GIVEN, attacked=_STAFF, caveat=_NO_STOP),
    Form(Paper.NO_DISCIPLINE, _DECISION, to=JUDGE, found=(*_CHARGE, Known.FINAL_ON), defence=_HEARD, why=(Known.REASONS, Known.MINUTES), sentences=(Words("不予惩戒。", "There is no discipline."),)),
    Form(Paper.SERVICE, _FORM, of_the_act=True, matters=(Known.SERVICE, Known.SERVED_ON, Known.RESULT_SERVICE, Known.RESULT_SERVED_ON), attacked=_STAFF, signers=_SERVICE_SIGNERS),
    Form(Paper.REMOVAL, _LETTER, to=Role.PEOPLES_CONGRESS, matters=(Known.JUDGE, Known.SANCTION, Known.MEASURES), why=(Known.REASONS,), opening=Words("依法提请免除下列人员的法官职务。", "The removal of the person below from the office of judge is asked for.")),
    Form(Paper.RECEIPT, _FORM, matters=(Known.SANCTION, Known.MEASURES, Known.SANCTION_UNTIL, Known.EFFECTS, Known.REMOVED_ON, Known.EXECUTED), signers=(HANDLER_SIGNS, HEAD_SIGNS)),
    Form(Paper.APPLICATION, _APPLICATION, to=PARTY_GROUP, matters=_ASKED, why=(Known.APPLICATION,), signers=(APPLICANT_SIGNS,), opening=Words("对下列处理不服，申请复核。", "Reconsideration of what is set out below is asked for.")),
    Form(Paper.RECONSIDERATION, _DECISION, to=JUDGE, found=_CHARGE, defence=_ANSWERED, result=_OUTCOME, attacked=_STAFF, caveat=_NO_STOP),
    Form(Paper.APPEAL, _APPLICATION, to=HIGHER, matters=_ASKED, why=(Known.APPLICATION,), signers=(APPLICANT_SIGNS,), opening=Words("对下列处理不服，提出申诉。", "An appeal is made against what is set out below.")),
    Form(Paper.APPEAL_DECISION, _DECISION, to=JUDGE, found=_CHARGE, defence=_ANSWERED, why=(Known.APPEALS_COMMITTEE,), result=_OUTCOME, attacked=_STAFF, caveat=_NO_STOP),
    Form(Paper.FURTHER_APPEAL, _APPLICATION, to=HIGHER, matters=_ASKED, why=(Known.APPLICATION,), signers=(APPLICANT_SIGNS,), opening=Words("对申诉处理决定不服，提出再申诉。", "A further appeal is made against the decision on appeal.")),
    Form(Paper.REVIEW_REQUEST, _APPLICATION, to=COMMISSION, matters=(Known.GOVERNMENT_SANCTION, *_ASKED), why=(Known.APPLICATION,), signers=(APPLICANT_SIGNS,), opening=Words("对政务处分不服，提出申请。", "A remedy is asked for against the governmental sanction.")),
    Form(Paper.REVIEW_DECISION, _DECISION, to=JUDGE, found=(Known.GOVERNMENT_SANCTION,), defence=_ANSWERED, result=_OUTCOME, attacked=_SUPERVISION, caveat=_NO_STOP),
    Form(Paper.SANCTION_FORM, _FORM, matters=(Known.GOVERNMENT_SANCTION, *_GIVEN[2:], Known.REMOVED_ON, Known.SERVICE, Known.SERVED_ON), attacked=_SUPERVISION, signers=(HANDLER_SIGNS, HEAD_SIGNS)),
    Form(Paper.CORRECTION, _DECISION, to=JUDGE, found=(*_CHARGE, Known.CORRECTION), why=(Known.REASONS,), sentences=(Words("原处分予以纠正，依法恢复名誉、消除影响。", "The sanction is put right; reputation and rights are restored by law."),)),
    Form(Paper.RECTIFICATION, _FORM, matters=(Known.REPLACED,), why=(Known.REASONS,), signers=(HANDLER_SIGNS, HEAD_SIGNS)),
    Form(Paper.TERMINATION, _DECISION, found=_CHARGE, why=(Known.TERMINATION, Known.REASONS, Known.OTHERS_GO_ON), sentences=(Words("终结本事项的办理。", "The matter is terminated."),)),
    Form(Paper.CLOSING_REPORT, _REPORT, found=(*_CHARGE, Known.BASIS), defence=(*_HEARD, *_ANSWERED), why=(Known.REASONS,), result=(*_GIVEN, Known.SERVED_ON, Known.REMOVED_ON, Known.EXECUTED), signers=(HANDLER_SIGNS, HEAD_SIGNS)),
)
# fmt: on
