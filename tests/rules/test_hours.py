"""Time limits in hours: they run day and night from the act, and what is displayed is the minute that is enforced."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from rules.clocks import Length, due, due_in_hours, is_over
from rules.danger import DangerGrade, respond_by, response
from rules.errors import FaultyInput
from rules.parameters import Unit, rule_book
from rules.workdays import calendar

BEIJING = ZoneInfo("Asia/Shanghai")
HOLIDAY_EVE = datetime(2022, 9, 30, 15, 0, tzinfo=BEIJING)
"""Friday before the week of the National Day."""
TWELVE = Length(12, Unit.HOUR)


def test_hours_run_through_the_night_and_the_holidays_and_are_not_moved():
    found = due_in_hours(HOLIDAY_EVE, TWELVE, calendar())

    assert found.instant == datetime(2022, 10, 1, 3, 0, tzinfo=BEIJING)
    assert found.shown.to("zh") == "至2022年10月1日03时00分"
    assert found.shown.to("en") == "until 03:00 Beijing time of 2022-10-01"
    assert not found.provisional


def test_what_is_displayed_is_the_first_minute_that_is_too_late():
    found = due_in_hours(HOLIDAY_EVE, TWELVE, calendar())
    displayed = datetime(2022, 10, 1, 3, 0, tzinfo=BEIJING)

    assert not is_over(found, displayed - timedelta(seconds=1))
    assert is_over(found, displayed)


@pytest.mark.parametrize("seconds", [1, 30, 59])
def test_a_part_of_a_minute_at_the_beginning_is_given_so_that_the_minute_displayed_is_the_one_enforced(
    seconds,
):
    at = HOLIDAY_EVE + timedelta(seconds=seconds)

    assert due_in_hours(at, TWELVE, calendar()).instant == datetime(2022, 10, 1, 3, 1, tzinfo=BEIJING)


def test_the_clock_and_the_hour_on_record_of_a_danger_are_the_same_instant():
    rules = rule_book().on(HOLIDAY_EVE.date())
    at = HOLIDAY_EVE + timedelta(seconds=20)

    on_record = respond_by(at, DangerGrade.TWO, rules)

    assert on_record == due_in_hours(at, TWELVE, calendar()).instant
    assert response(at, on_record - timedelta(seconds=1), on_record).in_time
    assert not response(at, on_record, on_record).in_time


def test_the_steps_say_from_when_until_when_and_on_what():
    lines = [step.to("zh") for step in due_in_hours(HOLIDAY_EVE, TWELVE, calendar()).steps]

    assert lines == [
        "自2022年9月30日15时00分起算，昼夜连续计算，休息日、节假日不扣除。依据：《期限计算规则》“小时”（待法院确定）",
        "12小时，至2022年10月1日03时00分届满。依据：《期限计算规则》“小时”（待法院确定）",
    ]


def test_hours_are_never_counted_by_the_calendar_nor_are_there_none():
    with pytest.raises(TypeError):
        due(HOLIDAY_EVE.date(), TWELVE, calendar())
    with pytest.raises(FaultyInput, match="小时"):
        Length(0, Unit.HOUR)
