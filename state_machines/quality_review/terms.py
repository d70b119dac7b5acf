"""The words of case quality review (案件质量评查): states, acts, facts and papers, each named once."""

from __future__ import annotations

from rules.labels import Labelled
from rules.recusal import ConflictWith, Relation
from state_machines.files_handed_in import FILES
from state_machines.steps import Fact, Kind


class State(Labelled):
    """Where a review stands (评查状态)."""

    SELECTED = "selected", "已抽取", "selected"
    FILE_IN = "file_in", "卷宗已移交", "file handed in"
    ASSIGNED = "assigned", "评查中", "being reviewed"
    SCORED = "scored", "已评分", "scored"
    PRELIM = "prelim", "初步意见", "preliminary opinion"
    FED_BACK = "fed_back", "已反馈", "fed back to the judge"
    OBJECTED = "objected", "异议复核", "objection pending"
    HEARING = "hearing", "听证", "hearing"
    READY = "ready", "待评查委员会确认", "before the review committee"
    NOMINATED = "nominated", "优秀候选", "candidate for excellent"
    COMMITTEE = "committee", "待审判委员会决定", "before the adjudication committee"
    DISPUTE_UP = "dispute_up", "改判争议已上报", "reversal disputed with the higher court"
    CONFIRMED = "confirmed", "等次已确定", "grade confirmed"
    RECTIFYING = "rectifying", "整改中", "being rectified"
    CLOSED = "closed", "已销号", "checked and closed"
    ARCHIVED = "archived", "已归档", "archived"
    WITHDRAWN = "withdrawn", "不再评查", "withdrawn"


class Act(Labelled):
    """What may be done (步骤)."""

    HAND_IN_FILE = "hand_in_file", "移交卷宗", "hand in the file"
    EXTEND_HANDOVER = "extend_handover", "准予延期移交", "allow more time for the file"
    REPORT_WITHHELD = "report_withheld", "报告逾期不移交", "report a file withheld"
    WITHDRAW = "withdraw", "不再评查", "withdraw from the round"
    SELF_ANALYSE = "self_analyse", "提交自我分析", "hand in the self-analysis"
    LET_ANALYSIS_LAPSE = "let_analysis_lapse", "期满未提交自我分析", "no self-analysis in time"
    ASSIGN = "assign", "分配评查员", "assign reviewers"
    STEP_ASIDE = "step_aside", "评查员回避", "a reviewer steps aside"
    SUBMIT_SHEET = "submit_sheet", "提交评查表", "submit a score sheet"
    CLOSE_SCORING = "close_scoring", "合并评分", "merge the scores"
    CALL_THIRD = "call_third", "增派第三名评查员", "call a third reviewer"
    FORM_OPINION = "form_opinion", "形成初步意见", "form the preliminary opinion"
    FEED_BACK = "feed_back", "反馈初步意见", "feed back the preliminary opinion"
    SUSPEND_OBJECTION = "suspend_objection", "中止异议期", "suspend the objection period"
    RESUME_OBJECTION = "resume_objection", "恢复异议期", "resume the objection period"
    AGREE = "agree", "同意初步意见", "agree"
    LET_LAPSE = "let_lapse", "异议期满未提异议", "no objection in time"
    OBJECT = "object", "提出异议", "object"
    OBJECT_LATE = "object_late", "逾期提出异议", "object late"
    ADMIT_LATE = "admit_late", "受理逾期异议", "admit the late objection"
    REFUSE_LATE = "refuse_late", "不予受理逾期异议", "refuse the late objection"
    WITHDRAW_OBJECTION = "withdraw_objection", "撤回异议", "withdraw the objection"
    ADD_EVIDENCE = "add_evidence", "补充异议材料", "add evidence"
    CALL_HEARING = "call_hearing", "提请听证", "call a hearing"
    DECLINE_HEARING = "decline_hearing", "决定不听证", "decline the hearing"
    POSTPONE_HEARING = "postpone_hearing", "听证改期", "put off the hearing"
    REPORT_HEARING = "report_hearing", "提交听证记录", "report the hearing"
    APPOINT_SECOND = "appoint_second", "指定复评人员", "appoint second reviewers"
    SECOND_ASIDE = "second_aside", "复评人员回避", "a second reviewer steps aside"
    DECIDE_OBJECTION = "decide_objection", "作出复评意见", "decide the objection"
    CONFIRM = "confirm", "确认等次", "confirm the grade"
    LIST_EXCELLENT = "list_excellent", "列入优秀候选", "list as a candidate for excellent"
    AWARD_EXCELLENT = "award_excellent", "评定优秀", "award the excellent grade"
    PASS_OVER = "pass_over", "超过优秀比例评为合格", "pass over: beyond the cap"
    REFER = "refer", "提交审判委员会", "refer to the adjudication committee"
    DECIDE = "decide", "审判委员会决定等次", "the adjudication committee decides"
    POSTPONE_MEETING = "postpone_meeting", "延期上会", "put off the meeting"
    DISPUTE_REVERSAL = "dispute_reversal", "对改判发回提出不同意见", "dispute the reversal"
    REPLY_TO_DISPUTE = "reply_to_dispute", "答复改判争议", "reply to the dispute"
    EXTEND_REPLY = "extend_reply", "延长答复期限", "take more time for the reply"
    APPLY_AGAIN = "apply_again", "申请复核", "apply for reconsideration"
    LET_REMEDY_LAPSE = "let_remedy_lapse", "期满未申请复核", "no application in time"
    DECIDE_AGAIN = "decide_again", "作出复核决定", "decide the application"
    ORDER_MENDING = "order_mending", "责令整改", "order rectification"
    CLOSE = "close", "无需整改销号", "close without rectification"
    REPORT_MENDED = "report_mended", "报告整改情况", "report the rectification"
    SEND_BACK = "send_back", "整改不到位退回", "send the rectification back"
    CHECK = "check", "回头看并销号", "check and close"
    HAND_OVER_CLUE = "hand_over_clue", "移送问题线索", "hand over the clue"
    DISMISS_CLUE = "dismiss_clue", "决定不移送线索", "decide not to hand the clue over"
    SUGGEST_RETRIAL = "suggest_retrial", "建议启动再审审查", "suggest examining a retrial"
    TELL_INSPECTION = (
        "tell_inspection",
        "不合格案件移送督察",
        "hand an unqualified case to the inspection unit",
    )
    ARCHIVE = "archive", "归入业绩档案", "archive"
    RECTIFY = "rectify", "更正记录", "correct the record"


