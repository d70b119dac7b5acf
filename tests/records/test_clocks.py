"""The clocks of proceedings: begun, ended, held, lengthened, late, and counted anew when a calendar is announced."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import select

from records import clocks, deadlines
from records.clocks import Clock
from records.verification import verify
from rules.clocks import explain
from rules.errors import Refused
from rules.roles import Role

OFFICE, JUDGE, DIVISION = Role.TRIAL_MANAGEMENT, Role.JUDGE, Role.DIVISION
DAY = timedelta(days=1)


def _clock(desk, code, ref="评1"):
    """The last clock of that name."""
    query = select(Clock).where(Clock.proceeding == ref, Clock.code == code).order_by(Clock.id)
    with desk.store.read() as session:
        found = session.exec(query).all()
        session.expunge_all()
    return found[-1]


def test_a_clock_begins_with_the_state_and_ends_with_the_act(desk):
    desk.open("评1")
    handover = _clock(desk, "handover")

    desk.now += DAY
    desk.do("评1", "hand_in_file", DIVISION, {"file_complete": True})

    # Monday 2 March is not counted; five working days end on Monday the 9th, at 24:00 in Beijing.
    assert (handover.starts_from, handover.raw_on, handover.due_on) == (
        date(2026, 3, 2),
        date(2026, 3, 9),
        date(2026, 3, 9),
    )
    assert handover.due_at == datetime(2026, 3, 9, 16, tzinfo=UTC)
    ended, begun = _clock(desk, "handover"), _clock(desk, "assignment")
    assert (ended.state, ended.ended_at, ended.late) == ("stopped", desk.now, False)
    assert (begun.state, begun.starts_from, begun.ended_at) == ("running", date(2026, 3, 3), None)


def test_a_last_day_that_is_a_holiday_is_kept_beside_the_day_it_rolls_to(desk):
    desk.now = datetime(2026, 4, 30, 1, tzinfo=UTC)
    desk.bring("评1", "prelim")

    clock = _clock(desk, "feedback")

    # Five calendar days after 30 April end on 5 May, the last day of the Labour Day holiday of 2026.
    assert (clock.raw_on, clock.due_on) == (date(2026, 5, 5), date(2026, 5, 6))


def test_what_is_displayed_is_the_very_instant_that_is_enforced(desk):
    desk.bring("评1", "fed_back")
    desk.bring("评2", "fed_back")
    due = _clock(desk, "objection").due_at

    desk.now = due - timedelta(microseconds=1)
    with pytest.raises(Refused, match="尚未届满"):
        desk.do("评1", "let_lapse", Role.CALENDAR)
    desk.do("评1", "object", JUDGE, {"objection": "扣分无据"})
    desk.now = due
    with pytest.raises(Refused, match="已经届满，不再受理"):
        desk.do("评2", "object", JUDGE, {"objection": "扣分无据"})
    desk.do("评2", "let_lapse", Role.CALENDAR)

    assert due == datetime(2026, 3, 9, 16, tzinfo=UTC)
    objected, lapsed = _clock(desk, "objection"), _clock(desk, "objection", "评2")
    assert (objected.state, objected.late) == ("stopped", False)
    assert (lapsed.state, lapsed.late, lapsed.ended_at) == ("lapsed", False, due)


def test_an_extension_makes_the_whole_period_longer_and_says_why(desk):
    desk.open("评1")

    desk.do("评1", "extend_handover", OFFICE, {"good_reason": "卷宗在上级法院", "extra": 3})
    desk.do("评1", "extend_handover", OFFICE, {"good_reason": "仍在上级法院", "extra": 2})

    clock = _clock(desk, "handover")
    assert (clock.state, clock.due_on) == ("running", date(2026, 3, 16))
    assert [(event["kind"], event["value"], event["unit"], event["reason"]) for event in clock.events] == [
        ("extend", 3, "working_day", "卷宗在上级法院"),
        ("extend", 2, "working_day", "仍在上级法院"),
    ]
    chain = explain(clocks.explain(clock.model_dump(), desk.store.calendar), "zh")
    assert any("卷宗在上级法院" in line for line in chain)


def test_a_suspended_period_has_no_end_and_goes_on_where_it_stood(desk):
    desk.bring("评1", "fed_back")
    desk.now += DAY  # Tuesday: the first day would be counted, and is held.
    desk.do("评1", "suspend_objection", OFFICE, {"reasons": "法官住院"})
    held = _clock(desk, "objection")
    with pytest.raises(Refused, match="尚未届满"):
        desk.now += 60 * DAY
        desk.do("评1", "let_lapse", Role.CALENDAR)
    desk.now -= 57 * DAY  # Friday 6 March

    desk.do("评1", "resume_objection", OFFICE, {"reasons": "出院"})

    assert (held.state, held.raw_on, held.due_on, held.due_at) == ("suspended", None, None, None)
    clock = _clock(desk, "objection")
    # Tuesday to Friday were held, so the five working days are 9 to 13 March.
    assert (clock.state, clock.due_on) == ("running", date(2026, 3, 13))
    assert [(event["kind"], event["on"], event["reason"]) for event in clock.events] == [
        ("suspend", "2026-03-03", "法官住院"),
        ("resume", "2026-03-06", "出院"),
    ]
    assert {event["authority"] for event in clock.events} == {"local_review.异议"}


def test_a_judge_may_agree_while_the_period_is_suspended(desk):
    desk.bring("评1", "fed_back")
    desk.do("评1", "suspend_objection", OFFICE, {"reasons": "法官住院"})

    desk.do("评1", "agree", JUDGE)

    clock = _clock(desk, "objection")
    assert (clock.state, clock.late) == ("stopped", False)


def test_a_late_act_is_recorded_with_its_reason(desk):
    desk.open("评1")
    desk.now += 30 * DAY

    desk.do("评1", "hand_in_file", DIVISION, {"file_complete": True, "late_reason": "卷宗借出未还"})

    assert _clock(desk, "handover").late
    (entry,) = desk.rows("SELECT record FROM ledger_entry WHERE number = 2")
    assert json.loads(entry["record"])["particulars"]["late_reason"] == "卷宗借出未还"


def test_a_date_beyond_the_announced_calendar_is_provisional_until_the_notice_comes(desk, calendar_2027):
    desk.now = datetime(2027, 2, 3, 1, tzinfo=UTC)
    desk.open("评1", "评2")
    before = _clock(desk, "handover")
    with desk.store.begin() as session:
        deadlines.mark(session, deadlines.limits(session), "warned")
    (told, *_) = desk.rows("SELECT content FROM notice WHERE audience = 'division'")

    with desk.store.begin() as session:
        assert deadlines.reckon_anew(session, desk.store.calendar, desk.now) == []
        moved = deadlines.reckon_anew(session, calendar_2027, desk.now)
        assert deadlines.reckon_anew(session, calendar_2027, desk.now) == []

    assert before.provisional
    assert json.loads(told["content"])["provisional"]
    after = _clock(desk, "handover")
    # 4 February is the first day; with the made-up notice the holiday is 5 to 11, so 12, 15, 16, 17 follow.
    assert (after.due_on, after.provisional, after.calendar_version) == (
        date(2027, 2, 17),
        False,
        calendar_2027.version,
    )
    assert [(clock.proceeding, was) for clock, was in moved] == [
        ("评1", before.due_on),
        ("评2", before.due_on),
    ]
    assert before.due_on != after.due_on
    assert not after.warned, "people are warned of the new day"
    (note,) = desk.rows("SELECT record FROM ledger_entry WHERE chain = 'register:calendar'")
    said = json.loads(note["record"])
    assert (said["trigger"], said["calendar"], said["checked"]) == ("reckon_anew", calendar_2027.version, 2)
    assert said["moved"][0] == {
        "proceeding": "评1",
        "clock": "handover",
        "was": before.due_on.isoformat(),
        "is": "2027-02-17",
    }
    with desk.store.read() as session:
        verify(session)


def test_two_mornings_under_a_new_calendar_count_anew_once(desk, calendar_2027, at_once):
    desk.now = datetime(2027, 2, 3, 1, tzinfo=UTC)
    desk.open("评1", "评2")
    moved = []

    def count_anew():
        with desk.store.begin() as session:
            moved.append(len(deadlines.reckon_anew(session, calendar_2027, desk.now)))

    failed = at_once([count_anew] * 3)

    assert failed == []
    assert sorted(moved) == [0, 0, 2]
    assert len(desk.rows("SELECT id FROM ledger_entry WHERE chain = 'register:calendar'")) == 1


def test_a_suspended_clock_is_not_made_to_run_by_a_new_calendar(desk, calendar_2027):
    desk.now = datetime(2027, 2, 3, 1, tzinfo=UTC)
    desk.bring("评1", "fed_back")
    desk.do("评1", "suspend_objection", OFFICE, {"reasons": "法官住院"})

    with desk.store.begin() as session:
        moved = deadlines.reckon_anew(session, calendar_2027, desk.now)

    assert moved == []
    assert _clock(desk, "objection").state == "suspended"
