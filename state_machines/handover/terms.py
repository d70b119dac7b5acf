"""The words of a handover (衔接移送): what is handed from which procedure to which, and how it is answered."""

from __future__ import annotations

from rules.labels import Labelled
from rules.roles import Role
from state_machines.protection import facts as every
from state_machines.steps import Fact, Kind


class Link(Labelled):
    """One row of the table of handovers (衔接事项); what each rests on stands in `state_machines/chain.py`."""

    CLUE = "clue", "评查线索移送惩戒", "clue of a review, for a lead"
    UNQUALIFIED = "unqualified", "不合格案件移送督察", "case graded unqualified, for inspection"
    RETRIAL = "retrial", "建议启动再审审查", "retrial suggested"
    EXEMPT_REVERSAL = (
        "exempt_reversal",
        "改判发回属免责，移送免责审查",
        "reversal without fault, for review of exemption",
    )
    FLAW = "flaw", "评查瑕疵移送考核", "flaw of a review, for assessment"
    OPINION = "opinion", "审查意见确定，转入惩戒决定", "final opinion, for the decision"
    ROUTED = "routed", "不属惩戒范围，转入惩戒决定", "outside the committee's scope, for the decision"
    TRANSFERRED = (
        "transferred",
        "涉嫌职务违法犯罪移送监察",
        "suspected offence, to the supervision commission",
    )
    ORDINARY = "ordinary", "一般过失移送考核", "ordinary negligence, for assessment"
    CLEARED_BY_OPINION = "cleared_by_opinion", "没有违反职责，移送澄清", "no violation, for clearing"
    UNFOUNDED = "unfounded", "查无实据，移送澄清", "unfounded, for clearing"
    EXEMPT_LEAD = "exempt_lead", "属于免责，移送免责审查", "exempt, for review of exemption"
    LIABLE = "liable", "惩戒决定移送退额", "decision, for exit from the quota"
    SANCTIONED = "sanctioned", "政务处分移送退额", "government sanction, for exit from the quota"
    HOLD = "hold", "监察立案，通知暂缓", "supervision case opened: hold"
    HOLD_LIFTED = (
        "hold_lifted",
        "监察同意或者结案，通知解除暂缓",
        "supervision consents or closed: lift the hold",
    )
    SANCTION_UNDONE = "sanction_undone", "处分撤销变更，移送恢复", "sanction undone, for restoration"
    REOPENED = "reopened", "再处理撤销处分，移送清理", "revoked on reopening, for undoing"
    REASSIGNMENT = "reassignment", "退额生效，移交未结案件", "exit in effect: reassign the open cases"
    REMOVAL = "removal", "提请人大常委会免职", "removal asked of the people's congress"
    EXIT_UNDONE = "exit_undone", "退额撤销纠正，移送恢复", "exit undone, for restoration"
    ASSESSED_OUT = "assessed_out", "考核结果移送退额", "result of assessment, for exit from the quota"
    DEMOTION = "demotion", "年度考核不称职，移送降职", "assessed incompetent: lowered in post or rank"
    LAYING_OFF = (
        "laying_off",
        "连续两年不称职，移送辞退",
        "incompetent two years running: dismissal from service",
    )
    ASSESSMENT_UNDONE = "assessment_undone", "考核结果更正，移送恢复", "assessment put right, for restoration"
    INTERFERER = "interferer", "内部人员违规过问，移送惩戒", "insider who interfered, for a lead"
    RECORDER = "recorder", "如实记录人免责审查", "true recorder, for review of exemption"
    INTERFERENCE = "interference", "干预过问移送有权机关", "interference, to the organ in charge"
    ACCUSER = "accuser", "诬告陷害移送追究", "false accuser, for liability"
    CLEARED = "cleared", "已澄清，清理不利影响", "cleared: undo what it brought"
    OFFENCE = "offence", "侵害法官人身安全移送处理", "offence against a judge's safety"


class State(Labelled):
    """Where a handover stands (移送状态)."""

    OFFERED = "offered", "已移送，待接收", "offered"
    DECLINED = "declined", "不予接收", "declined"
    ACCEPTED = "accepted", "已接收", "taken over"
    RESTED = "rested", "不再移送", "given up"
    WITHDRAWN = "withdrawn", "已撤回移送", "withdrawn"


