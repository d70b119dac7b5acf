"""The words of the reopening (惩戒再处理): states, acts, facts and papers, each named once."""

from __future__ import annotations

from rules.labels import Labelled
from rules.sanctions import SanctionedBy
from state_machines.discipline_decision.terms import Known as Decided
from state_machines.steps import Fact, Kind


class State(Labelled):
    """Where a reopening stands (再处理状态)."""

    ASKED = "asked", "已提出再处理，待审查", "asked, to be examined"
    COMMITTEE = "committee", "惩戒委员会重新审议中", "before the committee again"
    DECIDING = "deciding", "待重新决定", "to be decided anew"
    DECIDED = "decided", "已重新决定，待送达", "decided anew, to be served"
    RESTORING = "restoring", "恢复办理中", "being put back"
    CLOSED = "closed", "再处理已办结", "handled anew and closed"
    REFUSED = "refused", "不予再处理", "not handled anew"
    WITHDRAWN = "withdrawn", "已撤回再处理请求", "request withdrawn"


class Act(Labelled):
    """What is done in a reopening (步骤)."""

    TAKE_UP = "take_up", "决定再处理", "take it up"
    SEND_BACK = "send_back", "提请重新审议", "send it back to the committee"
    RECORD_ANEW = "record_anew", "登记重新审查意见", "record the committee's new opinion"
    REFUSE = "refuse", "决定不予再处理", "refuse to handle it anew"
    WITHDRAW = "withdraw", "撤回再处理请求", "withdraw the request"
    DECIDE_ANEW = "decide_anew", "重新作出决定", "decide anew"
    SERVE = "serve", "送达重新决定", "serve the new decision"
    RESTORE = "restore", "报告恢复情况", "report what was put back"
    CLOSE = "close", "再处理结案", "close what was handled anew"


class Paper(Labelled):
    """What is written in a reopening (文书)."""

    TAKEN_UP = "taken_up", "再处理通知书", "notice that it is handled anew"
    SENT_BACK = "sent_back", "提请重新审议书", "submission for a new deliberation"
    NOT_TAKEN_UP = "not_taken_up", "不予再处理通知书", "notice that it is not handled anew"
    DECISION_ANEW = "decision_anew", "重新处理决定书", "decision anew"
    SERVICE = "service", "送达回证", "proof of service"
    RESTORED = "restored", "恢复情况回执", "report of what was put back"


class About(Labelled):
    """What is said to be wrong (再处理的对象)."""

    OPINION = "opinion", "惩戒委员会审查意见", "the committee's opinion"
    DECISION = "decision", "惩戒决定", "the disciplinary decision"


class Ground(Labelled):
    """Why (再处理事由)."""

    JUDGMENT_CHANGED = (
        "judgment_changed",
        "据以处理的裁判、决定已经改变",
        "the judgment it rests on was changed",
    )
    NEW_EVIDENCE = "new_evidence", "新证据证明认定错误", "new evidence shows that it is wrong"
    FACTS_UNCLEAR = "facts_unclear", "事实不清或者证据不足", "facts unclear, or evidence short"
    PROCEDURE_BREACHED = (
        "procedure_breached",
        "违反法定程序，影响公正",
        "a breach of procedure that hurt fairness",
    )
    LAW_MISAPPLIED = (
        "law_misapplied",
        "适用法律、情节认定错误或者处分不当",
        "law or circumstances wrong, or out of place",
    )


class Outcome(Labelled):
    """What is decided anew (再处理结果)."""

    UPHELD = "upheld", "维持", "upheld"
    CHANGED = "changed", "变更", "changed"
    REVOKED = "revoked", "撤销", "revoked"


# fmt: off
class Known:
    """The facts of a reopening (事实); those it has in common with the decision are that procedure's own."""

    MATTER = Fact("matter", "所涉事项", "matter of the lead", Kind.CODE)
    OF = Fact("of", "原惩戒事项", "matter it is about", Kind.CODE)
    HEAD = Fact("head", "原事项台账摘要", "head of its chain", Kind.CODE, computed=True)
    ABOUT = Fact("about", "再处理的对象", "what is said to be wrong", Kind.CODE, choices=About)
    GROUND = Fact("reopening_ground", "再处理事由", "ground", Kind.CODE, choices=Ground)
    BY_THE_JUDGE = Fact("by_the_judge", "是否当事法官请求", "was it asked by the judge", Kind.YES_NO)
    POINTS = Fact("points", "请求理由", "reasons for the request", Kind.POINTS)
    GIVEN_BY = Fact("given_by", "处分主体", "whose sanction it is", Kind.CODE, choices=SanctionedBy)
    EXAMINED = Fact("examined", "审查情况", "what was examined")
    NEW_EVIDENCE = Fact("new_evidence", "新证据", "new evidence")
    ANEW_REF = Fact("anew_ref", "重新审议事项", "matter of the new deliberation", Kind.CODE)
    FINDING_ANEW = Fact("finding_anew", "重新审查意见", "finding anew", Kind.RECORD, computed=True)
    OUTCOME = Fact("outcome", "再处理结果", "outcome", Kind.CODE, choices=Outcome)
    ANSWERS = Fact("point_answers", "对请求理由的逐点答复", "an answer to each point", Kind.ANSWERS)
    UNDONE = Fact("undone", "应当恢复的事项", "what must be put back", Kind.RECORD, computed=True)
    RESTORED = Fact("restored", "恢复情况", "what was put back", Kind.POINTS)
    SANCTION, MEASURES, MONTHS, REASONS, MINUTES = Decided.SANCTION, Decided.MEASURES, Decided.MONTHS, Decided.REASONS, Decided.MINUTES
    SERVICE, SERVED_ON, REMEDIES = Decided.SERVICE, Decided.SERVED_ON, Decided.REMEDIES
    SANCTION_UNTIL, PERIOD, EFFECTS = Decided.SANCTION_UNTIL, Decided.PERIOD, Decided.EFFECTS
    JUDGE, OTHERS, CASE_NO = Decided.JUDGE, Decided.OTHERS, Decided.CASE_NO
# fmt: on
