"""Proofs made from the stored ledger (制发台账证明): for one entry, for a whole proceeding, for the growth since a size."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from records import hashing
from records.ledger import LedgerEntry
from records.sealed_tree import SealedTree
from records.seals import LedgerSeal, last_seal, note_of, seal_at
from rules.checkpoints import Checkpoint
from rules.errors import BrokenLedger, NotFound
from rules.hashing import hashing as hashing_named
from rules.labels import Words
from rules.ledger_proofs import Member


@dataclass(frozen=True, slots=True)
class Growth:
    """How a ledger grew from one size to another, and the checkpoint of the later one."""

    old: int
    new: int
    path: tuple[bytes, ...]
    checkpoint: str


def membership(session: Session, ref: str, number: int | None = None) -> tuple[list[Member], str]:
    """The sealed entries of a chain (or one of them) with their paths to the newest seal, and that seal as a checkpoint.

    Raises:
        NotFound: there is no such entry, or none of them is sealed yet.
        BrokenLedger: the stored tree does not lead to the seal.
    """
    seal = _newest(session)
    query = select(col(LedgerEntry.id), col(LedgerEntry.record)).where(
        col(LedgerEntry.chain) == ref, col(LedgerEntry.id) <= seal.last_entry
    )
    if number is not None:
        query = query.where(col(LedgerEntry.number) == number)
    rows = session.execute(query.order_by(col(LedgerEntry.number))).all()
    if not rows:
        what = ref if number is None else f"{ref}#{number}"
        raise NotFound(
            Words(
                "台账中没有已封存的记录“{what}”",
                "there is no sealed entry “{what}” in the ledger",
                what=what,
            )
        )
    stored = _tree(session, seal)
    found = []
    for row, record in rows:
        index = stored.index_of(row)
        path = stored.tree.inclusion(stored.node, index, seal.size)
        leaf = stored.tree.leaf(stored.tree.hash(record.encode()))
        if not stored.tree.includes(_said(seal).root, seal.size, leaf, index, path):
            raise _broken()
        found.append(Member(record, index, tuple(path)))
    return found, note_of(seal)


def growth(session: Session, old: int, new: int | None = None) -> Growth:
    """The proof that the ledger of `new` entries (by default, of the newest seal) begins with that of `old`.

    Raises:
        NotFound: no seal covers just `new` entries, or `old` is more than that.
        BrokenLedger: the stored tree does not lead to the seal.
    """
    seal = _newest(session) if new is None else seal_at(session, new)
    if seal is None or not 0 <= old <= seal.size:
        raise NotFound(
            Words(
                "没有从{old}条到{new}条的封存",
                "there is no seal from {old} to {new} entries",
                old=old,
                new=new,
            )
        )
    stored = _tree(session, seal)
    path = stored.tree.consistency(stored.node, old, seal.size)
    before = stored.root(old)
    if not stored.tree.continues(old, before, seal.size, _said(seal).root, path):
        raise _broken()
    return Growth(old, seal.size, tuple(path), note_of(seal))


def root_at(session: Session, size: int) -> bytes | None:
    """The root of the first `size` entries as they are stored now; None, where there are not as many under a seal."""
    seal = last_seal(session)
    if seal is None or size > seal.size:
        return None
    return _tree(session, seal).root(size)


def _newest(session: Session) -> LedgerSeal:
    seal = last_seal(session)
    if seal is None:
        raise NotFound(
            Words(
                "台账尚未封存，请先运行 zelian ledger seal", "nothing is sealed yet: run zelian ledger seal"
            )
        )
    return seal


def _tree(session: Session, seal: LedgerSeal) -> SealedTree:
    return SealedTree(session, hashing_named(hashing.kept(session)), seal.last_entry)


def _said(seal: LedgerSeal) -> Checkpoint:
    said = Checkpoint.parse(seal.body)
    if said is None:
        raise _broken()
    return said


def _broken() -> BrokenLedger:
    return BrokenLedger(
        Words(
            "台账与封存不符，不能出具证明；请运行 zelian ledger verify",
            "the ledger does not fit its seal, and nothing can be proved: run zelian ledger verify",
        )
    )
