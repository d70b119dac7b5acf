"""抽样框、清单、随机抽取。"""

import hashlib
import random
import time
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.apportionment import apportion
from rules.errors import FaultyInput, NotFound
from rules.forecast import forecast
from rules.frame import Exclusion, FrameCase, build_frame
from rules.lots import draw_key, ticket
from rules.manifests import Manifest
from rules.parameters import rule_book
from rules.sampling import Round, draw, extend, replace, replay
from rules.sampling_plan import Method, SamplingPlan, Scope, StratumKey

FIRST, LAST = date(2022, 1, 1), date(2022, 3, 31)
SEED = "31415926535897932384"
LARGEST = Method.LARGEST_REMAINDER


def case(number, court="甲院", kind="civil", closed=date(2022, 2, 1), **facts):
    facts = {"effective": True, "pending": False, "reviewed": False} | facts
    return FrameCase(f"(2022)吉{number}号", court, kind, "J1", "民一庭", closed, **facts)


def listed(cases, size=10, **plan):
    frame = build_frame(cases, FIRST, LAST)
    return Manifest.of(frame, season="2022Q1", scope="吉林省", plan=SamplingPlan(size, **plan))


def provincial(sizes, size, **plan):
    """A manifest with a stratum of each size."""
    return listed(
        [case(f"{at}-{n}", court=f"法院{at}") for at, count in enumerate(sizes) for n in range(count)],
        size,
        **plan,
    )


def numbers(drawn):
    return [entry.case_no for entry in drawn.drawn]


def test_only_cases_closed_in_the_quarter_effective_and_at_rest_may_be_drawn():
    cases = [
        case("1", closed=FIRST), case("2", closed=LAST), case("3", closed=date(2021, 12, 31)),
        case("4", closed=date(2022, 4, 1)), case("5", effective=False), case("6", pending=True),
        case("7", reviewed=True), case("8", effective=False, pending=True, reviewed=True),
    ]  # fmt: skip

    frame = build_frame(cases, FIRST, LAST)

    assert [entry.case_no for entry in frame.members] == ["(2022)吉1号", "(2022)吉2号"]
    assert frame.counts == {
        Exclusion.OUTSIDE_QUARTER: 2, Exclusion.NOT_EFFECTIVE: 2, Exclusion.PENDING: 1, Exclusion.REVIEWED: 1,
    }  # fmt: skip


def test_every_faulty_number_of_a_frame_is_named_at_once():
    cases = [case("1"), case("1"), case(" "), FrameCase("", "甲院", "civil", "J", "D", FIRST, True, False, False),
             FrameCase(" x", "甲院", "civil", "J", "D", FIRST, True, False, False)]  # fmt: skip

    with pytest.raises(FaultyInput) as faulty:
        build_frame(cases, FIRST, LAST)

    assert len(faulty.value.faults) == 3
    assert "(2022)吉1号" in faulty.value.to("zh")
    assert "twice" not in faulty.value.to("zh")


def test_the_manifest_names_no_person_and_is_the_same_in_whatever_order_the_cases_come():
    cases = [case(str(n), court=f"法院{n % 3}") for n in range(30)]
    shuffled = random.Random(7).sample(cases, len(cases))

    manifest = listed(cases)

    assert manifest.content == listed(shuffled).content
    assert manifest.sha256 == hashlib.sha256(manifest.content).hexdigest()
    assert b"J1" not in manifest.content
    assert "民一庭".encode() not in manifest.content
    assert Manifest.read(manifest.content) == manifest


@pytest.mark.parametrize("tampered", [
    lambda content: content[:-1],
    lambda content: content + b"\n",
    lambda content: content.replace(b'"size":10', b'"size":0'),
    lambda content: content.replace(b'"eligible":3,', b'"eligible":4,', 1),
    lambda content: content.replace("吉1号".encode(), "吉0号".encode()),
    lambda content: content.replace(b"zelian-manifest-2", b"zelian-manifest-9"),
    lambda content: content.replace(b"controlled", b"first_come"),
    lambda content: b"[]",
    lambda content: b'{"format":"zelian-manifest-1","plan":[]}',
])  # fmt: skip
def test_a_manifest_that_contradicts_itself_is_refused(tampered):
    manifest = listed([case(str(n)) for n in range(3)])

    with pytest.raises(FaultyInput):
        Manifest.read(tampered(manifest.content))


