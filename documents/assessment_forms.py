"""The papers of an annual assessment (年度考核文书), one row each; layouts and their filling are those of discipline."""

from __future__ import annotations

from functools import partial

from documents.discipline_form import (
    APPLICANT_SIGNS,
    RECEIVER_SIGNS,
    SERVER_SIGNS,
    WITNESSES_SIGN,
    DisciplineForm,
)
from documents.paper_fields import PaperKind
from rules.labels import Words
from rules.roles import Role
from state_machines.annual_assessment.terms import IN_CONFIDENCE, Known, Paper

_FORM, _REPORT = PaperKind.DISCIPLINE_FORM, PaperKind.DISCIPLINE_REPORT
_APPLICATION, _DECISION = PaperKind.DISCIPLINE_APPLICATION, PaperKind.DISCIPLINE_DECISION
JUDGE, COMMITTEE = Role.JUDGE_CONCERNED, Role.ASSESSMENT_COMMITTEE

Open = partial(DisciplineForm, matter=Words("法官年度考核", "Annual assessment"))
Closed = partial(Open, readers=IN_CONFIDENCE)
"""A paper that shows how the committee came to its proposal: for these roles only."""

_YEAR = (Known.YEAR, Known.POST)
_REVIEWABLE = Words(
    "对考核结果有异议的，可以在告知的期限内书面申请复核；考核等次不因申请复核而降低。",
    "Who does not agree may ask for a review in writing within the period told; no grade is lowered for it.",
)

# fmt: off
ASSESSMENT_FORMS = (
    Open(Paper.SUMMARY, _APPLICATION, to=COMMITTEE, matters=_YEAR, why=(Known.SUMMARY,), signers=(APPLICANT_SIGNS,), opening=Words("现将本年度履职情况总结如下。", "The year is summed up below.")),
    Closed(Paper.PROPOSAL, _REPORT, found=(*_YEAR, Known.MATERIAL, Known.CASELOAD, Known.MINIMUM, Known.ADVICE), defence=(Known.COMMENTS, Known.COMMENT_ANSWERS), why=(Known.WHY,), result=(Known.PROPOSED, Known.NO_GRADE),
           signers=(Words("主任（院长）", "chair (president)"), Words("委员", "members"))),
    Open(Paper.NOTICE, _DECISION, to=JUDGE, found=(*_YEAR, Known.MATERIAL, Known.CASELOAD, Known.MINIMUM), defence=(Known.COMMENTS, Known.COMMENT_ANSWERS), why=(Known.WHY,), result=(Known.RESULT, Known.NO_GRADE, Known.EFFECTS), caveat=_REVIEWABLE),
    Open(Paper.SERVICE, _FORM, of_the_act=True, matters=(Known.SERVICE, Known.SERVED_ON, Known.RESULT_SERVICE), signers=(RECEIVER_SIGNS, SERVER_SIGNS, WITNESSES_SIGN)),
    Open(Paper.APPLICATION, _APPLICATION, to=COMMITTEE, matters=(*_YEAR, Known.RESULT), why=(Known.APPLICATION,), signers=(APPLICANT_SIGNS,), opening=Words("对年度考核结果有异议，申请复核。", "A review of the result is asked for.")),
    Open(Paper.REVIEW_DECISION, _DECISION, to=JUDGE, found=_YEAR, defence=(Known.APPLICATION, Known.APPLICATION_ANSWER), result=(Known.RESULT, Known.EFFECTS), caveat=Words("考核等次不因申请复核而降低。", "No grade is lowered for the request.")),
    Open(Paper.CORRECTION, _DECISION, to=JUDGE, found=(*_YEAR, Known.CORRECTIONS), why=(Known.WHY,), result=(Known.RESULT, Known.EFFECTS, Known.RESTORED)),
)
# fmt: on
