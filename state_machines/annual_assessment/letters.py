"""What the letters of an assessment quote, and what they advise (通知的内容)."""

from __future__ import annotations

from typing import Any

from rules.assessment import AssessmentEffect, AssessmentResult, MaterialKind, NoGradeGround
from rules.labels import Labelled, Words
from rules.notices import in_both
from rules.roles import Role
from state_machines.annual_assessment.terms import Act, CorrectedFor, Known, Post, State
from state_machines.letters import Letters
from state_machines.papers_served import service_told
from state_machines.points import answered, numbered
from state_machines.steps import Fact

_GRADE = (Known.YEAR, Known.RESULT, Known.WHY, Known.EFFECTS)

QUOTES: dict[Labelled, tuple[Fact, ...]] = {
    State.OPENED: (Known.YEAR,),
    Act.SUM_UP: (Known.YEAR,),
    Act.LET_SUMMARY_LAPSE: (Known.YEAR,),
    Act.TAKE_MATERIAL: (Known.YEAR, Known.MATERIAL, Known.CASELOAD, Known.MINIMUM, Known.PREVIOUS),
    Act.COMMENT: (Known.COMMENTS,),
    Act.ADVISE: (Known.ADVICE,),
    Act.PROPOSE: (Known.YEAR, Known.PROPOSED, Known.WHY),
    Act.CONFIRM: (Known.YEAR, Known.RESULT),
    Act.SEND_BACK: (Known.REASONS,),
    Act.NOTIFY: (*_GRADE, Known.COMMENT_ANSWERS, Known.SERVICE),
    Act.ACCEPT: (Known.YEAR, Known.RESULT),
    Act.ASK_REVIEW: (Known.APPLICATION,),
    Act.LET_REVIEW_LAPSE: (Known.YEAR, Known.RESULT, Known.EFFECTS),
    Act.WITHDRAW_REVIEW: (Known.REASONS,),
    Act.DECIDE_REVIEW: (Known.RESULT, Known.APPLICATION_ANSWER),
    Act.SERVE_REVIEW: (
        Known.YEAR,
        Known.RESULT,
        Known.EFFECTS,
        Known.APPLICATION_ANSWER,
        Known.RESULT_SERVICE,
    ),
    Act.APPLY: (Known.RESULT, Known.EFFECTS, Known.APPLIED),
    Act.REGRADE: (Known.YEAR,),
    Act.CORRECT: (Known.CORRECTIONS, Known.RESULT, Known.WHY),
    Act.SERVE_CORRECTION: (*_GRADE, Known.CORRECTIONS, Known.RESTORED, Known.RESULT_SERVICE),
    Act.ARCHIVE: (Known.REASONS,),
    Act.END: (Known.REASONS,),
}

# fmt: off
ADVICE: dict[Labelled, Words] = {
    Act.SUM_UP: Words("在期限内提交个人总结；期满未交的不影响考核", "sum up the year in time; silence does not hold the assessment up"),
    Act.TAKE_MATERIAL: Words("从在案事项读取材料：zelian assess material；不另行抄录", "take the material from the files: zelian assess material; nothing is copied out"),
    Act.COMMENT: Words("可以查看考核材料，一点一条提出意见；每一点都应当得到答复", "you may see the material and comment on it, point by point; each point is answered"),
    Act.ADVISE: Words("听取意见后提出等次建议，写明理由", "propose a grade with reasons, after hearing others"),
    Act.PROPOSE: Words("在期限内议定等次，写明委员、出席和理由，逐点答复；排名、末位不是理由", "propose the grade in time: members, who sat, reasons, an answer to each comment; a ranking is none"),
    Act.CONFIRM: Words("在期限内审定；院长本人的由上级法院审定", "confirm it in time; of the president himself the higher court does"),
    Act.SEND_BACK: Words("认为不当的，写明理由退回", "send it back with reasons where you do not agree"),
    Act.NOTIFY: Words("在期限内书面通知本人，告知复核权利和期限", "serve the result in time, and tell of the review and its period"),
    Act.ACCEPT: Words("同意的，可以书面认可，结果即时确定", "where you agree you may accept it in writing: it is final at once"),
    Act.ASK_REVIEW: Words("有异议的，在期限内书面申请复核，一点一条写明理由；每一点都应当得到答复，不会因此降低等次", "you may ask for a review in time, point by point; each point is answered and no grade is lowered for it"),
    Act.WITHDRAW_REVIEW: Words("复核决定作出之前可以书面撤回", "until it is decided you may withdraw the request in writing"),
    Act.DECIDE_REVIEW: Words("在期限内复核，逐点答复，不得降低等次", "decide in time, answer each point, lower no grade"),
    Act.SERVE_REVIEW: Words("在期限内书面通知复核结果", "serve the result of the review in time"),
    Act.APPLY: Words("在期限内落实奖金、工资档次、晋升年限等，写明如何落实", "give effect to bonus, pay step and years of promotion in time, and say how"),
    Act.REGRADE: Words("立案结案未给予处分的，补定等次", "once the case ended without a sanction have it graded"),
    Act.CORRECT: Words("所依据的事实被撤销、变更的，写明依据、更正后的等次和恢复事项；不得降低等次", "where a fact fell away: name it, the grade after it and what is restored; no grade is lowered"),
    Act.SERVE_CORRECTION: Words("在期限内书面通知更正结果", "serve the correction in time"),
    Act.ARCHIVE: Words("已落实且法官已离任或者死亡的，可以归档", "archive it when given effect and the judge has left or died"),
    Act.END: Words("调离、退休、退出员额、死亡等不再考核的，写明理由终止", "end it with reasons where the judge left before the grade"),
}
"""How each act is done, for who may do it."""
# fmt: on

