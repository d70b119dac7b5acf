"""What stands against a grade (等次的限制): a ranking, a sanction, the leaders' minimum, a missing ground for giving none.

Each guard answers why not, or None. What was struck by a correction counts no more.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rules.assessment import (
    NO_GRADE_ON,
    AssessmentResult,
    NoGradeGround,
    barred_by_sanction,
    below_minimum,
    effects,
    leader_minimum,
    ungraded_because,
)
from rules.exit_performance import NO_GROUND, RestsOn
from rules.labels import Words
from rules.law import cite, law
from rules.parameters import Rules
from rules.reasons import Reason
from rules.roles import Actor
from state_machines.annual_assessment.terms import CorrectedFor, Known, Post
from state_machines.steps import Computation, Fact, Facts, guard

LOCAL = law("local_assessment")
ASSESSMENT = law("judge_assessment_2021")
PROTECTION = law("protection_of_judges_2017")
CIVIL = law("civil_servants_assessment_2020")

_WORSE = (AssessmentResult.BASICALLY_COMPETENT, AssessmentResult.INCOMPETENT)


def result_in(code: Any) -> AssessmentResult | None:
    return next((each for each in AssessmentResult if each.value == code), None)


def struck(facts: Mapping[str, Any], act: Mapping[str, Any] | None = None) -> frozenset[str]:
    """The matters that corrections took out of the material, that of the act in hand included."""
    before = facts.get(Known.CORRECTIONS.code) or ()
    listed = list(before) if isinstance(before, list | tuple) else [before]
    now = (act or {}).get(Known.CORRECTIONS.code)
    listed += [now] if isinstance(now, Mapping) else []
    return frozenset(str(each["ref"]) for each in listed if isinstance(each, Mapping) and each.get("ref"))


def standing_material(facts: Facts) -> list[Mapping[str, Any]]:
    """The material that counts: what was found and not struck."""
    gone = struck(facts.known, facts.act)
    return [each for each in facts.get(Known.MATERIAL.code) or () if each.get("ref") not in gone]


def _wanted(facts: Facts) -> AssessmentResult | None:
    """The grade that the act in hand would give."""
    code = facts.act.get(Known.PROPOSED.code) or facts.act.get(Known.RESULT_AFTER.code)
    return result_in(code)


def _year(facts: Facts) -> int:
    return int(facts.known.get(Known.YEAR.code) or 0)


@guard("以排名、末位等为根据", "it rests on a ranking", PROTECTION["不得排名"])
def rests_on_a_ranking(_: Actor, facts: Facts) -> Words | None:
    """Nobody is 基本称职 or 不称职 for a place in a ranking: it would lead out of the quota by another door."""
    named = [each for each in RestsOn if each.value in (facts.act.get(Known.RESTS_ON.code) or ())]
    if _wanted(facts) not in _WORSE or not named or any(each not in NO_GROUND for each in named):
        return None
    return Words(
        "不得以{named}为由确定为{result}，应当按考核标准说明理由",
        "{named} is no reason for {result}: give reasons by the standard",
        named=Words("、".join(each.zh for each in named), ", ".join(each.en for each in named)),
        result=_wanted(facts),
    )


@guard("没有写明提出的根据", "what it rests on is not stated", LOCAL["提出等次"])
def rests_on_nothing(_: Actor, facts: Facts) -> Words | None:
    if _wanted(facts) not in _WORSE or facts.act.get(Known.RESTS_ON.code):
        return None
    return Words(
        "基本称职、不称职的，写明提出的根据", "for 基本称职 and 不称职 state what the grade rests on"
    )


def _sanction(facts: Facts) -> Reason | None:
    wanted = _wanted(facts)
    return barred_by_sanction(wanted, standing_material(facts), _year(facts), facts.rules) if wanted else None


def _on(reason: Reason | None, article: str) -> Words | None:
    return reason.words if reason and reason.authority == cite(article) else None


@guard("受处分的当年不得优秀", "not the highest grade in the year of a sanction", CIVIL["警告"])
def too_good_after_a_warning(_: Actor, facts: Facts) -> Words | None:
    return _on(_sanction(facts), "civil_servants_assessment_2020.警告")


@guard("处分期间不定等次", "no grade in the period of a sanction", CIVIL["处分期间"])
def graded_in_a_sanction(_: Actor, facts: Facts) -> Words | None:
    return _on(_sanction(facts), "civil_servants_assessment_2020.处分期间")


@guard("立案未结不定等次", "no grade while a case is open", CIVIL["立案未结"])
def graded_in_an_inquiry(_: Actor, facts: Facts) -> Words | None:
    wanted = _wanted(facts)
    if wanted in (None, AssessmentResult.NOT_GRADED) or facts.known.get(Known.CASE_ENDED.code):
        return None
    if not ungraded_because(standing_material(facts), NoGradeGround.INQUIRY, _year(facts), facts.rules):
        return None
    return Words(
        "监察立案调查尚未结案，本年度参加考核，不定等次；结案后未受处分的补定",
        "a supervision case is open: no grade is given now, and later where it ends without a sanction",
    )


@guard("没有不定等次的情形", "no ground for giving no grade", LOCAL["提出等次"])
def ungraded_without_ground(_: Actor, facts: Facts) -> Words | None:
    """What the files can bear out they must bear out; absence and probation are for the committee's reasons."""
    code = facts.act.get(Known.NO_GRADE.code) or facts.known.get(Known.NO_GRADE.code)
    ground = next((each for each in NoGradeGround if each.value == code), None)
    if _wanted(facts) is not AssessmentResult.NOT_GRADED:
        return None
    if ground in (NoGradeGround.ABSENCE, NoGradeGround.PROBATION):
        return None
    if ground is not None and ungraded_because(standing_material(facts), ground, _year(facts), facts.rules):
        return None
    return Words(
        "不定等次的，写明属于哪一种情形，并与在案材料相符：{known}",
        "say which ground there is for giving no grade, as the files bear it out: {known}",
        known=Words("、".join(each.zh for each in NO_GRADE_ON), ", ".join(each.en for each in NO_GRADE_ON)),
    )


