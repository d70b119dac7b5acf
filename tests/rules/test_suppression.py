from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from rules.suppression import GOODS, REST, published
from rules.tallies import GOOD, GRADES, Tally


def tally(*counts):
    return Tally(dict(zip(GRADES, counts, strict=True)), ungraded=0)


rows = st.lists(
    st.lists(st.integers(0, 9), min_size=4, max_size=4).map(lambda counts: tally(*counts)),
    min_size=1,
    max_size=9,
).map(lambda tallies: [(f"法院{number}", each) for number, each in enumerate(tallies)])


def what_is_published(table, found):
    """Everything a reader of the paper knows, as linear equations over the counts of the grades."""
    cells = [(label, grade) for label, _ in table for grade in GRADES]
    place = {cell: at for at, cell in enumerate(cells)}
    equations = []

    def known(members, value):
        equations.append(([float(cell in members) for cell in cells], float(value)))

    for label, each in table:
        known({(label, grade) for grade in GRADES}, each.graded)
        for grade in GRADES:
            if found.counts[label, grade] is not None:
                known({(label, grade)}, found.counts[label, grade])
        if found.counts[label, GOODS] is not None:
            known({(label, grade) for grade in GOOD}, found.counts[label, GOODS])
        if found.counts[label, REST] is not None:
            known({(label, grade) for grade in GRADES if grade not in GOOD}, found.counts[label, REST])
    for grade in GRADES:
        known({(label, grade) for label, _ in table}, sum(each.counts[grade] for _, each in table))
    return cells, place, equations


def span(cells, equations, members):
    """Between what and what the sum of these cells can lie, for all anybody knows: two linear programs."""
    left, right = np.array([row for row, _ in equations]), np.array([value for _, value in equations])
    aim = np.array([float(cell in members) for cell in cells])
    low = linprog(aim, A_eq=left, b_eq=right, bounds=(0, None), method="highs")
    high = linprog(-aim, A_eq=left, b_eq=right, bounds=(0, None), method="highs")
    assert low.success and high.success
    return low.fun, -high.fun


@settings(max_examples=60, deadline=None)
@given(rows, st.integers(2, 6))
def test_no_count_left_out_can_be_worked_out_from_what_is_published(table, smallest):
    found = published(table, smallest)
    if found.withheld:
        return

    cells, _, equations = what_is_published(table, found)
    for (label, kind), count in found.counts.items():
        if count is None:
            members = {
                GOODS: {(label, grade) for grade in GOOD},
                REST: {(label, grade) for grade in GRADES if grade not in GOOD},
            }.get(kind, {(label, kind)})
            low, high = span(cells, equations, members)
            assert high - low > 0.5, (label, kind)


@settings(deadline=None)
@given(rows, st.integers(1, 6))
def test_every_small_count_is_left_out_and_what_is_shown_is_true(table, smallest):
    found = published(table, smallest)

    for label, each in table:
        for grade in GRADES:
            count, shown = each.counts[grade], found.counts[label, grade]
            assert shown is None if 0 < count < smallest else shown in (None, count)
    assert found.withheld or found.secondary.isdisjoint(found.primary)


@settings(max_examples=40, deadline=None)
@given(rows.filter(lambda table: len(table) < 3), st.integers(2, 5))
def test_a_table_is_withheld_whole_only_where_nothing_else_would_do(table, smallest):
    """Of a small table every choice of counts is tried, all of them left out being the most that can be."""
    found = published(table, smallest)
    if not found.withheld:
        return

    cells, _, _ = what_is_published(table, found)
    totals = {grade: sum(each.counts[grade] for _, each in table) for grade in GRADES}
    sums = {label: each.graded for label, each in table}
    options = [list(_rows(sums[label], totals)) for label, _ in table]
    possible = [
        dict(zip(cells, [count for row in choice for count in row], strict=True))
        for choice in product(*options)
        if all(sum(row[at] for row in choice) == totals[grade] for at, grade in enumerate(GRADES))
    ]
    fixed = []
    for label, _ in table:
        fixed += [len({each[label, grade] for each in possible}) == 1 for grade in GRADES]
        fixed.append(len({sum(each[label, g] for g in GOOD) for each in possible}) == 1)
    assert any(fixed)


def _rows(total, most):
    for first, second, third in product(*(range(min(total, most[grade]) + 1) for grade in GRADES[:3])):
        fourth = total - first - second - third
        if 0 <= fourth <= most[GRADES[3]]:
            yield first, second, third, fourth


def test_one_small_count_takes_others_with_it():
    table = [("甲", tally(5, 20, 5, 2)), ("乙", tally(6, 30, 7, 4)), ("丙", tally(9, 9, 9, 9))]

    found = published(table, 3)

    assert found.primary == {("甲", "unqualified")}
    # The other count of its half row, and the same two of another row: as few as can be.
    assert len(found.secondary) == 3
    assert ("甲", "flawed") in found.secondary
    assert found.counts["甲", GOODS] == 25
    assert not found.withheld


def test_nothing_is_left_out_where_the_court_asks_for_nothing():
    table = [("甲", tally(1, 2, 1, 0)), ("乙", tally(0, 1, 0, 1))]

    assert not published(table, 1).anything_hidden


def test_the_table_of_a_single_court_is_its_own_total_and_is_withheld():
    found = published([("甲", tally(5, 20, 5, 2))], 3)

    assert found.withheld
    assert set(found.counts.values()) == {None}


@pytest.mark.parametrize("smallest", [3, 5])
def test_forty_courts_of_two_or_three_cases_each_show_next_to_nothing(smallest):
    table = [(f"法院{n}", tally(*((1, 1, 1, 0) if n % 3 else (0, 2, 0, 0)))) for n in range(40)]

    found = published(table, smallest)

    assert not found.withheld
    shown = [count for count in found.counts.values() if count]
    assert all(count >= smallest for count in shown)
