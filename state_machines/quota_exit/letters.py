"""What the letters of an exit quote, and what they advise (通知的内容)."""

from __future__ import annotations

from typing import Any

from rules.assessment import AssessmentResult
from rules.committee_findings import Finding
from rules.exit_grounds import exit_book
from rules.exit_performance import RestsOn
from rules.labels import Labelled, Words
from rules.quota_exit import ExitCategory
from rules.roles import Role
from rules.sanctions import SanctionKind
from state_machines.letters import Letters
from state_machines.papers_served import service_told
from state_machines.points import answered, numbered
from state_machines.quota_exit.terms import Act, Known, ReviewResult
from state_machines.steps import Fact

_GROUND = (Known.GROUND_FOUND, Known.CATEGORY)
_PROOF = (
    Known.ASSESSMENTS,
    Known.CASELOAD,
    Known.SANCTION,
    Known.OPINION,
    Known.ABSENCE,
    Known.FAMILY,
    Known.KINSHIP,
    Known.OTHER_BASIS,
)
_RESULT = (Known.REVIEW_RESULT, Known.NEW_GROUND, Known.APPLICATION_ANSWER)

QUOTES: dict[Labelled, tuple[Fact, ...]] = {
    Act.REQUEST: (*_GROUND, Known.REQUEST, Known.GOOD_REASON),
    Act.REPORT_EVENT: (*_GROUND, Known.SOURCE),
    Act.PROPOSE: (*_GROUND, Known.RESTS_ON, Known.SOURCE, *_PROOF, Known.REASONS),
    Act.RECORD_FINDING: (Known.FINDING,),
    Act.VERIFY: (*_GROUND, Known.VERIFICATION, Known.FINDING, *_PROOF),
    Act.STATE_OPINION: (Known.STATEMENT,),
    Act.PASS_HEARING: (Known.REASONS,),
    Act.RESOLVE: _GROUND,
    Act.DECLINE: (Known.REASONS, Known.ANSWERS),
    Act.REPORT_UP: _GROUND,
    Act.FILE_NATURAL: (*_GROUND, Known.APPROVAL, Known.EFFECTIVE_ON),
    Act.PASS_ON: (Known.HIGHER_OPINION,),
    Act.APPROVE: (*_GROUND, Known.APPROVAL, Known.EFFECTIVE_ON),
    Act.DISAPPROVE: (Known.REASONS,),
    Act.SEND_BACK: (Known.REASONS,),
    Act.END_POWERS: (Known.EFFECTIVE_ON, Known.POWERS, Known.OPEN_CASES),
    Act.HAND_OVER: (Known.HANDOVER,),
    Act.DECIDE: (*_GROUND, Known.REASONS, Known.BASIS),
    Act.SERVE: (*_GROUND, Known.BASIS, Known.ANSWERS, Known.EFFECTIVE_ON, Known.REENTRY_FROM, Known.SERVICE),
    Act.ASK_REVIEW: (Known.APPLICATION,),
    Act.GO_ON: (Known.REASONS,),
    Act.WITHDRAW_REVIEW: (Known.REASONS,),
    Act.DECIDE_REVIEW: _RESULT,
    Act.CONFIRM_CHANGE: (Known.CHANGE_CONFIRMED, Known.REVIEW_RESULT, Known.APPROVAL),
    Act.SERVE_RESULT: (*_RESULT, Known.RESULT_SERVICE),
    Act.RESTORE: (Known.REASONS,),
    Act.FILE: (*_GROUND, Known.FILED),
    Act.ASK_REMOVAL: (Known.JUDGE, Known.REASONS),
    Act.RECORD_REMOVAL: (Known.REMOVED_ON,),
    Act.REGISTER: (*_GROUND, Known.EFFECTIVE_ON, Known.REENTRY_FROM),
    Act.CORRECT: (Known.CORRECTION, Known.REASONS),
    Act.FIND_ELIGIBLE: (Known.CAUSE_ENDED,),
    Act.REENTER: (Known.SELECTION,),
    Act.ARCHIVE: (Known.REASONS,),
    Act.WITHDRAW: (Known.REASONS,),
    Act.DROP: (Known.REASONS,),
    Act.RECORD_DEATH: (Known.DIED_ON,),
    Act.OPEN_HOLD: (Known.REASONS,),
    Act.LIFT_HOLD: (Known.CONSENT,),
}

