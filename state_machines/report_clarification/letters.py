"""What the letters of a clearing quote, and what they advise (通知的内容)."""

from __future__ import annotations

from typing import Any

from rules.clarification import ClearingForm, ClearingOutcome, PointFinding, name_of
from rules.labels import Labelled, Words
from rules.roles import Role
from state_machines.letters import Letters
from state_machines.points import numbered
from state_machines.report_clarification.terms import Accountable, Act, Known, State
from state_machines.steps import Fact

_FOUND = (Known.ACCUSATION, Known.FINDINGS)

QUOTES: dict[Labelled, tuple[Fact, ...]] = {
    State.OPENED: (Known.JUDGE, Known.ACCUSATION, Known.APPLICATION),
    Act.FIND_UNTRUE: _FOUND,
    Act.FIND_NONE_UNTRUE: (*_FOUND, Known.REASONS),
    Act.STATE_VIEW: (Known.VIEW, Known.PUBLIC_FORM),
    Act.ADD_AUDIENCE: (Known.AUDIENCE,),
    Act.ASSESS: (Known.OUTCOME, Known.MUST_GROUNDS, Known.NOT_GROUNDS, Known.FORMS, Known.ASSESSMENT),
    Act.EXAMINE: (Known.OUTCOME, Known.EXAMINATION),
    Act.SEND_BACK: (Known.REASONS,),
    Act.APPROVE: (Known.OUTCOME, Known.FORMS),
    Act.DECLINE: (Known.OUTCOME, Known.REASONS),
    Act.CLEAR: (Known.LETTER, Known.FORMS),
    Act.VISIT: (Known.VISIT, Known.EFFECTS_GONE),
    Act.CLEAR_FURTHER: (Known.REASONS,),
    Act.REFER_ACCUSER: (Known.REFERRED_TO,),
    Act.ASK_AGAIN: (Known.APPLICATION,),
    Act.WITHDRAW: (Known.REASONS,),
    Act.CLOSE: (Known.RESULT,),
}

# fmt: off
ADVICE: dict[Labelled, Words] = {
    Act.FIND_UNTRUE: Words("对检举的每一个问题作出认定，失实的登记失实结论", "find on each point of the report, and record what is untrue"),
    Act.FIND_NONE_UNTRUE: Words("没有一个问题失实的，说明理由并告知本人", "say so with reasons where no point is untrue"),
    Act.ASSESS: Words("听取本人意见、核对知悉范围后，在期限内评估是否应当澄清、用什么方式", "hear the judge, check the circle, and assess in time whether and how to clear"),
    Act.EXAMINE: Words("在期限内审核事实是否清楚、证据是否确凿完整", "examine facts and evidence in time"),
    Act.SEND_BACK: Words("事实、证据或者评估有问题的，退回补充", "send it back where something is wanting"),
    Act.APPROVE: Words("应当澄清的，在期限内批准", "approve in time what must be cleared"),
    Act.DECLINE: Words("不应当澄清的，说明理由", "decline with reasons what need not be"),
    Act.CLEAR: Words("只就失实的问题，向听到检举的每一个人和单位澄清；始终有书面形式", "clear the false points only, before everybody who heard the accusation, and always in writing"),
    Act.VISIT: Words("在期限内回访，登记影响是否消除", "visit in time and record whether the effects are gone"),
    Act.CLEAR_FURTHER: Words("影响没有消除的，继续澄清", "clear further where effects remain"),
    Act.CLOSE: Words("影响消除的，告知本人后办结", "close it when they are gone, and tell the judge"),
    Act.STATE_VIEW: Words("可以对是否澄清、用什么方式提出意见；不同意公开形式的，只书面澄清", "you may say whether and how it should be cleared; if you decline a public form it is done in writing only"),
    Act.ADD_AUDIENCE: Words("知道还有谁听到检举的，可以要求补登，向其一并澄清", "you may name others who heard it, and they will hear the clearing"),
    Act.WITHDRAW: Words("实施以前，可以书面表示不再要求澄清", "until it is done you may say that you no longer ask for it"),
    Act.ASK_AGAIN: Words("可以在期限内补充材料，再次申请澄清一次", "you may apply again in time, with more"),
}
"""How each act is done, for who may do it."""

COUNSEL: dict[tuple[Labelled, Role], Words] = {
    (Act.FIND_UNTRUE, Role.JUDGE_CONCERNED): Words("提出澄清意见，补登听到检举的人，或者表示不再要求澄清", "state your view, name who heard it, or say that you no longer ask for clearing"),
    (Act.CLEAR, Role.INFORMED): Words("您听到过的检举不属实，请不要再传；单位转告过他人的，请一并说明", "what you had heard is untrue: pass it on no more, and tell whoever had it from you"),
    (Act.CLEAR, Role.JUDGE_CONCERNED): Words("指出还有谁听到检举；因检举被暂缓的评优、晋升，请求恢复办理", "name others who heard it, and ask that awards or promotions held for it go on"),
}
# fmt: on


def _findings(records: Any) -> Words:
    return _joined(
        Words(
            "第{n}个问题：{found}", "point {n}: {found}", n=each["point"], found=PointFinding(each["finding"])
        )
        for each in records
    )


def _joined(said: Any) -> Words:
    words = list(said)
    return Words("；".join(map(str, words)), "; ".join(each.to("en") for each in words))


def _forms(codes: Any) -> Words:
    known = {each.value: Words(each.zh, each.en) for each in ClearingForm}
    return _joined(known.get(code, Words("{code}", "{code}", code=code)) for code in codes)


def _situations(codes: Any) -> Words:
    return _joined(name_of(code) for code in codes)


def _heard(record: Any) -> Words:
    return Words("{code}", "{code}", code=record.get("code", ""))


LETTERS = Letters(
    QUOTES,
    ADVICE,
    counsel=COUNSEL,
    labels={Known.OUTCOME.code: ClearingOutcome, Known.REFERRED_TO.code: Accountable},
    forms={
        Known.ACCUSATION.code: numbered,
        Known.FINDINGS.code: _findings,
        Known.FORMS.code: _forms,
        Known.MUST_GROUNDS.code: _situations,
        Known.NOT_GROUNDS.code: _situations,
        Known.AUDIENCE.code: _heard,
    },
    desk=Role.INSPECTION,
)
