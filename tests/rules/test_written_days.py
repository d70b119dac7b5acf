"""A day is a day as it is written, of a year that a court reckons in."""

from datetime import UTC, date, datetime

import pytest

from rules.written_days import written_day, written_time


@pytest.mark.parametrize(
    "text",
    ["9999-12-31", "3000-01-01", "0001-01-01", "1899-12-31", "20220428", "2022-W17-4", "2022-4-28", "二〇二二年", "", None],
)  # fmt: skip
def test_what_is_no_day_that_a_court_reckons_in_is_none(text):
    assert written_day(text) is None


@pytest.mark.parametrize("text", ["1900-01-01", "2022-04-28", "2999-12-31"])
def test_a_day_is_taken_as_it_is_written(text):
    assert written_day(text) == date.fromisoformat(text)


def test_an_instant_keeps_its_zone_and_a_day_alone_is_its_first_instant():
    assert written_time("2026-10-15T10:00+00:00") == datetime(2026, 10, 15, 10, tzinfo=UTC)
    assert written_time(" 2026-10-15 ") == datetime(2026, 10, 15)
    assert written_time("9999-12-31T23:59") is None
    assert written_time("明天") is None
