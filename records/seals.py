"""Seals (封存): every so often, all entries of all chains are put under one root, and the roots into one chain.

A seal says how many entries there are and what their tree is; nothing under it can be taken away, added or moved
unseen, be it a whole proceeding or the last entry of a register. Its text is a checkpoint (`rules.checkpoints`), signed
where the court has a key.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Text, func, insert, select
from sqlalchemy.exc import OperationalError
from sqlmodel import Field, Session, SQLModel, col

from records import append_only, hashing, ledger
from records.ledger import LedgerEntry
from records.sealed_tree import BLOCK, LedgerBlock, SealedTree, broken, complete_blocks, entries
from rules.checkpoints import Checkpoint, genesis, signer_of
from rules.errors import StillBeingWritten
from rules.labels import Words
from rules.signed_notes import SecretKey, joined

REGISTER = "register:seals"
"""What is noted of the sealing itself: keys, exports, checkpoints of other courts."""
MOST = 100 * BLOCK
"""Entries in one seal (条): so much of a backlog is read in one transaction, and the rest in the next."""
_PATIENCE = "1s"
"""How long a seal waits for writers, and new writers wait behind it (PostgreSQL)."""
_LOCK_NOT_AVAILABLE = "55P03"


class LedgerSeal(SQLModel, table=True):
    """One seal (封存). `body` is the text that `digest` is taken of."""

    __tablename__ = "ledger_seal"

    number: int = Field(primary_key=True)
    """1, 2, 3, … without a gap."""
    size: int = Field(unique=True)
    """How many entries it covers, from the first on."""
    last_entry: int
    """The row id of the last of them."""
    digest: str = Field(unique=True)
    body: str = Field(sa_type=Text)
    signatures: str = Field(sa_type=Text)
    """The signature line; empty, where the court had no key."""


append_only.guard(
    "ledger_seal",
    taken="EXISTS (SELECT 1 FROM ledger_seal WHERE number = NEW.number OR size = NEW.size OR digest = NEW.digest)",
)


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a seal covers."""

    number: int
    size: int
    new: int
    """Entries since the seal before."""
    signed: bool


def anything_to_seal(session: Session) -> bool:
    """Whether there is an entry after the last seal; two looks into indexes."""
    newest = session.execute(select(func.max(LedgerEntry.id))).scalar()
    last = last_seal(session)
    return newest is not None and (last is None or newest > last.last_entry)


def settled(session: Session) -> int:
    """The row id up to which every entry that will ever be there is there; 0 where there is none.

    PostgreSQL gives out row ids before it shows the rows: a transaction still open may hold a smaller id than one that is
    done. The SHARE lock waits until no insert is under way and lets none begin, for this one look; it must be taken in a
    transaction that has written nothing (docs/decisions/0024-seals.md).

    Raises:
        StillBeingWritten: a transaction writes for longer than a seal should keep others waiting.
    """
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_PATIENCE}'")
        try:
            connection.exec_driver_sql("LOCK TABLE ledger_entry IN SHARE MODE")
        except OperationalError as error:
            if getattr(error.orig, "sqlstate", None) != _LOCK_NOT_AVAILABLE:
                raise
            raise StillBeingWritten(
                Words(
                    "台账正在写入，稍后再封存",
                    "the ledger is being written to; it is sealed a little later",
                )
            ) from None
    return session.execute(select(func.max(LedgerEntry.id))).scalar() or 0


def seal(
    session: Session, until: int, at: datetime, origin: str, key: SecretKey | None = None
) -> Sealed | None:
    """Seal what was entered since the last seal, up to the row id that is `settled`; None where there is nothing.

    Raises:
        BrokenLedger: what was sealed before is not there any more as it was; nothing is sealed over it.
    """
    ledger.hold(session, REGISTER)
    last, by = last_seal(session), hashing.in_use()
    sealed = last.size if last else 0
    if last is not None and until <= last.last_entry:
        return None
    tree, first = SealedTree(session, by, until), complete_blocks(session)
    rows = entries(session, tree.block(first - 1)[0], until, MOST + BLOCK)
    size, begun = first * BLOCK + len(rows), sealed - first * BLOCK
    if size < sealed or (last is not None and begun and rows[begun - 1][0] != last.last_entry):
        raise broken(Words("已封存的记录少了", "entries that were sealed are gone"))
    if size == sealed:
        return None
    kept = []
    for start in range(0, len(rows), BLOCK):
        part = rows[start : start + BLOCK]
        number = first + start // BLOCK
        kept.append(tree.grow(number, part[-1][0], tree.tree.leaves([digest for _, digest in part])))
    if last is not None:
        stood = Checkpoint.parse(last.body)
        if stood is None or tree.root(sealed) != stood.root:
            raise broken(Words("已封存的记录变了", "entries that were sealed were changed"))
    blocks = [row for row in kept if row is not None]
    if blocks:
        session.connection().execute(insert(LedgerBlock), blocks)
    text = Checkpoint(
        origin=key.name if key else origin,
        size=size,
        root=tree.root(size),
        number=last.number + 1 if last else 1,
        previous=last.digest if last else genesis(by),
        at=at.astimezone(UTC).isoformat(timespec="microseconds"),
        hash=by.name,
        signer=signer_of(key.public if key else None),
    )
    body = text.body()
    row = {
        "number": text.number,
        "size": size,
        "last_entry": rows[-1][0],
        "digest": by.hex(body.encode()),
        "body": body,
        "signatures": key.sign(body) if key else "",
    }
    session.connection().execute(insert(LedgerSeal), [row])
    return Sealed(text.number, size, size - sealed, key is not None)


def last_seal(session: Session) -> LedgerSeal | None:
    """The newest seal, if there is one."""
    query = select(LedgerSeal).order_by(col(LedgerSeal.number).desc()).limit(1)
    return session.execute(query).scalars().first()


def seal_at(session: Session, size: int) -> LedgerSeal | None:
    """The seal that covers just so many entries, if there is one."""
    return session.execute(select(LedgerSeal).where(col(LedgerSeal.size) == size)).scalars().first()


def note_of(row: LedgerSeal) -> str:
    """The seal as a checkpoint that can be handed on: its text, and who signed it."""
    return joined(row.body, row.signatures)
