"""A test for every guard of personal safety: refused in these words and on this authority; and its promises.

Whole ways through the table, with their days, are the rehearsals of `tests/cases/protection/`.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.danger import DangerGrade, SafetyMeasure, respond_by, response, wanting
from rules.roles import Role
from state_machines.contents import guards_of
from state_machines.personal_safety.letters import ADVICE, LETTERS
from state_machines.personal_safety.table import PERSONAL_SAFETY
from state_machines.personal_safety.terms import AT_HOME, Act, State
from tests.state_machines.departures import Case, is_refused

CODE = "personal_safety"
NOON = datetime(2022, 4, 28, 4, tzinfo=UTC)
# fmt: off
CASES = (
    Case("not_the_judge", "report_more", State.REPORTED, "不是受保护的法官", "judges_law.57", {"by": "J-18"}),
    Case("too_little", "take", State.GRADED, "至少还应当采取：通报公安机关", "local_protection.响应", {"states": {"measures_taken": ["court_police"]}}),
    Case("too_little", "change_measures", State.PROTECTED, "至少还应当采取：司法警察值守、通报公安机关", "local_protection.响应", {"states": {"measures_taken": ["advice"]}}),
    Case("reassigned_unasked", "take", State.GRADED, "须经本人同意", "judges_law.11", {"states": {"measures_taken": ["court_police", "police_told", "reassignment"]}}),
    Case("danger_gone", "go_on", State.REVIEWED, "应当解除", "local_protection.险情复查", {"record": {"risk": "gone"}}),
    Case("danger_remains", "lift", State.REVIEWED, "不得解除", "local_protection.险情复查", {"record": {"risk": "remains"}}),
)
# fmt: on


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.act}-{case.guard}-{case.reason[:6]}")
def test_an_act_that_departs_from_the_law_is_refused_in_words_and_on_authority(case, acts, facts_of):
    is_refused(PERSONAL_SAFETY, case, acts, facts_of)


def test_every_guard_of_the_table_has_its_test():
    of_the_table = {guard.check.__name__ for guard, _ in guards_of(PERSONAL_SAFETY)}

    assert of_the_table == {case.guard for case in CASES}


@given(st.sampled_from(DangerGrade), st.sets(st.sampled_from([each.value for each in SafetyMeasure])))
def test_measures_are_enough_when_the_least_of_the_grade_are_among_them(rules, grade, measures):
    left = wanting(grade, measures, rules)

    assert not {each.value for each in left} & measures
    assert wanting(grade, measures | {each.value for each in left}, rules) == ()


def test_the_graver_the_danger_the_fewer_hours(rules):
    due = [respond_by(NOON, grade, rules) for grade in DangerGrade]

    assert due == sorted(due)
    assert len(set(due)) == 3


@pytest.mark.parametrize(("minutes", "in_time"), [(0, True), (119, True), (120, False), (121, False)])
def test_an_hour_limit_is_kept_to_the_minute(minutes, in_time, rules):
    due = respond_by(NOON, DangerGrade.ONE, rules)

    assert response(NOON, NOON + timedelta(minutes=minutes), due).in_time is in_time


def test_address_and_family_are_quoted_to_who_protects_and_to_nobody_else():
    record = {"home": "某路某号", "family": [{"relation": "子女", "where": "某小学"}], "danger_grade": "two"}

    told = {role for role in Role if "某路某号" in str(LETTERS.quoted(Act.GRADE, role, record))}
    family = {role for role in Role if "某小学" in str(LETTERS.quoted(Act.GRADE, role, record))}

    assert told == family == set(AT_HOME)


def test_every_act_somebody_owes_says_how_it_is_done():
    assert {step.trigger for step in PERSONAL_SAFETY.steps if step.within} <= set(ADVICE)
