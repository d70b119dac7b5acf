"""A backup (备份): the database and the files that are records, in one archive with a manifest of digests.

It is taken while others work. The database is copied first, the files after: a file of evidence is written before
its act is on record, so every file that the copy names is there. docs/decisions/0027-backup.md.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from flows.office import Office
from records import ledger, schema
from records.database_copy import LedgerEnd, copy_database
from rules.certificates import sealed
from rules.clocks import BEIJING
from rules.errors import Fault, FaultyInput
from rules.labels import Words
from rules.roles import Actor

REGISTER = "register:backups"
"""The ledger chain in which it is noted who took a backup."""
FORMAT = "zelian-backup-1"
MANIFEST, DATABASE = "manifest.json", "database"
FOLDERS = ("evidence", "papers", "mailbox")
"""The folders of an installation whose files are records; the lists and certificates of the rounds lie with the papers."""
COURT = "court"
"""Where the court's own parameters, calendar, score sheets and templates stand in an archive."""
KEYS = frozenset({".key", ".pem", ".p12", ".pfx"})
LEFT_OUT = (
    Words("密钥、口令和 zelian.env", "keys, secrets and zelian.env"),
    Words("Prefect 的流程记录", "what Prefect saw"),
    Words("日志", "logs"),
)


@dataclass(frozen=True, slots=True)
class Backup:
    """What was taken."""

    path: Path
    size: int
    files: int
    ledger: LedgerEnd
    sha256: str
    """The digest of the manifest: whoever keeps it elsewhere can tell this archive from every other."""


def back_up(office: Office, target: Path, *, court: Path | None, by: Actor, now: datetime) -> Backup:
    """Write one archive; a folder gets one under the name of the hour. Whole under its name, or not there.

    Who takes a backup takes everything: that he did stands in the ledger before the archive has its name.

    Raises:
        FaultyInput: there is such a file already, it cannot be written, or the database cannot be copied.
    """
    path = target / f"zelian-{now.astimezone(BEIJING):%Y%m%d-%H%M%S}.tar" if target.is_dir() else target
    if path.exists():
        raise FaultyInput([_fault(path, Words("已经有这个文件", "is there already"))])
    if not path.parent.is_dir():
        raise FaultyInput([_fault(path, Words("没有这个文件夹", "its folder is not there"))])
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".zelian-backup-") as work:
            copy = Path(work) / DATABASE
            end = copy_database(office.store, copy)
            about = {
                "format": FORMAT,
                "made_at": now.isoformat(),
                "database": office.store.engine.dialect.name,
                "schema": schema.HEAD,
                "ledger": {"entries": end.entries, "chains": end.chains, "sha256": end.sha256},
                "left_out": [words.to("zh") for words in LEFT_OUT],
            }
            manifest = _write(part, about, [(DATABASE, copy), *_records(office.papers.parent, court)])
        with office.store.begin() as session:
            said = {"trigger": "backup", "by": by.code, "entries": end.entries, "sha256": manifest["sha256"]}
            ledger.note(session, REGISTER, now, said)
        part.replace(path)
    except OSError as error:
        raise FaultyInput(
            [_fault(path, Words("不能写入（{why}）", "cannot be written ({why})", why=error.strerror or "?"))]
        ) from None
    finally:
        part.unlink(missing_ok=True)
    return Backup(path, path.stat().st_size, len(manifest["files"]) - 1, end, manifest["sha256"])


def _records(home: Path, court: Path | None) -> Iterator[tuple[str, Path]]:
    """The files that are records, by their name in the archive. Half-written ones have a dot before their name."""
    for name, folder in [*((name, home / name) for name in FOLDERS), *([(COURT, court)] if court else [])]:
        for path in sorted(folder.rglob("*")):
            inside = path.relative_to(folder)
            hidden = any(part.startswith(".") or part == "keys" for part in inside.parts)
            if path.is_file() and not path.is_symlink() and not hidden and path.suffix.lower() not in KEYS:
                yield f"{name}/{inside.as_posix()}", path


def _write(path: Path, about: dict[str, Any], files: list[tuple[str, Path]]) -> dict[str, Any]:
    """Write the archive, its manifest last: it states the digest of what was written, whatever became of a file since."""
    found: dict[str, dict[str, Any]] = {}
    with path.open("xb") as out:
        os.fchmod(out.fileno(), 0o600)  # Everything a court has on people is in it.
        with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
            for name, place in files:
                with (
                    suppress(FileNotFoundError),
                    place.open("rb") as content,
                ):  # a paper that was just replaced
                    found[name] = _add(archive, name, content)
            manifest = sealed(about | {"files": found})
            text = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
            archive.addfile(_member(MANIFEST, len(text)), io.BytesIO(text))
        out.flush()
        os.fsync(out.fileno())
    return manifest


def _add(archive: tarfile.TarFile, name: str, content: IO[bytes]) -> dict[str, Any]:
    """Add a file as it is now: by way of a copy of our own, for another may be writing to it."""
    with tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(content, copy)
        size = copy.tell()
        copy.seek(0)
        digest = hashlib.file_digest(copy, "sha256").hexdigest()
        copy.seek(0)
        archive.addfile(_member(name, size), copy)
    return {"size": size, "sha256": digest}


def _member(name: str, size: int) -> tarfile.TarInfo:
    found = tarfile.TarInfo(name)
    found.size, found.mode = size, 0o600
    return found


def _fault(path: Path, what: Words) -> Fault:
    return Fault(
        Words("备份文件 {path}", "the backup {path}", path=path),
        what,
        Words("请换一个位置或者文件名", "choose another place or name"),
    )
