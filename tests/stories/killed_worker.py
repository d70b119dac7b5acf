"""A worker that is killed again and again (SIGKILL) while it takes reviews through their steps, ticks and deliveries.

Run by test_kill.py. It imports everything once and forks a child for each life, so that a life costs no start. A
child takes up the work where the database says it stands; when no kills are left, the last one may finish.
"""

from __future__ import annotations

import json
import os
import random
import select as waiting
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import insert, select

from flows.delivery import deliver_due
from flows.due import morning
from flows.office import Office
from notifiers.route_book import route_book
from records.people import Post
from records.proceedings import Act, Proceeding, advance, advance_many, open_many
from records.store import Store
from rules.roles import Actor, Role
from rules.score_sheets import sheet_book

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=30)
COURT, ELSEWHERE = "长春市中级人民法院", "吉林市中级人民法院"
REFS = [f"评{number:02}" for number in range(18)]
OFFICE = Actor("A1", Role.TRIAL_MANAGEMENT, court=COURT)
ROUTES, SHEETS = route_book(None), sheet_book(None)
READERS = [{"code": code, "court": ELSEWHERE, "division": ""} for code in ("R1", "R2")]
WAY: list[tuple[str, Actor, dict[str, Any]]] = [
    ("hand_in_file", Actor("D1", Role.DIVISION), {"file_complete": True}),
    ("assign", OFFICE, {"readers": READERS}),
    ("submit_sheet", Actor("R1", Role.REVIEWER), {"sheets": {"reader": "R1"}}),
    ("submit_sheet", Actor("R2", Role.REVIEWER), {"sheets": {"reader": "R2"}}),
    ("close_scoring", OFFICE, {"score": 88, "scored_grade": "qualified"}),
    ("form_opinion", OFFICE, {"grade": "qualified", "grade_reasons": "程序规范"}),
    ("feed_back", OFFICE, {}),
]


def work(office: Office, life: int, say: Callable[[], None]) -> None:
    """Do what is still to be done, and say so at each act that is new."""
    store = office.store
    with store.begin() as session:
        opened = open_many(
            session,
            "quality_review",
            [(ref, {"organiser": COURT, "court": COURT, "case_no": f"{ref}号", "division": "", "judge": "J1", "bench": ["J1"], "reversed": False, "conflicts": [], "case_kind": "civil"}) for ref in REFS],
            by=OFFICE,
            at=NOW,
            rules=store.rules.on(NOW.date()),
        )  # fmt: skip
        if opened:
            roles = [("D1", Role.DIVISION), ("A1", Role.TRIAL_MANAGEMENT), ("J1", Role.JUDGE), ("R1", Role.REVIEWER), ("R2", Role.REVIEWER)]  # fmt: skip
            session.connection().execute(
                insert(Post),
                [{"person": code, "role": role.value, "court": COURT, "division": "", "since": date(2020, 1, 1), "until": None, "specialties": []} for code, role in roles],
            )  # fmt: skip
    with store.read() as session:
        versions = {row.ref: row.version for row in session.execute(select(Proceeding)).scalars()}
    for number, (trigger, by, particulars) in enumerate(WAY, start=1):
        for ref in [ref for ref in REFS if versions[ref] <= number]:
            act = Act(ref=ref, trigger=trigger, by=by, at=NOW, particulars=particulars, key=f"{ref}:{number}")
            say()
            with store.begin() as session:
                advance(session, act)
    say()
    judge = Actor("J1", Role.JUDGE)
    with store.begin() as session:
        agreeing = [Act(ref=ref, trigger="agree", by=judge, at=NOW, key=f"{ref}:agree") for ref in REFS[::2]]
        advance_many(session, agreeing)
    say()
    morning(office, LATER)
    say()
    # Each life delivers an hour later, when the leases of the one before are over.
    deliver_due(office, LATER + timedelta(hours=life))


def live(url: str, folder: Path, life: int) -> tuple[int, int]:
    """One life of the worker, in a child; returns the child, and a pipe that says when it works."""
    listen, speak = os.pipe()
    child = os.fork()
    if child:
        os.close(speak)
        return child, listen
    store = Store.open(url)
    work(Office(store, folder / "papers", folder / "mailbox", ROUTES, SHEETS), life, lambda: _tell(speak))
    store.close()
    os._exit(0)


def _tell(pipe: int) -> None:
    os.write(pipe, b".")


def rehearse() -> None:
    """Do all of it once in memory, so that no life spends its time on reading rules and importing libraries."""
    with TemporaryDirectory() as folder:
        store = Store.throw_away()
        work(Office(store, Path(folder), Path(folder) / "mailbox", ROUTES, SHEETS), 0, lambda: None)
        store.close()


def standing(path: str) -> tuple[int, int]:
    """How far the work is: ledger entries, and notices sent."""
    with sqlite3.connect(path, timeout=30) as connection:
        (entries,) = connection.execute("SELECT count(*) FROM ledger_entry").fetchone()
        (sent,) = connection.execute("SELECT count(*) FROM notice WHERE state = 'sent'").fetchone()
    connection.close()
    return entries, sent


def main(url: str, folder: Path, kills: int, seed: int) -> None:
    Store.open(url).close()
    rehearse()
    chance, seen = random.Random(seed), []
    # Drawn beforehand, so that how far the lives get together does not hang on how fast the machine is.
    acts_of_life = [chance.randint(0, 9) for _ in range(kills)]
    for life, acts in enumerate(acts_of_life):
        child, listen = live(url, folder, life)
        if life > 2:  # The first lives may end before anything is open.
            os.read(listen, 1)
        for _ in range(acts):
            if not waiting.select([listen], [], [], chance.uniform(0.02, 0.2))[0]:
                break
            os.read(listen, 1)
        time.sleep(chance.uniform(0, 0.01))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        os.close(listen)
        seen.append((*standing(url.removeprefix("sqlite:///")), os.WIFSIGNALED(status)))
    child, _ = live(url, folder, kills)
    _, status = os.waitpid(child, 0)
    print(json.dumps({"seen": seen, "status": status}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
