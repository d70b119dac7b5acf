"""What the letters of a handover quote, and what they advise (通知的内容)."""

from __future__ import annotations

from rules.labels import Labelled, Words
from rules.roles import Role
from state_machines.chain import ROWS
from state_machines.handover.terms import Act, Known, Link, State
from state_machines.letters import Letters
from state_machines.steps import Fact

_WHAT = (Known.LINK, Known.SOURCE_REF, Known.SOURCE_ON, Known.GIVER)
QUOTES: dict[Labelled, tuple[Fact, ...]] = {
    State.OFFERED: _WHAT,
    Act.ACCEPT: (Known.LINK, Known.SOURCE_REF, Known.OPENED, Known.DONE),
    Act.DECLINE: (*_WHAT, Known.REASONS),
    Act.OFFER_AGAIN: (*_WHAT, Known.REASONS),
    Act.LET_REST: (*_WHAT, Known.REASONS),
    Act.WITHDRAW: (*_WHAT, Known.REASONS),
}

# fmt: off
ADVICE: dict[Labelled, Words] = {
    Act.ACCEPT: Words("在期限内接收，写明开启的事项或者文号；在本系统登记开启的，自动记为接收", "take it over in time and say what was opened; what is opened in this system is entered by itself"),
    Act.DECLINE: Words("不予接收的，写明理由", "give reasons where you decline"),
    Act.OFFER_AGAIN: Words("认为应当接收的，说明理由再次移送，限一次", "where it should be taken over offer it again with reasons, once"),
    Act.LET_REST: Words("同意不予接收的，写明不再移送的理由", "where you agree give it up, with reasons"),
    Act.RECORD_UNDOING: Words("由例行办理逐项核对后登记", "entered by the routine, from the list"),
    Act.WITHDRAW: Words("所依据的结果已被撤销、变更的，撤回移送", "withdraw it where what it rests on was revoked or changed"),
}
# fmt: on
"""How each act is done, for who may do it."""


def _link(code: str) -> Words:
    """What is handed over, and what its receiver is to do."""
    row = ROWS[Link(code)]
    return Words(
        "{link}。{task}",
        "{link}. {task}",
        link=row.link,
        task=row.what_to_do(Words("来源编号", "REF")),
    )


LETTERS = Letters(
    QUOTES,
    ADVICE,
    labels={Known.GIVER.code: Role, Known.RECEIVER.code: Role},
    forms={Known.LINK.code: _link},
    desk=Role.INSPECTION,
)
