"""The words of the disciplinary pre-review (专业审查前置): states, acts, facts and papers, each named once."""

from __future__ import annotations

from rules.committee_findings import Finding
from rules.culpability import Fault
from rules.labels import Labelled, Words
from rules.roles import Role
from rules.voting import Ballot
from state_machines.corrections import REPLACED
from state_machines.disciplinary_prereview.terminations import Known as Ending
from state_machines.files_handed_in import FILES, files_for
from state_machines.papers_served import PROOF
from state_machines.steps import Fact, Kind

COMMITTEE_ONLY = (Role.DISCIPLINE_COMMITTEE, Role.DISCIPLINE_OFFICE, Role.COMMITTEE_CHAIR)
"""Who may see how the committee voted (审议、表决保密)."""
INQUIRERS_ONLY = (Role.INSPECTION, Role.INTERNAL_DISCIPLINE, Role.TRIAL_SUPERVISION)
"""Who may know who reported (举报人保密)."""
HEALTH_ONLY = (Role.PRESIDENT, Role.COMMITTEE_CHAIR, Role.DISCIPLINE_OFFICE, Role.JUDGE_CONCERNED)
"""Who may know of somebody's state of health: who decides on a suspension, the office, and the person (健康信息)."""


class State(Labelled):
    """Where a disciplinary matter stands before the court decides (专业审查前置状态)."""

    LEAD = "lead", "线索登记", "lead registered"
    INITIAL_REVIEW = "initial_review", "初步审查", "initial review"
    INQUIRY = "inquiry", "调查核实", "inquiry"
    PRESIDENT_DECISION = "president_decision", "院长决定", "before the president"
    SUBMITTED = "submitted", "提请审议", "submitted to the committee"
    ACCEPTED = "accepted", "已受理", "accepted by the committee"
    DELIBERATION = "deliberation", "审议", "deliberation"
    NO_MAJORITY = "no_majority", "未形成多数意见", "no majority"
    OPINION_ISSUED = "opinion_issued", "已作出审查意见", "opinion issued"
    OBJECTION_WINDOW = "objection_window", "异议期", "objection window"
    OBJECTION_REVIEW = "objection_review", "异议审查", "objection examined"
    NOT_ACCEPTED = "not_accepted", "不予受理", "not accepted"
    TRANSFERRED = "transferred", "已移送监察", "handed to the supervision commission"
    OPINION_FINAL = "opinion_final", "审查意见确定", "opinion final"
    ROUTED = "routed", "已转办", "sent the other way"
    JOINED = "joined", "已并案", "joined to another matter"
    WITHDRAWN = "withdrawn", "已撤回", "withdrawn"
    TERMINATED = "terminated", "已终结", "terminated"
    CLOSED = "closed", "已了结", "closed"


