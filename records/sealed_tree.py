"""The tree over the ledger as it is stored (台账的默克尔树): the digests of the entries, in the order of their row ids.

For every 256 entries one row keeps the nodes that they complete, from level 8 up. So a root or a proof of any size
reads one block of entries and a few dozen such rows, however long the ledger is.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Text, select
from sqlmodel import Field, Session, SQLModel, col

from records import append_only
from records.ledger import LedgerEntry
from records.stored_text import as_stored, read
from rules.errors import BrokenLedger
from rules.hashing import LENGTH, Hashing
from rules.labels import Words
from rules.merkle import Tree

LEVEL = 8
BLOCK = 1 << LEVEL
"""Entries in a block (条). The digest of a leaf costs as much as reading it, so a block of some hundreds costs nobody anything."""


class LedgerBlock(SQLModel, table=True):
    """The nodes that 256 entries completed. Nothing rests on it: verification works them out anew."""

    __tablename__ = "ledger_block"

    number: int = Field(primary_key=True)
    """0, 1, 2, … from the first entry on."""
    last_entry: int = Field(unique=True)
    """The row id of its last entry."""
    nodes: str = Field(sa_type=Text)
    """In hexadecimal, one after the other, from level 8 up."""


append_only.guard(
    "ledger_block",
    taken="EXISTS (SELECT 1 FROM ledger_block WHERE number = NEW.number OR last_entry = NEW.last_entry)",
)


class LeafTree(Tree):
    """The tree whose entries are digests in hexadecimal."""

    __slots__ = ()

    def leaves(self, digests: list[str]) -> list[bytes]:
        """The leaf hashes of entries by their digests.

        Raises:
            BrokenLedger: a digest is none.
        """
        raw, hash_ = unhex("".join(digests)), self.hash
        if len(raw) != LENGTH * len(digests):
            raise broken(_NO_DIGEST)
        return [hash_(b"\x00" + raw[at : at + LENGTH]) for at in range(0, len(raw), LENGTH)]


class SealedTree:
    """The tree of a stored ledger up to the entry with a row id."""

    def __init__(self, session: Session, by: Hashing, until: int) -> None:
        self.tree = LeafTree(by.raw)
        self._session, self._until = session, until
        self._blocks: dict[int, tuple[int, list[bytes]]] = {}
        self._levels: dict[int, list[list[bytes]]] = {}

    def node(self, level: int, place: int) -> bytes:
        """The complete subtree at a level and a place (`rules.merkle.Nodes`)."""
        try:
            if level >= LEVEL:
                return self.block(((place + 1) << (level - LEVEL)) - 1)[1][level - LEVEL]
            number = place >> (LEVEL - level)
            return self.levels(number)[level][place - (number << (LEVEL - level))]
        except LookupError:
            raise broken(Words("条数少于已封存的条数", "there are fewer entries than were sealed")) from None

    def root(self, size: int) -> bytes:
        return self.tree.root(self.node, size)

    def block(self, number: int) -> tuple[int, list[bytes]]:
        """The last row id and the nodes of a complete block. KeyError, if there is none."""
        if number < 0:
            return 0, []
        if number not in self._blocks:
            query = select(col(LedgerBlock.last_entry), col(LedgerBlock.nodes))
            row = self._session.execute(query.where(col(LedgerBlock.number) == number)).first()
            if row is None:
                raise KeyError(number)
            raw = unhex(row.nodes)
            self._blocks[number] = (
                row.last_entry,
                [raw[at : at + LENGTH] for at in range(0, len(raw), LENGTH)],
            )
        return self._blocks[number]

    def levels(self, number: int) -> list[list[bytes]]:
        """All nodes within one block below level 8, from the leaves up; of the last one, as many as there are."""
        if number not in self._levels:
            digests = [
                digest for _, digest in entries(self._session, self.block(number - 1)[0], self._until, BLOCK)
            ]
            self._levels[number] = self.tree.levels(self.tree.leaves(digests))
        return self._levels[number]

    def grow(self, number: int, last_entry: int, leaves: list[bytes]) -> dict[str, Any] | None:
        """Take the leaves of a block into the tree. Returns the row to be kept, once the block is complete."""
        levels = self._levels[number] = self.tree.levels(leaves)
        if len(leaves) < BLOCK:
            return None
        nodes, place, level = [levels[LEVEL][0]], number, LEVEL
        while place & 1:
            nodes.append(self.tree.node(self.node(level, place - 1), nodes[-1]))
            place, level = place >> 1, level + 1
        self._blocks[number] = (last_entry, nodes)
        return {"number": number, "last_entry": last_entry, "nodes": b"".join(nodes).hex()}

    def index_of(self, entry: int) -> int:
        """At which place the entry with that row id stands, from 0."""
        query = select(col(LedgerBlock.number)).where(col(LedgerBlock.last_entry) >= entry)
        number = self._session.execute(query.order_by(col(LedgerBlock.number)).limit(1)).scalar()
        if number is None:
            number = complete_blocks(self._session)
        after = self.block(number - 1)[0]
        return number * BLOCK + sum(row < entry for row, _ in entries(self._session, after, entry, BLOCK))


def complete_blocks(session: Session) -> int:
    """How many blocks are complete."""
    query = select(col(LedgerBlock.number)).order_by(col(LedgerBlock.number).desc()).limit(1)
    last = session.execute(query).scalar()
    return 0 if last is None else last + 1


def entries(session: Session, after: int, until: int, most: int) -> list[tuple[int, str]]:
    """Row id and digest of the entries after one row id and up to another, in their order."""
    query = (
        select(col(LedgerEntry.id), as_stored(session, col(LedgerEntry.digest)))
        .where(col(LedgerEntry.id) > after, col(LedgerEntry.id) <= until)
        .order_by(col(LedgerEntry.id))
        .limit(most)
    )
    return [(row, read(digest)) for row, digest in session.connection().execute(query)]


def unhex(text: str) -> bytes:
    """The bytes of digests in hexadecimal.

    Raises:
        BrokenLedger: they are none.
    """
    try:
        return bytes.fromhex(text)
    except ValueError:
        raise broken(_NO_DIGEST) from None


_NO_DIGEST = Words("有记录的摘要不是摘要", "an entry's digest is none")


def broken(why: Words) -> BrokenLedger:
    return BrokenLedger(Words("台账不实：封存 {why}", "the ledger does not hold: seals: {why}", why=why))
