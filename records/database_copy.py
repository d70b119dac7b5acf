"""A copy of the database (数据库副本): taken whole while others write, put into an empty place, and known by its end.

SQLite copies itself by its own online backup; PostgreSQL by its own program, from the very snapshot in which the
ends of the chains were read.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, create_engine, func, inspect, make_url, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool
from sqlmodel import Session, col

from records.ledger import LedgerEntry
from records.store import Store
from rules.errors import Fault, FaultyInput
from rules.labels import Words

POSTGRESQL = Path("/usr/lib/postgresql")
"""Where Debian keeps the programs of each version."""


@dataclass(frozen=True, slots=True)
class LedgerEnd:
    """Where the ledger ends: entries, chains, and one digest over the last entry of every chain."""

    entries: int
    chains: int
    sha256: str


def copy_database(store: Store, target: Path) -> LedgerEnd:
    """Copy the database into a file, whole, as it stood at one instant; nobody who writes has to wait.

    Raises:
        FaultyInput: the program that copies a PostgreSQL database is not there, or cannot.
    """
    if store.engine.dialect.name == "sqlite":
        return _copy_sqlite(store, target)
    with store.read() as session:
        connection = session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        snapshot = connection.exec_driver_sql("SELECT pg_export_snapshot()").scalar_one()
        end = ledger_end(session)
        _run("pg_dump", store.engine.url, "-Fc", "--no-owner", f"--snapshot={snapshot}", f"--file={target}")
    return end


def put_back(copy: Path, url: str) -> None:
    """Put a copy of PostgreSQL into the empty database at `url`: all of it or nothing.

    Raises:
        FaultyInput: the program that does it is not there, or cannot.
    """
    _run("pg_restore", make_url(url), "--no-owner", "--single-transaction", "--exit-on-error", str(copy))


def require_empty(url: str) -> None:
    """Raises:
    FaultyInput: something is in that database, or it cannot be reached.
    """
    engine = create_engine(url, poolclass=NullPool)
    try:
        there = inspect(engine).get_table_names()
    except OperationalError as error:
        why = str(error.orig).partition("\n")[0]
        raise FaultyInput(
            [_fault(url, Words("连接不上（{why}）", "cannot be reached ({why})", why=why))]
        ) from None
    finally:
        engine.dispose()
    if there:
        raise FaultyInput([_fault(url, Words("不是空的", "is not empty"))])


def ledger_end(session: Session) -> LedgerEnd:
    """Where the ledger ends in what this session sees."""
    last = (
        select(col(LedgerEntry.chain).label("chain"), func.max(col(LedgerEntry.number)).label("number"))
        .group_by(col(LedgerEntry.chain))
        .subquery()
    )
    query = select(col(LedgerEntry.chain), col(LedgerEntry.number), col(LedgerEntry.digest)).join(
        last, (last.c.chain == col(LedgerEntry.chain)) & (last.c.number == col(LedgerEntry.number))
    )
    return _end(tuple(row) for row in session.execute(query))


def _end(rows: Iterable[Sequence[object]]) -> LedgerEnd:
    # Sorted here: databases differ in how they order Chinese.
    ends = sorted((str(chain), int(str(number)), str(digest)) for chain, number, digest in rows)
    lines = [f"{chain}\x00{number}\x00{digest}\n" for chain, number, digest in ends]
    entries = sum(number for _, number, _ in ends)
    return LedgerEnd(entries, len(lines), hashlib.sha256("".join(lines).encode()).hexdigest())


def _copy_sqlite(store: Store, target: Path) -> LedgerEnd:
    with closing(sqlite3.connect(target)) as copy:
        pooled = store.engine.raw_connection()
        try:
            assert pooled.driver_connection is not None
            pooled.driver_connection.backup(copy)
        finally:
            pooled.close()
        # One file for all of it; whoever opens it again turns the journal ahead on by himself.
        copy.execute("PRAGMA journal_mode=DELETE")
        query = """SELECT chain, number, digest FROM ledger_entry JOIN
                   (SELECT chain, max(number) AS number FROM ledger_entry GROUP BY chain) USING (chain, number)"""
        return _end(copy.execute(query).fetchall())


def _run(program: str, place: URL, *arguments: str) -> None:
    """Run a program of PostgreSQL; the password goes by the environment, where no list of processes shows it."""
    shown = place.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    command = [_found(program), f"--dbname={shown}", *arguments]
    secret = {"PGPASSWORD": str(place.password)} if place.password else {}
    done = subprocess.run(  # noqa: S603 - a program of PostgreSQL, and nothing that anybody typed but the database
        command, env=os.environ | secret, capture_output=True, text=True, check=False
    )
    if done.returncode:
        why = done.stderr.strip().partition("\n")[0]
        raise FaultyInput(
            [_fault(shown, Words("{program}：{why}", "{program}: {why}", program=program, why=why))]
        )


def _found(program: str) -> str:
    """Where the program is: on the path, or where Debian keeps it, the newest first.

    Raises:
        FaultyInput: it is not there.
    """
    debian = sorted(POSTGRESQL.glob(f"*/bin/{program}"), key=lambda path: path.parts[-3], reverse=True)
    found = shutil.which(program) or (str(debian[0]) if debian else None)
    if found is None:
        raise FaultyInput(
            [
                Fault(
                    Words("备份 PostgreSQL 数据库", "a backup of a PostgreSQL database"),
                    Words("本机没有程序 {program}", "this machine has no program {program}", program=program),
                    Words(
                        "请安装 PostgreSQL 客户端（Debian：postgresql-client），再运行一次",
                        "install the client programs of PostgreSQL (Debian: postgresql-client), then run it again",
                    ),
                )
            ]
        )
    return found


def _fault(url: object, what: Words) -> Fault:
    shown = make_url(str(url)).render_as_string(hide_password=True)
    return Fault(
        Words("数据库 {url}", "the database {url}", url=shown),
        what,
        Words("请另建一个空的数据库", "make an empty database for it"),
    )
