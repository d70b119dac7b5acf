"""What a whole province's quarter costs: 9,300 reviews from the opening to the archive, on SQLite and on PostgreSQL.

Every run is a process of its own (`quarter.py` plays the quarter through the product's doors), so that its processor
time and its most memory are its own; SQLite and PostgreSQL take turns, and beside them the bare driver writes the very
rows of the SQLite run again: as many transactions, no deciding, no hashing. Then one run under cProfile, sorted into parts.

Run: python benchmarks/province.py [full | reviews…].
"""

from __future__ import annotations

import json
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any

import quarter
from pairs import ROUNDS, Table, memory, ratio, sizes, told
from parts import parts, profiled
from postgres import postgres

from records.verification import verify

QUICK, FULL = (930,), (9_300,)
TABLES = ("ledger_entry", "clock", "notice", "proceeding")
MOVED = ("version", "state", "facts", "head", "court", "changed_at")
PARTS = {
    "ledger": ("records/ledger.py", "hashlib", "hexdigest", "sha256"),
    "canonical JSON": ("json/", "columns.py", "rfc8785", "scan_once", "entry_texts", "fact_texts"),
    "clocks": ("clock", "deadlines.py", "workdays.py", "limits.py", "due.py"),
    "notices": ("notice", "telling.py", "letters"),
    "database": (
        "sqlalchemy",
        "sqlite3",
        "psycopg",
        "prepared.py",
        "statements.py",
        "additions.py",
        "store.py",
        "transactions.py",
        "turnstile",
    ),
    "enumerations": ("enum.py",),
    "the door": ("records/proceedings", "records/acts.py", "openings.py"),
    "deciding": ("state_machines", "rules/", "roles.py", "recusal.py"),
}


def child(url: str, reviews: int, *, profile: bool) -> None:
    """Play the quarter in this process, see that its ledger holds, and say what it took."""
    with (
        tempfile.TemporaryDirectory() as folder,
        quarter.office(f"sqlite:///{folder}/first.db", Path(folder)) as first,
    ):
        quarter.played(first, 2)  # What is read and imported once is part of no figure.
    with tempfile.TemporaryDirectory() as folder, quarter.office(url, Path(folder)) as place:
        if profile:
            print(json.dumps(profiled(partial(quarter.played, place, reviews), PARTS)))
            return
        wall, processor = time.perf_counter(), time.process_time()
        acts = quarter.played(place, reviews)
        spent = {"wall": time.perf_counter() - wall, "processor": time.process_time() - processor}
        held = memory()
        with place.store.read() as session:
            assert verify(session).entries == reviews * quarter.ACTS
        print(json.dumps({**spent, "memory": held, "letters": quarter.letters(place), "acts": acts}))


def run(url: str, reviews: int, *, profile: bool = False) -> Any:
    """The same in a process of its own."""
    command = [sys.executable, __file__, "child", url, str(reviews), "profile" if profile else ""]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    return json.loads(done.stdout.splitlines()[-1])


def bare(folder: Path, reviews: int) -> dict[str, float]:
    """Seconds, by both clocks, for the bare driver to write the rows of the run in `folder` again, in as many transactions."""
    source, target = (
        sqlite3.connect(folder / "zelian.db"),
        sqlite3.connect(folder / "bare.db", isolation_level=None),
    )
    target.execute("PRAGMA journal_mode=WAL")
    target.execute("PRAGMA synchronous=FULL")
    for (statement,) in source.execute(
        "SELECT sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL"
    ):
        if "sqlite_" not in statement:
            target.execute(statement)
    rows = {table: source.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}
    moves = source.execute(f"SELECT {', '.join(MOVED)}, id FROM proceeding").fetchall()
    batches = -(-reviews // quarter.BATCH)
    wall, processor = time.perf_counter(), time.process_time()
    for wave in range(quarter.ACTS * batches):
        target.execute("BEGIN IMMEDIATE")
        for table in TABLES:
            part = rows[table][wave :: quarter.ACTS * batches]
            if part:
                target.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(part[0]))})", part)
        target.executemany(
            f"UPDATE proceeding SET {', '.join(f'{name} = ?' for name in MOVED)} WHERE id = ?",
            moves[wave % batches :: batches],
        )
        target.execute("COMMIT")
    spent = {"wall": time.perf_counter() - wall, "processor": time.process_time() - processor}
    source.close()
    target.close()
    (folder / "bare.db").unlink()
    return spent


def measured(reviews: int, server: str | None, table: Table) -> None:
    """Rounds of the quarter on SQLite, the bare driver, and PostgreSQL, in turn."""
    found: dict[str, list[Any]] = {"sqlite": [], "bare": [], "postgresql": []}
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            found["sqlite"].append(run(f"sqlite:///{folder}/zelian.db", reviews))
            found["bare"].append(bare(Path(folder), reviews))
        if server:
            found["postgresql"].append(run(fresh(server), reviews))
    on_file, steps = found["sqlite"], reviews * quarter.ACTS
    name = f"{reviews:,} reviews"
    wall, processor = ([each[clock] for each in on_file] for clock in ("wall", "processor"))
    table.row(f"{name}: entries, letters", f"{steps:,}, {on_file[0]['letters']:,}")
    bare_wall, bare_processor = ([each[clock] for each in found["bare"]] for clock in ("wall", "processor"))
    table.times(f"{name}: SQLite, of the bare driver's writing, by the wall", wall, bare_wall)
    table.times(f"{name}: … by processor time", processor, bare_processor)
    middle, of_processor = statistics.median(wall), statistics.median(processor)
    share = f"{ratio(processor, wall):.2f}x"
    table.row(f"{name}: processor, of the wall", told(of_processor), told(middle), share)
    table.row(f"{name}: an entry by processor, by the wall", told(of_processor / steps), told(middle / steps))
    table.row(f"{name}: most memory", f"{max(each['memory'] for each in on_file):,} MB")
    if found["postgresql"]:
        table.times(f"{name}: PostgreSQL, of SQLite", [each["wall"] for each in found["postgresql"]], wall)
        table.row(
            f"{name}: PostgreSQL, most memory (ours)",
            f"{max(each['memory'] for each in found['postgresql']):,} MB",
        )
    acts = {act: statistics.median(each["acts"][act] for each in on_file) for act in on_file[0]["acts"]}
    whole = sum(acts.values())
    table.row(f"{name}: which acts", ", ".join(f"{act} {spent / whole:.0%}" for act, spent in acts.items()))
    with tempfile.TemporaryDirectory() as folder:
        shares = run(f"sqlite:///{folder}/zelian.db", min(reviews, QUICK[0]), profile=True)
    table.row(f"{name}: where the time goes, SQLite", parts(shares))
    if server:
        table.row(f"{name}: … PostgreSQL", parts(run(fresh(server), min(reviews, QUICK[0]), profile=True)))


def fresh(server: str) -> str:
    """A new database on that server."""
    import psycopg
    from sqlalchemy import make_url

    url = make_url(server)
    name = f"bench_{time.monotonic_ns()}"
    with psycopg.connect(host=str(url.query["host"]), user="postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
    return url.set(database=name).render_as_string()


def main() -> None:
    if sys.argv[1:2] == ["child"]:
        child(sys.argv[2], int(sys.argv[3]), profile=sys.argv[4:5] == ["profile"])
        return
    table = Table(
        "A province's quarter",
        f"{quarter.ACTS} entries a review, every time limit and letter on the way; {quarter.BATCH} acts a commit; by the wall.",
    )
    with postgres() as server:
        for reviews in sizes(QUICK, FULL):
            measured(reviews, server, table)
    table.print()


if __name__ == "__main__":
    main()
