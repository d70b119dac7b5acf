"""The words of the annual assessment (年度考核): states, acts, papers and facts, each named once."""

from __future__ import annotations

from rules.assessment import AssessmentEffect, AssessmentResult, MaterialKind, NoGradeGround
from rules.courts import CourtLevel
from rules.exit_performance import RestsOn
from rules.labels import Labelled
from rules.roles import Role
from state_machines.papers_served import PROOF
from state_machines.protection import facts as every
from state_machines.steps import Fact, Kind


class State(Labelled):
    """Where an assessment stands (考核状态)."""

    OPENED = "opened", "已登记，待个人总结", "on record, the judge to sum up"
    SUMMARISED = "summarised", "待核实考核材料", "material to be gathered"
    GATHERED = "gathered", "材料已核实，待提出等次", "gathered, a grade to be proposed"
    PROPOSED = "proposed", "已提出等次，待审定", "proposed, to be confirmed"
    CONFIRMED = "confirmed", "已审定，待书面通知", "confirmed, to be served"
    NOTIFIED = "notified", "已通知，可以申请复核", "served, a review is open"
    REVIEW = "review", "考核结果复核中", "under review"
    REVIEWED = "reviewed", "复核已决定，待通知", "reviewed, to be served"
    FINAL = "settled", "结果已确定，待落实", "final, to be given effect"
    APPLIED = "applied", "结果已落实", "given effect"
    CORRECTED = "corrected", "等次已更正，待通知", "put right, to be served"
    ARCHIVED = "archived", "考核已归档", "archived"
    ENDED = "ended", "不再考核", "not gone on with"


class Act(Labelled):
    """What is done in an assessment (步骤)."""

    SUM_UP = "sum_up", "提交个人总结", "sum up the year"
    LET_SUMMARY_LAPSE = "let_summary_lapse", "个人总结期满", "the period for the summary ends"
    TAKE_MATERIAL = "take_material", "核实考核材料", "take the material from the files"
    COMMENT = "comment", "对考核材料提出意见", "comment on the material"
    ADVISE = "advise", "主管领导提出等次建议", "the superior's proposal"
    PROPOSE = "propose", "考评委员会提出等次", "propose the grade"
    CONFIRM = "confirm", "审定等次", "confirm the grade"
    SEND_BACK = "send_back", "退回考评委员会", "send it back to the committee"
    NOTIFY = "notify", "书面通知考核结果", "serve the result"
    ACCEPT = "accept", "认可考核结果", "accept the result"
    ASK_REVIEW = "ask_review", "申请复核考核结果", "ask for a review of the result"
    LET_REVIEW_LAPSE = "let_review_lapse", "期满未申请复核", "no request for a review in time"
    WITHDRAW_REVIEW = "withdraw_review", "撤回复核申请", "withdraw the request for a review"
    DECIDE_REVIEW = "decide_review", "作出复核决定", "decide the review"
    SERVE_REVIEW = "serve_review", "书面通知复核结果", "serve the result of the review"
    APPLY = "apply", "落实考核结果", "give effect to the result"
    REGRADE = "regrade", "立案结案后补定等次", "grade it now that the case has ended"
    CORRECT = "correct", "更正考核结果", "put the result right"
    SERVE_CORRECTION = "serve_correction", "书面通知更正结果", "serve the correction"
    ARCHIVE = "archive", "考核归档", "archive the assessment"
    END = "end", "终止考核", "end the assessment"


class Paper(Labelled):
    """What is written in an assessment (文书)."""

    SUMMARY = "assessment_summary", "个人总结", "summary of the year"
    PROPOSAL = "assessment_proposal", "考评委员会等次意见", "the committee's proposal"
    NOTICE = "assessment_notice", "考核结果通知书", "notice of the result"
    SERVICE = "service", "送达回证", "proof of service"
    APPLICATION = "assessment_application", "考核复核申请书", "request for a review of the result"
    REVIEW_DECISION = "assessment_review_decision", "考核复核决定书", "decision on the review"
    CORRECTION = "assessment_correction", "更正考核结果通知书", "notice of the correction"


class Post(Labelled):
    """What the judge is in the court (考核对象): who leads has a minimum of own cases, and the president is confirmed above."""

    JUDGE = "judge", "普通法官", "judge without a leading post"
    CHIEF = "chief", "庭长、副庭长", "chief or deputy chief of a division"
    LEADER = "leader", "副院长等院领导", "vice-president or other leader of the court"
    PRESIDENT = "president", "法院院长", "president of the court"


class CorrectedFor(Labelled):
    """Why a result is put right (更正的情形)."""

    UNFOUNDED = "unfounded", "所依据的事实经查不实", "a fact it rested on was found false"
    REGRADED = "regraded", "评查等次已经更正", "the grade of a review was changed"
    REVOKED = "revoked", "处分已经撤销或者变更", "a sanction was revoked or changed"
    APPEALED = "appealed", "申诉处理决定变更", "changed on appeal"
    SLIP = "slip", "计算或者登记错误", "a slip in counting or entering"


IN_CONFIDENCE = (
    Role.ASSESSMENT_COMMITTEE, Role.PRESIDENT, Role.HIGHER_COURT, Role.PERSONNEL,
)  # fmt: skip
"""Who may see how the committee came to its proposal (考评经过知悉范围)."""


