"""A test for every guard of a record of interference: refused in these words and on this authority; and its promises.

Whole ways through the table, with their days, are the rehearsals of `tests/cases/protection/`.
"""

from __future__ import annotations

import pytest

from rules.errors import Refused
from rules.roles import Actor, Role
from state_machines.contents import guards_of
from state_machines.interference_record.letters import ADVICE, LETTERS
from state_machines.interference_record.table import INTERFERENCE_RECORD
from state_machines.interference_record.terms import Act, Known, State
from tests.state_machines.departures import Case, is_refused

CODE = "interference_record"
# fmt: off
CASES = (
    Case("not_the_recorder", "record", State.OBSERVED, "只有遇到干预、过问的人", "interference_courts_2015.记录", {"by": "J-18"}),
    Case("not_yet_observed", "record", State.OBSERVED, "尚未到来", "interference_courts_2015.记录", {"states": {"observed_on": "2022-04-29"}}),
    Case("affected_already", "report_inside", State.RECORDED, "应当立即报告", "interference_officials_2015.7", {"record": {"affected": True}}),
    Case("affected_already", "mark_affected", State.RECORDED, "应当立即报告", "interference_officials_2015.7", {"record": {"affected": True}}),
    Case("not_affected", "report_inside_at_once", State.RECORDED, "按报告期汇总报告", "interference_officials_2015.7", {"record": {"affected": False}}),
    Case("must_go_up", "report_inside", State.RECORDED, "报同级党委政法委和上级法院", "interference_officials_2015.7", {"record": {"interferer_kind": "official"}}),
    Case("stays_inside", "report_up", State.RECORDED, "报本院", "interference_insiders_2015.记录", {"record": {"interferer_kind": "connected"}}),
    Case("not_who_checks", "find_improper", State.REPORTED, "由党委政法委、监察委员会核实处理", "interference_officials_2015.7", {"record": {"interferer_kind": "official"}}),
    Case("not_who_checks", "find_improper", State.REPORTED, "由督察部门、机关纪委核实处理", "interference_officials_2015.7", {"role": Role.POLITICAL_LEGAL}),
    Case("shows_the_recorder", "publish", State.IMPROPER, "不得显示记录人", "local_protection.记录人", {"states": {"bulletin": "J-17记录"}}),
    Case("shows_the_recorder", "refer", State.IMPROPER, "不得显示记录人", "local_protection.记录人", {"states": {"reasons": "由J-17记录"}}),
    Case("publication_unapproved", "publish", State.IMPROPER, "写明批准机关", "interference_officials_2015.8", {"states": {"approved_by": ""}}),
)
# fmt: on


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.act}-{case.guard}-{case.reason[:6]}")
def test_an_act_that_departs_from_the_law_is_refused_in_words_and_on_authority(case, acts, facts_of):
    is_refused(INTERFERENCE_RECORD, case, acts, facts_of)


def test_every_guard_of_the_table_has_its_test():
    of_the_table = {guard.check.__name__ for guard, _ in guards_of(INTERFERENCE_RECORD)}

    assert of_the_table == {case.guard for case in CASES}


RECORDED = {
    fact.code
    for step in INTERFERENCE_RECORD.steps
    if step.trigger is Act.RECORD
    for fact in step.facts
    if fact is not Known.MATERIALS
}


def test_what_was_recorded_is_never_changed_by_a_later_step():
    """只增不改: only `affected` may still become true, and materials and additions be added."""
    later = [step for step in INTERFERENCE_RECORD.steps if step.trigger is not Act.RECORD]

    touched = {(step.trigger, fact.code) for step in later for fact in step.facts if fact.code in RECORDED}
    marked = {(step.trigger, fact.code, mark) for step in later for fact, mark in step.marks}

    assert touched == set()
    assert marked == {(Act.MARK_AFFECTED, "affected", True)}
    assert not any(step.puts_right for step in INTERFERENCE_RECORD.steps)


@pytest.mark.parametrize("step", INTERFERENCE_RECORD.steps, ids=lambda step: f"{step.source}-{step.trigger}")
def test_the_person_recorded_about_takes_no_step_in_any_office(step, acts, facts_of):
    act = acts[CODE][step.trigger.value]

    for role in step.roles:
        with pytest.raises(Refused):
            INTERFERENCE_RECORD.decide(
                step.source.value, step.trigger.value, Actor("X-9", role), facts_of(CODE, act)
            )


def test_no_letter_says_who_recorded_nor_about_whom():
    record = {
        "recorder": "J-17",
        "interferer": {"code": "X-9"},
        "content": "询问合议意见",
        "case_no": "（2021）吉00民初100号",
    }

    for act in Act:
        for role in Role:
            said = str(LETTERS.quoted(act, role, record))
            assert "J-17" not in said
            assert "X-9" not in said


@pytest.mark.parametrize(
    ("rhythm", "period", "ends"),
    [("quarterly", "2022Q2", "2022-06-30"), ("monthly", "2022-04", "2022-04-30")],
)
def test_the_period_of_a_record_follows_from_its_day_and_the_rhythm(rhythm, period, ends, acts, facts_of):
    act = acts[CODE]["record"].but(under={"protection.report_rhythm": rhythm})
    step = INTERFERENCE_RECORD.table["record", "observed"][0]

    completed = step.completed(act.actor, facts_of(CODE, act))

    assert (completed["period"], completed["period_ends"], completed["recorded_on"]) == (
        period,
        ends,
        "2022-04-28",
    )


def test_every_act_somebody_owes_says_how_it_is_done():
    owed = {step.trigger for step in INTERFERENCE_RECORD.steps if step.within}

    assert owed <= set(ADVICE)
