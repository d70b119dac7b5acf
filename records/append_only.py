"""Tables to which rows are only added (只增不改): triggers of the database refuse everything else, whoever asks."""

from __future__ import annotations

from sqlalchemy import DDL, event
from sqlmodel import SQLModel

FUNCTION = """CREATE OR REPLACE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$"""

GUARDED: dict[str, dict[str, tuple[str, ...]]] = {}
"""The names of the triggers of each such table, by the kind of database: a check-up looks for them."""


def sqlite_triggers(table: str, taken: str) -> tuple[str, ...]:
    """The triggers of a table in SQLite; `taken` says whether a new row would stand in an old one's place.

    INSERT OR REPLACE deletes what is in its way, and fires no DELETE trigger unless its connection asks for that.
    """
    refused = {
        f"{table}_no_update": f"BEFORE UPDATE ON {table}",
        f"{table}_no_delete": f"BEFORE DELETE ON {table}",
        f"{table}_no_replace": f"BEFORE INSERT ON {table} WHEN {taken}",
    }
    return tuple(
        f"CREATE TRIGGER IF NOT EXISTS {name} {when} BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
        for name, when in refused.items()
    )


def postgresql_triggers(table: str) -> tuple[str, ...]:
    """The function all tables share, and the trigger of this one."""
    return (
        FUNCTION,
        f"""CREATE OR REPLACE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only()""",
    )


def guard(table: str, taken: str) -> None:
    """Make the triggers wherever the table is made at once; the migrations make them for the others."""
    GUARDED[table] = {
        "sqlite": tuple(f"{table}_no_{what}" for what in ("update", "delete", "replace")),
        "postgresql": (f"{table}_append_only",),
    }
    for dialect, statements in (
        ("sqlite", sqlite_triggers(table, taken)),
        ("postgresql", postgresql_triggers(table)),
    ):
        for statement in statements:
            ddl = DDL(statement)  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it without types
            event.listen(SQLModel.metadata.tables[table], "after_create", ddl.execute_if(dialect=dialect))
