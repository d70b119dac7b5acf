"""衔接总表 (the chain): every handover from one procedure to another, one row each, with what it rests on.

A row says: when such an act was done in such a matter, and the condition holds by its facts as they stand, what was found is
handed to that office, for that procedure or for an organ outside. `flows/handovers.py` reads the ledger by this table; the
handover itself is the procedure in `handover.py`. What the table names is checked when it is imported.
"""

from __future__ import annotations

from collections.abc import Iterable

from rules.errors import BrokenProcedure
from rules.labels import Words
from rules.law import law
from rules.roles import Role
from state_machines import chain_conditions as when
from state_machines.annual_assessment.table import ANNUAL_ASSESSMENT
from state_machines.annual_assessment.table import MAKES_FINAL as RESULT_FINAL
from state_machines.annual_assessment.terms import Act as Assessment
from state_machines.annual_assessment.terms import Known as OfAssessment
from state_machines.chain_rows import Handover, problems
from state_machines.disciplinary_prereview.table import DISCIPLINARY_PREREVIEW
from state_machines.disciplinary_prereview.terms import MAKES_FINAL
from state_machines.disciplinary_prereview.terms import Act as Lead
from state_machines.disciplinary_prereview.terms import Known as OfLead
from state_machines.discipline_decision.table import DISCIPLINE_DECISION
from state_machines.discipline_decision.terms import REMEDIES_DECIDED
from state_machines.discipline_decision.terms import Act as Decision
from state_machines.discipline_decision.terms import Known as OfDecision
from state_machines.discipline_reopening.table import DISCIPLINE_REOPENING
from state_machines.discipline_reopening.terms import Act as Reopening
from state_machines.discipline_reopening.terms import Known as OfReopening
from state_machines.exemption_review.table import EXEMPTION_REVIEW
from state_machines.handover.terms import Link
from state_machines.interference_record.table import INTERFERENCE_RECORD
from state_machines.interference_record.terms import Act as Interference
from state_machines.interference_record.terms import Known as OfInterference
from state_machines.personal_safety.table import PERSONAL_SAFETY
from state_machines.personal_safety.terms import Act as Safety
from state_machines.personal_safety.terms import Known as OfSafety
from state_machines.quality_review.table import QUALITY_REVIEW
from state_machines.quality_review.terms import Act as Review
from state_machines.quality_review.terms import Known as OfReview
from state_machines.quota_exit.table import QUOTA_EXIT
from state_machines.quota_exit.terms import Act as Exit
from state_machines.quota_exit.terms import Known as OfExit
from state_machines.report_clarification.table import REPORT_CLARIFICATION
from state_machines.report_clarification.terms import Act as Clearing
from state_machines.report_clarification.terms import Known as OfClearing

LOCAL = law("local_chain")
REVIEW, DISCIPLINE, STANDARD = law("local_review"), law("local_discipline"), law("jilin_review_standard")
JUDGES, SANCTIONS, ORGANIC = law("judges_law"), law("government_sanctions_law"), law("court_organic_law")
RESPONSIBILITY, DUTY, PROTECTION = (
    law("judicial_responsibility_2015"),
    law("protection_of_duty_2016"),
    law("local_protection"),
)
EXIT, MISCONDUCT, LOCAL_EXIT = law("quota_exit_2020"), law("misconduct_exit_2022"), law("local_quota_exit")
ASSESSMENT, LOCAL_ASSESSMENT, CIVIL = (
    law("judge_assessment_2021"),
    law("local_assessment"),
    law("civil_servants_law"),
)
SUPERVISION, INSIDERS = law("supervision_law_2024"), law("interference_insiders_2015")

_CONFIRMED = (Review.CONFIRM, Review.DECIDE, Review.DECIDE_AGAIN)
_CLOSED = (Lead.CLOSE_INITIAL, Lead.CLOSE_UNFOUNDED, Lead.CLOSE_REFUSED)
_UNDONE = (*REMEDIES_DECIDED, Decision.CORRECT_WRONG)
MANAGEMENT, PRESIDENT, PERSONNEL, INSPECTION = (
    Role.TRIAL_MANAGEMENT,
    Role.PRESIDENT,
    Role.PERSONNEL,
    Role.INSPECTION,
)

