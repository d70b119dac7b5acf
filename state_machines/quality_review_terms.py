"""The words of case quality review (案件质量评查): states, acts, facts, papers and time limits, each named once."""

from __future__ import annotations

from rules.labels import Labelled
from rules.law import law
from state_machines.steps import ClockRule, Fact, Kind, Late

_LOCAL = law("local_review")
_OTHERS = law("peer_review_rules")


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
    CALL_HEARING = "call_hearing", "提请听证", "call a hearing"
    REPORT_HEARING = "report_hearing", "提交听证记录", "report the hearing"
    APPOINT_SECOND = "appoint_second", "指定复评人员", "appoint second reviewers"
    DECIDE_OBJECTION = "decide_objection", "作出复评意见", "decide the objection"
    CONFIRM = "confirm", "确认等次", "confirm the grade"
    LIST_EXCELLENT = "list_excellent", "列入优秀候选", "list as a candidate for excellent"
    AWARD_EXCELLENT = "award_excellent", "评定优秀", "award the excellent grade"
    PASS_OVER = "pass_over", "超过优秀比例评为合格", "pass over: beyond the cap"
    REFER = "refer", "提交审判委员会", "refer to the adjudication committee"
    DECIDE = "decide", "审判委员会决定等次", "the adjudication committee decides"
    DISPUTE_REVERSAL = "dispute_reversal", "对改判发回提出不同意见", "dispute the reversal"
    REPLY_TO_DISPUTE = "reply_to_dispute", "答复改判争议", "reply to the dispute"
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
    FEEDBACK = "feedback", "评查意见反馈表", "feedback form"
    OBJECTION = "objection", "异议书", "objection"
    HEARING_RECORD = "hearing_record", "听证记录", "hearing record"
    SECOND_OPINION = "second_opinion", "复评意见", "second opinion"
    RESOLUTION = "resolution", "评查委员会决议", "resolution of the review committee"
    MINUTES = "minutes", "审判委员会纪要", "minutes of the adjudication committee"
    CONSULTATION = "consultation", "征求意见表", "consultation form"
    RECTIFICATION = "rectification", "整改及效果表", "rectification and effect form"
    CLEARANCE = "clearance", "销号单", "clearance slip"
    CLUE = "clue", "线索移送函", "clue transfer letter"
    RETRIAL = "retrial", "再审建议", "suggestion of retrial"
    INSPECTION_SLIP = "inspection_slip", "督察移送单", "slip to the inspection unit"
    RESULT_CARD = "result_card", "评查结果卡", "result card"


