"""报告期: every day lies in one period of each rhythm, periods follow upon one another, and they read as they are written."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.errors import FaultyInput
from rules.parameters import rule_book
from rules.report_periods import Period, Rhythm, ended_between, rhythm_of

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
RHYTHMS = st.sampled_from(Rhythm)


@given(DAYS, RHYTHMS)
def test_every_day_lies_in_one_period_and_the_next_begins_the_day_after_its_end(day, rhythm):
    period = Period.of(day, rhythm)

    assert day in period
    assert day not in period.next
    assert period.next.first_day == period.last_day + timedelta(days=1)
    assert Period.parse(str(period)) == period


@given(DAYS, st.integers(0, 800), RHYTHMS)
def test_the_periods_that_ended_are_whole_and_without_a_gap(since, later, rhythm):
    today = since + timedelta(days=later)

    found = list(ended_between(since, today, rhythm))

    assert all(since <= each.first_day and each.last_day < today for each in found)
    assert all(after == before.next for before, after in pairwise(found))
    if found:
        assert found[-1].next.last_day >= today


@pytest.mark.parametrize("text", ["", "2022", "2022-13", "2022Q5", "去年"])
def test_what_is_no_period_is_said_with_how_to_write_one(text):
    with pytest.raises(FaultyInput, match="2022-04 或者 2022Q2"):
        Period.parse(text)


def test_a_rhythm_nobody_knows_is_a_fault_of_the_parameter():
    rules = rule_book().on(date(2022, 1, 1))

    assert rhythm_of(rules) is Rhythm.QUARTERLY
    with pytest.raises(FaultyInput, match="没有“weekly”这一周期"):
        rhythm_of(rules.with_values({"protection.report_rhythm": "weekly"}))


def test_a_period_is_read_out_in_both_languages():
    assert [Period.parse("2022Q2").to("zh"), Period.parse("2022Q2").to("en")] == ["2022年第二季度", "Q2 2022"]
    assert [Period.parse("2022-04").to("zh"), Period.parse("2022-04").to("en")] == ["2022年4月", "2022-04"]
