"""The account (清点) of a database and its home: every row and every file, said so that two runs can be compared.

Row numbers say nothing, and a PostgreSQL counts on after a transaction that died: keys that name a clock by its number
name it here by what it is. The hour of a delivery is its own. Where the second life acted later than the first would
have, times are left out, and with them the digests that were taken of them; the chain of digests is verified anyway.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import NullPool, create_engine, text
from sqlmodel import SQLModel

from tests.faults.rooms import Room

Account = Counter[str]

_LEFT_OUT = {
    ("delivery", "at"),
    ("notice", "next_at"),
    ("notice", "leased_until"),
    ("closed_case", "list_id"),
}
_SEALS = "ledger_seal"
"""When the routine sealed, and how much at once, is another matter in every life; that all is sealed rightly is verified."""
_LETTER = re.compile(r"\d{8}T\d{6}-(?=[0-9a-f]{24})")
_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?([+-]\d\d:?\d\d)?")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_CLOCK = re.compile(r"((?:calendar|due_soon|overdue):[^:\" ]+):(\d+)")
_NOT_OURS = ("zelian.db", "list.csv", "routes.yaml")


def account_of(room: Room, *, later: bool) -> Account:
    """Every row and every whole file, each with how often it is there."""
    engine = create_engine(room.url, poolclass=NullPool)
    with engine.connect() as connection:
        tables = {
            table.name: connection.execute(text(f"SELECT * FROM {table.name}")).mappings().all()
            for table in SQLModel.metadata.sorted_tables
        }
    engine.dispose()
    clocks = _names(tables["clock"])
    keys = {row["id"]: _clock_named(row["key"], clocks) for row in tables["notice"]}
    found: Account = Counter()
    for name, rows in tables.items():
        for row in rows if name != _SEALS else ():
            said = " ".join(
                f"{column}={keys[value] if column == 'notice_id' else value}"
                for column, value in row.items()
                if column != "id" and (name, column) not in _LEFT_OUT
            )
            found[_plain(f"{name}: {_clock_named(said, clocks)}", later=later)] += 1
    for path in files_of(room.home):
        where = str(path.relative_to(room.home))
        content = (
            ""
            if later or path.suffix == ".eml" or "退回清单" in where
            else hashlib.sha256(path.read_bytes()).hexdigest()
        )
        found[f"file {_plain(where, later=later)} {content}"] += 1
    return found


def files_of(home: Path) -> list[Path]:
    """Every whole file of a home: none that was being written when its writer died."""
    return [
        path
        for path in home.rglob("*")
        if path.is_file() and not path.name.startswith((".", *_NOT_OURS)) and not _being_written(path)
    ]


def half_written(home: Path) -> list[Path]:
    """The files that a death left half-written, under names that nobody takes for a paper."""
    return [path for path in home.rglob("*") if path.is_file() and _being_written(path)]


def _being_written(path: Path) -> bool:
    return path.suffix in {".part", ".tmp"} or path.name == "part" or path.name.startswith(".")


def _names(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Each clock by its proceeding, its code, and whether it is the first or the second of that code."""
    seen: Counter[tuple[str, str]] = Counter()
    names = {}
    for row in sorted(rows, key=lambda row: row["id"]):
        place = row["proceeding"], row["code"]
        seen[place] += 1
        names[str(row["id"])] = f"{place[1]}/{seen[place]}"
    return names


def _clock_named(said: str, clocks: Mapping[str, str]) -> str:
    if ":" not in said or not any(kind in said for kind in ("calendar:", "due_soon:", "overdue:")):
        return said
    return _CLOCK.sub(lambda key: f"{key[1]}:{clocks.get(key[2], '?')}", said)


def _plain(said: str, *, later: bool) -> str:
    if ".eml" in said:
        said = _LETTER.sub("", said)
    return _TIME.sub("时刻", _DIGEST.sub("摘要", said)) if later else said
