"""What the letters of a quality review quote, and what they advise (评查通知的内容).

Neither reviewers nor second reviewers are ever quoted to the judge by name, and nothing is quoted to them. What is
said of a clue (线索) is quoted by the two acts on clues alone, of which only the office and the inspection hear.
"""

from __future__ import annotations

from typing import Any

from rules.exemptions import answer_name
from rules.grading import Grade
from rules.labels import Labelled, Words
from rules.roles import Role
from state_machines.letters import Letters
from state_machines.quality_review_terms import Act, Known
from state_machines.steps import Fact

QUOTES: dict[Labelled, tuple[Fact, ...]] = {
    Act.EXTEND_HANDOVER: (Known.GOOD_REASON,),
    Act.REPORT_WITHHELD: (Known.REASONS,),
    Act.WITHDRAW: (Known.REASONS,),
    Act.STEP_ASIDE: (Known.STEPPED_ASIDE, Known.REASONS),
    Act.FEED_BACK: (
        Known.GRADE,
        Known.SCORE,
        Known.GRADE_REASONS,
        Known.EXEMPTION,
        Known.EXEMPTION_REASONS,
        Known.FAULT,
    ),
    Act.SUSPEND_OBJECTION: (Known.REASONS,),
    Act.RESUME_OBJECTION: (Known.REASONS,),
    Act.OBJECT: (Known.OBJECTION, Known.EVIDENCE),
    Act.CALL_HEARING: (Known.REASONS,),
    Act.DECIDE_OBJECTION: (Known.UPHELD, Known.GRADE, Known.ANSWER),
    Act.CONFIRM: (Known.GRADE,),
    Act.REFER: (Known.REVERSED,),
    Act.DECIDE: (Known.GRADE, Known.GRADE_REASONS, Known.EXEMPTION, Known.EXEMPTION_REASONS, Known.FAULT),
    Act.AWARD_EXCELLENT: (Known.GRADE,),
    Act.PASS_OVER: (Known.GRADE, Known.GRADE_REASONS),
    Act.DISPUTE_REVERSAL: (Known.REASONS,),
    Act.REPLY_TO_DISPUTE: (Known.DISPUTE_ACCEPTED, Known.REASONS),
    Act.ORDER_MENDING: (Known.GRADE, Known.TO_MEND),
    Act.CLOSE: (Known.GRADE,),
    Act.REPORT_MENDED: (Known.MEASURES,),
    Act.SEND_BACK: (Known.SENT_BACK,),
    Act.CHECK: (Known.CHECK_RESULT,),
    Act.HAND_OVER_CLUE: (Known.CLUE_TRANSFER,),
    Act.DISMISS_CLUE: (Known.CLUE_DISMISSED,),
    Act.SUGGEST_RETRIAL: (Known.RETRIAL_REASONS,),
    Act.TELL_INSPECTION: (Known.GRADE, Known.INSPECTION_NOTE),
    Act.ARCHIVE: (Known.JUDGE, Known.GRADE),
    Act.RECTIFY: (Known.REASONS,),
}

ADVICE: dict[Labelled, Words] = {
    Act.HAND_IN_FILE: Words(
        "在期限内把齐全的卷宗移交审管办；不能按期移交的，期满前说明正当理由，申请延期",
        "hand the complete file to the trial-management office in time; if you cannot, give a good reason and ask "
        "for more time before the limit ends",
    ),
    Act.SUBMIT_SHEET: Words(
        "逐项填写发给您的评查表，在期限内交回审管办；应当回避的，在表上声明，不再评分",
        "fill in the review card sent to you and return it in time; if you must step aside, say so on the card and "
        "give no score",
    ),
    Act.AGREE: Words("同意初步意见的，答复同意", "if you agree with the preliminary opinion, say so"),
    Act.OBJECT: Words(
        "不同意的，在期限内书面提出异议，写明理由，可以附材料；期满未提出的，按没有异议办理",
        "if you do not, object in writing in time, with your reasons and any evidence; silence counts as no objection",
    ),
    Act.REPORT_HEARING: Words(
        "听取承办法官的意见，在期限内提交听证记录", "hear the judge and report the hearing in time"
    ),
    Act.DECIDE_OBJECTION: Words(
        "对异议理由逐项答复，作出复评意见；不得因提出异议而降低等次",
        "answer each reason of the objection and give the second opinion; an objection never lowers the grade",
    ),
    Act.ORDER_MENDING: Words("需要整改的，责令整改", "if anything is to be mended, order rectification"),
    Act.CLOSE: Words("无需整改的，予以销号", "if nothing is, close the review"),
    Act.REPORT_MENDED: Words(
        "逐项整改，在期限内报告整改措施和效果",
        "mend each point, and report what was done and its effect in time",
    ),
}


def _codes(items: Any) -> Words:
    return Words("、".join(items), ", ".join(items))


LETTERS = Letters(
    QUOTES,
    ADVICE,
    blind=(Role.REVIEWER, Role.RE_REVIEWER),
    labels={Known.GRADE.code: Grade},
    forms={Known.EXEMPTION.code: answer_name, Known.FAULT.code: _codes},
)
