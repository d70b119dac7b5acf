"""What a draw costs: 100 cases a court from one or ten million, the product's own way, beside reading the register.

scan     SQLite itself runs over number, court and kind of every case, in C: nothing reaches Python;
columns  the same columns, row by row into Python: the least any draw in Python costs that starts from the register;
rows     everything a draw must know of a case, as `records.closed_cases` reads it;
freeze   register → frozen list: `season_frame`, `Manifest.of` (canonical bytes, their digest, and read back);
read     the published bytes → manifest, with everything checked that is checked before a draw;
draw     manifest → drawn cases, by the public seed.

Run: python benchmarks/draw.py [full | sizes…].
"""

from __future__ import annotations

import random
import sqlite3
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from pairs import Table, memory, paired, sizes, timed

from flows.season_frame import season_frame
from records.closed_cases import closed_between
from records.store import Store
from rules.lots import smallest
from rules.manifests import Manifest
from rules.quarters import Quarter
from rules.sampling import draw
from rules.sampling_plan import SamplingPlan, Scope

QUICK, FULL = (300_000,), (1_000_000, 10_000_000)
COURTS, EACH = 93, 100
NOW, QUARTER = datetime(2026, 4, 5, tzinfo=UTC), Quarter.parse("2026Q1")
KINDS = ("criminal", "civil", "administrative", "enforcement")
LIST = (1, "清单.xlsx", "0" * 64, 0, 0, 0, "2026-04-01 00:00:00", "C1")


def register(folder: Path, cases: int, seed: int = 1) -> tuple[Store, sqlite3.Connection]:
    """A store whose register holds so many closed cases."""
    url = folder / "zelian.db"
    store = Store.open(f"sqlite:///{url}")
    bare = sqlite3.connect(url)
    bare.execute("PRAGMA synchronous=OFF")
    bare.execute("INSERT INTO case_list VALUES (?,?,?,?,?,?,?,?)", LIST)
    bare.executemany(
        "INSERT INTO closed_case (case_no, court, case_kind, procedure, cause, division, judge, bench, date_closed,"
        " outcome, related, flags, record_id, source, list_id)"
        " VALUES (?, ?, ?, '一审', '民间借贷纠纷', '民一庭', ?, '[]', ?, '维持', '[]', '[]', '', '', 1)",
        _invented(cases, random.Random(seed)),
    )
    bare.commit()
    return store, bare


def _invented(cases: int, chance: random.Random) -> Iterator[tuple[str, str, str, str, str]]:
    for number in range(cases):
        court = number % COURTS
        yield (
            f"（2026）甲{court:02d}民初{number}号",
            f"甲省第{court:02d}法院",
            chance.choice(KINDS),
            f"J{chance.randrange(3_000)}",
            f"2026-0{1 + number % 3}-{1 + number % 28:02d}",
        )


def spent(rows: Iterable[Any]) -> None:
    """Read to the end and keep nothing."""
    deque(rows, maxlen=0)


def measured(cases: int, table: Table) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store, bare = register(Path(folder), cases)
        rules = store.rules.on(NOW.date())
        plan = replace(SamplingPlan.from_rules(rules, EACH), per=Scope.COURT)
        kept: dict[str, Any] = {}

        def scan() -> float:
            query = "SELECT sum(length(case_no) + length(court) + length(case_kind)) FROM closed_case"
            return timed(lambda: bare.execute(query).fetchone())[1]

        def columns() -> float:
            query = "SELECT case_no, court, case_kind, judge, division, date_closed FROM closed_case"
            return timed(lambda: spent(bare.execute(query)))[1]

        def rows() -> float:
            with store.read() as session:
                return timed(lambda: spent(closed_between(session, QUARTER.first_day, QUARTER.last_day)))[1]

        def freeze() -> float:
            with store.read() as session:
                kept["frozen"], seconds = timed(partial(_frozen, session, rules, plan))
            return seconds

        def read() -> float:
            content = kept.pop("frozen")
            kept["manifest"], seconds = timed(partial(Manifest.read, content))
            return seconds

        def drawn() -> float:
            kept["draw"], seconds = timed(partial(draw, kept["manifest"], "2718281828"))
            return seconds

        def tickets() -> float:
            return timed(lambda: [smallest("0" * 64, each.cases, EACH) for each in kept["manifest"].strata])[
                1
            ]

        found = paired({each.__name__: each for each in (scan, columns, rows, freeze, read, drawn, tickets)})
        store.close()
        bare.close()
        assert len(kept["draw"].drawn) == COURTS * EACH
    name = f"{cases / 1e6:g} M cases"
    together = [read + draw for read, draw in zip(found["read"], found["drawn"], strict=True)]
    table.times(
        f"{name}: draw from the published list, of SQLite's own scan", together, found["scan"], at_most=12
    )
    table.times(f"{name}: … of reading the columns into Python", together, found["columns"])
    table.times(f"{name}: only the tickets, of reading the columns", found["tickets"], found["columns"])
    table.times(f"{name}: rows for the list, of reading the columns", found["rows"], found["columns"])
    table.times(f"{name}: freezing the list, of reading the columns", found["freeze"], found["columns"])
    table.row(f"{name}: most memory", f"{memory():,} MB")


def taken(cases: int) -> dict[str, float]:
    """Seconds of a freeze and of a draw from a register of that size, once: for `growth.py`."""
    with tempfile.TemporaryDirectory() as folder:
        store, bare = register(Path(folder), cases)
        rules = store.rules.on(NOW.date())
        plan = replace(SamplingPlan.from_rules(rules, EACH), per=Scope.COURT)
        with store.read() as session:
            content, freezing = timed(partial(_frozen, session, rules, plan))
        _, drawing = timed(lambda: draw(Manifest.read(content), "2718281828"))
        store.close()
        bare.close()
    return {"freezing the list": freezing, "drawing from it": drawing}


def _frozen(session: Any, rules: Any, plan: SamplingPlan) -> bytes:
    frame = season_frame(session, QUARTER, rules, NOW).frame
    return Manifest.of(frame, season=str(QUARTER), scope="-", plan=plan).content


def main() -> None:
    table = Table(
        "The draw", f"{EACH} cases from each of {COURTS} courts, by controlled rounding; SQLite file."
    )
    for cases in sizes(QUICK, FULL):
        measured(cases, table)
    table.print()


if __name__ == "__main__":
    main()