# fmt: off
HANDOVERS: tuple[Handover, ...] = (
    # from a review (评查)
    #        handover               from                    acts                       to                      given by         for                     on what authority
    Handover(Link.CLUE,             QUALITY_REVIEW,         (Review.HAND_OVER_CLUE,),  DISCIPLINARY_PREREVIEW, PRESIDENT,       INSPECTION,             REVIEW["线索"],
             when.CLUE, carries=(OfReview.CLUE_TRANSFER, OfReview.GRADE, OfReview.EXEMPTION), task=Words("登记线索：zelian lead register --source 案件质量评查 --from {ref}", "register the lead: zelian lead register --source review --from {ref}")),
    Handover(Link.UNQUALIFIED,      QUALITY_REVIEW,         (Review.TELL_INSPECTION,), DISCIPLINARY_PREREVIEW, MANAGEMENT,      INSPECTION,             STANDARD["移送督察"],
             when.UNQUALIFIED, carries=(OfReview.GRADE, OfReview.GRADE_REASONS, OfReview.INSPECTION_NOTE), task=Words("查看有无故意或者重大过失：有的登记线索，没有的写明理由不予接收", "look for intent or gross negligence: register a lead, or decline with reasons")),
    Handover(Link.RETRIAL,          QUALITY_REVIEW,         (Review.SUGGEST_RETRIAL,), None,                   PRESIDENT,       Role.TRIAL_SUPERVISION, ORGANIC[37],
             when.ALWAYS, carries=(OfReview.RETRIAL_REASONS,), task=Words("审查是否提起再审，写明再审审查案号或者不提起的理由", "see whether a retrial is begun, and give its number or the reasons for none")),
    Handover(Link.EXEMPT_REVERSAL,  QUALITY_REVIEW,         _CONFIRMED,                EXEMPTION_REVIEW,       MANAGEMENT,      Role.TRIAL_SUPERVISION, RESPONSIBILITY[28],
             when.EXEMPT_REVERSAL, carries=(OfReview.EXEMPTION, OfReview.EXEMPTION_REASONS), task=Words("逐项审查免责情形并形成结论，作为日后不予追责的依据", "test the grounds of exemption, so that the outcome stands when somebody asks later"), judge_told=True),

    Handover(Link.FLAW,             QUALITY_REVIEW,         _CONFIRMED,                ANNUAL_ASSESSMENT,      MANAGEMENT,      PERSONNEL,              LOCAL_ASSESSMENT["考核材料"],
             when.FLAWED, carries=(OfReview.GRADE, OfReview.GRADE_REASONS), taken_by=(Assessment.TAKE_MATERIAL,), task=Words("作为该年度考核材料，不是违纪违法线索：zelian assess material 考核事项", "material for that year's assessment, and no lead: zelian assess material REF"), judge_told=True),

    # from a lead, and the opinion on it (惩戒)
    Handover(Link.OPINION,          DISCIPLINARY_PREREVIEW, MAKES_FINAL,               DISCIPLINE_DECISION,    Role.DISCIPLINE_OFFICE, INSPECTION,      DISCIPLINE["专业审查前置"],
             when.OPINION, carries=(OfLead.FINDING, OfLead.ITEM), task=Words("转入惩戒决定", "open the decision"), at_once=True),
    Handover(Link.ROUTED,           DISCIPLINARY_PREREVIEW, (Lead.ROUTE_AWAY,),        DISCIPLINE_DECISION,    Role.TRIAL_SUPERVISION, INSPECTION,      DISCIPLINE["分流"],
             when.ALWAYS, carries=(OfLead.ROUTE, OfLead.ITEM), task=Words("按转办去向办理；由本院处理的转入惩戒决定：zelian lead decide {ref}", "deal with it where it was sent; what the court decides itself: zelian lead decide {ref}")),
    Handover(Link.TRANSFERRED,      DISCIPLINARY_PREREVIEW, (Lead.TRANSFER,),          None,                   PRESIDENT,       Role.SUPERVISION_COMMISSION, SUPERVISION[37],
             when.ALWAYS, carries=(OfLead.TRANSFER_GROUND, OfLead.ITEM), task=Words("回复是否立案及文号", "say whether a case is opened, and its number")),
    Handover(Link.ORDINARY,         DISCIPLINARY_PREREVIEW, MAKES_FINAL,               ANNUAL_ASSESSMENT,      Role.DISCIPLINE_OFFICE, PERSONNEL,       LOCAL["干部考核"],
             when.ORDINARY, carries=(OfLead.FINDING,), taken_by=(Assessment.TAKE_MATERIAL,), task=Words("作为年度考核材料，也可以用于培训和谈话提醒，不得作为处分依据：zelian assess material 考核事项", "material for the assessment, also for training or a talk, and for no sanction: zelian assess material REF")),
    Handover(Link.CLEARED_BY_OPINION, DISCIPLINARY_PREREVIEW, MAKES_FINAL,             REPORT_CLARIFICATION,   Role.DISCIPLINE_OFFICE, INSPECTION,      JUDGES[56],
             when.NO_VIOLATION, carries=(OfLead.FINDING,), task=Words("登记失实的问题和知悉检举的人，予以澄清；没有失实的问题的写明理由", "enter what was false and who heard of it, and clear it; or say why nothing was"), judge_told=True),
    Handover(Link.UNFOUNDED,        DISCIPLINARY_PREREVIEW, _CLOSED,                   REPORT_CLARIFICATION,   PRESIDENT,       INSPECTION,             JUDGES[56],
             when.UNFOUNDED, carries=(OfLead.CONCLUSION, OfLead.FALSE_REPORT), task=Words("认定是否失实，失实的予以澄清；查不实又不能排除的不予接收并写明理由", "find whether it was false, and clear it; what was only not proved is declined with reasons")),
    Handover(Link.EXEMPT_LEAD,      DISCIPLINARY_PREREVIEW, _CLOSED,                   EXEMPTION_REVIEW,       PRESIDENT,       Role.TRIAL_SUPERVISION, RESPONSIBILITY[28],
             when.EXEMPT_LEAD, carries=(OfLead.CONCLUSION, OfLead.EXEMPTION_GROUND), task=Words("逐项审查免责情形并形成结论", "test the grounds of exemption and put the outcome on record")),

    # from a decision (决定)
    Handover(Link.LIABLE,           DISCIPLINE_DECISION,    (Decision.DECIDE,),        QUOTA_EXIT,             Role.PARTY_GROUP, PERSONNEL,             RESPONSIBILITY[37],
             when.LIABLE, carries=(OfDecision.SANCTION, OfDecision.MEASURES, OfDecision.DECIDED_ON), task=Words("按惩戒决定登记退额：zelian exit open --from {ref}", "register the exit: zelian exit open --from {ref}")),
    Handover(Link.SANCTIONED,       DISCIPLINE_DECISION,    (Decision.RECORD_SANCTION,), QUOTA_EXIT,           INSPECTION,      PERSONNEL,              MISCONDUCT["标准"],
             when.SANCTIONED, carries=(OfDecision.GOVERNMENT_SANCTION, OfDecision.DECIDED_ON), task=Words("按实际处分登记退额，不得再给处分：zelian exit open --from {ref}", "register the exit by the actual sanction, and no second one: zelian exit open --from {ref}")),
    Handover(Link.HOLD,             DISCIPLINE_DECISION,    (Decision.OPEN_SUPERVISION,), QUOTA_EXIT,          INSPECTION,      PERSONNEL,              SANCTIONS[52],
             when.SUPERVISION_OPEN, carries=(), task=Words("暂缓晋升、奖励、交流、退休、辞职、出境和退额，写明登记文号", "hold promotion, reward, transfer, retirement, resignation, leaving the country and exit, and say where it is entered"), each_time=True, at_once=True),
    Handover(Link.HOLD_LIFTED,      DISCIPLINE_DECISION,    (Decision.LIFT_SUPERVISION,), QUOTA_EXIT,          INSPECTION,      PERSONNEL,              SANCTIONS[52],
             when.SUPERVISION_CLOSED, carries=(OfDecision.CONSENT,), task=Words("解除因此产生的各项暂缓，写明登记文号", "lift every hold it brought, and say where it is entered"), each_time=True, at_once=True),
    Handover(Link.SANCTION_UNDONE,  DISCIPLINE_DECISION,    _UNDONE,                   None,                   Role.PARTY_GROUP, PERSONNEL,             JUDGES[65],
             when.SANCTION_UNDONE, carries=(OfDecision.SANCTION, OfDecision.REASONS), task=Words("清理处分带来的退额、限制、工资和考核影响并恢复：zelian chain undo {ref}", "look up and restore what the sanction brought: zelian chain undo {ref}"), judge_told=True),

    Handover(Link.REOPENED,         DISCIPLINE_REOPENING,   (Reopening.DECIDE_ANEW,),  None,                   Role.PARTY_GROUP, PERSONNEL,             JUDGES[65],
             when.REVOKED_ANEW, carries=(OfReopening.OUTCOME,), task=Words("清理原决定带来的退额、暂缓和限制：zelian chain undo {ref}", "look up and lift the exit, holds and limits the decision brought: zelian chain undo {ref}"), judge_told=True),

    # from an assessment (考核)
    Handover(Link.ASSESSED_OUT,     ANNUAL_ASSESSMENT,      RESULT_FINAL,              QUOTA_EXIT,             Role.ASSESSMENT_COMMITTEE, PERSONNEL,    ASSESSMENT["退出员额"],
             when.ASSESSED_OUT, carries=(OfAssessment.YEAR, OfAssessment.RESULT), task=Words("按考核结果登记退额：zelian exit open --from {ref}", "register the exit on the result: zelian exit open --from {ref}"), judge_told=True),
    Handover(Link.DEMOTION,         ANNUAL_ASSESSMENT,      RESULT_FINAL,              None,                   Role.ASSESSMENT_COMMITTEE, Role.PARTY_GROUP, CIVIL[50],
             when.INCOMPETENT, carries=(OfAssessment.YEAR, OfAssessment.RESULT), task=Words("按规定程序降低一个职务或者职级层次任职，写明文号", "lower the judge by one level of post or rank by the procedure laid down, and give the number"), judge_told=True),
    Handover(Link.LAYING_OFF,       ANNUAL_ASSESSMENT,      RESULT_FINAL,              None,                   Role.ASSESSMENT_COMMITTEE, Role.PARTY_GROUP, CIVIL[88],
             when.LAID_OFF, carries=(OfAssessment.YEAR, OfAssessment.RESULT, OfAssessment.PREVIOUS), task=Words("核对有无不得辞退的情形（公务员法89），办理辞退并写明文号，或者写明不辞退的理由", "see whether anything forbids it (Civil Servants Law 89); dismiss from service and give the number, or say why not"), judge_told=True),
    Handover(Link.ASSESSMENT_UNDONE, ANNUAL_ASSESSMENT,     (Assessment.CORRECT,),     None,                   PRESIDENT,       PERSONNEL,              JUDGES[65],
             when.ALWAYS, carries=(OfAssessment.RESULT, OfAssessment.RESTORED), task=Words("恢复奖金、工资档次、晋升年限，清理由此产生的退额、降职、辞退：zelian chain show {ref}", "restore bonus, pay step and years of promotion, and look up exit, demotion and dismissal that came of it: zelian chain show {ref}"), each_time=True, judge_told=True),

    # from an exit (退额)
    Handover(Link.REASSIGNMENT,     QUOTA_EXIT,             (Exit.APPROVE, Exit.FILE_NATURAL), None,           Role.HIGH_COURT, MANAGEMENT,             LOCAL_EXIT["移交"],
             when.CASES_OPEN, carries=(OfExit.OPEN_CASES, OfExit.EFFECTIVE_ON), task=Words("逐件移交未结案件；办案责任不因退额消灭（意见第25条）", "reassign the open cases one by one; who judged stays liable (Opinion, art. 25)"), done_by=(Exit.HAND_OVER,)),
    Handover(Link.REMOVAL,          QUOTA_EXIT,             (Exit.ASK_REMOVAL,),       None,                   PRESIDENT,       Role.PEOPLES_CONGRESS,  JUDGES[20],
             when.ALWAYS, carries=(OfExit.EFFECTIVE_ON,), task=Words("回复免职决定的文号", "give the number of the removal"), done_by=(Exit.RECORD_REMOVAL,)),
    Handover(Link.EXIT_UNDONE,      QUOTA_EXIT,             (Exit.RESTORE, Exit.CORRECT), None,                Role.PARTY_GROUP, MANAGEMENT,            JUDGES[65],
             when.ALWAYS, carries=(OfExit.REASONS,), task=Words("恢复分案和签发权限，清理退额带来的影响", "give the powers back and look up what the exit brought"), judge_told=True),

    # from protection (保护)
    Handover(Link.INTERFERER,       INTERFERENCE_RECORD,    (Interference.FIND_IMPROPER,), DISCIPLINARY_PREREVIEW, INSPECTION,  INSPECTION,             INSIDERS["追责"],
             when.INSIDER, carries=(OfInterference.WRONG, OfInterference.OBSERVED_ON), task=Words("过问人是法官的登记线索，不是的按管理权限处理并写明文号", "a lead where the insider is a judge; else by whom it is for, with its number"), whose=OfInterference.INTERFERER),
    Handover(Link.RECORDER,         INTERFERENCE_RECORD,    (Interference.FIND_IMPROPER,), EXEMPTION_REVIEW,   INSPECTION,      MANAGEMENT,             RESPONSIBILITY[33],
             when.AFFECTED, carries=(OfInterference.OBSERVED_ON, OfInterference.RECORDED_ON), task=Words("案件已受影响，记录人如实记录的，审查免责", "the case was affected and the recorder recorded truly: review the exemption"), whose=OfInterference.RECORDER),
    Handover(Link.INTERFERENCE,     INTERFERENCE_RECORD,    (Interference.REFER,),     None,                   INSPECTION,      Role.SUPERVISION_COMMISSION, INSIDERS["追责"],
             when.ALWAYS, carries=(OfInterference.REFERRED_TO, OfInterference.WRONG), task=Words("回复办理结果和文号", "say what became of it, with its number"), whose=OfInterference.INTERFERER),
    Handover(Link.ACCUSER,          REPORT_CLARIFICATION,   (Clearing.REFER_ACCUSER,), None,                   INSPECTION,      Role.SUPERVISION_COMMISSION, SANCTIONS[62],
             when.ALWAYS, carries=(OfClearing.REFERRED_TO,), task=Words("依法追究诬告陷害责任，回复文号", "hold the false accuser liable, and give the number"), each_time=True),
    Handover(Link.CLEARED,          REPORT_CLARIFICATION,   (Clearing.CLEAR,),         None,                   INSPECTION,      PERSONNEL,              SANCTIONS[53],
             when.ALWAYS, carries=(OfClearing.UNTRUE_POINTS, OfClearing.CLEARED_POINTS), task=Words("清理不实检举带来的暂缓、扣分和限制并恢复：zelian chain undo {ref}", "look up and lift what the false report brought: zelian chain undo {ref}"), judge_told=True),
    Handover(Link.OFFENCE,          PERSONAL_SAFETY,        (Safety.REFER_CRIME,),     None,                   Role.DUTY_PROTECTION, Role.PUBLIC_SECURITY, JUDGES[55],
             when.ALWAYS, carries=(OfSafety.REFERRED_TO,), task=Words("回复是否立案及文号", "say whether a case is opened, and its number"), each_time=True, judge_told=True),
)
# fmt: on

ROWS: dict[Link, Handover] = {row.link: row for row in HANDOVERS}
_IN_CONFIDENCE = (DISCIPLINARY_PREREVIEW, DISCIPLINE_DECISION, DISCIPLINE_REOPENING, INTERFERENCE_RECORD)
CONFINED = frozenset(
    row.link for row in HANDOVERS if row.source in _IN_CONFIDENCE or row.to in _IN_CONFIDENCE
)
"""The handovers that show that there is a matter of discipline or a record of interference: known only to who may know of that."""


def rows_for(procedure: str, act: str) -> list[Handover]:
    """The rows that such an act may open."""
    return [
        row for row in HANDOVERS if row.source.code == procedure and act in {one.value for one in row.acts}
    ]


def check(rows: Iterable[Handover]) -> None:
    """Raise where a row names what is not there.

    Raises:
        BrokenProcedure: everything that is wrong with the table, at once.
    """
    found = list(problems(rows))
    if found:
        raise BrokenProcedure(
            Words("衔接总表有误：{problems}", "the chain is broken: {problems}", problems="；".join(found))
        )


check(HANDOVERS)
