"""The words of a petition for protection (维权与权利救济): states, acts, facts and papers, each named once."""

from __future__ import annotations

from rules.labels import Labelled
from rules.retaliation import AdverseAct
from rules.roles import Role
from rules.wrong_handling import Relation, Restoration
from state_machines.protection import facts as every
from state_machines.steps import Fact, Kind


class State(Labelled):
    """Where a petition stands (维权状态)."""

    PETITION = "petition", "已申请", "petitioned"
    ACCEPTED = "accepted", "已受理", "accepted"
    CHECKED = "checked", "已查明", "facts found"
    SUPPORTED = "supported", "已建议纠正", "correction proposed"
    UNCORRECTED = "uncorrected", "未予纠正", "not corrected"
    HIGHER = "higher", "上级法院办理中", "before the higher court"
    RESTORATION = "restoration", "恢复落实中", "being restored"
    REDIRECTED = "redirected", "已告知其他途径", "shown another way"
    DECLINED = "declined", "不予受理", "not accepted"
    CLOSED = "closed", "已办结", "closed"


class Act(Labelled):
    """What is done about a petition (步骤)."""

    ACCEPT = "accept", "受理维权申请", "accept the petition"
    DECLINE = "decline", "不予受理维权申请", "decline the petition"
    ADD = "add", "补充维权材料", "add to the petition"
    CHECK = "check", "查明事实", "find the facts"
    SUPPORT = "support", "建议纠正", "propose a correction"
    REDIRECT = "redirect", "告知其他途径", "show another way"
    CORRECT = "correct", "予以纠正", "correct it"
    REFUSE = "refuse", "答复不予纠正", "refuse to correct it"
    LET_LAPSE = "let_lapse", "期满未答复", "no answer in time"
    REPORT_HIGHER = "report_higher", "反映至上级法院", "take it to the higher court"
    ORDER = "order", "上级法院督促纠正", "have it corrected by the higher court"
    LEAVE = "leave", "上级法院认为无须纠正", "leave it as it is"
    RESTORE = "restore", "登记恢复事项", "record what was restored"
    WITHDRAW = "withdraw", "撤回维权申请", "withdraw the petition"
    CLOSE = "close", "办结", "close the matter"


class Paper(Labelled):
    """What is written about a petition (文书)."""

    PETITION = "petition", "维权申请", "petition"
    ACCEPTANCE = "acceptance", "维权受理通知", "notice of taking up a petition"
    DECLINING = "declining", "维权不予受理通知", "notice of declining a petition"
    FINDING = "finding", "维权事实查明报告", "report of the facts"
    PROPOSAL = "proposal", "纠正建议", "proposal to correct"
    OPINION = "opinion", "维权处理意见", "opinion on the petition"
    CORRECTION = "correction", "维权纠正决定", "correction upon a petition"
    REPORT = "report", "提请上级法院的报告", "report to the higher court"
    RESTORATION = "restoration", "恢复职务、名誉、赔偿文书", "restoration of post, name and damages"


class Origin(Labelled):
    """What a petition came from (来源)."""

    ASKED = "asked", "申请", "asked for"
    RETALIATION = "retaliation", "报复预警", "an alarm of retaliation"


class Function(Labelled):
    """What the committee is there for (委员会职能); from other courts' measures, by analogy."""

    LAWFUL_STANDING = "lawful_standing", "职务、待遇受到不法处理", "standing or pay dealt with unlawfully"
    OUTSIDE_TASKS = "outside_tasks", "被要求从事法定职责以外的事务", "tasks beyond lawful duty"
    RETALIATION = "retaliation", "因履职受到打击报复", "retaliation for duty"
    SAFETY = "safety", "因履职受到侮辱、威胁、骚扰", "insult, threat or harassment for duty"
    NAME = "name", "因履职名誉受损", "harm to the name for duty"
    AFTERCARE = "aftercare", "善后、恢复和赔偿", "restoration and damages"


