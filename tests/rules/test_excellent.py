"""优秀比例: the places of a round, and the order of its candidates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from rules.excellent import Candidate, cap_share, ordered, places
from rules.parameters import rule_book

RULES = rule_book().on(date(2026, 10, 20))


def test_of_a_hundred_cases_fifteen_may_be_excellent_and_a_part_of_a_place_is_none():
    assert places(RULES, 100).places == 15
    assert places(RULES, 19).places == 2
    assert places(RULES, 6).places == 0
    assert places(RULES, 100, taken=14).left == 1
    assert places(RULES, 100, taken=16).left == 0


def test_three_tenths_of_ten_are_three_without_a_rounding_error():
    assert places(RULES.with_values({"grading.excellent_cap_share": 0.3}), 10).places == 3


def test_without_a_cap_there_are_no_places_to_count():
    assert cap_share(rule_book().on(date(2024, 11, 20))) is None
    assert places(rule_book().on(date(2024, 11, 20)), 100) is None


def test_those_the_committee_chose_come_first_then_points_then_the_lot_of_the_public_seed():
    cases = [
        Candidate(ref, ref, Decimal(points)) for ref, points in (("a", 100), ("b", 98), ("c", 100), ("d", 97))
    ]

    order = [one.ref for one in ordered(cases, "种子")]

    assert set(order[:2]) == {"a", "c"}
    assert order[2:] == ["b", "d"]
    assert [one.ref for one in ordered(cases, "种子", ("d", "b"))][:2] == ["d", "b"]


@given(st.permutations(["a", "b", "c", "d", "e"]))
def test_the_order_of_the_list_does_not_matter(refs):
    cases = [Candidate(ref, ref, Decimal(100)) for ref in refs]

    assert ordered(cases, "种子") == ordered(sorted(cases, key=lambda one: one.ref), "种子")
