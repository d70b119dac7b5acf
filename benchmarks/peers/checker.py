"""The checker of the comparison: re-reads a database and recomputes every hash, so that whoever skips work is found out."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from pathlib import Path

from workload import BENCH, READER, STATES, TRIGGERS, entry, first, letter


def check(path: Path, reviews: int) -> int:
    """How many steps hold: all of them, or AssertionError says which does not."""
    database = sqlite3.connect(path)
    steps = 0
    found = database.execute("SELECT id, state, version, head, bench FROM review ORDER BY id").fetchall()
    assert [row[0] for row in found] == list(range(1, reviews + 1)), "reviews are missing"
    for review, state, version, head, bench in found:
        assert (state, version, json.loads(bench)) == (STATES[-1], len(TRIGGERS), BENCH), (
            review,
            state,
            version,
        )
        end = first(review)
        audit = database.execute(
            "SELECT number, previous, digest, record FROM audit WHERE review = ? ORDER BY number", (review,)
        ).fetchall()
        letters = database.execute(
            "SELECT number, recipient, body, sent_at FROM outbox WHERE review = ? ORDER BY number", (review,)
        ).fetchall()
        for number, trigger in enumerate(TRIGGERS, start=1):
            digest, record = entry(review, number, trigger, READER, end)
            assert audit[number - 1] == (number, end, digest, record), (review, number, "audit")
            assert letters[number - 1] == (number, "J1", letter(review, number), None), (
                review,
                number,
                "outbox",
            )
            end = digest
            steps += 1
        assert head == end, (review, "head")
        assert len(audit) == len(letters) == len(TRIGGERS), (review, "more rows than steps")
    database.close()
    return steps


def check_ours(path: Path, reviews: int) -> int:
    """The same of our own database, by the form that docs/ledger.md describes and nothing of ours."""
    database = sqlite3.connect(path)
    ends: dict[str, tuple[int, str]] = {}
    rows = database.execute(
        "SELECT chain, number, digest, previous, CAST(record AS BLOB) FROM ledger_entry ORDER BY chain, number"
    )
    for chain, number, digest, previous, record in rows:
        start = hashlib.sha256(b"zelian\0" + chain.encode()).hexdigest()
        before, end = ends.get(chain, (0, start))
        said = json.loads(record)
        assert hashlib.sha256(record).hexdigest() == digest, (chain, number)
        assert previous == said["previous"] == end, (chain, number)
        assert number == said["number"] == before + 1, (chain, number)
        ends[chain] = (number, digest)
    held = database.execute("SELECT ref, version, head, state FROM proceeding").fetchall()
    assert len(held) == reviews, "reviews are missing"
    for ref, version, head, state in held:
        assert ends[ref] == (version, head), ref
        assert (version, state) == (len(TRIGGERS) + 1, "ready"), (ref, version, state)
    letters = database.execute("SELECT count(*) FROM notice").fetchone()[0]
    clocks = database.execute("SELECT count(*) FROM clock").fetchone()[0]
    assert letters >= reviews * len(TRIGGERS) // 2, "letters are missing"
    assert clocks >= reviews, "time limits are missing"
    database.close()
    return reviews * len(TRIGGERS)
