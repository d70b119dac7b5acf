"""The tables, and how an older database is brought up to date (Alembic, from the first table on)."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect

import records.registers  # noqa: F401  # Every table must be known before the schema is compared or made.
from rules.errors import Fault, FaultyInput
from rules.labels import Words

MIGRATIONS = Path(__file__).parent / "migrations"
HEAD = "0013"
_LOCK = 0x7A656C69616E
"""The number of the lock under which PostgreSQL lets one program at a time bring the tables up to date."""


def upgrade(engine: Engine) -> None:
    """Bring the database to the newest schema. Does nothing, and imports nothing heavy, where it is there.

    Raises:
        FaultyInput: the database is newer than this program, which would not understand what it reads.
    """
    with engine.execution_options(zelian_reads=True).connect() as connection:
        version = _version(connection)
    if version == HEAD:
        return
    if version is not None and version > HEAD:
        raise FaultyInput([_newer(version)])
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":  # SQLite has one writer at a time anyway.
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
    return row[0] if row else None


def _newer(version: str) -> Fault:
    return Fault(
        Words("数据库", "the database"),
        Words(
            "由更新版本的程序建立（{version}，本程序为{ours}）",
            "was made by a newer program ({version}; this one knows {ours})",
            version=version,
            ours=HEAD,
        ),
        Words("请改用新版程序打开", "open it with the newer program"),
    )
