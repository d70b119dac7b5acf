"""A database of every schema there ever was is brought up to date, and nothing in it is lost or altered."""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import ExitStack, closing, contextmanager
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import column as sa_column
from sqlalchemy import create_engine, func, inspect, make_url, select
from sqlalchemy import table as sa_table
from sqlalchemy.pool import NullPool
from sqlmodel import SQLModel, col

from flows.checkup import check_up
from flows.office import Office
from notifiers.route_book import route_book
from records import schema
from records.as_of import as_of
from records.checkups.checkup import Level
from records.proceedings import Act, Proceeding, advance, open_many
from records.store import Store
from records.verification import verify
from rules.roles import Actor, Role
from rules.score_sheets import sheet_book
from tests.records.conftest import COURT, ORGANISER

STORED = Path(__file__).parent / "schemas"
SCHEMAS = sorted(path.name.partition(".")[0] for path in STORED.glob("*.sql.gz"))
NEVER_NEWEST = {"0006", "0008", "0011", "0012"}
"""Migrations that came together with the next: no program ever wrote a database of that schema."""
NEW_COLUMNS = {
    # column                        what every old row has in it
    ("closed_case", "flags"):       [],
    ("season", "internal_list"):    None,
    ("review", "pool"):             "random",
    ("review", "theme"):            "",
    ("conflict", "relation"):       "other",
    ("notice", "priority"):         1,
    ("delivery", "receipt"):        "",
}  # fmt: skip
ALTERED: dict[str, set[str]] = {"clock": {"warned"}}
"""Columns that a migration writes anew, by table: differences that are allowed."""
OFFICE = Actor("A1", Role.TRIAL_MANAGEMENT, court=ORGANISER)


def _config() -> Config:
    found = Config(stdout=StringIO(), output_buffer=StringIO())
    found.set_main_option("script_location", str(schema.MIGRATIONS))
    return found


def _rows(engine):
    """Every row of every table, by the columns that are there, read by the types of today."""
    found = {}
    with engine.connect() as connection:
        seen = inspect(connection)
        for table in SQLModel.metadata.sorted_tables:
            if not seen.has_table(table.name):
                continue
            there = {column["name"] for column in seen.get_columns(table.name)}
            columns = [column for column in table.columns if column.name in there]
            rows = connection.execute(select(*columns)).mappings()
            found[table.name] = [dict(row) for row in rows]
    return found


@pytest.fixture(
    scope="module",
    params=[(each, kind) for each in SCHEMAS for kind in ("sqlite", "postgresql")],
    ids="-".join,
)
def stored(request, tmp_path_factory):
    """A database of that schema brought up to date, and the rows it had before."""
    number, kind = request.param
    old = tmp_path_factory.mktemp("stored") / "stored.db"
    with closing(sqlite3.connect(old)) as database:
        database.executescript(gzip.decompress((STORED / f"{number}.sql.gz").read_bytes()).decode())
    engine = create_engine(f"sqlite:///{old}")
    rows = _rows(engine)
    engine.dispose()
    with ExitStack() as until:
        url = f"sqlite:///{old}"
        if kind == "postgresql":
            url = until.enter_context(
                _new_database(request.getfixturevalue("postgres_url"), f"stored_{number}")
            )
            _put(url, number, rows)
        store = Store.open(url)
        until.callback(store.close)
        yield store, rows


@contextmanager
def _new_database(server_url, name):
    import psycopg

    server = make_url(server_url)
    with psycopg.connect(host=server.query["host"], user="postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield server.set(database=name).render_as_string()
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _put(url, number, rows):
    """Put these rows into PostgreSQL, into the tables as that schema made them."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, number)
        for table in SQLModel.metadata.sorted_tables:
            if rows.get(table.name):
                # Without the defaults of today, which would write into columns that are not there yet.
                there = [sa_column(name, table.c[name].type) for name in rows[table.name][0]]
                connection.execute(sa_table(table.name, *there).insert(), rows[table.name])
        _continue_the_numbers(connection)
    engine.dispose()


def _continue_the_numbers(connection):
    """Rows that came with their numbers leave PostgreSQL's own counters behind."""
    for table in SQLModel.metadata.sorted_tables:
        if "id" in table.c and inspect(connection).has_table(table.name):
            connection.exec_driver_sql(
                f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), (SELECT coalesce(max(id), 0) + 1 FROM {table.name}), false)"
            )


def test_every_row_is_as_it_was_and_what_is_new_is_as_stated(stored):
    store, before = stored

    after = _rows(store.engine)

    for table, rows in before.items():
        kept = set(rows[0]) - ALTERED.get(table, set()) if rows else set()
        assert [{name: row[name] for name in kept} for row in _in_order(after[table])] == [
            {name: row[name] for name in kept} for row in _in_order(rows)
        ], table
        for row in after[table]:
            for name in row.keys() - set(rows[0]):
                assert row[name] == NEW_COLUMNS[table, name], (table, name)
    assert {table for table in after.keys() - before.keys() if after[table]} == set()


def _in_order(rows):
    return sorted(
        rows,
        key=lambda row: repr(
            {name: row[name] for name in sorted(row) if not isinstance(row[name], dict | list)}
        ),
    )


def test_the_ledger_holds_and_the_check_up_finds_no_fault(stored, tmp_path):
    store, before = stored
    office = Office(store, tmp_path / "papers", tmp_path / "mailbox", route_book(None), sheet_book(None))

    with store.read() as session:
        found = verify(session)
        last = session.execute(select(func.max(col(Proceeding.changed_at)))).scalar()
    findings = check_up(office, last + timedelta(minutes=1))

    assert found.entries == len(before["ledger_entry"])
    assert [(each.code, each.first) for each in findings if each.level is Level.FAULT] == []


def test_how_each_proceeding_stood_is_rebuilt_from_entries_of_that_time(stored):
    store, _ = stored

    with store.read() as session:
        rows = list(session.execute(select(Proceeding)).scalars())
        stood = [as_of(session, row.ref, row.changed_at) for row in rows]

    assert len(rows) == 4
    assert [(then.state, then.facts, then.head) for then in stood] == [
        (row.state, row.facts, row.head) for row in rows
    ]


def test_work_goes_on_in_it_afterwards(stored):
    store, _ = stored
    facts = {
        "organiser": ORGANISER, "court": COURT, "case_no": "（2026）吉01民终99号", "division": "民二庭", "judge": "J1",
        "bench": ["J1"], "reversed": False, "conflicts": [], "case_kind": "civil",
    }  # fmt: skip

    with store.read() as session:
        last = session.execute(select(func.max(col(Proceeding.changed_at)))).scalar()
    with store.begin() as session:
        rules = store.rules.on(last.date())
        open_many(session, "quality_review", [("评查2026Q3-0099", facts)], by=OFFICE, at=last, rules=rules)
        by = Actor("D1", Role.DIVISION, court=COURT)
        act = Act(
            ref="评查2026Q3-0099", trigger="hand_in_file", by=by, at=last, particulars={"file_complete": True}
        )
        advance(session, act)
    with store.read() as session:
        verify(session)


def test_every_schema_but_the_newest_has_a_stored_database():
    revisions = {each.revision for each in ScriptDirectory.from_config(_config()).walk_revisions()}

    missing = revisions - {schema.HEAD} - NEVER_NEWEST - set(SCHEMAS)
    assert missing == set(), "sh tests/records/schemas/make NNNN COMMIT"
    assert set(SCHEMAS) <= revisions
