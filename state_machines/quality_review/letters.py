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
from state_machines.corrections import REPLACED
from state_machines.files_handed_in import names_of
from state_machines.letters import Letters
from state_machines.moments import told
from state_machines.points import answered, numbered
from state_machines.quality_review.grades import CORRECTIONS
from state_machines.quality_review.terms import Act, Known
from state_machines.steps import Fact

QUOTES: dict[Labelled, tuple[Fact, ...]] = {
    Act.EXTEND_HANDOVER: (Known.GOOD_REASON,),
    Act.REPORT_WITHHELD: (Known.REASONS,),
    Act.WITHDRAW: (Known.REASONS,),
    Act.SELF_ANALYSE: (Known.ANALYSIS, Known.REVERSAL_ACCEPTED),
    Act.STEP_ASIDE: (Known.STEPPED_ASIDE, Known.REASONS),
    Act.SECOND_ASIDE: (Known.STEPPED_ASIDE, Known.REASONS),
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
    Act.OBJECT: (Known.OBJECTION, Known.EVIDENCE, Known.FILES, Known.HEARING_ASKED),
    Act.OBJECT_LATE: (Known.OBJECTION, Known.LATE_GROUND, Known.EVIDENCE, Known.FILES),
    Act.ADMIT_LATE: (Known.REASONS,),
    Act.REFUSE_LATE: (Known.REASONS,),
    Act.WITHDRAW_OBJECTION: (Known.REASONS,),
    Act.ADD_EVIDENCE: (Known.EVIDENCE, Known.FILES),
    Act.CALL_HEARING: (Known.HEARING_AT, Known.HEARING_PLACE, Known.REASONS),
    Act.DECLINE_HEARING: (Known.HEARING_DECLINED,),
    Act.POSTPONE_HEARING: (Known.HEARING_AT, Known.HEARING_PLACE, Known.REASONS),
    Act.DECIDE_OBJECTION: (Known.UPHELD, Known.GRADE, Known.ANSWER),
    Act.CONFIRM: (Known.GRADE,),
    Act.REFER: (Known.REVERSED,),
    Act.POSTPONE_MEETING: (Known.REASONS,),
    Act.DECIDE: (Known.GRADE, Known.GRADE_REASONS, Known.EXEMPTION, Known.EXEMPTION_REASONS, Known.FAULT),
    Act.AWARD_EXCELLENT: (Known.GRADE,),
    Act.PASS_OVER: (Known.GRADE, Known.GRADE_REASONS),
    Act.DISPUTE_REVERSAL: (Known.REASONS,),
    Act.EXTEND_REPLY: (Known.REASONS,),
    Act.REPLY_TO_DISPUTE: (Known.DISPUTE_ACCEPTED, Known.REASONS, Known.SUPERVISION_HINT),
    Act.APPLY_AGAIN: (Known.APPLICATION, Known.FILES),
    Act.DECIDE_AGAIN: (Known.APPLICATION_UPHELD, Known.GRADE, Known.APPLICATION_ANSWER),
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
    Act.SELF_ANALYSE: Words(
        "该案被改判或者发回，请在期限内向审管办提交书面自我分析：改判或者发回的原因、您的看法、今后的改进；写观点，不写是"
        "合议庭中谁的观点。评查员交表之前看不到您的分析；期满未交的只作记录，不因此认定质量问题",
        "the case was reversed or remanded: hand in a written analysis in time, to the trial-management office: why, "
        "what you hold of it, what is to be done better; views, and not whose they were. No reviewer reads it before "
        "the own sheet is in; if it is missing, that is recorded and is no defect by itself",
    ),
    Act.AGREE: Words("同意初步意见的，答复同意", "if you agree with the preliminary opinion, say so"),
    Act.OBJECT: Words(
        "不同意的，在期限内向审管办书面提出异议，写明理由，一点一条，可以附证据文件，可以申请听证；每一点都应当得到"
        "答复，不会因提出异议而降低等次；期满未提出的，按没有异议办理",
        "if you do not, object in writing in time, to the trial-management office, point by point, with any evidence, "
        "and ask for a hearing if you wish; each point is answered, and the grade never falls for it; silence counts "
        "as no objection",
    ),
    Act.RESUME_OBJECTION: Words(
        "中止的原因消除后，及时恢复异议期", "resume the objection period when its reason is gone"
    ),
    Act.ADMIT_LATE: Words("逾期有正当理由的，受理异议", "admit the objection if its delay has a good reason"),
    Act.REFUSE_LATE: Words("没有正当理由的，不予受理，说明理由", "refuse it with reasons if it has none"),
    Act.CALL_HEARING: Words(
        "同意听证的，定下时间、地点和听证组，提前通知承办法官",
        "if there is to be a hearing, fix its time, place and group, and tell the judge in advance",
    ),
    Act.DECLINE_HEARING: Words("不听证的，说明理由", "if not, say why"),
    Act.REPORT_HEARING: Words(
        "听取承办法官的意见，在期限内提交听证记录", "hear the judge and report the hearing in time"
    ),
    Act.DECIDE_OBJECTION: Words(
        "对异议逐点答复，写明是否采纳及理由，作出复评意见；不得因提出异议而降低等次",
        "answer each reason of the objection and give the second opinion; an objection never lowers the grade",
    ),
    Act.DECIDE: Words(
        "听取承办法官和庭长的意见，讨论决定等次；曾参与该案的委员回避，不计入出席",
        "hear the judge and the chief and decide the grade; members who sat on the case step aside and do not count",
    ),
    Act.DISPUTE_REVERSAL: Words(
        "对改判、发回本身有不同意见的，层报上级法院", "if the reversal itself is disputed, send it up"
    ),
    Act.REPLY_TO_DISPUTE: Words(
        "书面答复是否采纳；采纳的，写明依审判监督程序处理的提示；不采纳的，说明理由",
        "answer in writing; if you accept, say how trial supervision goes on; if not, say why",
    ),
    Act.APPLY_AGAIN: Words(
        "对等次有异议的，在期限内向审管办书面申请复核，一点一条写明理由，可以附证据文件；以一次为限，由决定等次的机构逐点"
        "答复，不会因申请而降低等次",
        "if you hold the grade to be wrong, apply for reconsideration in writing in time, to the trial-management "
        "office, point by point, with any evidence; once; the body that decided answers each point, and the grade "
        "never falls for it",
    ),
    Act.DECIDE_AGAIN: Words(
        "对申请逐点答复，作出复核决定；不得因申请复核而降低等次",
        "answer each point of the application and decide; the grade never falls for it",
    ),
    Act.CHECK: Words("核对整改情况，到位的销号", "check what was mended, and close the review"),
    Act.SEND_BACK: Words("不到位的退回，说明理由", "send it back with reasons if it does not do"),
    Act.ORDER_MENDING: Words("需要整改的，责令整改", "if anything is to be mended, order rectification"),
    Act.CLOSE: Words("无需整改的，予以销号", "if nothing is, close the review"),
    Act.REPORT_MENDED: Words(
        "逐项整改，在期限内报告整改措施和效果",
        "mend each point, and report what was done and its effect in time",
    ),
}


