"""A test for every guard of the annual assessment, and what it promises: no ranking, no judge in the own matter, nothing heavier."""

from __future__ import annotations

from datetime import date

import pytest

from rules.assessment import AssessmentEffect, AssessmentResult, effects, leads_out
from rules.parameters import rule_book
from rules.roles import Role
from state_machines.annual_assessment.letters import ADVICE
from state_machines.annual_assessment.rights import ASSESSMENT_RIGHTS
from state_machines.annual_assessment.table import ANNUAL_ASSESSMENT
from state_machines.annual_assessment.terms import State
from state_machines.contents import guards_of
from tests.state_machines.assessment_acts import CASE_OPEN, DEMERIT, SITTING, WARNING
from tests.state_machines.departures import Case, is_refused

S = State
_LEADER = {"post": "chief", "year": 2022, "own_cases": {"closed": 19, "source": "register:cases"}}
_OPEN = [CASE_OPEN]
_ANSWER_NO = [{"point": 1, "adopted": False, "reasons": "已计入"}]


def _sits(**changed) -> dict:
    return {"sitting": {**SITTING, **changed}}


# fmt: off
CASES = (
    Case("not_the_judge", "sum_up", S.OPENED, "J-18不是本事项的当事法官", "local_assessment.本人", {"by": "J-18"}),
    Case("not_the_judge", "ask_review", S.NOTIFIED, "J-18不是本事项的当事法官", "local_assessment.本人", {"by": "J-18"}),
    Case("wrongly_composed", "propose", S.GATHERED, "现写4人", "judges_law.39", {"states": _sits(members=["P-0", "A-1", "A-2", "A-3"])}),
    Case("wrongly_composed", "propose", S.GATHERED, "未由院长主持", "judges_law.39", {"states": _sits(president_chairs=False)}),
    Case("wrongly_composed", "propose", S.GATHERED, "院长应当回避，由其他委员主持", "judges_law.39", {"record": {"post": "president"}}),
    Case("not_a_member", "propose", S.GATHERED, "一人一次：X-9", "local_assessment.出席", {"states": _sits(present=["P-0", "A-1", "X-9"])}),
    Case("not_a_member", "propose", S.GATHERED, "一人一次：A-1", "local_assessment.出席", {"states": _sits(present=["P-0", "A-1", "A-1"])}),
    Case("concerned_member_sat", "propose", S.GATHERED, "A-3应当回避", "local_assessment.回避", {"states": _sits(present=["P-0", "A-1", "A-3"])}),
    Case("concerned_member_sat", "decide_review", S.REVIEW, "J-17应当回避", "local_assessment.回避", {"states": _sits(members=["P-0", "A-1", "A-2", "A-3", "J-17"], present=["P-0", "A-1", "J-17"])}),
    Case("too_few_sat", "propose", S.GATHERED, "考评委员会5人，出席2人", "local_assessment.出席", {"states": _sits(present=["P-0", "A-1"])}),
    Case("superior_unheard", "propose", S.GATHERED, "先由主管领导在听取意见后提出建议", "civil_servants_law.37", {"without": ("superior_advice",)}),
    Case("rests_on_a_ranking", "propose", S.GATHERED, "不得以末位淘汰为由确定为基本称职", "protection_of_judges_2017.不得排名", {"states": {"rests_on": ["last_place"]}}),
    Case("rests_on_nothing", "propose", S.GATHERED, "写明提出的根据", "local_assessment.提出等次", {"states": {"rests_on": None, "proposed_result": "incompetent"}}),
    Case("too_good_after_a_warning", "propose", S.GATHERED, "受警告处分的当年不得确定为优秀", "civil_servants_assessment_2020.警告", {"states": {"proposed_result": "excellent"}, "record": {"material": [WARNING]}}),
    Case("graded_in_a_sanction", "propose", S.GATHERED, "记过的处分期间参加考核，不定等次", "civil_servants_assessment_2020.处分期间", {"record": {"material": [DEMERIT]}}),
    Case("graded_in_an_inquiry", "propose", S.GATHERED, "监察立案调查尚未结案", "civil_servants_assessment_2020.立案未结", {"record": {"material": _OPEN}}),
    Case("ungraded_without_ground", "propose", S.GATHERED, "写明属于哪一种情形", "local_assessment.提出等次", {"states": {"proposed_result": "not_graded", "no_grade_ground": "inquiry"}}),
    Case("ungraded_without_ground", "propose", S.GATHERED, "写明属于哪一种情形", "local_assessment.提出等次", {"states": {"proposed_result": "not_graded"}, "record": {"no_grade_ground": None}}),
    Case("leader_below_minimum", "propose", S.GATHERED, "办案19件，未达最低要求20件，应当确定为不称职", "judge_assessment_2021.院庭长办案", {"record": _LEADER}),
    Case("leader_below_minimum", "propose", S.GATHERED, "办案数量没有来源", "judge_assessment_2021.院庭长办案", {"record": _LEADER | {"own_cases": None}}),
    Case("comment_unanswered", "propose", S.GATHERED, "第1点没有答复", "local_assessment.提出等次", {"record": {"comments": ["评查等次正在复核"]}}),
    Case("wrong_confirmer", "confirm", S.PROPOSED, "院长本人的考核由上级法院审定", "local_assessment.审定", {"record": {"post": "president"}}),
    Case("wrong_confirmer", "confirm", S.PROPOSED, "上级法院只审定院长本人的考核", "local_assessment.审定", {"role": Role.HIGHER_COURT}),
    Case("wrongly_served", "notify", S.CONFIRMED, "公告送达应当写明公告之日", "local_discipline.送达", {"states": {"service": {"kind": "public_notice", "on": "2022-04-27"}}}),
    Case("remedies_untold", "notify", S.CONFIRMED, "写明可以申请复核和期限", "judges_law.43", {"states": {"remedies_told": False}}),
    Case("point_unanswered", "decide_review", S.REVIEW, "第2点没有答复", "local_assessment.复核", {"record": {"application": ["一", "二"]}}),
    Case("result_at_odds", "decide_review", S.REVIEW, "一点也未采纳的，维持", "local_assessment.复核", {"states": {"application_answer": _ANSWER_NO}}),
    Case("result_at_odds", "decide_review", S.REVIEW, "采纳任何一点的，应当变更等次", "local_assessment.复核", {"states": {"result_after": None}}),
    Case("heavier_for_asking", "decide_review", S.REVIEW, "不得因申请复核降低等次（不称职）", "civil_servants_law.96", {"states": {"result_after": "incompetent"}}),
    Case("not_relied_on", "correct", S.FINAL, "“评查2021Q4-0009”不是本次考核所依据的材料", "judges_law.65", {"states": {"assessment_corrections": {"for": "regraded", "ref": "评查2021Q4-0009", "why": "复核"}}}),
    Case("not_relied_on", "correct", S.APPLIED, "写明据以更正的文号或者事项", "judges_law.65", {"states": {"assessment_corrections": {"for": "slip", "why": "漏计"}}}),
    Case("heavier_by_correction", "correct", S.FINAL, "不得降低等次（不称职）", "local_assessment.更正", {"states": {"result_after": "incompetent"}}),
    Case("nothing_restored", "correct", S.FINAL, "写明奖金、工资档次、晋升年限等如何恢复、补发", "judges_law.65", {"states": {"restored": None}}),
    Case("not_ungraded_for_a_case", "regrade", S.APPLIED, "只有因立案未结而不定等次的", "civil_servants_assessment_2020.立案未结", {"record": {"no_grade_ground": "absence"}}),
    Case("sanctioned_after_all", "regrade", S.FINAL, "结案给予处分的，不补定等次", "civil_servants_assessment_2020.立案未结", {"states": {"case_ended": {"ref": "监结1号", "sanctioned": True}}}),
)
# fmt: on


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.act}-{case.guard}-{case.reason[:6]}")
def test_an_act_that_departs_from_the_law_is_refused_in_words_and_on_authority(case, acts, facts_of):
    is_refused(ANNUAL_ASSESSMENT, case, acts, facts_of)


