"""What the letters of a reopening quote, and what they advise (通知的内容)."""

from __future__ import annotations

from rules.labels import Labelled, Words
from rules.roles import Role
from state_machines.discipline_decision.letters import OF_A_SANCTION, sentences
from state_machines.discipline_reopening.terms import About, Act, Ground, Known, Outcome
from state_machines.letters import Letters
from state_machines.papers_served import service_told
from state_machines.points import answered, numbered
from state_machines.steps import Fact

_NOW = (Known.OUTCOME, Known.SANCTION, Known.MEASURES, Known.SANCTION_UNTIL, Known.PERIOD, Known.UNDONE)

QUOTES: dict[Labelled, tuple[Fact, ...]] = {
    Act.TAKE_UP: (Known.ABOUT, Known.GROUND, Known.EXAMINED),
    Act.SEND_BACK: (Known.GROUND, Known.EXAMINED, Known.NEW_EVIDENCE),
    Act.REFUSE: (Known.REASONS, Known.ANSWERS),
    Act.WITHDRAW: (Known.REASONS,),
    Act.RECORD_ANEW: (Known.ANEW_REF,),
    Act.DECIDE_ANEW: (*_NOW, Known.REASONS),
    Act.SERVE: (*_NOW, Known.REASONS, Known.ANSWERS, Known.REMEDIES, Known.SERVICE),
    Act.RESTORE: (Known.RESTORED,),
    Act.CLOSE: (Known.REASONS,),
}

# fmt: off
ADVICE: dict[Labelled, Words] = {
    Act.TAKE_UP: Words("在期限内审查；决定再处理的，写明审查情况", "examine it in time, and say what was examined"),
    Act.SEND_BACK: Words("审查意见有误的，连同新证据提请惩戒委员会重新审议", "where the opinion is wrong, send it back to the committee with the new evidence"),
    Act.REFUSE: Words("不予再处理的，说明理由，对请求逐点答复", "refuse it with reasons and an answer to each point"),
    Act.WITHDRAW: Words("作出决定之前，可以说明理由撤回自己的请求", "until it is taken up you may withdraw your own request, with reasons"),
    Act.DECIDE_ANEW: Words("在期限内重新作出决定：维持、变更或者撤销；不因请求而加重", "decide anew in time: uphold, change or revoke; nothing heavier for the request"),
    Act.SERVE: Words("在期限内送达当事法官，登记收到之日", "serve the judge in time and record the day of receipt"),
    Act.RESTORE: Words("应当恢复的事项逐项办理，逐项写明", "put back each thing and say so, one by one"),
    Act.CLOSE: Words("全部恢复的，结案归档", "close and archive when all is put back"),
}
"""How each act is done, for who may do it."""
# fmt: on

LETTERS = Letters(
    QUOTES,
    ADVICE,
    labels={Known.ABOUT.code: About, Known.GROUND.code: Ground, Known.OUTCOME.code: Outcome},
    counsel={
        (Act.TAKE_UP, Role.JUDGE_CONCERNED): Words("补充理由和证据", "add reasons and evidence"),
        (Act.SERVE, Role.JUDGE_CONCERNED): Words(
            "核对应当恢复的事项；对重新决定不服的，依所告知的途径和期限提出",
            "check what must be put back; if you disagree, use the remedies told in their time",
        ),
    },
    forms={
        **OF_A_SANCTION,
        Known.UNDONE.code: sentences,
        Known.RESTORED.code: numbered,
        Known.ANSWERS.code: answered,
        Known.SERVICE.code: service_told,
    },
    desk=Role.INSPECTION,
)
