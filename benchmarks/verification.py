"""What it costs to verify the ledger: `verify_chains` and the whole `verify`, beside the bare hashing and the bare reading.

bare     SHA-256 over the same bytes, already in memory: nobody can verify for less;
rows     the bare driver reads the same columns in the same order, and nothing is looked at;
chains   `verify_chains`: every digest, every link, every number;
whole    `verify`: and every proceeding against the end of its chain, and the pinned rules.

Run: python benchmarks/verification.py [full | entries…].
"""

from __future__ import annotations

import hashlib
import sqlite3
import tempfile
from collections import deque
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pairs import Table, memory, paired, sizes, timed
from parts import parts, profiled

from records.ledger import LedgerEntry, compose, genesis
from records.store import Store
from records.verification import verify, verify_chains

QUICK, FULL = (100_000,), (1_000_000,)
LENGTH = 12
"""Entries in a chain, as in a review from its opening to its archive."""
START = datetime(2026, 3, 2, 1, tzinfo=UTC)
SAID = {
    "trigger": "submit_sheet", "procedure": "quality_review", "from": "assigned", "to": "assigned",
    "by": {"code": "R1", "role": "reviewer", "court": "甲法院"}, "authority": "local_review.评分", "rules": "0" * 64,
    "facts": "f" * 64, "particulars": {"sheets": {"reader": "R1", "sheet": "litigation@2022-01-01", "findings": [
        {"item": "C04", "points": "2", "note": "说理部分未回应当事人的主要诉求"}], "total": "93", "grade": "qualified"}},
}  # fmt: skip
COLUMNS = "chain, number, digest, previous, act_key, CAST(record AS BLOB)"
PARTS = {
    "hashing": ("hashlib", "_hashlib", "hexdigest"),
    "reading JSON": ("json/", "scan_once", "raw_decode"),
    "database": ("sqlalchemy", "sqlite3"),
    "our checks": ("verification",),
}


def filled(folder: Path, entries: int) -> tuple[Store, sqlite3.Connection]:
    """A store whose ledger has so many entries, in chains of a register that no proceeding answers for."""
    path = folder / "zelian.db"
    store = Store.open(f"sqlite:///{path}")
    bare = sqlite3.connect(path)
    bare.execute("PRAGMA synchronous=OFF")
    columns = ("chain", "number", "digest", "previous", "act_key", "record")

    def rows():  # noqa: ANN202
        for chain in range(-(-entries // LENGTH)):
            end = genesis(f"register:基准-{chain:07d}")
            for number in range(min(LENGTH, entries - chain * LENGTH)):
                end, row = compose(end, START + timedelta(minutes=number), SAID)
                yield tuple(getattr(row, name) for name in columns)

    bare.executemany(
        f"INSERT INTO {LedgerEntry.__tablename__} ({', '.join(columns)}) VALUES (?, ?, ?, ?, ?, ?)", rows()
    )
    bare.commit()
    return store, bare


def measured(entries: int, table: Table) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store, connection = filled(Path(folder), entries)
        query = f"SELECT {COLUMNS} FROM ledger_entry ORDER BY chain, number"

        def rows() -> float:
            return timed(lambda: deque(connection.execute(query), maxlen=0))[1]

        def chains() -> float:
            with store.read() as session:
                found, seconds = timed(lambda: verify_chains(session))
            assert found.entries == entries
            return seconds

        def whole() -> float:
            with store.read() as session:
                return timed(lambda: verify(session))[1]

        before = memory()
        ways = {each.__name__: each for each in (rows, chains, whole)}
        for way in ways.values():
            way()
        held = memory() - before
        with store.read() as session:
            shares = profiled(lambda: verify_chains(session), PARTS)
        kept = [row[5] for row in connection.execute(query)]

        def bare() -> float:
            return timed(lambda: [hashlib.sha256(record).hexdigest() for record in kept])[1]

        found = paired({"bare": bare, **ways})
        store.close()
        connection.close()
    name = f"{entries:,} entries"
    table.times(f"{name}: chains verified, of reading the rows", found["chains"], found["rows"], at_most=2.2)
    table.times(f"{name}: chains verified, of bare SHA-256", found["chains"], found["bare"])
    table.times(f"{name}: the whole ledger, of reading the rows", found["whole"], found["rows"])
    table.row(f"{name}: memory above what was held before", f"{held:,} MB")
    table.row(f"{name}: where the time goes", parts(shares))


def main() -> None:
    table = Table("Verifying the ledger", f"Records of {len(str(SAID)) + 200} characters or so in chains of {LENGTH}; SQLite file; processor time.")  # fmt: skip
    for entries in sizes(QUICK, FULL):
        measured(entries, table)
    table.print()


if __name__ == "__main__":
    main()
