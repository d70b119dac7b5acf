"""The outbox on its way: once by each channel, again where it failed, never silently lost, whoever is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from sqlalchemy import insert

from flows.delivery import anything_to_send, deliver_due
from notifiers.route_book import route_book
from records import notices
from records.people import Address, Post
from rules.labels import Words
from rules.notices import NoticeContent, NoticeKind, Urgency
from rules.roles import Role

ROOT = Path(__file__).parent.parent.parent
COURT = "长春市中级人民法院"
ROUTES = """
channels:
  hook: {zh: 试验渠道, en: a channel to try, url: "json://127.0.0.1:{target}/"}
  locked: {zh: 缺密码的渠道, en: a channel without its secret, url: "json://{no_such_secret}@127.0.0.1:{target}/"}
default: {routine: [mailbox, hook], urgent: [mailbox, hook]}
roles:
  trial_management: {routine: [mailbox], urgent: [mailbox]}
  judge: {routine: [locked], urgent: [locked]}
"""
MINUTE = timedelta(minutes=1)


class Listener:
    """A receiver on this machine that counts by key what it was sent, and answers as it is told to."""

    def __init__(self) -> None:
        self.keys: Counter[str] = Counter()
        self.answer = 200
        listener = self

        class Receives(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                listener.keys[self.headers["X-Idempotency-Key"]] += 1
                self.send_response(listener.answer)
                self.end_headers()

            def log_message(self, *_: object) -> None: ...

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Receives)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, args=(0.05,)).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def listener():
    found = Listener()
    yield found
    found.close()


@pytest.fixture
def staffed(office, listener, tmp_path):
    """An office with a clerk, a division and a judge on the register, and a channel of each kind."""
    routes = tmp_path / "routes.yaml"
    routes.write_text(ROUTES, encoding="utf-8")
    posts = [("D1", Role.DIVISION), ("A1", Role.TRIAL_MANAGEMENT), ("J1", Role.JUDGE)]
    with office.store.begin() as session:
        session.connection().execute(
            insert(Post),
            [
                {"person": person, "role": role.value, "court": COURT, "division": "", "since": date(2020, 1, 1), "until": None, "specialties": []}
                for person, role in posts
            ],
        )  # fmt: skip
        session.connection().execute(
            insert(Address),
            [
                {"person": "D1", "channel": "hook", "target": str(listener.port)},
                {"person": "J1", "channel": "locked", "target": str(listener.port)},
            ],
        )
    return replace(office, routes=route_book(routes))


def _put(
    desk, *keys, audience=Role.DIVISION, person="D1", kind=NoticeKind.STEP_TAKEN, urgency=Urgency.ROUTINE
):
    contents = [
        NoticeContent(
            key=key, kind=kind, proceeding="评1", procedure=Words("案件质量评查", "case quality review"), court=COURT,
            audience=audience, person=person, case_no="（2025）吉01民终7号", authority="local_review.调卷",
            urgency=urgency,
        )
        for key in keys
    ]  # fmt: skip
    with desk.store.begin() as session:
        return notices.put_once(session, contents, desk.now)


def _state(desk, key):
    return desk.rows("SELECT state, attempts FROM notice WHERE key = :key", key=key)[0]


def _letters(office, person):
    return sorted((office.mailbox / person).glob("*.eml"))


def test_a_notice_goes_out_once_by_each_channel(desk, staffed, listener):
    assert [_put(desk, "甲", "乙"), _put(desk, "甲", "乙")] == [2, 0]

    first, second = deliver_due(staffed, desk.now), deliver_due(staffed, desk.now)

    assert (first.sent, second.sent) == (2, 0)
    assert len(_letters(staffed, "D1")) == 2
    assert sorted(listener.keys.values()) == [1, 1]
    records = desk.rows("SELECT channel, attempt, ok, detail FROM delivery ORDER BY id")
    assert [(row["channel"], row["attempt"], bool(row["ok"])) for row in records] == [
        ("mailbox", 1, True),
        ("hook", 1, True),
    ] * 2
    assert not anything_to_send(staffed, desk.now)


def test_two_rounds_at_once_send_each_notice_once(desk, staffed, listener, at_once):
    # Urgent: more than one address gets of routine notices at a time.
    _put(desk, *(f"通知{number}" for number in range(25)), urgency=Urgency.URGENT)
    done = []

    failed = at_once([lambda: done.append(deliver_due(staffed, desk.now))] * 3)

    assert failed == []
    assert sum(each.sent for each in done) == 25
    assert set(listener.keys.values()) == {1}
    assert len(_letters(staffed, "D1")) == 25


def test_a_failed_channel_is_tried_again_later_and_then_given_up_with_an_alarm(desk, staffed, listener):
    listener.answer = 500
    _put(desk, "甲")
    begun, tried = desk.now, []

    for minute in range(0, 12 * 60, 1):
        if anything_to_send(staffed, begun + minute * MINUTE):
            deliver_due(staffed, begun + minute * MINUTE)
            tried.append(minute)

    # After 1, 5, 30, 120 and 480 minutes; the alarm goes out in the round that gave up, by the office's own mailbox.
    assert tried == [0, 1, 6, 36, 156, 636]
    assert _state(desk, "甲") == {"state": "failed", "attempts": 6}
    assert set(listener.keys.values()) == {6}
    assert len(_letters(staffed, "D1")) == 1, "the channel that worked is not used again"
    (alarm,) = desk.rows("SELECT audience, state FROM notice WHERE kind = 'delivery_failed'")
    assert alarm == {"audience": "trial_management", "state": "sent"}
    assert len(_letters(staffed, "A1")) == 1
    (reason, *_) = desk.rows("SELECT detail FROM delivery WHERE channel = 'hook'")
    assert "500" in reason["detail"]


def test_a_channel_that_comes_back_is_used_for_what_waited(desk, staffed, listener):
    listener.answer = 503
    _put(desk, "甲")
    first = deliver_due(staffed, desk.now)
    listener.answer = 200

    too_early = deliver_due(staffed, desk.now + MINUTE / 2)
    second = deliver_due(staffed, desk.now + MINUTE)

    assert (first.retried_later, too_early.sent, second.sent) == (1, 0, 1)
    assert set(listener.keys.values()) == {2}
    assert _state(desk, "甲") == {"state": "sent", "attempts": 2}


def test_a_channel_set_up_wrongly_holds_up_no_other_notice(desk, staffed):
    _put(desk, "甲", audience=Role.JUDGE, person="J1")
    _put(desk, "乙")

    done = deliver_due(staffed, desk.now)

    assert (done.sent, done.retried_later) == (1, 1)
    (record,) = desk.rows("SELECT ok, detail FROM delivery WHERE channel = 'locked'")
    assert not record["ok"]
    assert "no_such_secret" in record["detail"]


def test_where_there_is_nobody_the_office_is_alarmed_once(desk, staffed):
    _put(desk, "甲", person="D404")
    _put(desk, "乙", audience=Role.PRESIDENT, person="")

    rounds = [deliver_due(staffed, desk.now + day * timedelta(days=1)) for day in range(3)]

    assert [each.nobody for each in rounds] == [2, 0, 0]
    assert [_state(desk, key)["state"] for key in ("甲", "乙")] == ["nobody", "nobody"]
    alarms = desk.rows("SELECT key, audience, state FROM notice WHERE kind = 'nobody_to_notify' ORDER BY key")
    assert [(row["audience"], row["state"]) for row in alarms] == [("trial_management", "sent")] * 2
    assert len(_letters(staffed, "A1")) == 2


def test_an_alarm_that_reaches_nobody_raises_no_further_alarm(desk, staffed):
    _put(desk, "甲", audience=Role.TRIAL_MANAGEMENT, person="A404")

    for day in range(4):
        deliver_due(staffed, desk.now + day * timedelta(days=1))
    with staffed.store.begin() as session:
        session.connection().exec_driver_sql("DELETE FROM post")
    _put(desk, "乙", person="D404")
    for day in range(4):
        deliver_due(staffed, desk.now + day * timedelta(days=1))

    assert len(desk.rows("SELECT id FROM notice")) == 4


def test_a_notice_that_another_process_has_leased_is_left_to_it(desk, staffed):
    _put(desk, "甲")
    with staffed.store.begin() as session:
        taken = notices.lease(session, desk.now, 5, 100)

    while_leased = deliver_due(staffed, desk.now + 4 * MINUTE)
    afterwards = deliver_due(staffed, desk.now + 6 * MINUTE)

    assert [row.key for row in taken] == ["甲"]
    assert (while_leased.sent, afterwards.sent) == (0, 1)


_KILLED_AFTER_SENDING = """
import os, signal, sys
from datetime import datetime, timedelta
from pathlib import Path
from flows import delivery
from flows.office import Office
from notifiers.route_book import route_book
from records import notices
from records.store import Store
from rules.score_sheets import sheet_book

