"""The words of clearing a false report (不实举报澄清): states, acts, facts and papers, each named once."""

from __future__ import annotations

from rules.clarification import ClearingForm, ClearingOutcome, PointFinding
from rules.labels import Labelled
from rules.roles import Role
from state_machines.protection import facts as every
from state_machines.steps import Fact, Kind


class State(Labelled):
    """Where a clearing stands (澄清状态)."""

    OPENED = "opened", "待认定", "to be found"
    FALSE_FOUND = "false_found", "已认定失实", "found untrue"
    ASSESSED = "assessed", "已评估", "assessed"
    EXAMINED = "examined", "已审核", "examined"
    APPROVED = "approved", "已批准澄清", "clearing approved"
    CLEARED = "cleared", "已澄清", "cleared"
    REVISITED = "revisited", "已回访", "visited"
    DECLINED = "declined", "不予澄清", "not to be cleared"
    CLOSED = "closed", "已办结", "closed"


class Act(Labelled):
    """What is done in a clearing (步骤)."""

    FIND_UNTRUE = "find_untrue", "登记失实结论", "record what was found untrue"
    FIND_NONE_UNTRUE = "find_none_untrue", "登记没有失实的问题", "record that nothing was found untrue"
    HEAR = "hear", "听取本人意见", "hear the judge"
    STATE_VIEW = "state_view", "提出澄清意见", "state a view on clearing"
    ADD_AUDIENCE = "add_audience", "补登知悉检举的人", "add somebody who heard the accusation"
    ASSESS = "assess", "提出评估意见", "assess"
    EXAMINE = "examine", "审核事实证据", "examine facts and evidence"
    SEND_BACK = "send_back", "退回补充", "send back"
    APPROVE = "approve", "批准澄清", "approve the clearing"
    DECLINE = "decline", "决定不予澄清", "decline to clear"
    CLEAR = "clear", "予以澄清", "clear"
    VISIT = "visit", "回访", "visit"
    CLEAR_FURTHER = "clear_further", "继续澄清", "clear further"
    REFER_ACCUSER = "refer_accuser", "移送追究诬告陷害", "refer a false accuser"
    ASK_AGAIN = "ask_again", "再次申请澄清", "apply again"
    LET_LAPSE = "let_lapse", "期满未再申请", "no new application in time"
    WITHDRAW = "withdraw", "不再要求澄清", "no longer ask for it"
    CLOSE = "close", "办结", "close the matter"


class Paper(Labelled):
    """What is written in a clearing (文书)."""

    FINDING = "finding", "失实检举控告核查结论", "finding on the report"
    HEARING = "hearing", "征求意见记录", "record of the judge's view"
    ASSESSMENT = "assessment", "澄清评估意见", "assessment"
    NOTICE = "notice", "失实检举控告拟澄清告知书", "notice of the clearing proposed"
    EXAMINATION = "examination", "审核意见", "opinion of the examination"
    APPROVAL = "approval", "失实检举控告澄清审批表", "form of approval"
    LETTER = "letter", "关于失实检举控告澄清的函", "letter of clearing"
    DECLINING = "declining", "不予澄清告知书", "notice of not clearing"
    VISIT = "visit", "澄清回访记录", "record of the visit"
    REFERRAL = "referral", "诬告陷害移送函", "referral of a false accusation"


class Start(Labelled):
    """How a clearing began (启动方式)."""

    OFFICE = "office", "承办部门建议", "proposed by the department"
    APPLICATION = "application", "本人书面申请", "the judge's application"
    DISCIPLINE = "discipline", "追责程序查否", "an inquiry that found nothing"


class Accountable(Labelled):
    """To whom a false accuser is referred (移送去向)."""

    SANCTION = "sanction", "有权处分的机关", "the organ that sanctions"
    POLICE = "police", "公安机关", "the police"


HANDLING = (Role.INSPECTION, Role.INTERNAL_DISCIPLINE, Role.SUPERVISION_COMMISSION)
"""承办部门: whoever verifies reports on judges; which of them did is put on record by the finding."""


