"""The words of the disciplinary decision (惩戒决定): states, acts, facts and papers, each named once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rules.committee_findings import Consequence, Finding
from rules.labels import Labelled
from rules.personnel_holds import NotLaidOff
from rules.sanctions import NONE_GIVEN, SanctionKind
from state_machines.corrections import REPLACED
from state_machines.disciplinary_prereview.terminations import Known as Ending
from state_machines.files_handed_in import FILES
from state_machines.papers_served import PROOF
from state_machines.steps import Fact, Kind


class State(Labelled):
    """Where a decision stands, with its remedies and its execution (惩戒决定状态)."""

    PROPOSED = "proposed", "拟处理", "proposed"
    TOLD = "told", "已告知，听取陈述申辩", "told, to be heard"
    HEARD = "heard", "待决定", "before the decision"
    DECIDED = "decided", "已决定，待送达", "decided, to be served"
    EXECUTION = "execution", "执行中", "being carried out"
    RECONSIDERATION = "reconsideration", "复核中", "being reconsidered"
    RECONSIDERED = "reconsidered", "复核已决定", "reconsidered"
    APPEAL = "appeal", "申诉中", "under appeal"
    APPEALED = "appealed", "申诉已处理", "appeal decided"
    FURTHER_APPEAL = "further_appeal", "再申诉中", "under further appeal"
    SUPERVISION_SANCTION = "supervision_sanction", "已受政务处分", "sanctioned by the supervision commission"
    REVIEW = "review", "复审中", "under review"
    REVIEWED = "reviewed", "复审已决定", "reviewed"
    RECHECK = "recheck", "监察复核中", "under recheck"
    SETTLED = "settled", "救济终结", "remedies at an end"
    CLOSED = "closed", "已结案", "closed"
    TERMINATED = "terminated", "已终结", "terminated"


class Act(Labelled):
    """What is done in a decision (步骤)."""

    TELL = "tell", "告知拟处理意见", "tell what is proposed"
    STATE_AND_DEFEND = "state_and_defend", "陈述申辩", "state and defend"
    LET_STATEMENT_LAPSE = "let_statement_lapse", "陈述申辩期满", "the period for being heard ends"
    DECIDE_NONE = "decide_none", "决定不予惩戒", "decide on no discipline"
    DECIDE = "decide", "作出惩戒决定", "decide"
    SERVE = "serve", "送达决定", "serve the decision"
    ASK_REMOVAL = "ask_removal", "提请免除法官职务", "ask for removal from the office of judge"
    RECORD_REMOVAL = "record_removal", "登记人大常委会免职", "record the removal by the people's congress"
    REPORT_EXECUTED = "report_executed", "报告执行完毕", "report that it was carried out"
    EXTEND_EXECUTION = "extend_execution", "延长办理期限", "take more time to carry it out"
    SETTLE = "settle", "登记没有可以申诉的事项", "record that nothing can be appealed"
    APPLY = "apply", "申请复核", "apply for reconsideration"
    APPEAL_AT_ONCE = "appeal_at_once", "直接申诉", "appeal directly"
    LET_REMEDY_LAPSE = "let_remedy_lapse", "期满未申请复核或者申诉", "neither in time"
    RECONSIDER = "reconsider", "作出复核决定", "decide on the application"
    SERVE_RESULT = "serve_result", "送达复核、申诉、复审结果", "serve the result"
    APPEAL = "appeal", "提出申诉", "appeal"
    LET_APPEAL_LAPSE = "let_appeal_lapse", "期满未申诉", "no appeal in time"
    ACCEPT_APPEAL = "accept_appeal", "受理申诉", "accept the appeal"
    REFUSE_APPEAL = "refuse_appeal", "不予受理申诉", "refuse the appeal"
    EXTEND_APPEAL = "extend_appeal", "延长申诉处理期限", "take more time for the appeal"
    DECIDE_APPEAL = "decide_appeal", "作出申诉处理决定", "decide the appeal"
    APPEAL_FURTHER = "appeal_further", "提出再申诉", "appeal further"
    LET_FURTHER_LAPSE = "let_further_lapse", "期满未再申诉", "no further appeal in time"
    DECIDE_FURTHER = "decide_further", "作出再申诉处理决定", "decide the further appeal"
    WITHDRAW_REMEDY = "withdraw_remedy", "撤回申请", "withdraw the application"
    RECORD_SANCTION = "record_sanction", "登记政务处分决定", "record the supervision commission's sanction"
    ASK_REVIEW = "ask_review", "申请复审", "ask for a review"
    LET_REVIEW_LAPSE = "let_review_lapse", "期满未申请复审", "no request for review in time"
    DECIDE_REVIEW = "decide_review", "作出复审决定", "decide on the review"
    ASK_RECHECK = "ask_recheck", "申请监察复核", "ask for a recheck"
    LET_RECHECK_LAPSE = "let_recheck_lapse", "期满未申请监察复核", "no request for a recheck in time"
    DECIDE_RECHECK = "decide_recheck", "作出监察复核决定", "decide on the recheck"
    OPEN_SUPERVISION = (
        "open_supervision",
        "登记监察立案调查",
        "record that the supervision commission opened a case",
    )
    LIFT_SUPERVISION = (
        "lift_supervision",
        "登记监察同意或者结案",
        "record its consent, or that it closed the case",
    )
    CORRECT_WRONG = "correct_wrong", "纠正错误处分", "correct a wrong sanction"
    CLOSE = "close", "结案", "close"
    TERMINATE = "terminate", "终结", "terminate"
    RECTIFY = "rectify", "更正记录", "correct the record"


REMEDIES_DECIDED = (
    Act.RECONSIDER, Act.DECIDE_APPEAL, Act.DECIDE_FURTHER, Act.DECIDE_REVIEW, Act.DECIDE_RECHECK,
)  # fmt: skip
"""The acts that decide on a remedy, and may undo a sanction (复核、申诉、再申诉、复审、监察复核)."""


class Paper(Labelled):
    """What is written in a decision (文书)."""

    PROPOSAL = "proposal", "拟处分告知书", "notice of what is proposed"
    STATEMENT = "statement", "陈述申辩笔录", "record of statement and defence"
    DECISION = "decision", "惩戒决定书", "disciplinary decision"
    NO_DISCIPLINE = "no_discipline", "不予惩戒决定书", "decision of no discipline"
    SERVICE = "service", "送达回证", "proof of service"
    REMOVAL = "removal", "提请免职议案", "motion for removal"
    RECEIPT = "receipt", "执行回执", "report of execution"
    APPLICATION = "application", "复核申请书", "application for reconsideration"
    RECONSIDERATION = "reconsideration", "复核决定", "decision on the application"
    APPEAL = "appeal", "申诉书", "appeal"
    APPEAL_DECISION = "appeal_decision", "申诉处理决定", "decision on the appeal"
    FURTHER_APPEAL = "further_appeal", "再申诉书", "further appeal"
    REVIEW_REQUEST = "review_request", "复审申请书", "request for review"
    REVIEW_DECISION = "review_decision", "复审、复核决定", "decision on review or recheck"
    SANCTION_FORM = "sanction_form", "政务处分登记表", "form of the supervision commission's sanction"
    CORRECTION = "correction", "纠正决定", "correction"
    TERMINATION = "termination", "终结决定", "decision to terminate"
    CLOSING_REPORT = "closing_report", "结案报告", "closing report"
    RECTIFICATION = "rectification", "更正记录表", "record of a correction"


class Measure(Labelled):
    """What may stand beside or instead of a sanction (组织处理), by the bodies of staff."""

    SUSPENSION = "suspension", "停职", "suspension from duty"
    LATER_PROMOTION = "later_promotion", "延期晋升", "later promotion"
    QUOTA_EXIT = "quota_exit", "退出员额", "exit from the quota"
    LOSS_OF_OFFICE = "loss_of_office", "免职", "loss of the office"
    ORDERED_RESIGNATION = "ordered_resignation", "责令辞职", "ordered resignation"
    SEPARATION = "separation", "辞退", "separation from the service"


class Status(Labelled):
    """Where the judge stands (人员状态)."""

    IN_SERVICE = "in_service", "在职", "in service"
    RETIRED = "retired", "已退休", "retired"
    LEFT = "left", "已离职", "left"
    DEAD = "dead", "已死亡", "dead"


NO_SANCTION = "none"
"""不予处分: stands in the place of a sanction."""
NO_SANCTION_NAMES = (NONE_GIVEN.to("zh"), NONE_GIVEN.to("en"))


# fmt: off
class Known:
    """The facts a decision puts on record (事实)."""

    CASE_NO = Fact("case_no", "案号", "case number", Kind.CODE)
    ORGANISER = Fact("organiser", "上级法院", "higher court")
    COURT = Fact("court", "法院", "court")
    DIVISION = Fact("division", "庭室", "division")
    JUDGE = Fact("judge", "当事法官", "judge concerned", Kind.CODE)
    STATUS = Fact("status", "人员状态", "status of the person", Kind.CODE, choices=Status)
    OTHERS = Ending.OTHERS
    ITEM = Fact("item", "法官法条项", "item of the Judges Law", Kind.CODE)
    CONDUCT = Fact("conduct", "行为", "act")
    OPINION = Fact("opinion", "惩戒委员会审查意见", "opinion of the discipline committee", Kind.RECORD, computed=True, parts=(
        Fact("ref", "事项", "matter", Kind.CODE), JUDGE, CASE_NO, ITEM, CONDUCT, Fact("finding", "审查意见", "finding", Kind.CODE, choices=Finding),
        Fact("wrong_result", "裁判结果错误", "wrong result", Kind.YES_NO), Fact("serious", "严重后果", "serious consequences", Kind.YES_NO)))
    FINAL_ON = Fact("final_on", "审查意见确定之日", "the opinion became final on", Kind.DAY, computed=True)
    CONSEQUENCE = Fact("consequence", "审查意见的后果", "what the opinion leads to", Kind.CODE, computed=True, choices=Consequence)
    NOT_LAID_OFF = Fact("not_laid_off", "不得辞退的情形", "why the person may not be laid off", Kind.CODE, choices=NotLaidOff)
    REASONS = Fact("reasons", "理由", "reasons")

    SEPARATE = Fact("separate", "分别确定的处分", "sanction of each act", Kind.RECORDS, parts=(
        Fact("conduct", "行为", "act", must=True), Fact("item", "法官法条项", "item of the Judges Law", Kind.CODE, must=True), CASE_NO,
        Fact("sanction", "处分", "sanction", Kind.CODE, choices=SanctionKind, must=True)))
    MONTHS = Fact("months", "处分期的月数", "months of the period", Kind.COUNT)
    RUNNING = Fact("running", "尚在处分期内的处分", "sanction that still runs", Kind.RECORD, parts=(
        Fact("sanction", "处分", "sanction", Kind.CODE, choices=SanctionKind, must=True), Fact("decided_on", "决定之日", "decided on", Kind.DAY, must=True),
        Fact("ends", "届满之日", "ends on", Kind.DAY, must=True)))
    PROPOSED_SANCTION = Fact("proposed_sanction", "拟给予的处分", "sanction proposed", Kind.CODE)
    PROPOSED_MEASURES = Fact("proposed_measures", "拟给予的组织处理", "measures proposed", Kind.CODES)
    BASIS = Fact("basis", "认定的事实和依据", "facts found and basis")
    STATEMENT = Fact("statement", "陈述申辩", "statement and defence", Kind.POINTS)
    STATEMENT_LAPSED = Fact("statement_lapsed", "期满未陈述申辩", "no statement in time", Kind.YES_NO, computed=True)
    SANCTION = Fact("sanction", "处分", "sanction", Kind.CODE)
    MEASURES = Fact("measures", "组织处理", "measures", Kind.CODES)
    ANSWERS = Fact("answers", "采纳与否的逐点说明", "what was adopted, point by point", Kind.ANSWERS)
    MINUTES = Fact("minutes", "集体讨论记录", "record of the collective discussion")
    REMEDIES_TOLD = Fact("remedies_told", "是否告知救济途径和期限", "were the remedies told", Kind.YES_NO)
    DECIDED_ON = Fact("decided_on", "决定之日", "decided on", Kind.DAY, computed=True)
    SANCTION_UNTIL = Fact("sanction_until", "处分期届满之日", "the sanction ends on", Kind.DAY, computed=True)
    PERIOD = Fact("period", "处分期的由来", "how the period came about", Kind.RECORD, computed=True)
    EFFECTS = Fact("effects", "处分的后果", "effects of the sanction", Kind.RECORD, computed=True)
    REMEDIES = Fact("remedies", "救济途径和期限", "remedies and their limits", Kind.RECORD, computed=True)
    SERVICE = Fact("service", "送达情况", "service", Kind.RECORD, parts=PROOF)
    SERVED_ON = Fact("served_on", "收到之日", "received on", Kind.DAY, computed=True)
    REMOVAL_ASKED = Fact("removal_asked", "已提请免职", "removal was asked for", Kind.YES_NO, computed=True)
    REMOVED_ON = Fact("removed_on", "人大常委会免职之日", "removed from the office of judge on", Kind.DAY)
    EXECUTED = Fact("executed", "执行情况", "how it was carried out")
    EXTENDED = Fact("extended", "办理期限已延长", "execution was extended", Kind.YES_NO, computed=True)

    APPLICATION = Fact("application", "申请、申诉的理由", "reasons for the application", Kind.POINTS)
    BY_RELATIVE = Fact("by_relative", "由近亲属代为提出", "made by a near relative")
    UPHELD = Fact("upheld", "申请是否成立", "is the application upheld", Kind.YES_NO)
    APPLICATION_ANSWER = Fact("application_answer", "对申请理由的逐点答复", "an answer to each point of the application", Kind.ANSWERS)
    RESULT_SERVICE = Fact("result_service", "结果送达情况", "service of the result", Kind.RECORD, parts=PROOF)
    RESULT_SERVED_ON = Fact("result_served_on", "收到结果之日", "the result was received on", Kind.DAY, computed=True)
    ACCEPTED = Fact("accepted", "申诉已受理", "the appeal was accepted", Kind.YES_NO, computed=True)
    APPEAL_EXTENDED = Fact("appeal_extended", "申诉处理已延长", "the appeal was extended", Kind.YES_NO, computed=True)
    APPEALS_COMMITTEE = Fact("appeals_committee", "申诉公正委员会成员", "members of the appeals committee", Kind.CODES)
    BY_PROVINCE = Fact("by_province", "是否省级机关处理", "was it decided by a provincial organ", Kind.YES_NO)

    SUPERVISION_OPEN = Fact("supervision_open", "监察立案调查中", "the supervision commission has a case open", Kind.YES_NO, computed=True)
    CONSENT = Fact("consent", "监察机关同意或者结案情况", "its consent, or how it closed the case")
    GOVERNMENT_SANCTION = Fact("government_sanction", "政务处分", "sanction by the supervision commission", Kind.CODE)
    CORRECTION = Fact("correction", "纠正内容", "what was put right")
    FILES = FILES
    TERMINATION = Ending.TERMINATION
    OTHERS_GO_ON = Ending.OTHERS_GO_ON
    AMENDMENT = Fact("amendment", "更正内容", "facts put right", Kind.AMENDMENT, parts=(DIVISION, CONDUCT, BASIS, MINUTES, CONSENT, EXECUTED))
    REPLACED = REPLACED
# fmt: on


def sanctioned(facts: Mapping[str, Any]) -> bool:
    """Whether a sanction stands: one was given, and no remedy left none of it."""
    return facts.get(Known.SANCTION.code) not in (None, NO_SANCTION)
