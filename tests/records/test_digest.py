"""What waits for its hour: held over a quiet night, sent as one message, settled one by one, never lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from email import policy
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from sqlalchemy import insert

from flows.delivery import anything_to_send, deliver_due
from notifiers.mailbox import in_header
from notifiers.route_book import route_book
from records import held_messages, notices, rosters
from records.people import Address, Post
from rules.absences import AbsenceKind, Away
from rules.clocks import BEIJING
from rules.labels import Words
from rules.notices import NoticeContent, NoticeKind, Urgency
from rules.roles import Actor, Role

ROOT = Path(__file__).parent.parent.parent
COURT = "长春市中级人民法院"
ROUTES = """
channels:
  hook: {zh: 试验渠道, en: a channel to try, url: "json://127.0.0.1:{target}/?:person={person}", optional: true}
default: {routine: [mailbox, hook], urgent: [mailbox, hook]}
roles:
  trial_management: {routine: [mailbox], urgent: [mailbox]}
"""
MINUTE = timedelta(minutes=1)
OFFICE = Actor("A1", Role.TRIAL_MANAGEMENT, court=COURT)


def beijing(text):
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


EVE, NIGHT, OPENING = map(beijing, ("2026-09-30 20:30", "2026-09-30 22:00", "2026-10-08 07:30"))
"""Before the holiday week, its first quiet hour, and the first hour after it."""


class Receiver:
    """A receiver on this machine that keeps in order the keys and the words of what it was sent."""

    def __init__(self):
        self.keys, self.bodies, self.people, self.answer = [], [], [], 200
        receiver = self

        class Receives(BaseHTTPRequestHandler):
            def do_POST(self):
                sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                receiver.bodies.append(sent["message"])
                receiver.people.append(sent["person"])
                receiver.keys.append(self.headers["X-Idempotency-Key"])
                self.send_response(receiver.answer)
                self.end_headers()

            def log_message(self, *_): ...

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Receives)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, args=(0.05,)).start()


@pytest.fixture
def receiver():
    found = Receiver()
    yield found
    found.server.shutdown()
    found.server.server_close()


@pytest.fixture
def staffed(office, receiver, tmp_path):
    routes = tmp_path / "routes.yaml"
    routes.write_text(ROUTES, encoding="utf-8")
    posts = [("D1", Role.DIVISION), ("D2", Role.JUDGE), ("A1", Role.TRIAL_MANAGEMENT)]
    with office.store.begin() as session:
        session.connection().execute(
            insert(Post),
            [{"person": person, "role": role.value, "court": COURT, "division": "", "since": date(2020, 1, 1),
              "until": None, "specialties": []} for person, role in posts],
        )  # fmt: skip
        session.connection().execute(
            insert(Address),
            [{"person": person, "channel": "hook", "target": str(receiver.port)} for person in ("D1", "D2")],
        )
    return replace(office, routes=route_book(routes))


def put(office, at, *keys, urgency=Urgency.ROUTINE, kind=NoticeKind.STEP_TAKEN, person=""):
    contents = [
        NoticeContent(
            key=key, kind=kind, proceeding=f"评查{key}", procedure=Words("案件质量评查", "case quality review"),
            court=COURT, audience=Role.DIVISION, authority="local_review.调卷", urgency=urgency, person=person,
        )
        for key in keys
    ]  # fmt: skip
    with office.store.begin() as session:
        notices.put_once(session, contents, at)


def go_away(office, person, since, until, substitute=""):
    with office.store.begin() as session:
        entry = Away(person, date.fromisoformat(since), date.fromisoformat(until), substitute)
        rosters.go_away(session, entry, AbsenceKind.ILLNESS, by=OFFICE, at=EVE)


def states(desk):
    return {row["key"]: row["state"] for row in desk.rows("SELECT key, state FROM notice ORDER BY id")}


def letters(office, person):
    return sorted((office.mailbox / person).glob("*.eml"))


def test_over_a_holiday_week_routine_notices_wait_in_the_mailbox_alone_and_go_out_as_one_message(
    desk, staffed, receiver
):
    put(staffed, NIGHT, "k-1", "k-2", "k-3")

    at_night = deliver_due(staffed, NIGHT)

    assert (at_night.sent, at_night.held) == (0, 3)
    assert len(letters(staffed, "D1")) == 3
    assert receiver.keys == []
    assert states(desk) == {"k-1": "held", "k-2": "held", "k-3": "held"}
    assert not anything_to_send(staffed, beijing("2026-10-07 12:00"))

    assert anything_to_send(staffed, OPENING)
    opened = deliver_due(staffed, OPENING)

    assert opened.sent == 3
    assert len(receiver.keys) == 1
    assert all(f"评查k-{number}" in receiver.bodies[0] for number in (1, 2, 3))
    assert states(desk) == {"k-1": "sent", "k-2": "sent", "k-3": "sent"}
    rows = desk.rows("SELECT notice_id, person, ok FROM delivery WHERE channel = 'hook'")
    assert len({row["notice_id"] for row in rows}) == len(rows) == 3
    assert desk.rows("SELECT * FROM held_message") == []


def test_an_urgent_notice_does_not_wait_and_goes_before_all_others(desk, staffed, receiver):
    put(staffed, EVE, "k-due", kind=NoticeKind.DUE_SOON)
    put(staffed, EVE, "k-first")
    put(staffed, EVE, "k-urgent", urgency=Urgency.URGENT)

    deliver_due(staffed, EVE)
    put(staffed, NIGHT, "k-night", urgency=Urgency.URGENT)
    deliver_due(staffed, NIGHT)

    order = [
        next(key for key in ("k-due", "k-first", "k-urgent", "k-night") if f"评查{key}" in body)
        for body in receiver.bodies
    ]
    assert order == ["k-urgent", "k-first", "k-due", "k-night"]
    assert set(states(desk).values()) == {"sent"}


def test_one_notice_that_waited_alone_keeps_its_own_key_and_words(desk, staffed, receiver):
    put(staffed, EVE, "k-1")
    put(staffed, NIGHT, "k-2")
    deliver_due(staffed, EVE)
    deliver_due(staffed, NIGHT)
    deliver_due(staffed, OPENING)

    assert receiver.keys == [in_header(key) for key in ("k-1:D1:hook", "k-2:D1:hook")]
    assert "通知汇总" not in receiver.bodies[1]


def test_more_than_an_address_takes_waits_and_goes_out_together(desk, staffed, receiver):
    put(staffed, EVE - 3 * 60 * MINUTE, *(f"k-{number}" for number in range(14)))

    first = deliver_due(staffed, EVE - 3 * 60 * MINUTE)
    too_early = deliver_due(staffed, EVE - 3 * 60 * MINUTE + 14 * MINUTE)
    later = deliver_due(staffed, EVE - 3 * 60 * MINUTE + 15 * MINUTE)

    assert (first.sent, first.held, too_early.sent, later.sent) == (10, 4, 0, 4)
    assert len(receiver.keys) == 11
    assert len(letters(staffed, "D1")) == 14, "a mailbox takes all"


def test_what_waits_for_a_limit_waits_on_where_urgent_notices_used_it_up(desk, staffed, receiver):
    begun = EVE - 3 * 60 * MINUTE
    put(staffed, begun, *(f"k-{number}" for number in range(12)))
    deliver_due(staffed, begun)
    put(staffed, begun, *(f"u-{number}" for number in range(10)), urgency=Urgency.URGENT)
    deliver_due(staffed, begun + 14 * MINUTE)

    too_early, later = deliver_due(staffed, begun + 15 * MINUTE), deliver_due(staffed, begun + 29 * MINUTE)

    assert (too_early.sent, later.sent) == (0, 2)
    assert len(receiver.keys) == 10 + 10 + 1


def test_who_left_over_night_is_not_told_in_the_morning_and_the_successor_is(desk, staffed, receiver):
    put(staffed, NIGHT, "k-1", "k-2")
    deliver_due(staffed, NIGHT)
    with staffed.store.begin() as session:
        run = session.connection().exec_driver_sql
        run("UPDATE post SET until = '2026-10-01' WHERE person = 'D1'")
        run("UPDATE post SET role = 'division' WHERE person = 'D2'")

    deliver_due(staffed, OPENING)
    deliver_due(staffed, OPENING + MINUTE)

    assert receiver.people == ["D2", "D2"]
    assert states(desk) == {"k-1": "sent", "k-2": "sent"}


def test_a_channel_that_fails_in_the_morning_is_tried_again_and_then_given_up_with_alarms(
    desk, staffed, receiver
):
    put(staffed, NIGHT, "k-1", "k-2")
    deliver_due(staffed, NIGHT)
    receiver.answer = 500

    tried = []
    for minute in range(13 * 60):
        at = OPENING + minute * MINUTE
        if anything_to_send(staffed, at):
            deliver_due(staffed, at)
            tried.append(minute)

    assert tried == [0, 1, 6, 36, 156, 636]
    assert len(set(receiver.keys)) == 1, "one message under one key"
    assert [state for key, state in states(desk).items() if key in ("k-1", "k-2")] == ["failed", "failed"]
    alarms = desk.rows("SELECT state FROM notice WHERE kind = 'delivery_failed'")
    assert [row["state"] for row in alarms] == ["sent", "sent"]


def test_over_the_holiday_the_substitute_is_told_and_reads_that_it_gives_no_right_to_act(
    desk, staffed, receiver
):
    go_away(staffed, "D1", "2026-09-28", "2026-10-10", "D2")
    put(staffed, NIGHT, "k-1")
    deliver_due(staffed, NIGHT)
    deliver_due(staffed, OPENING)
    put(staffed, beijing("2026-10-10 09:00"), "k-2")
    deliver_due(staffed, beijing("2026-10-10 09:00"))  # a Saturday that is worked: D1 is back

    assert receiver.people == ["D2", "D1"]
    first = BytesParser(policy=policy.default).parsebytes(letters(staffed, "D2")[0].read_bytes())
    assert "代D1收阅。代收只是知悉，不能代为办理" in first.get_content()
    own = BytesParser(policy=policy.default).parsebytes(letters(staffed, "D1")[0].read_bytes())
    assert "代收" not in own.get_content()
    assert "病假" not in first.get_content()
    ledger = desk.rows("SELECT record FROM ledger_entry WHERE chain = 'register:rosters'")
    assert "illness" not in ledger[0]["record"]


def test_where_all_are_away_the_office_hears_of_it_once(desk, staffed):
    go_away(staffed, "D1", "2026-09-28", "2026-10-12")
    put(staffed, EVE, "k-1")

    deliver_due(staffed, EVE)
    deliver_due(staffed, EVE + MINUTE)

    assert states(desk) == {"k-1": "sent", "nobody_to_notify:k-1": "sent"}
    assert len(letters(staffed, "A1")) == 1


def test_a_wish_of_one_holds_up_nobody_and_no_urgent_notice(desk, staffed, receiver):
    with staffed.store.begin() as session:
        assert rosters.wish(session, "D1", "hook", wanted=False, by=OFFICE, at=EVE)
    put(staffed, EVE, "k-1")
    put(staffed, EVE, "k-2", person="D2")
    put(staffed, EVE, "k-3", urgency=Urgency.URGENT)

    deliver_due(staffed, EVE)

    assert Counter(receiver.people) == {"D2": 1, "D1": 1}
    assert set(states(desk).values()) == {"sent"}


def test_a_substitute_who_reads_the_case_is_told_of_it_in_nobody_s_place(desk, staffed):
    desk.bring("评查甲", "assigned")  # R1 and R2 read it
    with staffed.store.begin() as session:
        session.connection().exec_driver_sql("UPDATE post SET person = 'R1' WHERE person = 'D2'")
    go_away(staffed, "D1", "2026-02-01", "2026-12-01", "R1")
    put(staffed, EVE, "甲", "乙")

    deliver_due(staffed, EVE)

    told = desk.rows(
        "SELECT key FROM notice JOIN delivery ON notice_id = notice.id WHERE delivery.person = 'R1'"
    )
    assert {row["key"] for row in told} & {"甲", "乙"} == {"乙"}, "of the other case only"


_KILLED_BETWEEN = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from flows import delivery
from flows.office import Office
from notifiers.route_book import route_book
from records import held_messages
from records.store import Store
from rules.score_sheets import sheet_book

url, folder, now, kill = sys.argv[1:]
folder = Path(folder)
office = Office(Store.open(url), folder / "papers", folder / "mailbox", route_book(folder / "routes.yaml"), sheet_book(None))
if kill == "kill":
    held_messages.settle = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
print(delivery.deliver_due(office, datetime.fromisoformat(now)).sent)
"""


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
def test_a_death_between_the_digest_and_its_record_sends_it_again_under_the_same_key(
    desk, staffed, receiver, tmp_path, store
):
    put(staffed, NIGHT, "k-1", "k-2")
    deliver_due(staffed, NIGHT)

    def run(at, kill=""):
        command = [
            sys.executable,
            "-c",
            _KILLED_BETWEEN,
            str(store.engine.url),
            str(tmp_path),
            at.isoformat(),
            kill,
        ]
        return subprocess.run(
            command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
        )  # fmt: skip

    killed = run(OPENING, "kill")
    put(staffed, OPENING + MINUTE, "k-3")  # what comes meanwhile does not change the message that was in hand
    put(staffed, OPENING + MINUTE, "k-4")
    with staffed.store.begin() as session:
        number = session.connection().exec_driver_sql("SELECT id FROM notice WHERE key = 'k-4'").scalar()
        notices.mark(session, [number], notices.Sending.HELD)
        held_messages.hold(session, number, [("D1", "hook", OPENING + 2 * MINUTE)], 1)
    too_early, again = run(OPENING + MINUTE), run(OPENING + 6 * MINUTE)

    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert (too_early.stdout, again.stdout) == ("1\n", "3\n"), again.stderr
    first, between, second, last = receiver.keys
    assert first == second
    assert (between, last) == (in_header("k-3:D1:hook"), in_header("k-4:D1:hook"))
    assert set(states(desk).values()) == {"sent"}
