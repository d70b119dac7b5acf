from __future__ import annotations

from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rules.agreement import Measure, agreement_of, gwet, identity_weights, kappa, quadratic_weights
from rules.tallies import GRADES

tables = st.lists(st.lists(st.integers(0, 15), min_size=4, max_size=4), min_size=4, max_size=4)
PLAIN, SQUARED = identity_weights(2), quadratic_weights(4)


def pairs_of(table):
    return [
        (GRADES[i], GRADES[j])
        for i, row in enumerate(table)
        for j, count in enumerate(row)
        for _ in range(count)
    ]


@pytest.mark.parametrize(
    ("table", "expected_kappa", "expected_ac1"),
    [
        # Gwet (British Journal of Mathematical and Statistical Psychology 2008): 94.4 % equal, and kappa below nought.
        ([[118, 5], [2, 0]], -0.0234, 0.9408),
        # The common textbook example: 70 % equal.
        ([[20, 5], [10, 15]], 0.4, 0.4059),
    ],
)
def test_the_coefficients_are_the_published_ones(table, expected_kappa, expected_ac1):
    assert kappa(table, PLAIN)[0] == pytest.approx(expected_kappa, abs=5e-5)
    assert gwet(table, PLAIN)[0] == pytest.approx(expected_ac1, abs=5e-5)


@given(tables)
def test_weighted_kappa_is_the_concordance_of_the_grades_as_numbers(table):
    """Fleiss and Cohen 1973: with squared weights it is 2·cov / (var + var + difference of means squared)."""
    points = [(i, j) for i, row in enumerate(table) for j, count in enumerate(row) for _ in range(count)]
    assume(len(points) > 1)
    n = len(points)
    ones, others = [i for i, _ in points], [j for _, j in points]
    m, o = sum(ones) / n, sum(others) / n
    below = sum((i - m) ** 2 for i in ones) / n + sum((j - o) ** 2 for j in others) / n + (m - o) ** 2
    assume(below > 1e-9)

    found, _ = kappa(table, SQUARED)

    assert found == pytest.approx(2 * sum((i - m) * (j - o) for i, j in points) / n / below)


@given(tables)
def test_gwets_coefficient_is_that_of_his_formula_for_any_number_of_readers(table):
    """Gwet 2014, computed from how many readers gave each case which grade, not from a table of two."""
    pairs = pairs_of(table)
    assume(len(pairs) > 1)
    n, q = len(pairs), 4
    counts = [[pair.count(grade) for grade in GRADES] for pair in pairs]
    weighed = [[sum(SQUARED[k][m] * row[m] for m in range(q)) for k in range(q)] for row in counts]
    own = [sum(row[k] * (weighed[i][k] - 1) for k in range(q)) / 2 for i, row in enumerate(counts)]
    share = [sum(row[k] for row in counts) / (2 * n) for k in range(q)]
    factor = sum(map(sum, SQUARED)) / (q * (q - 1))
    chance = factor * sum(p * (1 - p) for p in share)
    value = (sum(own) / n - chance) / (1 - chance)
    each = [
        (own[i] - chance) / (1 - chance)
        - 2
        * (1 - value)
        * (factor * sum(row[k] * (1 - share[k]) for k in range(q)) / 2 - chance)
        / (1 - chance)
        for i, row in enumerate(counts)
    ]
    variance = sum((part - value) ** 2 for part in each) / (n * (n - 1))

    found, error = gwet(table, SQUARED)

    assert (found, error) == (pytest.approx(value), pytest.approx(variance**0.5, abs=1e-9))


@pytest.mark.parametrize("coefficient", [kappa, gwet])
@pytest.mark.parametrize("weights", [identity_weights(4), quadratic_weights(4)])
def test_the_standard_errors_are_those_of_leaving_one_case_out(coefficient, weights):
    """The jackknife knows nothing of the formula."""
    chance = Random(7)
    table = [[0] * 4 for _ in range(4)]
    for _ in range(400):
        i = chance.choice((0, 1, 1, 1, 2, 3))
        table[i][min(3, max(0, i + chance.choice((-1, 0, 0, 0, 1))))] += 1
    n, _ = 400, None
    left_out = []
    for i in range(4):
        for j in range(4):
            if table[i][j]:
                table[i][j] -= 1
                left_out += [coefficient(table, weights)[0]] * (table[i][j] + 1)
                table[i][j] += 1
    mean = sum(left_out) / n
    jackknife = ((n - 1) / n * sum((value - mean) ** 2 for value in left_out)) ** 0.5

    assert coefficient(table, weights)[1] == pytest.approx(jackknife, rel=0.02)


def test_where_every_grade_is_the_same_kappa_is_not_defined_and_ac1_is_one():
    found = agreement_of([("qualified", "qualified")] * 30, GRADES, 0.95)

    assert found[Measure.KAPPA].value is found[Measure.WEIGHTED_KAPPA].value is None
    assert found[Measure.AC1].value == found[Measure.AC2].value == 1
    assert found.interval.low == pytest.approx(0.025 ** (1 / 30))


def test_one_case_has_a_coefficient_and_no_interval():
    found = agreement_of([("qualified", "flawed")], GRADES, 0.95)

    assert found[Measure.AC1].interval is None
    assert (found.same, found.cases) == (0, 1)


def test_without_a_case_there_is_no_agreement_to_speak_of():
    assert agreement_of([], GRADES, 0.95) is None


@given(tables)
def test_no_interval_leaves_what_a_coefficient_can_be(table):
    assume(sum(map(sum, table)) > 1)

    found = agreement_of(pairs_of(table), GRADES, 0.95)

    for each in found.coefficients:
        if each.interval:
            assert -1 <= each.interval.low <= each.value + 1e-9
            assert each.value - 1e-9 <= each.interval.high <= 1