class Paper(Labelled):
    """What is written (文书)."""

    HANDOVER_SLIP = "handover_slip", "卷宗移交单", "file handover slip"
    NOTICE = "notice", "告知书", "notice"
    REVIEW_CARD = "review_card", "评查表", "review card"
    RECUSAL = "recusal", "回避决定", "recusal decision"
    OPINION = "opinion", "初步评查意见", "preliminary opinion"
    ANALYSIS = "analysis", "书面分析报告", "written self-analysis"
    FEEDBACK = "feedback", "评查意见反馈表", "feedback form"
    OBJECTION = "objection", "异议书", "objection"
    HEARING_NOTICE = "hearing_notice", "听证通知", "notice of the hearing"
    HEARING_RECORD = "hearing_record", "听证记录", "hearing record"
    SECOND_OPINION = "second_opinion", "复评意见", "second opinion"
    RESOLUTION = "resolution", "评查委员会决议", "resolution of the review committee"
    MINUTES = "minutes", "审判委员会纪要", "minutes of the adjudication committee"
    CONSULTATION = "consultation", "征求意见表", "consultation form"
    RECONSIDERATION = "reconsideration", "复核决定", "decision on the application"
    RECTIFICATION = "rectification", "整改及效果表", "rectification and effect form"
    CLEARANCE = "clearance", "销号单", "clearance slip"
    CLUE = "clue", "线索移送函", "clue transfer letter"
    RETRIAL = "retrial", "再审建议", "suggestion of retrial"
    INSPECTION_SLIP = "inspection_slip", "督察移送单", "slip to the inspection unit"
    RESULT_CARD = "result_card", "评查结果卡", "result card"


# fmt: off
_CODE, _COURT, _DIVISION = Fact("code", "编号", "code", Kind.CODE, must=True), Fact("court", "法院", "court"), Fact("division", "庭室", "division")
_CLUE = (Fact("item", "法官法条项", "item of the Judges Law", Kind.CODE), Fact("reasons", "理由", "reasons"))