# fmt: off
COUNSEL: dict[tuple[Labelled, Role], Words] = {
    (Act.LET_ANALYSIS_LAPSE, Role.JUDGE): Words(
        "在形成初步意见之前补交，写明逾期理由；未交不因此认定质量问题",
        "still hand it in before the opinion is formed, saying why it is late; a missing one is no defect"),
    (Act.LET_LAPSE, Role.JUDGE): Words(
        "因正当理由未能按期提出的，在委员会决定之前向审管办提出一次逾期异议，写明异议理由和逾期的理由",
        "if a good reason kept you from it, object late once before a committee decides, to the trial-management office, "
        "with your points and the reason of the delay"),
    (Act.REFUSE_LATE, Role.JUDGE): Words("等次书面告知后，申请复核", "apply for reconsideration when the grade is told"),
    (Act.ADMIT_LATE, Role.JUDGE): Words("在复评意见作出之前补充材料和证据文件", "add evidence until the second opinion is given"),
    (Act.CALL_HEARING, Role.JUDGE): Words(
        "按时到场陈述；不能到场的，事先提交书面意见，或者向审管办申请改期",
        "attend and state your view; if you cannot, send it in writing beforehand, or ask the trial-management office for another day"),
    (Act.POSTPONE_HEARING, Role.JUDGE): Words(
        "按时到场陈述；不能到场的，事先提交书面意见", "attend and state your view; if you cannot, send it in writing beforehand"),
    (Act.DECLINE_HEARING, Role.JUDGE): Words("在复评意见作出之前补充材料和证据文件", "add evidence until the second opinion is given"),
    (Act.DECIDE_OBJECTION, Role.JUDGE): Words("等委员会决定等次；等次书面告知后，还可以申请复核",
                                              "wait for the committee's decision, and apply for reconsideration when it is told"),
    (Act.REFER, Role.JUDGE): Words("到会陈述，或者提交书面意见", "attend and state your view, or send it in writing"),
    (Act.REFER, Role.DIVISION_CHIEF): Words("到会陈述，或者提交书面意见", "attend and state your view, or send it in writing"),
    (Act.DISPUTE_REVERSAL, Role.JUDGE): Words("等候上级法院答复；答复之前不定等次", "wait for the higher court: there is no grade before its reply"),
}
# fmt: on


def _codes(items: Any) -> Words:
    return Words("、".join(items), ", ".join(items))


LETTERS = Letters(
    QUOTES,
    ADVICE,
    blind=(Role.REVIEWER, Role.RE_REVIEWER),
    labels={Known.GRADE.code: Grade},
    counsel=COUNSEL,
    forms={
        Known.OBJECTION.code: numbered,
        Known.APPLICATION.code: numbered,
        Known.ANSWER.code: answered,
        Known.APPLICATION_ANSWER.code: answered,
        Known.HEARING_AT.code: told,
        Known.FILES.code: names_of,
        REPLACED.code: CORRECTIONS.told,
        Known.EXEMPTION.code: answer_name,
        Known.FAULT.code: _codes,
    },
)
