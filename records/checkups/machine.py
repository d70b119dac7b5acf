"""Check-ups of the machine (本机): the database is sound, guarded against changes of the ledger, and has room."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from records.append_only import GUARDED
from records.checkups.checkup import Checkup, Level, Surroundings
from rules.labels import Words

_TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    # 'O' and 'A': it fires for everybody who writes.
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A')",
}
_INDEXES = """
SELECT c.relname, bt_index_check(c.oid) FROM pg_class c JOIN pg_am a ON a.oid = c.relam
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE a.amname = 'btree' AND c.relkind = 'i' AND n.nspname = current_schema()
"""


class TheDatabaseIsSound(Checkup):
    """数据库文件没有损坏."""

    code = "database"
    words = Words("数据库没有损坏", "the database is sound")
    mend = Words(
        "请立即停止写入，由备份恢复：zelian restore", "stop writing, and restore a backup: zelian restore"
    )

    def found(self, here: Surroundings) -> Iterator[str]:
        connection = here.session.connection()
        if connection.dialect.name == "sqlite":
            for (said,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
                if said != "ok":
                    yield str(said)
            for table, row, owner, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
                yield f"{table} {row} → {owner}"
        elif _has_amcheck(connection):
            try:
                connection.exec_driver_sql(_INDEXES).all()
            except DBAPIError as error:
                yield str(error.orig).partition("\n")[0]


class AmcheckIsThere(Checkup):
    """PostgreSQL 装有 amcheck."""

    code = "amcheck"
    level = Level.NOTE
    words = Words("数据库可以自查索引", "the database can look at its own indexes")
    mend = Words(
        "PostgreSQL 未装 amcheck 扩展，索引没有自查；可由管理员运行 CREATE EXTENSION amcheck",
        "PostgreSQL has no extension amcheck, so indexes were not looked at: CREATE EXTENSION amcheck",
    )

    def found(self, here: Surroundings) -> Iterator[str]:
        connection = here.session.connection()
        if connection.dialect.name == "postgresql" and not _has_amcheck(connection):
            yield "amcheck"


class TheLedgerIsGuarded(Checkup):
    """数据库拒绝改动台账的触发器都在."""

    code = "guards"
    words = Words(
        "数据库拒绝改动台账的触发器都在", "the triggers that refuse changes of the ledger are there"
    )
    mend = Words(
        "触发器被删除或停用：请查明何人所为，核验台账，并与备份核对",
        "somebody dropped or disabled them: find out who, verify the ledger, and compare with a backup",
    )

    def found(self, here: Surroundings) -> Iterator[str]:
        connection = here.session.connection()
        kind = connection.dialect.name
        there = {row[0] for row in connection.exec_driver_sql(_TRIGGERS[kind])}
        wanted = {name for guards in GUARDED.values() for name in guards[kind]}
        yield from sorted(wanted - there)


class ThereIsRoom(Checkup):
    """磁盘空间充足."""

    code = "free_space"
    words = Words("本机数据所在磁盘空间充足", "there is room on the disk where the data lie")
    mend = Words("请清理磁盘，或者移走旧备份", "make room, or move old backups away")

    def found(self, here: Surroundings) -> Iterator[Words]:
        free = shutil.disk_usage(here.home).free // 2**20
        least = int(here.rules["checkup.free_space"])
        if free < least:
            yield Words(
                "剩余{free}兆字节，至少应有{least}兆字节",
                "{free} MB left, {least} MB wanted",
                free=free,
                least=least,
            )


def _has_amcheck(connection: Connection) -> bool:
    found = connection.exec_driver_sql("SELECT 1 FROM pg_extension WHERE extname = 'amcheck'").first()
    return found is not None


MACHINE: tuple[Checkup, ...] = (TheDatabaseIsSound(), AmcheckIsThere(), TheLedgerIsGuarded(), ThereIsRoom())
