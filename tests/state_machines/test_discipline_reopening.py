"""A test for every guard of the reopening, and what it promises: back to the committee first, never heavier, all put back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.errors import Refused
from rules.roles import Role
from rules.sanctions import SanctionKind
from state_machines.contents import guards_of
from state_machines.discipline_decision.acts import KINDS
from state_machines.discipline_reopening.letters import ADVICE
from state_machines.discipline_reopening.rights import REOPENING_RIGHTS
from state_machines.discipline_reopening.table import DISCIPLINE_REOPENING
from state_machines.discipline_reopening.terms import State
from tests.state_machines.departures import Case, is_refused

CODE = "discipline_reopening"
_ONE = [{"point": 1, "adopted": True, "reasons": "已改判"}]
# fmt: off
CASES = (
    Case("opinion_first", "take_up", State.ASKED, "应当先提请重新审议，不能径行改变", "judges_law.48", {"record": {"about": "opinion"}}),
    Case("no_opinion_at_issue", "send_back", State.ASKED, "请求再处理的不是审查意见", "judges_law.48", {"record": {"about": "decision"}}),
    Case("not_his_request", "withdraw", State.ASKED, "只有提出请求的当事法官可以撤回", "local_discipline.再处理", {"record": {"by_the_judge": False}}),
    Case("not_its_own", "take_up", State.ASKED, "原处分由监察委员会作出", "government_sanctions_law.55", {"record": {"given_by": "supervision"}}),
    Case("not_its_own", "decide_anew", State.DECIDING, "原处分由党组作出", "government_sanctions_law.55", {"role": Role.SUPERVISION_COMMISSION}),
    Case("request_unanswered", "refuse", State.ASKED, "请求理由应当逐点答复", "local_discipline.再处理", {"states": {"point_answers": None}}),
    Case("request_unanswered", "decide_anew", State.DECIDING, "第2点没有答复", "local_discipline.再处理", {"record": {"points": ["一", "二"]}, "states": {"point_answers": _ONE}}),
    Case("outcome_at_odds", "decide_anew", State.DECIDING, "结果写为“撤销”", "local_discipline.再处理", {"states": {"sanction": "warning"}}),
    Case("outcome_at_odds", "decide_anew", State.DECIDING, "结果写为“维持”", "local_discipline.再处理", {"states": {"outcome": "upheld", "sanction": "warning", "measures": ["quota_exit"]}}),
    Case("outcome_at_odds", "decide_anew", State.DECIDING, "结果写为“变更”", "local_discipline.再处理", {"states": {"outcome": "changed", "sanction": "demerit", "measures": ["quota_exit"]}}),
    Case("outcome_at_odds", "decide_anew", State.DECIDING, "没有“admonition”这一种处分", "local_discipline.再处理", {"states": {"outcome": "changed", "sanction": "admonition"}}),
    Case("unknown_measure", "decide_anew", State.DECIDING, "组织处理应当是：停职", "local_discipline.决定", {"states": {"outcome": "changed", "sanction": "warning", "measures": ["admonition"]}}),
    Case("borne_no_more", "decide_anew", State.DECIDING, "一般过失不作法官法第46条第4、5项的处分；应当撤销", "judges_law.48", {"record": {"finding_anew": {"finding": "ordinary_negligence"}}, "states": {"outcome": "changed", "sanction": "warning"}}),
    Case("heavier_anew", "decide_anew", State.DECIDING, "由记过改为撤职，不得因申辩、复核、申诉、复审而加重；不因本人请求而加重", "civil_servants_law.96", {"states": {"outcome": "changed", "sanction": "removal"}}),
    Case("heavier_anew", "decide_anew", State.DECIDING, "另行立案、告知并听取申辩", "civil_servants_law.96", {"record": {"by_the_judge": False}, "states": {"outcome": "changed", "sanction": "removal"}}),
    Case("period_not_allowed", "decide_anew", State.DECIDING, "应当在6个月以上、6个月以下", "government_sanctions_law.15", {"states": {"outcome": "changed", "sanction": "warning", "months": 5}}),
    Case("wrongly_served", "serve", State.DECIDED, "公告送达应当写明公告之日", "local_discipline.送达", {"states": {"service": {"kind": "public_notice", "on": "2022-04-27"}}}),
    Case("nothing_to_put_back", "restore", State.RESTORING, "没有应当恢复的事项", "local_discipline.恢复", {"record": {"undone": []}}),
    Case("not_each_put_back", "restore", State.RESTORING, "应当恢复2项，逐项写明恢复情况；现写1项：恢复名誉；补偿", "local_discipline.恢复", {"states": {"restored": ["已宣布"]}}),
    Case("not_put_back", "close", State.RESTORING, "应当恢复的事项尚未恢复，不得结案", "local_discipline.恢复", {"record": {"restored": []}}),
)
# fmt: on


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.act}-{case.guard}-{case.reason[:6]}")
def test_an_act_that_departs_from_the_law_is_refused_in_words_and_on_authority(case, acts, facts_of):
    is_refused(DISCIPLINE_REOPENING, case, acts, facts_of)


def test_every_guard_of_the_table_has_its_test():
    of_the_table = {guard.check.__name__ for guard, _ in guards_of(DISCIPLINE_REOPENING)}

    assert of_the_table == {case.guard for case in CASES}


@given(before=st.sampled_from(KINDS), now=st.sampled_from(KINDS), by_the_judge=st.booleans())
def test_nothing_decided_anew_is_heavier_whoever_asked(before, now, by_the_judge, acts, facts_of):
    outcome = "upheld" if now == before else "revoked" if now == "none" else "changed"
    act = acts[CODE]["decide_anew"].but(
        record={"sanction": before, "measures": [], "by_the_judge": by_the_judge},
        states={"outcome": outcome, "sanction": now, "measures": []},
    )

    try:
        DISCIPLINE_REOPENING.decide("deciding", "decide_anew", act.actor, facts_of(CODE, act))
        allowed = True
    except Refused:
        allowed = False

    assert allowed == (KINDS.index(now) <= KINDS.index(before))


def undone(acts, facts_of, **record):
    act = acts[CODE]["decide_anew"].but(record=record)
    step = DISCIPLINE_REOPENING.table["decide_anew", "deciding"][0]
    return step.completed(act.actor, facts_of(CODE, act))


def test_a_revoked_sanction_is_undone_thing_by_thing_each_with_its_article(acts, facts_of):
    found = undone(acts, facts_of)

    assert [each["zh"] for each in found["undone"]] == [
        "晋升职务、职级、级别和工资档次不再受原处分影响", "恢复级别和薪酬待遇，按原职务、职级安排",
        "在原公布范围内恢复名誉、消除影响", "补偿薪酬待遇受到的损失", "变更或者撤销的决定存入本人档案", "撤销退出员额",
    ]  # fmt: skip
    assert {each["authority"] for each in found["undone"]} == {"judges_law.65"}
    assert (found["sanction_until"], found["effects"], found["period"]) == (None, [], None)


@pytest.mark.parametrize("kind", [SanctionKind.REMOVAL, SanctionKind.DISMISSAL])
def test_who_lost_the_office_is_proposed_for_it_again(kind, acts, facts_of):
    found = undone(acts, facts_of, sanction=kind.value, given_by="supervision")

    said = {each["zh"] for each in found["undone"]}
    assert "法官职务依法重新提请任命" in said
    assert ("恢复人事关系" in said) == (kind is SanctionKind.DISMISSAL)
    assert found["undone"][0]["authority"] == "government_sanctions_law.60"


def test_a_lighter_sanction_runs_from_the_day_of_the_first_decision(acts, facts_of):
    act = acts[CODE]["decide_anew"].but(states={"outcome": "changed", "sanction": "warning"})
    step = DISCIPLINE_REOPENING.table["decide_anew", "deciding"][0]

    found = step.completed(act.actor, facts_of(CODE, act))

    assert found["sanction_until"] == "2022-08-31"  # Decided on 1 March.
    assert [each["zh"] for each in found["undone"]][:2] == [
        "按变更后的处分调整职务、职级和薪酬待遇",
        "补偿薪酬待遇受到的损失",
    ]


def test_every_act_of_the_judge_and_every_limit_is_explained():
    his = {step.trigger for step in DISCIPLINE_REOPENING.steps if Role.JUDGE_CONCERNED in step.roles}
    limited = {step.trigger for step in DISCIPLINE_REOPENING.steps if step.within}

    assert his == set(REOPENING_RIGHTS.how)
    assert limited - set(ADVICE) == set()
