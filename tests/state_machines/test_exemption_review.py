"""A test for every guard of a review of exemption: refused in these words and on this authority; and its promises.

Whole ways through the table, with their days, are the rehearsals of `tests/cases/protection/`.
"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.exemption_sheet import ExemptionOutcome, GroundResult, faults, outcome, sheet
from rules.exemptions import exemptions
from rules.roles import Role
from state_machines.contents import guards_of
from state_machines.exemption_review.letters import ADVICE
from state_machines.exemption_review.table import EXEMPTION_REVIEW
from state_machines.exemption_review.terms import State
from tests.state_machines.departures import Case, is_refused
from tests.state_machines.protection_acts import GROUNDS, sheet_of

CODE = "exemption_review"
DAY = date(2021, 6, 1)
# fmt: off
CASES = (
    Case("not_the_judge", "state_duty", State.OPENED, "不是本事项的当事法官", "local_protection.逐项审查", {"by": "J-18"}),
    Case("sheet_wanting", "test", State.OPENED, "还有1种免责情形没有审查", "judicial_responsibility_2015.28", {"states": {"tests": sheet_of()[:-1]}}),
    Case("sheet_wanting", "test", State.OPENED, "审查了两次", "judicial_responsibility_2015.28", {"states": {"tests": [*sheet_of(), *sheet_of()[:1]]}}),
    Case("sheet_wanting", "test", State.OPENED, "没有免责情形“运气”", "judicial_responsibility_2015.28", {"states": {"tests": [{"ground": "运气", "result": "met", "why": "无"}]}}),
    Case("sheet_wanting", "test", State.OPENED, "没有写明结果和理由", "judicial_responsibility_2015.28", {"states": {"tests": [each | {"why": " "} for each in sheet_of()]}}),
    Case("sheet_wanting", "test", State.OPENED, "没有生效的免责情形", "judicial_responsibility_2015.28", {"record": {"acted_on": "2009-01-01"}}),
    Case("statement_unanswered", "test", State.OPENED, "逐点答复", "protection_of_duty_2016.13", {"states": {"answers": ""}}),
    Case("statement_unanswered", "test", State.OPENED, "共有2点", "protection_of_duty_2016.13", {"record": {"statement": ["一", "二"]}}),
    Case("outcome_unclear", "confirm", State.TESTED, "退回查明", "local_protection.逐项审查", {"record": {"outcome": "unclear"}}),
    Case("objected_already", "ask_again", State.CONFIRMED, "已经提出过一次异议", "local_protection.免责结论", {"record": {"objected": True}}),
)
# fmt: on


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.act}-{case.guard}-{case.reason[:6]}")
def test_an_act_that_departs_from_the_law_is_refused_in_words_and_on_authority(case, acts, facts_of):
    is_refused(EXEMPTION_REVIEW, case, acts, facts_of)


def test_every_guard_of_the_table_has_its_test():
    of_the_table = {guard.check.__name__ for guard, _ in guards_of(EXEMPTION_REVIEW)}

    assert of_the_table == {case.guard for case in CASES}


def test_the_grounds_tested_here_are_those_in_force():
    assert tuple(each.code for each in exemptions(DAY)) == GROUNDS


@given(
    st.fixed_dictionaries({each: st.sampled_from([t.value for t in GroundResult]) for each in GROUNDS}),
    st.booleans(),
)
def test_the_outcome_follows_from_the_sheet_whatever_it_holds(results, intent):
    tests = sheet_of(**results)
    found = outcome(sheet(tests, DAY), intent=intent)

    assert faults(tests, DAY) is None
    if intent:
        assert found is ExemptionOutcome.INTENT
    elif "met" in results.values():
        assert found is ExemptionOutcome.EXEMPT
    elif "unclear" in results.values():
        assert found is ExemptionOutcome.UNCLEAR
    else:
        assert found is ExemptionOutcome.NOT_EXEMPT


@given(st.sets(st.sampled_from(GROUNDS), min_size=1))
def test_a_sheet_that_leaves_out_a_ground_is_none(left_out):
    tests = [each for each in sheet_of() if each["ground"] not in left_out]

    assert faults(tests, DAY) is not None


def test_every_row_of_the_sheet_shows_its_authorities_and_their_marks(acts, facts_of):
    act = acts[CODE]["test"]
    step = EXEMPTION_REVIEW.table["test", "opened"][0]

    found = step.completed(act.actor, facts_of(CODE, act))

    assert found["outcome"] == "exempt"
    assert found["sheet"]["on"] == "2021-06-01"
    assert [row["ground"] for row in found["sheet"]["rows"]] == list(GROUNDS)
    marks = {each["provenance"] for row in found["sheet"]["rows"] for each in row["authorities"]}
    assert marks == {"verified", "recalled"}


def test_every_act_somebody_owes_says_how_it_is_done():
    owed = {
        step.trigger for step in EXEMPTION_REVIEW.steps if step.within and Role.CALENDAR not in step.roles
    }

    assert owed <= set(ADVICE)
