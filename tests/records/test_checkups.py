"""The check-up: every invariant, broken once in a real database, is found; a sound one gives no fault."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from console.sample.exhibits import exhibit
from documents.evidence_files import Attachment
from flows import evidence, reads, sealing
from flows.checkup import check_up, report
from flows.due import morning
from flows.evidence import place_of
from records import people
from records.checkups.checkup import Level, worst
from records.checkups.roll import CHECKUPS, OF_THE_CHAIN
from records.reads import Look
from rules.roles import Actor, Role
from tests.records.conftest import COURT, MONDAY, ORGANISER

CLERK = Actor("A1", Role.TRIAL_MANAGEMENT, court=COURT)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
PERSON = {"code": "A1", "court": ORGANISER, "posts": [{"role": "trial_management"}]}
SEASON = {
    "label": "2026Q1", "ref": "评1", "organiser": ORGANISER, "first": MONDAY.date(), "last": MONDAY.date(),
    "opened_at": MONDAY,
}  # fmt: skip


@pytest.fixture
def sound(desk, office):
    """A database with a proceeding in each of several states, a look, and a person; its outbox is delivered."""
    office.papers.mkdir(parents=True)
    desk.bring("评1", "fed_back")
    desk.bring("评2", "closed")
    desk.now = MONDAY
    with desk.store.begin() as session:
        people.enrol(session, [PERSON], MONDAY, CLERK, "test")
        session.execute(text("UPDATE notice SET state = 'sent'"))
    reads.enter(office, Look.PROCEEDING, of=["评1"], by=CLERK, now=MONDAY)
    sealing.seal(office, MONDAY)
    yield desk
    if desk.store.engine.dialect.name == "postgresql":
        _run("ALTER TABLE ledger_entry ENABLE TRIGGER USER")(desk, office)


def findings(desk, office, now=None):
    return {each.code: each for each in check_up(office, now or desk.now)}


def faults(found):
    return {code for code, each in found.items() if each.level in (Level.WARN, Level.FAULT)}


def test_a_sound_database_gives_no_fault_and_no_warning(sound, office):
    found = findings(sound, office)

    assert faults(found) == set()
    assert set(found) == {each.code for each in CHECKUPS} | {"channels"}


_UNGUARDED = {
    "sqlite": [f"DROP TRIGGER ledger_entry_no_{what}" for what in ("update", "delete", "replace")],
    "postgresql": ["ALTER TABLE ledger_entry DISABLE TRIGGER USER"],
}


def _run(*statements: str) -> Callable:
    def broken(desk, office):
        with desk.store.begin() as session:
            for statement in statements:
                session.execute(text(statement))

    return broken


def _unchecked(*statements: str) -> Callable:
    """Statements of somebody who owns the database: past the triggers, past foreign keys."""

    def broken(desk, office):
        with desk.store.engine.connect() as connection:
            dialect = connection.dialect.name
            if dialect == "sqlite":
                connection.connection.execute("PRAGMA foreign_keys=OFF")
            past = [] if dialect == "sqlite" else ["SET LOCAL session_replication_role = replica"]
            with connection.begin():
                for statement in (*past, *(_UNGUARDED[dialect] if dialect == "sqlite" else ()), *statements):
                    connection.execute(text(statement))
            if dialect == "sqlite":
                connection.connection.execute("PRAGMA foreign_keys=ON")

    return broken


def _unguard(desk, office):
    with desk.store.begin() as session:
        for statement in _UNGUARDED[session.get_bind().dialect.name]:
            session.execute(text(statement))


def _time_passes(desk, office):
    desk.now += 30 * DAY


def _calendar_refused(desk, office):
    desk.now += 30 * DAY
    with desk.store.begin() as session:
        session.execute(text("UPDATE clock SET overdue = :yes WHERE state = 'running'"), {"yes": True})


def _evidence(content: bytes | None) -> Callable:
    def broken(desk, office):
        act = desk.act("评1", "object", Role.JUDGE, {"objection": "扣分无据"})
        evidence.submit(office, act, [Attachment("exhibit.pdf", exhibit("a letter"))])
        with desk.store.read() as session:
            (file,) = evidence.files_of(session, "评1")
        place = place_of(office, file.code)
        if content is None:
            place.unlink()
        else:
            place.write_bytes(content)
        _run("UPDATE notice SET state = 'sent'")(desk, office)

    return broken


def _frozen_wrongly(desk, office):
    from records import seasons

    desk.open("评查2026Q1")
    with desk.store.begin() as session:
        seasons.open_season(
            session,
            SEASON
            | {
                "ref": "评查2026Q1",
                "manifest": None,
                "frame": None,
                "certificate": None,
                "internal_list": None,
            },
        )
        certificate = '{"drawn": [{"case_no": "（2025）吉01民终7号"}], "rounds": []}'
        seasons.keep_certificate(session, "2026Q1", certificate)
        session.execute(text("UPDATE notice SET state = 'sent'"))


def _unsealed(desk, office):
    desk.open("评3")
    _run("UPDATE notice SET state = 'sent'")(desk, office)
    desk.now += 2 * HOUR


# fmt: off
BROKEN = {
    # invariant          how it is broken
    "ledger":            _unchecked("UPDATE ledger_entry SET record = replace(record, '民二庭', '民三庭') WHERE number = 1"),
    "guards":            _unguard,
    "seals":             _unsealed,
    "reads":             _run("DELETE FROM file_read WHERE subject = 'J1'"),
    "limit_missing":     _run("UPDATE clock SET state = 'stopped' WHERE proceeding = '评1' AND state = 'running'"),
    "limit_astray":      _run("UPDATE clock SET state = 'running', overdue = true WHERE proceeding = '评2' AND code = 'handover'"),
    "limit_unseen":      _time_passes,
    "calendar_refused":  _calendar_refused,
    "rules_missing":     _unchecked("DELETE FROM rule_set"),
    "notice_unsent":     _run("UPDATE notice SET state = 'waiting', next_at = '2026-03-01 01:00:00' WHERE proceeding = '评1'"),
    "message_held":      _run("INSERT INTO held_message (notice_id, person, channel, attempts, next_at, bundle) SELECT id, 'D1', 'mail', 0, '2026-03-01 01:00:00', '' FROM notice WHERE proceeding = '评1'"),
    "notice_stuck":      _run("UPDATE notice SET state = 'waiting', leased_until = '2026-03-09 01:00:00' WHERE proceeding = '评1'"),
    "notice_nobody":     _run("UPDATE notice SET state = 'nobody' WHERE proceeding = '评1'"),
    "notice_failed":     _run("UPDATE notice SET state = 'failed' WHERE proceeding = '评1'"),
    "alert_stuck":       _run("INSERT INTO alert (key, kind, proceeding, court, audience, opened_at, state, stands_at, base_on, next_rung,"
                              " calendar_version, forgotten, why) VALUES ('k', 'late', '评1', '', '', '2026-03-01 01:00:00', 'open', 'urge',"
                              " '2026-03-01', '', '', '[]', '{}')"),
    "orphan":            _run("INSERT INTO issued_card VALUES ('C1', '评9', 'R1', 'd', '2026-03-02 01:00:00')"),
    "nobody":            _run("INSERT INTO address VALUES ('X9', 'mail', 'x9@court.example')"),
    "posts":             _run("INSERT INTO post (person, role, court, division, since, specialties) VALUES"
                              f" ('A1', 'trial_management', '{ORGANISER}', '', '2026-06-01', '[]')"),
    "round_sums":        _frozen_wrongly,
    "evidence":          _evidence(b"another file"),
}
# fmt: on


@pytest.mark.parametrize("code", BROKEN)
def test_an_invariant_that_is_broken_is_found_and_named(sound, office, code):
    BROKEN[code](sound, office)

    found = findings(sound, office)

    assert code in faults(found), found[code]
    assert found[code].count >= 1
    assert found[code].first
    assert found[code].mend is not None


def test_a_file_of_evidence_that_is_gone_is_found(sound, office):
    _evidence(None)(sound, office)

    (said,) = findings(sound, office)["evidence"].first

    assert "不在保管处" in said.to("zh")
    assert "评1" in said.to("zh")


def test_too_little_room_is_a_fault(sound, office, tmp_path):
    from rules.parameters import rule_book

    (tmp_path / "parameters").mkdir()
    (tmp_path / "parameters" / "own.yaml").write_text(
        "checkup.free_space:\n  values:\n    - {value: 99999999999, since: 2015-01-01, provenance: design}\n",
        encoding="utf-8",
    )
    office.store.rules = rule_book(tmp_path / "parameters")

    assert findings(sound, office)["free_space"].level is Level.FAULT


def test_every_invariant_is_broken_once_in_these_tests():
    # A file of a database that is damaged cannot be made on PostgreSQL; `database` has a test of its own below.
    # Those of the chain are broken in test_chain_checks.py.
    others = set(CHECKUPS) - set(OF_THE_CHAIN)
    assert {each.code for each in others} - set(BROKEN) == {"database", "amcheck", "free_space"}


def test_a_row_of_nobody_is_found_by_the_database_itself(quick_desk, tmp_path):
    from flows.office import Office
    from notifiers.route_book import route_book
    from rules.score_sheets import sheet_book

    office = Office(
        quick_desk.store, tmp_path / "papers", tmp_path / "mailbox", route_book(None), sheet_book(None)
    )
    quick_desk.bring("评1", "fed_back")
    _unchecked("INSERT INTO delivery (notice_id, person, channel, attempt, at, ok, detail, subject) VALUES"
               " (999, 'p', 'mailbox', 1, '2026-03-02', 1, '', '')")(quick_desk, office)  # fmt: skip

    found = findings(quick_desk, office)

    assert found["database"].level is Level.FAULT
    assert found["orphan"].first == ("delivery: 999",)


def test_a_fault_is_told_to_the_office_once_a_day(sound, office):
    _run("DELETE FROM file_read WHERE subject = 'J1'")(sound, office)
    found = check_up(office, sound.now)
    office = replace(office, court=ORGANISER)

    told = [report(office, found, sound.now) for _ in range(2)]
    told.append(report(office, found, sound.now + DAY))

    assert told == [1, 0, 1]
    (notice, _) = sound.rows("SELECT audience, court, content FROM notice WHERE kind = 'checkup' ORDER BY id")
    assert (notice["audience"], notice["court"]) == ("trial_management", ORGANISER)
    assert "查阅索引" in notice["content"]


def test_after_a_morning_what_is_late_is_no_fault_of_the_system(sound, office):
    sound.now += 30 * DAY
    morning(office, sound.now)
    _run("UPDATE notice SET state = 'sent'")(sound, office)

    assert worst(check_up(office, sound.now)) in (Level.OK, Level.NOTE)