class Act(Labelled):
    """What is done in a pre-review (步骤)."""

    ADMIT_LEAD = "admit_lead", "受理线索", "take up the lead"
    ROUTE_AWAY = "route_away", "转办不属惩戒委员会审议的线索", "send the lead the way it must go"
    JOIN = "join", "并入另案", "join to another matter"
    TAKE_IN = "take_in", "并入关联线索", "take in a related lead"
    PROPOSE = "propose", "提出初步意见", "report the initial opinion"
    CLOSE_INITIAL = "close_initial", "初查了结", "close after the initial review"
    START_INQUIRY = "start_inquiry", "启动追责", "start the inquiry"
    APPOINT_INQUIRERS = "appoint_inquirers", "指定调查人员", "appoint inquirers"
    ASK_RECUSAL = "ask_recusal", "申请回避", "ask for recusal"
    DECIDE_INQUIRER = "decide_inquirer", "决定调查人员是否回避", "decide on the recusal of an inquirer"
    DECIDE_RECUSAL = "decide_recusal", "决定委员是否回避", "decide on the recusal of a member"
    STATE_AND_DEFEND = "state_and_defend", "陈述、举证、辩解", "state, prove and defend"
    ADD_EVIDENCE = "add_evidence", "补充证据", "add evidence"
    RECORD_SILENCE = "record_silence", "记录当事法官未陈述", "record that the judge made no statement"
    EXTEND_INQUIRY = "extend_inquiry", "延长调查期限", "extend the inquiry"
    REPORT = "report", "提交调查报告", "hand in the inquiry report"
    RETURN_INQUIRY = "return_inquiry", "退回补充调查", "return for further inquiry"
    CLOSE_UNFOUNDED = "close_unfounded", "决定不予提请", "decide not to submit"
    SUBMIT = "submit", "提请惩戒委员会审议", "submit to the committee"
    ACCEPT = "accept", "受理提请", "accept the submission"
    REFUSE_ACCEPTANCE = "refuse_acceptance", "决定不予受理", "refuse to accept"
    RESUBMIT = "resubmit", "补充后再次提请", "submit again with what was missing"
    CLOSE_REFUSED = "close_refused", "不再提请", "submit no more"
    CALL_MEETING = "call_meeting", "召集审议会议", "call the meeting"
    POSTPONE_MEETING = "postpone_meeting", "审议改期", "put off the meeting"
    HEAR = "hear", "听取举证和陈述", "hear proof and statement"
    FORM_OPINION = "form_opinion", "形成审查意见", "form the opinion"
    FIND_NO_MAJORITY = "find_no_majority", "记录未形成多数意见", "record that there was no majority"
    SERVE_COURT = "serve_court", "送达提请法院", "serve on the submitting court"
    SERVE_JUDGE = "serve_judge", "送达当事法官", "serve on the judge"
    OBJECT = "object", "提出异议", "object"
    OBJECT_AS_COURT = "object_as_court", "法院提出异议", "object as the court"
    LET_JUDGE_LAPSE = "let_judge_lapse", "当事法官异议期满", "the judge's window ends"
    LET_COURT_LAPSE = "let_court_lapse", "法院异议期满", "the court's window ends"
    LET_LAPSE = "let_lapse", "异议期满，意见确定", "both windows end: the opinion is final"
    WAIVE = "waive", "双方均不提异议，意见确定", "both waive: the opinion is final"
    DISMISS_OBJECTION = "dismiss_objection", "异议不成立", "dismiss the objection"
    UPHOLD_OBJECTION = "uphold_objection", "异议成立，重新审议", "uphold the objection: deliberate anew"
    SUSPEND = "suspend", "中止调查", "suspend the inquiry"
    RESUME = "resume", "恢复调查", "resume the inquiry"
    SUSPEND_DELIBERATION = "suspend_deliberation", "中止审议", "suspend the deliberation"
    RESUME_DELIBERATION = "resume_deliberation", "恢复审议", "resume the deliberation"
    WITHDRAW = "withdraw", "撤回提请", "withdraw the submission"
    TRANSFER = "transfer", "移送监察机关", "hand to the supervision commission"
    TAKE_BACK = "take_back", "监察机关退回后继续", "go on after supervision"
    CLOSE_TRANSFERRED = "close_transferred", "监察机关处理后了结", "close after supervision"
    TERMINATE = "terminate", "终结", "terminate"
    RECTIFY = "rectify", "更正记录", "correct the record"


MAKES_FINAL = (Act.WAIVE, Act.LET_LAPSE, Act.DISMISS_OBJECTION)
"""The acts by which an opinion becomes final (意见确定)."""


class Paper(Labelled):
    """What is written in a pre-review (文书)."""

    LEAD_FORM = "lead_form", "线索登记表", "lead form"
    ROUTING_LETTER = "routing_letter", "线索转办函", "routing letter"
    JOINDER = "joinder", "并案决定", "joinder"
    INITIAL_OPINION = "initial_opinion", "初步意见", "initial opinion"
    INITIAL_CLOSURE = "initial_closure", "免责或者查否结论", "conclusion: exempt or unfounded"
    START_NOTICE = "start_notice", "启动追责通知", "notice that an inquiry starts"
    INQUIRERS = "inquirers", "调查人员通知", "notice of the inquirers"
    RECUSAL_REQUEST = "recusal_request", "回避申请", "request for recusal"
    RECUSAL_DECISION = "recusal_decision", "回避决定", "recusal decision"
    STATEMENT = "statement", "陈述申辩笔录", "record of statement and defence"
    INQUIRY_REPORT = "inquiry_report", "调查报告（含采纳说明）", "inquiry report, with what was adopted"
    SUBMISSION = "submission", "提请审议书", "submission"
    ACCEPTANCE = "acceptance", "受理通知", "notice of acceptance"
    REFUSAL = "refusal", "不予受理通知", "notice of refusal"
    MEETING_NOTICE = "meeting_notice", "审议通知", "notice of the meeting"
    RIGHTS = "rights", "权利告知书", "statement of rights"
    MEETING_RECORD = "meeting_record", "审议笔录", "record of the deliberation"
    PROOF_SHEET = "proof_sheet", "审议表决核验单", "proof sheet of the vote"
    OPINION = "opinion", "审查意见书", "opinion of the committee"
    MINUTES = "minutes", "会议纪要", "minutes of the meeting"
    SERVICE = "service", "送达回证", "proof of service"
    OBJECTION = "objection", "异议书", "objection"
    OBJECTION_DECISION = "objection_decision", "异议审查决定", "decision on the objection"
    SUPPLEMENT = "supplement", "补充调查报告", "supplementary report"
    SUSPENSION = "suspension", "中止决定", "decision to suspend"
    RESUMPTION = "resumption", "恢复通知", "notice of resumption"
    WITHDRAWAL = "withdrawal", "撤回函", "letter of withdrawal"
    TRANSFER = "transfer", "移送函", "letter of transfer"
    TERMINATION = "termination", "终结决定", "decision to terminate"
    RECTIFICATION = "rectification", "更正记录表", "record of a correction"


