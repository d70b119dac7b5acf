"""The papers of clearing a false report, and of a review of exemption (澄清、免责文书), one row each.

Of the accusation a letter that leaves the office names only what was found untrue. Who reported is no fact of the matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from documents.discipline_form import (  # fmt: skip
    CLERK_SIGNS,
    HANDLER_SIGNS,
    HEAD_SIGNS,
    JUDGE_SIGNS,
    NOTHING,
    PRESIDENT_SIGNS,
    DisciplineForm,
)
from documents.paper_fields import PaperKind
from rules.clarification import ClearingOutcome
from rules.labels import Words
from rules.roles import Role
from state_machines.exemption_review.terms import Known as Of
from state_machines.exemption_review.terms import Paper as Review
from state_machines.report_clarification.terms import HANDLING, Known, Paper

_FORM, _LETTER, _REPORT = PaperKind.PROTECTION_FORM, PaperKind.PROTECTION_LETTER, PaperKind.PROTECTION_REPORT
_RECORD, _DECISION = PaperKind.PROTECTION_RECORD, PaperKind.PROTECTION_DECISION
Form = partial(DisciplineForm, matter=NOTHING)
JUDGE = Role.JUDGE_CONCERNED
EXAMINER_SIGNS = Words("案件审理部门审核", "case-examination unit")
TESTERS_SIGN = Words("审查人员", "tested by")
_VIEW = (Known.VIEW, Known.PUBLIC_FORM)
_NOT_PROVED = Words(
    "未查实又不能排除的问题，不认定为失实。",
    "A point neither proved nor excluded is not found untrue.",
)
_ONLY_THESE = Words(
    "本函只就上列问题作出说明，不涉及其他问题，也不是对本人的全面评价。",
    "This letter speaks of the points above alone; it says nothing of others, and appraises nobody.",
)
_NOT_THE_COMMITTEE = Words(
    "本结论不替代法官惩戒委员会对法官法第四十六条第四项、第五项情形的审查意见。",
    "It stands in for no opinion of the discipline committee under items 4 and 5 of article 46 of the Judges Law.",
)


def to_be_cleared(facts: Mapping[str, Any]) -> bool:
    """拟澄清告知书: where the assessment came to something else there is nothing to announce."""
    return bool(facts.get(Known.OUTCOME.code) == ClearingOutcome.CLEAR.value)


# fmt: off
CLEARING_FORMS = (
    Form(Paper.FINDING, _REPORT, matters=(Known.JUDGE, Known.START, Known.SOURCE_REF), found=(Known.FINDINGS,), why=(Known.REASONS,), result=(Known.UNTRUE_POINTS,), sentences=(_NOT_PROVED,), signers=(HANDLER_SIGNS, HEAD_SIGNS)),
    Form(Paper.HEARING, _RECORD, matters=(Known.JUDGE, Known.UNTRUE_POINTS), defence=_VIEW, signers=(JUDGE_SIGNS, CLERK_SIGNS),
         opening=Words("已告知本人经核查失实的问题，并就是否澄清、以何种方式澄清听取意见。", "The judge was told what was found untrue, and asked whether and how it is to be cleared.")),
    Form(Paper.ASSESSMENT, _REPORT, matters=(Known.JUDGE,), found=(Known.UNTRUE_POINTS, Known.MUST_GROUNDS, Known.NOT_GROUNDS), defence=_VIEW, why=(Known.ASSESSMENT,), result=(Known.OUTCOME, Known.FORMS), signers=(HANDLER_SIGNS, HEAD_SIGNS)),
    Form(Paper.NOTICE, _LETTER, inside=False, to=JUDGE, matters=(Known.UNTRUE_POINTS, Known.MUST_GROUNDS, Known.FORMS), only=to_be_cleared,
         opening=Words("经核查，检举控告您的下列问题不属实，拟予澄清，现将有关事项告知您。", "Upon examination the points below, of which you were accused, are untrue. It is proposed to clear them as follows."),
         caveat=Words("书面澄清始终作出；您不同意公开形式的，只作书面澄清。您知道还有谁听到有关检举的，可以提出，一并澄清。", "It is always cleared in writing; if you decline a public form, in writing only. If you know of others who heard the accusation you may name them.")),
    Form(Paper.EXAMINATION, _REPORT, matters=(Known.JUDGE,), found=(Known.FINDINGS,), result=(Known.EXAMINATION, Known.EVIDENCE_COMPLETE), signers=(HANDLER_SIGNS, HEAD_SIGNS)),
    Form(Paper.APPROVAL, _FORM, matters=(Known.JUDGE, Known.START, Known.UNTRUE_POINTS, *_VIEW, Known.MUST_GROUNDS, Known.NOT_GROUNDS, Known.ASSESSMENT, Known.OUTCOME, Known.FORMS, Known.EXAMINATION, Known.AUDIENCE_COMPLETE),
         why=(Known.REASONS,), signers=(HANDLER_SIGNS, HEAD_SIGNS, EXAMINER_SIGNS, PRESIDENT_SIGNS)),
    Form(Paper.LETTER, _LETTER, inside=False, to=Known.TOLD, matters=(Known.JUDGE, Known.CLEARED_POINTS), found=(Known.LETTER,), caveat=_ONLY_THESE,
         opening=Words("对检举控告中的下列问题，经核查不属实，现予澄清。", "The points below of an accusation were examined and are untrue. They are cleared herewith.")),
    Form(Paper.DECLINING, _LETTER, to=JUDGE, matters=(Known.OUTCOME,), why=(Known.REASONS,),
         opening=Words("关于检举控告的澄清，经研究不予澄清，现将理由告知您。", "It was decided not to clear. The reasons are set out below."),
         caveat=Words("您可以在期限内补充材料，再次申请澄清一次。", "You may apply once more in time, with further material.")),
    Form(Paper.VISIT, _RECORD, matters=(Known.JUDGE, Known.CLEARED_POINTS, Known.FORMS, Known.VISIT, Known.EFFECTS_GONE), signers=(JUDGE_SIGNS, CLERK_SIGNS)),
    Form(Paper.REFERRAL, _LETTER, inside=False, to=Known.REFERRED_TO, readers=HANDLING, matters=(Known.UNTRUE_POINTS,), found=(Known.ACCUSER,),
         opening=Words("下列检举控告经核查失实，有捏造事实、意图陷害的情形，现移送你单位依法处理。", "The accusation below is untrue, its facts were invented and it was meant to harm; it is referred to you.")),

    # a review of exemption (免责审查)
    Form(Review.STATEMENT, _RECORD, matters=(Of.JUDGE, Of.CONDUCT, Of.ACTED_ON, Of.STATEMENT), signers=(JUDGE_SIGNS, CLERK_SIGNS)),
    Form(Review.SHEET, _FORM, matters=(Of.JUDGE, Of.CASE_NO, Of.CONDUCT, Of.ACTED_ON, Of.STATEMENT, Of.ANSWERS, Of.INTENT, Of.OUTCOME), found=(Of.SHEET,), signers=(TESTERS_SIGN, HEAD_SIGNS),
         caveat=Words("按行为之日有效的免责情形逐一审查，具备一种即为免责；故意的不免责。", "Tested are the grounds in force on the day of the act; one met is enough; intent is not excused.")),
    Form(Review.CONCLUSION, _DECISION, to=JUDGE, matters=(Of.CONDUCT, Of.ACTED_ON, Of.SHEET), defence=(Of.STATEMENT, Of.ANSWERS), result=(Of.OUTCOME,), caveat=_NOT_THE_COMMITTEE),
    Form(Review.STOPPING, _LETTER, inside=False, to=JUDGE, matters=(Of.CONDUCT,), why=(Of.REASONS,), opening=Words("对下列行为的免责审查，现予终止。", "The review of the act below is stopped.")),
)
# fmt: on
