from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.intervals import of_frame
from rules.shares import Basis, effective_size, share_of

samples = st.lists(st.tuples(st.floats(0.01, 1), st.booleans()), min_size=1, max_size=60)


@given(samples)
def test_the_share_lies_in_its_interval_and_the_interval_between_nought_and_one(sample):
    found = share_of(sample, 0.95)

    assert 0 <= found.interval.low <= found.interval.high <= 1
    assert found.interval.low - 1e-9 <= found.share <= found.interval.high + 1e-9
    assert 1 <= found.effective <= found.cases <= found.weight + 1e-6


@given(st.integers(1, 60), st.integers(1, 40), st.data())
def test_equal_chances_give_the_exact_interval_of_the_list(cases, times, data):
    count = data.draw(st.integers(0, cases))
    whole = cases * times + data.draw(st.integers(0, times))
    sample = [(cases / whole, number < count) for number in range(cases)]

    found = share_of(sample, 0.95)

    expected = of_frame(count, cases, whole, 0.95)
    assert (found.interval.low, found.interval.high) == (expected.low, expected.high)
    assert found.basis is (Basis.CENSUS if cases == whole else Basis.EQUAL)


def test_of_no_case_there_is_no_share():
    assert share_of([], 0.95) is None


def test_unequal_chances_make_the_sample_worth_less():
    sample = [(0.5, number % 2 == 0) for number in range(20)] + [
        (0.05, number % 2 == 0) for number in range(20)
    ]

    found = share_of(sample, 0.95)

    # (20·2 + 20·20)² / (20·4 + 20·400) = 440² / 8080.
    assert effective_size(sample) == found.effective == 23
    assert found.basis is Basis.WEIGHTED
    assert found.share == pytest.approx(0.5)


STRATA = (
    # cases of the list, drawn, of which of the kind: unlike shares and unlike chances
    ((400, 20, 40), (40, 20, 20), (60, 10, 3)),
    ((300, 30, 3), (30, 10, 3), (10, 10, 5)),
    ((1000, 40, 150), (50, 25, 1), (50, 5, 25)),
)


@pytest.mark.parametrize("strata", STRATA)
def test_drawn_with_unequal_chances_the_interval_still_holds_the_truth_as_often_as_it_says(strata):
    """Four thousand draws with a fixed seed; nineteen in twenty is asked, two standard errors are allowed for."""
    chance = Random(2024)
    truth = sum(kind for _, _, kind in strata) / sum(whole for whole, _, _ in strata)
    held = 0
    for _ in range(4000):
        sample = []
        for whole, drawn, kind in strata:
            sample += [(drawn / whole, number < kind) for number in chance.sample(range(whole), drawn)]
        held += _interval(tuple(sample)).holds(truth)

    assert held / 4000 >= 0.95 - 2 * (0.95 * 0.05 / 4000) ** 0.5


def _interval(sample):
    key = tuple(sorted(sample))
    if key not in _KNOWN:
        _KNOWN[key] = share_of(sample, 0.95).interval
    return _KNOWN[key]


_KNOWN: dict = {}
