"""The papers of the pre-review (专业审查前置文书), one row each."""

from __future__ import annotations

from documents.discipline_form import (
    APPLICANT_SIGNS,
    CHAIR_SIGNS,
    CLERK_SIGNS,
    FINDS_ONLY,
    HANDLER_SIGNS,
    HEAD_SIGNS,
    INQUIRERS_SIGN,
    JUDGE_SIGNS,
    NO_LIABILITY,
    PRESIDENT_SIGNS,
    RECEIVER_SIGNS,
    SECRETARY_SIGNS,
    SERVER_SIGNS,
    WITNESSES_SIGN,
)
from documents.discipline_form import DisciplineForm as Form
from documents.paper_fields import PaperKind
from rules.labels import Words
from rules.legal_remedies import Attacked
from rules.roles import Role
from state_machines.disciplinary_prereview.terms import COMMITTEE_ONLY, Known, Paper

_FORM, _LETTER, _REPORT = PaperKind.DISCIPLINE_FORM, PaperKind.DISCIPLINE_LETTER, PaperKind.DISCIPLINE_REPORT
_RECORD, _APPLICATION, _DECISION = (
    PaperKind.DISCIPLINE_RECORD,
    PaperKind.DISCIPLINE_APPLICATION,
    PaperKind.DISCIPLINE_DECISION,
)
JUDGE, OFFICE, INSPECTION, PRESIDENT = (
    Role.JUDGE_CONCERNED,
    Role.DISCIPLINE_OFFICE,
    Role.INSPECTION,
    Role.PRESIDENT,
)
_CHARGE = (Known.ITEM, Known.CONDUCT)
_LEAD = (
    Known.SOURCE,
    Known.SOURCE_REF,
    Known.RECEIVED_ON,
    Known.IS_JUDGE,
    Known.BENCH,
    *_CHARGE,
    Known.RELATED,
)
_MEETING = (Known.MEETING_AT, Known.MEETING_PLACE, Known.CHAIR, Known.MEMBERS)
_RESULTS = (Known.WRONG_RESULT, Known.SERIOUS)
_EXEMPT = (Known.EXEMPTION, Known.EXEMPTION_GROUND, Known.EXEMPTION_REASONS)

