"""Quiet hours on the working calendar: nights, weekends, the holiday week and the Saturday that is worked for it."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from notifiers.quiet_hours import NEVER_QUIET, QuietHours
from notifiers.route_book import route_book
from rules.clocks import BEIJING
from rules.errors import FaultyInput
from rules.workdays import calendar

SHIPPED = QuietHours(time(21), time(7, 30), days_off=True)
# fmt: off
OPENINGS = (
    ("2026-09-29 09:00", "2026-09-29 09:00"),   # a Tuesday morning
    ("2026-09-29 20:59", "2026-09-29 20:59"),
    ("2026-09-29 21:00", "2026-09-30 07:30"),
    ("2026-09-29 02:00", "2026-09-29 07:30"),
    ("2026-09-30 07:30", "2026-09-30 07:30"),
    ("2026-09-30 21:30", "2026-10-08 07:30"),   # the eve of the holiday week
    ("2026-10-03 12:00", "2026-10-08 07:30"),
    ("2026-10-09 22:00", "2026-10-10 07:30"),   # the Saturday after it is worked
    ("2026-10-10 09:00", "2026-10-10 09:00"),
    ("2026-10-10 21:00", "2026-10-12 07:30"),
    ("2026-09-20 10:00", "2026-09-20 10:00"),   # so is the Sunday before it
)
# fmt: on


def beijing(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


@pytest.mark.parametrize(("at", "opens"), OPENINGS)
def test_a_routine_notice_waits_for_the_next_opening(at, opens):
    found = SHIPPED.opening(beijing(at), calendar().is_working_day)

    assert found == beijing(opens)


def test_a_court_that_rings_on_days_off_is_quiet_at_night_only():
    at_noon = QuietHours(time(12), time(14), days_off=False)

    assert at_noon.opening(beijing("2026-10-03 12:30"), calendar().is_working_day) == beijing(
        "2026-10-03 14:00"
    )
    assert at_noon.opening(beijing("2026-10-03 23:30"), calendar().is_working_day) == beijing(
        "2026-10-03 23:30"
    )
    assert NEVER_QUIET.opening(beijing("2026-10-03 00:00"), calendar().is_working_day) == beijing(
        "2026-10-03 00:00"
    )


def test_a_calendar_without_a_working_day_holds_nothing_for_ever():
    assert SHIPPED.opening(beijing("2026-10-03 12:00"), lambda _day: False) == beijing("2026-10-03 12:00")


def test_a_section_of_one_court_stands_over_the_rest_for_that_court(tmp_path):
    own = tmp_path / "routes.yaml"
    own.write_text(
        'courts:\n  吉林市中院:\n    quiet: {from: "20:00", to: "08:00", days_off: false}\n', encoding="utf-8"
    )

    book = route_book(own)

    assert book.quiet_in("吉林省吉林市中级人民法院") == QuietHours(time(20), time(8), days_off=False)
    assert book.quiet_in("吉林省长春市中级人民法院") == SHIPPED


def test_every_fault_of_a_court_s_section_is_told_at_once(tmp_path):
    own = tmp_path / "routes.yaml"
    own.write_text(
        """
quiet: {from: 21:00, to: "25:00", days_off: perhaps}
succession: {president: [president], judge_concerned: [judge], janitor: []}
courts:
  某某法庭: {}
  吉林市中院: {fax: {}}
  长春市中院: {default: {routine: [pigeon], urgent: [mailbox]}, quiet: {from: "21:00"}}
""",
        encoding="utf-8",
    )

    with pytest.raises(FaultyInput) as refused:
        route_book(own)

    assert [fault.where.values["where"] for fault in refused.value.faults] == [
        "quiet.from", "quiet.to", "quiet.days_off",
        "succession.president", "succession.judge_concerned", "succession.janitor",
        "courts.某某法庭", "courts.吉林市中院", "courts.长春市中院.default.routine", "courts.长春市中院.quiet",
    ]  # fmt: skip


def test_what_a_court_says_of_everybody_does_not_open_a_confidential_office(tmp_path):
    from rules.notices import Urgency
    from rules.roles import Role

    own = tmp_path / "routes.yaml"
    own.write_text(
        "courts:\n  吉林市中院:\n    default: {routine: [mailbox, sms], urgent: [mailbox, sms]}\n",
        encoding="utf-8",
    )

    book, court = route_book(own), "吉林省吉林市中级人民法院"

    assert [each.name for each in book.channels_for(Role.DIVISION, Urgency.ROUTINE, court)] == [
        "mailbox",
        "sms",
    ]
    assert [each.name for each in book.channels_for(Role.JUDGE_CONCERNED, Urgency.URGENT, court)] == [
        "mailbox"
    ]