class Act(Labelled):
    """What is done in a handover (步骤)."""

    ACCEPT = "accept", "接收移送", "take it over"
    DECLINE = "decline", "决定不予接收", "decline to take it over"
    OFFER_AGAIN = "offer_again", "再次移送", "offer it again"
    LET_REST = "let_rest", "决定不再移送", "give it up"
    WITHDRAW = "withdraw", "撤回移送", "withdraw it"
    RECORD_UNDOING = "record_undoing", "登记清理进度", "enter how far the undoing has come"


class Paper(Labelled):
    """What is written in a handover (文书)."""

    LETTER = "letter", "衔接移送函", "letter of handover"
    RECEIPT = "receipt", "移送回执", "receipt of a handover"
    WITHDRAWAL = "withdrawal", "撤回移送函", "withdrawal of a handover"


UNDOING = frozenset({Link.CLEARED, Link.SANCTION_UNDONE, Link.REOPENED})
"""The handovers whose receiver works off the list of what is to be undone (清理)."""
GIVERS = (
    Role.TRIAL_MANAGEMENT, Role.PRESIDENT, Role.TRIAL_SUPERVISION, Role.INSPECTION, Role.INTERNAL_DISCIPLINE, Role.PERSONNEL,
    Role.PARTY_GROUP, Role.SUPERVISION_COMMISSION, Role.DISCIPLINE_OFFICE, Role.HIGH_COURT, Role.DUTY_PROTECTION, Role.ASSESSMENT_COMMITTEE,
)  # fmt: skip
"""Who may stand behind a handover; which of them does, the row says."""
RECEIVERS = (
    Role.INSPECTION, Role.TRIAL_SUPERVISION, Role.TRIAL_MANAGEMENT, Role.PERSONNEL, Role.PARTY_GROUP,
    Role.SUPERVISION_COMMISSION, Role.PEOPLES_CONGRESS, Role.PUBLIC_SECURITY,
)  # fmt: skip
"""To whom something may be handed; to which of them, the row says."""


# fmt: off
class Known:
    """The facts a handover puts on record (事实). What the receiver is not to see of the source never goes along."""

    CASE_NO, COURT, ORGANISER, DIVISION, JUDGE = every.CASE_NO, every.COURT, every.ORGANISER, every.DIVISION, every.JUDGE
    SOURCE_REF, REASONS = every.SOURCE_REF, every.REASONS
    LINK = Fact("link", "衔接事项", "handover", Kind.CODE, choices=Link)
    SOURCE_ACT = Fact("source_act", "据以移送的步骤", "act it rests on", Kind.CODE)
    SOURCE_DIGEST = Fact("source_digest", "该步骤的台账摘要", "digest of that act in the ledger", Kind.CODE)
    SOURCE_ON = Fact("source_on", "该步骤之日", "day of that act", Kind.DAY)
    GIVER = Fact("giver", "移送部门", "handed over by", Kind.CODE, choices=Role)
    RECEIVER = Fact("receiver", "接收部门", "for", Kind.CODE, choices=Role)
    ABOVE = Fact("above", "属于上级法院的部门", "offices of the higher court", Kind.CODES, computed=True, choices=Role)
    ADDRESSED = Fact("addressed", "移送现在涉及的部门", "offices it now concerns", Kind.CODES, computed=True, choices=Role)
    CARRIED = Fact("carried", "随移送的事实", "facts that go along", Kind.RECORD)
    OPENED = Fact("opened", "开启的事项或者文号", "what was opened, or the document", Kind.CODE)
    DONE = Fact("done", "接收后的办理情况", "what was done")
    TO_UNDO = Fact("to_undo", "清理事项数", "things to undo", Kind.COUNT)
    LEFT = Fact("left", "尚未清理的事项数", "things not undone yet", Kind.COUNT)
    UNDO_BY = Fact("undo_by", "清理期限届满之日", "to be undone by", Kind.DAY)
    OFFERED_AGAIN = Fact("offered_again", "已再次移送", "offered again", Kind.YES_NO, computed=True)
# fmt: on
