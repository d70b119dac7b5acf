"""What the letters about a petition quote, and what they advise (通知的内容)."""

from __future__ import annotations

from typing import Any

from rules.labels import Labelled, Words
from rules.roles import Role
from rules.wrong_handling import Restoration
from state_machines.letters import Letters
from state_machines.points import numbered
from state_machines.rights_petition.terms import Act, Function, Known, Origin, Route, State
from state_machines.steps import Fact

QUOTES: dict[Labelled, tuple[Fact, ...]] = {
    State.PETITION: (Known.ORIGIN, Known.JUDGE, Known.CONTENT, Known.REQUESTS, Known.ALARM),
    Act.ACCEPT: (Known.FUNCTION, Known.REMEDIES_RUNNING),
    Act.DECLINE: (Known.REASONS,),
    Act.ADD: (Known.MORE,),
    Act.CHECK: (Known.FOUND, Known.WRONG, Known.WRONGS, Known.UNRELATED),
    Act.SUPPORT: (Known.PROPOSAL, Known.WRONGS, Known.REQUESTS),
    Act.REDIRECT: (Known.ROUTE, Known.REASONS),
    Act.CORRECT: (Known.CORRECTION,),
    Act.REFUSE: (Known.REASONS,),
    Act.REPORT_HIGHER: (Known.PROPOSAL, Known.WRONGS, Known.REASONS),
    Act.ORDER: (Known.CORRECTION, Known.REASONS),
    Act.LEAVE: (Known.REASONS,),
    Act.RESTORE: (Known.RESTORED,),
    Act.WITHDRAW: (Known.REASONS,),
    Act.CLOSE: (Known.RESULT,),
}

# fmt: off
ADVICE: dict[Labelled, Words] = {
    Act.ACCEPT: Words("在期限内受理，并告知维权申请不停止复核、申诉、复审的法定期限", "accept it in time, and tell that no time limit of a remedy stops for it"),
    Act.DECLINE: Words("不属于职能的，说明理由和可以去的部门", "where it is not for the committee, say why and where to go"),
    Act.CHECK: Words("在期限内查明有无法定事由、是否经过法定程序、是否书面说明理由", "find in time whether there was a ground, a procedure and written reasons"),
    Act.SUPPORT: Words("处理有错误的，建议有关机关纠正，逐项写明需要恢复的事项", "where it was wrong, propose a correction and list what is to be restored"),
    Act.REDIRECT: Words("有其他途径的，告知途径、机关和期限", "where there is another way, say which, to whom and until when"),
    Act.CORRECT: Words("在期限内纠正；逾期视为不纠正，将反映至上级法院", "correct it in time; silence counts as a refusal and goes to the higher court"),
    Act.REFUSE: Words("不予纠正的，在期限内书面说明理由", "refuse in writing with reasons, in time"),
    Act.REPORT_HIGHER: Words("在期限内反映至上级法院", "take it to the higher court in time"),
    Act.ORDER: Words("在期限内督促纠正，或者说明无须纠正的理由", "have it corrected in time, or say why it need not be"),
    Act.LEAVE: Words("无须纠正的，说明理由", "say why it need not be corrected"),
    Act.RESTORE: Words("逐项落实并登记", "restore point by point, and record it"),
    Act.CLOSE: Words("全部落实的，告知申请人后办结", "close it when all is done, and tell the petitioner"),
    Act.ADD: Words("可以补充材料；复核、申诉、复审请另在法定期限内提出", "you may add material; reconsideration, appeal and review are asked for apart, in their own time"),
    Act.WITHDRAW: Words("可以撤回申请", "you may withdraw the petition"),
}
"""How each act is done, for who may do it."""

COUNSEL: dict[tuple[Labelled, Role], Words] = {
    (Act.ACCEPT, Role.PETITIONER): Words("同时在法定期限内申请复核、申诉或者复审：维权申请不停止这些期限", "ask for reconsideration, appeal or review in time as well: the petition stops none of these limits"),
    (Act.ACCEPT, Role.JUDGE_CONCERNED): Words("同时在法定期限内申请复核、申诉或者复审：维权申请不停止这些期限", "ask for reconsideration, appeal or review in time as well: the petition stops none of these limits"),
    (Act.DECLINE, Role.PETITIONER): Words("向告知的部门提出，或者补充材料后重新申请", "go where you were shown, or petition anew with more"),
}
# fmt: on


def _requests(codes: Any) -> Words:
    known = [each for each in Restoration if each.value in codes]
    return Words("、".join(each.zh for each in known), ", ".join(each.en for each in known))


def _reasons(records: Any) -> Words:
    return Words("；".join(each["zh"] for each in records), "; ".join(each["en"] for each in records))


def _restored(record: Any) -> Words:
    return Words("{what}（{on}）", "{what} ({on})", what=Restoration(record["what"]), on=record["on"])


def _alarm(record: Any) -> Words:
    said = Words(record.get("zh", ""), record.get("en", ""))
    return Words("{said}", "{said}", said=said)


LETTERS = Letters(
    QUOTES,
    ADVICE,
    counsel=COUNSEL,
    labels={Known.FUNCTION.code: Function, Known.ROUTE.code: Route, Known.ORIGIN.code: Origin},
    forms={
        Known.REQUESTS.code: _requests,
        Known.WRONGS.code: _reasons,
        Known.RESTORED.code: _restored,
        Known.REMEDIES_RUNNING.code: numbered,
        Known.ALARM.code: _alarm,
    },
    desk=Role.DUTY_PROTECTION,
)
