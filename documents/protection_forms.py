"""The papers of interference, of personal safety and of petitions (干预过问、人身安全、维权文书), one row each.

Each row says for whom it is. Who recorded stands in the record alone; address and family in the report of danger alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from documents.discipline_form import (  # fmt: skip
    APPLICANT_SIGNS,
    CLERK_SIGNS,
    HANDLER_SIGNS,
    HEAD_SIGNS,
    JUDGE_SIGNS,
    NOTHING,
    DisciplineForm,
)
from documents.paper_fields import PaperKind
from rules.labels import Words
from rules.legal_remedies import Attacked
from rules.roles import Role
from state_machines.interference_record.table import ABOVE, CHECKERS
from state_machines.interference_record.terms import KEEPERS, MAY_KNOW_THE_RECORDER
from state_machines.interference_record.terms import Known as Met
from state_machines.interference_record.terms import Paper as Interference
from state_machines.personal_safety.terms import AT_HOME
from state_machines.personal_safety.terms import Known as Danger
from state_machines.personal_safety.terms import Paper as Safety
from state_machines.rights_petition.table import SIDE
from state_machines.rights_petition.terms import Known, Origin, Paper

_FORM, _LETTER, _REPORT = PaperKind.PROTECTION_FORM, PaperKind.PROTECTION_LETTER, PaperKind.PROTECTION_REPORT
_RECORD, _APPLICATION, _DECISION = (
    PaperKind.PROTECTION_RECORD,
    PaperKind.PROTECTION_APPLICATION,
    PaperKind.PROTECTION_DECISION,
)
Form = partial(DisciplineForm, matter=NOTHING)
JUDGE, PETITIONER, COMMITTEE = Role.JUDGE_CONCERNED, Role.PETITIONER, Role.DUTY_PROTECTION
RECORDER_SIGNS = Words("记录人", "recorder")
KEPT_BY = Words("接收登记人", "entered by")
REPORTED_BY = Words("报告人", "reported by")
_HANDLING = tuple(dict.fromkeys((*KEEPERS, *CHECKERS, *ABOVE, Role.PRESIDENT, COMMITTEE)))
"""Who handles a record: it is reported to them, or they check it. The recorder has the record, and no paper of what follows."""
_WHO = (Met.INTERFERER, Met.BY)
_WHAT = (*_WHO, Met.WAY, Met.CONTENT)
_REFERRED = Words("现将下列情况移送你单位依法处理，处理结果请函告我单位。", "What is set out below is referred to you; please let us know the result.")  # fmt: skip
_LIMITS_GO_ON = Words(
    "维权申请不停止复核、申诉、复审的法定期限，请在法定期限内另行提出。",
    "A petition stops no time limit of reconsideration, appeal or review: ask for these apart, in their own time.",
)


def asked_for(facts: Mapping[str, Any]) -> bool:
    """维权申请: where an alarm opened the review nobody wrote an application."""
    return bool(facts.get(Known.ORIGIN.code) != Origin.RETALIATION.value)


# fmt: off
PROTECTION_FORMS = (
    # interference (干预、过问)
    Form(Interference.RECORD, _FORM, readers=MAY_KNOW_THE_RECORDER, matters=(Met.RECORDER, Met.CASE_NO, Met.OBSERVED_ON, Met.RECORDED_ON, *_WHAT, Met.MATERIALS, Met.AFFECTED), signers=(RECORDER_SIGNS, KEPT_BY),
         caveat=Words("如实、全面记录，永久留存，只增不改；被记录人不得查阅。记录行为受法律和组织保护。", "Recorded truthfully and in full, kept for good, only added to; closed to whom it is about. Recording is protected.")),
    Form(Interference.SUMMARY, _FORM, readers=_HANDLING, matters=(Met.PERIOD, *_WHAT, Met.AFFECTED, Met.ADDITION), signers=(HANDLER_SIGNS, HEAD_SIGNS)),
    Form(Interference.CHECK, _REPORT, readers=_HANDLING, matters=_WHO, found=(Met.CONTENT, Met.CHECKED), why=(Met.REASONS,), result=(Met.WRONG,), signers=(HANDLER_SIGNS, HEAD_SIGNS)),
    Form(Interference.BULLETIN, _LETTER, inside=False, readers=_HANDLING, matters=(*_WHO, Met.WRONG, Met.CIRCLE, Met.APPROVED_BY), found=(Met.BULLETIN,),
         opening=Words("现将违规干预、过问案件的有关情况予以通报。", "Improper interference with a case is published as follows."),
         caveat=Words("本通报按批准的范围发布；限于一定范围的，不得转发、摘抄。", "Published in the circle approved; where that is limited, not to be passed on or copied.")),
    Form(Interference.REFERRAL, _LETTER, inside=False, readers=_HANDLING, to=Met.REFERRED_TO, matters=(*_WHAT, Met.WRONG), found=(Met.CHECKED,), why=(Met.REASONS,), opening=_REFERRED),

    # personal safety (人身安全)
    Form(Safety.REPORT, _FORM, readers=AT_HOME, matters=(Danger.JUDGE, Danger.THREAT, Danger.THREAT_FROM, Danger.MORE, Danger.HOME, Danger.FAMILY, Danger.URGENT), signers=(REPORTED_BY, HANDLER_SIGNS),
         caveat=Words("住址和亲属情况只供保护使用，不得复制、外传。", "Address and family are for protection only; not to be copied or passed on.")),
    Form(Safety.ASSESSMENT, _FORM, matters=(Danger.JUDGE, Danger.THREAT, Danger.MORE, Danger.BASIS, Danger.RISK, Danger.GRADE, Danger.RESPOND_BY), why=(Danger.REASONS,), signers=(HANDLER_SIGNS, HEAD_SIGNS)),
    Form(Safety.ORDER, _LETTER, inside=False, to=JUDGE, matters=(Danger.GRADE, Danger.URGENT, Danger.MEASURES, Danger.CONSENT, Danger.RESPONSE),
         opening=Words("因您依法履行职责面临险情，现采取下列保护措施。", "As you are in danger for doing your duty, the measures below are taken."),
         caveat=Words("有新的险情，随时可以补充报告。", "You may report more at any time.")),
    Form(Safety.REVIEW, _RECORD, matters=(Danger.JUDGE, Danger.GRADE, Danger.MEASURES, Danger.BASIS, Danger.RISK), defence=(Danger.VIEW,), signers=(JUDGE_SIGNS, CLERK_SIGNS)),
    Form(Safety.LIFTING, _LETTER, inside=False, to=JUDGE, matters=(Danger.RISK, Danger.MEASURES), why=(Danger.REASONS,), opening=Words("经复查，险情已经消除，现解除下列保护措施。", "Upon another look the danger is gone; the measures below are lifted."),
         caveat=Words("再有险情，可以随时报告。", "If there is danger again you may report it at any time.")),
    Form(Safety.REFERRAL, _LETTER, inside=False, to=Danger.REFERRED_TO, matters=(Danger.JUDGE, Danger.THREAT, Danger.THREAT_FROM), why=(Danger.REASONS,), opening=_REFERRED),

    # the petition and what comes of it (维权)
    Form(Paper.PETITION, _APPLICATION, to=COMMITTEE, readers=(COMMITTEE, *SIDE), only=asked_for, matters=(Known.PETITIONER, Known.RELATION, Known.JUDGE, Known.REQUESTS, Known.REMEDIES_RUNNING), why=(Known.CONTENT, Known.MORE), signers=(APPLICANT_SIGNS,),
         opening=Words("认为法官依法履职的权利受到侵害，申请维护。", "The right to do duty by law is held to be infringed; protection is asked for.")),
    Form(Paper.ACCEPTANCE, _LETTER, to=PETITIONER, readers=(COMMITTEE, *SIDE), matters=(Known.CONTENT, Known.FUNCTION, Known.REMEDIES_RUNNING), attacked=Attacked.PERSONNEL_ACT, opening=Words("你提出的维权申请，经审查予以受理。", "Your petition is accepted."), caveat=_LIMITS_GO_ON),
    Form(Paper.DECLINING, _LETTER, to=PETITIONER, readers=(COMMITTEE, *SIDE), matters=(Known.CONTENT,), why=(Known.REASONS,), opening=Words("你提出的维权申请，经审查不予受理。", "Your petition is not accepted."), caveat=_LIMITS_GO_ON),
    Form(Paper.FINDING, _REPORT, readers=(COMMITTEE, *SIDE), matters=(Known.JUDGE, Known.CONTENT), found=(Known.HANDLING, Known.FOUND, Known.UNRELATED), result=(Known.WRONG, Known.WRONGS), signers=(HANDLER_SIGNS, HEAD_SIGNS)),
    Form(Paper.PROPOSAL, _LETTER, to=Role.PARTY_GROUP, matters=(Known.JUDGE, Known.CONTENT, Known.WRONGS, Known.REQUESTS), found=(Known.PROPOSAL,), opening=Words("经查明，下列处理有错误，建议依法纠正。期满不答复的，视为不予纠正，将反映至上级法院。", "The act below was found wrong; a correction is proposed. Silence counts as a refusal and goes to the higher court.")),
    Form(Paper.OPINION, _DECISION, inside=False, to=PETITIONER, matters=(Known.CONTENT, Known.REQUESTS), found=(Known.FOUND,), why=(Known.REASONS,), result=(Known.WRONG, Known.ROUTE), attacked=Attacked.INFRINGEMENT, caveat=_LIMITS_GO_ON),
    Form(Paper.CORRECTION, _DECISION, inside=False, to=JUDGE, matters=(Known.CONTENT, Known.REQUESTS), found=(Known.WRONGS,), why=(Known.REASONS,), result=(Known.CORRECTION,)),
    Form(Paper.REPORT, _LETTER, to=Role.HIGHER_COURT, matters=(Known.JUDGE, Known.CONTENT, Known.WRONGS, Known.REQUESTS), found=(Known.PROPOSAL,), why=(Known.REASONS,), opening=Words("下列处理经建议未予纠正，提请督促纠正。", "The act below was not corrected though it was proposed; it is brought before you.")),
    Form(Paper.RESTORATION, _DECISION, inside=False, to=JUDGE, matters=(Known.CONTENT, Known.REQUESTS), found=(Known.WRONGS, Known.CORRECTION), result=(Known.RESTORED,), opening=Words("所反映的处理已经纠正，现将恢复落实情况告知如下。", "The act complained of was corrected. What was restored is set out below.")),
)
# fmt: on
