"""The ledger (台账): append-only, one hash chain for each proceeding, verifiable by whoever holds an export.

An entry stores the canonical record itself, and its digest is taken of those very bytes; nothing is ever rebuilt
from columns. The record holds the digest of the entry before it in the same chain, so that an entry cannot
be changed, dropped, inserted or moved unseen; `records.seals` puts all chains under one root. docs/ledger.md describes
the form.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Text, UniqueConstraint, func, select
from sqlmodel import Field, Session, SQLModel, col

from records import append_only
from records.hashing import digest as digest_of
from records.prepared import prepared
from records.transactions import Held
from rules.canonical import canonical_record
from rules.hashing import Hashing

FORMAT = 1
_PLACE = frozenset({"format", "chain", "number", "previous", "at", "key"})
REGISTERS = "register:"
"""How the chain of a register begins; every other chain is that of a proceeding."""


class LedgerEntry(SQLModel, table=True):
    """One entry (台账记录). `record` is the canonical JSON that `digest` is taken of."""

    __tablename__ = "ledger_entry"
    __table_args__ = (UniqueConstraint("chain", "number"),)

    id: int = Field(default=None, primary_key=True)
    chain: str = Field(index=True)
    number: int
    digest: str = Field(unique=True)
    previous: str = Field(unique=True)
    """UNIQUE: two entries can never follow the same one, so a chain cannot fork."""
    act_key: str | None = Field(default=None, unique=True)
    """The key that makes an act idempotent, where its sender gave one."""
    record: str = Field(sa_type=Text)


class EntryRow(NamedTuple):
    """An entry to be written; the names are its columns."""

    chain: str
    number: int
    digest: str
    previous: str
    act_key: str | None
    record: str


class Link(NamedTuple):
    """The end of a chain: where the next entry is attached."""

    chain: str
    number: int
    digest: str


def genesis(chain: str, by: Hashing | None = None) -> Link:
    """The link before the first entry: a digest of the chain's own name, so that it is unique too.

    by: the algorithm of a ledger that is not this process's own.
    """
    return Link(chain, 0, (by.hex if by else digest_of)(b"zelian\x00" + chain.encode()))


def compose(
    after: Link, at: datetime, what: dict[str, Any], act_key: str | None = None
) -> tuple[Link, EntryRow]:
    """Make the row of the entry that follows `after`, and the new end of the chain.

    Args:
        after: the end of the chain.
        at: the time of the act, aware; stored as UTC.
        what: what there is to say, of JSON values.
        act_key: the key of the act, if any.

    Raises:
        ValueError: the time is naive, or what is said would displace the place in the chain.
    """
    if not _PLACE.isdisjoint(what):
        raise ValueError(f"not for an act to say: {', '.join(sorted(_PLACE & what.keys()))}")
    record = canonical_record(
        {
            "format": FORMAT,
            "chain": after.chain,
            "number": after.number + 1,
            "previous": after.digest,
            "at": instant(at),
            **({"key": act_key} if act_key else {}),
            **what,
        }
    )
    return attach(after, record, act_key)


def instant(at: datetime) -> str:
    """A time as an entry keeps it: UTC with microseconds.

    Raises:
        ValueError: the time is naive.
    """
    if at.utcoffset() is None:
        raise ValueError("a time without a time zone cannot be put on record")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def attach(after: Link, record: bytes, act_key: str | None = None) -> tuple[Link, EntryRow]:
    """The new end of the chain with this record, and the record's row."""
    digest = digest_of(record)
    end = Link(after.chain, after.number + 1, digest)
    return end, EntryRow(*end, after.digest, act_key, record.decode())


def append(place: Held, rows: list[EntryRow]) -> None:
    """Write entries made by `compose` or `attach`, in their order."""
    if rows:
        prepared(place, LedgerEntry).insert_ready(place, EntryRow._fields, rows)


def hold(session: Session, chain: str) -> None:
    """Be the only writer of a register's chain until the transaction ends.

    A proceeding's chain needs no such thing: its version lets one through. SQLite has one writer at a time anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.connection().execute(select(func.pg_advisory_xact_lock(func.hashtextextended(chain, 0))))


def note(session: Session, chain: str, at: datetime, what: dict[str, Any]) -> str:
    """Add one entry to a chain that is not a proceeding's (a register's: imports, calendars). Returns its digest."""
    hold(session, chain)
    last = (
        session.connection()
        .execute(
            select(col(LedgerEntry.number), col(LedgerEntry.digest))
            .where(col(LedgerEntry.chain) == chain)
            .order_by(col(LedgerEntry.number).desc())
            .limit(1)
        )
        .first()
    )
    end = Link(chain, last.number, last.digest) if last else genesis(chain)
    link, row = compose(end, at, what)
    append(session, [row])
    return link.digest


append_only.guard(
    "ledger_entry",
    taken=(
        "EXISTS (SELECT 1 FROM ledger_entry WHERE id = NEW.id OR digest = NEW.digest OR previous = NEW.previous"
        " OR act_key = NEW.act_key OR (chain = NEW.chain AND number = NEW.number))"
    ),
)
