"""A backup put back (恢复): into an empty place only, after every byte of it was held against its manifest.

The place gets its name last, so that what breaks off leaves nothing behind. Then the ledger is verified there and
held against the end that the manifest states.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from sqlalchemy import make_url

from flows.backup import COURT, DATABASE, FORMAT, MANIFEST
from records import schema
from records.database_copy import LedgerEnd, ledger_end, put_back, require_empty
from records.store import Store
from records.verification import Verified, verify
from rules.certificates import sealed
from rules.errors import BrokenLedger, Fault, FaultyInput
from rules.labels import Words

_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back, and what was found of it."""

    home: Path
    database: str
    court: Path | None
    made_at: str
    files: int
    verified: Verified


def looked_through(path: Path, digest: str = "") -> dict[str, Any]:
    """The manifest of an archive whose every byte is as its manifest says; nothing is written.

    Args:
        path: the archive.
        digest: what the manifest's own digest must be, where somebody kept it.

    Raises:
        FaultyInput: it is no backup, is cut off, or was changed.
    """
    try:
        with tarfile.open(path, "r:") as archive:
            manifest, found = _contents(path, archive)
    except OSError as error:
        raise _refused(
            path, Words("不能读取（{why}）", "cannot be read ({why})", why=error.strerror or "?")
        ) from None
    except (tarfile.TarError, EOFError, ValueError) as error:
        raise _refused(
            path, Words("不是完整的备份（{why}）", "is no whole backup ({why})", why=error)
        ) from None
    said = {name: (each["size"], each["sha256"]) for name, each in manifest["files"].items()}
    wrong = sorted(name for name in said.keys() | found.keys() if said.get(name) != found.get(name))
    if wrong:
        raise _refused(path, Words("有{n}个文件缺少或被改动，如“{name}”", "{n} files are missing or changed, such as “{name}”",
                                   n=len(wrong), name=wrong[0]))  # fmt: skip
    if digest and manifest["sha256"] != digest:
        raise _refused(
            path, Words("不是摘要为{digest}的那一份", "is not the one of digest {digest}", digest=digest)
        )
    return manifest


def restore(path: Path, home: Path, *, database: str = "", digest: str = "") -> Restored:
    """Put a backup into a folder that is empty or not there, and its database into one that is empty.

    Raises:
        FaultyInput: the archive is not whole, the place is not empty, or a database must be named. Nothing was written.
        BrokenLedger: what was put back is not what the manifest states.
    """
    home = home.resolve()
    manifest = looked_through(path, digest)
    url = _where(path, manifest, home, database)
    part = home.with_name(f".{home.name}.{os.getpid()}")
    try:
        part.mkdir(parents=True)
        _extract(path, part, manifest)
        copy = part / DATABASE
        if make_url(url).get_backend_name() == "sqlite":
            copy.rename(part / "zelian.db")
        else:
            put_back(copy, url)
            copy.unlink()
        if home.is_dir():
            home.rmdir()
        part.rename(home)
    except OSError as error:
        raise _refused(
            home, Words("不能写入（{why}）", "cannot be written ({why})", why=error.strerror or "?")
        ) from None
    finally:
        shutil.rmtree(part, ignore_errors=True)
    court = home / COURT
    verified = _verified(url, court if court.is_dir() else None, manifest)
    files = len(manifest["files"]) - 1
    return Restored(home, url, court if court.is_dir() else None, manifest["made_at"], files, verified)  # fmt: skip


def _where(path: Path, manifest: dict[str, Any], home: Path, database: str) -> str:
    """The database to put it into, after both places were found empty."""
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise _refused(home, Words("不是空的文件夹", "is no empty folder"))
    if manifest["schema"] > schema.HEAD:
        raise _refused(path, Words("由更新版本的程序制作", "was made by a newer program"))
    if manifest["database"] == "sqlite":
        if database:
            raise _refused(path, Words("是 SQLite 的备份，不能写入 {url}", "is of SQLite and cannot go into {url}",
                                       url=make_url(database).render_as_string(hide_password=True)))  # fmt: skip
        return f"sqlite:///{home / 'zelian.db'}"
    if not database or make_url(database).get_backend_name() != manifest["database"]:
        raise _refused(path, Words("是 PostgreSQL 的备份，须用 --database 写明一个空的 PostgreSQL 数据库",
                                   "is of PostgreSQL: name an empty PostgreSQL database with --database"))  # fmt: skip
    require_empty(database)
    return database


def _contents(path: Path, archive: tarfile.TarFile) -> tuple[dict[str, Any], dict[str, tuple[int, str]]]:
    """The manifest, which stands last, and size and digest of every file before it."""
    found: dict[str, tuple[int, str]] = {}
    said: Any = None
    for member in archive:
        content = archive.extractfile(member)
        if content is None or said is not None or member.name in found:
            raise _refused(
                path, Words("“{name}”不应在其中", "“{name}” does not belong in it", name=member.name)
            )
        if member.name == MANIFEST:
            said = json.load(content)
        else:
            found[member.name] = member.size, _digest(content)
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise _refused(path, Words("不是责链的备份，或者被截断", "is no backup of Zelian, or is cut off"))
    if said != sealed(said) or not all(map(_safe, said["files"])):
        raise _refused(path, Words("清单被改动", "its manifest was changed"))
    return said, found


def _safe(name: str) -> bool:
    """A name that stays inside the folder it is put into."""
    place = PurePosixPath(name)
    return not place.is_absolute() and ".." not in place.parts and "\\" not in name


def _extract(path: Path, home: Path, manifest: dict[str, Any]) -> None:
    with tarfile.open(path, "r:") as archive:
        for member in archive:
            if member.name not in manifest["files"]:
                continue
            place = home / member.name
            place.parent.mkdir(parents=True, exist_ok=True)
            content = archive.extractfile(member)
            assert content is not None  # looked at before
            with place.open("xb") as out:
                shutil.copyfileobj(content, out, _AT_ONCE)
            with place.open("rb") as written:
                if _digest(written) != manifest["files"][member.name]["sha256"]:
                    raise _refused(path, Words("在恢复过程中被改动", "was changed while it was put back"))


def _verified(url: str, court: Path | None, manifest: dict[str, Any]) -> Verified:
    said = manifest["ledger"]
    with _opened(url, court) as store, store.read() as session:
        found = verify(session)
        end = ledger_end(session)
    if end != LedgerEnd(said["entries"], said["chains"], said["sha256"]):
        raise BrokenLedger(
            Words(
                "恢复的台账止于{found}条记录，备份清单写明{said}条，摘要不符",
                "the ledger put back ends at {found} entries; the manifest states {said}, of another digest",
                found=end.entries,
                said=said["entries"],
            )
        )
    return found


@contextmanager
def _opened(url: str, court: Path | None) -> Iterator[Store]:
    store = Store.open(url, court)
    try:
        yield store
    finally:
        store.close()


def _digest(content: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while piece := content.read(_AT_ONCE):
        digest.update(piece)
    return digest.hexdigest()


def _refused(path: Path, what: Words) -> FaultyInput:
    return FaultyInput(
        [
            Fault(
                Words("{path}", "{path}", path=path),
                what,
                Words(
                    "什么也没有写入；请换一份备份或者换一个空处",
                    "nothing was written; take another backup or place",
                ),
            )
        ]
    )
