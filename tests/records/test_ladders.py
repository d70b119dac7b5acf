"""The ladders: each rung on its day, once, to whom it is for; held, taken back and ended in words, whoever is killed."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from flows.due import anything_due, morning
from flows.ladder_pace import RESTORED
from records.proceedings import open_many
from records.store import Store
from rules.errors import FaultyInput
from rules.holiday_notices import Entry
from rules.parameters import rule_book
from rules.roles import Role, automatic
from rules.workdays import Calendar, calendar
from state_machines.confidentiality import CLOSED
from state_machines.ladders import ladder_book, shifted
from state_machines.register import PROCEDURES
from tests.faults.dying import AFTER, BEFORE, Points
from tests.records.conftest import COURT, ORGANISER

DAY = timedelta(days=1)
DUE = date(2026, 3, 9)
"""The day on which the file of a case drawn on Monday, 2 March is to be handed over."""


def _told(desk):
    return [
        (row["kind"], row["audience"], row["court"])
        for row in desk.rows(
            "SELECT kind, audience, court FROM notice WHERE kind <> 'step_taken' ORDER BY id"
        )
    ]


def _alerts(desk):
    return [
        (row["state"], row["stands_at"])
        for row in desk.rows("SELECT state, stands_at FROM alert ORDER BY id")
    ]


def _day_by_day(desk, office, until):
    """By day, what was told at its morning and nothing more by a second look."""
    found = {}
    while desk.now.date() <= until:
        before = len(_told(desk))
        morning(office, desk.now)
        if told := _told(desk)[before:]:
            found[desk.now.date().isoformat()] = told
        assert not anything_due(office, desk.now)
        desk.now += DAY
    return found


def test_each_rung_comes_on_its_day_and_tells_whom_it_is_for(desk, office):
    desk.open("评1")

    found = _day_by_day(desk, office, date(2026, 4, 3))

    late = ("division", COURT)
    desk_of = ("trial_management", ORGANISER)
    assert found == {
        "2026-03-05": [("due_soon", *late)],
        "2026-03-10": [("overdue", *late), ("overdue", *desk_of)],
        "2026-03-16": [("talk", *late), ("talk", "division_chief", COURT)],
        "2026-03-23": [("told_president", *late), ("told_president", *desk_of), ("told_president", "president", COURT)],
        "2026-03-30": [("reported_up", *late), ("reported_up", *desk_of), ("reported_up", "president", ORGANISER)],
    }  # fmt: skip
    assert _alerts(desk) == [("reported", "report")]


def test_a_holiday_week_and_its_make_up_day_are_counted_as_they_are_worked(desk, office):
    desk.now = datetime(2026, 9, 21, 1, tzinfo=UTC)
    desk.open("评1")  # Due on Monday 28 September: Friday the 25th is a holiday, Sunday the 20th was worked.

    found = _day_by_day(desk, office, date(2026, 10, 14))

    assert desk.rows("SELECT due_on FROM clock")[0]["due_on"] in ("2026-09-29", date(2026, 9, 29))
    days = calendar()
    assert list(found) == [
        shifted(date(2026, 9, 29), -2, days).isoformat(),
        "2026-09-30",
        shifted(date(2026, 9, 29), 5, days).isoformat(),
    ]
    assert shifted(date(2026, 9, 29), 5, days) == date(2026, 10, 12)


def test_the_letter_of_a_rung_says_by_how_much_it_is_late_and_what_came_before(desk, office):
    desk.open("评1")
    _day_by_day(desk, office, date(2026, 3, 16))

    (letter,) = desk.rows("SELECT content FROM notice WHERE kind = 'talk' AND audience = 'division_chief'")

    assert "5个工作日" in letter["content"]
    assert "2026年3月5日提醒；2026年3月10日催办" in letter["content"]


def test_mornings_at_once_fire_each_rung_once(desk, office, at_once):
    desk.open(*(f"评{number}" for number in range(40)))
    desk.now += 8 * DAY
    done = []

    failed = at_once([lambda: done.append(morning(office, desk.now))] * 4)

    assert failed == []
    assert sum(each.overdue for each in done) == 80
    keys = desk.rows("SELECT count(*) AS n, count(DISTINCT key) AS keys FROM notice WHERE kind = 'overdue'")[
        0
    ]
    assert (keys["n"], keys["keys"]) == (80, 80)
    assert desk.rows("SELECT count(*) AS n FROM alert_rung WHERE state = 'fired'") == [{"n": 80}]


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
@pytest.mark.parametrize("kind", [BEFORE, AFTER])
def test_a_morning_killed_at_any_commit_tells_nobody_twice_and_forgets_nobody(desk, office, store, kind):
    desk.open("评1", "评2", "评3")
    desk.now += 8 * DAY
    url = store.engine.url.render_as_string()
    store.engine.dispose()
    deaths = 0

    for number in range(1, 12):
        if child := os.fork():
            deaths += os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
            continue
        try:
            mine = Store.open(url)
            Points((kind, number)).watch(mine.engine)
            morning(replace(office, store=mine), desk.now)
        finally:
            os._exit(0)  # Not back into pytest, whatever happens.

    morning(office, desk.now)
    assert deaths >= 3
    assert _told(desk) == [("overdue", "division", COURT), ("overdue", "trial_management", ORGANISER)] * 3
    assert _alerts(desk) == [("open", "urge")] * 3
    assert not anything_due(office, desk.now)


def test_after_days_without_a_look_only_the_highest_rung_fires_and_the_others_are_noted(desk, office):
    desk.open("评1")
    morning(office, desk.now)
    desk.now += 16 * DAY

    morning(office, desk.now)

    assert {kind for kind, *_ in _told(desk)} == {"talk"}
    passed = desk.rows("SELECT rung FROM alert_rung WHERE state = 'passed_over' ORDER BY id")
    assert [row["rung"] for row in passed] == ["remind", "urge"]


def test_an_act_ends_the_alert_and_what_was_not_sent_is_not_sent(desk, office):
    desk.open("评1")
    desk.now += 8 * DAY
    morning(office, desk.now)

    desk.do("评1", "hand_in_file", Role.DIVISION, {"file_complete": True, "late_reason": "卷宗在外"})
    again = morning(office, desk.now)

    assert again.ended == 1
    assert _alerts(desk)[0] == ("done", "urge")
    assert "逾期后已办理" in desk.rows("SELECT why FROM alert ORDER BY id")[0]["why"]
    unsent = desk.rows("SELECT state FROM notice WHERE kind = 'overdue'")
    assert [row["state"] for row in unsent] == ["withdrawn", "withdrawn"]


def test_an_extension_takes_back_what_was_told_with_a_word_and_begins_anew(desk, office):
    desk.open("评1")
    desk.now += 8 * DAY
    morning(office, desk.now)
    with desk.store.begin() as session:
        from sqlalchemy import text

        session.execute(text("UPDATE notice SET state = 'sent' WHERE audience = 'division'"))

    desk.do("评1", "extend_handover", Role.TRIAL_MANAGEMENT, {"good_reason": "卷宗在上级法院", "extra": 19})
    again = morning(office, desk.now)

    assert (again.withdrawn, again.overdue) == (1, 0)
    (word,) = desk.rows("SELECT audience, content FROM notice WHERE kind = 'alert_withdrawn'")
    assert word["audience"] == "division", (
        "the office had not been told yet: its letter was taken back unsent"
    )
    assert "期限届满日由2026-03-09改为2026-04-03" in word["content"]
    later = _day_by_day(desk, office, date(2026, 4, 7))
    assert {day: {kind for kind, *_ in told} for day, told in later.items()} == {
        "2026-04-01": {"due_soon"},
        "2026-04-04": {"overdue"},
    }


def test_a_suspension_takes_the_reminder_back_and_the_day_it_ends_on_after_that_has_one_of_its_own(
    desk, office
):
    desk.bring("评1", "fed_back")
    desk.now += 3 * DAY
    morning(office, desk.now)

    desk.do("评1", "suspend_objection", Role.TRIAL_MANAGEMENT, {"reasons": "法官住院"})
    suspended = morning(office, desk.now)
    desk.do("评1", "resume_objection", Role.TRIAL_MANAGEMENT, {"reasons": "法官出院"})
    at_once = morning(office, desk.now)
    desk.now += DAY
    next_day = morning(office, desk.now)

    assert (suspended.withdrawn, at_once.warned, next_day.warned) == (1, 0, 1)
    query = (
        "SELECT a.state FROM alert a JOIN clock c ON c.id = a.clock WHERE c.code = 'objection' ORDER BY a.id"
    )
    assert [row["state"] for row in desk.rows(query)] == ["withdrawn", "open"]


def test_a_calendar_that_moves_the_day_due_moves_the_rungs_and_one_that_moves_it_back_tells_nothing_twice(
    desk, office
):
    desk.now = datetime(2026, 12, 25, 1, tzinfo=UTC)
    desk.open("评1")  # Friday: due on Monday 4 January as forecast, with New Year's Day off.
    desk.now = datetime(2026, 12, 31, 1, tzinfo=UTC)
    first = morning(office, desk.now)
    closed = (Entry(date(2027, 1, 4), date(2027, 1, 4), "停电", "no power"),)
    days = Calendar(replace(office.store.calendar.notices, closures=closed))
    moved = replace(office, store=Store(desk.store.engine, desk.store.rules, days))

    second = morning(moved, desk.now)
    back = morning(office, desk.now)
    late = morning(office, datetime(2027, 1, 5, 1, tzinfo=UTC))

    assert (first.warned, second.withdrawn, second.moved, back.moved, back.warned, late.overdue) == (
        1,
        1,
        1,
        1,
        0,
        2,
    )
    reminders = desk.rows("SELECT state FROM notice WHERE kind = 'due_soon' ORDER BY id")
    assert [row["state"] for row in reminders] == ["waiting", "withdrawn"], (
        "that of the day that holds waits again"
    )
    assert ("open", "urge") in _alerts(desk)


def test_what_an_older_program_told_is_not_told_again_and_nobody_is_reported_on_the_day_of_the_upgrade(
    desk, office
):
    desk.open("评1")
    desk.now += 40 * DAY
    with desk.store.begin() as session:
        from sqlalchemy import text

        session.execute(
            text("UPDATE clock SET warned = true, overdue = true")
        )  # as the migration leaves them

    first = morning(office, desk.now)
    later = _day_by_day(desk, office, desk.now.date() + 9 * DAY)

    assert (first.warned, first.overdue) == (0, 0)
    assert [{kind for kind, *_ in told} for told in later.values()] == [{"talk"}]


def test_after_a_restore_nobody_is_told_of_being_late_for_two_days(desk, office):
    desk.open("评1")
    desk.now += 8 * DAY
    (office.papers.parent / RESTORED).write_text("2026-03-10\n", encoding="utf-8")

    found = _day_by_day(desk, office, date(2026, 3, 16))

    assert list(found) == ["2026-03-13", "2026-03-16"]
    assert [{kind for kind, *_ in told} for told in found.values()] == [{"overdue"}, {"talk"}]


def test_nobody_outside_a_confidential_matter_stands_on_its_ladder():
    book = ladder_book()

    for code in CLOSED:
        for rule in book.of(code):
            named = [name for name in rule.hears if name not in ("responsible", "desk", "giver")]
            assert all(Role(name) in PROCEDURES[code].with_a_part for name in named), code


def test_a_court_s_own_ladder_takes_the_place_of_ours_and_its_faults_are_told_at_once(tmp_path: Path):
    own = tmp_path / "ladders.yaml"
    rung = "urgency: urgent, authority: local_review.逐级催办, provenance: design"
    own.write_text(
        f"ladders:\n  quality_review:\n    - {{rung: urge, after: 0, hears: [responsible], {rung}}}\n",
        "utf-8",
    )
    changed = ladder_book(own)
    own.with_name("wrong.yaml").write_text(
        "ladders:\n  no_such: []\n  quality_review:\n"
        f"    - {{rung: report, after: 3, hears: [responsible], {rung}}}\n"
        f"    - {{rung: urge, after: no.such, hears: [the_boss], {rung.replace('urgent,', 'hot,')}}}\n"
        f"    - {{rung: talk, after: 1, hears: [desk], {rung}}}\n"
        f"  disciplinary_prereview:\n    - {{rung: urge, after: 0, hears: [division_chief], {rung}}}\n",
        "utf-8",
    )  # fmt: skip

    with pytest.raises(FaultyInput) as refused:
        ladder_book(own.with_name("wrong.yaml"))

    assert [rule.rung.zh for rule in changed.of("quality_review")] == ["催办"]
    assert [rule.rung.zh for rule in changed.of("review_round")] == ["提醒", "催办", "约谈", "通报", "上报"]
    said = str(refused.value)
    for words in ("没有这一程序", "没有参数“no.such”", "没有“hot”这一项", "角色代码", "由低到高", "不应知悉"):
        assert words in said


def test_every_shipped_rung_falls_after_the_one_below_it():
    rules = rule_book().on(date(2026, 3, 2))

    for code in (*PROCEDURES, "alarm"):
        ladder = ladder_book().of(code) if code != "alarm" else ladder_book().of_alarms
        counts = [rule.count(rules) for rule in ladder]
        assert counts == sorted(set(counts)), code


def test_whoever_handed_over_hears_first_that_nobody_took_it_over_and_in_the_court_he_sits_in(desk, office):
    opened = {"court": COURT, "organiser": ORGANISER, "judge": "J1", "link": "clue", "source_ref": "评1", "source_act": "hand_over_clue",
              "source_on": "2026-03-02", "giver": "president", "receiver": "inspection", "addressed": ["inspection"], "above": ["president"]}  # fmt: skip
    with desk.store.begin() as session:
        rules = desk.store.rules.on(desk.now.date())
        open_many(session, "handover", [("移送-评1-线索", opened)], by=automatic(Role.PRESIDENT), at=desk.now, rules=rules)  # fmt: skip

    found = _day_by_day(desk, office, date(2026, 3, 16))

    late = [told for told in found.values() if told[0][0] == "overdue"]
    assert late == [[("overdue", "inspection", COURT), ("overdue", "president", ORGANISER)]]
    assert desk.rows("SELECT content FROM notice WHERE kind = 'overdue' AND audience = 'president'")
