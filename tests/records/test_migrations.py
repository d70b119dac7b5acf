"""The tables: the migrations and the models agree on both databases, and the ledger is guarded after them."""

from __future__ import annotations

from datetime import UTC, datetime
from io import StringIO

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlmodel import SQLModel

from records import ledger, schema, seals
from records.store import Store
from records.verification import verify
from rules.errors import FaultyInput


@pytest.fixture
def config():
    found = Config(stdout=StringIO(), output_buffer=StringIO())
    found.set_main_option("script_location", str(schema.MIGRATIONS))
    return found


def test_there_is_one_head_and_the_program_knows_it(config):
    assert ScriptDirectory.from_config(config).get_heads() == [schema.HEAD]


def test_the_migrations_make_what_the_models_describe(database_url, config):
    store = Store.open(database_url)

    with store.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.check(config)  # raises where a column, an index or a constraint differs

    store.close()


def _shape(engine):
    seen = inspect(engine)
    return {
        table: (
            {column["name"]: (str(column["type"]), column["nullable"]) for column in seen.get_columns(table)},
            seen.get_pk_constraint(table),
            sorted(map(repr, seen.get_unique_constraints(table))),
            sorted(map(repr, seen.get_indexes(table))),
            sorted(map(repr, seen.get_foreign_keys(table))),
        )
        for table in seen.get_table_names()
        if table != "alembic_version"
    }


def _triggers(engine):
    query = {
        "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name",
        "postgresql": "SELECT tgname, pg_get_triggerdef(oid) || p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
        " WHERE NOT tgisinternal ORDER BY tgname",
    }[engine.dialect.name].replace("(oid)", "(t.oid)")
    with engine.connect() as connection:
        return connection.execute(text(query)).all()


def test_a_database_made_at_once_is_the_same_as_a_migrated_one(database_url):
    migrated = Store.open(database_url)
    shape, triggers = _shape(migrated.engine), _triggers(migrated.engine)
    with migrated.engine.begin() as connection:
        for table in reversed(SQLModel.metadata.sorted_tables):
            connection.execute(text(f"DROP TABLE {table.name}"))

    SQLModel.metadata.create_all(migrated.engine)

    assert _shape(migrated.engine) == shape
    assert _triggers(migrated.engine) == triggers
    assert len(triggers) == (12 if migrated.engine.dialect.name == "sqlite" else 4)  # of four tables
    migrated.close()


def test_every_constraint_has_the_name_we_gave_it(store):
    names = {
        table: [inspect(store.engine).get_pk_constraint(table)["name"]]
        + [unique["name"] for unique in inspect(store.engine).get_unique_constraints(table)]
        + [key["name"] for key in inspect(store.engine).get_foreign_keys(table)]
        for table in inspect(store.engine).get_table_names()
        if table != "alembic_version"
    }

    assert [
        name
        for each in names.values()
        for name in each
        if not name or name.partition("_")[0] not in {"pk", "uq", "fk"}
    ] == []


def test_opening_again_changes_nothing(store):
    first = Store.open(store.engine.url.render_as_string())
    shape = _shape(first.engine)
    first.close()

    second = Store.open(store.engine.url.render_as_string())

    assert _shape(second.engine) == shape
    second.close()


def test_several_programs_that_open_a_new_database_at_once_all_find_its_tables(database_url, at_once):
    def open_and_close():
        Store.open(database_url).close()

    assert at_once([open_and_close] * 3) == []


def test_a_database_of_a_newer_program_is_refused_in_words(database_url):
    store = Store.open(database_url)
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()

    with pytest.raises(FaultyInput, match=r"由更新版本的程序建立（9999，本程序为.*请改用新版程序打开"):
        Store.open(database_url)


def test_sqlite_keeps_its_last_commit_and_lets_readers_read(tmp_path):
    store = Store.open(f"sqlite:///{tmp_path / 'a folder' / 'zelian.db'}")

    with store.read() as session:
        settings = {
            name: session.connection().exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers", "busy_timeout")
        }
    store.close()

    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "busy_timeout": 30000,
    }


def test_reading_is_possible_while_somebody_writes(store):
    with store.begin() as writer:
        writer.connection().execute(
            text("INSERT INTO rule_set (digest, day, parameters) VALUES ('d', '2026-03-02', '[]')")
        )
        with store.read() as reader:
            assert reader.connection().execute(text("SELECT count(*) FROM rule_set")).scalar() == 0


def test_what_was_on_record_before_there_were_pools_was_drawn_at_random(database_url, config):
    store = Store.open(database_url)
    triggers = _triggers(store.engine)
    with store.engine.begin() as connection:
        for table in reversed(SQLModel.metadata.sorted_tables):
            connection.execute(text(f"DROP TABLE {table.name}"))
        connection.execute(text("DROP TABLE alembic_version"))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for statement in (
            "INSERT INTO case_list VALUES (1, 'f', 's', 1, 0, false, '2022-04-01 00:00:00', 'S1')",
            (
                "INSERT INTO closed_case (case_no, court, case_kind, procedure, cause, division, judge, bench, date_closed, outcome,"
                " related, record_id, source, list_id) VALUES ('1', 'c', 'civil', '', '', '', '', '[]', '2022-01-05', '', '[]', '', '', 1)"
            ),
            (
                "INSERT INTO season (label, ref, organiser, first, last, opened_at) VALUES"
                " ('2022Q1', '评查2022Q1', 'c', '2022-01-01', '2022-03-31', '2022-04-01 00:00:00')"
            ),
            "INSERT INTO review VALUES ('评查2022Q1-0001', '2022Q1', '1', '', '', 1, 0.5)",
        ):
            connection.execute(text(statement))
    store.close()

    again = Store.open(database_url)

    with again.read() as session:
        ((pool, theme, flags),) = session.execute(
            text("SELECT pool, theme, flags FROM review JOIN closed_case USING (case_no)")
        ).all()
    assert (pool, theme, flags) == ("random", "", "[]")
    assert _triggers(again.engine) == triggers
    again.close()


def test_a_ledger_begun_before_there_were_seals_is_sealed_from_its_first_entry_on(database_url, config):
    store = Store.open(database_url)
    with store.engine.begin() as connection:
        for table in reversed(SQLModel.metadata.sorted_tables):
            connection.execute(text(f"DROP TABLE {table.name}"))
        connection.execute(text("DROP TABLE alembic_version"))
        config.attributes["connection"] = connection
        command.upgrade(config, "0005")
    with store.begin() as session:
        for number in range(3):
            ledger.note(
                session, "register:cases", datetime(2026, 3, 2, tzinfo=UTC), {"trigger": "x", "n": number}
            )
    store.close()

    again = Store.open(database_url)

    with again.begin() as session:
        until = seals.settled(session)
    with again.begin() as session:
        seals.seal(session, until, datetime(2026, 3, 3, tzinfo=UTC), "法院")
    with again.read() as session:
        found = verify(session)
    assert (found.entries, found.seals.sealed) == (3, 3)
    again.close()