# fmt: off
class Known:
    """The facts a clearing puts on record (事实). Who reported is none of them: that is kept apart, sealed."""

    CASE_NO, COURT, ORGANISER, DIVISION = every.CASE_NO, every.COURT, every.ORGANISER, every.DIVISION
    JUDGE, SOURCE_REF, REASONS, RESULT = every.JUDGE, every.SOURCE_REF, every.REASONS, every.RESULT
    START = Fact("start", "启动方式", "how it began", Kind.CODE, choices=Start)
    ACCUSATION = Fact("accusation", "被检举的问题", "points of the accusation", Kind.POINTS)
    APPLICATION = Fact("application", "本人申请", "the judge's application")
    AUDIENCE = Fact("audience", "知悉检举的人和单位", "who heard the accusation", Kind.RECORD, many=True, parts=(
        Fact("code", "代码", "code", Kind.CODE, must=True), Fact("how", "知悉经过", "how they heard")))
    AUDIENCE_COMPLETE = Fact("audience_complete", "知悉范围是否已核对完整", "was the circle checked to be complete", Kind.YES_NO)

    FINDINGS = Fact("findings", "逐点认定", "findings, point by point", Kind.RECORD, listed=True, parts=(
        Fact("point", "问题", "point", Kind.COUNT, must=True),
        Fact("finding", "认定", "finding", Kind.CODE, choices=PointFinding, must=True),
        Fact("basis", "依据", "basis", must=True)))
    UNTRUE_POINTS = Fact("untrue_points", "失实的问题", "points found untrue", Kind.CODES, computed=True)
    VERIFIER = Fact("verifier", "承办部门", "department that verified", Kind.CODE, computed=True)
    VIEW = Fact("view", "本人意见", "the judge's view")
    PUBLIC_FORM = Fact("public_form", "本人是否同意公开形式", "does the judge agree to a public form", Kind.YES_NO)
    MUST_GROUNDS = Fact("must_grounds", "应当澄清的情形", "situations that must be cleared", Kind.CODES)
    NOT_GROUNDS = Fact("not_grounds", "不予澄清的情形", "situations not to be cleared", Kind.CODES)
    FORMS = Fact("forms", "澄清方式", "forms", Kind.CODES, choices=ClearingForm)
    ASSESSMENT = Fact("assessment", "评估理由", "reasons of the assessment")
    OUTCOME = Fact("outcome", "评估结论", "outcome of the assessment", Kind.CODE, computed=True, choices=ClearingOutcome)
    EXAMINATION = Fact("examination", "审核意见", "opinion of the examination")
    EVIDENCE_COMPLETE = Fact("evidence_complete", "证据是否确凿完整", "is the evidence conclusive and complete", Kind.YES_NO)
    LETTER = Fact("letter", "澄清内容", "what is cleared, in words")
    CLEARED_POINTS = Fact("cleared_points", "澄清的问题", "points cleared", Kind.CODES)
    TOLD = Fact("told", "已告知澄清的人和单位", "who heard the clearing", Kind.CODES)
    ASKED_AGAIN = Fact("asked_again", "已再次申请", "applied again", Kind.YES_NO, computed=True)
    VISIT = Fact("visit", "回访情况", "what the visit found")
    EFFECTS_GONE = Fact("effects_gone", "不良影响是否消除", "are the effects gone", Kind.YES_NO)
    ACCUSER = Fact("accuser", "诬告陷害情况", "what shows a false accusation", Kind.RECORD, seen_by=HANDLING, parts=(
        Fact("fabricated", "捏造事实", "facts invented", Kind.YES_NO, must=True),
        Fact("intent", "陷害意图", "will to harm", Kind.YES_NO, must=True),
        Fact("official", "公职人员", "a public official", Kind.YES_NO, must=True),
        Fact("basis", "依据", "basis", must=True)))
    REFERRED_TO = Fact("referred_to", "移送去向", "referred to", Kind.CODE, computed=True, choices=Accountable)
# fmt: on