class Known:
    """The facts a review puts on record (事实)."""

    CASE_NO = Fact("case_no", "案号", "case number", Kind.CODE)
    ORGANISER = Fact("organiser", "组织评查的法院", "the court that runs the round")
    COURT = Fact("court", "法院", "court")
    DIVISION = Fact("division", "庭室", "division")
    JUDGE = Fact("judge", "承办法官", "judge in charge", Kind.CODE)
    BENCH = Fact("bench", "审判组织成员", "bench, in every instance", Kind.CODES)
    REVERSED = Fact("reversed", "被改判或者发回", "reversed or remanded", Kind.YES_NO)
    CONFLICTS = Fact("conflicts", "已申报的利害关系", "declared conflicts", Kind.RECORD, many=True, parts=(
        Fact("person", "人员", "person", Kind.CODE, must=True), Fact("against", "与谁", "with whom", Kind.CODE, choices=ConflictWith),
        Fact("relation", "关系", "relation", Kind.CODE, choices=Relation), Fact("reasons", "理由", "reasons")))

    REASONS = Fact("reasons", "理由", "reasons")
    FILE_COMPLETE = Fact("file_complete", "卷宗是否齐全", "is the file complete", Kind.YES_NO)
    JUDGE_STATEMENT = Fact("judge_statement", "承办法官的说明", "the judge's statement")
    READERS = Fact("readers", "评查员", "reviewers", Kind.RECORD, parts=(_CODE, _COURT, _DIVISION), listed=True)
    READERS_NEEDED = Fact("readers_needed", "应有评查员人数", "readers needed", Kind.COUNT, computed=True)
    GOOD_REASON = Fact("good_reason", "延期的正当理由", "good reason for the delay")
    STEPPED_ASIDE = Fact("stepped_aside", "回避的评查员", "reviewers who stepped aside", Kind.CODE, many=True)
    SHEETS = Fact("sheets", "评查表", "score sheets", Kind.RECORD, many=True, parts=(
        Fact("reader", "评查员", "reviewer", Kind.CODE, must=True), Fact("sheet", "评查表版本", "version of the sheet", Kind.CODE),
        Fact("total", "得分", "points", Kind.NUMBER), Fact("grade", "等次", "grade", Kind.CODE),
        Fact("findings", "评查发现", "findings", Kind.RECORDS, parts=(Fact("item", "评查表编码", "code on the sheet", Kind.CODE, must=True),)),
        Fact("remarks", "评语", "remarks"), Fact("strengths", "优点", "strengths"), Fact("conflict", "有利害关系", "conflict of interest", Kind.YES_NO),
        Fact("nomination", "提名优秀", "nomination"), Fact("exemption", "免责情形", "ground of exemption", Kind.CODE),
        Fact("exemption_reasons", "免责理由", "reasons for the exemption")))
    SCORE = Fact("score", "合并得分", "merged score", Kind.NUMBER, computed=True)
    SCORED_GRADE = Fact("scored_grade", "按分数的等次", "grade by score", Kind.CODE, computed=True)
    DIVERGENCE = Fact("divergence", "评分分歧", "divergence between the sheets", computed=True)
    GRADE = Fact("grade", "等次", "grade", Kind.CODE)
    GRADE_REASONS = Fact("grade_reasons", "等次理由", "reasons for the grade")
    DISCUSSED = Fact("discussed", "集体讨论记录", "record of the collective discussion")
    PANEL_HEARD = Fact("panel_heard", "合议庭意见", "what the panel said")
    CLUE = Fact("clue", "疑似线索", "suspected clue", Kind.RECORD, parts=_CLUE)
    ANALYSIS = Fact("analysis", "自我分析", "self-analysis")
    REVERSAL_ACCEPTED = Fact("reversal_accepted", "是否认同改判发回", "is the reversal accepted", Kind.YES_NO)
    ANALYSIS_LAPSED = Fact("analysis_lapsed", "期满未提交自我分析", "no self-analysis in time", Kind.YES_NO, computed=True)
    FILES = FILES
    OBJECTION = Fact("objection", "异议理由", "reasons for the objection", Kind.POINTS)
    OBJECTION_HELD = Fact("objection_held", "异议期中止", "the objection period is suspended", Kind.YES_NO, computed=True)
    OBJECTION_LAPSED = Fact("objection_lapsed", "异议期满未提异议", "no objection in time", Kind.YES_NO, computed=True)
    LATE_GROUND = Fact("late_ground", "未能按期提出异议的理由", "why the objection is late")
    LATE_DECIDED = Fact("late_decided", "逾期异议已处理", "the late objection is settled", Kind.YES_NO, computed=True)
    EVIDENCE = Fact("evidence", "异议材料", "evidence for the objection")
    HEARING_ASKED = Fact("hearing_asked", "是否申请听证", "is a hearing asked for", Kind.YES_NO)
    HEARING_DECLINED = Fact("hearing_declined", "不听证的理由", "reasons for not hearing")
    HEARING_AT = Fact("hearing_at", "听证时间", "time of the hearing")
    HEARING_PLACE = Fact("hearing_place", "听证地点", "place of the hearing")
    HEARING_GROUP = Fact("hearing_group", "听证组成员", "members of the hearing group", Kind.CODES)
    HEARING = Fact("hearing", "听证记录", "hearing record", Kind.RECORD, parts=(
        Fact("judge_present", "承办法官到场", "judge present", Kind.YES_NO), Fact("judge_in_writing", "承办法官书面意见", "written view of the judge"),
        Fact("result", "听证结论", "result")))
    SECOND_READERS = Fact("second_readers", "复评人员", "second reviewers", Kind.RECORD, parts=(_CODE, _COURT, _DIVISION), listed=True)
    UPHELD = Fact("upheld", "异议是否成立", "is the objection upheld", Kind.YES_NO)
    ANSWER = Fact("answer", "对异议理由的逐项答复", "an answer to each reason of the objection", Kind.ANSWERS)
    ATTENDANCE = Fact("attendance", "出席情况", "attendance", Kind.RECORD, parts=(
        Fact("members", "组成人员", "members", Kind.PEOPLE), Fact("present", "出席", "present", Kind.PEOPLE),
        Fact("stepped_aside", "回避", "stepped aside", Kind.PEOPLE)))
    CHIEF_STATEMENT = Fact("chief_statement", "庭长的意见", "what the division chief said")
    DISPUTE_ACCEPTED = Fact("dispute_accepted", "不同意见是否采纳", "is the dispute accepted", Kind.YES_NO)
    SUPERVISION_HINT = Fact("supervision_hint", "依审判监督程序处理的提示", "how the reversal is to be corrected by trial supervision")
    APPLICATION = Fact("application", "申请复核的理由", "reasons for the application", Kind.POINTS)
    APPLICATION_UPHELD = Fact("application_upheld", "复核申请是否成立", "is the application upheld", Kind.YES_NO)
    APPLICATION_ANSWER = Fact("application_answer", "对申请理由的逐项答复", "an answer to each reason of the application", Kind.ANSWERS)
    REMEDY_LAPSED = Fact("remedy_lapsed", "期满未申请复核", "no application in time", Kind.YES_NO, computed=True)
    TO_MEND = Fact("to_mend", "需整改的问题", "what is to be mended")
    MEASURES = Fact("measures", "整改措施及效果", "measures and their effect", many=True)
    SENT_BACK = Fact("sent_back", "退回理由", "why it was sent back", many=True)
    CHECK_RESULT = Fact("check_result", "检查结果", "result of the check")
    CLUE_TRANSFER = Fact("clue_transfer", "线索移送内容", "the clue handed over", Kind.RECORD, parts=_CLUE)
    CLUE_DISMISSED = Fact("clue_dismissed", "不移送的理由", "reasons for not handing over")
    RETRIAL_REASONS = Fact("retrial_reasons", "建议再审的理由", "reasons for a retrial")
    SELF_GRADE = Fact("self_grade", "自评等次", "self-grade", Kind.CODE)
    EXEMPTION = Fact("exemption", "免责情形", "ground of exemption", Kind.CODE)
    EXEMPTION_REASONS = Fact("exemption_reasons", "免责理由", "reasons for the exemption")
    FAULT = Fact("fault", "过错问题", "findings that were somebody's fault", Kind.CODES)
    PLACE = Fact("place", "优秀名次与名额", "place among the candidates", Kind.RECORD, computed=True, parts=(
        Fact("place", "名次", "place", Kind.COUNT, must=True), Fact("left", "剩余名额", "places left", Kind.COUNT, must=True),
        Fact("places", "名额", "places", Kind.COUNT), Fact("cases", "本轮件数", "cases of the round", Kind.COUNT),
        Fact("candidates", "候选件数", "candidates", Kind.COUNT)))
    INSPECTION_NOTE = Fact("inspection_note", "移送督察说明（等次不是责任认定）",
                           "note to the inspection unit (a grade is no finding of liability)")  # fmt: skip
    CORRECTION = Fact("correction", "更正内容", "facts put right", Kind.AMENDMENT,
                      parts=(COURT, DIVISION, JUDGE, BENCH, REVERSED, CONFLICTS, Fact("cause", "案由", "cause of action")))  # fmt: skip
# fmt: on
