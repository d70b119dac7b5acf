"""What it costs to climb ten thousand rungs at nine in the morning, beside bare rows and a bare sink on the same disk.

climb    `due.morning` over so many limits that ended yesterday: an alert, two rungs and two letters each, claimed and written;
rows     as many rows (an alert, two rungs, two notices for each limit), inserted in groups of the same size, and nothing else;
sink     the letters put into files one by one, each on the disk, and nothing else: what a mailbox costs at the least;
deliver  `deliver_due` of those letters into the mailboxes, as the product does it.

Afterwards letters and deliveries are counted: there must be none twice, and none missing. Run: python benchmarks/ladders.py [full | rungs…].
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

import quarter
from pairs import Table, memory, paired, sizes, told
from sqlalchemy import text

from flows import delivery, due
from flows.office import Office
from records.people import Person, Post
from records.proceedings import open_many
from rules.roles import Actor, Role

QUICK, FULL = (200,), (10_000,)
OPENED = datetime(2026, 3, 2, 1, tzinfo=UTC)
NINE = datetime(2026, 3, 10, 1, tzinfo=UTC)
"""The morning after the day on which the files were to be handed over."""
COURT, ORGANISER = "乙法院", "甲法院"
_RECEIVED = """
SELECT notice."key" || ' ' || delivery.person || ' ' || delivery.channel, count(*)
FROM delivery JOIN notice ON notice.id = delivery.notice_id
WHERE delivery.ok GROUP BY 1
"""
"""How often each letter reached each reader by each channel."""


def main() -> None:
    table = Table(
        "Ladders: rungs due at nine in the morning",
        "SQLite on a file that syncs; by the wall. Each limit that ended has an alert, two rungs and two letters.",
    )
    doubles, most = 0, 0
    for rungs in sizes(QUICK, FULL):
        spent: list[float] = []

        def climbed(rungs: int = rungs, spent: list[float] = spent) -> float:
            nonlocal doubles
            seconds, delivered, twice = climb_and_deliver(rungs // 2)
            spent.append(delivered)
            doubles += twice
            return seconds

        found = paired(
            {
                "climb": climbed,
                "rows": lambda rungs=rungs: bare_rows(rungs // 2),
                "sink": lambda rungs=rungs: bare_sink(rungs),
            }
        )
        most = max(most, memory())
        name = f"{rungs:,} rungs"
        table.times(f"{name}: climbed, of bare rows", found["climb"], found["rows"], at_most=12)
        table.times(f"{name}: delivered into mailboxes, of a bare sink", spent, found["sink"], at_most=12)
        table.row(
            f"{name}: {told(sorted(found['climb'])[1] / rungs)} a rung; letters twice or missing",
            str(doubles),
            "0",
            met=doubles == 0,
        )
        table.row(f"{name}: most memory", f"{most} MB", target="≤ 400 MB", met=most <= 400)  # noqa: PLR2004
    table.print()


def climb_and_deliver(limits: int) -> tuple[float, float, int]:
    """Seconds to climb, seconds to deliver, and letters that are there twice or not at all."""
    with (
        tempfile.TemporaryDirectory() as folder,
        quarter.office(f"sqlite:///{folder}/zelian.db", Path(folder)) as office,
    ):
        _staff_and_open(office, limits)
        begun = time.perf_counter()
        done = due.morning(office, NINE)
        climbed = time.perf_counter() - begun
        assert done.overdue == 2 * limits, done
        begun = time.perf_counter()
        delivery.deliver_due(office, NINE)
        delivered = time.perf_counter() - begun
        assert not due.anything_due(office, NINE)
        # Counted by key, so that one twice and one missing do not cancel out. A mailbox keeps one letter for a key, so
        # what was sent twice is seen in the record of deliveries only, and what is missing in either.
        with office.store.read() as session:
            received = session.execute(text(_RECEIVED)).all()
        there = {path.name for path in office.mailbox.glob("*/*.eml")}
        twice = sum(times - 1 for _, times in received)
        wrong = abs(2 * limits - len(received)) + abs(2 * limits - len(there))
        return climbed, delivered, twice + wrong


def _staff_and_open(office: Office, limits: int) -> None:
    by = Actor("A1", Role.TRIAL_MANAGEMENT, court=ORGANISER)
    facts = {"organiser": ORGANISER, "court": COURT, "division": "民一庭", "judge": "J1", "bench": ["J1"], "reversed": False, "conflicts": [], "case_kind": "civil"}  # fmt: skip
    with office.store.begin() as session:
        for person, role, court in (("D1", Role.DIVISION, COURT), ("A1", Role.TRIAL_MANAGEMENT, ORGANISER)):
            session.add(Person(code=person, court=court))
            session.add(Post(person=person, role=role.value, court=court, since=date(2020, 1, 1)))
    for start in range(0, limits, 500):
        with office.store.begin() as session:
            part = [(f"评查2026Q1-{number:05d}", facts | {"case_no": f"（2026）吉01民终{number}号"}) for number in range(start, min(limits, start + 500))]  # fmt: skip
            open_many(
                session, "quality_review", part, by=by, at=OPENED, rules=office.store.rules.on(OPENED.date())
            )
    with office.store.begin() as session:
        session.execute(text("UPDATE notice SET state = 'sent'"))  # Only what the ladders write is measured.


def bare_rows(limits: int) -> float:
    """Seconds to write five bare rows for each limit, in transactions of as many limits as a climb has in one."""
    with tempfile.TemporaryDirectory() as folder:
        base = sqlite3.connect(f"{folder}/rows.db", isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            base.execute(f"PRAGMA {pragma}")
        base.execute("CREATE TABLE kept (id INTEGER PRIMARY KEY, key TEXT UNIQUE, text TEXT)")
        begun = time.perf_counter()
        for start in range(0, limits, 500):
            base.execute("BEGIN IMMEDIATE")
            rows = [
                (f"{number}:{each}", "x" * 900)
                for number in range(start, min(limits, start + 500))
                for each in range(5)
            ]
            base.executemany("INSERT INTO kept (key, text) VALUES (?, ?)", rows)
            base.execute("COMMIT")
        spent = time.perf_counter() - begun
        base.close()
        return spent


def bare_sink(letters: int) -> float:
    """Seconds to put so many letters into files, each on the disk before the next."""
    with tempfile.TemporaryDirectory() as folder:
        body = b"x" * 1500
        begun = time.perf_counter()
        for number in range(letters):
            with (Path(folder) / f"{number}.eml").open("wb") as file:
                file.write(body)
                file.flush()
                os.fsync(file.fileno())
        return time.perf_counter() - begun


if __name__ == "__main__":
    main()
