"""The export of a ledger (台账导出): one text file that holds everything a stranger needs to verify it.

A line each: what it is; every seal; every entry, in the order of the tree, as the very bytes its digest is taken of;
and last the SHA-256 of all bytes before. Nothing in it is repeated, so nothing in it can contradict itself.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from pydantic_core import from_json
from sqlalchemy import select
from sqlmodel import Session, col

from records import hashing
from records.entry_places import place_of
from records.ledger import genesis
from records.seal_verification import Counted, SealsVerified, StoredSeal, verify_seal_rows
from records.sealed_tree import LeafTree
from records.seals import LedgerSeal, last_seal
from records.stored_text import streamed
from rules.canonical import canonical_record
from rules.checkpoints import TreeHead, tree_head
from rules.errors import BrokenLedger, Fault, FaultyInput, NotFound
from rules.hashing import Hashing, HashName
from rules.hashing import hashing as hashing_named
from rules.labels import Words
from rules.signed_notes import PublicKey

KIND, FORMAT = "ledger-export", 1
_LONGEST = 1 << 26
"""Bytes of the longest line that is read: whoever sends an endless one must not fill our memory."""


@dataclass(frozen=True, slots=True)
class Export:
    """What an export holds, once it was verified or written."""

    entries: int
    chains: int
    seals: SealsVerified
    head: TreeHead
    """What the newest seal says of it all."""


def write_export(session: Session, file: Path, keys: Iterable[PublicKey]) -> int:
    """Write all sealed entries, their seals and the public keys; whole, or not at all. Returns the number of entries.

    Raises:
        NotFound: nothing is sealed.
        FaultyInput: there is such a file already, or it cannot be written.
    """
    newest = last_seal(session)
    if newest is None:
        raise NotFound(
            Words("台账尚未封存，没有可导出的记录", "nothing is sealed yet, so there is nothing to export")
        )
    by = hashing_named(hashing.kept(session))
    what = {
        "kind": KIND,
        "format": FORMAT,
        "hash": by.name.value,
        "entries": newest.size,
        "seals": newest.number,
        "keys": [str(key) for key in keys],
    }
    beside = file.with_name(file.name + ".part")
    if file.exists():
        raise _faulty(
            file,
            Words("已经有了，不予覆盖", "it is there already and is not overwritten"),
            Words("请换一个文件名", "give another name"),
        )
    try:
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:  # noqa: PTH123 - the mode is given
            _write_lines(out, _lines(session, newest, what))
            out.flush()
            os.fsync(out.fileno())
        beside.rename(file)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise _faulty(
            file,
            Words("写不进去（{error}）", "it cannot be written ({error})", error=error.strerror),
            Words("请核对文件夹和剩余空间", "check the folder and the space left"),
        ) from None
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return newest.size


def verify_export(file: Path, keys: Iterable[PublicKey] = ()) -> Export:
    """Verify an export without any database: every chain, every seal, and the digest of the whole.

    keys: those at hand; a signature by another is not checked, and counted so. The keys in the file prove nothing.

    Raises:
        BrokenLedger: the first thing that does not hold.
        FaultyInput: it is no export.
    """
    try:
        with file.open("rb") as lines:
            reading = _Reading(lines, file)
            seals = [_seal_of(reading.line(), reading.by) for _ in range(reading.what["seals"])]
            counted = Counted(reading.entries(), LeafTree(reading.by.raw))
            found = verify_seal_rows(seals, counted, reading.by, keys)
            reading.end(found.sealed)
    except OSError as error:
        raise _faulty(
            file,
            Words("打不开（{error}）", "it cannot be opened ({error})", error=error.strerror),
            Words("请核对文件名", "check the name"),
        ) from None
    head = tree_head(seals[-1].body, Words("{file}", "{file}", file=file.name))
    return Export(found.sealed, len(reading.ends), found, head)


class _Reading:
    """An export as it is read, line by line, its digest growing with it."""

    def __init__(self, lines: IO[bytes], file: Path) -> None:
        self._lines, self.file = lines, file
        self._read: list[bytes] = []
        first = lines.readline(_LONGEST)
        try:
            self.what: dict[str, Any] = from_json(first)
            sound = self.what["kind"] == KIND and self.what["format"] == FORMAT
            sound = sound and all(type(self.what[name]) is int for name in ("entries", "seals"))
            self.by = hashing_named(HashName(self.what["hash"]))
        except (ValueError, LookupError, TypeError):
            sound = False
        if not sound or self.what["seals"] < 1:
            raise _faulty(
                file,
                Words("不是台账导出文件", "this is no export of a ledger"),
                Words(
                    "请用 zelian ledger export 写出的文件", "use the file that zelian ledger export writes"
                ),
            )
        self._whole = hashlib.sha256()
        self._whole.update(first)
        self.ends: dict[str, tuple[int, str]] = {}

    def line(self) -> bytes:
        found = self._lines.readline(_LONGEST)
        if not found.endswith(b"\n"):
            raise _broken(Words("文件不完整", "the file is cut off"))
        self._whole.update(found)
        return found[:-1]

    def entries(self) -> Iterator[tuple[int, str]]:
        """The place and the digest of each entry, once it follows the one before it in its chain."""
        for index in range(self.what["entries"]):
            record = self.line()
            digest = self.by.hex(record)
            try:
                said = place_of(record)
                chain = said["chain"]
                number, end = self.ends.get(chain) or (0, genesis(chain, self.by).digest)
                holds = said["number"] == number + 1 and said["previous"] == end
            except ValueError:
                holds = False
            if not holds:
                raise _broken(
                    Words(
                        "第{index}行记录不与同链前一条相接",
                        "entry no. {index} does not follow the one before it in its chain",
                        index=index + 1,
                    )
                )
            self.ends[chain] = (number + 1, digest)
            yield index, digest

    def end(self, sealed: int) -> None:
        if sealed != self.what["entries"]:
            raise _broken(Words("有记录未经封存", "there are entries under no seal"))
        if self._lines.readline(_LONGEST) != _last_line(self._whole.hexdigest()) or self._lines.read(1):
            raise _broken(Words("文件与其摘要不符", "the file does not fit its digest"))


def _lines(session: Session, newest: LedgerSeal, what: dict[str, Any]) -> Iterator[bytes]:
    yield canonical_record(what)
    query = select(col(LedgerSeal.body), col(LedgerSeal.signatures)).order_by(col(LedgerSeal.number))
    with session.connection().execute(query.where(col(LedgerSeal.number) <= newest.number)) as seals:
        for body, signatures in seals:
            yield canonical_record({"body": body, "signatures": signatures})
    entries = f"SELECT record FROM ledger_entry WHERE id <= {int(newest.last_entry)} ORDER BY id"  # noqa: S608
    with closing(streamed(session, entries, "exported")) as rows:
        for (record,) in rows:
            yield record.encode()


def _write_lines(out: IO[bytes], lines: Iterable[bytes]) -> None:
    whole = hashlib.sha256()
    for line in lines:
        ended = line + b"\n"
        whole.update(ended)
        out.write(ended)
    out.write(_last_line(whole.hexdigest()))


def _seal_of(line: bytes, by: Hashing) -> StoredSeal:
    try:
        said = from_json(line)
        body, signatures = said["body"], said["signatures"]
        _, size, _, number, *_ = body.split("\n")
        found = StoredSeal(
            int(number.removeprefix("seal ")), int(size), None, by.hex(body.encode()), body, signatures
        )
        sound = canonical_record({"body": body, "signatures": signatures}) == line
    except (ValueError, LookupError, TypeError, AttributeError):
        sound = False
    if not sound:
        raise _broken(Words("有一行不是封存", "a line is no seal"))
    return found


def _last_line(digest: str) -> bytes:
    return b'{"sha256":"' + digest.encode() + b'"}\n'


def _faulty(file: Path, what: Words, mend: Words) -> FaultyInput:
    return FaultyInput([Fault(Words("文件 {file}", "file {file}", file=file.name), what, mend)])


def _broken(why: Words) -> BrokenLedger:
    return BrokenLedger(Words("导出的台账不实：{why}", "the exported ledger does not hold: {why}", why=why))