# fmt: off
PREREVIEW_FORMS = (
    Form(Paper.LEAD_FORM, _FORM, matters=_LEAD, signers=(HANDLER_SIGNS, HEAD_SIGNS), caveat=NO_LIABILITY),
    Form(Paper.ROUTING_LETTER, _LETTER, to=INSPECTION, matters=(*_CHARGE, Known.ROUTE), why=(Known.REASONS,),
         opening=Words("下列线索不属于法官惩戒委员会审议的范围，现按规定转办，请依职责处理。", "The lead below is not for the discipline committee and is sent where it belongs.")),
    Form(Paper.JOINDER, _DECISION, matters=(Known.INTO, Known.TAKEN_IN), found=_CHARGE, why=(Known.REASONS,), result=(Known.INTO, Known.TAKEN_IN),
         sentences=(Words("上述线索并案办理。", "The leads above are dealt with together."),)),
    Form(Paper.INITIAL_OPINION, _REPORT, to=PRESIDENT, found=(*_CHARGE, Known.BENCH), why=(Known.OPINION_REASONS, *_EXEMPT), result=(Known.CASE_SEEN,), signers=(HANDLER_SIGNS, HEAD_SIGNS, PRESIDENT_SIGNS), caveat=NO_LIABILITY),
    Form(Paper.INITIAL_CLOSURE, _DECISION, to=JUDGE, found=_CHARGE, defence=(Known.STATEMENT, Known.ANSWERS), why=(Known.REASONS, *_EXEMPT), result=(Known.CONCLUSION, Known.FALSE_REPORT)),
    Form(Paper.START_NOTICE, _LETTER, to=JUDGE, matters=_CHARGE, found=(Known.DIFFERS,), caveat=NO_LIABILITY,
         opening=Words("经院长批准，对下列行为启动违法审判责任调查，现予告知。您有权陈述、举证、辩解，有权申请调查人员回避，可以请求法官权益保障委员会协助。",
                       "With the president's approval an inquiry into the act below begins. You may state, prove and defend, ask for the recusal of an inquirer, and turn to the duty-protection committee.")),
    Form(Paper.INQUIRERS, _LETTER, to=JUDGE, matters=(Known.INQUIRERS,),
         opening=Words("本事项由下列人员调查。您认为调查人员应当回避的，可以书面申请并说明理由。", "The matter is inquired into by those below. You may ask in writing, with reasons, for a recusal.")),
    Form(Paper.RECUSAL_REQUEST, _APPLICATION, matters=(Known.RECUSAL_OF,), why=(Known.RECUSAL_GROUND,), signers=(APPLICANT_SIGNS,),
         opening=Words("本人申请下列人员回避，请依法决定。", "I ask that the person below step aside.")),
    Form(Paper.RECUSAL_DECISION, _DECISION, to=JUDGE, found=(Known.RECUSAL_OF, Known.RECUSAL_GROUND), why=(Known.REASONS,), result=(Known.RECUSAL_GRANTED,)),
    Form(Paper.STATEMENT, _RECORD, matters=(*_CHARGE, Known.EVIDENCE, Known.SILENCE), defence=(Known.STATEMENT,), signers=(JUDGE_SIGNS, INQUIRERS_SIGN, CLERK_SIGNS),
         opening=Words("已告知当事法官有权陈述、举证、辩解，不因此加重。", "The judge was told of the right to state, prove and defend, and that nothing becomes heavier for it.")),
    Form(Paper.INQUIRY_REPORT, _REPORT, found=(*_CHARGE, Known.REPORT, Known.FACTS_FOUND, *_RESULTS), defence=(Known.STATEMENT, Known.EVIDENCE, Known.SILENCE, Known.ANSWERS), signers=(INQUIRERS_SIGN, HEAD_SIGNS), caveat=NO_LIABILITY),
    Form(Paper.SUBMISSION, _LETTER, to=OFFICE, matters=(*_CHARGE, Known.BENCH, Known.QUESTION), found=(Known.REPORT, *_RESULTS, Known.SUPPLEMENT),
         opening=Words("在查明事实的基础上，现将下列事项提请法官惩戒委员会审议，并由本院承担举证责任。", "The facts being found, the matter below is submitted to the discipline committee; the burden of proof is ours.")),
    Form(Paper.ACCEPTANCE, _LETTER, to=JUDGE, matters=(*_CHARGE, Known.QUESTION, Known.FILE_COMPLETE),
         opening=Words("经审查，提请审议的事项属于审议范围，材料齐备，决定受理，现予通知。", "The submission is in scope and complete; it is accepted.")),
    Form(Paper.REFUSAL, _LETTER, to=PRESIDENT, matters=(*_CHARGE, Known.QUESTION), why=(Known.REASONS,),
         opening=Words("经审查，对下列提请不予受理，现予通知。", "The submission below is not accepted.")),
    Form(Paper.MEETING_NOTICE, _LETTER, to=JUDGE, matters=_MEETING, why=(Known.REASONS,),
         opening=Words("法官惩戒委员会定于下列时间审议本事项，请届时到会；不能到会的，可以提交书面意见。", "The committee deliberates at the time below. Please attend, or write.")),
    Form(Paper.RIGHTS, _LETTER, to=JUDGE, matters=(Known.MEMBERS,),
         opening=Words("您在审议中享有下列权利：一是申请委员回避，说明理由；二是到会或者书面陈述、举证、辩解，举证责任由提请法院承担；三是不因申辩、异议而被加重；四是收到审查意见后提出异议。",
                       "You may ask for a member's recusal with reasons; state, prove and defend in person or in writing, the burden of proof being on the court; nothing becomes heavier for it; you may object to the opinion."),
         attacked=Attacked.OPINION),
    Form(Paper.MEETING_RECORD, _RECORD, matters=(*_MEETING, Known.HEARING), defence=(Known.STATEMENT, Known.EVIDENCE), signers=(JUDGE_SIGNS, Words("提请法院代表", "the court's delegate"), CLERK_SIGNS)),
    Form(Paper.PROOF_SHEET, _FORM, matters=(Known.SHEET,), signers=(CHAIR_SIGNS, SECRETARY_SIGNS), readers=COMMITTEE_ONLY,
         caveat=Words("本单只供惩戒委员会及其办事机构知悉；任何人可以用外部核验程序重新计票：zelian discipline verify。", "For the committee and its office only. Anybody who holds it can count again: zelian discipline verify.")),
    Form(Paper.OPINION, _DECISION, to=JUDGE, found=(*_CHARGE, Known.REPORT, *_RESULTS), defence=(Known.STATEMENT, Known.ANSWERS), why=(Known.OPINION_TEXT,), result=(Known.FINDING,), attacked=Attacked.OPINION, caveat=FINDS_ONLY),
    Form(Paper.MINUTES, _REPORT, found=(*_CHARGE, Known.QUESTION), signers=(CHAIR_SIGNS, SECRETARY_SIGNS),
         opening=Words("会议听取了举证和陈述并进行表决，没有一种意见达到应达的多数，未形成审查意见。提请法院可以补充后再次提请，也可以撤回。", "The committee heard and voted; no finding reached the majority, and there is no opinion. The court may supplement and submit again, or withdraw.")),
    Form(Paper.SERVICE, _FORM, of_the_act=True, matters=(Known.SERVICE, Known.SERVED_ON, Known.SERVICE_COURT, Known.COURT_SERVED_ON), attacked=Attacked.OPINION, signers=(RECEIVER_SIGNS, SERVER_SIGNS, WITNESSES_SIGN)),
    Form(Paper.OBJECTION, _APPLICATION, to=OFFICE, matters=(Known.FINDING, Known.EVIDENCE), why=(Known.OBJECTION, Known.COURT_OBJECTION), signers=(APPLICANT_SIGNS,),
         opening=Words("对惩戒委员会的审查意见提出异议，请求审查。", "An objection is made to the committee's opinion.")),
    Form(Paper.OBJECTION_DECISION, _DECISION, to=JUDGE, found=(Known.FINDING,), defence=(Known.OBJECTION, Known.OBJECTION_ANSWER, Known.COURT_OBJECTION, Known.COURT_ANSWER), why=(Known.REASONS,), caveat=FINDS_ONLY),
    Form(Paper.SUPPLEMENT, _REPORT, found=(*_CHARGE, Known.SUPPLEMENT), signers=(INQUIRERS_SIGN, HEAD_SIGNS)),
    Form(Paper.SUSPENSION, _DECISION, to=JUDGE, found=_CHARGE, why=(Known.SUSPENSION, Known.REASONS), sentences=(Words("中止办理，期限自今日起停止计算。", "The matter is suspended, and its limits stand still from today."),)),
    Form(Paper.RESUMPTION, _LETTER, to=JUDGE, why=(Known.REASONS,), opening=Words("中止的情形已经消除，现恢复办理，期限继续计算。", "The ground is gone: the matter is resumed, and its limits go on.")),
    Form(Paper.WITHDRAWAL, _LETTER, to=OFFICE, matters=_CHARGE, why=(Known.REASONS,), opening=Words("现撤回对下列事项的提请。", "The submission below is withdrawn.")),
    Form(Paper.TRANSFER, _LETTER, to=Role.SUPERVISION_COMMISSION, matters=_CHARGE, found=(Known.TRANSFER_GROUND,), readers=Known.TRANSFER_GROUND.seen_by,
         opening=Words("在办理中发现下列情况，依法移送，请依法处理。", "What is set out below was found, and is handed over by law.")),
    Form(Paper.RECTIFICATION, _FORM, matters=(Known.REPLACED,), why=(Known.REASONS,), signers=(HANDLER_SIGNS, HEAD_SIGNS)),
    Form(Paper.TERMINATION, _DECISION, found=_CHARGE, why=(Known.TERMINATION, Known.REASONS, Known.OTHERS_GO_ON), sentences=(Words("终结本事项的办理。", "The matter is terminated."),)),
)
# fmt: on
