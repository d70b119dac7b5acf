"""No moment without a time limit: whatever way a proceeding takes, a limit runs after every step, and somebody owes it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules.errors import BrokenProcedure
from rules.law import law
from rules.parameters import Rules
from rules.roles import Role
from state_machines.limits import owed_in, turned
from state_machines.procedure import Procedure
from state_machines.quality_review.clocks import Clock
from state_machines.quality_review.table import QUALITY_REVIEW
from state_machines.quality_review.terms import Act, State
from state_machines.register import PROCEDURES
from state_machines.steps import ClockRule, Condition, Step

LOCAL = law("local_review")

OTHERWISE = {
    "reversed": [True, False],
    "grade": ["excellent", "qualified", "flawed", "unqualified"],
    "divergence": ["", "相差12分"],
    "hearing_asked": [True, False],
    "clue": [None, {"item": "46(4)"}],
}
"""What a proceeding may be besides what its acts say; asked anew at every step, so that any combination comes up."""


@pytest.mark.parametrize(
    ("code", "state"),
    [(code, state) for code, table in PROCEDURES.items() for state in table.states],
    ids=lambda each: getattr(each, "value", each),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_after_every_step_a_limit_runs_that_somebody_owes(code, state, acts, rules: Rules, data):
    """From each state as it is entered, whatever the facts: for a state that is entered, just what is owed runs."""
    table = PROCEDURES[code]
    facts = {
        name: data.draw(st.sampled_from(values))
        for name, values in OTHERWISE.items()
        if code == "quality_review"
    }
    running, suspended = set(owed_in(table, state.value, facts, rules)), set()

    for _ in range(data.draw(st.integers(1, 12))):
        ways = table.from_state(state.value)
        if not ways:
            break
        step = data.draw(st.sampled_from(ways), label="step")
        varied = {
            fact.code: data.draw(st.sampled_from(OTHERWISE[fact.code]))
            for fact in step.facts
            if fact.code in OTHERWISE
        }
        facts = step.fold(facts, {**acts[code][step.trigger.value].states, **varied})
        ended, begun = turned(table, step, running, facts, rules)
        running = (running - set(ended)) | {rule.code for rule in begun}
        suspended = (suspended | {rule.code for rule in step.suspends}) & running
        suspended -= {rule.code for rule in step.resumes}
        state = step.destination

        counting = running - suspended
        assert counting or state in table.final or state in table.no_limit, (step.trigger, state, facts)
        for limit in counting:
            owing = [
                each
                for each in table.from_state(state.value)
                if each.within and each.within.code == limit and set(each.roles) - {Role.CALENDAR}
            ]
            assert owing, (limit, state)


def test_no_state_of_a_review_is_without_a_limit():
    assert QUALITY_REVIEW.no_limit == {}


@pytest.mark.parametrize(
    "limit", [Clock.OBJECTION, Clock.SELF_ANALYSIS, Clock.REMEDY], ids=lambda each: each.code
)
def test_what_the_judge_lets_pass_is_settled_by_the_calendar_and_is_nobodys_lateness(limit):
    states = {step.source for step in QUALITY_REVIEW.steps if step.within is limit}

    settled = {
        step.source for step in QUALITY_REVIEW.steps if step.within is limit and Role.CALENDAR in step.roles
    }

    assert settled == states


def test_the_analysis_is_asked_of_reversed_cases_until_it_is_in_or_its_time_is_over(rules: Rules):
    def asked(**facts):
        return "self_analysis" in owed_in(QUALITY_REVIEW, "file_in", facts, rules)

    assert asked(reversed=True)
    assert not asked(reversed=False)
    assert not asked(reversed=True, analysis="二审出现新证据")
    assert not asked(reversed=True, analysis_lapsed=True)


def test_the_committee_that_decides_has_the_limit_and_the_other_has_none(rules: Rules):
    ordinary = owed_in(QUALITY_REVIEW, "ready", {"grade": "flawed"}, rules)
    reversed_ = owed_in(QUALITY_REVIEW, "ready", {"grade": "flawed", "reversed": True}, rules)

    assert set(ordinary) == {"confirmation"}
    assert set(reversed_) == {"referral"}


def test_what_opened_before_a_limit_was_laid_down_is_held_to_none(rules: Rules):
    older = Rules(rules.day, [rules.parameter(key) for key in rules if key != "quality_review.self_analysis"])

    assert not Clock.SELF_ANALYSIS.owed({"reversed": True}, older)
    assert Clock.SELF_ANALYSIS.owed({"reversed": True}, rules)


def test_limits_that_all_have_conditions_are_found_at_import():
    sometimes = Condition(lambda facts, _: bool(facts.get("reversed")), "改判的", "where reversed")
    limit = ClockRule(
        "now_and_then", "有时", "now and then", "quality_review.objection", LOCAL["异议"], only=sometimes
    )

    with pytest.raises(BrokenProcedure) as broken:
        Procedure(
            "asking",
            "申请",
            "asking",
            State,
            (Step(Act.CLOSE, State.CONFIRMED, State.CLOSED, Role.JUDGE, LOCAL["异议"], within=limit),),
            initial=State.CONFIRMED,
            authority=LOCAL["异议"],
            final=(State.CLOSED,),
        )

    assert "“等次已确定”的期限都有条件，条件都不成立时没有期限" in str(broken.value)


def test_a_condition_and_its_opposite_leave_no_gap(rules: Rules):
    pairs = [
        (limit.only, limit.only.against)
        for limit in vars(Clock).values()
        if isinstance(limit, ClockRule) and limit.only and limit.only.against
    ]

    assert pairs
    for one, other in pairs:
        for facts in (
            {},
            {"reversed": True},
            {"grade": "unqualified"},
            {"divergence": "相差12分"},
            {"measures": ["一"]},
        ):
            assert one.holds(facts, rules) is not other.holds(facts, rules)