def test_the_plan_comes_from_the_parameters_of_the_day():
    plan = SamplingPlan.from_rules(rule_book().on(date(2022, 4, 1)), size=100)

    assert plan == SamplingPlan(100)


def test_a_plan_nobody_can_follow_names_every_fault():
    wrong = {"size": 0, "per": "county", "strata": ["judge"], "minimum": -1, "method": "dice", "note": "x"}

    with pytest.raises(FaultyInput) as faulty:
        SamplingPlan.from_record(wrong)

    assert len(faulty.value.faults) == 6


def test_a_minimum_that_takes_more_than_the_whole_number_is_refused_before_anything_is_published():
    with pytest.raises(FaultyInput, match="3层每层至少2件，共需6件，超过应抽5件"):
        listed([case(f"{court}{n}", court=court) for court in "甲乙丙" for n in range(4)], 5, minimum=2)


def test_known_answers_for_whoever_writes_this_in_another_language():
    key = draw_key("00" * 32, SEED)

    assert key == hashlib.sha256(b"0" * 64 + b"\x00" + SEED.encode()).hexdigest()
    assert key == "c057d7a8148c31c8c0d52673b7223460ace3df41af6f3aec8e9549c5c969a73c"
    assert (
        ticket(key, "（2022）吉01民终1号")
        == "acae952e5a8945c66b746f009c114df5d7076d59fbebfb85be652b3c6c75a9b5"
    )


def test_a_list_frozen_in_the_first_form_is_read_and_drawn_as_ever():
    newer = provincial([5, 3, 2], 4, method=LARGEST)
    manifest = Manifest.read(newer.content.replace(b"zelian-manifest-2", b"zelian-manifest-1"))

    drawn = draw(manifest, SEED)

    assert manifest.sha256 == "b98c8d1c4238f0b056d0cacf949d2383d4f422af47a4cbfe68870c29fd0370f4"
    assert numbers(drawn) == ["(2022)吉0-4号", "(2022)吉0-1号", "(2022)吉1-2号", "(2022)吉2-0号"]
    assert [row.quota for row in drawn.allocation] == [2, 1, 1]


def test_a_known_draw_by_controlled_rounding():
    manifest = provincial([5, 3, 2], 4)

    drawn = draw(manifest, SEED)

    assert manifest.sha256 == "cd62dd1b5bd999a3955b8224f64cc582bad6b931b015ae0dcd41e5752e3357e6"
    assert numbers(drawn) == ["(2022)吉0-4号", "(2022)吉0-2号", "(2022)吉1-1号", "(2022)吉2-1号"]
    assert [row.quota for row in drawn.allocation] == [2, 1, 1]


@pytest.mark.parametrize(("size", "capacities", "floors", "quotas"), [
    (10, [6, 6, 2], [0, 0, 0], [4, 4, 2]),      # 4.29 4.29 1.43: the largest remainder gets the tenth
    (2, [1, 1, 1], [0, 0, 0], [1, 1, 0]),       # all equal: the earlier
    (1, [3, 5, 4], [0, 0, 0], [0, 1, 0]),
    (11, [6, 6, 2], [4, 4, 2], [5, 4, 2]),      # Alabama: without floors 5 5 1
    (3, [1, 1, 100], [1, 1, 1], [1, 1, 1]),
    (50, [6, 6, 2], [0, 0, 0], [6, 6, 2]),      # a census
    (5, [0, 0], [0, 0], [0, 0]),
    (5, [], [], []),
])  # fmt: skip
def test_the_number_is_divided_by_largest_remainder(size, capacities, floors, quotas):
    assert apportion(size, capacities, floors) == quotas


@given(st.lists(st.integers(0, 60), max_size=12), st.integers(1, 300), st.data())
def test_no_stratum_gets_more_than_it_has_or_less_than_its_floor(capacities, size, data):
    seats = min(size, sum(capacities))
    floors, left = [], seats
    for capacity in capacities:
        floors.append(data.draw(st.integers(0, min(capacity, left))))
        left -= floors[-1]

    quotas = apportion(size, capacities, floors)

    assert sum(quotas) == seats
    assert all(floor <= quota <= has for floor, quota, has in zip(floors, quotas, capacities, strict=True))
    if not any(floors):
        exact = [Fraction(seats * has, sum(capacities) or 1) for has in capacities]
        assert all(abs(quota - share) < 1 for quota, share in zip(quotas, exact, strict=True))


