"""The words of personal safety (人身安全保护): states, acts, facts and papers, each named once."""

from __future__ import annotations

from rules.danger import DangerGrade, SafetyMeasure
from rules.labels import Labelled
from rules.roles import Role
from state_machines.protection import facts as every
from state_machines.steps import Fact, Kind


class State(Labelled):
    """Where the protection stands (保护状态)."""

    REPORTED = "reported", "已报告险情", "danger reported"
    GRADED = "graded", "已定级", "graded"
    PROTECTED = "protected", "保护中", "protected"
    REVIEWED = "reviewed", "已复查", "looked at again"
    LIFTED = "lifted", "已解除", "lifted"
    DISMISSED = "dismissed", "未发现险情", "no danger found"


class Act(Labelled):
    """What is done (步骤)."""

    REPORT_MORE = "report_more", "补充报告险情", "report more"
    ACT_AT_ONCE = "act_at_once", "先行采取紧急措施", "act at once"
    GRADE = "grade", "评估定级", "grade the danger"
    DISMISS = "dismiss", "认定没有险情", "find no danger"
    TAKE = "take", "采取保护措施", "take measures"
    CHANGE_MEASURES = "change_measures", "调整保护措施", "change the measures"
    REVIEW = "review", "复查险情", "look at the danger again"
    GO_ON = "go_on", "继续保护", "go on"
    LIFT = "lift", "解除保护", "lift the protection"
    REFER_CRIME = "refer_crime", "移送违法犯罪线索", "refer an offence"


class Paper(Labelled):
    """What is written (文书)."""

    REPORT = "report", "险情报告", "report of danger"
    ASSESSMENT = "assessment", "险情评估表", "assessment of danger"
    ORDER = "order", "保护措施通知", "notice of measures"
    REVIEW = "review", "险情复查记录", "record of the review"
    LIFTING = "lifting", "解除保护通知", "notice of lifting"
    REFERRAL = "referral", "违法犯罪线索移送函", "letter referring an offence"


class Risk(Labelled):
    """What a review found (复查结论)."""

    REMAINS = "remains", "险情仍在", "the danger remains"
    GONE = "gone", "险情消除", "the danger is gone"


GUARDS = (Role.COURT_POLICE, Role.PUBLIC_SECURITY)
"""Who carries protection out."""
AT_HOME = (*GUARDS, Role.DUTY_PROTECTION, Role.JUDGE_CONCERNED)
"""Who may see address and family: those who protect, those who grade, and the judge (家庭信息)."""


# fmt: off
class Known:
    """The facts a protection puts on record (事实)."""

    CASE_NO, COURT, ORGANISER, DIVISION = every.CASE_NO, every.COURT, every.ORGANISER, every.DIVISION
    JUDGE, SOURCE_REF, REASONS = every.JUDGE, every.SOURCE_REF, every.REASONS
    THREAT = Fact("threat", "险情", "what the danger is")
    THREAT_FROM = Fact("threat_from", "险情来自", "who it comes from", Kind.CODES)
    HOME = Fact("home", "住址", "address", seen_by=AT_HOME)
    FAMILY = Fact("family", "受保护的近亲属", "near relatives protected", Kind.RECORD, listed=True, seen_by=AT_HOME, parts=(
        Fact("relation", "关系", "relation", must=True), Fact("where", "所在", "where they are")))
    MORE = Fact("more", "补充情况", "what is added", many=True)
    URGENT = Fact("urgent", "紧急措施", "measures taken at once", Kind.CODES, choices=SafetyMeasure)
    GRADE = Fact("danger_grade", "险情等级", "grade", Kind.CODE, choices=DangerGrade)
    BASIS = Fact("basis", "评估依据", "basis of the grade")
    GRADED_AT = Fact("graded_at", "定级时间", "graded at", computed=True)
    RESPOND_BY = Fact("respond_by", "响应时限", "respond by", computed=True)
    MEASURES = Fact("measures_taken", "保护措施", "measures", Kind.CODES, choices=SafetyMeasure)
    CONSENT = Fact("consent", "本人是否同意调整案件", "does the judge agree to a reassignment", Kind.YES_NO)
    RESPONSE = Fact("response", "响应情况", "response", Kind.RECORD, computed=True)
    RISK = Fact("risk", "复查结论", "finding of the review", Kind.CODE, choices=Risk)
    VIEW = Fact("view", "本人意见", "the judge's view")
    REFERRED_TO = Fact("referred_to", "移送机关", "referred to")
# fmt: on
