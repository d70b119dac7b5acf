"""重抽：同一名册、同一种子、另一方案，只显出规则的作用；永远不能被当作一次抽取。"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import lots, sampling
from rules.errors import FaultyInput
from rules.frame import FrameCase, build_frame
from rules.manifests import Manifest
from rules.redraw import Place, places_of, redraw, under_plan
from rules.sampling_plan import SamplingPlan, Scope, StratumKey

FIRST, LAST = date(2022, 1, 1), date(2022, 3, 31)
SEED = "31415926535897932384"


def season(sizes, size, **plan):
    """A draw from courts of so many civil and so many criminal cases each."""
    cases = [
        FrameCase(f"（2022）{court}{kind}{n}号", f"法院{court}", kind, "J", "D", FIRST, True, False, False)
        for court, counts in enumerate(sizes)
        for kind, count in zip(("civil", "criminal"), counts, strict=True)
        for n in range(count)
    ]
    frame = build_frame(cases, FIRST, LAST)
    manifest = Manifest.of(frame, season="2022Q1", scope="吉林省", plan=SamplingPlan(size, **plan))
    places = {case.case_no: Place(case.court, case.case_kind) for case in cases}
    return sampling.draw(manifest, SEED), places


def drawn(draw):
    return {case.case_no for case in draw.drawn}


def again(draw, places, **changed):
    return redraw(draw, replace(draw.manifest.plan, **changed), places, FIRST, LAST)


def test_the_same_plan_draws_the_same_cases_with_the_same_tickets():
    before, places = season([(30, 10), (20, 40)], 20)

    found = again(before, places)

    assert not found.came
    assert not found.went
    assert found.after.drawn == before.drawn
    assert found.after.allocation == before.allocation


def test_twenty_more_keep_all_that_were_drawn_and_add_twenty():
    before, places = season([(300, 100), (200, 400)], 100)

    found = again(before, places, size=120)

    assert drawn(before) < drawn(found.after)
    assert len(found.came) == 20
    assert not found.went
    assert {(case.before, case.after) for case in found.came} == {(Fraction(1, 10), Fraction(3, 25))}
    by_court = {row.label: (row.before, row.after) for row in found.shifts if row.key is StratumKey.COURT}
    assert by_court == {"法院0": (40, 48), "法院1": (60, 72)}
    by_kind = {row.label: (row.before, row.after) for row in found.shifts if row.key is StratumKey.CASE_KIND}
    assert by_kind == {"civil": (50, 60), "criminal": (50, 60)}


def test_the_ticket_of_every_case_stays_whatever_the_strata_are():
    before, places = season([(30, 10), (20, 40)], 20)

    found = again(before, places, strata=(StratumKey.CASE_KIND,))

    key = lots.draw_key(before.manifest.frame_sha256, SEED)
    assert all(case.ticket == lots.ticket(key, case.case_no) for case in found.after.drawn)
    assert {row.stratum: row.drawn for row in found.after.allocation} == {("civil",): 10, ("criminal",): 10}


def test_strata_the_frozen_list_does_not_have_come_from_the_register():
    before, places = season([(30, 10), (20, 40)], 20, strata=(StratumKey.CASE_KIND,))

    known = places_of(
        before.manifest, {number: place._replace(case_kind="") for number, place in places.items()}
    )
    found = again(before, known, strata=(StratumKey.COURT,))

    assert known == places
    assert {row.stratum: row.drawn for row in found.after.allocation} == {("法院0",): 8, ("法院1",): 12}


def test_an_extension_keeps_its_number_and_a_withdrawal_is_repeated_where_its_case_is_drawn():
    first, places = season([(300, 100), (200, 400)], 100)
    gone = first.drawn[0].case_no
    before = sampling.extend(sampling.replace(first, {gone: "卷宗灭失"}), 120, "2718281828")

    more, fewer = again(before, places, size=110), again(before, places, size=10)

    assert [(entry.size, entry.withdrawn) for entry in more.after.rounds] == [
        (100, ()),
        (110, ()),
        (110, ((gone, "卷宗灭失"),)),
        (120, ()),
    ]
    assert [entry.size for entry in fewer.after.rounds] == [10, 100, 120]
    assert (len(more.after.drawn), len(more.after.standing)) == (121, 120)
    assert gone in drawn(more.after)


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=5),
    st.integers(1, 30),
    st.integers(1, 30),
    st.sampled_from(Scope),
)
def test_another_number_alone_moves_as_few_cases_as_can_be_and_gives_each_its_chance(sizes, size, other, per):
    if not sum(map(sum, sizes)):
        return
    before, places = season(sizes, size, per=per)

    found = again(before, places, size=other)

    fresh = again(season(sizes, other, per=per)[0], places).before
    assert len(found.after.drawn) == len(fresh.drawn)
    assert not (found.went if other >= size else found.came)
    assert not found.anew
    chances = {case.case_no: case.after for case in (*found.came, *found.went)}
    assert all(chance == fresh.probability_of(case_no) for case_no, chance in chances.items())


@pytest.mark.parametrize("other", [6, 18])
def test_over_many_seeds_a_stratum_gives_its_exact_share_also_when_drawn_on_top_or_left_over(other):
    before, places = season([(5, 9), (7, 11), (3, 1)], 12)

    draws = [
        again(sampling.draw(before.manifest, str(seed)), places, size=other).after for seed in range(400)
    ]

    rows = zip(*(draw.allocation for draw in draws), strict=True)
    for counts in rows:
        mean = sum(row.drawn for row in counts) / len(draws)
        assert abs(mean - other * counts[0].eligible / 36) < 0.12


def test_a_hypothetical_list_has_no_bytes_that_could_be_published():
    before, places = season([(30, 10)], 5)

    found = again(before, places, size=8).after.manifest

    assert found.frame_sha256 == before.manifest.frame_sha256
    assert found.sha256 != before.manifest.sha256
    with pytest.raises(FaultyInput):
        Manifest.read(found.content)


def test_a_plan_that_cannot_be_followed_on_the_list_is_refused():
    before, places = season([(30, 10), (20, 40)], 20)

    with pytest.raises(FaultyInput, match="4层每层至少6件"):
        under_plan(before.manifest, replace(before.manifest.plan, minimum=6), places, FIRST, LAST)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=4), st.data())
def test_what_came_and_what_went_account_for_every_difference(sizes, data):
    if not sum(map(sum, sizes)):
        return
    before, places = season(sizes, data.draw(st.integers(1, 12)))

    found = again(before, places, size=data.draw(st.integers(1, 12)), per=data.draw(st.sampled_from(Scope)))

    came, went = {case.case_no for case in found.came}, {case.case_no for case in found.went}
    assert drawn(before) - went | came == drawn(found.after)
    assert found.kept == len(drawn(before) & drawn(found.after))
