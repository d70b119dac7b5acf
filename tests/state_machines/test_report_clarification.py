"""A test for every guard of clearing a false report: refused in these words and on this authority; and its promises.

Whole ways through the table, with their days, are the rehearsals of `tests/cases/protection/`.
"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.clarification import ClearingForm, ClearingOutcome, PointFinding, must_clear, not_cleared, outcome
from rules.errors import Refused
from rules.roles import Role
from state_machines.contents import guards_of
from state_machines.report_clarification.letters import ADVICE, LETTERS
from state_machines.report_clarification.table import REPORT_CLARIFICATION
from state_machines.report_clarification.terms import Act, Known, State
from tests.state_machines.departures import Case, is_refused
from tests.state_machines.protection_acts import FALSE_ACCUSATION

CODE = "report_clarification"
DAY = date(2022, 1, 1)
_ONE = {"point": 1, "finding": "untrue", "basis": "录像"}
# fmt: off
CASES = (
    Case("not_the_verifier", "hear", State.FALSE_FOUND, "由机关纪委办理", "false_reports_2020.谁核实谁澄清", {"record": {"verifier": "internal_discipline"}}),
    Case("not_the_judge", "state_view", State.FALSE_FOUND, "不是本事项的当事法官", "judges_law.56", {"by": "J-18"}),
    Case("point_unfound", "find_untrue", State.OPENED, "第2个问题没有认定", "local_protection.核查", {"states": {"findings": [_ONE]}}),
    Case("point_unfound", "find_none_untrue", State.OPENED, "没有第4个问题", "local_protection.核查", {"states": {"findings": [_ONE | {"point": 4}]}}),
    Case("nothing_untrue", "find_untrue", State.OPENED, "不是不实举报", "clearing_elsewhere.未查实", {"states": {"findings": [_ONE | {"point": n, "finding": "not_proved"} for n in (1, 2, 3)]}}),
    Case("something_untrue", "find_none_untrue", State.OPENED, "第1、2、3个问题认定为失实", "false_reports_2020.评估", {"states": {"findings": [_ONE | {"point": n} for n in (1, 2, 3)]}}),
    Case("judge_unheard", "assess", State.FALSE_FOUND, "评估前应当听取本人意见", "local_protection.听取意见", {"record": {"view": ""}}),
    Case("unknown_situation", "assess", State.FALSE_FOUND, "没有“名誉”", "jilin_false_reports_2020.情形", {"states": {"not_grounds": ["名誉"]}}),
    Case("circle_unchecked", "assess", State.FALSE_FOUND, "没有登记知悉检举的人和单位", "local_protection.澄清范围", {"record": {"audience": []}}),
    Case("circle_unchecked", "assess", State.FALSE_FOUND, "核对完整后才能评估", "local_protection.澄清范围", {"states": {"audience_complete": False}}),
    Case("not_in_writing", "assess", State.FALSE_FOUND, "应当同时书面澄清", "false_reports_2020.书面", {"states": {"forms": ["meeting"]}}),
    Case("not_in_writing", "clear", State.APPROVED, "应当同时书面澄清", "false_reports_2020.书面", {"states": {"forms": ["meeting"]}}),
    Case("public_form_declined", "clear", State.APPROVED, "只能书面澄清", "local_protection.听取意见", {"states": {"forms": ["written", "meeting"]}, "record": {"public_form": False}}),
    Case("form_not_approved", "clear", State.APPROVED, "“通报澄清”未经批准", "false_reports_2020.审批", {"states": {"forms": ["written", "bulletin"]}}),
    Case("evidence_wanting", "examine", State.ASSESSED, "退回补充", "jilin_false_reports_2020.分工", {"states": {"evidence_complete": False}}),
    Case("not_to_be_cleared", "approve", State.EXAMINED, "不能批准澄清", "false_reports_2020.应当澄清", {"record": {"outcome": "no_ground"}}),
    Case("to_be_cleared", "decline", State.EXAMINED, "不得不予澄清", "false_reports_2020.应当澄清", {"record": {"outcome": "clear"}}),
    Case("other_than_untrue", "clear", State.APPROVED, "一个不少、一个不多", "clearing_elsewhere.具体问题", {"states": {"cleared_points": ["1", "2", "3"]}}),
    Case("other_than_untrue", "clear", State.APPROVED, "一个不少、一个不多", "clearing_elsewhere.具体问题", {"states": {"cleared_points": ["1"]}}),
    Case("somebody_untold", "clear", State.APPROVED, "还有：U-2", "local_protection.澄清范围", {"states": {"told": ["U-1"]}}),
    Case("effects_gone", "clear_further", State.REVISITED, "无须继续澄清", "local_protection.回访", {"record": {"effects_gone": True}}),
    Case("effects_remain", "close", State.REVISITED, "应当继续澄清", "local_protection.回访", {"record": {"effects_gone": False}}),
    Case("asked_again_already", "ask_again", State.DECLINED, "已经再次申请过一次", "local_protection.不予澄清", {"record": {"asked_again": True}}),
    Case("in_good_faith", "refer_accuser", State.CLEARED, "不得按诬告陷害移送", "local_protection.善意错告", {"states": {"accuser": FALSE_ACCUSATION | {"intent": False}}}),
    Case("referred_already", "refer_accuser", State.CLEARED, "不重复移送", "government_sanctions_law.62", {"record": {"referred_to": "police"}}),
)
# fmt: on


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.act}-{case.guard}-{case.reason[:6]}")
def test_an_act_that_departs_from_the_law_is_refused_in_words_and_on_authority(case, acts, facts_of):
    is_refused(REPORT_CLARIFICATION, case, acts, facts_of)


def test_every_guard_of_the_table_has_its_test():
    of_the_table = {guard.check.__name__ for guard, _ in guards_of(REPORT_CLARIFICATION)}

    assert of_the_table == {case.guard for case in CASES}


@given(st.lists(st.sampled_from([each.value for each in PointFinding]), min_size=3, max_size=3))
def test_only_what_was_found_untrue_can_ever_be_cleared(acts, facts_of, found):
    findings = [{"point": n, "finding": each, "basis": "见附件"} for n, each in enumerate(found, start=1)]
    act = acts[CODE]["find_untrue"].but(states={"findings": findings})
    step = REPORT_CLARIFICATION.table["find_untrue", "opened"][0]
    untrue = {str(n) for n, each in enumerate(found, start=1) if each == "untrue"}

    if not untrue:
        with pytest.raises(Refused):
            REPORT_CLARIFICATION.decide("opened", "find_untrue", act.actor, facts_of(CODE, act))
        return
    completed = step.completed(act.actor, facts_of(CODE, act))

    assert set(completed["untrue_points"]) == untrue
    assert completed["verifier"] == "inspection"


@given(
    must=st.sets(st.sampled_from([each.code for each in must_clear(DAY)])),
    excluded=st.sets(st.sampled_from([each.code for each in not_cleared(DAY)])),
)
def test_one_situation_not_to_be_cleared_stands_against_all_that_must_be(must, excluded):
    found = outcome(must, excluded)

    assert (found is ClearingOutcome.CLEAR) == (bool(must) and not excluded)


@given(st.sets(st.sampled_from([each.value for each in ClearingForm]), min_size=1))
def test_whatever_the_form_writing_is_one_and_a_public_form_needs_the_judges_consent(acts, facts_of, forms):
    act = acts[CODE]["assess"].but(states={"forms": sorted(forms)}, record={"public_form": False})
    lawful = "written" in forms and not forms & {"meeting", "bulletin"}

    try:
        REPORT_CLARIFICATION.decide("false_found", "assess", act.actor, facts_of(CODE, act))
        allowed = True
    except Refused:
        allowed = False

    assert allowed is lawful


def test_no_letter_names_who_accused():
    """Who reported is no fact of the procedure; what shows a false accusation is for who verifies."""
    assert not [code for code in vars(Known) if "REPORTER" in code]
    for act in Act:
        for role in (Role.JUDGE_CONCERNED, Role.DUTY_PROTECTION, Role.PERSONNEL):
            said = LETTERS.quoted(act, role, {"accuser": FALSE_ACCUSATION, "reasons": "见附件"})
            assert "伪造的转账记录" not in str(said)


@pytest.mark.parametrize("official", [True, False])
def test_a_false_accuser_in_public_office_goes_to_who_sanctions_and_others_to_the_police(
    official, acts, facts_of
):
    act = acts[CODE]["refer_accuser"].but(states={"accuser": FALSE_ACCUSATION | {"official": official}})
    step = REPORT_CLARIFICATION.table["refer_accuser", "cleared"][0]

    assert step.completed(act.actor, facts_of(CODE, act))["referred_to"] == (
        "sanction" if official else "police"
    )


def test_every_act_somebody_owes_says_how_it_is_done():
    owed = {
        step.trigger for step in REPORT_CLARIFICATION.steps if step.within and Role.CALENDAR not in step.roles
    }

    assert owed <= set(ADVICE)