def minimum_of(facts: Facts) -> int | None:
    """The leader's minimum in that year; None where there is none for this judge."""
    if facts.known.get(Known.POST.code) in (None, Post.JUDGE.value):
        return None
    return leader_minimum(str(facts.known.get(Known.LEVEL.code) or ""), _year(facts), facts.rules)


def _counted_anew(facts: Facts) -> bool:
    """Whether a slip in counting or an appeal is being put right: the document says what the count was."""
    said = facts.act.get(Known.CORRECTIONS.code) or {}
    return said.get("for") in (CorrectedFor.SLIP.value, CorrectedFor.APPEALED.value)


@guard("院庭长未达最低办案要求", "a leader below the minimum", ASSESSMENT["院庭长办案"])
def leader_below_minimum(_: Actor, facts: Facts) -> Words | None:
    least, wanted = minimum_of(facts), _wanted(facts)
    if least is None or wanted in (None, AssessmentResult.NOT_GRADED) or _counted_anew(facts):
        return None
    caseload = facts.get(Known.CASELOAD.code) or {}
    if caseload.get("closed") is None:
        return Words(
            "院庭长有最低办案要求（{least}件），办案数量没有来源，先核实考核材料",
            "a leader has a minimum ({least}) and the own cases are not on file: take the material first",
            least=least,
        )
    reason = below_minimum(int(caseload["closed"]), least, wanted)
    return reason.words if reason else None


BARS = (
    rests_on_a_ranking,
    rests_on_nothing,
    too_good_after_a_warning,
    graded_in_a_sanction,
    graded_in_an_inquiry,
    ungraded_without_ground,
    leader_below_minimum,
)
"""What a grade must stand up to when it is proposed."""
AFTERWARDS = (
    too_good_after_a_warning,
    graded_in_a_sanction,
    graded_in_an_inquiry,
    ungraded_without_ground,
    leader_below_minimum,
)
"""And when it is changed: a change for the better needs no ground of its own."""


def effects_of(result: Any, facts: Facts, rules: Rules) -> list[str]:
    found = result_in(result)
    previous = facts.known.get(Known.PREVIOUS.code)
    return [each.value for each in effects(found, _year(facts), previous, rules)] if found else []


def _with_effects(result: Computation) -> tuple[tuple[Fact, Computation], ...]:
    return (
        (Known.RESULT, result),
        (Known.EFFECTS, lambda actor, facts: effects_of(result(actor, facts), facts, facts.rules)),
    )


CONFIRMED = _with_effects(lambda _, facts: facts.known.get(Known.PROPOSED.code))
"""The grade is the committee's, confirmed; what it brings follows from it."""
CHANGED = _with_effects(
    lambda _, facts: facts.act.get(Known.RESULT_AFTER.code) or facts.known.get(Known.RESULT.code)
)
"""After a review or a correction."""
MEASURED: tuple[tuple[Fact, Computation], ...] = ((Known.MINIMUM, lambda _, facts: minimum_of(facts)),)
"""The minimum stands beside the own cases, for whoever reads the proposal."""