# fmt: off
ADVICE: dict[Labelled, Words] = {
    Act.REQUEST: Words("书面申请退出员额，一点一条写明正当理由；批准之前可以撤回", "ask in writing to leave the quota, with good reason, point by point; until approval you may withdraw"),
    Act.REPORT_EVENT: Words("在期限内登记情形和证明文件", "report the event and its proof in time"),
    Act.PROPOSE: Words("在期限内提出建议，写明情形、根据和证明；排名、末位不是根据", "propose in time: ground, what it rests on, proof; a ranking is none"),
    Act.RECORD_FINDING: Words("按办案业绩标准认定是否不能胜任，写明未达到的标准和理由", "find by the standard of performance whether the judge is unfit, and why"),
    Act.VERIFY: Words("在期限内核查情形，列明全部未结案件", "verify the ground in time and list every open case"),
    Act.STATE_OPINION: Words("可以陈述意见，一点一条；每一点都应当得到答复；期满未陈述的，按没有意见办理", "you may be heard, point by point; each point is answered; silence counts as none"),
    Act.RESOLVE: Words("在期限内讨论，逐点答复法官的意见", "consider it in time and answer each point of the judge"),
    Act.DECLINE: Words("不同意的，写明理由", "give reasons where you decline"),
    Act.REPORT_UP: Words("在期限内层报高级法院审批", "report it to the high court in time, level by level"),
    Act.FILE_NATURAL: Words("自然退出的，在期限内报高级法院备案", "file a natural exit with the high court in time"),
    Act.PASS_ON: Words("基层法院的事项，写明中级法院审核意见", "give the intermediate court's opinion on a basic court's matter"),
    Act.APPROVE: Words("在期限内审批；批准之日职权停止", "decide in time; the powers end on the day of approval"),
    Act.DISAPPROVE: Words("不予批准的，书面说明理由", "give reasons in writing where you do not approve"),
    Act.SEND_BACK: Words("材料不全、事实不清的，写明理由退回补充核查", "send it back with reasons where papers or facts are wanting"),
    Act.END_POWERS: Words("当日停止分案，收回签章和文书签发权限，列明全部未结案件", "stop assigning that day, take back seal and signature, list every open case"),
    Act.HAND_OVER: Words("逐件移交未结案件，写明接收人和日期；缺一件不能办理", "hand over each open case, naming who takes it and when; none may be missing"),
    Act.DECIDE: Words("在期限内作出书面决定，写明理由、依据和复核权利", "decide in writing in time: reasons, basis, and the right of review"),
    Act.SERVE: Words("在期限内送达，登记方式和收到之日", "serve the decision in time and record how and when"),
    Act.ASK_REVIEW: Words("对决定有异议的，可以书面向本院党组申请复核，一点一条写明理由；每一点都应当得到答复，不会因此加重", "you may ask the court's party group in writing for a review, point by point; each point is answered, nothing becomes heavier for it"),
    Act.GO_ON: Words("法官已经死亡的，登记没有复核", "record that there is no review where the judge has died"),
    Act.DECIDE_REVIEW: Words("在期限内复核，逐点答复，不得加重；撤销、变更的报高级法院", "decide in time, answer each point, nothing heavier; a change goes to the high court"),
    Act.CONFIRM_CHANGE: Words("在期限内答复是否同意复核的撤销、变更", "say in time whether you agree to the change"),
    Act.SERVE_RESULT: Words("在期限内送达复核结果", "serve the result in time"),
    Act.RESTORE: Words("撤销的，恢复员额和职权", "where it was revoked restore the judge and the powers"),
    Act.REGISTER: Words("备案、提请免职、移交案件，全部完成后在期限内登记办结", "file, move for removal, hand over; register in time when all is done"),
    Act.FIND_ELIGIBLE: Words("等待期满、原因消除的，登记可以再次参加遴选", "once the wait and the cause have ended record that selection is open"),
    Act.REENTER: Words("经遴选再次入额的，登记遴选结果", "record the selection on the return to the quota"),
    Act.ARCHIVE: Words("不再办理的，归档", "archive it when nothing more is to be done"),
    Act.WITHDRAW: Words("批准之前，可以书面撤回申请", "until the approval you may withdraw the request in writing"),
    Act.DROP: Words("情形不成立或者已经消失的，终止办理并说明理由", "end it, with reasons, where the ground does not hold or has gone"),
    Act.LIFT_HOLD: Words("监察机关同意或者结案的，登记后恢复办理", "record its consent, or the end of its case, and go on"),
}
"""How each act is done, for who may do it."""

COUNSEL: dict[tuple[Labelled, Role], Words] = {
    (Act.DECLINE, Role.JUDGE_CONCERNED): Words("继续履行职务；情况变化的，再次申请", "go on in office; ask again when things have changed"),
    (Act.APPROVE, Role.JUDGE_CONCERNED): Words("自今日起不再行使员额法官职权，配合移交案件；决定送达后可以申请复核", "from today the powers are not exercised: help with the handover; once served you may ask for a review"),
    (Act.LET_STATEMENT_LAPSE, Role.JUDGE_CONCERNED): Words("等候党组讨论；决定送达后可以申请复核", "wait for the party group; the decision may be reviewed"),
    (Act.RESTORE, Role.JUDGE_CONCERNED): Words("恢复行使职权；造成影响的，请求恢复名誉", "take up the powers again; ask that the name be restored if harm was done"),
    (Act.CORRECT, Role.JUDGE_CONCERNED): Words("请求恢复名誉、消除影响、赔偿损失", "ask that name be restored and loss be paid"),
}
# fmt: on


