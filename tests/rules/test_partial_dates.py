"""不完整日期: what is written is never made more exact, and whether one came before another is said only where it is sure."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.partial_dates import Known, PartialDate, partial_date

DAYS = st.dates(date(1796, 1, 1), date(2100, 12, 31))
WRITTEN = st.builds(lambda day, length: day.isoformat()[:length], DAYS, st.sampled_from([4, 7, 10]))


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "known"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31), Known.YEAR),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), Known.MONTH),
        ("2021-12", date(2021, 12, 1), date(2021, 12, 31), Known.MONTH),
        ("2021-7", date(2021, 7, 1), date(2021, 7, 31), Known.MONTH),
        ("2021年7月", date(2021, 7, 1), date(2021, 7, 31), Known.MONTH),
        ("2021年7月15日", date(2021, 7, 15), date(2021, 7, 15), Known.DAY),
        (" 2021年 ", date(2021, 1, 1), date(2021, 12, 31), Known.YEAR),
    ],
)
def test_a_written_date_stands_for_the_days_it_can_mean(text, earliest, latest, known):
    assert partial_date(text) == PartialDate(earliest, latest, known)


@pytest.mark.parametrize("text", ["", "去年", "2021-13", "2021-02-30", "21-07", "2021-07-15 09:00", "0000"])
def test_what_is_no_date_is_none(text):
    assert partial_date(text) is None


@given(WRITTEN)
def test_it_is_kept_no_more_exact_than_it_was_written(text):
    found = partial_date(text)

    assert found is not None
    assert (found.iso, partial_date(found.iso)) == (text, found)
    assert found.earliest <= found.latest
    assert (found.earliest == found.latest) == (found.known is Known.DAY)


@given(WRITTEN, WRITTEN, st.integers(0, 400), st.integers(0, 400))
def test_before_is_said_only_where_it_holds_of_every_day_meant(one, other, into_one, into_other):
    first, second = partial_date(one), partial_date(other)
    assert first is not None
    assert second is not None

    said = first.surely_before(second)

    some = min(first.earliest + timedelta(into_one), first.latest)
    another = min(second.earliest + timedelta(into_other), second.latest)
    if said is not None:
        assert (some < another) == said
    else:
        assert first.earliest <= second.latest
        assert second.earliest <= first.latest


def test_it_is_read_out_with_what_is_not_known():
    assert str(partial_date("2021").words) == "2021年（月日不详）"
    assert str(partial_date("2021-07").words) == "2021年7月（日不详）"
    assert partial_date("2021-07").words.to("en") == "2021-07, day unknown"
    assert str(partial_date("2021-07-05").words) == "2021年7月5日"