def test_every_guard_of_the_table_has_its_test():
    of_the_table = {guard.check.__name__ for guard, _ in guards_of(ANNUAL_ASSESSMENT)}

    assert of_the_table == {case.guard for case in CASES}


def _decided(acts, facts_of, act, state, **but):
    wanted = acts["annual_assessment"][act].but(**but)
    facts = facts_of("annual_assessment", wanted)
    return ANNUAL_ASSESSMENT.decide(state.value, act, wanted.actor, facts), wanted, facts


@pytest.mark.parametrize(
    ("record", "grade"),
    [
        (_LEADER, "incompetent"),
        (_LEADER | {"year": 2021}, "competent"),  # 从旧: the minimum counts from 2022.
        (_LEADER | {"post": "judge"}, "competent"),
        (_LEADER | {"own_cases": {"closed": 20, "source": "register:cases"}}, "competent"),
        (_LEADER | {"level": "intermediate"}, "competent"),
    ],
)
def test_the_minimum_is_for_leaders_by_level_and_from_2022(record, grade, acts, facts_of):
    states = {"proposed_result": grade, "rests_on": ["standard"]}

    step, _, _ = _decided(acts, facts_of, "propose", S.GATHERED, record=record, states=states)

    assert step.to is S.PROPOSED


@pytest.mark.parametrize(
    ("material", "grade", "ground"),
    [
        ([WARNING], "competent", None),
        ([DEMERIT], "not_graded", "sanction"),
        ([CASE_OPEN], "not_graded", "inquiry"),
        ([], "not_graded", "absence"),
        ([DEMERIT | {"on": "2019-02-01", "until": "2020-01-31"}], "excellent", None),
    ],
)
def test_a_sanction_limits_the_grade_of_its_years_only(material, grade, ground, acts, facts_of):
    states = {"proposed_result": grade, "no_grade_ground": ground, "rests_on": None}

    step, _, _ = _decided(acts, facts_of, "propose", S.GATHERED, record={"material": material}, states=states)

    assert step.to is S.PROPOSED


