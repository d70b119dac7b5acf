"""PostgreSQL falls and comes back while people act: nothing is lost, nothing doubled, and everybody gets a sentence."""

from __future__ import annotations

import json
import threading
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, text

from flows.delivery import deliver_due
from flows.due import morning
from flows.office import Office
from records import outages
from records.people import Post
from records.proceedings import Act, advance, open_many
from records.store import Store
from records.verification import verify
from rules.errors import OutOfReach
from rules.roles import Role
from tests.faults.cluster import Cluster
from tests.stories.killed_worker import COURT, LATER, NOW, OFFICE, ROUTES, SHEETS, WAY

WRITERS, REFS, FALLS = 4, [f"评{number:03}" for number in range(32)], 3


@pytest.fixture(scope="module")
def cluster():
    with Cluster(options="") as cluster:  # With everything on that keeps what it was told to keep.
        yield cluster


@pytest.fixture
def url(cluster):
    name = f"falls_{time.monotonic_ns()}"
    yield cluster.create(name)
    cluster.drop(name)


def open_all(store):
    with store.begin() as session:
        facts = {"organiser": COURT, "court": COURT, "division": "", "judge": "J1", "bench": ["J1"], "reversed": False, "conflicts": [], "case_kind": "civil"}  # fmt: skip
        openings = [(ref, {**facts, "case_no": f"{ref}号"}) for ref in REFS]
        open_many(session, "quality_review", openings, by=OFFICE, at=NOW, rules=store.rules.on(NOW.date()))
        held = [("D1", Role.DIVISION), ("A1", Role.TRIAL_MANAGEMENT), ("J1", Role.JUDGE)]
        posts = [{"person": code, "role": role.value, "court": COURT, "division": "", "since": date(2020, 1, 1), "until": None, "specialties": []} for code, role in held]  # fmt: skip
        session.connection().execute(insert(Post), posts)


def all_acts():
    """What each writer does, in order."""
    return [
        [
            Act(ref=ref, trigger=trigger, by=by, at=NOW, particulars=facts, key=f"{ref}:{number}")
            for number, (trigger, by, facts) in enumerate(WAY)
            for ref in REFS[writer::WRITERS]
        ]
        for writer in range(WRITERS)
    ]


def insist(store, act, said):
    """Do what a person does: read the sentence, wait, and do it again."""
    while True:
        try:
            with store.begin() as session:
                return advance(session, act)
        except OutOfReach as sentence:
            said.append(str(sentence))
            time.sleep(0.05)


def left(store, folder):
    """What is on file, without the numbers that a PostgreSQL gave to rows of transactions that died."""
    with store.read() as session:
        verify(session)
        rows = session.connection().execute
        ledger = rows(text("SELECT chain, number, act_key, record FROM ledger_entry ORDER BY 1, 2")).all()
        # Who is warned that a limit ends soon, or again of an alarm, depends on when the tick looked: before the act, or after it.
        notices = rows(
            text(
                "SELECT kind, proceeding, audience, person, state, count(*) FROM notice WHERE kind NOT IN ('due_soon', 'alarm_unanswered') GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5"
            )
        ).all()
        sent = rows(
            text(
                "SELECT n.kind, n.proceeding, n.audience, d.person, d.channel, count(*), count(DISTINCT n.id) FROM delivery d JOIN notice n ON n.id = d.notice_id WHERE d.ok AND n.kind NOT IN ('due_soon', 'alarm_unanswered') GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5"
            )
        ).all()
        letters = rows(text("SELECT count(*) FROM delivery WHERE ok")).scalar()
    assert len(list((folder / "mailbox").rglob("*.eml"))) == letters, (
        "a letter for each delivery on record, and no other"
    )
    said = [
        (
            chain,
            number,
            key if ":" in key and not key.startswith("calendar") else "",
            json.loads(record)["trigger"],
            json.loads(record)["facts"],
        )
        for chain, number, key, record in ((*row[:2], row[2] or "", row[3]) for row in ledger)
    ]
    return {"ledger": said, "notices": notices, "sent": sent}


