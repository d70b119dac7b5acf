"""分配：随机、均衡、回避。"""

import random
import time
from dataclasses import replace
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.assignment import Assignment, Infeasible, assign
from rules.errors import FaultyInput
from rules.pseudonyms import pseudonyms, shown
from rules.readings import Readings
from rules.recusal import (
    PREDICATES,
    CaseToRead,
    Conflict,
    ConflictWith,
    Exclusions,
    Ground,
    Reviewer,
    admissible,
)

CROSS = Exclusions(cross_court=True)
LOCAL = Exclusions(cross_court=False)
KINDS = ("criminal", "civil", "administrative", "enforcement")


def round_of(cases, reviewers, courts, seed=1):
    """A round with cases and reviewers spread over the courts, and a bench that holds some reviewers."""
    chance = random.Random(seed)
    pool = [
        Reviewer(f"R{n:03d}", f"法院{n % courts}", "", frozenset(chance.sample(KINDS, chance.randrange(3))))
        for n in range(reviewers)
    ]
    drawn = [
        CaseToRead(f"案{n:05d}", f"法院{chance.randrange(courts)}", chance.choice(KINDS), f"J{n}", "民一庭",
                   bench=frozenset(reviewer.code for reviewer in chance.sample(pool, 2)))
        for n in range(cases)
    ]  # fmt: skip
    return drawn, pool


def assigned(cases, pool, readers=2, max_load=30, exclusions=CROSS, seed="1234", **more):
    return assign(
        cases, pool, seed=seed, readers_per_case=readers, max_load=max_load, exclusions=exclusions, **more
    )


def test_every_case_gets_its_readers_evenly_and_nobody_who_must_step_aside():
    cases, pool = round_of(100, 40, 20)
    people = {reviewer.code: reviewer for reviewer in pool}

    found = assigned(cases, pool)

    assert isinstance(found, Assignment)
    assert found.spread <= 1
    assert sum(found.loads.values()) == 200
    for case in cases:
        assert len(set(found.readers[case.case_no])) == 2
        assert all(admissible(people[code], case, CROSS) for code in found.readers[case.case_no])


def test_anyone_with_the_seed_finds_the_same_assignment_in_whatever_order_the_lists_come():
    cases, pool = round_of(60, 17, 6)

    found = assigned(cases, pool)

    assert found == assigned(cases[::-1], pool[::-1])
    assert found != assigned(cases, pool, seed="another")


def test_specialists_are_preferred_where_it_costs_no_balance():
    pool = [Reviewer(f"R{n}", f"法院{n}", "", frozenset({KINDS[n % 2]})) for n in range(10)]
    cases = [CaseToRead(f"案{n}", "甲院", KINDS[n % 2], f"J{n}", "民一庭") for n in range(50)]

    found = assigned(cases, pool)

    assert found.specialist_readings == 100
    assert found.spread == 0


def test_the_same_two_do_not_always_read_together():
    pool = [Reviewer(f"R{n}", f"法院{n}", "") for n in range(10)]
    cases = [CaseToRead(f"案{n:02d}", "甲院", "civil", f"J{n}", "民一庭") for n in range(50)]

    pairs = set(assigned(cases, pool).readers.values())

    assert len(pairs) > 25


def test_what_a_reviewer_carries_already_counts():
    pool = [Reviewer(code, "乙院", "") for code in ("R1", "R2", "R3")]
    cases = [CaseToRead(f"案{n}", "甲院", "civil", f"J{n}", "民一庭") for n in range(5)]

    found = assigned(cases, pool, readers=1, loads_before={"R1": 4})

    assert found.loads in ({"R1": 4, "R2": 3, "R3": 2}, {"R1": 4, "R2": 2, "R3": 3})


def test_a_case_nobody_may_read_is_named_with_every_ground():
    pool = [Reviewer("R1", "甲院", "民一庭"), Reviewer("R2", "乙院", ""), Reviewer("R3", "丙院", "")]
    fine = CaseToRead("案1", "丁院", "civil", "J1", "民一庭")
    stuck = CaseToRead(
        "案2", "甲院", "civil", "J2", "民一庭", bench=frozenset({"R2"}), earlier_readers=frozenset({"R3"})
    )

    found = assigned([fine, stuck], pool)

    assert isinstance(found, Infeasible)
    (shortage,) = found.shortages
    assert (shortage.case_no, shortage.missing, shortage.admissible) == ("案2", 2, 0)
    assert shortage.excluded == {
        Ground.SAME_COURT: 1, Ground.SAME_DIVISION: 1, Ground.SAT_ON_CASE: 1, Ground.READ_BEFORE: 1,
    }  # fmt: skip


