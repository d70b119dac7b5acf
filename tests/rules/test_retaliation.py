"""报复预警: which acts fall within the look-back after a record, and which never do."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.parameters import rule_book
from rules.retaliation import AdverseAct, alarm_of, watched_until

RULES = rule_book().on(date(2022, 1, 1))
RECORDED = date(2022, 4, 28)


@pytest.mark.parametrize(
    ("on", "raised"),
    [
        (date(2022, 4, 28), False),
        (date(2022, 4, 29), True),
        (date(2024, 4, 28), True),
        (date(2024, 4, 29), False),
    ],
)
def test_an_act_after_the_record_and_within_the_months_raises_an_alarm(on, raised):
    assert (alarm_of(AdverseAct.TRANSFER, on, [("干预2022-0001", RECORDED)], RULES) is not None) is raised


def test_a_month_without_that_day_ends_the_look_back_on_its_last_day():
    assert watched_until(
        date(2024, 2, 29), RULES.with_values({"protection.retaliation_look_back": 12})
    ) == date(2025, 2, 28)


@given(st.lists(st.integers(-900, 900), min_size=1, max_size=6))
def test_of_several_records_the_latest_before_the_act_counts(days):
    on = date(2023, 6, 1)
    records = [(f"R{number}", on + timedelta(days=each)) for number, each in enumerate(days)]
    before = [day for _, day in records if day < on]

    alarm = alarm_of(AdverseAct.REMOVAL, on, records, RULES)

    if before and on <= watched_until(max(before), RULES):
        assert alarm is not None
        assert alarm.recorded_on == max(before)
    else:
        assert alarm is None


def test_the_reason_says_neither_what_was_recorded_nor_about_whom():
    alarm = alarm_of(AdverseAct.SANCTION, date(2022, 6, 1), [("干预2022-0001", RECORDED)], RULES)

    assert alarm is not None
    assert "干预2022-0001" not in str(alarm.reason)
    assert alarm.reason.authority.code == "local_protection.报复预警"
    assert alarm.reason.words.to("en") != str(alarm.reason.words)
