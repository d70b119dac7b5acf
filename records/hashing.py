"""The algorithm of this database's digests (摘要算法): chosen when the ledger was empty, kept beside it, never mixed.

One process serves one installation, so the algorithm is bound once, when the store is opened, and every act calls the
bound function. A store of another algorithm in the same process is refused, not served with the wrong one.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Engine, select
from sqlmodel import Field, Session, SQLModel, col

import records.columns  # noqa: F401  # It lays down how constraints are named, before any table is made.
from records import append_only
from rules.errors import BrokenLedger, Fault, FaultyInput
from rules.hashing import Hashing, HashName, hashing
from rules.labels import Words


class LedgerHash(SQLModel, table=True):
    """The algorithm of a ledger that is not kept with SHA-256: one row, or none."""

    __tablename__ = "ledger_hash"

    number: int = Field(primary_key=True)
    name: str


append_only.guard("ledger_hash", taken="EXISTS (SELECT 1 FROM ledger_hash)")


class _Bound:
    """The algorithm in use by this process."""

    __slots__ = ("hex", "name")

    hex: Callable[[bytes], str]
    name: HashName


_bound = _Bound()


def bind(name: HashName) -> None:
    """Use this algorithm for every digest of the ledger from now on."""
    _bound.hex, _bound.name = hashing(name).hex, name


bind(HashName.SHA256)


def digest(content: bytes) -> str:
    """The digest of what is put on the ledger, in hexadecimal."""
    return _bound.hex(content)


def in_use() -> Hashing:
    """The algorithm bound in this process."""
    return hashing(_bound.name)


def must_be(name: HashName) -> None:
    """Stop before anything is written with the wrong algorithm: two stores of different ones in one process."""
    if name is not _bound.name:
        raise RuntimeError(f"this process keeps a ledger with {_bound.name.value}, not with {name.value}")


def kept(session: Session) -> HashName:
    """The algorithm this database is kept with.

    Raises:
        BrokenLedger: it names one that there is not.
    """
    name = session.execute(select(col(LedgerHash.name))).scalars().first()
    try:
        return HashName.SHA256 if name is None else HashName(name)
    except ValueError:
        raise BrokenLedger(
            Words(
                "台账不实：没有摘要算法“{name}”",
                "the ledger does not hold: there is no algorithm “{name}”",
                name=name,
            )
        ) from None


def of_database(engine: Engine, wanted: str) -> HashName:
    """The algorithm of this database; `wanted` decides as long as its ledger is empty, and must fit afterwards.

    Raises:
        FaultyInput: the ledger was begun with another algorithm, or this machine does not know it.
    """
    with Session(engine.execution_options(zelian_reads=True)) as session:
        found = kept(session)
    if not wanted or HashName(wanted) is found:
        hashing(found)
        return found
    chosen = HashName(wanted)
    hashing(chosen)
    with Session(engine) as session, session.begin():
        begun = session.connection().exec_driver_sql("SELECT 1 FROM ledger_entry LIMIT 1").first()
        if begun is not None or found is not HashName.SHA256:
            raise _begun(found, chosen)
        session.add(LedgerHash(number=1, name=chosen.value))
    return chosen


def _begun(found: HashName, wanted: HashName) -> FaultyInput:
    return FaultyInput(
        [
            Fault(
                Words("设置 ZELIAN_LEDGER_HASH", "setting ZELIAN_LEDGER_HASH"),
                Words(
                    "本库台账已用{found}，不能改用{wanted}",
                    "the ledger of this database was begun with {found}; it cannot be kept with {wanted}",
                    found=found,
                    wanted=wanted,
                ),
                Words("请去掉这项设置，或者另建新库", "drop the setting, or begin with a new database"),
            )
        ]
    )
