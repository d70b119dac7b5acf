"""Rows straight to the driver are the very rows that SQLAlchemy writes and reads, on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import insert, select

from records import running_clocks
from records.clocks import Clock
from records.prepared import TOGETHER_FROM, prepared
from records.store import Store
from records.transactions import held

COLUMNS = tuple(Clock.model_fields)


def _clock(number: int) -> dict[str, object]:
    at = datetime(2026, 3, 2, 1, 2, 3, number, tzinfo=UTC)
    return {
        "proceeding": f"评{number}",
        "code": "objection",
        "length": 5,
        "unit": "working_day",
        "starts_from": date(2026, 3, 2),
        "events": [{"kind": "suspend", "on": "2026-03-03", "reason": "国庆“长假”"}] if number % 2 else [],
        "state": "running",
        "raw_on": None,
        "due_on": date(2026, 3, 9),
        "due_at": at.astimezone(timezone(timedelta(hours=8))),
        "provisional": bool(number % 2),
        "calendar_version": "2026",
        "opened_at": at,
        "ended_at": None,
        "late": False,
        "warned": False,
        "overdue": False,
    }


@pytest.fixture
def store(database_url):
    store = Store.open(database_url)
    yield store
    store.close()


@pytest.mark.parametrize("count", [1, TOGETHER_FROM + 1])
def test_a_prepared_row_is_the_row_sqlalchemy_writes(store, count):
    rows = [_clock(number) for number in range(count)]
    query = select(*(getattr(Clock, name) for name in COLUMNS if name != "id")).order_by(Clock.id)

    with store.begin() as session:
        prepared(session, Clock).insert(session, rows)
        ours = session.connection().execute(query).all()
    with store.begin() as session:
        session.connection().execute(Clock.__table__.delete())
        session.connection().execute(insert(Clock), rows)
        theirs = session.connection().execute(query).all()

    assert ours == theirs
    assert len(ours) == count


def test_what_is_found_is_what_sqlalchemy_reads(store):
    with store.begin() as session:
        session.connection().execute(insert(Clock), [_clock(number) for number in range(3)])
        found = prepared(session, Clock).find(session, COLUMNS, proceeding=["评0", "评1"], state=["running"])
        read = session.connection().execute(select(Clock.__table__).where(Clock.proceeding != "评2")).all()
        none = prepared(session, Clock).find(session, COLUMNS, proceeding=["评9"])

    assert sorted(found) == sorted(map(tuple, read))
    assert none == []


@pytest.mark.parametrize("count", [2, TOGETHER_FROM + 2])
def test_a_change_counts_the_rows_that_were_as_they_were_known(store, count):
    with store.begin() as session:
        prepared(session, Clock).insert(session, [_clock(number) for number in range(count)])
        known = [
            {"proceeding": f"评{number}", "old_length": 5 if number else 4, "length": 6}
            for number in range(count)
        ]
        changed = prepared(session, Clock).change(session, known, ("length",), ("proceeding", "length"))
        found = prepared(session, Clock).find(
            session, ("proceeding", "length"), proceeding=[row["proceeding"] for row in known]
        )

    assert changed == count - 1
    assert dict(found) == {f"评{number}": 6 if number else 5 for number in range(count)}


@pytest.mark.parametrize("count", [1, TOGETHER_FROM])
def test_a_prepared_change_is_the_change_sqlalchemy_makes(store, count):
    """Days, hours, marks, JSON, and what is not there, each as it is."""
    names = tuple(name for name in COLUMNS if name not in ("id", "proceeding"))
    now = [
        _clock(number) | {"events": [{"reason": '‘’"\\'}], "raw_on": date(2026, 5, 1)}
        for number in range(count)
    ]
    query = select(*(getattr(Clock, name) for name in COLUMNS if name != "id")).order_by(Clock.id)

    with store.begin() as session:
        prepared(session, Clock).insert(
            session, [_clock(number + 1) | {"proceeding": f"评{number}"} for number in range(count)]
        )
        prepared(session, Clock).change(session, now, names, ("proceeding",))
        ours = session.connection().execute(query).all()
    with store.begin() as session:
        session.connection().execute(Clock.__table__.delete())
        session.connection().execute(insert(Clock), now)
        theirs = session.connection().execute(query).all()

    assert ours == theirs


def test_the_clocks_of_a_proceeding_are_looked_up_by_it_however_many_run_elsewhere(tmp_path):
    """SQLite would rather walk the index of all clocks that run: an act would cost more, the more reviews there are."""
    store = Store.open(f"sqlite:///{tmp_path / 'zelian.db'}")
    with store.begin() as session:
        looked_up = []
        held(session).cursor.connection.set_trace_callback(looked_up.append)
        running_clocks.read(session, ["评1"])
        held(session).cursor.connection.set_trace_callback(None)
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {looked_up[-1]}").all()
    store.close()

    assert any("ix_clock_proceeding" in row[3] for row in plan)
    assert not any("ix_clock_state" in row[3] for row in plan)


def test_what_is_rolled_back_leaves_nothing(store):
    with pytest.raises(ZeroDivisionError), store.begin() as session:
        prepared(session, Clock).insert(session, [_clock(0)])
        raise ZeroDivisionError

    with store.read() as session:
        assert prepared(session, Clock).find(session, COLUMNS, proceeding=["评0"]) == []
