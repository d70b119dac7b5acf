"""The words of exit from the quota (员额退出): states, acts, papers and facts, each named once."""

from __future__ import annotations

from rules.assessment import AssessmentResult
from rules.committee_findings import Finding
from rules.courts import CourtLevel
from rules.labels import Labelled
from rules.quota_exit import ExitCategory
from rules.roles import Role
from rules.sanctions import SanctionKind
from state_machines.papers_served import PROOF
from state_machines.steps import Fact, Kind


class State(Labelled):
    """Where an exit stands (退额状态)."""

    TRIGGERED = "triggered", "已登记，待提出", "on record, to be put forward"
    VERIFYING = "verifying", "核查中", "being verified"
    VERIFIED = "verified", "已核查，听取意见", "verified, the judge to be heard"
    HEARD = "heard", "待党组讨论", "before the party group"
    RESOLVED = "resolved", "党组已同意，待层报", "agreed, to be reported upward"
    REPORTED = "reported", "高级法院审批中", "before the high court"
    APPROVED = "approved", "已批准，职权停止", "approved, the powers ended"
    DECIDED = "decided", "已决定，待送达", "decided, to be served"
    NOTIFIED = "notified", "已送达，可以申请复核", "served, a review is open"
    REVIEW = "review", "复核中", "under review"
    REVIEWED = "reviewed", "复核已决定", "reviewed"
    FORMALITIES = "formalities", "办理手续", "formalities"
    EXITED = "exited", "已退出员额", "out of the quota"
    ELIGIBLE = "eligible", "可以再次参加遴选", "may be selected again"
    REENTERED = "reentered", "已再次入额", "back in the quota"
    REFUSED = "refused", "不予批准", "not approved"
    WITHDRAWN = "withdrawn", "已撤回申请", "request withdrawn"
    DROPPED = "dropped", "情形不成立，已终止", "no ground, ended"
    RESTORED = "restored", "已恢复员额", "restored to the quota"
    ARCHIVED = "archived", "已归档", "archived"


class Act(Labelled):
    """What is done in an exit (步骤)."""

    REQUEST = "request", "申请退出员额", "ask to leave the quota"
    REPORT_EVENT = "report_event", "登记自然退出情形", "report the event"
    PROPOSE = "propose", "提出退额建议", "propose the exit"
    RECORD_FINDING = "record_finding", "作出考评认定", "record the assessment committee's finding"
    VERIFY = "verify", "提交核查报告", "report the verification"
    STATE_OPINION = "state_opinion", "陈述意见", "state one's opinion"
    LET_STATEMENT_LAPSE = "let_statement_lapse", "陈述意见期满", "the period for being heard ends"
    PASS_HEARING = "pass_hearing", "登记无从听取意见", "record that nobody can be heard"
    RESOLVE = "resolve", "党组同意退出", "agree to the exit"
    DECLINE = "decline", "党组不同意退出", "decline the exit"
    REPORT_UP = "report_up", "层报审批", "report upward for approval"
    FILE_NATURAL = "file_natural", "报备自然退出", "file the natural exit"
    PASS_ON = "pass_on", "中级法院审核", "the intermediate court's opinion"
    APPROVE = "approve", "批准退出", "approve the exit"
    DISAPPROVE = "disapprove", "不予批准", "do not approve"
    SEND_BACK = "send_back", "退回补充核查", "send back for verification"
    END_POWERS = "end_powers", "登记收回权限和未结案件", "record the powers taken back and the open cases"
    HAND_OVER = "hand_over", "移交未结案件", "hand over the open cases"
    DECIDE = "decide", "作出退额决定", "write the decision"
    SERVE = "serve", "送达退额决定", "serve the decision"
    ASK_REVIEW = "ask_review", "申请复核", "ask for a review"
    LET_REVIEW_LAPSE = "let_review_lapse", "期满未申请复核", "no request for a review in time"
    GO_ON = "go_on", "登记没有复核", "record that there is no review"
    WITHDRAW_REVIEW = "withdraw_review", "撤回复核申请", "withdraw the request for a review"
    DECIDE_REVIEW = "decide_review", "作出复核决定", "decide the review"
    CONFIRM_CHANGE = "confirm_change", "审批复核变更", "decide on the change"
    SERVE_RESULT = "serve_result", "送达复核结果", "serve the result"
    RESTORE = "restore", "恢复员额", "restore to the quota"
    FILE = "file", "报遴选委员会备案", "file with the selection committee"
    ASK_REMOVAL = "ask_removal", "提请免除法官职务", "ask for removal from the office of judge"
    RECORD_REMOVAL = (
        "record_removal",
        "登记人大常委会免职",
        "record the removal by the people's congress",
    )
    REGISTER = "register", "登记退额办结", "register the exit"
    CORRECT = "correct", "纠正错误退额", "correct a wrong exit"
    FIND_ELIGIBLE = "find_eligible", "登记可以再次参加遴选", "record that selection is open again"
    REENTER = "reenter", "登记再次入额", "record the return to the quota"
    ARCHIVE = "archive", "归档", "archive"
    WITHDRAW = "withdraw", "撤回申请", "withdraw the request"
    DROP = "drop", "终止（情形不成立）", "end it, for want of a ground"
    RECORD_DEATH = "record_death", "登记死亡", "record the death"
    OPEN_HOLD = "open_hold", "登记监察立案调查", "record that the supervision commission opened a case"
    LIFT_HOLD = "lift_hold", "登记监察同意或者结案", "record its consent, or that it closed the case"


