"""The papers of the reopening and of the suspension from duty (再处理、暂停履职文书), one row each."""

from __future__ import annotations

from documents.discipline_form import (
    APPLICANT_SIGNS,
    HANDLER_SIGNS,
    HEAD_SIGNS,
    RECEIVER_SIGNS,
    SERVER_SIGNS,
    WITNESSES_SIGN,
)
from documents.discipline_form import DisciplineForm as Form
from documents.paper_fields import PaperKind
from rules.labels import Words
from rules.roles import Role
from state_machines.discipline_reopening.terms import Known, Paper
from state_machines.duty_suspension.terms import Known as Duty
from state_machines.duty_suspension.terms import Paper as DutyPaper

_FORM, _LETTER = PaperKind.DISCIPLINE_FORM, PaperKind.DISCIPLINE_LETTER
_APPLICATION, _DECISION = PaperKind.DISCIPLINE_APPLICATION, PaperKind.DISCIPLINE_DECISION
JUDGE, COMMITTEE, PARTY_GROUP = Role.JUDGE_CONCERNED, Role.DISCIPLINE_COMMITTEE, Role.PARTY_GROUP
_SERVICE_SIGNERS = (RECEIVER_SIGNS, SERVER_SIGNS, WITNESSES_SIGN)
_ASKED = (Known.OF, Known.ABOUT, Known.GROUND)
_NO_SANCTION = Words("暂停履行职务不是处分。", "A suspension from duty is no sanction.")

# fmt: off
LATER_FORMS = (
    Form(Paper.TAKEN_UP, _LETTER, to=JUDGE, matters=_ASKED, found=(Known.EXAMINED,), opening=Words("经审查，决定对下列事项再处理。", "Upon examination the matter below is handled anew.")),
    Form(Paper.SENT_BACK, _LETTER, to=COMMITTEE, matters=_ASKED, found=(Known.EXAMINED, Known.NEW_EVIDENCE), opening=Words("下列审查意见有错误的可能，提请重新审议。", "The opinion below may be wrong; a new deliberation is asked for.")),
    Form(Paper.NOT_TAKEN_UP, _LETTER, to=JUDGE, matters=_ASKED, defence=(Known.POINTS, Known.ANSWERS), why=(Known.REASONS,), opening=Words("经审查，对下列事项不予再处理。", "Upon examination the matter below is not handled anew.")),
    Form(Paper.DECISION_ANEW, _DECISION, to=JUDGE, found=(*_ASKED, Known.ANEW_REF), defence=(Known.POINTS, Known.ANSWERS), why=(Known.REASONS, Known.MINUTES),
         result=(Known.OUTCOME, Known.SANCTION, Known.MEASURES, Known.SANCTION_UNTIL, Known.PERIOD, Known.UNDONE, Known.REMEDIES)),
    Form(Paper.SERVICE, _FORM, of_the_act=True, matters=(Known.SERVICE, Known.SERVED_ON), signers=_SERVICE_SIGNERS),
    Form(Paper.RESTORED, _FORM, matters=(Known.UNDONE, Known.RESTORED), signers=(HANDLER_SIGNS, HEAD_SIGNS)),

    Form(DutyPaper.SUSPENSION, _DECISION, to=JUDGE, found=(Duty.OPENED, Duty.OPENED_REF), why=(Duty.REASONS, Duty.MINUTES), result=(Duty.FROM, Duty.PAY, Duty.CASES_LEFT), caveat=_NO_SANCTION,
         sentences=(Words("自下列日期起暂停履行法官职务。", "You are suspended from duty from the day below."),)),
    Form(DutyPaper.SERVICE, _FORM, of_the_act=True, matters=(Duty.SERVICE, Duty.SERVED_ON), signers=_SERVICE_SIGNERS),
    Form(DutyPaper.REQUEST, _APPLICATION, to=PARTY_GROUP, matters=(Duty.FROM,), why=(Duty.REQUEST,), signers=(APPLICANT_SIGNS,), opening=Words("请求恢复履行职务。", "It is asked that the suspension be lifted.")),
    Form(DutyPaper.ANSWER, _LETTER, to=JUDGE, defence=(Duty.REQUEST, Duty.ANSWERS), why=(Duty.REASONS,), opening=Words("经审查，暂不恢复履行职务。", "Upon examination the suspension is kept up.")),
    Form(DutyPaper.LIFTING, _LETTER, to=JUDGE, matters=(Duty.RESULT, Duty.BACK_ON, Duty.PAY_SETTLED), why=(Duty.REASONS,), opening=Words("自下列日期起恢复履行职务。", "The suspension is lifted from the day below.")),
)
# fmt: on
