from __future__ import annotations

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, binomtest, hypergeom

from rules.intervals import clopper_pearson, hypergeometric_tail, of_frame


@pytest.mark.parametrize(
    ("count", "cases", "low", "high"),
    [
        # Closed forms: 1 - 0.025^(1/n) for none found, and its mirror image for all.
        (0, 10, 0.0, 1 - 0.025 ** (1 / 10)),
        (10, 10, 0.025 ** (1 / 10), 1.0),
        # Newcombe (Statistics in Medicine 1998), table I, the exact method.
        (81, 263, 0.2527, 0.3676),
        (15, 148, 0.0578, 0.1617),
        (0, 20, 0.0000, 0.1684),
        (1, 29, 0.0009, 0.1776),
    ],
)
def test_the_binomial_interval_is_the_published_one(count, cases, low, high):
    found = clopper_pearson(count, cases, 0.95)

    assert (found.low, found.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.floats(0.5, 0.999))
def test_the_binomial_interval_is_that_of_two_other_programs(drawn, level):
    count, cases = drawn

    found = clopper_pearson(count, cases, level)

    low = beta.ppf((1 - level) / 2, count, cases - count + 1) if count else 0
    other = binomtest(count, cases).proportion_ci(level, "exact")
    assert found.low == pytest.approx(low, abs=1e-9) == pytest.approx(other.low, abs=1e-9)
    assert found.high == pytest.approx(other.high, abs=1e-9)


@pytest.mark.parametrize("level", [0.8, 0.95, 0.998])
@pytest.mark.parametrize("whole", [1, 2, 5, 12, 21])
def test_whatever_the_list_holds_the_interval_holds_it_as_often_as_it_says(whole, level):
    for cases in range(1, whole + 1):
        intervals = [of_frame(count, cases, whole, level) for count in range(cases + 1)]
        for kind in range(whole + 1):
            ways = sum(
                comb(kind, count) * comb(whole - kind, cases - count)
                for count, interval in enumerate(intervals)
                if interval.low - 1e-12 <= kind / whole <= interval.high + 1e-12
            )
            assert ways >= round(level * 1000) * comb(whole, cases) / 1000


@pytest.mark.parametrize(("cases", "whole"), [(5, 12), (8, 21), (30, 400)])
def test_no_interval_of_the_list_could_be_narrower_by_one_case(cases, whole):
    """Both bounds are the last ones that half of what the level leaves allows."""
    for count in range(cases + 1):
        found = of_frame(count, cases, whole, 0.95)
        low, high = round(found.low * whole), round(found.high * whole)
        if count:
            assert hypergeom.sf(count - 1, whole, low, cases) > 0.025 - 1e-12
            assert low == count or hypergeom.sf(count - 1, whole, low - 1, cases) <= 0.025 + 1e-12
        else:
            assert low == 0
        if count < cases:
            assert hypergeom.cdf(count, whole, high, cases) > 0.025 - 1e-12
            assert hypergeom.cdf(count, whole, high + 1, cases) <= 0.025 + 1e-12
        else:
            assert high == whole


@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_all_cases_read_leave_no_doubt(drawn):
    count, cases = drawn

    found = of_frame(count, cases, cases, 0.95)

    assert found.low == found.high == count / cases


@pytest.mark.parametrize(("count", "cases"), [(0, 12), (3, 40), (88, 100), (100, 100)])
def test_a_list_without_end_gives_the_binomial_interval(count, cases):
    long, endless = of_frame(count, cases, 10_000_000, 0.95), clopper_pearson(count, cases, 0.95)

    assert long.low == pytest.approx(endless.low, abs=2e-5)
    assert long.high == pytest.approx(endless.high, abs=2e-5)


@given(
    st.integers(2, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n), st.integers(n, 400))),
)
def test_the_interval_of_a_list_lies_within_the_binomial_one(drawn):
    count, cases, whole = drawn

    found, endless = of_frame(count, cases, whole, 0.95), clopper_pearson(count, cases, 0.95)

    # To the next whole case.
    assert found.low >= endless.low - 1 / whole
    assert found.high <= endless.high + 1 / whole
    assert found.low <= count / cases <= found.high


@given(st.integers(1, 80), st.data())
def test_the_chance_of_so_many_is_that_of_another_program(whole, data):
    cases, kind = data.draw(st.integers(1, whole)), data.draw(st.integers(0, whole))
    count = data.draw(st.integers(0, cases + 1))

    found = hypergeometric_tail(count, cases, kind, whole)

    assert float(found) == pytest.approx(hypergeom.sf(count - 1, whole, kind, cases), abs=1e-9)


@pytest.mark.parametrize(("count", "cases", "whole"), [(0, 0, 5), (3, 2, 5), (1, 6, 5), (-1, 2, 5)])
def test_no_interval_of_what_cannot_be(count, cases, whole):
    with pytest.raises(ValueError, match="of"):
        of_frame(count, cases, whole, 0.95)