strata = st.lists(st.integers(1, 12), min_size=1, max_size=6)


@given(strata, st.integers(1, 40), st.randoms(use_true_random=False))
def test_the_draw_does_not_depend_on_the_order_of_the_list(sizes, size, shuffler):
    cases = [case(f"{at}-{n}", court=f"法院{at}") for at, count in enumerate(sizes) for n in range(count)]
    shuffled = list(cases)
    shuffler.shuffle(shuffled)

    assert draw(listed(cases, size), SEED) == draw(listed(shuffled, size), SEED)


@given(strata, st.integers(1, 30), st.integers(1, 30), st.sampled_from(Method))
@settings(max_examples=60)
def test_an_extension_keeps_every_case_and_only_adds_to_it(sizes, size, more, method):
    manifest = provincial(sizes, size, method=method)
    before = draw(manifest, SEED)

    after = extend(before, size + more, "another-seed")

    for row_before, row_after in zip(before.allocation, after.allocation, strict=True):
        kept = [entry for entry in after.drawn if entry.stratum == row_before.stratum]
        assert tuple(kept[: row_before.quota]) == tuple(
            e for e in before.drawn if e.stratum == row_before.stratum
        )
        assert [entry.rank for entry in kept] == list(range(1, row_after.quota + 1))
    assert len(after.drawn) == min(size + more, sum(sizes))


@given(st.integers(2, 40), st.integers(1, 39), st.data())
def test_the_lots_of_a_stratum_are_unchanged_when_cases_that_were_not_drawn_leave(count, size, data):
    key = draw_key("00" * 32, SEED)
    cases = [f"案{n}" for n in range(count)]
    chosen = sorted(cases, key=lambda number: ticket(key, number))[:size]
    leaving = data.draw(st.sets(st.sampled_from(cases))) - set(chosen)

    again = sorted(set(cases) - leaving, key=lambda number: ticket(key, number))[:size]

    assert again == chosen


def test_a_case_withdrawn_is_replaced_by_the_next_rank_of_its_stratum_and_nothing_else_changes():
    manifest = provincial([6, 4], 5, method=LARGEST)
    before = draw(manifest, SEED)
    gone = before.drawn[0].case_no

    after = replace(before, {gone: "裁定再审"})

    assert [entry for entry in after.drawn if entry.round == 1] == list(before.drawn)
    (new,) = [entry for entry in after.drawn if entry.round == 2]
    assert new.stratum == before.drawn[0].stratum
    assert new.rank == before.allocation[0].quota + 1
    assert gone not in [entry.case_no for entry in after.standing]
    assert len(after.standing) == 5
    assert after.withdrawn == {gone: "裁定再审"}
    assert after.allocation[0].probability == Fraction(4, 6)


def test_a_stratum_used_up_passes_its_place_on():
    manifest = provincial([4, 1], 3, method=LARGEST)
    before = draw(manifest, SEED, "掷骰")
    alone = [entry.case_no for entry in before.drawn if entry.stratum == ("法院1", "civil")]
    assert alone

    after = replace(before, {alone[0]: "裁定再审"})

    assert [row.quota for row in after.allocation] == [3, 0]
    assert len(after.standing) == 3


def test_fewer_cases_than_asked_for_is_a_census():
    drawn = draw(provincial([3, 2], 100), SEED)

    assert len(drawn.drawn) == 5
    assert all(row.probability == 1 for row in drawn.allocation)
    assert drawn.without_chance == 0


def test_each_court_has_its_own_number_and_no_stratum_crosses_two_courts():
    cases = [
        case(f"{court}{kind}{n}", court, kind)
        for court in "甲乙"
        for kind in ("civil", "criminal")
        for n in range(9)
    ]
    few = [case(f"丙{n}", "丙") for n in range(2)]

    manifest = listed([*cases, *few], 5, per=Scope.COURT, strata=(StratumKey.CASE_KIND,))
    drawn = draw(manifest, SEED)

    by_court = {
        court: sum(row.quota for row in drawn.allocation if row.stratum[0] == court) for court in "甲乙丙"
    }
    assert by_court == {"甲": 5, "乙": 5, "丙": 2}


