"""What is taken away from a ledger (台账证明、导出、检查点、副署): each sealed first, so that it covers everything so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flows.ledger_checks import read_text
from flows.office import Office
from flows.sealing import known_keys, seal, seal_now, signing_key
from records import ledger, proofs, seals, witness
from records.exports import write_export
from records.signing_key import make_key, take_away
from records.witness import Judged
from rules import ledger_proofs
from rules.errors import Fault, FaultyInput, NotFound
from rules.labels import Words
from rules.ledger_proofs import unhexed
from rules.roles import Actor
from rules.signed_notes import PublicKey


@dataclass(frozen=True, slots=True)
class Checked:
    """A checkpoint as it can be handed on, and whether anybody signed it."""

    note: str
    size: int
    signed: bool


def new_key(office: Office, name: str, *, by: Actor, now: datetime) -> PublicKey:
    """Make the court's key, note its public half in the ledger, and return that.

    Raises:
        FaultyInput: there is a key already, or nobody can be called so.
    """
    assert office.key_file is not None, "an office of settings has a place for its key"
    key = make_key(office.key_file, name).public
    try:
        with office.store.begin() as session:
            ledger.note(
                session, seals.REGISTER, now, {"trigger": "make_key", "public_key": str(key), "by": by.code}
            )
    except BaseException:
        take_away(office.key_file)  # A key that is not on record has signed nothing yet.
        raise
    return key


def checkpoint(office: Office, size: int | None, now: datetime) -> Checked:
    """The newest checkpoint, or that of an earlier size; the same text whenever it is asked for.

    Raises:
        NotFound: nothing is sealed, or no seal has that size.
    """
    if size is None:
        seal(office, now)
    with office.store.read() as session:
        found = seals.last_seal(session) if size is None else seals.seal_at(session, size)
    if found is None:
        raise NotFound(
            Words("台账没有记录，无可封存", "there is no entry, and so nothing to seal")
            if size is None
            else Words("没有正好{size}条的封存", "no seal covers just {size} entries", size=size)
        )
    return Checked(seals.note_of(found), found.size, bool(found.signatures))


def prove_entries(office: Office, ref: str, number: int | None, now: datetime) -> tuple[str, int]:
    """The file that proves the entries of a proceeding or register (or one of them), and how many they are."""
    seal(office, now)
    with office.store.read() as session:
        members, note = proofs.membership(session, ref, number)
    return ledger_proofs.inclusion_file(members, note), len(members)


def prove_growth(office: Office, old: int, new: int | None, now: datetime) -> tuple[str, int]:
    """The file that proves that the ledger only grew since a size, and the size it grew to."""
    if new is None:
        seal(office, now)
    with office.store.read() as session:
        found = proofs.growth(session, old, new)
    return ledger_proofs.consistency_file(found.old, found.new, found.path, found.checkpoint), found.new


def export(office: Office, file: Path, *, by: Actor, now: datetime) -> int:
    """Export the whole ledger; that it was is an entry of it. Returns the number of entries.

    Raises:
        FaultyInput: there is such a file already, or it cannot be written.
    """
    if file.exists():
        raise FaultyInput(
            [
                Fault(
                    Words("文件 {file}", "file {file}", file=file.name),
                    Words("已经有了，不予覆盖", "it is there already and is not overwritten"),
                    Words("请换一个文件名", "give another name"),
                )
            ]
        )
    with office.store.begin() as session:
        ledger.note(session, seals.REGISTER, now, {"trigger": "export", "file": file.name, "by": by.code})
    seal(office, now)
    with office.store.read() as session:
        return write_export(session, file, known_keys(office))


def countersign(office: Office, file: Path, proof: Path | None, *, by: Actor, now: datetime) -> Judged:
    """Look at another court's checkpoint, and countersign it or refuse it; both are put on record.

    Raises:
        FaultyInput: this court has no key, the files are none, or no trusted key has signed the checkpoint.
    """
    key = signing_key(office)
    if key is None:
        raise FaultyInput(
            [
                Fault(
                    Words("副署", "countersigning"),
                    Words("本院没有签名密钥", "this court has no signing key"),
                    Words("请先运行 zelian ledger key", "run zelian ledger key first"),
                )
            ]
        )
    where = Words("文件 {file}", "file {file}", file=file.name)
    path = _path_of(proof) if proof else None
    with office.store.begin() as session:
        judged = witness.countersign(
            session,
            read_text(file),
            path,
            known=known_keys(office),
            key=key,
            by=by.code,
            at=now,
            where=where,
        )
    seal_now(office, now)
    return judged


def _path_of(proof: Path) -> list[bytes]:
    where = Words("文件 {file}", "file {file}", file=proof.name)
    found = ledger_proofs.read_proof(read_text(proof), where)
    return unhexed(found["path"]) if found["kind"] == ledger_proofs.CONSISTENCY else [b""]
