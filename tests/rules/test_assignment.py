"""分配：随机、均衡、回避。"""

import hashlib
import random
from dataclasses import replace
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.assignment import Assignment, Infeasible, assign
from rules.assignment_proof import violations
from rules.errors import FaultyInput
from rules.exclusion_grid import Grid
from rules.pseudonyms import pseudonyms, shown
from rules.reading_rounds import Round
from rules.recusal import (
    BITS,
    PREDICATES,
    CaseToRead,
    Conflict,
    ConflictWith,
    Exclusions,
    Ground,
    Relation,
    Reviewer,
    admissible,
    grounds_of,
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


def a_round(cases, pool, readers=2, max_load=30, exclusions=CROSS, before=None):
    needs = {case.case_no: readers for case in cases}
    return Round(cases, pool, exclusions, needs, max_load, before or {})


def assigned(*facts, seed="1234", **more):
    return assign(a_round(*facts, **more), seed=seed)


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

    found = assigned(cases, pool, readers=1, before={"R1": 4})

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
        replace(case, other_courts=frozenset({"法院1"}), earlier_readers=frozenset({"R003"}),
                parties=frozenset({f"P{n}"}), agents=frozenset({f"A{n}"}))
        for n, case in enumerate(cases)
    ]  # fmt: skip
    for at, conflict in enumerate([
        Conflict(ConflictWith.JUDGE, "J7", Relation.SPOUSE), Conflict(ConflictWith.PARTY, "P3"),
        Conflict(ConflictWith.AGENT, "A9", Relation.IN_LAW), Conflict(ConflictWith.CASE, cases[2].case_no),
    ]):  # fmt: skip
        pool[at] = replace(pool[at], conflicts=frozenset({conflict}))
    exclusions = Exclusions(cross_court=True, other_instance_courts=True, specialists_only=True)

    grid = Grid(cases, pool, exclusions, {})

    for row, case in enumerate(grid.cases):
        for at, reviewer in enumerate(grid.pool):
            assert grid.grounds[row, at] == sum(BITS[g] for g in grounds_of(reviewer, case, exclusions))
    assert set(PREDICATES) == set(Ground)


def every_assignment(round_, seed):
    """All lawful assignments of a tiny round, the best first: loads in descending order, readings by specialists, lots."""
    pool, found = round_.pool, []
    lots = {
        case.case_no: hashlib.shake_256(f"{seed}\0{case.case_no}".encode()).digest(8 * len(pool))
        for case in round_.cases
    }
    choices = [
        list(combinations([at for at, who in enumerate(pool) if admissible(who, case, LOCAL)],
                          round_.needs[case.case_no]))
        for case in round_.cases
    ]  # fmt: skip
    for chosen in product(*choices):
        new = [sum(at in given_ for given_ in chosen) for at in range(len(pool))]
        loads = [count + round_.before[who.code] for count, who in zip(new, pool, strict=True)]
        if any(count and load > round_.max_load for count, load in zip(new, loads, strict=True)):
            continue
        pairs = [(case, at) for case, given_ in zip(round_.cases, chosen, strict=True) for at in given_]
        known = sum(case.case_kind in pool[at].specialties for case, at in pairs)
        drawn = sum(
            int.from_bytes(lots[case.case_no][8 * at : 8 * at + 8], "big") >> 44 for case, at in pairs
        )
        readers = {
            case.case_no: tuple(pool[at].code for at in given_)
            for case, given_ in zip(round_.cases, chosen, strict=True)
        }
        found.append(((sorted(loads, reverse=True), -known, drawn), readers))
    return sorted(found, key=lambda each: each[0])


@given(
    st.integers(1, 4).flatmap(lambda people: st.tuples(
        st.just(people), st.lists(st.frozensets(st.integers(0, people - 1)), min_size=1, max_size=4),
        st.lists(st.integers(0, 3), min_size=people, max_size=people))),
    st.integers(1, 2), st.integers(1, 5), st.sampled_from("abc"),
)  # fmt: skip
@settings(max_examples=300, deadline=None)
def test_no_assignment_of_a_small_round_is_better_on_any_level(world, readers, max_load, seed):
    people, excluded, had = world
    pool = [Reviewer(f"R{n}", f"法院{n}", "", frozenset({KINDS[n % 2]})) for n in range(people)]
    cases = [
        CaseToRead(f"案{n}", "甲院", KINDS[n % 2], "J", "民一庭", bench=frozenset(f"R{at}" for at in out))
        for n, out in enumerate(excluded)
    ]
    before = {f"R{at}": load for at, load in enumerate(had)}
    round_ = a_round(cases, pool, readers, max_load, LOCAL, before)

    found = assign(round_, seed=seed)

    possible = every_assignment(round_, seed)
    if possible:
        (loads, known, _), readers_of = possible[0]
        assert isinstance(found, Assignment)
        assert violations(round_, found.readers) == []
        assert (sorted(found.loads.values(), reverse=True), -found.specialist_readings) == (loads, known)
        assert found.readers == readers_of
        proof = found.proof
        assert proof.witness.bound == proof.largest == loads[0]
        assert (proof.unevenness, proof.specialists) == (proof.unevenness_bound, proof.specialists_bound)
    else:
        assert isinstance(found, Infeasible)


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
