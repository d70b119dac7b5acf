"""对照测试的核验程序：少写一条留痕、一封通知，或者改动一个字，都会被发现。"""

from __future__ import annotations

import importlib.util
import sqlite3
import sys
from pathlib import Path

import pytest

PEERS = Path(__file__).parent.parent / "benchmarks" / "peers"


@pytest.fixture
def programs(monkeypatch):
    """The workload and its checker, which are no package of ours."""
    monkeypatch.syspath_prepend(str(PEERS))
    found = []
    for name in ("workload", "checker"):
        spec = importlib.util.spec_from_file_location(name, PEERS / f"{name}.py")
        module = importlib.util.module_from_spec(spec)
        monkeypatch.setitem(sys.modules, name, module)
        spec.loader.exec_module(module)
        found.append(module)
    return found


@pytest.fixture
def finished(programs, tmp_path):
    """A database on which all steps of three reviews were taken."""
    workload, _ = programs
    path = tmp_path / "bench.db"
    workload.make(path, 3)
    database = sqlite3.connect(path)
    for review in (1, 2, 3):
        end = workload.first(review)
        for number, trigger in enumerate(workload.TRIGGERS, start=1):
            digest, record = workload.entry(review, number, trigger, workload.READER, end)
            database.execute("INSERT INTO audit (review, number, previous, digest, record) VALUES (?, ?, ?, ?, ?)",
                             (review, number, end, digest, record))  # fmt: skip
            database.execute("INSERT INTO outbox (review, number, recipient, body) VALUES (?, ?, 'J1', ?)",
                             (review, number, workload.letter(review, number)))  # fmt: skip
            end = digest
        database.execute("UPDATE review SET state = ?, version = 8, head = ? WHERE id = ?",
                         (workload.STATES[-1], end, review))  # fmt: skip
    database.commit()
    yield database, path
    database.close()


def test_all_steps_hold_where_all_was_done(programs, finished):
    assert programs[1].check(finished[1], 3) == 24


@pytest.mark.parametrize(
    "cheating",
    [
        "DELETE FROM audit WHERE review = 2 AND number = 5",
        "DELETE FROM outbox WHERE review = 3 AND number = 8",
        "UPDATE audit SET record = replace(record, 'R7', 'R8') WHERE review = 1 AND number = 4",
        "UPDATE review SET head = 'x' WHERE id = 1",
        "UPDATE review SET version = 7 WHERE id = 2",
        "UPDATE review SET state = 'ready' WHERE id = 2",
        "DELETE FROM review WHERE id = 3",
        "INSERT INTO outbox (review, number, recipient, body) VALUES (1, 9, 'J1', 'x')",
    ],
)
def test_work_that_was_skipped_or_changed_is_found(programs, finished, cheating):
    database, path = finished
    database.executescript(cheating)
    database.commit()

    with pytest.raises((AssertionError, IndexError)):
        programs[1].check(path, 3)