COUNSEL: dict[tuple[Labelled, Role], Words] = {
    (Act.TAKE_MATERIAL, Role.JUDGE_CONCERNED): ADVICE[Act.COMMENT],
    (Act.SERVE_REVIEW, Role.JUDGE_CONCERNED): Words(
        "不称职的，可以在收到复核结果之日起十五日内申诉（公务员法95）；所依据的事实后来被撤销的，请求更正",
        "where it is 不称职 you may appeal within the period of Civil Servants Law 95; where a fact falls away later ask that it be put right",
    ),
    (Act.SERVE_CORRECTION, Role.JUDGE_CONCERNED): Words(
        "请求补发、恢复，造成影响的请求恢复名誉",
        "ask that what was withheld be made good, and the name be restored where harm was done",
    ),
}


def _joined(found: list[Words]) -> Words:
    if not found:
        return Words("没有", "nothing")
    return Words("；".join(map(str, found)), "; ".join(each.to("en") for each in found))


def _label(labels: type[Labelled], code: Any) -> Words:
    found = next((each for each in labels if each.value == code), None)
    return in_both(found) if found else Words("{code}", "{code}", code=code)


def material_told(records: Any) -> Words:
    """The material as it is read out: its kind and the matter it comes from, not what that matter says elsewhere."""
    return _joined(
        [Words("{kind}：{ref}", "{kind}: {ref}", kind=_label(MaterialKind, each.get("kind")), ref=each.get("ref")) for each in records or ()]
    )  # fmt: skip


def _caseload(record: Any) -> Words:
    return Words("{n}件（来源：{source}）", "{n} (from: {source})", n=record.get("closed"), source=record.get("source"))  # fmt: skip


def _previous(record: Any) -> Words:
    return Words("{year}年度{result}", "{year}: {result}", year=record.get("year"), result=_label(AssessmentResult, record.get("result")))  # fmt: skip


def effects_told(codes: Any) -> Words:
    return _joined([_label(AssessmentEffect, code) for code in codes or ()])


def _advice(record: Any) -> Words:
    return Words("{result}：{why}", "{result}: {why}", result=_label(AssessmentResult, record.get("result")), why=record.get("why", ""))  # fmt: skip


def _correction(record: Any) -> Words:
    named = record.get("ref") or record.get("document") or "—"
    return Words("{why}（{ref}）：{said}", "{why} ({ref}): {said}", why=_label(CorrectedFor, record.get("for")), ref=named, said=record.get("why", ""))  # fmt: skip


LETTERS = Letters(
    QUOTES,
    ADVICE,
    counsel=COUNSEL,
    labels={
        Known.RESULT.code: AssessmentResult,
        Known.PROPOSED.code: AssessmentResult,
        Known.NO_GRADE.code: NoGradeGround,
        Known.POST.code: Post,
    },
    forms={
        Known.MATERIAL.code: material_told,
        Known.CASELOAD.code: _caseload,
        Known.PREVIOUS.code: _previous,
        Known.EFFECTS.code: effects_told,
        Known.ADVICE.code: _advice,
        Known.CORRECTIONS.code: _correction,
        Known.COMMENTS.code: numbered,
        Known.COMMENT_ANSWERS.code: answered,
        Known.APPLICATION.code: numbered,
        Known.APPLICATION_ANSWER.code: answered,
        Known.SERVICE.code: service_told,
        Known.RESULT_SERVICE.code: service_told,
    },
    desk=Role.PERSONNEL,
)
