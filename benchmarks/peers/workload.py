"""The one workload of the comparison with others: so many reviews take eight steps each, one commit a step.

A step is: the row is read; a guard asks whether the actor sat on the case; the state moves under the version that was
read; a row is added to the review's own hash chain; a letter is put into the outbox; all in one transaction. The tables
are made here, with the standard library and alike for everybody, and `checker.py` reads them again. Every peer's script
says only how its library takes one step. Nothing here needs anything but Python.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path

STATES = ("drawn", "file_in", "assigned", "read_once", "scored", "opined", "fed_back", "ready", "confirmed")
TRIGGERS = ("hand_in", "assign", "read_first", "read_second", "form_opinion", "feed_back", "agree", "confirm")
BENCH = ["J1", "J2", "J3"]
READER, ON_THE_BENCH = "R7", "J2"
AT = "2026-03-01T01:00:00.000000+00:00"
TABLES = """
CREATE TABLE review (id INTEGER PRIMARY KEY, state TEXT NOT NULL, version INTEGER NOT NULL, head TEXT NOT NULL, bench TEXT NOT NULL);
CREATE TABLE audit (id INTEGER PRIMARY KEY, review INTEGER NOT NULL, number INTEGER NOT NULL, previous TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL UNIQUE, record TEXT NOT NULL, UNIQUE (review, number));
CREATE TABLE outbox (id INTEGER PRIMARY KEY, review INTEGER NOT NULL, number INTEGER NOT NULL, recipient TEXT NOT NULL, body TEXT NOT NULL,
    sent_at TEXT);
CREATE INDEX ix_outbox_sent_at ON outbox (sent_at);
"""


def first(review: int) -> str:
    """What the first entry of a review's chain follows."""
    return hashlib.sha256(f"review {review}".encode()).hexdigest()


def entry(review: int, number: int, trigger: str, by: str, previous: str) -> tuple[str, str]:
    """The digest and the record of a step's audit row."""
    said = {
        "review": review, "number": number, "trigger": trigger, "from": STATES[number - 1], "to": STATES[number],
        "by": by, "at": AT, "previous": previous,
    }  # fmt: skip
    record = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(record.encode()).hexdigest(), record


def letter(review: int, number: int) -> str:
    return f"评查{review:05d}：已{STATES[number]}"


def may_act(bench: str, by: str) -> bool:
    """The guard: nobody who sat on the case takes a step in its review."""
    return by not in json.loads(bench)


def make(path: Path, reviews: int) -> None:
    """The database before the first step: the reviews, drawn. Its journal is kept ahead, its commits are synced."""
    database = sqlite3.connect(path)
    database.execute("PRAGMA journal_mode=WAL")
    database.executescript(TABLES)
    database.executemany(
        "INSERT INTO review VALUES (?, ?, 0, ?, ?)",
        [(number, STATES[0], first(number), json.dumps(BENCH)) for number in range(1, reviews + 1)],
    )
    database.commit()
    database.close()


def run(step: Callable[[int, str, str], None], version: str) -> None:
    """Take every step of every review, after seeing that wrong ones are refused; print the seconds and the version."""
    reviews = int(sys.argv[2])
    for trigger, by in ((TRIGGERS[0], ON_THE_BENCH), (TRIGGERS[3], READER)):
        try:
            step(1, trigger, by)
        except Exception:  # Each library refuses in its own way.
            continue
        raise SystemExit(f"{trigger} by {by} was not refused")
    stop = started()
    for review in range(1, reviews + 1):
        for trigger in TRIGGERS:
            step(review, trigger, READER)
    stop(version)


def started() -> Callable[[str], None]:
    """Start both clocks; what comes back stops them and prints the seconds by the wall and of the processor."""
    wall, processor = time.perf_counter(), time.process_time()

    def stop(version: str) -> None:
        spent = {"wall": time.perf_counter() - wall, "processor": time.process_time() - processor}
        print(json.dumps({**spent, "version": version}))

    return stop
