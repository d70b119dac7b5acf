"""What the letters of a suspension from duty quote, and what they advise (通知的内容)."""

from __future__ import annotations

from rules.labels import Labelled, Words
from rules.personnel_holds import CaseOpened
from rules.roles import Role
from state_machines.duty_suspension.terms import Act, Known, Result
from state_machines.letters import Letters
from state_machines.papers_served import service_told
from state_machines.points import answered, numbered
from state_machines.steps import Fact

_SUSPENDED = (Known.OPENED, Known.REASONS, Known.FROM, Known.PAY, Known.CASES_LEFT)

QUOTES: dict[Labelled, tuple[Fact, ...]] = {
    Act.SUSPEND_DUTY: _SUSPENDED,
    Act.DECLINE: (Known.REASONS,),
    Act.SERVE: (*_SUSPENDED, Known.SERVICE),
    Act.KEEP_UP: (Known.REASONS,),
    Act.ASK_BACK: (Known.REQUEST,),
    Act.ANSWER_NO: (Known.REASONS, Known.ANSWERS),
    Act.RECORD_END: (Known.MATTER, Known.ENDED_ON, Known.RESULT),
    Act.LIFT: (Known.REASONS, Known.BACK_ON, Known.PAY_SETTLED),
    Act.END_WITH_OFFICE: (Known.REASONS,),
}

# fmt: off
ADVICE: dict[Labelled, Words] = {
    Act.SUSPEND_DUTY: Words("已被立案调查、侦查且不宜继续履职的，集体讨论后决定，写明起始之日、工资待遇和未结案件的移交", "where a case is open and the judge unfit to go on: decide together; say from when, the pay, and who takes the open cases"),
    Act.DECLINE: Words("没有立案或者可以继续履职的，决定不予暂停", "decline it where no case is open or the judge is fit to go on"),
    Act.SERVE: Words("在期限内送达当事法官，登记收到之日", "serve the judge in time and record the day of receipt"),
    Act.KEEP_UP: Words("在期限内复查；仍不宜履职的，写明理由和再次复查前的天数", "look at it again in time; if the judge is still unfit, say why and for how many days"),
    Act.ASK_BACK: Words("可以随时书面请求恢复履职，一点一条写明理由；每一点都应当在期限内得到答复", "you may ask to go back to duty at any time, point by point; each point is answered in time"),
    Act.ANSWER_NO: Words("在期限内逐点答复", "answer each point in time"),
    Act.LIFT: Words("情形消除或者所涉事项没有追究责任的，及时恢复履职，写明工资待遇如何补发", "lift it when the ground is gone or nobody is held liable, and say how pay was made good"),
    Act.END_WITH_OFFICE: Words("已依法免职、离职的，登记终止", "record its end where the office ended"),
}
"""How each act is done, for who may do it."""
# fmt: on

LETTERS = Letters(
    QUOTES,
    ADVICE,
    labels={Known.OPENED.code: CaseOpened, Known.RESULT.code: Result},
    counsel={
        (Act.SERVE, Role.JUDGE_CONCERNED): Words(
            "暂停履职不是处分；可以请求恢复履职，也可以请求法官权益保障委员会协助",
            "it is no sanction; you may ask to go back to duty, or turn to the duty-protection committee",
        ),
        (Act.RECORD_END, Role.JUDGE_CONCERNED): Words(
            "没有追究责任的，要求限期恢复履职", "if you were not held liable, ask that it be lifted in time"
        ),
    },
    forms={
        Known.REQUEST.code: numbered,
        Known.ANSWERS.code: answered,
        Known.SERVICE.code: service_told,
    },
    desk=Role.PERSONNEL,
)
