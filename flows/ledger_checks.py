"""What is verified of a ledger on request (台账核验): the database, an export, a proof; with the keys this office trusts."""

from __future__ import annotations

from pathlib import Path

from flows.office import Office
from flows.sealing import known_keys
from records import proofs
from records.exports import KIND, Export, verify_export
from records.verification import Verified, verify
from rules import ledger_proofs
from rules.checkpoints import TreeHead, tree_head
from rules.errors import BrokenLedger, Fault, FaultyInput
from rules.labels import Words
from rules.signed_notes import divided

_ENOUGH = 200


def verify_database(office: Office, against: Path | None) -> tuple[Verified, Words | None]:
    """Verify what is stored; and, if a checkpoint taken away earlier is given, that it is continued.

    Raises:
        BrokenLedger: something does not hold.
        FaultyInput: the checkpoint is none.
    """
    older = read_checkpoint(against) if against else None
    with office.store.read() as session:
        found = verify(session, known_keys(office))
        root = proofs.root_at(session, older.size) if older else None
        if older is not None and root != older.root:
            raise BrokenLedger(
                Words(
                    "台账不实：不是由检查点（{size}条）续写而成，历史已被改动",
                    "the ledger does not hold: it does not begin with the {size} entries of the checkpoint",
                    size=older.size,
                )
            )
    held = (
        Words(
            "台账由检查点（“{origin}”，{size}条）续写而成",
            "it begins with the {size} entries of the checkpoint of “{origin}”",
            origin=older.origin,
            size=older.size,
        )
        if older
        else None
    )
    return found, held


def verify_export_file(office: Office, file: Path) -> Export:
    """Verify an export with the keys this office trusts."""
    return verify_export(file, known_keys(office))


def is_proof(file: Path) -> bool:
    """Whether a file is a proof and not an export; what is neither is told by whoever reads it."""
    try:
        with file.open("rb") as read:
            return f'"kind":"{KIND}"'.encode() not in read.read(_ENOUGH)
    except OSError as error:
        raise _unreadable(file, error) from None


def verify_proof(office: Office, file: Path, against: Path | None) -> list[Words]:
    """What a proof proves, and whose signatures are under its checkpoint.

    Raises:
        BrokenLedger: it proves nothing, or a signature is false.
        FaultyInput: it is no proof, or the earlier checkpoint is missing.
    """
    where = _named(file)
    proof = ledger_proofs.read_proof(read_text(file), where)
    told: list[Words] = []
    if proof["kind"] == ledger_proofs.INCLUSION:
        told += [
            Words(
                "在册：{chain} 第{number}条（{at} UTC）",
                "in the ledger: {chain} no. {number} ({at} UTC)",
                chain=said.get("chain", ""),
                number=said.get("number", ""),
                at=str(said.get("at", ""))[:19].replace("T", " "),
            )
            for said in ledger_proofs.check_inclusion(proof, where)
        ]
    elif against is None:
        raise FaultyInput(
            [
                Fault(
                    where,
                    Words(
                        "核验延续证明需要先前的检查点", "a proof of consistency needs the earlier checkpoint"
                    ),
                    Words("请用 --against 给出", "give it by --against"),
                )
            ]
        )
    else:
        older = read_checkpoint(against)
        newer = ledger_proofs.check_consistency(proof, older, where)
        told.append(
            Words(
                "延续：“{origin}”的{new}条由{old}条续写而成",
                "continued: the {new} entries of “{origin}” begin with those {old}",
                origin=newer.origin,
                new=newer.size,
                old=older.size,
            )
        )
    return [*told, *_signed_words(office, proof["checkpoint"], where)]


def read_checkpoint(file: Path) -> TreeHead:
    """The tree head of a checkpoint in a file."""
    return tree_head(divided(read_text(file), _named(file))[0], _named(file))


def read_text(file: Path) -> str:
    """The text of a file somebody sent.

    Raises:
        FaultyInput: it cannot be read, or is no text.
    """
    try:
        return file.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(file, error) from None


def _signed_words(office: Office, note: str, where: Words) -> list[Words]:
    found = ledger_proofs.signatures(note, known_keys(office), where)
    if not found:
        return [
            Words(
                "检查点的签名未核对：没有可信公钥（ledger-trusted.keys）",
                "no signature was checked: no key of its signers is trusted here (ledger-trusted.keys)",
            )
        ]
    return [
        Words("检查点由{name}签名，经核对无误", "signed by {name}, checked", name=each.name)
        if each.countersigned_at is None
        else Words(
            "检查点由{name}于{at}副署，经核对无误",
            "countersigned by {name} at {at}, checked",
            name=each.name,
            at=each.countersigned_at.isoformat(),
        )
        for each in found
    ]


def _named(file: Path) -> Words:
    return Words("文件 {file}", "file {file}", file=file.name)


def _unreadable(file: Path, error: Exception) -> FaultyInput:
    return FaultyInput(
        [
            Fault(
                _named(file),
                Words("读不出来（{error}）", "it cannot be read ({error})", error=error),
                Words("请核对文件名", "check the name"),
            )
        ]
    )
