"""Why a step of a review of exemption may be refused, and what the sheet comes to (免责审查的条件)."""

from __future__ import annotations

from datetime import date
from typing import Any

from rules.clocks import beijing_day
from rules.exemption_sheet import ExemptionOutcome, SheetRow, faults, outcome, sheet
from rules.exemptions import exemptions
from rules.labels import Words
from rules.law import law
from rules.roles import Actor
from state_machines.exemption_review.terms import Known
from state_machines.judge_concerned import not_the_judge as only_the_judge
from state_machines.points import left_unanswered
from state_machines.steps import Computation, Fact, Facts, guard

LOCAL = law("local_protection")
RESPONSIBILITY = law("judicial_responsibility_2015")
DUTY = law("protection_of_duty_2016")


not_the_judge = only_the_judge("not_the_judge", Known.JUDGE, LOCAL["逐项审查"])


@guard("没有逐项审查", "not every ground was tested", RESPONSIBILITY[28])
def sheet_wanting(_: Actor, facts: Facts) -> Words | None:
    """Each ground in force on the day of the act is tested once, with its reason."""
    if not exemptions(_day(facts)):
        return Words("行为之日没有生效的免责情形", "no ground was in force on the day of the act")
    return faults(facts.act[Known.TESTS.code], _day(facts))


@guard("陈述没有逐点答复", "a point of the statement is not answered", DUTY[13])
def statement_unanswered(_: Actor, facts: Facts) -> Words | None:
    nothing = Words("法官的陈述应当逐点答复", "answer each point of the judge's statement")
    return left_unanswered(facts.known.get(Known.STATEMENT.code), facts.act.get(Known.ANSWERS.code), nothing)


@guard("尚不能得出结论", "no outcome yet", LOCAL["逐项审查"])
def outcome_unclear(_: Actor, facts: Facts) -> Words | None:
    if facts.known.get(Known.OUTCOME.code) != ExemptionOutcome.UNCLEAR.value:
        return None
    return Words("有的情形尚不清楚，退回查明", "a ground is not clear yet: send it back")


@guard("已经提出过异议", "objected already", LOCAL["免责结论"])
def objected_already(_: Actor, facts: Facts) -> Words | None:
    if not facts.known.get(Known.OBJECTED.code):
        return None
    return Words(
        "已经提出过一次异议；可以另行申请维权", "objected once already; a petition for protection is open"
    )


# ---- what follows (由此确定的事实) ---------------------------------------------------------------------------


def _day(facts: Facts) -> date:
    """The day of the act decides which list applies (从旧)."""
    given = facts.get(Known.ACTED_ON.code)
    return date.fromisoformat(str(given)) if given else beijing_day(facts.at)


def _rows(facts: Facts) -> list[SheetRow]:
    return sheet(facts.act[Known.TESTS.code], _day(facts))


def _sheet(_: Actor, facts: Facts) -> dict[str, Any]:
    return {"on": _day(facts).isoformat(), "rows": [row.record() for row in _rows(facts)]}


def _outcome(_: Actor, facts: Facts) -> str:
    found: ExemptionOutcome = outcome(_rows(facts), intent=facts.act.get(Known.INTENT.code) is True)
    return str(found.value)


TESTED: tuple[tuple[Fact, Computation], ...] = ((Known.SHEET, _sheet), (Known.OUTCOME, _outcome))
