"""The morning's deadlines: what runs out is acted on once, and people are told once, however often it is asked."""

from __future__ import annotations

from datetime import date, timedelta

from flows.due import anything_due, morning
from records import deadlines
from records.verification import verify
from rules.roles import Role

DAY = timedelta(days=1)
REFS = tuple(f"评{number}" for number in range(12))


def _states(desk):
    return {row["state"] for row in desk.rows("SELECT state FROM proceeding")}


def test_silence_lets_the_objection_period_lapse_by_the_calendar(desk, office):
    desk.bring("评1", "fed_back")
    due = desk.rows("SELECT due_at FROM clock WHERE code = 'objection'")[0]["due_at"]

    early = morning(office, desk.now)
    desk.now += 30 * DAY
    late = morning(office, desk.now)

    assert due is not None
    assert (early.lapsed, late.lapsed) == (0, 1)
    assert _states(desk) == {"ready"}
    (entry,) = desk.rows("SELECT record FROM ledger_entry WHERE record LIKE '%\"let_lapse\"%'")
    assert '"by":{"code":"calendar","court":"","role":"calendar"}' in entry["record"]


def test_a_second_morning_finds_nothing_to_do(desk, office):
    for ref in REFS[:3]:
        desk.bring(ref, "fed_back")
    desk.open("评九")
    desk.now += 30 * DAY
    first = morning(office, desk.now)
    before = desk.dump()

    second = morning(office, desk.now)

    assert (first.lapsed, first.overdue) == (3, 3), (
        "the highest rung that is due: division, office, court above"
    )
    assert second.lapsed == second.overdue == second.warned == 0
    assert desk.dump() == before
    assert not anything_due(office, desk.now)


def test_mornings_at_the_same_time_act_once_and_tell_once(desk, office, at_once):
    for ref in REFS[:6]:
        desk.bring(ref, "fed_back")
    desk.open(*REFS[6:])
    desk.now += 30 * DAY
    done = []

    failed = at_once([lambda: done.append(morning(office, desk.now))] * 4)

    assert failed == []
    assert sum(each.lapsed for each in done) == 6
    assert sum(each.overdue for each in done) == 18, "the division, the office and the court above, for each"
    assert len(desk.rows("SELECT id FROM ledger_entry WHERE record LIKE '%\"let_lapse\"%'")) == 6
    with desk.store.read() as session:
        verify(session)


def test_who_must_act_soon_is_warned_once(desk, office):
    desk.open("评1")
    due = date(2026, 3, 9)

    at_first = morning(office, desk.now)
    desk.now += 3 * DAY  # Thursday the 5th: two working days before the end
    is_due = anything_due(office, desk.now)
    warned = [morning(office, desk.now).warned for _ in range(3)]

    assert (at_first.warned, is_due, warned) == (0, True, [1, 0, 0])
    (notice,) = desk.rows("SELECT audience, key FROM notice WHERE kind = 'due_soon'")
    assert notice["audience"] == "division"
    assert due.isoformat() in notice["key"]


def test_who_is_overdue_is_told_with_the_office_once(desk, office):
    desk.open("评1")
    morning(office, desk.now)
    desk.now += 8 * DAY

    told = [morning(office, desk.now + day * DAY).overdue for day in range(3)]

    assert told == [2, 0, 0]
    audiences = desk.rows("SELECT audience FROM notice WHERE kind = 'overdue' ORDER BY audience")
    assert [row["audience"] for row in audiences] == ["division", "trial_management"]
    assert not anything_due(office, desk.now + 3 * DAY)


def test_an_extension_starts_the_warnings_anew(desk, office):
    desk.open("评1")
    desk.now += 30 * DAY
    morning(office, desk.now)

    desk.do("评1", "extend_handover", Role.TRIAL_MANAGEMENT, {"good_reason": "卷宗在上级法院", "extra": 19})
    again = morning(office, desk.now)

    assert (again.warned, again.overdue) == (1, 0)


def test_a_suspended_period_never_runs_out(desk, office):
    desk.bring("评1", "fed_back")
    desk.do("评1", "suspend_objection", Role.TRIAL_MANAGEMENT, {"reasons": "法官住院"})
    desk.now += 365 * DAY

    done = morning(office, desk.now)

    # The office is reminded that a suspension must not last for ever; the judge loses nothing by it.
    assert (done.lapsed, done.overdue, done.warned) == (0, 2, 0)
    assert _states(desk) == {"fed_back"}
    assert desk.rows("SELECT audience FROM notice WHERE kind = 'reported_up' ORDER BY audience") == [
        {"audience": "higher_court"},
        {"audience": "trial_management"},
    ]


def test_what_another_transaction_has_in_hand_is_left_to_it(desk, office):
    if desk.store.engine.dialect.name == "sqlite":
        return  # One writer at a time: the morning waits for it.
    desk.bring("评1", "fed_back")
    desk.bring("评2", "fed_back")
    desk.now += 3 * DAY

    with desk.store.begin() as at_the_desk:
        from records.proceedings import advance

        advance(at_the_desk, desk.act("评1", "object", Role.JUDGE, {"objection": "扣分无据"}))
        desk.now += 30 * DAY
        done = morning(office, desk.now)

    assert done.lapsed == 1
    states = {row["ref"]: row["state"] for row in desk.rows("SELECT ref, state FROM proceeding")}
    assert states == {"评1": "objected", "评2": "ready"}


def test_a_batch_takes_the_oldest_first(desk):
    desk.open("评1")
    desk.now += DAY
    desk.open("评2", "评3")

    with desk.store.begin() as session:
        found = deadlines.run_out(session, desk.now + 30 * DAY, 2)

    assert [limit.proceeding.ref for limit in found] == ["评1", "评2"]