class Known:
    """The facts a review puts on record (事实)."""

    CASE_NO = Fact("case_no", "案号", "case number", Kind.CODE)
    ORGANISER = Fact("organiser", "组织评查的法院", "the court that runs the round")
    COURT = Fact("court", "法院", "court")
    DIVISION = Fact("division", "庭室", "division")
    JUDGE = Fact("judge", "承办法官", "judge in charge", Kind.CODE)
    BENCH = Fact("bench", "审判组织成员", "bench, in every instance", Kind.CODES)
    REVERSED = Fact("reversed", "被改判或者发回", "reversed or remanded", Kind.YES_NO)
    CONFLICTS = Fact("conflicts", "已申报的利害关系", "declared conflicts", Kind.RECORD, many=True)

    REASONS = Fact("reasons", "理由", "reasons")
    FILE_COMPLETE = Fact("file_complete", "卷宗是否齐全", "is the file complete", Kind.YES_NO)
    JUDGE_STATEMENT = Fact("judge_statement", "承办法官的说明", "the judge's statement")
    READERS = Fact("readers", "评查员", "reviewers", Kind.RECORD)
    READERS_NEEDED = Fact("readers_needed", "应有评查员人数", "readers needed", Kind.NUMBER, computed=True)
    GOOD_REASON = Fact("good_reason", "延期的正当理由", "good reason for the delay")
    STEPPED_ASIDE = Fact("stepped_aside", "回避的评查员", "reviewers who stepped aside", Kind.CODE, many=True)
    SHEETS = Fact("sheets", "评查表", "score sheets", Kind.RECORD, many=True)
    SCORE = Fact("score", "合并得分", "merged score", Kind.NUMBER, computed=True)
    SCORED_GRADE = Fact("scored_grade", "按分数的等次", "grade by score", Kind.CODE, computed=True)
    DIVERGENCE = Fact("divergence", "评分分歧", "divergence between the sheets", computed=True)
    GRADE = Fact("grade", "等次", "grade", Kind.CODE)
    GRADE_REASONS = Fact("grade_reasons", "等次理由", "reasons for the grade")
    DISCUSSED = Fact("discussed", "集体讨论记录", "record of the collective discussion")
    PANEL_HEARD = Fact("panel_heard", "合议庭意见", "what the panel said")
    CLUE = Fact("clue", "疑似线索", "suspected clue", Kind.RECORD)
    OBJECTION = Fact("objection", "异议理由", "reasons for the objection")
    EVIDENCE = Fact("evidence", "异议材料", "evidence for the objection")
    HEARING = Fact("hearing", "听证记录", "hearing record", Kind.RECORD)
    SECOND_READERS = Fact("second_readers", "复评人员", "second reviewers", Kind.CODES)
    UPHELD = Fact("upheld", "异议是否成立", "is the objection upheld", Kind.YES_NO)
    ANSWER = Fact("answer", "对异议理由的逐项答复", "an answer to each reason of the objection")
    ATTENDANCE = Fact("attendance", "出席情况", "attendance", Kind.RECORD)
    DISPUTE_ACCEPTED = Fact("dispute_accepted", "不同意见是否采纳", "is the dispute accepted", Kind.YES_NO)
    TO_MEND = Fact("to_mend", "需整改的问题", "what is to be mended")
    MEASURES = Fact("measures", "整改措施及效果", "measures and their effect", many=True)
    SENT_BACK = Fact("sent_back", "退回理由", "why it was sent back", many=True)
    CHECK_RESULT = Fact("check_result", "检查结果", "result of the check")
    CLUE_TRANSFER = Fact("clue_transfer", "线索移送内容", "the clue handed over", Kind.RECORD)
    CLUE_DISMISSED = Fact("clue_dismissed", "不移送的理由", "reasons for not handing over")
    RETRIAL_REASONS = Fact("retrial_reasons", "建议再审的理由", "reasons for a retrial")
    SELF_GRADE = Fact("self_grade", "自评等次", "self-grade", Kind.CODE)
    EXEMPTION = Fact("exemption", "免责情形", "ground of exemption", Kind.CODE)
    EXEMPTION_REASONS = Fact("exemption_reasons", "免责理由", "reasons for the exemption")
    FAULT = Fact("fault", "过错问题", "findings that were somebody's fault", Kind.CODES)
    PLACE = Fact("place", "优秀名次与名额", "place among the candidates", Kind.RECORD, computed=True)
    INSPECTION_NOTE = Fact("inspection_note", "移送督察说明（等次不是责任认定）",
                           "note to the inspection unit (a grade is no finding of liability)")  # fmt: skip
    CORRECTION = Fact("correction", "更正内容", "facts put right", Kind.AMENDMENT)


class Clock:
    """The time limits of a review (期限); lengths are parameters."""

    HANDOVER = ClockRule(
        "handover", "卷宗移交期限", "file handover period", "quality_review.handover", _LOCAL["调卷"]
    )
    ASSIGNMENT = ClockRule(
        "assignment", "分配期限", "assignment period", "quality_review.assignment", _LOCAL["分配"]
    )
    SCORING = ClockRule("scoring", "评查期限", "scoring period", "quality_review.scoring", _LOCAL["评分"])
    OPINION = ClockRule("opinion", "初评期限", "opinion period", "quality_review.opinion", _LOCAL["初评"])
    FEEDBACK = ClockRule(
        "feedback", "反馈期限", "feedback period", "quality_review.feedback", _OTHERS["正阳"]
    )
    OBJECTION = ClockRule(
        "objection", "异议期", "objection period", "quality_review.objection", _LOCAL["异议"], Late.LAPSES
    )
    HEARING = ClockRule("hearing", "听证期限", "hearing period", "quality_review.hearing", _LOCAL["听证"])
    RE_REVIEW = ClockRule(
        "re_review", "复评期限", "second review period", "quality_review.re_review", _LOCAL["复评"]
    )
    FOLLOW_UP = ClockRule(
        "follow_up", "后续处理期限", "follow-up period", "quality_review.follow_up", _LOCAL["整改"]
    )
    RECTIFICATION = ClockRule(
        "rectification", "整改期限", "rectification period", "quality_review.rectification", _LOCAL["整改"]
    )
    ARCHIVING = ClockRule(
        "archiving", "归档期限", "archiving period", "quality_review.archiving", _LOCAL["归档"]
    )
