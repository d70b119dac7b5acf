"""The words of a record of interference (干预、过问记录): states, acts, facts and papers, each named once."""

from __future__ import annotations

from rules.labels import Labelled
from rules.roles import Role
from state_machines.protection import facts as every
from state_machines.steps import Fact, Kind


class State(Labelled):
    """Where a record stands (记录状态)."""

    OBSERVED = "observed", "待记录", "to be recorded"
    RECORDED = "recorded", "已记录", "recorded"
    REPORTED = "reported", "已报告", "reported"
    ON_DUTY = "on_duty", "属正常履职", "found to be duty"
    IMPROPER = "improper", "属违规干预、过问", "found improper"
    PUBLISHED = "published", "已通报", "published"
    REFERRED = "referred", "已移送", "referred"
    CLOSED = "closed", "已办结", "closed"


class Act(Labelled):
    """What is done about interference (步骤). No act changes what was recorded; `add` only adds to it."""

    RECORD = "record", "记录干预、过问", "record it"
    ADD = "add", "补充记录", "add to the record"
    MARK_AFFECTED = "mark_affected", "记录案件办理已受影响", "record that the case is affected"
    REPORT_UP = (
        "report_up",
        "汇总报告党委政法委和上级法院",
        "report to the political and legal affairs committee",
    )
    REPORT_INSIDE = "report_inside", "汇总报告本院", "report to the court"
    REPORT_UP_AT_ONCE = (
        "report_up_at_once",
        "立即报告党委政法委和上级法院",
        "report to that committee at once",
    )
    REPORT_INSIDE_AT_ONCE = "report_inside_at_once", "立即报告本院", "report to the court at once"
    FIND_ON_DUTY = "find_on_duty", "认定属正常履职", "find it to be duty"
    FIND_IMPROPER = "find_improper", "认定属违规干预、过问", "find it improper"
    PUBLISH = "publish", "通报", "publish it in a bulletin"
    REFER = "refer", "移送处理", "refer it"
    CLOSE = "close", "办结", "close the matter"


class Paper(Labelled):
    """What is written about interference (文书)."""

    RECORD = "record", "干预、过问记录表", "form of record"
    SUMMARY = "summary", "干预、过问情况汇总表", "summary"
    CHECK = "check", "干预、过问核查报告", "report of the check"
    BULLETIN = "bulletin", "违规干预、过问案件情况通报", "bulletin"
    REFERRAL = "referral", "干预、过问移送函", "referral of interference"


class By(Labelled):
    """Who interfered or inquired (被记录人类别)."""

    OFFICIAL = "official", "领导干部", "an official"
    INSIDER = "insider", "司法机关内部人员", "an insider"
    CONNECTED = "connected", "当事人、律师等关系人", "a party, a lawyer or another connection"


class Way(Labelled):
    """How it was done (方式)."""

    SPOKEN = "spoken", "口头", "by word of mouth"
    LETTER = "letter", "函文、信件", "by letter"
    MESSAGE = "message", "电话、信息", "by telephone or message"
    IN_PERSON = "in_person", "当面", "in person"
    OTHER = "other", "其他方式", "otherwise"


class Wrong(Labelled):
    """What made it improper (违规情形), by the national provisions."""

    PLEADING = "pleading", "请托说情", "pleading for a party"
    PRIVATE_MEETING = "private_meeting", "要求私下会见", "asking for a private meeting"
    HANDING_ON = "handing_on", "违规转递材料", "handing on material"
    TIPPING_OFF = "tipping_off", "打探案情、通风报信", "prying or tipping off"
    DEMANDING = "demanding", "对案件处理提出要求", "demanding a result"
    OTHER = "other", "其他违规情形", "another way"


class Circle(Labelled):
    """How widely it is published (通报范围)."""

    LIMITED = "limited", "一定范围", "a certain circle"
    PUBLIC = "public", "向社会公开", "in public"


KEEPERS = (Role.TRIAL_MANAGEMENT, Role.INSPECTION, Role.INTERNAL_DISCIPLINE)
"""Who keeps the database of records and reports from it."""
MAY_KNOW_THE_RECORDER = (
    *KEEPERS, Role.RECORDER, Role.POLITICAL_LEGAL, Role.SUPERVISION_COMMISSION, Role.DUTY_PROTECTION,
)  # fmt: skip


# fmt: off
class Known:
    """The facts a record holds (事实)."""

    CASE_NO, COURT, ORGANISER, DIVISION = every.CASE_NO, every.COURT, every.ORGANISER, every.DIVISION
    SOURCE_REF, REASONS, RESULT = every.SOURCE_REF, every.REASONS, every.RESULT
    RECORDER = Fact("recorder", "记录人", "recorder", Kind.CODE, seen_by=MAY_KNOW_THE_RECORDER)
    OBSERVED_ON = Fact("observed_on", "遇到之日", "observed on", Kind.DAY)
    INTERFERER = Fact("interferer", "被记录人", "person recorded about", Kind.RECORD, parts=(
        Fact("code", "代码", "code", Kind.CODE, must=True), Fact("unit", "单位", "unit"), Fact("position", "职务", "position")))
    BY = Fact("interferer_kind", "被记录人类别", "what that person is", Kind.CODE, choices=By)
    WAY = Fact("way", "方式", "how", Kind.CODE, choices=Way)
    CONTENT = Fact("content", "干预、过问内容", "what was said or asked")
    MATERIALS = Fact("materials", "留存材料", "material kept")
    AFFECTED = Fact("affected", "案件办理是否已受影响", "is the case affected", Kind.YES_NO)
    ADDITION = Fact("addition", "补充内容", "what is added", many=True)
    RECORDED_ON = Fact("recorded_on", "记录之日", "recorded on", Kind.DAY, computed=True)
    PERIOD = Fact("period", "报告期", "period of the report", Kind.CODE, computed=True)
    PERIOD_ENDS = Fact("period_ends", "报告期末日", "last day of the period", Kind.DAY, computed=True)
    CHECKED = Fact("checked", "核实情况", "what was found")
    WRONG = Fact("wrong", "违规情形", "what made it improper", Kind.CODE, choices=Wrong)
    CIRCLE = Fact("circle", "通报范围", "circle", Kind.CODE, choices=Circle)
    BULLETIN = Fact("bulletin", "通报内容", "bulletin")
    APPROVED_BY = Fact("approved_by", "批准机关", "approved by")
    REFERRED_TO = Fact("referred_to", "移送机关", "referred to")
# fmt: on