def _pinned(record: Any) -> Words:
    """The name of the ground as the matter has it, a court's own among them."""
    return Words(record.get("zh", ""), record.get("en", ""))


def _ground(code: Any) -> Words:
    """The name of a ground of ours: what a review changes to is one of these."""
    names = {each.code: each.words for listed in exit_book().lists for each in listed.grounds}
    return names.get(str(code)) or Words("{code}", "{code}", code=code)


def _joined(found: list[Words]) -> Words:
    return Words("；".join(map(str, found)), "; ".join(each.to("en") for each in found))


def _label(labels: type[Labelled], code: Any) -> Words:
    found = next((each for each in labels if each.value == code), None)
    return Words(found.zh, found.en) if found else Words("{code}", "{code}", code=code)


def _source(record: Any) -> Words:
    said = [str(record[part]) for part in ("document", "ref") if record.get(part)]
    return Words("{on}，{said}", "{on}, {said}", on=record.get("on", ""), said="，".join(said) or "—")


def _assessments(records: Any) -> Words:
    return _joined([Words("{year}年度{result}", "{year}: {result}", year=each.get("year"), result=_label(AssessmentResult, each.get("result")))
                    for each in records])  # fmt: skip


def _sanction(record: Any) -> Words:
    return Words(
        "{kind}，{on}决定",
        "{kind}, decided on {on}",
        kind=_label(SanctionKind, record.get("kind")),
        on=record.get("decided_on", ""),
    )


def _opinion(record: Any) -> Words:
    return Words("{finding}（{ref}）", "{finding} ({ref})", finding=_label(Finding, record.get("finding")), ref=record.get("ref"))  # fmt: skip


def _caseload(record: Any) -> Words:
    return Words("{year}年度办案{closed}件，最低要求{least}件", "{year}: {closed} cases, the minimum is {least}",
                 year=record.get("year"), closed=record.get("closed"), least=record.get("least"))  # fmt: skip


def _absence(record: Any) -> Words:
    why = Words("健康原因", "for health") if record.get("health") else Words("个人其他原因", "for other personal reasons")  # fmt: skip
    return Words("{since}至{until}，{why}", "{since} to {until}, {why}", since=record.get("since"), until=record.get("until"), why=why)  # fmt: skip


def _family(record: Any) -> Words:
    parts = [("spouse_abroad", Words("配偶已移居", "spouse abroad")), ("no_spouse", Words("没有配偶", "no spouse")),
             ("children_abroad", Words("子女均移居", "all children abroad"))]  # fmt: skip
    return _joined([words for code, words in parts if record.get(code) is True])


def _kinship(record: Any) -> Words:
    return Words("法官法第{article}条：{relation}", "Judges Law, art. {article}: {relation}",
                 article=record.get("article"), relation=record.get("relation"))  # fmt: skip


def _rests_on(codes: Any) -> Words:
    return _joined([_label(RestsOn, code) for code in codes])


def _finding(record: Any) -> Words:
    how = Words("不能胜任", "unfit") if record.get("unfit") is True else Words("没有认定不能胜任", "not found unfit")  # fmt: skip
    return Words("{how}；标准：{standard}；理由：{why}", "{how}; standard: {standard}; why: {why}",
                 how=how, standard=record.get("standard", ""), why=record.get("why", ""))  # fmt: skip


def _cases(records: Any) -> Words:
    return _joined([Words("{case}", "{case}", case=each.get("case_no")) for each in records])


def _handover(records: Any) -> Words:
    return _joined([Words("{case}由{to}接收（{on}）", "{case} to {to} ({on})", case=each.get("case_no"), to=each.get("to"), on=each.get("on"))
                    for each in records])  # fmt: skip


LETTERS = Letters(
    QUOTES,
    ADVICE,
    counsel=COUNSEL,
    labels={Known.CATEGORY.code: ExitCategory, Known.REVIEW_RESULT.code: ReviewResult},
    forms={
        Known.GROUND_FOUND.code: _pinned,
        Known.NEW_GROUND.code: _ground,
        Known.SOURCE.code: _source,
        Known.ASSESSMENTS.code: _assessments,
        Known.SANCTION.code: _sanction,
        Known.OPINION.code: _opinion,
        Known.ABSENCE.code: _absence,
        Known.FAMILY.code: _family,
        Known.KINSHIP.code: _kinship,
        Known.RESTS_ON.code: _rests_on,
        Known.FINDING.code: _finding,
        Known.CASELOAD.code: _caseload,
        Known.OPEN_CASES.code: _cases,
        Known.HANDOVER.code: _handover,
        Known.REQUEST.code: numbered,
        Known.STATEMENT.code: numbered,
        Known.ANSWERS.code: answered,
        Known.APPLICATION.code: numbered,
        Known.APPLICATION_ANSWER.code: answered,
        Known.SERVICE.code: service_told,
        Known.RESULT_SERVICE.code: service_told,
    },
    desk=Role.PERSONNEL,
)
