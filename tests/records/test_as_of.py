"""As it stood at a day: rebuilt from the ledger it is what was stored then, whatever happened since."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from flows.delivery import deliver_due
from flows.due import morning
from records import deadlines, history, papers, people
from records.as_of import as_of
from records.clocks import Clock, Running
from records.deadlines import RECKONED
from records.notices import Sending
from records.proceedings import find
from records.store import Store
from rules.errors import AccountabilityError, BrokenLedger, NotFound
from rules.roles import Actor, Role
from state_machines.quality_review.table import QUALITY_REVIEW
from state_machines.steps import Kind
from tests.records.conftest import COURT, MONDAY, WAYS

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
LIVE = {Running.RUNNING.value, Running.SUSPENDED.value}
COLUMNS = (
    "code",
    "length",
    "unit",
    "starts_from",
    "events",
    "state",
    "opened_at",
    "ended_at",
    "late",
    *RECKONED,
)
SAID = {Kind.TEXT: "理由", Kind.NUMBER: 3, Kind.YES_NO: True, Kind.POINTS: ["要点"], Kind.CODE: "W1"}
JUDGE = {
    "code": "J1",
    "court": COURT,
    "division": "民二庭",
    "posts": [{"role": "judge", "division": "民二庭"}],
}
_names = iter(range(10**6))


def stands(session, ref):
    """What is stored now: entry, state, facts, and the limits that run or are suspended."""
    row = find(session, ref)
    live = [clock for clock in history.clocks_of(session, ref) if clock.state in LIVE]
    return row.version, row.state, row.facts, limits(live)


def stood(session, ref, at):
    then = as_of(session, ref, at)
    return then.version, then.state, then.facts, limits(then.clocks)


def limits(clocks: list[Clock]):
    return sorted(tuple(getattr(clock, name) for name in COLUMNS) for clock in clocks)


def beside_the_way(desk, ref, choose):
    """One more act of those that lead nowhere else: a limit held or lengthened, something added."""
    with desk.store.read() as session:
        state = find(session, ref).state
    staying = [step for step in QUALITY_REVIEW.from_state(state) if step.to is None]
    if not staying:
        return
    step = choose(staying)
    given_ = {fact.code: SAID.get(fact.kind, "理由") for fact in step.required}
    with suppress(AccountabilityError):  # not lawful here, or it wants more than we say
        desk.do(ref, step.trigger.value, step.roles[0], given_)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_after_every_act_of_a_random_walk_as_of_that_instant_is_what_was_stored_then(desk, office, data):
    ref, seen = f"评查-{next(_names)}", []
    desk.now = MONDAY
    end = data.draw(st.sampled_from(sorted(WAYS)))
    desk.open(ref, reversed=end == "dispute_up")

    def on_record():
        with desk.store.read() as session:
            seen.append((desk.now, stands(session, ref)))

    on_record()
    for trigger, by, particulars in WAYS[end]:
        for _ in range(data.draw(st.integers(0, 2))):
            desk.now += data.draw(st.sampled_from([MINUTE, DAY]))
            beside_the_way(desk, ref, lambda steps: data.draw(st.sampled_from(steps)))
            on_record()
        desk.now += (
            timedelta(days=8) if trigger == "let_remedy_lapse" else data.draw(st.sampled_from([MINUTE, DAY]))
        )
        try:
            desk.do(ref, trigger, by, particulars)
        except AccountabilityError:
            break  # what stood beside the way has closed it
        on_record()

    with desk.store.read() as session:
        for at, then in seen:
            assert stood(session, ref, at) == then


def test_between_two_acts_it_stands_as_the_first_left_it(desk):
    desk.bring("评查-1", "fed_back")
    with desk.store.read() as session:
        then = stands(session, "评查-1")
    fed_back = desk.now
    desk.now += 2 * DAY
    desk.do("评查-1", "object", Role.JUDGE, {"objection": "扣分无据"})

    with desk.store.read() as session:
        between = stood(session, "评查-1", desk.now - MINUTE)
        after = as_of(session, "评查-1", desk.now)

    assert between == then
    assert [clock.due_on for clock in as_of_clocks(desk, fed_back)] == [date(2026, 3, 9)]
    assert after.state == "objected"


def as_of_clocks(desk, at):
    with desk.store.read() as session:
        return as_of(session, "评查-1", at).clocks


def test_before_it_was_opened_there_is_nothing_to_show_and_the_day_of_its_opening_is_said(desk):
    desk.open("评查-1")

    with (
        desk.store.read() as session,
        pytest.raises(NotFound, match="“评查-1”当时尚未立项；立项时间为北京时间2026-03-02 09:00"),
    ):
        as_of(session, "评查-1", MONDAY - MINUTE)


def test_papers_and_notices_are_those_of_then(desk):
    desk.bring("评查-1", "fed_back")
    fed_back = desk.now
    desk.now += DAY
    paper = {"ref": "评查-1", "kind": "feedback", "entry": 7, "docx_sha256": "d" * 64, "pdf_sha256": "f" * 64}
    with desk.store.begin() as session:
        papers.register(session, [paper | {"written_at": desk.now}])
    desk.do("评查-1", "object", Role.JUDGE, {"objection": "扣分无据"})

    with desk.store.read() as session:
        before, after = as_of(session, "评查-1", fed_back), as_of(session, "评查-1", desk.now)

    assert before.papers == ()
    assert [paper.entry for paper in after.papers] == [7]
    assert 0 < len(before.notices) < len(after.notices)
    assert {told.notice.content["act"]["zh"] for told in after.notices} >= {"提出异议"}


def test_a_notice_stood_as_waiting_then_sent_or_without_a_reader(desk, office):
    desk.bring("评查-1", "fed_back")
    sent_at = desk.now + DAY
    with desk.store.begin() as session:
        people.enrol(session, [JUDGE], desk.now, Actor("A1", Role.TRIAL_MANAGEMENT), "test")
    deliver_due(office, sent_at)

    with desk.store.read() as session:
        before, after = (as_of(session, "评查-1", at).notices for at in (sent_at - MINUTE, sent_at))

    assert {told.state for told in before} == {Sending.WAITING}
    assert {told.state for told in after if told.notice.audience == "judge"} == {Sending.SENT}
    assert {told.state for told in after if told.notice.audience == "division"} == {Sending.NOBODY}


def test_a_limit_that_the_calendar_let_run_out_ran_the_day_before(desk, office):
    desk.bring("评查-1", "fed_back")
    desk.now += 20 * DAY
    morning(office, desk.now)

    with desk.store.read() as session:
        before, after = as_of(session, "评查-1", desk.now - DAY), as_of(session, "评查-1", desk.now)

    assert "objection" in {clock.code for clock in before.clocks}
    assert (before.state, after.state) == ("fed_back", "ready")


def test_a_due_date_that_a_new_calendar_moved_stands_as_it_did_before(desk, calendar_2027):
    desk.now = datetime(2027, 2, 3, 1, tzinfo=UTC)
    desk.open("评1", "评2")
    opened = desk.now
    with desk.store.read() as session:
        then = {ref: stands(session, ref) for ref in ("评1", "评2")}
    desk.now += DAY
    desk.do("评2", "hand_in_file", Role.DIVISION, {"file_complete": True})
    with desk.store.begin() as session:
        deadlines.reckon_anew(session, calendar_2027, desk.now)

    after = Store(desk.store.engine, desk.store.rules, calendar_2027)
    with after.read() as session:
        moved, ended = (as_of(session, ref, opened) for ref in ("评1", "评2"))
        now = as_of(session, "评1", desk.now)

    due = then["评1"][3][0][9]
    assert [(clock.due_on, clock.provisional) for clock in moved.clocks] == [(due, True)]
    assert moved.moved == {"handover": date(2027, 2, 17)}
    assert [clock.due_on for clock in ended.clocks] == [due], "it ended before the calendar was announced"
    assert [clock.due_on for clock in now.clocks] == [date(2027, 2, 17)]


def test_facts_changed_behind_the_ledger_are_not_shown_as_those_of_then(desk):
    desk.bring("评查-1", "scored")
    unguarded = {
        "sqlite": "DROP TRIGGER ledger_entry_no_update",
        "postgresql": "SET LOCAL session_replication_role = replica",
    }
    with desk.store.begin() as session:
        session.execute(text(unguarded[session.get_bind().dialect.name]))
        session.execute(
            text(
                "UPDATE ledger_entry SET record = replace(record, '民二庭', '民三庭') WHERE chain = '评查-1' AND number = 1"
            )
        )

    with (
        desk.store.read() as session,
        pytest.raises(BrokenLedger, match="评查-1第6条：由台账重建的事实与该条所记的摘要不符"),
    ):
        as_of(session, "评查-1", desk.now)