class Source(Labelled):
    """Where a lead came from (线索来源)."""

    REVIEW = "review", "案件质量评查", "quality review"
    ASSESSMENT = "assessment", "法官考核", "assessment"
    RETRIAL = "retrial", "再审改判", "change on retrial"
    COMPLAINT = "complaint", "举报", "complaint"
    INSPECTION = "inspection", "司法巡查、审务督察", "inspection"
    SUPERVISION = "supervision", "监察机关移送", "supervision commission"
    REOPENING = "reopening", "提请重新审议", "an opinion to be deliberated on anew"


class Question(Labelled):
    """What the committee is asked to determine (提请认定的问题)."""

    INTENT = "intent", "是否故意违反职责", "was the violation intentional"
    GROSS_NEGLIGENCE = "gross_negligence", "是否存在重大过失", "was there gross negligence"


class Conclusion(Labelled):
    """With what a matter is closed (了结结论)."""

    EXEMPT = "exempt", "属于免责情形", "exempt"
    UNFOUNDED = "unfounded", "查无实据", "unfounded"


def all_of(labels: type[Labelled]) -> Words:
    """The names of all members, as a refusal lists them."""
    return Words("、".join(each.zh for each in labels), ", ".join(each.en for each in labels))


# fmt: off
_MOVES = (Fact("member", "委员", "member", Kind.CODE, must=True), Fact("at", "时间", "time", must=True))
"""A member who came late or left, and when."""
_VOTE = (
    Fact("at", "表决时间", "time of the vote"), Fact("seats", "席位", "seats", Kind.COUNT), Fact("judges", "法官代表", "judges", Kind.CODES, must=True),
    Fact("present", "到会", "present", Kind.CODES, must=True), Fact("voted", "参加表决", "voted", Kind.CODES),
    Fact("late", "迟到", "came late", Kind.RECORDS, parts=_MOVES), Fact("left", "离会", "left", Kind.RECORDS, parts=_MOVES),
    Fact("ballots", "票数", "ballots", Kind.RECORD, must=True, parts=tuple(Fact(ballot.value, ballot.zh, ballot.en, Kind.COUNT) for ballot in Ballot)))