class Working(threading.Thread):
    """Somebody at work; what went wrong that was no sentence is kept for the test."""

    def __init__(self, work, *given):
        super().__init__()
        self.work, self.given, self.failed = work, given, []
        self.start()

    def run(self):
        try:
            self.work(*self.given)
        except BaseException as error:  # noqa: BLE001 - handed to the test
            self.failed.append(error)


def write(store, acts, said):
    for act in acts:
        insist(store, act, said)


def tick(office, done, said):
    round_ = 0
    while not done.is_set():
        round_ += 1
        try:
            morning(office, NOW)
            deliver_due(office, NOW + timedelta(hours=round_))
        except OutOfReach as sentence:
            said.append(str(sentence))
            time.sleep(0.05)


def run(url, folder: Path, disturb):
    """All writers and a tick at once; `disturb` is what happens meanwhile. What they were told comes back, and what is left."""
    stores = [Store.open(url) for _ in range(WRITERS + 1)]
    office = Office(stores[-1], folder / "papers", folder / "mailbox", ROUTES, SHEETS)
    open_all(stores[0])
    said, done = [], threading.Event()
    writers = [Working(write, store, acts, said) for store, acts in zip(stores, all_acts(), strict=False)]
    ticking = Working(tick, office, done, said)
    disturb()
    for writer in writers:
        writer.join()
    done.set()
    ticking.join()
    morning(office, LATER)
    deliver_due(office, LATER + timedelta(days=30))
    found = left(stores[0], folder)
    for store in stores:
        store.close()
    return said, [error for each in (*writers, ticking) for error in each.failed], found


def in_peace(folder: Path):
    """The same acts, one after the other, with nobody and nothing in the way."""
    store = Store.open(f"sqlite:///{folder / 'calm.db'}")
    office = Office(store, folder / "papers", folder / "mailbox", ROUTES, SHEETS)
    open_all(store)
    write(store, [act for acts in all_acts() for act in acts], [])
    morning(office, LATER)
    deliver_due(office, LATER + timedelta(days=30))
    found = left(store, folder)
    store.close()
    return found


def test_a_server_that_falls_while_four_write_and_a_tick_runs_loses_and_doubles_nothing(
    cluster, url, tmp_path
):
    def fall():
        for _ in range(FALLS):
            time.sleep(0.35)
            cluster.restart()

    said, failed, found = run(url, tmp_path / "falls", fall)

    assert failed == [], "everybody was told in a sentence, and could do it again"
    assert len(said) >= FALLS
    assert {sentence.partition("：")[0] for sentence in said} <= {
        "这次没有办成，什么也没有改变",
        "存盘时案卷库连接中断",
    }
    assert found == in_peace(tmp_path / "calm")


def test_an_act_whose_commit_was_not_answered_is_found_done_or_is_done_once(cluster, url):
    """The connection breaks in the middle of the COMMIT: the sentence says that nobody knows, and the key settles it."""
    store = Store.open(url)
    open_all(store)
    (act, *_) = all_acts()[0]
    commit = store.engine.dialect.do_commit
    heard = []

    def breaks(connection):
        if not heard:
            heard.append(
                cluster.say(f"SELECT pg_terminate_backend({connection.dbapi_connection.info.backend_pid})")
            )
            time.sleep(0.1)
        commit(connection)

    store.engine.dialect.do_commit = breaks
    with pytest.raises(OutOfReach) as told, store.begin() as session:
        advance(session, act)
    with store.begin() as session:
        done = advance(session, act)

    assert str(told.value) == str(outages.UNSURE)
    assert (done.version, done.repeated) == (2, False)
    store.close()


def test_a_connection_that_rested_while_the_server_fell_is_not_noticed_by_anybody(cluster, url, monkeypatch):
    monkeypatch.setattr(outages, "RESTED", 0.0)  # As if it had rested long enough.
    store = Store.open(url)
    open_all(store)

    cluster.restart()
    with store.begin() as session:
        done = advance(session, all_acts()[0][0])

    assert done.version == 2
    store.close()