# fmt: off
class Known:
    """The facts an assessment puts on record (事实)."""

    ORGANISER, COURT, DIVISION, JUDGE, REASONS = every.ORGANISER, every.COURT, every.DIVISION, every.JUDGE, every.REASONS
    LEVEL = Fact("level", "法院层级", "level of the court", Kind.CODE, choices=CourtLevel)
    YEAR = Fact("year", "考核年度", "year assessed", Kind.COUNT)
    POST = Fact("post", "考核对象", "post", Kind.CODE, choices=Post)
    SUMMARY = Fact("summary", "个人总结内容", "summary")
    SUMMARY_LAPSED = Fact("summary_lapsed", "期满未提交个人总结", "no summary in time", Kind.YES_NO, computed=True)
    TAKEN_ON = Fact("taken_on", "材料核实之日", "material taken on", Kind.DAY, computed=True)
    MATERIAL = Fact("material", "在案考核材料", "material on file", Kind.RECORDS, computed=True, parts=(
        Fact("kind", "种类", "kind", Kind.CODE, choices=MaterialKind, must=True), Fact("ref", "来源事项", "matter it comes from", Kind.CODE, must=True),
        Fact("digest", "台账摘要", "digest in the ledger", Kind.CODE), Fact("value", "内容", "what it says", Kind.CODE, must=True),
        Fact("on", "确定之日", "settled on", Kind.DAY), Fact("until", "处分期止", "period until", Kind.DAY)))
    CASELOAD = Fact("own_cases", "本人办案数量", "own cases", Kind.RECORD, computed=True, parts=(
        Fact("closed", "结案件数", "cases closed", Kind.COUNT, must=True), Fact("source", "来源（登记册或者文号）", "register or document", Kind.CODE, must=True)))
    PREVIOUS = Fact("previous", "上一年度考核结果", "result of the year before", Kind.RECORD, computed=True, parts=(
        Fact("year", "年度", "year", Kind.COUNT, must=True), Fact("result", "等次", "result", Kind.CODE, choices=AssessmentResult, must=True),
        Fact("ref", "考核事项", "matter of the assessment", Kind.CODE), Fact("digest", "台账摘要", "digest in the ledger", Kind.CODE),
        Fact("document", "文号", "document"), Fact("told_on", "书面通知之日", "told in writing on", Kind.DAY)))
    COMMENTS = Fact("comments", "对材料的意见", "comments on the material", Kind.POINTS)
    COMMENT_ANSWERS = Fact("comment_answers", "对意见的逐点答复", "an answer to each comment", Kind.ANSWERS)
    ADVICE = Fact("superior_advice", "主管领导等次建议", "the superior's proposal", Kind.RECORD, parts=(
        Fact("result", "建议等次", "grade proposed", Kind.CODE, choices=AssessmentResult, must=True), Fact("why", "理由", "reasons", must=True)))
    SITTING = Fact("sitting", "考评委员会议定情况", "sitting of the committee", Kind.RECORD, seen_by=IN_CONFIDENCE, parts=(
        Fact("members", "全体委员", "all members", Kind.CODES, must=True), Fact("present", "出席并参加议定的委员", "members who sat", Kind.CODES, must=True),
        Fact("aside", "回避的委员", "members who stepped aside", Kind.CODES), Fact("president_chairs", "院长主持", "president in the chair", Kind.YES_NO, must=True)))
    PROPOSED = Fact("proposed_result", "拟定等次", "grade proposed by the committee", Kind.CODE, seen_by=IN_CONFIDENCE, choices=AssessmentResult)
    RESTS_ON = Fact("rests_on", "提出的根据", "what the proposal rests on", Kind.CODES, choices=RestsOn)
    WHY = Fact("assessment_reasons", "评定理由", "reasons of the grade")
    NO_GRADE = Fact("no_grade_ground", "不定等次的情形", "ground for giving no grade", Kind.CODE, choices=NoGradeGround)
    RESULT = Fact("assessment_result", "考核等次", "grade of the year", Kind.CODE, computed=True, choices=AssessmentResult)
    EFFECTS = Fact("assessment_effects", "考核结果的后果", "what the grade brings", Kind.CODES, computed=True, choices=AssessmentEffect)
    MINIMUM = Fact("leader_minimum", "最低办案要求", "the leader's minimum", Kind.COUNT, computed=True)
    REMEDIES_TOLD = Fact("remedies_told", "是否告知复核权利和期限", "were review and period told", Kind.YES_NO)
    SERVICE = Fact("service", "送达情况", "service", Kind.RECORD, parts=PROOF)
    SERVED_ON = Fact("served_on", "收到之日", "received on", Kind.DAY, computed=True)
    APPLICATION = Fact("application", "复核理由", "reasons for the review", Kind.POINTS)
    APPLICATION_ANSWER = Fact("application_answer", "对复核理由的逐点答复", "an answer to each point of the request", Kind.ANSWERS)
    RESULT_AFTER = Fact("result_after", "变更后的等次", "grade after the change", Kind.CODE, choices=AssessmentResult)
    RESULT_SERVICE = Fact("result_service", "结果送达情况", "service of the result", Kind.RECORD, parts=PROOF)
    APPLIED = Fact("effects_applied", "落实情况", "how it was given effect")
    CASE_ENDED = Fact("case_ended", "立案结案情况", "how the case ended", Kind.RECORD, parts=(
        Fact("ref", "结案文号或者事项", "matter or document", Kind.CODE, must=True), Fact("sanctioned", "是否给予处分", "was a sanction given", Kind.YES_NO, must=True)))
    CORRECTIONS = Fact("assessment_corrections", "更正的依据", "what the correction rests on", Kind.RECORD, many=True, parts=(
        Fact("for", "更正情形", "ground of the correction", Kind.CODE, choices=CorrectedFor, must=True), Fact("ref", "被撤销或者变更的来源事项", "matter that no longer stands so", Kind.CODE),
        Fact("document", "文号", "document"), Fact("why", "说明", "explanation", must=True)))
    RESTORED = Fact("restored", "恢复和补发事项", "what is restored and made good")
# fmt: on