@pytest.mark.parametrize("keys", [(), (StratumKey.COURT,), (StratumKey.CASE_KIND,), tuple(StratumKey)])
def test_the_strata_are_a_parameter(keys):
    cases = [
        case(f"{court}{kind}{n}", court, kind)
        for court in "甲乙"
        for kind in ("civil", "criminal")
        for n in range(4)
    ]

    drawn = draw(listed(cases, 8, strata=keys), SEED)

    assert len(drawn.allocation) == 2 ** len(keys)
    assert len(drawn.drawn) == 8


def test_every_case_of_the_frame_has_a_known_probability():
    drawn = draw(provincial([6, 3, 1], 3), SEED)
    by_remainder = draw(provincial([6, 3, 1], 3, method=LARGEST), SEED)

    assert {drawn.probability_of(f"(2022)吉{at}-0号") for at in range(3)} == {Fraction(3, 10)}
    assert drawn.without_chance == 0
    assert by_remainder.probability_of("(2022)吉0-0号") == Fraction(1, 3)
    assert by_remainder.probability_of("(2022)吉2-0号") == 0
    assert by_remainder.without_chance == 1
    with pytest.raises(NotFound):
        drawn.probability_of("(2022)吉9-9号")


def test_a_minimum_gives_small_strata_a_chance():
    cases = [case(f"{court}{n}", court) for court, count in (("甲", 90), ("乙", 2)) for n in range(count)]

    drawn = draw(listed(cases, 10, minimum=1), SEED)

    assert {row.stratum[0]: row.quota for row in drawn.allocation} == {"甲": 9, "乙": 1}


def test_the_allocation_can_be_shown_before_there_is_a_seed():
    manifest = provincial([6, 3, 2], 5)
    by_remainder = provincial([6, 3, 2], 5, method=LARGEST)

    assert [(row.least, row.most) for row in forecast(manifest)] == [(2, 3), (1, 2), (0, 1)]
    assert [row.probability for row in forecast(manifest)] == [
        row.probability for row in draw(manifest, SEED).allocation
    ]
    assert [row.expected for row in forecast(by_remainder)] == [
        row.quota for row in draw(by_remainder, SEED).allocation
    ]


def test_no_cases_no_draw():
    assert draw(listed([]), SEED).drawn == ()


@pytest.mark.parametrize("seed", ["", " 1", "1\n", "１２３", "种子"])
def test_a_seed_that_can_be_typed_in_two_ways_is_refused(seed):
    with pytest.raises(FaultyInput, match="种子"):
        draw(provincial([3], 2), seed)


def test_what_was_drawn_stays_drawn():
    drawn = draw(provincial([6, 3], 5), SEED)

    with pytest.raises(FaultyInput, match="不多于已抽的5件"):
        extend(drawn, 5, "another-seed")
    with pytest.raises(FaultyInput, match="少于已抽的5件"):
        replay(drawn.manifest, [Round(5, SEED), Round(4, "another-seed")])
    with pytest.raises(FaultyInput, match="已用于以前的轮次"):
        extend(drawn, 6, SEED)
    with pytest.raises(FaultyInput, match="不在现有抽取结果中"):
        replace(drawn, {"(2022)吉9-9号": "误"})
    with pytest.raises(FaultyInput, match="不是方案所定的5件"):
        replay(drawn.manifest, [Round(6, SEED)])
    with pytest.raises(FaultyInput, match="不是方案所定的5件"):
        replay(drawn.manifest, [])


def test_one_seed_ranks_differently_in_every_list():
    one, other = provincial([200], 20), provincial([200], 21)

    assert set(numbers(draw(one, SEED))) != set(numbers(draw(other, SEED))[:20])


def test_every_case_has_about_the_same_chance():
    manifest = provincial([50], 10)

    hits = [numbers(draw(manifest, f"seed-{n}")) for n in range(400)]

    counts = [sum(f"(2022)吉0-{n}号" in drawn for drawn in hits) for n in range(50)]
    assert sum(counts) == 4000
    assert all(45 < count < 120 for count in counts)  # 80 expected, 8 standard deviation


def test_twelve_thousand_cases_are_drawn_in_a_fraction_of_a_second():
    manifest = listed([case(str(n), f"法院{n % 93}") for n in range(12_000)], 100)
    began = time.perf_counter()

    draw(manifest, SEED)

    assert time.perf_counter() - began < 0.5  # 0.02 s on a quiet machine
