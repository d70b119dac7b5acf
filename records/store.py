"""The store (案卷库): one database, opened with the rules and the calendar that every act is judged by.

SQLite in WAL mode is the embedded default; PostgreSQL takes its place by one setting. A transaction is opened by
`Store.begin` and nowhere else; what it writes is kept whole or not at all.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from copy import copy
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlmodel import Session, SQLModel

from records import hashing, outages, schema
from records.transactions import Transaction
from records.turnstile import Place
from rules.hashing import HashName
from rules.parameters import RuleBook, Rules, rule_book
from rules.roles import Actor
from rules.workdays import Calendar, calendar

SQLITE_PRAGMAS = (
    "PRAGMA busy_timeout=30000",  # First: what follows may have to wait for another program already.
    "PRAGMA synchronous=FULL",  # A ledger of record survives a power cut with its last commit.
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",  # Without it INSERT OR REPLACE would pass the append-only triggers.
)
WAL_TRIES, WAL_PAUSE = 600, 0.05
"""How often, and after how many seconds, a new database is asked again to keep its journal ahead."""


class Store:
    """A database with the rule book and the holiday calendar in use."""

    def __init__(
        self, engine: Engine, rules: RuleBook, days: Calendar, hash_name: HashName = HashName.SHA256
    ) -> None:
        self.engine = engine
        self.rules = rules
        self.calendar = days
        self.hash_name = hash_name
        hashing.bind(hash_name)
        self._pinned: dict[str, Rules] = {}
        self.reader: Actor | None = None
        """Who reads; None: the machine, which has to see everything."""

    def as_seen_by(self, reader: Actor) -> Store:
        """The same store, that shows this reader nothing the reader may not know of (`records.visibility`)."""
        seen = copy(self)
        seen.reader = reader
        return seen

    @classmethod
    def open(
        cls, url: str, court_directory: Path | None = None, *, durable: bool = True, ledger_hash: str = ""
    ) -> Store:
        """Open the database at `url`, bringing its tables up to date first.

        `ledger_hash` names the algorithm of a new ledger; empty: the one it has, or SHA-256. Without `durable` the last commits may be lost in a power cut (SQLite only); nothing is ever half-written.

        Raises:
            FaultyInput: the court's own parameters or calendar are not well formed, the database is newer, or its
                ledger was begun with another algorithm.
        """
        rules, days = (
            rule_book(part(court_directory, "parameters")),
            calendar(part(court_directory, "calendar")),
        )
        if make_url(url).get_backend_name() == "sqlite":
            place = make_url(url).database
            if place and place != ":memory:":
                Path(place).parent.mkdir(parents=True, exist_ok=True)
        engine = _engine(url, durable=durable)
        try:
            with outages.in_words():
                schema.upgrade(engine)
                chosen = hashing.of_database(engine, ledger_hash)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, rules, days, chosen)

    @classmethod
    def throw_away(cls, rules: RuleBook | None = None, days: Calendar | None = None) -> Store:
        """A store in memory, for 推演 and tests: the same tables and triggers, gone when closed."""
        engine = _engine("sqlite://")
        SQLModel.metadata.create_all(engine)
        return cls(engine, rules or rule_book(), days or calendar())

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """One transaction: committed at the end, rolled back on any error."""
        hashing.must_be(self.hash_name)
        course = outages.Course()
        with (
            outages.in_words(course),
            Session(self.engine, info=self._info(), expire_on_commit=False) as session,
        ):
            try:
                with session.begin():
                    yield session
                    course.committing = True
            finally:  # Kept, it would keep the file open after the store is closed.
                session.info.pop("transaction", None)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Read without keeping writers out; nothing written here is kept."""
        engine = self.engine.execution_options(zelian_reads=True)
        with (
            outages.in_words(),
            Session(engine, info=self._info(), expire_on_commit=False) as session,
        ):
            if self.reader is not None:
                from records import visibility

                visibility.see_as(session, self.reader)
            yield session
            session.expunge_all()  # What was read stays readable after the end.
            session.rollback()
            session.info.pop("cursor", None)

    def _info(self) -> dict[str, Any]:
        return {"rules": self.rules, "calendar": self.calendar, "pinned": self._pinned}

    @contextmanager
    def act(self) -> Iterator[Transaction]:
        """As `begin`, for acts alone: the driver's connection without a session, which costs more than an act."""
        hashing.must_be(self.hash_name)
        course = outages.Course()
        with outages.in_words(course):
            connection = self.engine.raw_connection()
            try:
                if self.engine.dialect.name == "sqlite":
                    _begin_writing(connection.driver_connection, connection.info)
                yield Transaction(connection.cursor(), self.engine.dialect, self._info())
                course.committing = True
                connection.commit()
            except BaseException:
                connection.rollback()
                raise
            finally:
                connection.close()

    def close(self) -> None:
        self.engine.dispose()


def part(court_directory: Path | None, name: str) -> Path | None:
    """One part of a court's own directory: `parameters`, `calendar`, `score_sheets`, `exit_grounds` or `templates`."""
    return court_directory / name if court_directory else None


def _engine(url: str, *, durable: bool = True) -> Engine:
    in_memory = make_url(url).get_backend_name() == "sqlite" and not make_url(url).database
    options: dict[str, Any] = {"hide_parameters": True}  # An error must not print people's data.
    if in_memory:
        from sqlalchemy.pool import StaticPool

        options |= {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}}
    engine = create_engine(url, **options)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        if not durable:
            event.listen(engine, "connect", _without_waiting)
        if not in_memory and not engine.url.query:  # A name with options is SQLite's own affair.
            event.listen(
                engine, "connect", partial(_stand_in_line, os.path.realpath(str(engine.url.database)))
            )
            event.listen(engine, "checkin", _leave)
            event.listen(engine, "close", _leave_for_good)
    else:
        outages.ask_first(engine)
    return engine


def _prepare_sqlite(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # We say BEGIN ourselves; the driver's own would come too late.
    for pragma in SQLITE_PRAGMAS:
        connection.execute(pragma)
    _journal_ahead(connection)


def _journal_ahead(connection: Any) -> None:
    """Put the database into WAL mode, once in its life. SQLite does not wait for others here, so we do."""
    for _ in range(WAL_TRIES):
        if connection.execute("PRAGMA journal_mode").fetchone()[0] in ("wal", "memory"):
            return
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode=WAL")
            return
        time.sleep(WAL_PAUSE)
    connection.execute("PRAGMA journal_mode=WAL")


def _without_waiting(connection: Any, _: Any) -> None:
    connection.execute("PRAGMA synchronous=NORMAL")


def _begin_sqlite(connection: Connection) -> None:
    driver: Any = connection.connection.driver_connection
    if connection.get_execution_options().get("zelian_reads", False):
        driver.execute("BEGIN")
    else:
        _begin_writing(driver, connection.info)


def _begin_writing(driver: Any, info: dict[Any, Any]) -> None:
    """SQLite: be the one who writes, from now on, after everybody who came before."""
    place = info.get("place")
    if place is not None:
        place.enter()
    driver.execute("BEGIN IMMEDIATE")


def _stand_in_line(database: str, _: Any, record: Any) -> None:
    record.info["place"] = Place(database)


def _leave(_: Any, record: Any) -> None:
    if "place" in record.info:
        record.info["place"].leave()


def _leave_for_good(_: Any, record: Any) -> None:
    if "place" in record.info:
        record.info.pop("place").close()
