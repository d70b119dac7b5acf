"""What seals cost, and what a verification costs: as shares of writing and of reading the same entries.

The same reviews take the same steps through `advance_many`, on an SQLite file that syncs; after every so many batches the
new entries are sealed, as a tick would. Then the same entries are read by the bare driver, read as the program reads
them, hashed in memory, and verified. Run: python benchmarks/sealing.py [reviews] [rounds]. Ratios hold, times drift.
"""

from __future__ import annotations

import hashlib
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from benchmarks.engine.reviews import START, STEPS, acts_of, opened
from records import proofs, seals
from records.proceedings import advance_many
from records.store import Store
from records.verification import stored_rows, verify
from rules.signed_notes import SecretKey

BATCH = 500
KEY = SecretKey("基准", bytes(32))
EVERY = 4
"""Batches between two seals: 2,000 steps."""
_BARE = "SELECT chain, number, digest, previous, act_key, record FROM ledger_entry ORDER BY chain, number"


def timed(work: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def sealed(store: Store) -> None:
    with store.begin() as session:
        until = seals.settled(session)
    more: Any = True
    while more is not None:
        with store.begin() as session:
            more = seals.seal(session, until, START, "基准", KEY)


def written(folder: Path, reviews: int) -> tuple[Store, float, float]:
    """The seconds that writing took, and those that sealing took."""
    store, refs = opened(f"sqlite:///{folder / 'zelian.db'}", reviews)
    sealed(store)
    writing = sealing = 0.0
    done = 0
    for wave in zip(*(acts_of(ref) for ref in refs), strict=True):
        for first in range(0, len(wave), BATCH):
            begun = time.perf_counter()
            with store.begin() as session:
                advance_many(session, wave[first : first + BATCH])
            writing += time.perf_counter() - begun
            done += 1
            if done % EVERY == 0:
                sealing += timed(lambda: sealed(store))
    sealing += timed(lambda: sealed(store))
    return store, writing, sealing


def readings(store: Store, folder: Path) -> dict[str, float]:
    def bare() -> None:
        with closing(sqlite3.connect(folder / "zelian.db")) as driver:
            assert sum(1 for _ in driver.execute(_BARE)) > 0

    def read() -> None:
        with store.read() as session:
            assert sum(1 for _ in stored_rows(session)) > 0

    def verified() -> None:
        with store.read() as session:
            verify(session, [KEY.public])

    with closing(sqlite3.connect(folder / "zelian.db")) as driver:
        records = [record.encode() for (record,) in driver.execute("SELECT record FROM ledger_entry")]

    def hashed() -> None:
        for record in records:
            hashlib.sha256(record).hexdigest()

    return {
        "hashed": timed(hashed),
        "bare": timed(bare),
        "read": timed(read),
        "verified": timed(verified),
    }


def main(reviews: int = 600, rounds: int = 3) -> None:
    shares: dict[str, list[float]] = {}
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as name:
            store, writing, sealing = written(Path(name), reviews)
            found = readings(store, Path(name))
            with store.read() as session:
                proving = timed(lambda: proofs.membership(session, "基准-00007", 3))
            store.close()
        for what, value in {
            "sealing, of writing": sealing / writing,
            "verification, of reading the rows with the bare driver": found["verified"] / found["bare"],
            "verification, of reading the rows as the program does": found["verified"] / found["read"],
            "verification, of SHA-256 over the same records in memory": found["verified"] / found["hashed"],
            "one proof, in milliseconds": proving * 1000,
        }.items():
            shares.setdefault(what, []).append(value)
    print(
        f"{reviews} reviews x {STEPS} steps, {rounds} rounds, medians; a seal for every {EVERY * BATCH} steps"
    )
    for what, values in shares.items():
        print(f"{statistics.median(values):8.3f}  {what}")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f}  MB at most")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