class Paper(Labelled):
    """What is written in an exit (文书)."""

    REQUEST = "request", "退出员额申请书", "request to leave the quota"
    EVENT = "event", "自然退出情形登记表", "form of natural exit"
    PROPOSAL = "proposal", "退额建议书", "proposal of exit"
    FINDING = "finding", "考评委员会认定书", "finding of the assessment committee"
    VERIFICATION = "verification", "退额核查报告", "report of verification"
    TALK = "talk", "谈话笔录", "record of the talk"
    MINUTES = "minutes", "党组纪要", "minutes of the party group"
    REPORT = "report", "退额请示", "request for approval"
    APPROVAL = "approval", "退额批复", "reply of the high court"
    FILING = "filing", "退额备案表", "filing form"
    POWERS = "powers", "权限收回单", "form of powers taken back"
    HANDOVER = "handover", "案件移交单", "list of cases handed over"
    DECISION = "decision", "退额决定书", "decision of exit"
    REFUSAL = "refusal", "不予批准退额通知书", "notice of refusal"
    SERVICE = "service", "送达回证", "proof of service"
    APPLICATION = "application", "退额复核申请书", "request for a review of the exit"
    REVIEW_DECISION = "review_decision", "退额复核决定书", "decision on the review"
    RESTORATION = "restoration", "恢复员额决定书", "decision of restoration"
    REMOVAL = "removal", "提请免职议案", "motion for removal"
    REGISTRATION = "registration", "退额登记表", "registration of the exit"


class ReviewResult(Labelled):
    """What a review comes to (复核结果)."""

    UPHELD = "upheld", "维持", "upheld"
    CHANGED = "changed", "变更退出情形", "the ground is changed"
    REVOKED = "revoked", "撤销", "revoked"


IN_CONFIDENCE = (
    Role.PERSONNEL, Role.PARTY_GROUP, Role.PRESIDENT, Role.HIGHER_COURT, Role.HIGH_COURT, Role.JUDGE_CONCERNED,
)  # fmt: skip
"""Who may see data on health and family (健康、家属情况知悉范围)."""