class Known:
    """The facts a pre-review puts on record (事实)."""

    CASE_NO = Fact("case_no", "案号", "case number", Kind.CODE)
    ORGANISER = Fact("organiser", "惩戒委员会所在法院", "the court of the committee")
    COURT = Fact("court", "法院", "court")
    DIVISION = Fact("division", "庭室", "division")
    JUDGE = Fact("judge", "当事法官", "judge concerned", Kind.CODE)
    IS_JUDGE = Fact("is_judge", "是否法官", "is the person a judge", Kind.YES_NO)
    BENCH = Fact("bench", "审判组织成员", "bench, in every instance", Kind.CODES)
    OTHERS = Ending.OTHERS
    SOURCE = Fact("source", "线索来源", "source of the lead", Kind.CODE, choices=Source)
    SOURCE_REF = Fact("source_ref", "来源事项", "matter it came from", Kind.CODE)
    RECEIVED_ON = Fact("received_on", "收到之日", "received on", Kind.DAY)
    REPORTER = Fact("reporter", "反映人", "who reported", seen_by=INQUIRERS_ONLY)
    ITEM = Fact("item", "法官法条项", "item of the Judges Law", Kind.CODE)
    CONDUCT = Fact("conduct", "被反映的行为", "act complained of")
    ACTED_ON = Fact("acted_on", "行为发生时间", "time of the act", Kind.PARTIAL_DAY)
    RELATED = Fact("related", "关联线索", "related leads", Kind.CODES)

    REASONS = Fact("reasons", "理由", "reasons")
    ROUTE = Fact("route", "转往何处", "where it goes")
    ROUTE_BASIS = Fact("route_basis", "转办、移送依据", "on what it goes there", computed=True)
    INTO = Fact("into", "并入的事项", "matter it is joined to", Kind.CODE)
    TAKEN_IN = Fact("taken_in", "并入的线索", "lead taken in", Kind.CODE, many=True)
    CASE_SEEN = Fact("case_seen", "是否可能应当追责", "may there be a case", Kind.YES_NO)
    OPINION_REASONS = Fact("opinion_reasons", "初步意见理由", "reasons for the initial opinion")
    EXEMPTION = Fact("exemption", "免责情形", "ground of exemption", Kind.CODE)
    EXEMPTION_REASONS = Fact("exemption_reasons", "免责理由", "reasons for the exemption")
    BY_RETRIAL = Fact("by_retrial", "是否再审改判", "was it changed on retrial", Kind.YES_NO)
    EXEMPTION_GROUND = Fact("exemption_ground", "免责依据（条、项）", "articles and items of the exemption", computed=True)
    CONCLUSION = Fact("conclusion", "了结结论", "conclusion", Kind.CODE)
    FALSE_REPORT = Fact("false_report", "是否不实举报", "was the report false", Kind.YES_NO)
    DIFFERS = Fact("differs", "不同于初步意见的理由", "why the initial opinion is not followed")
    INQUIRERS = Fact("inquirers", "调查人员", "inquirers", Kind.CODES)
    RECUSAL_OF = Fact("recusal_of", "申请谁回避", "whose recusal is asked for", Kind.CODE, many=True)
    RECUSAL_GROUND = Fact("recusal_ground", "回避理由", "ground of the recusal", many=True)
    RECUSAL_GRANTED = Fact("recusal_granted", "是否准予回避", "is the recusal granted", Kind.YES_NO, many=True)
    RECUSAL_ASKED_AT = Fact("recusal_asked_at", "回避申请时间", "recusal asked for at", many=True, computed=True)
    RECUSAL_DECIDED = Fact("recusal_decided", "回避由谁何时决定", "who decided on the recusal, and when", Kind.RECORD, many=True, computed=True, parts=(
        Fact("role", "身份", "role", Kind.CODE, choices=Role, must=True), Fact("code", "人员", "person", Kind.CODE, must=True), Fact("at", "时间", "time", must=True)))
    RECUSED = Fact("recused", "已回避人员", "who stepped aside", Kind.CODES, computed=True)
    STATEMENT = Fact("statement", "陈述申辩", "statement and defence", Kind.POINTS)
    EVIDENCE = Fact("evidence", "当事法官的证据", "the judge's evidence", many=True)
    SILENCE = Fact("silence", "未陈述的情况", "how the judge was given the chance")
    EXTENDED = Fact("extended", "调查已经延长", "the inquiry was extended", Kind.YES_NO, computed=True)
    FACTS_FOUND = Fact("facts_found", "事实是否查明", "are the facts found", Kind.YES_NO)
    REPORT = Fact("report", "调查认定的事实", "what the inquiry found")
    ANSWERS = Fact("answers", "采纳与否的逐点说明", "what was adopted, point by point", Kind.ANSWERS)
    WRONG_RESULT = Fact("wrong_result", "裁判结果是否错误", "was the result wrong", Kind.YES_NO)
    SERIOUS = Fact("serious", "是否造成严重后果", "were the consequences serious", Kind.YES_NO)
    LIABILITY_KIND = Fact("liability_kind", "违法审判情形", "kind of unlawful adjudication", Kind.CODE)
    FAULT = Fact("fault", "主观过错", "how the person was at fault", Kind.CODE, choices=Fault)
    WRONG_OPERATIVE_PART = Fact("wrong_operative_part", "裁判文书主文是否错误", "was the operative part wrong", Kind.YES_NO)
    LIABILITY = Fact("liability", "责任构成的审查", "are the elements of liability there", Kind.RECORD, computed=True)
    QUESTION = Fact("question", "提请认定的问题", "question put to the committee", Kind.CODE)
    FILE_COMPLETE = Fact("file_complete", "材料是否齐备", "is the file complete", Kind.YES_NO)
    SUPPLEMENT = Fact("supplement", "补充的内容", "what was supplemented", many=True)
    MEETING_AT = Fact("meeting_at", "审议时间", "time of the meeting")
    MEETING_PLACE = Fact("meeting_place", "审议地点", "place of the meeting")
    MATERIALS = Fact("materials", "审议材料", "material of the meeting", Kind.RECORD, computed=True, listed=True, seen_by=(*COMMITTEE_ONLY, Role.COMMITTEE_MEMBER), parts=(
        Fact("code", "摘要（SHA-256）", "SHA-256", Kind.CODE, must=True), Fact("name", "名称", "name", must=True)))
    CHAIR = Fact("chair", "主任委员", "chair", Kind.CODE)
    MEMBERS = Fact("members", "全体委员", "all members", Kind.CODES)
    RIGHTS_TOLD = Fact("rights_told", "是否告知权利", "were the rights told", Kind.YES_NO)
    HEARING = Fact("heard", "审议听取情况", "how proof and statement were heard", Kind.RECORD, parts=(
        Fact("court_proved", "法院举证", "what the court proved"), Fact("judge_present", "当事法官到场", "judge present", Kind.YES_NO),
        Fact("judge_in_writing", "当事法官书面意见", "written view of the judge"), Fact("judge_waived", "当事法官放弃", "the judge waived", Kind.YES_NO)))
    VOTE = Fact("vote", "表决记录", "record of the vote", Kind.RECORD, seen_by=COMMITTEE_ONLY, parts=_VOTE)
    SHEET = Fact("sheet", "审议表决核验单", "proof sheet of the vote", Kind.RECORD, computed=True, seen_by=COMMITTEE_ONLY)
    FINDING = Fact("finding", "审查意见", "finding", Kind.CODE, computed=True, choices=Finding)
    REOPENED = Fact("reopened", "请求再处理的原审查意见", "opinion it is about", Kind.RECORD, computed=True, parts=(
        Fact("ref", "事项", "matter", Kind.CODE), Fact("finding", "审查意见", "finding", Kind.CODE, choices=Finding), Fact("by_the_judge", "是否当事法官请求", "was it asked by the judge", Kind.YES_NO)))
    FINDING_BEFORE = Fact("finding_before", "异议前的审查意见", "finding before the objection", Kind.CODE, computed=True, choices=Finding)
    OPINION_TEXT = Fact("opinion_text", "审查意见理由", "reasons of the opinion")
    SERVICE_COURT = Fact("service_court", "送达提请法院情况", "service on the court", Kind.RECORD, parts=PROOF)
    COURT_SERVED_ON = Fact("court_served_on", "法院收到之日", "the court received it on", Kind.DAY, computed=True)
    SERVICE = Fact("service", "送达当事法官情况", "service on the judge", Kind.RECORD, parts=PROOF)
    SERVED_ON = Fact("served_on", "当事法官收到之日", "the judge received it on", Kind.DAY, computed=True)
    OBJECTION = Fact("objection", "异议理由", "reasons for the objection", Kind.POINTS)
    COURT_OBJECTION = Fact("court_objection", "法院异议理由", "the court's reasons for its objection", Kind.POINTS)
    JUDGE_SILENT = Fact("judge_silent", "当事法官期满未提异议", "no objection of the judge in time", Kind.YES_NO, computed=True)
    COURT_SILENT = Fact("court_silent", "法院期满未提异议", "no objection of the court in time", Kind.YES_NO, computed=True)
    WAIVERS = Fact("waivers", "双方不提异议的书面表示", "both sides' written waivers")
    OBJECTION_ANSWER = Fact("objection_answer", "对异议的逐点答复", "an answer to each point of the objection", Kind.ANSWERS)
    COURT_ANSWER = Fact("court_answer", "对法院异议的逐点答复", "an answer to each point of the court's objection", Kind.ANSWERS)
    HELD = Fact("held", "中止", "suspended", Kind.YES_NO, computed=True)
    SUSPENSION = Fact("suspension", "中止情形", "ground of the suspension", Kind.CODE)
    HEALTH = Fact("health", "健康情况", "state of health", seen_by=HEALTH_ONLY)
    HEALTH_FILES = files_for(HEALTH, "健康材料", "medical papers")
    FILES = FILES
    TRANSFER_GROUND = Fact("transfer_ground", "涉嫌职务违法犯罪的情况", "sign of an offence in office",
                           seen_by=(*INQUIRERS_ONLY, Role.PRESIDENT, Role.SUPERVISION_COMMISSION, *COMMITTEE_ONLY))
    SUPERVISION_RESULT = Fact("supervision_result", "监察机关处理情况", "what the supervision commission did")
    TERMINATION = Ending.TERMINATION
    OTHERS_GO_ON = Ending.OTHERS_GO_ON
    AMENDMENT = Fact("amendment", "更正内容", "facts put right", Kind.AMENDMENT,
                     parts=(DIVISION, SOURCE_REF, BENCH, CONDUCT, SILENCE, REPORT, MEETING_PLACE, OPINION_TEXT))
    REPLACED = REPLACED
# fmt: on
