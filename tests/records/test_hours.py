"""Limits in hours on both databases: the alarm comes at that very minute, and not before; lateness is that of the minute."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlmodel import col

from flows.due import anything_due, morning
from flows.protection import open_matter
from records.clocks import Clock
from records.notices import Notice
from records.proceedings import find
from rules.notices import NoticeContent, NoticeKind
from rules.roles import Actor, Role
from state_machines import contents
from state_machines.limits import lengths_of
from state_machines.protection.openings import ProtectionKind
from state_machines.register import PROCEDURES
from tests.records.test_leads import COURT, do
from tests.records.test_protection import SAFETY

NIGHT = datetime(2026, 3, 6, 22, 0, 20, tzinfo=ZoneInfo("Asia/Shanghai"))
"""A Friday night, twenty seconds past ten."""


@pytest.fixture
def danger(desk, office) -> str:
    """A danger of grade one, graded on a Friday night: two hours."""
    desk.now = NIGHT
    by = Actor("J1", Role.JUDGE_CONCERNED, court=COURT)
    ref = open_matter(office, ProtectionKind.SAFETY, SAFETY, by=by, now=desk.now).ref
    do(desk, ref, "grade", Role.DUTY_PROTECTION, danger_grade="one", basis="扬言伤害")
    return ref


def clock_of(desk, ref: str) -> Clock:
    with desk.store.read() as session:
        query = select(Clock).where(col(Clock.proceeding) == ref, col(Clock.code) == "measures")
        return session.execute(query.order_by(col(Clock.id).desc())).scalars().first()


def alarms(desk, ref: str) -> list[NoticeContent]:
    with desk.store.read() as session:
        found = [NoticeContent.from_json(row.content) for row in session.execute(select(Notice)).scalars()]
    return [each for each in found if each.proceeding == ref and each.kind is NoticeKind.OVERDUE]


def test_the_alarm_comes_at_the_minute_displayed_in_the_middle_of_the_night_and_once(desk, office, danger):
    clock = clock_of(desk, danger)
    end = datetime(2026, 3, 7, 0, 1, tzinfo=NIGHT.tzinfo)

    assert (clock.unit, clock.length, clock.due_at) == ("hour", 2, end)
    early = end - timedelta(seconds=1)
    morning(office, early)
    assert alarms(desk, danger) == []
    assert not anything_due(office, early), "nobody is warned days before of a limit in hours"

    assert anything_due(office, end)
    morning(office, end)
    morning(office, end + timedelta(minutes=1))

    told = alarms(desk, danger)
    assert {each.audience for each in told} == {Role.COURT_POLICE, Role.PUBLIC_SECURITY, Role.DUTY_PROTECTION}
    assert "自2026年3月6日22时01分起昼夜连续计算，至2026年3月7日00时01分届满" in str(told[0].due_explained)


@pytest.mark.parametrize(("seconds", "late"), [(-1, False), (0, True)])
def test_measures_are_late_from_that_minute_on_and_the_record_says_the_same(desk, danger, seconds, late):
    end = clock_of(desk, danger).due_at
    desk.now = end + timedelta(seconds=seconds)

    do(desk, danger, "take", Role.COURT_POLICE, measures_taken=["bodyguard", "no_contact", "police_told"])

    assert clock_of(desk, danger).late is late
    with desk.store.read() as session:
        assert find(session, danger).facts["response"]["in_time"] is not late


@pytest.mark.parametrize(("grade", "hours"), [("one", 2), ("two", 12), ("three", 24)])
def test_each_grade_has_its_own_hours(desk, office, grade, hours):
    desk.now = NIGHT.replace(second=0)
    by = Actor("J1", Role.JUDGE_CONCERNED, court=COURT)
    ref = open_matter(office, ProtectionKind.SAFETY, SAFETY, by=by, now=desk.now).ref

    do(desk, ref, "grade", Role.DUTY_PROTECTION, danger_grade=grade, basis="跟踪")

    assert clock_of(desk, ref).due_at == desk.now + timedelta(hours=hours)


def test_no_step_of_any_table_holds_a_limit_in_hours(office):
    for table in PROCEDURES.values():
        held = {rule.code for step in table.steps for rule in (*step.suspends, *step.resumes)}
        for rule in contents.clocks_of(table):
            units = {
                entry.unit.value for entry in office.store.rules.parameters if entry.key in lengths_of(rule)
            }
            assert rule.code not in held or "hour" not in units
