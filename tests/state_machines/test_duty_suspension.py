"""A test for every guard of the suspension from duty, and what it promises: no suspension outlives a matter without liability."""

from __future__ import annotations

import pytest

from rules.roles import Role
from state_machines.contents import guards_of
from state_machines.duty_suspension.letters import ADVICE
from state_machines.duty_suspension.rights import SUSPENSION_RIGHTS
from state_machines.duty_suspension.table import DUTY_SUSPENSION
from state_machines.duty_suspension.terms import State
from tests.state_machines.departures import Case, is_refused

# fmt: off
CASES = (
    Case("no_ground_to_suspend", "suspend_duty", State.PROPOSED, "未被立案调查、侦查，或者未认定不宜继续履行职责", "judges_law.47", {"record": {"opened": None}}),
    Case("no_ground_to_suspend", "suspend_duty", State.PROPOSED, "不得暂停履职", "judges_law.47", {"states": {"unfit": False}}),
    Case("begins_before", "suspend_duty", State.PROPOSED, "不得追溯至2022-04-27", "judges_law.47", {"states": {"suspended_from": "2022-04-27"}}),
    Case("wrongly_served", "serve", State.DECIDED, "公告送达应当写明公告之日", "local_discipline.送达", {"states": {"service": {"kind": "public_notice", "on": "2022-04-27"}}}),
    Case("kept_up_too_long", "keep_up", State.SUSPENDED, "至多继续暂停90日", "local_discipline.暂停履职", {"states": {"extra": 91}}),
    Case("kept_up_too_long", "keep_up", State.SUSPENDED, "经复查可以继续履职的，应当恢复履职", "local_discipline.暂停履职", {"states": {"unfit": False}}),
    Case("not_the_judge", "ask_back", State.SUSPENDED, "J-18不是本事项的当事法官", "judges_law.47", {"by": "J-18"}),
    Case("asked_already", "ask_back", State.SUSPENDED, "已有恢复履职的请求待答复", "local_discipline.暂停履职", {"record": {"pending": True}}),
    Case("nothing_asked", "answer_no", State.SUSPENDED, "没有待答复的恢复履职请求", "local_discipline.暂停履职", {"record": {"pending": False}}),
    Case("point_unanswered", "answer_no", State.SUSPENDED, "第2点没有答复", "local_discipline.暂停履职", {"record": {"request": ["一", "二"]}, "states": {"request_answers": [{"point": 1, "adopted": False, "reasons": "未查清"}]}}),
    Case("must_be_lifted", "end_with_office", State.TO_LIFT, "没有追究责任的，应当恢复履职", "judges_law.47", {"record": {"matter_result": "not_liable"}}),
    Case("pay_open", "lift", State.TO_LIFT, "写明暂停期间工资待遇如何补发", "government_sanctions_law.60", {"states": {"pay_settled": None}}),
)
# fmt: on


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.act}-{case.guard}-{case.reason[:6]}")
def test_an_act_that_departs_from_the_law_is_refused_in_words_and_on_authority(case, acts, facts_of):
    is_refused(DUTY_SUSPENSION, case, acts, facts_of)


def test_every_guard_of_the_table_has_its_test():
    of_the_table = {guard.check.__name__ for guard, _ in guards_of(DUTY_SUSPENSION)}

    assert of_the_table == {case.guard for case in CASES}


def test_once_the_matter_has_ended_only_lifting_or_the_end_of_the_office_is_left():
    left = {(step.trigger.value, step.destination) for step in DUTY_SUSPENSION.from_state("to_lift")}

    assert left == {("lift", State.LIFTED), ("end_with_office", State.ENDED)}


def test_the_judge_is_told_nothing_before_it_is_served_and_may_always_ask_to_go_back():
    his = {step.trigger for step in DUTY_SUSPENSION.steps if Role.JUDGE_CONCERNED in step.roles}

    assert his == set(SUSPENSION_RIGHTS.how)
    assert set(SUSPENSION_RIGHTS.untold) == {State.PROPOSED, State.DECIDED, State.NOT_SUSPENDED}
    assert {step.trigger for step in DUTY_SUSPENSION.steps if step.within} - set(ADVICE) == set()
