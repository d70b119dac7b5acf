from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, fisher_exact, hypergeom

from rules.comparisons import Difference, compare
from rules.funnel import Levels, Standing, control_limits, funnel_of

LEVELS = Levels(confidence=0.95, inner=0.95, outer=0.998, smallest_base=10, smallest_cell=3)
shares = st.integers(1, 120).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(st.integers(1, 150), shares, st.sampled_from([0.9, 0.95, 0.998]))
def test_the_limits_leave_out_no_more_than_they_may_and_could_not_be_closer(cases, share, level):
    target = Fraction(*share)
    tail = (1 - level) / 2

    low, high = control_limits(cases, target, level)

    assert binom.cdf(low - 1, cases, float(target)) <= tail + 1e-9
    assert binom.cdf(low, cases, float(target)) > tail - 1e-9
    assert binom.sf(high, cases, float(target)) <= tail + 1e-9
    assert binom.sf(high - 1, cases, float(target)) > tail - 1e-9


@pytest.mark.parametrize(
    ("whole", "kind", "cases"), [(100, 80, 20), (60, 7, 15), (100, 50, 50), (40, 39, 12)]
)
def test_a_target_that_is_itself_estimated_raises_no_false_alarm(whole, kind, cases):
    """Given the total, a court's count is hypergeometric, and the limits are beyond it even less often than they say."""
    low, high = control_limits(cases, Fraction(kind, whole), 0.95)

    assert hypergeom.cdf(low - 1, whole, kind, cases) <= 0.025
    assert hypergeom.sf(high, whole, kind, cases) <= 0.025


def test_a_court_is_called_out_only_beyond_the_outer_limits():
    groups = [("甲", 20, 3), ("乙", 200, 190), ("丙", 9, 0), ("丁", 20, 16), ("戊", 0, 0)]

    funnel = funnel_of(groups, LEVELS)

    assert {point.label: point.standing for point in funnel.points} == {
        "甲": Standing.BELOW,
        "乙": Standing.ABOVE,
        "丙": Standing.TOO_FEW,
        "丁": Standing.WITHIN,
    }
    assert funnel.target == pytest.approx(209 / 249)
    assert funnel.compared == 3
    assert funnel.by_chance == pytest.approx((0.15, 0.006))


def test_every_number_of_cases_that_a_point_has_stands_in_the_limits():
    funnel = funnel_of([("甲", 731, 600), ("乙", 12, 12)], LEVELS)

    assert {731, 12} <= {limit.cases for limit in funnel.inner} == {limit.cases for limit in funnel.outer}
    for inner, outer in zip(funnel.inner, funnel.outer, strict=True):
        assert outer.low <= inner.low <= funnel.target <= inner.high + 1 / inner.cases
        assert inner.high <= outer.high


def test_no_case_makes_no_funnel():
    assert funnel_of([("甲", 0, 0)], LEVELS) is None


@settings(max_examples=60)
@given(shares, shares)
def test_two_quarters_are_told_apart_by_fishers_test_as_another_program_does_it(one, other):
    found = compare(*one, *other, level=0.95)

    table = [[one[0], one[1] - one[0]], [other[0], other[1] - other[0]]]
    assert found.chance == pytest.approx(fisher_exact(table).pvalue, abs=1e-6)
    assert (found.difference is Difference.NONE) == (found.chance > 0.05)


def test_fishers_tea_lady_cannot_be_distinguished_from_chance():
    """3 of 4 right against 1 of 4: Fisher's own example, p = 34/70."""
    found = compare(3, 4, 1, 4, level=0.95)

    assert found.chance == pytest.approx(34 / 70)
    assert found.difference is Difference.NONE


def test_a_quarter_that_is_clearly_worse_says_so():
    assert compare(50, 100, 85, 100, level=0.95).difference is Difference.LOWER
    assert compare(85, 100, 50, 100, level=0.95).difference is Difference.HIGHER