class Route(Labelled):
    """Another way (其他途径)."""

    RECONSIDERATION = "reconsideration", "复核", "reconsideration"
    APPEAL = "appeal", "申诉", "appeal"
    ACCUSATION = "accusation", "控告", "accusation"
    REVIEW = "review", "复审", "review by the supervision organ"
    CLEARING = "clearing", "不实举报澄清", "clearing of a false report"
    POLICE = "police", "公安机关", "the police"
    NONE = "none", "处理合法，无须救济", "the act was lawful: nothing to remedy"


# fmt: off
class Known:
    """The facts a petition puts on record (事实)."""

    CASE_NO, COURT, ORGANISER, DIVISION = every.CASE_NO, every.COURT, every.ORGANISER, every.DIVISION
    JUDGE, SOURCE_REF, REASONS, RESULT = every.JUDGE, every.SOURCE_REF, every.REASONS, every.RESULT
    PETITIONER = Fact("petitioner", "申请人", "petitioner", Kind.CODE)
    RELATION = Fact("relation", "与法官的关系", "relation to the judge", Kind.CODE, choices=Relation)
    DEAD = Fact("dead", "法官是否已经死亡", "has the judge died", Kind.YES_NO)
    ORIGIN = Fact("origin", "来源", "origin", Kind.CODE, choices=Origin)
    ALARM = Fact("alarm", "预警情况", "the alarm", Kind.RECORD, computed=True, seen_by=(Role.DUTY_PROTECTION, Role.PETITIONER, Role.JUDGE_CONCERNED))
    RESPONDENT = Fact("respondent", "被反映的人", "person complained of", Kind.CODES)
    CONTENT = Fact("content", "反映的事项", "what is complained of")
    REQUESTS = Fact("requests", "请求恢复的事项", "what is to be restored", Kind.CODES, choices=Restoration)
    FUNCTION = Fact("function", "委员会职能", "function of the committee", Kind.CODE, choices=Function)
    REMEDIES_TOLD = Fact("remedies_told", "是否告知维权不停止法定救济期限", "was it told that no time limit of a remedy stops", Kind.YES_NO)
    REMEDIES_RUNNING = Fact("remedies_running", "正在进行的法定救济及期限", "remedies that run, and until when", Kind.POINTS)
    MORE = Fact("more", "补充材料", "what is added", many=True)
    HANDLING = Fact("handling", "所反映的处理", "the act complained of", Kind.RECORD, parts=(
        Fact("act", "处理种类", "act", Kind.CODE, choices=AdverseAct, must=True),
        Fact("item", "法定事由条项", "item of the ground", Kind.CODE),
        Fact("grounded", "有法定事由", "a ground in law", Kind.YES_NO, must=True),
        Fact("by_procedure", "经过法定程序", "by the procedure of law", Kind.YES_NO, must=True),
        Fact("in_writing", "书面并说明理由", "in writing with reasons", Kind.YES_NO, must=True)))
    FOUND = Fact("found", "查明的事实", "facts found")
    UNRELATED = Fact("unrelated", "处理与记录无关的理由", "why the act has nothing to do with the record")
    WRONGS = Fact("wrongs", "处理错误之处", "what was wrong", Kind.RECORDS, computed=True)
    WRONG = Fact("wrong", "处理是否错误", "was it wrong", Kind.YES_NO, computed=True)
    PROPOSAL = Fact("proposal", "纠正建议", "what is proposed")
    ROUTE = Fact("route", "其他途径", "another way", Kind.CODE, choices=Route)
    CORRECTION = Fact("correction", "纠正内容", "what was put right")
    RESTORED = Fact("restored", "已恢复的事项", "what was restored", Kind.RECORD, many=True, parts=(
        Fact("what", "事项", "what", Kind.CODE, choices=Restoration, must=True),
        Fact("on", "落实之日", "done on", Kind.DAY, must=True),
        Fact("how", "如何落实", "how")))
# fmt: on