def test_when_the_admissible_are_full_the_case_is_named():
    pool = [Reviewer("R1", "甲院", ""), Reviewer("R2", "乙院", "")]
    cases = [CaseToRead(f"案{n}", "甲院", "civil", f"J{n}", "民一庭") for n in range(3)]

    found = assigned(cases, pool, readers=1, max_load=2)

    (shortage,) = found.shortages
    assert (shortage.missing, shortage.admissible) == (1, 1)
    assert shortage.excluded == {Ground.SAME_COURT: 1}


def test_who_is_on_a_list_twice_is_named():
    cases, pool = round_of(3, 4, 2)

    with pytest.raises(FaultyInput) as faulty:
        assigned([*cases, cases[0]], [*pool, pool[1]])

    assert [str(fault.where) for fault in faulty.value.faults] == ["“案00000”", "“R001”"]


def test_nothing_to_read_and_nobody_to_read_it():
    cases, pool = round_of(1, 4, 2)

    assert assigned([], pool).spread == 0
    assert assigned([], []).readers == {}
    assert assigned(cases, []).shortages[0].admissible == 0


def test_asking_only_the_concerned_finds_everyone_who_must_step_aside():
    cases, pool = round_of(40, 30, 4)
    cases = [
        replace(case, other_courts=frozenset({"法院1"}), earlier_readers=frozenset({"R003"}))
        for case in cases
    ]
    pool[5] = replace(pool[5], conflicts=frozenset({Conflict(ConflictWith.JUDGE, "J7")}))
    exclusions = Exclusions(cross_court=True, other_instance_courts=True)

    readings = Readings(cases, pool, exclusions, {})

    for at, case in enumerate(cases):
        asked = {n for n, reviewer in enumerate(pool) if not admissible(reviewer, case, exclusions)}
        assert readings.barred(at) == asked
    assert set(PREDICATES) == set(Ground)


def every_assignment(cases, pool, readers, max_load):
    """All lawful assignments of a tiny round, as loads in descending order."""
    choices = [
        list(combinations([at for at, who in enumerate(pool) if admissible(who, case, LOCAL)], readers))
        for case in cases
    ]
    for chosen in product(*choices):
        loads = [sum(at in readers_ for readers_ in chosen) for at in range(len(pool))]
        if max(loads, default=0) <= max_load:
            yield sorted(loads, reverse=True)


@given(
    st.integers(1, 4).flatmap(lambda people: st.tuples(
        st.just(people), st.lists(st.frozensets(st.integers(0, people - 1)), min_size=1, max_size=4))),
    st.integers(1, 2), st.integers(1, 4), st.sampled_from("abc"),
)  # fmt: skip
@settings(max_examples=300, deadline=None)
def test_an_assignment_is_found_whenever_there_is_one_and_none_is_more_even(world, readers, max_load, seed):
    people, excluded = world
    pool = [Reviewer(f"R{n}", f"法院{n}", "", frozenset({KINDS[n % 2]})) for n in range(people)]
    cases = [
        CaseToRead(f"案{n}", "甲院", KINDS[0], "J", "民一庭", bench=frozenset(f"R{at}" for at in out))
        for n, out in enumerate(excluded)
    ]

    found = assigned(cases, pool, readers, max_load, LOCAL, seed)

    possible = list(every_assignment(cases, pool, readers, max_load))
    if possible:
        assert isinstance(found, Assignment)
        assert sorted(found.loads.values(), reverse=True) == min(possible)
    else:
        assert isinstance(found, Infeasible)


@pytest.mark.parametrize(("cases", "reviewers", "courts", "limit"), [(100, 40, 20, 0.5), (2000, 300, 93, 3)])
def test_it_takes_no_time(cases, reviewers, courts, limit):
    drawn, pool = round_of(cases, reviewers, courts)
    began = time.perf_counter()

    assigned(drawn, pool)

    assert time.perf_counter() - began < limit


def test_a_pseudonym_says_nothing_and_stays():
    codes = [f"R{n}" for n in range(120)]

    first = pseudonyms(b"secret", codes)
    later = pseudonyms(b"secret", [*codes[::-1], "R999"], first)

    assert sorted(first.values()) == list(range(120))
    assert first == pseudonyms(b"secret", codes[::-1])
    assert first != pseudonyms(b"other", codes)
    assert later == first | {"R999": 120}


@pytest.mark.parametrize(("number", "zh", "en"), [
    (0, "评查员甲01", "Reviewer A01"), (98, "评查员甲99", "Reviewer A99"), (99, "评查员乙01", "Reviewer B01"),
    (989, "评查员癸99", "Reviewer J99"), (990, "评查员甲101", "Reviewer A101"),
])  # fmt: skip
def test_a_pseudonym_is_short(number, zh, en):
    assert (shown(number).to("zh"), shown(number).to("en")) == (zh, en)
