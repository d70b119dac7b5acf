"""A test for every guard of a petition for protection: refused in these words and on this authority; and its promises.

Whole ways through the table, with their days, are the rehearsals of `tests/cases/protection/`.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.errors import Refused
from rules.retaliation import AdverseAct
from rules.roles import Role
from rules.wrong_handling import TRANSFER_ITEMS, wrongs
from state_machines.contents import guards_of
from state_machines.register import PROCEDURES
from state_machines.rights_petition.letters import ADVICE
from state_machines.rights_petition.table import RIGHTS_PETITION
from state_machines.rights_petition.terms import State
from tests.state_machines.departures import Case, is_refused
from tests.state_machines.protection_acts import LAWFUL

CODE = "rights_petition"
# fmt: off
CASES = (
    Case("not_the_petitioner", "add", State.PETITION, "不是本事项的申请人", "local_protection.申请人", {"by": "J-18"}),
    Case("not_theirs_to_ask", "add", State.ACCEPTED, "由近亲属提出", "civil_code.994", {"record": {"dead": True, "relation": "colleague"}}),
    Case("not_theirs_to_ask", "support", State.CHECKED, "不能请求恢复职务", "civil_code.994", {"record": {"dead": True, "relation": "near_relative"}}),
    Case("limits_untold", "accept", State.PETITION, "不停止复核、申诉、复审的法定期限", "local_protection.期限不停", {"states": {"remedies_told": False}}),
    Case("motive_unexplained", "check", State.ACCEPTED, "与如实记录无关的理由", "interference_officials_2015.6", {"states": {"handling": LAWFUL}, "record": {"origin": "retaliation"}}),
    Case("nothing_wrong", "support", State.CHECKED, "没有应当纠正之处", "judges_law.65", {"record": {"wrong": False}}),
    Case("something_wrong", "redirect", State.CHECKED, "不能以合法为由了结", "judges_law.65", {"record": {"wrong": True}}),
    Case("nothing_to_restore", "support", State.CHECKED, "写明需要恢复的事项", "judges_law.65", {"record": {"requests": []}}),
    Case("not_asked_for", "restore", State.RESTORATION, "没有请求“补发工资福利”", "local_protection.恢复", {"states": {"restored": {"what": "pay", "on": "2022-04-27"}}}),
    Case("not_restored", "close", State.RESTORATION, "还没有落实：恢复名誉", "judges_law.65", {"record": {"restored": [{"what": "post", "on": "2022-04-20"}]}}),
)
# fmt: on


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.act}-{case.guard}-{case.reason[:6]}")
def test_an_act_that_departs_from_the_law_is_refused_in_words_and_on_authority(case, acts, facts_of):
    is_refused(RIGHTS_PETITION, case, acts, facts_of)


def test_every_guard_of_the_table_has_its_test():
    of_the_table = {guard.check.__name__ for guard, _ in guards_of(RIGHTS_PETITION)}

    assert of_the_table == {case.guard for case in CASES}


@given(
    act=st.sampled_from(AdverseAct),
    item=st.sampled_from(["", "1", "5", "6", "末位淘汰"]),
    grounded=st.booleans(),
    by_procedure=st.booleans(),
    in_writing=st.booleans(),
)
def test_an_act_is_right_with_ground_procedure_and_reasons_and_a_transfer_in_five_situations_only(
    act, item, grounded, by_procedure, in_writing
):
    found = wrongs(act, item, grounded=grounded, by_procedure=by_procedure, in_writing=in_writing)

    of_the_five = act is not AdverseAct.TRANSFER or item in TRANSFER_ITEMS
    assert (found == ()) is (grounded and by_procedure and in_writing and of_the_five)
    assert all(reason.words.to("en") != str(reason.words) for reason in found)


def test_whether_it_was_wrong_is_computed_and_never_typed(acts, facts_of):
    step = RIGHTS_PETITION.table["check", "accepted"][0]
    lawful = acts[CODE]["check"].but(states={"handling": LAWFUL})
    unlawful = acts[CODE]["check"]

    assert step.completed(lawful.actor, facts_of(CODE, lawful))["wrong"] is False
    found = step.completed(unlawful.actor, facts_of(CODE, unlawful))
    assert found["wrong"] is True
    assert found["wrongs"][0]["authority"] == "judges_law.53"


def test_a_petition_stops_no_time_limit_of_any_procedure():
    assert not [step for step in RIGHTS_PETITION.steps if step.suspends or step.resumes]
    remedies = {"reconsideration", "appeal", "review"}
    assert not {rule.code for step in RIGHTS_PETITION.steps for rule in step.suspends} & remedies
    assert CODE in PROCEDURES


def test_who_is_complained_of_takes_no_step(acts, facts_of):
    act = acts[CODE]["refuse"].but(by="L-1")

    with pytest.raises(Refused, match="被反映的人"):
        RIGHTS_PETITION.decide("supported", "refuse", act.actor, facts_of(CODE, act))


def test_every_act_somebody_owes_says_how_it_is_done():
    owed = {step.trigger for step in RIGHTS_PETITION.steps if step.within and Role.CALENDAR not in step.roles}

    assert owed <= set(ADVICE)
