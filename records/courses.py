"""The course of every review of a season (办理经过), read in one stream however many there are."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from sqlalchemy import select
from sqlmodel import Session, col

from records.history import PastAct, past_act
from records.ledger import LedgerEntry
from records.seasons import Review

AT_ONCE = 2000
"""Entries held in memory at one time."""


def courses(session: Session, label: str) -> Iterator[tuple[str, list[PastAct]]]:
    """Each review of the season with all its acts, the opening first; in order of reference."""
    of_the_season = select(col(Review.ref)).where(col(Review.season) == label)
    query = (
        select(LedgerEntry)
        .where(col(LedgerEntry.chain).in_(of_the_season))
        .order_by(col(LedgerEntry.chain), col(LedgerEntry.number))
        .execution_options(yield_per=AT_ONCE)
    )
    entries = session.execute(query).scalars()
    for chain, acts in groupby(entries, key=lambda entry: entry.chain):
        yield chain, [past_act(entry) for entry in acts]
