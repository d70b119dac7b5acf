"""The words of a review of exemption (免责审查): states, acts, facts and papers, each named once."""

from __future__ import annotations

from rules.exemption_sheet import ExemptionOutcome, GroundResult
from rules.labels import Labelled
from state_machines.protection import facts as every
from state_machines.steps import Fact, Kind


class State(Labelled):
    """Where a review of exemption stands (免责审查状态)."""

    OPENED = "opened", "待逐项审查", "to be tested"
    TESTED = "tested", "已逐项审查", "tested"
    CONFIRMED = "confirmed", "结论已确认", "outcome confirmed"
    CLOSED = "closed", "已办结", "closed"


class Act(Labelled):
    """What is done in a review of exemption (步骤)."""

    STATE_DUTY = "state_duty", "陈述履职情况", "state how duty was done"
    TEST = "test", "逐项审查免责情形", "test the grounds of exemption"
    SEND_BACK = "send_back", "退回重新审查", "send back"
    CONFIRM = "confirm", "确认免责结论", "confirm the outcome"
    ASK_AGAIN = "ask_again", "对免责结论提出异议", "object to the outcome"
    LET_LAPSE = "let_lapse", "期满未提异议", "no objection in time"
    STOP = "stop", "终止免责审查", "stop the review"


class Paper(Labelled):
    """What is written in a review of exemption (文书)."""

    STATEMENT = "statement", "履职情况陈述", "statement"
    SHEET = "sheet", "免责情形逐项审查表", "test sheet of exemptions"
    CONCLUSION = "conclusion", "免责审查结论", "outcome of the review"
    STOPPING = "stopping", "终止审查通知", "notice of stopping"


# fmt: off
class Known:
    """The facts a review of exemption puts on record (事实)."""

    CASE_NO, COURT, ORGANISER, DIVISION = every.CASE_NO, every.COURT, every.ORGANISER, every.DIVISION
    JUDGE, SOURCE_REF, REASONS = every.JUDGE, every.SOURCE_REF, every.REASONS
    CONDUCT = Fact("conduct", "行为", "act")
    ACTED_ON = Fact("acted_on", "行为之日", "day of the act", Kind.DAY)
    STATEMENT = Fact("statement", "履职情况陈述", "statement", Kind.POINTS)
    ANSWERS = Fact("answers", "逐点答复", "answers, point by point", Kind.ANSWERS)
    TESTS = Fact("tests", "逐项审查", "tests, ground by ground", Kind.RECORD, listed=True, parts=(
        Fact("ground", "免责情形", "ground", Kind.CODE, must=True),
        Fact("result", "审查结果", "result", Kind.CODE, choices=GroundResult, must=True),
        Fact("why", "理由", "why", must=True)))
    INTENT = Fact("intent", "是否故意违反职责", "was it by intent", Kind.YES_NO)
    SHEET = Fact("sheet", "逐项审查表", "test sheet", Kind.RECORD, computed=True)
    OUTCOME = Fact("outcome", "免责审查结论", "outcome", Kind.CODE, computed=True, choices=ExemptionOutcome)
    OBJECTION = Fact("objection", "异议理由", "reasons of the objection")
    OBJECTED = Fact("objected", "已提出异议", "objected", Kind.YES_NO, computed=True)
# fmt: on