url, folder, now, kill = sys.argv[1:]
folder = Path(folder)
office = Office(Store.open(url), folder / "papers", folder / "mailbox", route_book(folder / "routes.yaml"), sheet_book(None))
if kill == "kill":
    notices.settle = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
print(delivery.deliver_due(office, datetime.fromisoformat(now)).sent)
"""


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
def test_a_process_killed_between_sending_and_recording_sends_once_more_under_the_same_key(
    desk, staffed, listener, tmp_path, store
):
    _put(desk, "甲", "乙")

    def run(after, kill):
        now = (desk.now + after).isoformat()
        command = [
            sys.executable,
            "-c",
            _KILLED_AFTER_SENDING,
            str(store.engine.url),
            str(tmp_path),
            now,
            kill,
        ]
        return subprocess.run(
            command,
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )

    killed, too_early, again = run(0 * MINUTE, "kill"), run(1 * MINUTE, ""), run(6 * MINUTE, "")

    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert (too_early.stdout, again.stdout) == ("0\n", "2\n"), again.stderr
    assert sorted(listener.keys.values()) == [1, 2], (
        "one double at the most, and its receiver can tell by the key"
    )
    assert len(_letters(staffed, "D1")) == 2, "a mailbox keeps one letter for each key"
    assert [_state(desk, key)["state"] for key in ("甲", "乙")] == ["sent", "sent"]


def test_what_a_channel_refuses_for_good_goes_by_the_next_one_of_the_route(desk, staffed, listener, tmp_path):
    behind = ROUTES.replace(
        "default: {routine: [mailbox, hook]", "default: {routine: [hook]"
    )  # urgent: [mailbox, hook]: the mailbox stands behind.
    (tmp_path / "behind.yaml").write_text(behind, encoding="utf-8")
    office = replace(staffed, routes=route_book(tmp_path / "behind.yaml"))
    listener.answer = 500
    _put(desk, "甲")
    begun = desk.now

    for minute in (0, 1, 6, 36, 156, 636):
        before = len(_letters(office, "D1"))
        deliver_due(office, begun + minute * MINUTE)

    assert before == 0, "only after the last attempt"
    assert len(_letters(office, "D1")) == 1
    assert _state(desk, "甲") == {"state": "sent", "attempts": 6}
    tried = desk.rows("SELECT channel, ok FROM delivery ORDER BY id")
    assert [(row["channel"], bool(row["ok"])) for row in tried] == [("hook", False)] * 6 + [("mailbox", True)]
    assert desk.rows("SELECT id FROM notice WHERE kind = 'delivery_failed'") == []
