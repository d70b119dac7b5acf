"""What a lawful step costs: the one door, set-wise and singly, beside raw rows and beside a naive step.

The same reviews take the same steps four ways, in turn, in one process, on an SQLite file that syncs:
raw      the very rows the set-wise run wrote, by sqlite3's executemany, one commit a batch: the limit;
set-wise `advance_many` in batches;
single   `advance`, one commit an act: what a person's act costs;
naive    a `transitions` machine and SQLModel objects, one commit a step, with a chained audit row and an outbox row.

Run: python benchmarks/steps.py [reviews] [rounds]. Printed are medians over the rounds, as ratios; times drift, ratios hold.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import Field, Session, SQLModel, create_engine
from transitions import Machine

from records.proceedings import Act, Done, advance, advance_many, open_many
from records.store import Store
from records.verification import verify
from rules.roles import Actor, Role

STEPS = 7
BATCH = 500
START = datetime(2022, 3, 1, 1, tzinfo=UTC)
OFFICE = Actor("office", Role.TRIAL_MANAGEMENT)
READERS = [
    {"code": "R1", "court": "乙法院", "division": ""},
    {"code": "R2", "court": "丙法院", "division": ""},
]


def acts_of(ref: str) -> list[Act]:
    """The steps of one review from the file to the feedback, each lawful after the one before."""
    sheet = {"sheet": "litigation@2022-01-01", "findings": [], "total": "95", "grade": "excellent"}
    taken: list[tuple[str, Actor, dict[str, Any]]] = [
        ("hand_in_file", Actor("C1", Role.DIVISION), {"file_complete": True}),
        ("assign", OFFICE, {"readers": READERS}),
        ("submit_sheet", Actor("R1", Role.REVIEWER), {"sheets": {"reader": "R1", **sheet}}),
        ("submit_sheet", Actor("R2", Role.REVIEWER), {"sheets": {"reader": "R2", **sheet}}),
        ("close_scoring", OFFICE, {"score": "95", "scored_grade": "excellent"}),
        ("form_opinion", OFFICE, {"grade": "excellent", "grade_reasons": "无扣分"}),
        ("feed_back", OFFICE, {}),
    ]
    return [
        Act(ref=ref, trigger=trigger, by=by, at=START + timedelta(minutes=number), particulars=facts)
        for number, (trigger, by, facts) in enumerate(taken)
    ]


def opened(folder: Path, reviews: int) -> tuple[Store, list[str]]:
    """A store on a file, with so many reviews opened."""
    store = Store.open(f"sqlite:///{folder / 'zelian.db'}")
    refs = [f"基准-{number:05d}" for number in range(reviews)]
    facts = {
        "court": "甲法院",
        "division": "民一庭",
        "judge": "J1",
        "bench": ["J1"],
        "case_kind": "civil",
        "cause": "借款",
        "reversed": False,
        "conflicts": [],
        "organiser": "高院",
    }
    with store.begin() as session:
        open_many(
            session,
            "quality_review",
            [(ref, {**facts, "case_no": ref}) for ref in refs],
            by=OFFICE,
            at=START,
            rules=store.rules.on(START.date()),
        )
    return store, refs


def set_wise(folder: Path, reviews: int) -> float:
    store, refs = opened(folder, reviews)
    waves = list(zip(*(acts_of(ref) for ref in refs), strict=True))
    begun = time.perf_counter()
    for wave in waves:
        for first in range(0, len(wave), BATCH):
            with store.begin() as session:
                outcomes = advance_many(session, wave[first : first + BATCH])
            assert all(isinstance(outcome, Done) for outcome in outcomes)
    spent = time.perf_counter() - begun
    with store.read() as session:
        assert verify(session).entries == reviews * (STEPS + 1)
    store.close()
    return spent


def single(folder: Path, reviews: int) -> float:
    store, refs = opened(folder, reviews)
    begun = time.perf_counter()
    for ref in refs:
        for act in acts_of(ref):
            with store.begin() as session:
                advance(session, act)
    spent = time.perf_counter() - begun
    store.close()
    return spent


def raw(folder: Path, reviews: int) -> float:
    """Write the rows that a set-wise run wrote, again, with the bare driver into the same tables."""
    set_wise(folder, reviews)
    source = sqlite3.connect(folder / "zelian.db")
    tables = ("ledger_entry", "clock", "notice", "proceeding")
    rows = {table: source.execute(f"SELECT * FROM {table}").fetchall() for table in tables}
    schema = [
        row[0]
        for row in source.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND type != 'trigger'")
    ]
    target = sqlite3.connect(folder / "raw.db", isolation_level=None)
    target.execute("PRAGMA journal_mode=WAL")
    target.execute("PRAGMA synchronous=FULL")
    for statement in schema:
        if "sqlite_" not in statement:
            target.execute(statement)
    moved = source.execute("SELECT id, state, facts, head, court, changed_at FROM proceeding").fetchall()
    target.executemany(
        f"INSERT INTO proceeding VALUES ({','.join('?' * len(rows['proceeding'][0]))})", rows["proceeding"]
    )
    begun = time.perf_counter()
    for wave in range(STEPS):
        target.execute("BEGIN IMMEDIATE")
        for table in ("ledger_entry", "clock", "notice"):
            part = rows[table][wave::STEPS]
            target.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(part[0]))})", part)
        target.executemany(
            "UPDATE proceeding SET version = ?, state = ?, facts = ?, head = ?, court = ?, changed_at = ? WHERE id = ?",
            [(wave, *row[1:], row[0]) for row in moved],
        )
        target.execute("COMMIT")
    spent = time.perf_counter() - begun
    source.close()
    target.close()
    return spent


class NaiveReview(SQLModel, table=True):
    id: int = Field(default=None, primary_key=True)
    state: str = "s0"
    version: int = 0


class NaiveAudit(SQLModel, table=True):
    id: int = Field(default=None, primary_key=True)
    review: int
    digest: str
    record: str


class NaiveOutbox(SQLModel, table=True):
    id: int = Field(default=None, primary_key=True)
    review: int
    body: str


class _Model:
    state: str


def naive(folder: Path, reviews: int) -> float:
    engine = create_engine(f"sqlite:///{folder / 'naive.db'}")
    for table in (NaiveReview, NaiveAudit, NaiveOutbox):
        table.__table__.create(engine)  # type: ignore[attr-defined]
    with Session(engine) as session:
        session.add_all(NaiveReview() for _ in range(reviews))
        session.commit()
    begun = time.perf_counter()
    with Session(engine) as session:
        for number in range(1, reviews + 1):
            previous = ""
            for step in range(STEPS):
                row = session.get(NaiveReview, number)
                assert row is not None
                model = _Model()
                machine = Machine(
                    model,
                    states=[f"s{at}" for at in range(STEPS + 1)],
                    initial=row.state,
                    auto_transitions=False,
                )
                machine.add_transition("go", f"s{step}", f"s{step + 1}")
                model.go()  # type: ignore[attr-defined]
                row.state, row.version = model.state, row.version + 1
                record = json.dumps({"review": number, "step": step, "previous": previous}, sort_keys=True)
                previous = hashlib.sha256(record.encode()).hexdigest()
                session.add(NaiveAudit(review=number, digest=previous, record=record))
                session.add(NaiveOutbox(review=number, body=f"{number}: {model.state}"))
                session.commit()
    spent = time.perf_counter() - begun
    engine.dispose()
    return spent


WAYS: dict[str, Callable[[Path, int], float]] = {
    "raw": raw,
    "set-wise": set_wise,
    "single": single,
    "naive": naive,
}


def main(reviews: int = 300, rounds: int = 3) -> None:
    spent: dict[str, list[float]] = {name: [] for name in WAYS}
    for _ in range(rounds):
        for name, way in WAYS.items():
            with tempfile.TemporaryDirectory() as folder:
                spent[name].append(way(Path(folder), reviews))
    steps = reviews * STEPS
    print(f"{reviews} reviews x {STEPS} steps, {rounds} rounds, medians")
    for name, seconds in spent.items():
        shares = [limit / own for limit, own in zip(spent["raw"], seconds, strict=True)]
        times = [slow / own for slow, own in zip(spent["naive"], seconds, strict=True)]
        print(
            f"{name:9} {steps / statistics.median(seconds):10,.0f} steps/s   {statistics.median(shares):6.3f} of raw"
            f"   {statistics.median(times):7.1f} x naive"
        )


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
