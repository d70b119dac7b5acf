"""The verification of the seals (封存核验): are the entries all there, in their order, and is nothing else there?

The entries are read once more, in the order of their row ids, and the tree grows over them as it did when it was
sealed. Nothing is held in memory but the roots of its complete subtrees.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from sqlalchemy import func, select
from sqlmodel import Session, col

from records.ledger import LedgerEntry
from records.sealed_tree import BLOCK, LEVEL, LeafTree, LedgerBlock, broken
from records.seals import LedgerSeal
from records.stored_text import as_stored, read, streamed
from rules.checkpoints import UNSIGNED, Checkpoint, genesis, signer_of
from rules.errors import BrokenLedger
from rules.hashing import Hashing
from rules.labels import Words
from rules.merkle import Growth
from rules.signed_notes import PublicKey


@dataclass(frozen=True, slots=True)
class SealsVerified:
    """What a verification of the seals looked at."""

    seals: int = 0
    sealed: int = 0
    """Entries under a seal."""
    signed: int = 0
    """Seals whose signature was checked and holds."""
    unknown: int = 0
    """Seals signed with a key that is not at hand."""
    unsealed: int = 0
    """Entries since the last seal."""


_IN_THEIR_ORDER = "SELECT id, digest FROM ledger_entry ORDER BY id"


class StoredSeal(NamedTuple):
    """A seal as it is stored, before anybody believes it."""

    number: int
    size: int
    last_entry: int | None
    digest: str
    body: str
    signatures: str


def verify_seals(session: Session, by: Hashing, keys: Iterable[PublicKey] = ()) -> SealsVerified:
    """Hold all seals and blocks against the entries, and the signatures against the keys at hand.

    Raises:
        BrokenLedger: the first seal that does not hold.
    """
    with ExitStack() as open_:
        stored = open_.enter_context(closing(streamed(session, _IN_THEIR_ORDER, "sealed")))
        blocks = _BlocksHold(open_.enter_context(closing(_stored_blocks(session))))
        seals = open_.enter_context(closing(_stored_seals(session)))
        entries = Counted(stored, LeafTree(by.raw))
        found = verify_seal_rows(seals, entries, by, keys, blocks)
        blocks.are_all(found.sealed // BLOCK)
    since = select(func.count()).where(col(LedgerEntry.id) > entries.last)
    unsealed = session.execute(since).scalar_one()
    return SealsVerified(found.seals, found.sealed, found.signed, found.unknown, unsealed)


def verify_seal_rows(
    seals: Iterable[StoredSeal],
    entries: Counted,
    by: Hashing,
    keys: Iterable[PublicKey],
    blocks: _BlocksHold | None = None,
) -> SealsVerified:
    """Hold seals against entries that come in their order.

    Raises:
        BrokenLedger: the first seal that does not hold.
    """
    known = {signer_of(key): key for key in keys}
    previous, number, size, signed, unknown = genesis(by), 0, 0, 0, 0
    for row in seals:
        said = Checkpoint.parse(row.body)
        if row.number != number + 1:
            raise _not(number + 1, Words("缺失", "it is missing"))
        if said is None or by.hex(row.body.encode()) != row.digest:
            raise _not(row.number, Words("原文与摘要不符", "the text does not fit its digest"))
        if (said.number, said.size, said.previous) != (row.number, row.size, previous):
            raise _not(row.number, Words("与前一次封存不相接", "it does not follow the seal before it"))
        if row.size <= size or said.hash is not by.name:
            raise _not(
                row.number,
                Words("没有新的记录，或者算法不同", "nothing is new in it, or its algorithm is another"),
            )
        entries.read_to(row.size, number + 1, blocks)
        if row.last_entry not in (None, entries.last) or entries.growth.root() != said.root:
            raise _not(
                row.number,
                Words(
                    "所封的{size}条记录有删除、插入、改动或者调换",
                    "of its {size} entries some were deleted, inserted, changed or moved",
                    size=row.size,
                ),
            )
        if said.signer in known and known[said.signer].signed(row.body, row.signatures):
            signed += 1
        elif said.signer in known or (said.signer == UNSIGNED and row.signatures):
            raise _not(row.number, Words("签名不符", "the signature does not hold"))
        else:
            unknown += said.signer != UNSIGNED
        previous, number, size = row.digest, row.number, row.size
    return SealsVerified(number, size, signed, unknown)


class Counted:
    """Entries on their way into the growing tree: by blocks where a seal covers whole ones, else one by one."""

    def __init__(self, rows: Iterator[tuple[int, str]], tree: LeafTree) -> None:
        self._rows, self._tree = rows, tree
        self.growth = Growth(tree)
        self.last = 0

    def read_to(self, size: int, seal: int, blocks: _BlocksHold | None) -> None:
        growth, tree = self.growth, self._tree
        while growth.size < size:
            whole = growth.size % BLOCK == 0 and size - growth.size >= BLOCK
            found = list(islice(self._rows, BLOCK if whole else 1))
            if len(found) < (BLOCK if whole else 1):
                raise _not(
                    seal,
                    Words(
                        "所封为{size}条，现只有{now}条",
                        "it covers {size} entries, and there are {now}",
                        size=size,
                        now=growth.size + len(found),
                    ),
                )
            self.last = found[-1][0]
            leaves = tree.leaves([digest for _, digest in found])
            done = growth.add_levels(tree.levels(leaves)) if whole else growth.add(leaves[0])[LEVEL:]
            if blocks is not None and growth.size % BLOCK == 0:
                blocks.hold(growth.size // BLOCK - 1, self.last, done)


class _BlocksHold:
    """The rows of the blocks, each compared when the tree comes to its end."""

    def __init__(self, rows: Iterator[tuple[int, int, str]]) -> None:
        self._rows = rows

    def hold(self, number: int, last_entry: int, nodes: list[bytes]) -> None:
        found = next(self._rows, None)
        if found != (number, last_entry, b"".join(nodes).hex()):
            raise broken(
                Words("第{number}段的中间摘要不符", "the nodes of block {number} do not hold", number=number)
            )

    def are_all(self, count: int) -> None:
        if next(self._rows, None) is not None:
            raise broken(Words("第{number}段是多出来的", "block {number} should not be there", number=count))


def _stored_blocks(session: Session) -> Generator[tuple[int, int, str]]:
    nodes = as_stored(session, col(LedgerBlock.nodes))
    query = select(col(LedgerBlock.number), col(LedgerBlock.last_entry), nodes).order_by(
        col(LedgerBlock.number)
    )
    with session.connection().execute(query, execution_options=_FEW) as rows:
        for number, last, stored in rows:
            yield number, last, read(stored)


def _stored_seals(session: Session) -> Generator[StoredSeal]:
    digest, body, signatures = (
        as_stored(session, column) for column in (LedgerSeal.digest, LedgerSeal.body, LedgerSeal.signatures)
    )
    query = select(
        col(LedgerSeal.number), col(LedgerSeal.size), col(LedgerSeal.last_entry), digest, body, signatures
    ).order_by(col(LedgerSeal.number))
    with session.connection().execute(query, execution_options=_FEW) as rows:
        for number, size, last, *texts in rows:
            yield StoredSeal(number, size, last, *map(read, texts))


_FEW = {"yield_per": 500}
"""So many rows are held at a time."""


def _not(number: int, why: Words) -> BrokenLedger:
    return broken(Words("第{number}次封存：{why}", "no. {number}: {why}", number=number, why=why))
