"""What a lawful step costs: the one door, set-wise and singly, beside the bare driver and beside a naive step.

The same reviews take the same steps five ways, batch by batch in turn, each on a database of its own:
set-wise    `advance_many`, a batch in one transaction;
rows        the very statements and rows of set-wise, by the bare driver (executemany; COPY on PostgreSQL): the limit;
single      `advance` in a transaction of its own: what a person's act costs;
commit      the very statements and rows of single, by the bare driver, one commit an act: the limit of that;
naive       the same step with a transitions machine and SQLModel objects (benchmarks/engine/naive.py).

At the end the heads of all proceedings are the same five times, or nothing is printed.

Run: python benchmarks/steps.py [reviews] [rounds] [reviews taken singly]. Times drift, ratios of one round hold:
the medians over the rounds are printed, on an SQLite file that syncs, the same in memory, and PostgreSQL.
"""

from __future__ import annotations

import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

from sqlalchemy import text

from benchmarks.engine import naive, postgres
from benchmarks.engine.recorded import Recording, afresh, write_again
from benchmarks.engine.report import line
from benchmarks.engine.reviews import batches, opened
from records.proceedings import Act, Done, advance, advance_many
from records.store import Store
from records.transactions import held

WAYS = ("set-wise", "rows", "single", "commit", "naive")
Spent = dict[str, list[float]]
"""Seconds a step: of a batch each in set-wise and rows, of an act each in the others."""


def one_round(place: Callable[[], str], reviews: int, singly: int) -> Spent:
    """Every batch, all ways in turn."""
    spent: Spent = {way: [] for way in WAYS}
    with ExitStack() as stack:
        stores = {}
        for way in WAYS:
            stores[way], refs = opened(place(), reviews)
            stack.callback(stores[way].close)
        drivers = {
            way: stack.enter_context(closing(stores[way].engine.raw_connection()))
            for way in ("rows", "commit")
        }
        chosen = set(refs[:singly])
        for acts in batches(refs):
            gc.collect()
            count = len(acts)
            written = _timed(spent["set-wise"], lambda acts=acts: _set_wise(stores["set-wise"], acts), count)
            again = afresh(written)
            _timed(spent["rows"], lambda rows=again: _raw(drivers["rows"], rows), count)
            for act in acts:
                if act.ref in chosen:
                    written = _timed(spent["single"], lambda act=act: _single(stores["single"], act))
                    again = afresh(written)
                    _timed(spent["commit"], lambda rows=again: _raw(drivers["commit"], rows))
                    rules = stores["naive"].rules.on(act.at.date())
                    _timed(
                        spent["naive"], lambda act=act, rules=rules: naive.step(stores["naive"], rules, act)
                    )
        heads = {way: _heads(store, sorted(chosen)) for way, store in stores.items()}
        assert all(each == heads["set-wise"] for each in heads.values()), "the ways did not do the same"
    return spent


def _timed(spent: list[float], work: Callable[[], Any], steps: int = 1) -> Any:
    begun = time.perf_counter()
    done = work()
    spent.append((time.perf_counter() - begun) / steps)
    return done


def _set_wise(store: Store, acts: list[Act]) -> Any:
    with store.begin() as session:
        transaction = held(session)
        transaction.cursor = recording = Recording(transaction.cursor)
        outcomes = advance_many(session, acts)
    assert all(isinstance(outcome, Done) for outcome in outcomes)
    return recording.written


def _single(store: Store, act: Act) -> Any:
    with store.act() as transaction:
        transaction.cursor = recording = Recording(transaction.cursor)
        advance(transaction, act)
    return recording.written


def _raw(driver: Any, rows: Any) -> None:
    if hasattr(driver.driver_connection, "in_transaction"):  # sqlite3; psycopg begins by itself
        driver.driver_connection.execute("BEGIN IMMEDIATE")
    write_again(driver.cursor(), rows)
    driver.commit()


def _heads(store: Store, refs: list[str]) -> list[Any]:
    with store.read() as session:
        rows = session.connection().execute(text("SELECT ref, version, head FROM proceeding ORDER BY ref"))
        return [tuple(row) for row in rows if row[0] in refs]


def table(where: str, rounds: list[Spent], targets: dict[str, float]) -> None:
    """Print one place's lines. Neighbours are compared with one another: what disturbs the machine disturbs both."""
    print(f"\n{where}: {len(rounds)} rounds, {len(rounds[0]['single'])} acts singly in each")
    middle = {way: statistics.median(statistics.median(spent[way]) for spent in rounds) for way in WAYS}
    for name, ours, reference in LINES:
        ratio = statistics.median(_ratio(spent[ours], spent[reference]) for spent in rounds)
        speeds = (f"{1 / middle[way]:,.0f} steps/s" for way in (ours, reference))
        print(line(name, *speeds, ratio, targets.get(name)))
    for share in (50, 99):
        own, bare, slow = (
            statistics.median(sorted(spent[way])[(len(spent[way]) - 1) * share // 100] for spent in rounds)
            * 1e6
            for way in ("single", "commit", "naive")
        )
        print(f"p{share} of an act: single {own:,.0f} µs, a bare commit {bare:,.0f} µs, naive {slow:,.0f} µs")


def _ratio(ours: list[float], reference: list[float]) -> float:
    """How much less a step of ours costs: the median over neighbours, where the two ran in turn one by one."""
    if len(ours) == len(reference):
        return statistics.median(slow / own for own, slow in zip(ours, reference, strict=True))
    return statistics.median(reference) / statistics.median(ours)


LINES = (
    ("set-wise of the bare rows", "set-wise", "rows"),
    ("set-wise against naive", "set-wise", "naive"),
    ("single of a bare commit", "single", "commit"),
    ("single against naive", "single", "naive"),
    ("the limit: bare rows against naive", "rows", "naive"),
    ("the limit: a bare commit against naive", "commit", "naive"),
)
SQLITE = {
    "set-wise of the bare rows": 0.55,
    "set-wise against naive": 50.0,
    "single of a bare commit": 0.55,
    "single against naive": 7.0,
}
POSTGRESQL = SQLITE | {"set-wise of the bare rows": 0.65}


def main(reviews: int = 300, rounds: int = 3, singly: int = 30) -> None:
    with tempfile.TemporaryDirectory() as disk:
        measure("SQLite, a file that syncs", lambda: _file(disk), reviews, rounds, singly, SQLITE)
    if Path("/dev/shm").is_dir():
        with tempfile.TemporaryDirectory(dir="/dev/shm") as memory:
            measure("SQLite, in memory", lambda: _file(memory), reviews, rounds, singly, SQLITE)
    with postgres.cluster() as folder:
        if folder is not None:
            measure("PostgreSQL", lambda: postgres.database(folder), reviews, rounds, singly, POSTGRESQL)


def measure(
    where: str,
    place: Callable[[], str],
    reviews: int,
    rounds: int,
    singly: int,
    targets: dict[str, float],
) -> None:
    table(where, [one_round(place, reviews, singly) for _ in range(rounds)], targets)


def _file(folder: str) -> str:
    return f"sqlite:///{tempfile.mkdtemp(dir=folder)}/zelian.db"


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
