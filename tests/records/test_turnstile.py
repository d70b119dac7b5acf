"""Who wants to write stands in line: nobody is passed over, and no lock outlives the process that held it."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from records.proceedings import Done, advance
from records.turnstile import Place
from records.verification import verify
from rules.errors import Refused
from rules.roles import Role

ROOT = Path(__file__).parents[2]
WRITERS, EACH = 8, 10
SHARED = 5

WRITER = """
import sys
from datetime import datetime
from records.proceedings import Act, advance
from records.store import Store
from rules.errors import Refused, SomeoneWasFaster
from rules.roles import Actor, Role

url, at, refs = sys.argv[1], datetime.fromisoformat(sys.argv[2]), sys.argv[3:]
store, done, office = Store.open(url), 0, Actor("C1", Role.DIVISION)
print("ready", flush=True)
sys.stdin.readline()
for ref in refs:
    try:
        with store.begin() as session:
            advance(session, Act(ref=ref, trigger="hand_in_file", by=office, at=at, particulars={"file_complete": True}))
        done += 1
    except (Refused, SomeoneWasFaster):
        pass
print(done)
store.close()
"""

HOLDER = """
import sys, time
from records.turnstile import Place

Place(sys.argv[1]).enter()
print("in", flush=True)
time.sleep(600)
"""


def test_eight_processes_that_act_at_once_all_get_their_acts_done(quick_desk):
    """No error but a lawful one, and what all eight want to do is done once."""
    shared = [f"共{number}" for number in range(SHARED)]
    own = [[f"评{writer}-{number}" for number in range(EACH)] for writer in range(WRITERS)]
    quick_desk.open(*shared, *(ref for refs in own for ref in refs))
    url = quick_desk.store.engine.url.render_as_string()

    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, url, quick_desk.now.isoformat(), *refs[:5], *shared, *refs[5:]],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for refs in own
    ]
    for writer in writers:
        assert writer.stdout is not None
        writer.stdout.readline()
    said = [writer.communicate("go\n", timeout=120) for writer in writers]

    assert "".join(errors for _, errors in said) == ""
    assert sum(int(done) for done, _ in said) == WRITERS * EACH + SHARED
    assert {row["state"] for row in quick_desk.rows("SELECT state FROM proceeding")} == {"file_in"}
    with quick_desk.store.read() as session:
        assert verify(session).entries == 2 * (WRITERS * EACH + SHARED)


def test_the_threads_of_one_process_stand_in_line_too(quick_desk, at_once):
    quick_desk.open(*(f"评{number}" for number in range(WRITERS * 3)))

    def work(writer):
        for number in range(3):
            with quick_desk.store.begin() as session:
                act = quick_desk.act(
                    f"评{writer * 3 + number}", "hand_in_file", Role.DIVISION, {"file_complete": True}
                )
                advance(session, act)

    failed = at_once([lambda writer=writer: work(writer) for writer in range(WRITERS)])

    assert failed == []
    assert {row["version"] for row in quick_desk.rows("SELECT version FROM proceeding")} == {2}


def test_a_bulk_run_lets_in_whoever_waits_after_its_group(tmp_path):
    groups, inside, over = [0], [False], threading.Event()

    def bulk():
        place = Place(str(tmp_path / "库"))
        while not over.is_set():
            place.enter()
            groups[0] += 1
            inside[0] = True
            time.sleep(0.002)
            inside[0] = False
            place.leave()
        place.close()

    run = threading.Thread(target=bulk)
    run.start()
    person, passed = Place(str(tmp_path / "库")), []
    try:
        for _ in range(20):
            before = groups[0]
            person.enter()
            passed.append(groups[0] - before)
            assert not inside[0]
            person.leave()
            time.sleep(0.001)
    finally:
        over.set()
        run.join()
        person.close()

    # The group that runs, and one that stood in line before.
    assert max(passed) <= 2


def test_the_turn_of_a_process_that_was_killed_is_free(tmp_path):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path / "库")], stdout=subprocess.PIPE, cwd=ROOT
    )
    assert holder.stdout is not None
    holder.stdout.readline()

    holder.kill()
    holder.communicate()
    place = Place(str(tmp_path / "库"))
    begun = time.monotonic()
    place.enter()
    waited = time.monotonic() - begun
    place.close()

    assert waited < 30  # It would be sixty if the turn were still held.


def test_a_transaction_inside_another_is_our_fault_and_named_at_once(sqlite_store):
    with sqlite_store.begin() as session:
        session.connection()
        with pytest.raises(RuntimeError, match="inside another"), sqlite_store.begin() as inner:
            inner.connection()

    with sqlite_store.begin() as again:
        again.connection()


def test_whoever_fails_leaves_the_turn_to_the_next(quick_desk):
    quick_desk.open("评1")
    with pytest.raises(ZeroDivisionError), quick_desk.store.begin() as session:
        session.connection()
        raise ZeroDivisionError
    with pytest.raises(ZeroDivisionError), quick_desk.store.act():
        raise ZeroDivisionError

    assert quick_desk.do("评1", "hand_in_file", Role.DIVISION, {"file_complete": True}).version == 2


def test_an_act_alone_needs_no_session(desk):
    """The same door, and the same entry, as through a session."""
    desk.open("评1", "评2")
    act = desk.act("评1", "hand_in_file", Role.DIVISION, {"file_complete": True}, key="K1")

    with desk.store.act() as transaction:
        done = advance(transaction, act)
    with desk.store.act() as transaction:
        again = advance(transaction, act)
    with pytest.raises(Refused), desk.store.act() as transaction:
        advance(transaction, desk.act("评2", "assign", Role.DIVISION))

    assert (done.state, done.version, again.repeated) == ("file_in", 2, True)
    assert isinstance(done, Done)
    assert [row["version"] for row in desk.rows("SELECT version FROM proceeding ORDER BY ref")] == [2, 1]
    with desk.store.read() as session:
        assert verify(session).entries == 3


def test_what_fails_after_an_act_alone_takes_it_back(desk):
    desk.open("评1")
    before = desk.dump()

    with pytest.raises(ZeroDivisionError), desk.store.act() as transaction:
        advance(transaction, desk.act("评1", "hand_in_file", Role.DIVISION, {"file_complete": True}))
        raise ZeroDivisionError

    assert desk.dump() == before
