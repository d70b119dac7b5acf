from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.errors import FaultyInput
from rules.funnel import Levels
from rules.law import cite
from rules.outcomes import Deduction, ReviewOutcome
from rules.parameters import rule_book
from rules.pools import Pool
from rules.results import GOOD, GRADES, results_of

CASE = ReviewOutcome(
    ref="1",
    case_no="（2022）甲01民初1号",
    court="甲法院",
    case_kind="民事",
    cause="买卖合同纠纷",
    division="民一庭",
    judge_code="J1",
    stratum="甲法院·民事",
    probability=1.0,
    score=Decimal(80),
    grade="qualified",
)
LEVELS = Levels(confidence=0.95, inner=0.95, outer=0.998, smallest_base=10, smallest_cell=3)
CLERICAL = Deduction("D1", "文字差错", Decimal(1))
SERVICE = Deduction("P1", "送达瑕疵", Decimal("2.5"))

outcomes = st.lists(
    st.builds(
        replace,
        st.just(CASE),
        ref=st.uuids().map(str),
        court=st.sampled_from(["甲法院", "乙法院", "丙法院"]),
        case_kind=st.sampled_from(["民事", "刑事"]),
        probability=st.floats(0.001, 1),
        grade=st.none() | st.sampled_from(GRADES),
        pool=st.sampled_from(Pool),
        objected=st.booleans(),
        objection_upheld=st.none() | st.booleans(),
        rectified=st.none() | st.booleans(),
        deductions=st.lists(st.sampled_from([CLERICAL, SERVICE]), max_size=4).map(tuple),
    ),
    max_size=40,
    unique_by=lambda case: case.ref,
)


@given(outcomes)
def test_every_case_is_counted_once_in_every_division_of_the_round(cases):
    found = results_of(cases)

    for groups in (found.by_court, found.by_kind):
        assert sum(group.random.reviewed + group.besides.reviewed for group in groups) == len(cases)
        for grade in GRADES:
            assert sum(group.random.counts[grade] for group in groups) == found.random.counts[grade]
    assert found.random.reviewed + found.besides.reviewed == found.reviewed == len(cases)


@given(outcomes)
def test_shares_and_estimated_shares_add_up_to_one(cases):
    found = results_of(cases)

    if found.random.graded:
        assert sum(found.random.share(grade) for grade in GRADES) == 1
        assert sum(estimate.share for estimate in found.estimates) == pytest.approx(1)
    else:
        assert found.random.share(*GOOD) is None
        assert found.estimates == ()


@given(outcomes)
def test_objections_rectification_and_points_leave_nothing_over(cases):
    found = results_of(cases)

    objections = found.objections
    assert objections.filed == objections.upheld + objections.rejected + objections.pending
    assert found.rectification.ordered == found.rectification.done + found.rectification.open
    points = sum(deduction.points for case in cases for deduction in case.deductions)
    assert sum(defect.points for defect in found.defects) == points


def test_cases_besides_never_enter_a_rate():
    drawn = [replace(CASE, ref=f"抽{n}", grade="qualified") for n in range(3)]
    had_to_be = [replace(CASE, ref=f"必{n}", grade="unqualified", pool=Pool.MANDATORY) for n in range(9)]

    found = results_of([*drawn, *had_to_be])

    assert found.random.share("unqualified") == 0
    assert found.besides.counts["unqualified"] == 9
    assert {estimate.grade: estimate.share for estimate in found.estimates}["unqualified"] == 0


def test_each_case_speaks_for_as_many_as_its_probability_says():
    # One of 2 and one of 8: the second stands for four times as many cases of the list.
    found = results_of(
        [
            replace(CASE, ref="1", grade="excellent", probability=1 / 2),
            replace(CASE, ref="2", grade="flawed", probability=1 / 8),
        ]
    )

    estimates = {estimate.grade: estimate for estimate in found.estimates}
    assert (estimates["excellent"].cases, estimates["flawed"].cases) == (2, 8)
    assert (estimates["excellent"].share, estimates["flawed"].share) == (0.2, 0.8)
    assert found.random.share("excellent") == Fraction(1, 2)


def test_a_defect_found_twice_in_one_case_is_one_case_and_the_points_of_both():
    found = results_of(
        [
            replace(CASE, ref="1", deductions=(CLERICAL, CLERICAL)),
            replace(CASE, ref="2", deductions=(CLERICAL, SERVICE), pool=Pool.MANDATORY),
        ]
    )

    worst, other = found.defects
    assert (worst.code, worst.random_cases, worst.cases_besides, worst.points) == ("D1", 1, 1, Decimal(3))
    assert (other.code, other.random_cases, other.cases_besides, other.points) == (
        "P1",
        0,
        1,
        Decimal("2.5"),
    )


def test_courts_stand_in_the_order_of_the_register_and_unknown_ones_last():
    found = results_of([replace(CASE, ref=court, court=court) for court in ("丙法院", "乙法院", "甲法院")])

    order = [group.label for group in found.courts(["乙法院", "甲法院"])]

    assert order == ["乙法院", "甲法院", "丙法院"]


def test_every_fault_of_the_outcomes_is_named_at_once():
    cases = [CASE, CASE, replace(CASE, ref="2", grade="良好"), replace(CASE, ref="3", probability=0.0)]

    with pytest.raises(FaultyInput) as refused:
        results_of(cases)

    told = [str(fault) for fault in refused.value.faults]
    assert len(told) == 3
    assert told[0].startswith("案件“1”：出现2次")
    assert "等次“良好”不存在" in told[1]
    assert "入样概率为0.0" in told[2]


@pytest.mark.parametrize(("day", "allowed"), [(date(2024, 8, 31), True), (date(2024, 9, 1), False)])
def test_ranking_is_allowed_until_september_2024(day, allowed):
    assert rule_book().on(day)["results.ranking_allowed"] is allowed


@given(outcomes)
def test_every_share_stands_with_its_interval_and_only_the_random_pool_is_in_it(cases):
    found = results_of(cases, LEVELS)

    for grade, share in found.shares.items():
        grades = GOOD if grade == "good" else (grade,)
        assert (share.count, share.cases) == (found.random.of(*grades), found.random.graded)
        assert share.interval.low - 1e-9 <= share.share <= share.interval.high + 1e-9
    for estimate in found.estimates:
        assert found.shares[estimate.grade].share == pytest.approx(estimate.share)


@given(outcomes)
def test_a_court_on_which_nothing_is_published_has_no_point_in_the_published_funnel(cases):
    found = results_of(cases, LEVELS)

    if found.court_funnel:
        shown = {point.label for point in found.public_court_funnel.points}
        assert shown == {
            point.label
            for point in found.court_funnel.points
            if found.court_counts.counts.get((point.label, "good")) is not None
        }


def test_without_levels_nothing_is_said_of_how_sure_a_share_is():
    found = results_of([CASE])

    assert (found.shares, found.court_funnel, found.by_court[0].standing) == ({}, None, None)


def test_the_ban_on_rankings_rests_on_the_requirements_of_september_2024():
    value = rule_book().on(date(2024, 9, 1)).parameter("results.ranking_allowed")

    assert value.authority == "quality_indicators_2024.排名"
    assert "体检表" in cite(value.authority).point("zh")
