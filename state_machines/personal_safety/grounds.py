"""Why a step of personal safety may be refused (险情处置的条件). Each guard answers why not, or None."""

from __future__ import annotations

from typing import Any

from rules.clocks import BEIJING
from rules.danger import DangerGrade, SafetyMeasure, respond_by, response, wanting
from rules.labels import Words
from rules.law import law
from rules.roles import Actor
from state_machines.judge_concerned import not_the_judge as only_the_judge
from state_machines.moments import moment_of
from state_machines.personal_safety.terms import Known, Risk
from state_machines.steps import Computation, Fact, Facts, guard

LOCAL = law("local_protection")
JUDGES = law("judges_law")


not_the_judge = only_the_judge(
    "not_the_judge", Known.JUDGE, JUDGES[57], Words("受保护的法官", "the judge protected")
)


@guard("措施低于险情等级", "less than the grade needs", LOCAL["响应"])
def too_little(_: Actor, facts: Facts) -> Words | None:
    grade = facts.get(Known.GRADE.code)
    if not grade:
        return None
    left = wanting(DangerGrade(grade), _taken(facts), facts.rules)
    if not left:
        return None
    return Words(
        "{grade}至少还应当采取：{left}",
        "{grade} needs at least: {left}",
        grade=DangerGrade(grade),
        left=Words("、".join(each.zh for each in left), ", ".join(each.en for each in left)),
    )


@guard("未经本人同意调整案件", "a reassignment without consent", JUDGES[11])
def reassigned_unasked(_: Actor, facts: Facts) -> Words | None:
    """Protection is no pretext: a judge is not taken off a case against his will."""
    if (
        SafetyMeasure.REASSIGNMENT.value not in facts.act[Known.MEASURES.code]
        or facts.act.get(Known.CONSENT.code) is True
    ):
        return None
    return Words("调整承办案件须经本人同意并写明", "a reassignment needs the judge's consent, and says so")


@guard("险情已经消除", "the danger is gone", LOCAL["险情复查"])
def danger_gone(_: Actor, facts: Facts) -> Words | None:
    if facts.known.get(Known.RISK.code) != Risk.GONE.value:
        return None
    return Words("复查认为险情已经消除，应当解除", "the review found the danger gone: lift the protection")


@guard("险情没有消除", "the danger remains", LOCAL["险情复查"])
def danger_remains(_: Actor, facts: Facts) -> Words | None:
    if facts.known.get(Known.RISK.code) == Risk.GONE.value:
        return None
    return Words("复查认为险情仍在，不得解除", "the review found that the danger remains: it is not lifted")


# ---- what follows (由此确定的事实) ---------------------------------------------------------------------------


def _taken(facts: Facts) -> set[str]:
    """The measures of the act, which are stated whole; what was done at once is in place already."""
    return {*(facts.known.get(Known.URGENT.code) or ()), *facts.act[Known.MEASURES.code]}


def _respond_by(_: Actor, facts: Facts) -> str:
    due = respond_by(facts.at, DangerGrade(facts.act[Known.GRADE.code]), facts.rules)
    return due.astimezone(BEIJING).isoformat(timespec="seconds")


def _response(_: Actor, facts: Facts) -> dict[str, Any] | None:
    graded = moment_of(facts.known.get(Known.GRADED_AT.code))
    due = moment_of(facts.known.get(Known.RESPOND_BY.code))
    if graded is None or due is None:
        return None
    took = response(graded, facts.at, due)
    return {"hours": took.hours, "in_time": took.in_time}


GRADED: tuple[tuple[Fact, Computation], ...] = (
    (Known.GRADED_AT, lambda _, facts: facts.at.astimezone(BEIJING).isoformat(timespec="seconds")),
    (
        Known.RESPOND_BY,
        lambda actor, facts: _respond_by(actor, facts) if facts.act.get(Known.GRADE.code) else None,
    ),
)
TAKEN: tuple[tuple[Fact, Computation], ...] = ((Known.RESPONSE, _response),)
