"""The verification of the ledger (台账核验): is what is stored what was written?

Every chain is followed from its first entry, digest by digest. Then all entries together are held against the seals,
and what the program works with against the ends of the chains: a proceeding's version, state and facts, and the rules
pinned to it. docs/ledger.md describes the form, so that somebody else can check an export without this program.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from pydantic_core import from_json
from sqlalchemy import CursorResult, Select, and_, select, type_coerce
from sqlmodel import Session, Text, col

from records import hashing
from records.entry_places import place_of
from records.ledger import REGISTERS, LedgerEntry, genesis
from records.proceedings_register import Proceeding
from records.rule_sets import RuleSet, as_pinned
from records.seal_verification import SealsVerified, verify_seals
from records.seasons import Review, Season
from records.stored_text import NO_TEXT, as_stored, raw, read, streamed
from rules.errors import BrokenLedger
from rules.hashing import SHA256, Hashing
from rules.hashing import hashing as hashing_named
from rules.labels import Words
from rules.signed_notes import PublicKey


@dataclass(frozen=True, slots=True)
class Verified:
    """What a verification looked at."""

    entries: int
    chains: int
    seals: SealsVerified = field(default_factory=SealsVerified)


class StoredEntry(NamedTuple):
    """A ledger entry as it is stored, before anybody believes it."""

    chain: str
    number: int
    digest: str
    previous: str
    act_key: str | None
    record: bytes


def verify(session: Session, keys: Iterable[PublicKey] = ()) -> Verified:
    """Check every entry and seal, every proceeding against the end of its chain, and every set of pinned rules.

    keys: the public keys at hand, for the signatures of the seals.

    Raises:
        BrokenLedger: the first thing that does not hold, with its chain and number.
    """
    by = hashing_named(hashing.kept(session))
    found = verify_chains(session, by)
    seals = verify_seals(session, by, keys)
    _proceedings_hold(session, by)
    _nothing_is_missing(session)
    for rules in session.execute(select(RuleSet)).scalars():
        as_pinned(rules)
    return replace(found, seals=seals)


def verify_rows(rows: Iterable[Sequence[Any]], by: Hashing = SHA256) -> Verified:
    """Check entries (the fields of `StoredEntry`), ordered by chain and number.

    Raises:
        BrokenLedger: the first entry that does not hold, with its chain and number.
    """
    digest_of, said_by = by.hex, place_of
    entries = chains = place = 0
    name, end = "", ""
    for chain, number, digest, previous, key, record in rows:
        if chain != name:
            name, place, end = chain, 0, genesis(read(chain), by).digest
            chains += 1
        content = record if type(record) is bytes else raw(record)
        place += 1
        try:
            said = said_by(content)
            holds = (
                digest == digest_of(content)
                and previous == end == said["previous"]
                and number == place == said["number"]
                and chain == said["chain"]
                and key == said.get("key")
            )
        except ValueError:  # No record, or none of the ledger.
            holds = False
        if not holds:
            raise _broken(
                read(chain),
                Words(
                    "第{number}条与其摘要或前一条不符",
                    "entry {number} does not fit its digest or the entry before it",
                    number=number,
                ),
            )
        end = digest
        entries += 1
    return Verified(entries, chains)


def stored_rows(session: Session) -> Generator[StoredEntry]:
    """All entries, ordered by chain and number, streamed; text as whatever it can be read as, records as bytes."""
    chain, digest, previous, key, record = (
        as_stored(session, column)
        for column in (
            LedgerEntry.chain,
            LedgerEntry.digest,
            LedgerEntry.previous,
            LedgerEntry.act_key,
            LedgerEntry.record,
        )
    )
    query = select(chain, col(LedgerEntry.number), digest, previous, key, record)
    query = query.order_by(col(LedgerEntry.chain), col(LedgerEntry.number))
    with _stream(session, query) as rows:
        for chain, number, digest, previous, key, record in rows:
            yield StoredEntry(
                read(chain), number, read(digest), read(previous), key and read(key), raw(record)
            )


def verify_chains(session: Session, by: Hashing = SHA256) -> Verified:
    """Check every entry of the ledger, chain by chain.

    Raises:
        BrokenLedger: the first entry that does not hold, with its chain and number.
    """
    # What is hashed are bytes: SQLite hands them out as they lie there.
    record = "CAST(record AS BLOB)" if session.get_bind().dialect.name == "sqlite" else "record"
    query = (
        f"SELECT chain, number, digest, previous, act_key, {record} FROM ledger_entry ORDER BY chain, number"  # noqa: S608
    )
    try:
        with closing(streamed(session, query, "chains")) as rows:
            return verify_rows(rows, by)
    except NO_TEXT:
        # Some column holds bytes that are no text: read again as bytes, to say of which entry.
        with closing(stored_rows(session)) as rows:
            return verify_rows(rows, by)


def _said(record: bytes) -> dict[str, Any]:
    """What a record says; nothing, where somebody put there what is no record at all."""
    try:
        said = from_json(record)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _proceedings_hold(session: Session, by: Hashing) -> None:
    entries = LedgerEntry.__table__  # type: ignore[attr-defined]  # SQLModel sets it at run time
    last, further = entries.alias("last"), entries.alias("further")
    facts = as_stored(session, type_coerce(col(Proceeding.facts), Text))
    row = Proceeding.__table__.c  # type: ignore[attr-defined]  # SQLModel sets it at run time
    query = (
        select(row.ref, row.state, row.head, row.rules, facts, last.c.digest, last.c.record, further.c.id)
        .outerjoin(last, and_(last.c.chain == row.ref, last.c.number == row.version))
        .outerjoin(further, and_(further.c.chain == row.ref, further.c.number == row.version + 1))
        .order_by(row.ref)
    )
    with _stream(session, query) as rows:
        for ref, state, head, pinned, stored, digest, record, more in rows:
            if digest is None or more is not None:
                raise _broken(ref, _NOT_ITS_VERSION)
            said = _said(raw(record))
            written = (digest, said.get("to"), said.get("rules"), said.get("facts"))
            if written != (head, state, pinned, by.hex(raw(stored))):
                raise _broken(ref, _NOT_ITS_END)


_NOT_ITS_VERSION = Words("条数与事项的版本不符", "the number of entries is not the version of the proceeding")
_NOT_ITS_END = Words("事项的状态或事实与最后一条不符", "state or facts are not those of the last entry")


def _nothing_is_missing(session: Session) -> None:
    """Every chain has its proceeding, and every season and drawn case too."""
    refs = select(col(Proceeding.ref))
    for ref in (LedgerEntry.chain, Review.ref, Season.ref):
        orphan = select(col(ref)).where(col(ref).not_in(refs), col(ref).not_like(f"{REGISTERS}%")).limit(1)
        found = session.execute(orphan).scalars().first()
        if found is not None:
            raise _broken(found, Words("事项已被删除", "the proceeding was deleted"))


def _stream(session: Session, query: Select[Any]) -> CursorResult[Any]:
    return session.connection().execute(query, execution_options={"yield_per": 5000})


def _broken(chain: str, why: Words) -> BrokenLedger:
    return BrokenLedger(
        Words("台账不实：{chain} {why}", "the ledger does not hold: {chain}: {why}", chain=chain, why=why)
    )
