"""What the letters of a disciplinary decision quote, and what they advise (通知的内容)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rules.committee_findings import Consequence
from rules.labels import Labelled, Words
from rules.roles import Role
from rules.sanctions import NONE_GIVEN, SanctionKind
from state_machines.discipline_decision.corrections import CORRECTIONS
from state_machines.discipline_decision.terms import NO_SANCTION, Act, Known, Measure
from state_machines.letters import Letters
from state_machines.papers_served import service_told
from state_machines.points import answered, numbered
from state_machines.steps import Fact

_GIVEN = (Known.SANCTION, Known.MEASURES, Known.SANCTION_UNTIL, Known.PERIOD, Known.EFFECTS, Known.BASIS)
_RESULT = (Known.UPHELD, Known.SANCTION, Known.MEASURES, Known.SANCTION_UNTIL, Known.APPLICATION_ANSWER)
_APPLIED = (Known.APPLICATION, Known.BY_RELATIVE)

QUOTES: dict[Labelled, tuple[Fact, ...]] = {
    Act.TELL: (
        Known.ITEM,
        Known.CONDUCT,
        Known.SEPARATE,
        Known.PROPOSED_SANCTION,
        Known.PROPOSED_MEASURES,
        Known.BASIS,
    ),
    Act.DECIDE_NONE: (Known.REASONS, Known.CONSEQUENCE),
    Act.STATE_AND_DEFEND: (Known.STATEMENT,),
    Act.DECIDE: (*_GIVEN, Known.ANSWERS),
    Act.SERVE: (*_GIVEN, Known.ANSWERS, Known.REMEDIES, Known.SERVICE),
    Act.ASK_REMOVAL: (Known.JUDGE, Known.REASONS),
    Act.RECORD_REMOVAL: (Known.REMOVED_ON,),
    Act.REPORT_EXECUTED: (Known.EXECUTED,),
    Act.EXTEND_EXECUTION: (Known.REASONS,),
    Act.SETTLE: (Known.REASONS,),
    Act.APPLY: _APPLIED,
    Act.APPEAL_AT_ONCE: _APPLIED,
    Act.APPEAL: _APPLIED,
    Act.APPEAL_FURTHER: _APPLIED,
    Act.ASK_REVIEW: _APPLIED,
    Act.ASK_RECHECK: _APPLIED,
    Act.RECONSIDER: _RESULT,
    Act.SERVE_RESULT: (*_RESULT, Known.RESULT_SERVICE),
    Act.REFUSE_APPEAL: (Known.REASONS,),
    Act.EXTEND_APPEAL: (Known.REASONS,),
    Act.DECIDE_APPEAL: _RESULT,
    Act.DECIDE_FURTHER: _RESULT,
    Act.DECIDE_REVIEW: _RESULT,
    Act.DECIDE_RECHECK: _RESULT,
    Act.WITHDRAW_REMEDY: (Known.REASONS,),
    Act.RECORD_SANCTION: (Known.GOVERNMENT_SANCTION, Known.SANCTION_UNTIL, Known.EFFECTS, Known.REMEDIES),
    Act.OPEN_SUPERVISION: (Known.REASONS,),
    Act.LIFT_SUPERVISION: (Known.CONSENT,),
    Act.CORRECT_WRONG: (Known.CORRECTION, Known.REASONS),
    Act.CLOSE: (Known.REASONS,),
    Act.RECTIFY: (Known.REPLACED, Known.REASONS),
    Act.TERMINATE: (Known.TERMINATION, Known.REASONS, Known.OTHERS_GO_ON),
}

_IN_POINTS = (
    "在期限内书面提出，一点一条写明理由；每一点都应当得到答复，不会因此加重，也不停止执行",
    "in writing in time, point by point; each point is answered, nothing becomes heavier for it, and execution goes on",
)

# fmt: off
ADVICE: dict[Labelled, Words] = {
    Act.TELL: Words("在期限内告知认定的事实、依据和拟处理意见，听取陈述申辩", "tell facts, basis and what is proposed in time, and hear the judge"),
    Act.DECIDE_NONE: Words("没有违反职责或者不应当惩戒的，决定不予惩戒", "decide on no discipline where none is due"),
    Act.STATE_AND_DEFEND: Words(
        "可以陈述申辩，一点一条；每一点都应当说明是否采纳及理由，不会因申辩加重；期满未提出的，按没有申辩办理",
        "you may state and defend, point by point; each point is answered, and nothing becomes heavier for it; silence counts as none"),
    Act.DECIDE: Words("集体讨论，逐点说明采纳与否，在期限内作出书面决定，写明事实、理由、依据和救济途径", "decide together and in writing in time: facts, reasons, basis, remedies, and an answer to each point"),
    Act.SERVE: Words("在期限内送达当事法官，登记方式和收到之日", "serve the judge in time and record how and when"),
    Act.REPORT_EXECUTED: Words("逐项执行并报告；救济期间不停止执行", "carry it out and report; remedies do not stop it"),
    Act.SETTLE: Words("没有可以复核、申诉的事项的，登记", "record that nothing can be appealed"),
    Act.APPLY: Words("对决定不服的，可以向原机关申请复核：" + _IN_POINTS[0], "you may apply to the same organ for reconsideration: " + _IN_POINTS[1]),
    Act.APPEAL_AT_ONCE: Words("也可以不经复核，直接向同级公务员主管部门或者上一级机关申诉：" + _IN_POINTS[0], "or appeal directly to the civil-service authority or the next higher organ: " + _IN_POINTS[1]),
    Act.RECONSIDER: Words("在期限内作出复核决定，逐点答复，不得加重", "decide in time, answer each point, nothing heavier"),
    Act.SERVE_RESULT: Words("把结果送达当事法官，登记收到之日", "serve the result on the judge and record the day of receipt"),
    Act.APPEAL: Words("对复核决定不服的，可以申诉：" + _IN_POINTS[0], "you may appeal against the result: " + _IN_POINTS[1]),
    Act.ACCEPT_APPEAL: Words("在期限内决定是否受理", "decide in time whether to accept it"),
    Act.REFUSE_APPEAL: Words("不予受理的，说明理由", "give reasons if it is refused"),
    Act.DECIDE_APPEAL: Words("由申诉公正委员会审理，在期限内作出处理决定，逐点答复，不得加重", "decide in time upon the appeals committee's opinion, answer each point, nothing heavier"),
    Act.DECIDE_FURTHER: Words("在期限内作出再申诉处理决定，逐点答复，不得加重", "decide in time, answer each point, nothing heavier"),
    Act.APPEAL_FURTHER: Words("对省级以下机关的处理决定不服的，可以再申诉：" + _IN_POINTS[0], "against a decision of an organ below the province you may appeal further: " + _IN_POINTS[1]),
    Act.ASK_REVIEW: Words("对政务处分不服的，可以向作出决定的监察机关申请复审：" + _IN_POINTS[0], "you may ask the commission that decided for a review: " + _IN_POINTS[1]),
    Act.DECIDE_REVIEW: Words("在期限内作出复审决定，逐点答复，不得加重", "decide in time, answer each point, nothing heavier"),
    Act.ASK_RECHECK: Words("对复审决定不服的，可以向上一级监察机关申请复核：" + _IN_POINTS[0], "you may ask the next higher commission for a recheck: " + _IN_POINTS[1]),
    Act.DECIDE_RECHECK: Words("在期限内作出复核决定，逐点答复，不得加重", "decide in time, answer each point, nothing heavier"),
    Act.RECORD_SANCTION: Words("监察机关已作出政务处分的，登记决定和送达情况", "record the commission's sanction and its service"),
    Act.LIFT_SUPERVISION: Words("监察机关同意或者结案的，登记后恢复办理", "record its consent, or the end of its case, and go on"),
    Act.CLOSE: Words("执行完毕、救济用尽或者期满的，结案归档", "close and archive when it is carried out and remedies are at an end"),
}
"""How each act is done, for who may do it."""

COUNSEL: dict[tuple[Labelled, Role], Words] = {
    (Act.DECIDE_NONE, Role.JUDGE_CONCERNED): Words("不实举报造成影响的，请求澄清", "ask for clearance if a false report did harm"),
    (Act.CORRECT_WRONG, Role.JUDGE_CONCERNED): Words("请求恢复名誉、消除影响、赔偿损失", "ask that name be restored and loss be paid"),
    (Act.LET_STATEMENT_LAPSE, Role.JUDGE_CONCERNED): Words("等候决定；对决定不服的，申请复核或者申诉", "wait for the decision, which may be reconsidered or appealed"),
}
# fmt: on
_KINDS = {kind.value: Words(kind.zh, kind.en) for kind in SanctionKind} | {NO_SANCTION: NONE_GIVEN}


def _sanction(code: Any) -> Words:
    return _KINDS.get(code) or Words("{code}", "{code}", code=code)


def _measures(codes: Any) -> Words:
    known = {each.value: each for each in Measure}
    return Words(
        "、".join(known[code].zh if code in known else code for code in codes),
        ", ".join(known[code].en if code in known else code for code in codes),
    )


def sentences(told: Any) -> Words:
    """Sentences on record, one after another; a record of one is read like a list of it."""
    listed = told if isinstance(told, list) else [told]
    return Words("；".join(each["zh"] for each in listed), "; ".join(each["en"] for each in listed))


def _separate(acts: Any) -> Words:
    """``遗漏主要证据：记过`` for each act."""
    told = [(each["conduct"], _sanction(each["sanction"])) for each in acts]
    return Words(
        "；".join(f"{conduct}：{kind}" for conduct, kind in told),
        "; ".join(f"{conduct}: {kind.to('en')}" for conduct, kind in told),
    )


OF_A_SANCTION: Mapping[str, Callable[[Any], Words]] = {
    Known.SANCTION.code: _sanction,
    Known.PROPOSED_SANCTION.code: _sanction,
    Known.GOVERNMENT_SANCTION.code: _sanction,
    Known.MEASURES.code: _measures,
    Known.PROPOSED_MEASURES.code: _measures,
    Known.SEPARATE.code: _separate,
    **dict.fromkeys((Known.EFFECTS.code, Known.PERIOD.code, Known.REMEDIES.code), sentences),
}
"""How what is given is read out, in every procedure that gives or changes it."""

LETTERS = Letters(
    QUOTES,
    ADVICE,
    labels={Known.CONSEQUENCE.code: Consequence},
    counsel=COUNSEL,
    forms={
        **OF_A_SANCTION,
        Known.REPLACED.code: CORRECTIONS.told,
        Known.STATEMENT.code: numbered,
        Known.ANSWERS.code: answered,
        Known.APPLICATION.code: numbered,
        Known.APPLICATION_ANSWER.code: answered,
        Known.SERVICE.code: service_told,
        Known.RESULT_SERVICE.code: service_told,
    },
    desk=Role.INSPECTION,
)
