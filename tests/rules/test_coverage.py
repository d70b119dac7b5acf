"""评查员够不够：最少缺多少人次、缺在哪些案件，逐一穷举核对。"""

from dataclasses import replace
from itertools import chain, combinations, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.coverage import Coverage, Demand, least_short
from rules.exclusion_grid import Grid
from rules.reading_rounds import Round
from rules.recusal import CaseToRead, Exclusions, Reviewer

LOCAL = Exclusions(cross_court=False)

rounds = st.builds(
    lambda benches, needs, had, max_load: Round(
        [
            CaseToRead(f"案{n}", "甲院", "civil", "J1", "民一庭", bench=frozenset(f"R{at}" for at in bench))
            for n, bench in enumerate(benches)
        ],
        [Reviewer(f"R{n}", "乙院", "") for n in range(len(had))],
        LOCAL,
        {f"案{n}": need for n, need in enumerate(needs[: len(benches)])},
        max_load,
        {f"R{n}": load for n, load in enumerate(had)},
    ),
    st.lists(st.frozensets(st.integers(0, 3)), min_size=1, max_size=5),
    st.lists(st.integers(0, 3), min_size=5, max_size=5),
    st.lists(st.integers(0, 2), max_size=4),
    st.integers(1, 3),
)


def grid_of(round_):
    return Grid(round_.cases, round_.pool, round_.exclusions, round_.waived)


def missing_by_hall(round_):
    """Over every circle of people: what the others cannot read, less what the circle may."""
    codes = [who.code for who in round_.pool]
    circles = chain.from_iterable(combinations(codes, size) for size in range(len(codes) + 1))
    return max(
        sum(
            max(0, round_.needs[case.case_no] - len(set(codes) - set(circle) - case.bench))
            for case in round_.cases
        )
        - sum(max(0, round_.max_load - round_.before[code]) for code in circle)
        for circle in circles
    )


@given(rounds)
@settings(max_examples=200, deadline=None)
def test_no_more_is_missing_than_halls_condition_says(round_):
    assert Demand.asked(grid_of(round_), round_).missing(round_.max_load) == missing_by_hall(round_)


@given(rounds)
@settings(max_examples=100, deadline=None)
def test_the_circles_found_explain_every_case_that_is_short(round_):
    found = Coverage(Demand.asked(grid_of(round_), round_), round_.max_load)

    explained = np.zeros(len(found.short), bool)
    for _, rows in found.crowds():
        explained |= rows
    assert found.short.sum() == missing_by_hall(round_)
    assert explained[found.short > 0].all()


@given(rounds, st.permutations(range(5)))
@settings(max_examples=150, deadline=None)
def test_who_goes_without_has_the_lowest_lots(round_, order):
    rank = np.array(order[: len(round_.cases)], np.uint64)
    needs = [round_.needs[case.case_no] for case in round_.cases]

    short = least_short(grid_of(round_), round_, rank)

    def left(without):
        return {
            case.case_no: need - less for case, need, less in zip(round_.cases, needs, without, strict=True)
        }

    possible = [
        without
        for without in product(*(range(need + 1) for need in needs))
        if sum(without) == missing_by_hall(round_)
        and not missing_by_hall(replace(round_, needs=left(without)))
    ]
    best = min(
        possible, key=lambda without: sum(int(lot) * less for lot, less in zip(rank, without, strict=True))
    )
    assert sum(int(lot) * less for lot, less in zip(rank, short.tolist(), strict=True)) == sum(
        int(lot) * less for lot, less in zip(rank, best, strict=True)
    )
    assert tuple(short.tolist()) in possible