# fmt: off
class Known:
    """The facts an exit puts on record (事实)."""

    ORGANISER = Fact("organiser", "高级法院", "high court")
    COURT = Fact("court", "法院", "court")
    LEVEL = Fact("level", "法院层级", "level of the court", Kind.CODE, choices=CourtLevel)
    DIVISION = Fact("division", "庭室", "division")
    JUDGE = Fact("judge", "当事法官", "judge concerned", Kind.CODE)
    IN_QUOTA_SINCE = Fact("in_quota_since", "入额之日", "in the quota since", Kind.DAY)
    LEADER = Fact("leader", "是否院庭长", "a president or division chief", Kind.YES_NO)
    GROUND = Fact("ground", "退额情形", "ground of exit", Kind.CODE)
    GROUND_FOUND = Fact("ground_found", "所依据的情形", "ground relied on", Kind.RECORD, computed=True)
    CATEGORY = Fact("category", "退出类别", "category", Kind.CODE, computed=True, choices=ExitCategory)
    ON_FILE = Fact("on_file", "在查情况", "what is open about the judge", Kind.RECORD, parts=(
        Fact("supervision", "监察立案调查", "a supervision case", Kind.YES_NO), Fact("party_inquiry", "纪律审查", "disciplinary inspection", Kind.YES_NO),
        Fact("audit", "审计", "an audit", Kind.YES_NO), Fact("criminal", "刑事程序", "criminal process", Kind.YES_NO)))
    SOURCE = Fact("source", "来源", "source", Kind.RECORD, parts=(
        Fact("ref", "来源事项", "matter it came from", Kind.CODE), Fact("digest", "台账摘要", "digest in the ledger", Kind.CODE),
        Fact("document", "文号", "number of the document"), Fact("on", "情形发生之日", "day of the event", Kind.DAY, must=True)))

    REASONS = Fact("reasons", "理由", "reasons")
    REQUEST = Fact("request", "申请理由", "reasons for the request", Kind.POINTS, seen_by=IN_CONFIDENCE)
    GOOD_REASON = Fact("good_reason", "未满最低年限的正当理由", "good reason for an early request", seen_by=IN_CONFIDENCE)
    RESTS_ON = Fact("rests_on", "提出的根据", "what the proposal rests on", Kind.CODES)
    ASSESSMENTS = Fact("assessments", "年度考核结果", "annual results", Kind.RECORDS, parts=(
        Fact("year", "年度", "year", Kind.COUNT, must=True), Fact("result", "等次", "result", Kind.CODE, choices=AssessmentResult, must=True),
        Fact("told_on", "书面通知之日", "told in writing on", Kind.DAY, must=True), Fact("in_review", "正在复核", "under review", Kind.YES_NO)))
    CASELOAD = Fact("caseload", "院庭长办案数量", "the leader's caseload", Kind.RECORD, parts=(
        Fact("year", "年度", "year", Kind.COUNT, must=True), Fact("closed", "办案件数", "cases", Kind.COUNT, must=True),
        Fact("least", "最低要求", "minimum", Kind.COUNT, must=True), Fact("document", "最低要求的文号", "document that lays it down")))
    SANCTION = Fact("sanction_given", "所受处分", "sanction given", Kind.RECORD, parts=(
        Fact("kind", "处分种类", "kind", Kind.CODE, choices=SanctionKind, must=True), Fact("decided_on", "决定之日", "decided on", Kind.DAY, must=True),
        Fact("in_force", "是否已生效", "in force", Kind.YES_NO, must=True), Fact("ref", "处分事项或者文号", "matter or number", Kind.CODE)))
    OPINION = Fact("opinion", "惩戒委员会审查意见", "opinion of the discipline committee", Kind.RECORD, parts=(
        Fact("ref", "事项", "matter", Kind.CODE, must=True), Fact("digest", "台账摘要", "digest in the ledger", Kind.CODE),
        Fact("finding", "审查意见", "finding", Kind.CODE, choices=Finding, must=True), Fact("final_on", "确定之日", "final on", Kind.DAY),
        Fact("decision", "惩戒决定事项", "matter of the decision", Kind.CODE)))
    ABSENCE = Fact("absence", "不能履职情况", "absence from duty", Kind.RECORD, seen_by=IN_CONFIDENCE, parts=(
        Fact("since", "起", "since", Kind.DAY, must=True), Fact("until", "止", "until", Kind.DAY, must=True),
        Fact("health", "是否健康原因", "for health", Kind.YES_NO), Fact("document", "证明", "proof")))
    FAMILY = Fact("family", "家属移居情况", "family abroad", Kind.RECORD, seen_by=IN_CONFIDENCE, parts=(
        Fact("spouse_abroad", "配偶已移居", "spouse abroad", Kind.YES_NO), Fact("no_spouse", "没有配偶", "no spouse", Kind.YES_NO),
        Fact("children_abroad", "子女均移居", "all children abroad", Kind.YES_NO), Fact("document", "证明", "proof")))
    KINSHIP = Fact("kinship", "任职回避关系", "relation that calls for recusal", Kind.RECORD, seen_by=IN_CONFIDENCE, parts=(
        Fact("article", "法官法条文", "article of the Judges Law", Kind.CODE, must=True), Fact("relation", "关系和岗位", "relation and post", must=True)))
    OTHER_BASIS = Fact("other_basis", "所依据的规定和事实", "rule and facts relied on")
    FINDING = Fact("finding", "考评委员会认定", "finding of the assessment committee", Kind.RECORD, parts=(
        Fact("members", "组成人员", "members", Kind.CODES, must=True), Fact("president_chairs", "院长主持", "president in the chair", Kind.YES_NO, must=True),
        Fact("unfit", "不能胜任", "unfit", Kind.YES_NO, must=True), Fact("standard", "未达到的标准", "standard not met", must=True), Fact("why", "认定理由", "reasons", must=True)))
    VERIFICATION = Fact("verification", "核查情况", "what was verified", seen_by=IN_CONFIDENCE)
    CASES_COUNT = Fact("cases_count", "未结案件数", "number of open cases", Kind.COUNT)
    OPEN_CASES = Fact("open_cases", "未结案件清单", "list of open cases", Kind.RECORDS, parts=(
        Fact("case_no", "案号", "case number", Kind.CODE, must=True), Fact("capacity", "身份", "capacity"),
        Fact("keep", "重要案件不宜更换办案人", "important, not to change hands", Kind.YES_NO)))
    CLOSED_SINCE = Fact("closed_since", "其后已结案件", "cases closed since", Kind.CODES)
    STATEMENT = Fact("statement", "陈述意见", "statement", Kind.POINTS, seen_by=IN_CONFIDENCE)
    STATEMENT_LAPSED = Fact("statement_lapsed", "期满未陈述", "no statement in time", Kind.YES_NO, computed=True)
    ANSWERS = Fact("answers", "对意见的逐点答复", "an answer to each point", Kind.ANSWERS, seen_by=IN_CONFIDENCE)
    MINUTES = Fact("minutes", "党组讨论记录", "record of the discussion")
    CIRCUMSTANCES = Fact("circumstances", "对原因和情节的考虑", "cause and circumstances considered")
    HIGHER_OPINION = Fact("higher_opinion", "中级法院审核意见", "opinion of the intermediate court")
    APPROVAL = Fact("approval", "批复文号", "number of the reply")
    EFFECTIVE_ON = Fact("effective_on", "退出生效之日", "in effect on", Kind.DAY, computed=True)
    REENTRY_FROM = Fact("reentry_from", "可以再次参加遴选之日", "selection is open again from", Kind.DAY, computed=True)
    POWERS = Fact("powers", "已收回的权限", "powers taken back")
    POWERS_ENDED = Fact("powers_ended", "权限已收回", "the powers were taken back", Kind.YES_NO, computed=True)
    HANDOVER = Fact("handover", "移交清单", "cases handed over", Kind.RECORDS, parts=(
        Fact("case_no", "案号", "case number", Kind.CODE, must=True), Fact("to", "接收人", "taken over by", Kind.CODE, must=True), Fact("on", "移交之日", "handed over on", Kind.DAY, must=True)))
    HANDED_OVER = Fact("handed_over", "案件已全部移交", "every case is accounted for", Kind.YES_NO, computed=True)
    BASIS = Fact("basis", "认定的事实和依据", "facts found and basis")
    REMEDIES_TOLD = Fact("remedies_told", "是否告知复核权利和期限", "were review and period told", Kind.YES_NO)
    SERVICE = Fact("service", "送达情况", "service", Kind.RECORD, parts=PROOF)
    SERVED_ON = Fact("served_on", "收到之日", "received on", Kind.DAY, computed=True)
    APPLICATION = Fact("application", "复核理由", "reasons for the review", Kind.POINTS, seen_by=IN_CONFIDENCE)
    APPLICATION_ANSWER = Fact("application_answer", "对复核理由的逐点答复", "an answer to each point of the request", Kind.ANSWERS, seen_by=IN_CONFIDENCE)
    REVIEW_RESULT = Fact("review_result", "复核结果", "result of the review", Kind.CODE, choices=ReviewResult)
    NEW_GROUND = Fact("new_ground", "变更后的退额情形", "ground after the change", Kind.CODE)
    CHANGE_CONFIRMED = Fact("change_confirmed", "是否同意复核变更", "is the change approved", Kind.YES_NO)
    RESULT_SERVICE = Fact("result_service", "结果送达情况", "service of the result", Kind.RECORD, parts=PROOF)
    FILED = Fact("filed", "备案文号", "number of the filing")
    REMOVAL_ASKED = Fact("removal_asked", "已提请免职", "removal was asked for", Kind.YES_NO, computed=True)
    REMOVED_ON = Fact("removed_on", "人大常委会免职之日", "removed from the office of judge on", Kind.DAY)
    CORRECTION = Fact("correction", "纠正内容", "what was put right")
    CAUSE_ENDED = Fact("cause_ended", "退出原因消除情况", "how the cause ended")
    SELECTION = Fact("selection", "遴选结果文号", "number of the selection")
    DIED_ON = Fact("died_on", "死亡之日", "died on", Kind.DAY)
    HELD = Fact("held", "监察立案调查中", "the supervision commission has a case open", Kind.YES_NO, computed=True)
    CONSENT = Fact("consent", "监察机关同意或者结案情况", "its consent, or how it closed the case")
# fmt: on
