"""The words of the suspension from duty (暂停履行职务): states, acts, facts and papers, each named once."""

from __future__ import annotations

from rules.labels import Labelled
from rules.personnel_holds import CaseOpened
from state_machines.disciplinary_prereview.terminations import Known as Ending
from state_machines.discipline_decision.terms import Known as Decided
from state_machines.papers_served import PROOF
from state_machines.steps import Fact, Kind


class State(Labelled):
    """Where a suspension from duty stands (暂停履职状态)."""

    PROPOSED = "proposed", "拟暂停履职", "suspension proposed"
    DECIDED = "decided", "已决定暂停履职，待送达", "suspension decided, to be served"
    SUSPENDED = "suspended", "暂停履职中", "suspended from duty"
    TO_LIFT = "to_lift", "所涉事项已结，待恢复", "the matter ended: to be lifted"
    LIFTED = "lifted", "已恢复履职", "back on duty"
    ENDED = "ended", "因免职、离职等终止", "ended with the office"
    NOT_SUSPENDED = "not_suspended", "不予暂停履职", "not suspended"


class Act(Labelled):
    """What is done in a suspension from duty (步骤)."""

    SUSPEND_DUTY = "suspend_duty", "决定暂停履职", "suspend from duty"
    DECLINE = "decline", "决定不予暂停履职", "decline to suspend"
    SERVE = "serve", "送达暂停履职决定", "serve the suspension"
    KEEP_UP = "keep_up", "复查后继续暂停", "keep it up after a review"
    ASK_BACK = "ask_back", "请求恢复履职", "ask to go back to duty"
    ANSWER_NO = "answer_no", "答复不予恢复", "answer that it is kept up"
    RECORD_END = "record_end", "登记所涉事项已结", "record that the matter ended"
    LIFT = "lift", "恢复履职", "lift the suspension"
    END_WITH_OFFICE = "end_with_office", "登记免职、离职终止", "record that the office ended"


class Paper(Labelled):
    """What is written in a suspension from duty (文书)."""

    SUSPENSION = "duty_suspension", "暂停履职决定书", "decision to suspend from duty"
    SERVICE = "service", "送达回证", "proof of service"
    REQUEST = "duty_request", "恢复履职请求书", "request to go back to duty"
    ANSWER = "duty_answer", "不予恢复履职答复", "answer that it is kept up"
    LIFTING = "duty_lifting", "恢复履职通知书", "notice that the suspension is lifted"


class Result(Labelled):
    """How the matter ended that the suspension was for (所涉事项结果)."""

    NOT_LIABLE = "not_liable", "没有追究责任", "no liability"
    LIABLE = "liable", "已经追究责任", "held liable"


# fmt: off
class Known:
    """The facts of a suspension from duty (事实)."""

    CASE_NO, ORGANISER, COURT, DIVISION, JUDGE, OTHERS = Decided.CASE_NO, Decided.ORGANISER, Decided.COURT, Decided.DIVISION, Decided.JUDGE, Decided.OTHERS
    MATTER = Fact("matter", "所涉事项", "matter it is for", Kind.CODE)
    OPENED = Fact("opened", "立案情况", "case that is open", Kind.CODE, choices=CaseOpened)
    OPENED_REF = Fact("opened_ref", "立案文号", "reference of that case", Kind.CODE)
    UNFIT = Fact("unfit", "是否不宜继续履行职责", "is the judge unfit to go on", Kind.YES_NO)
    REASONS, MINUTES = Decided.REASONS, Decided.MINUTES
    FROM = Fact("suspended_from", "暂停履职起始之日", "suspended from", Kind.DAY)
    PAY = Fact("pay", "暂停期间工资待遇", "pay during the suspension")
    CASES_LEFT = Fact("cases_left", "未结案件如何移交", "how the open cases are handed on")
    SERVICE = Fact("service", "送达情况", "service", Kind.RECORD, parts=PROOF)
    SERVED_ON = Fact("served_on", "收到之日", "received on", Kind.DAY, computed=True)
    REQUEST = Fact("request", "请求恢复的理由", "reasons for going back", Kind.POINTS)
    PENDING = Fact("pending", "有待答复的请求", "a request waits for its answer", Kind.YES_NO, computed=True)
    ANSWERS = Fact("request_answers", "对请求的逐点答复", "an answer to each point of the request", Kind.ANSWERS)
    ENDED_ON = Fact("ended_on", "所涉事项办结之日", "the matter ended on", Kind.DAY)
    RESULT = Fact("matter_result", "所涉事项结果", "how the matter ended", Kind.CODE, choices=Result)
    BACK_ON = Fact("back_on", "恢复履职之日", "back on duty on", Kind.DAY)
    PAY_SETTLED = Fact("pay_settled", "工资待遇如何补发", "how pay was made good")
    TERMINATION = Ending.TERMINATION
# fmt: on
