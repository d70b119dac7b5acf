"""A database that does not answer (案卷库故障): what the driver says of it becomes a sentence, and says what is certain.

Whatever broke off before the COMMIT was not done. A connection that breaks during the COMMIT leaves it open whether
the server still heard it: then the sentence says so, and asks to look first.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import DBAPIError, InvalidatePoolError
from sqlalchemy.pool import ConnectionPoolEntry

from rules.errors import OutOfReach
from rules.labels import Words
from rules.outages import BROKEN, FULL, MAKE_ROOM, READ_ONLY, out_of_reach

AWAY = Words("案卷库连接不上，或者连接中断", "the database is away, or the connection broke")
BUSY = Words("案卷库正忙，等待超时", "the database is busy, and we waited too long")
WAIT = Words("请稍等片刻", "wait a moment")
UNSURE = Words(
    "存盘时案卷库连接中断：这次可能已经办成，也可能没有。请先查看该事项，再决定是否重办",
    "the connection to the database broke while this was being kept: it may have been done, or not. Look first, then "
    "decide whether to do it again",
)

_SQLITE: dict[int, tuple[Words, Words]] = {
    sqlite3.SQLITE_FULL: (FULL, MAKE_ROOM),
    sqlite3.SQLITE_IOERR: (BROKEN, MAKE_ROOM),
    sqlite3.SQLITE_READONLY: (READ_ONLY, MAKE_ROOM),
    sqlite3.SQLITE_CANTOPEN: (READ_ONLY, MAKE_ROOM),
    sqlite3.SQLITE_BUSY: (BUSY, WAIT),
}
_POSTGRESQL: dict[str, tuple[Words, Words]] = {
    # The classes of SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html
    "08": (AWAY, WAIT),
    "53": (BUSY, WAIT),
    "57": (AWAY, WAIT),
    "58": (BROKEN, MAKE_ROOM),
}
_DISK_FULL = "53100"
_CANCELED = "57014"


def _is_operational(error: BaseException | None) -> bool:
    """Whether the driver of PostgreSQL says that something is wrong with the server and not with what was asked."""
    drivers = {f"{kind.__module__.partition('.')[0]}.{kind.__name__}" for kind in type(error).__mro__}
    return not drivers.isdisjoint({"psycopg.OperationalError", "psycopg.InternalError"})


@dataclass
class Course:
    """How far a transaction has come."""

    committing: bool = False


@contextmanager
def in_words(course: Course | None = None) -> Iterator[None]:
    """Turn what the driver says of a database that is away, full or busy into a sentence.

    Raises:
        OutOfReach: in its place. Any other error of the driver is a fault of the program and stays what it is.
    """
    try:
        yield
    except Exception as error:
        # Prepared rows go straight to the driver, and what it says then comes as it is.
        said = _meaning(error.orig if isinstance(error, DBAPIError) else error)
        if said is None:
            raise
        why, mend = said
        # An SQLite that refuses a COMMIT has not made it; nobody else could have.
        if course and course.committing and why is AWAY:
            raise OutOfReach(UNSURE) from error
        raise out_of_reach(why, mend) from error


def _meaning(error: BaseException | None) -> tuple[Words, Words] | None:
    if isinstance(error, sqlite3.Error):
        return _SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    if not _is_operational(error):
        return None
    state = getattr(error, "sqlstate", None)
    if state == _DISK_FULL:
        return FULL, MAKE_ROOM
    if state == _CANCELED:
        return BUSY, WAIT
    if state is None:  # The server said nothing: it was not there, or went away in the middle of a word.
        return AWAY, WAIT
    return _POSTGRESQL.get(state[:2])


def ask_first(engine: Engine) -> None:
    """Ask a connection that has rested whether its server is still there, and take a new one where it is not.

    One in steady use is not asked: an act would pay for it each time, and is told by the driver anyway.
    """

    def put_back(_: Any, record: ConnectionPoolEntry) -> None:
        record.info[_RESTS_SINCE] = monotonic()

    def taken_up(connection: Any, record: ConnectionPoolEntry, _: Any) -> None:
        if monotonic() - record.info.get(_RESTS_SINCE, monotonic()) < RESTED:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as gone:
            raise InvalidatePoolError from gone  # The others are no younger than this one.

    event.listen(engine, "checkin", put_back)
    event.listen(engine, "checkout", taken_up)


_RESTS_SINCE = "zelian_rests_since"
RESTED = 2.0
"""Seconds after which a connection may have lost its server without anybody noticing."""