def test_a_sanction_that_was_revoked_bars_the_grade_no_more_once_the_correction_names_it(acts, facts_of):
    record = {"material": [WARNING], "assessment_result": "competent"}
    named = {"for": "revoked", "ref": WARNING["ref"], "why": "申诉撤销"}
    states = {"assessment_corrections": named, "result_after": "excellent"}

    step, act, facts = _decided(acts, facts_of, "correct", S.APPLIED, record=record, states=states)
    after = step.completed(act.actor, facts)

    assert after["assessment_result"] == "excellent"
    assert after["assessment_effects"] == ["pay_step", "first_in_rank"]


def test_of_the_president_himself_another_presides_and_the_higher_court_confirms(acts, facts_of):
    president = {"post": "president", "judge": "P-0"}
    sitting = _sits(members=["P-0", "A-1", "A-2", "A-3", "A-4"], present=["A-1", "A-2", "A-4"], president_chairs=False)  # fmt: skip

    proposed, _, _ = _decided(acts, facts_of, "propose", S.GATHERED, record=president, states=sitting)
    confirmed, _, _ = _decided(
        acts, facts_of, "confirm", S.PROPOSED, record=president, role=Role.HIGHER_COURT
    )

    assert (proposed.to, confirmed.to) == (S.PROPOSED, S.CONFIRMED)


def test_what_a_grade_brings_follows_from_the_grade_and_the_year_before():
    rules = rule_book().on(date(2024, 1, 10))
    basic, bad = AssessmentResult.BASICALLY_COMPETENT, AssessmentResult.INCOMPETENT
    before = {"year": 2022, "result": basic.value}

    assert leads_out(basic, 2023, before, rules)
    assert not leads_out(basic, 2023, before | {"year": 2021}, rules)
    assert not leads_out(basic, 2022, {"year": 2021, "result": basic.value}, rules)
    assert AssessmentEffect.LAYING_OFF not in effects(bad, 2023, before, rules)
    assert effects(bad, 2023, {"year": 2022, "result": bad.value}, rules) == (
        AssessmentEffect.NO_BONUS,
        AssessmentEffect.YEAR_NOT_COUNTED,
        AssessmentEffect.DEMOTION,
        AssessmentEffect.EXIT,
        AssessmentEffect.LAYING_OFF,
    )
    assert effects(AssessmentResult.NOT_GRADED, 2023, None, rules) == (
        AssessmentEffect.NO_BONUS,
        AssessmentEffect.YEAR_NOT_COUNTED,
    )


def test_the_judge_has_a_way_to_do_everything_that_is_his(acts):
    his = {step.trigger for step in ANNUAL_ASSESSMENT.steps if Role.JUDGE_CONCERNED in step.roles}

    assert his == set(ASSESSMENT_RIGHTS.how)
    assert {step.trigger for step in ANNUAL_ASSESSMENT.steps if step.within} - set(ADVICE) - {
        step.trigger for step in ANNUAL_ASSESSMENT.steps if Role.CALENDAR in step.roles
    } == set()
