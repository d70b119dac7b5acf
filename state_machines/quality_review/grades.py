"""Why an opinion, a grade or what follows may be refused (意见、等次、整改、线索、更正).

Each guard answers why not, in words, or None.
"""

from __future__ import annotations

from rules.labels import Words
from rules.law import law
from rules.roles import Actor
from state_machines.corrections import Corrections
from state_machines.quality_review.clocks import clue_unsettled, reported
from state_machines.quality_review.judge import GRADES
from state_machines.quality_review.terms import Known
from state_machines.steps import Facts, guard

LOCAL = law("local_review")
OTHERS = law("peer_review_rules")
JUDGES = law("judges_law")

LIABILITY_ITEMS = ("46(4)", "46(5)")
"""法官法第46条第4、5项: the only acts that the discipline committee examines (第48条)."""
CORRECTIONS = Corrections(Known.CORRECTION, Known, LOCAL["更正"])
"""What a correction may touch: what the register said of the case. What people decided or handed in has its own steps."""


@guard("等次不在规定之列", "no such grade", LOCAL["初评"])
def unknown_grade(_: Actor, facts: Facts) -> Words | None:
    if facts.act[Known.GRADE.code] in GRADES:
        return None
    return Words("没有“{grade}”这一等次", "there is no grade “{grade}”", grade=facts.act[Known.GRADE.code])


@guard("拟定不合格未经集体讨论", "不合格 without collective discussion", OTHERS["开阳第10条"])
def unqualified_undiscussed(_: Actor, facts: Facts) -> Words | None:
    if facts.act[Known.GRADE.code] != "unqualified" or facts.act.get(Known.DISCUSSED.code):
        return None
    return Words(
        "拟定不合格的，应当集体讨论并附讨论记录", "不合格 needs a collective discussion and its record"
    )


@guard("拟定不合格未听取合议庭意见", "不合格 without hearing the panel", OTHERS["开阳第10条"])
def panel_not_heard(_: Actor, facts: Facts) -> Words | None:
    if facts.act[Known.GRADE.code] != "unqualified" or facts.act.get(Known.PANEL_HEARD.code):
        return None
    return Words("拟定不合格的，应当先听取合议庭意见", "不合格 needs hearing the panel first")


@guard("尚有问题须整改", "defects are open", LOCAL["整改"])
def defects_open(_: Actor, facts: Facts) -> Words | None:
    if facts.get(Known.GRADE.code) in ("excellent", "qualified"):
        return None
    return Words("等次为瑕疵或者不合格，应当先整改", "a flawed or unqualified case must be rectified first")


@guard("尚未报告整改", "nothing was reported", LOCAL["整改"])
def nothing_reported(_: Actor, facts: Facts) -> Words | None:
    if reported(facts.known, facts.rules):
        return None
    return Words(
        "业务庭尚未报告整改情况，或者退回后尚未再次报告",
        "the division has not reported the rectification, or not since it was sent back",
    )


@guard("不属于法官法第46条第4、5项", "not within art. 46(4) or (5)", JUDGES[48])
def clue_item_outside_48(_: Actor, facts: Facts) -> Words | None:
    clue = facts.act[Known.CLUE_TRANSFER.code]
    if clue.get("item") in LIABILITY_ITEMS and clue.get("reasons"):
        return None
    return Words(
        "线索应当写明属于法官法第四十六条第四项还是第五项及其理由；其他违纪线索按干部管理权限移送",
        "state item 46(4) or 46(5) and the reasons; other misconduct goes by another way",
    )


@guard("线索已经处理", "the clue is settled", LOCAL["线索"])
def clue_settled(_: Actor, facts: Facts) -> Words | None:
    if facts.known.get(Known.CLUE_TRANSFER.code) or facts.known.get(Known.CLUE_DISMISSED.code):
        return Words("线索已经移送或者已决定不移送", "the clue was handed over or dismissed already")
    return None


@guard("线索尚未处理", "a clue is open", LOCAL["线索"])
def clue_open(_: Actor, facts: Facts) -> Words | None:
    if not clue_unsettled(facts, facts.rules):
        return None
    return Words(
        "疑似线索既未移送，也未说明不移送的理由",
        "the suspected clue was neither handed over nor dismissed with reasons",
    )
