"""受控随机取整：总数不变，各层取上下整，各案机会相同。"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from rules.forecast import forecast
from rules.frame import FrameCase, build_frame
from rules.manifests import Manifest
from rules.rounding import rounded
from rules.sampling import draw, extend, replace
from rules.sampling_plan import SamplingPlan, Scope, StratumKey

FIRST, LAST = date(2022, 1, 1), date(2022, 3, 31)

capacities = st.lists(st.integers(0, 12), max_size=8)


@given(capacities, st.integers(0, 60), st.integers(0, 10**30))
def test_the_sum_is_exact_and_every_stratum_gets_its_share_rounded_down_or_up(sizes, places, start):
    quotas = rounded(places, sizes, start)

    total = sum(sizes)
    assert sum(quotas) == min(places, total)
    for quota, has in zip(quotas, sizes, strict=True):
        share = Fraction(min(places, total) * has, total or 1)
        assert quota in (share.__floor__(), share.__ceil__())
        assert 0 <= quota <= has


@given(capacities.filter(any), st.integers(0, 60))
def test_over_all_starts_every_case_has_exactly_the_same_chance(sizes, places):
    total = sum(sizes)

    by_start = [rounded(places, sizes, start) for start in range(total)]

    for at, has in enumerate(sizes):
        if has:
            chance = Fraction(sum(quotas[at] for quotas in by_start), total * has)
            assert chance == Fraction(min(places, total), total)


@given(capacities, st.integers(0, 60), st.integers(0, 10**6), st.data())
def test_strata_that_stand_side_by_side_get_their_common_share_rounded_too(sizes, places, start, data):
    first = data.draw(st.integers(0, len(sizes)))
    last = data.draw(st.integers(first, len(sizes)))

    quota = sum(rounded(places, sizes, start)[first:last])

    total = sum(sizes)
    share = Fraction(min(places, total) * sum(sizes[first:last]), total or 1)
    assert quota in (share.__floor__(), share.__ceil__())


def listed(sizes, size, **plan):
    """Two kinds of cases in each court, of those sizes in turn."""
    cases = [
        FrameCase(f"({at}){n}号", f"法院{at // 2}", f"kind{at % 2}", "J", "D", FIRST, True, False, False)
        for at, count in enumerate(sizes)
        for n in range(count)
    ]
    frame = build_frame(cases, FIRST, LAST)
    return Manifest.of(frame, season="2022Q1", scope="吉林省", plan=SamplingPlan(size, **plan))


manifests = st.builds(
    listed,
    st.lists(st.integers(0, 9), min_size=1, max_size=6).filter(any),
    st.integers(1, 30),
    per=st.sampled_from(Scope),
    strata=st.sampled_from(
        [(), (StratumKey.COURT,), (StratumKey.CASE_KIND,), tuple(StratumKey), tuple(StratumKey)[::-1]]
    ),
)


@given(manifests, st.text("0123456789", min_size=1, max_size=20))
def test_what_is_drawn_keeps_what_was_forecast_before_the_seed(manifest, seed):
    drawn = draw(manifest, seed)

    for row, expected in zip(drawn.allocation, forecast(manifest), strict=True):
        assert row.quota in (expected.least, expected.most)
        assert row.probability == expected.probability


@given(manifests, st.text("0123456789", min_size=1, max_size=20))
def test_what_is_named_first_gets_its_share_of_each_number_rounded_down_or_up(manifest, seed):
    """Where every court has a number of its own, each is divided by itself, and their sums are left to chance."""
    drawn = draw(manifest, seed)

    for group in manifest.groups:
        for name in {manifest.strata[at].first for at in group}:
            rows = [drawn.allocation[at] for at in group if manifest.strata[at].first == name]
            share, quota = sum(row.expected for row in rows), sum(row.quota for row in rows)
            assert quota in (share.__floor__(), share.__ceil__())


@given(manifests, st.lists(st.integers(1, 9), max_size=3))
@settings(max_examples=60)
def test_after_every_extension_all_cases_have_the_chance_of_the_whole_number(manifest, steps):
    drawn = draw(manifest, "0")
    for number, more in enumerate(steps, start=1):
        before = drawn
        drawn = extend(drawn, drawn.rounds[-1].size + more, str(number))
        assert set(before.drawn) <= set(drawn.drawn)

    for group in manifest.groups:
        eligible = sum(manifest.strata[at].eligible for at in group)
        chance = Fraction(min(drawn.rounds[-1].size, eligible), eligible)
        assert {drawn.allocation[at].probability for at in group} == {chance}


def test_over_many_seeds_first_draw_and_extension_together_reach_every_case_alike():
    manifest, seeds = listed([1, 2, 9, 4, 1, 3], 3), 3000

    hits = dict.fromkeys((case for stratum in manifest.strata for case in stratum.cases), 0)
    for seed in range(seeds):
        for entry in extend(draw(manifest, f"a{seed}"), 5, f"b{seed}").drawn:
            hits[entry.case_no] += 1

    expected = seeds * 5 / 20
    assert sum(hits.values()) == seeds * 5
    # Five standard deviations of a binomial with p = 1/4; a chance off by a tenth would be seen.
    assert all(abs(count - expected) < 5 * (seeds * 0.25 * 0.75) ** 0.5 for count in hits.values())


@given(manifests, st.data())
def test_a_replacement_comes_from_the_stratum_of_the_case_it_replaces(manifest, data):
    before = draw(manifest, "7")
    gone = data.draw(st.sampled_from(before.standing))

    after = replace(before, {gone.case_no: "卷宗灭失"})

    new = [entry for entry in after.drawn if entry.round == 2]
    row = next(row for row in before.allocation if row.stratum == gone.stratum)
    assert set(before.drawn) <= set(after.drawn)
    if row.eligible > row.drawn:
        assert [(entry.stratum, entry.rank) for entry in new] == [(gone.stratum, row.drawn + 1)]
    assert (
        len(after.standing) == min(len(before.standing), sum(row.eligible for row in before.allocation) - 1)
        or manifest.plan.per is Scope.COURT
    )
