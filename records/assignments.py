"""The assignments made (分配记录): what each of them came to and what proves it, in the ledger."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from records import ledger
from records.ledger import LedgerEntry

REGISTER = "register:readings"
"""The ledger chain of this register."""


def note_assignment(session: Session, season: str, at: datetime, what: dict[str, Any]) -> None:
    """Put an assignment on record."""
    ledger.note(session, REGISTER, at, {"trigger": "assign_readers", "season": season, **what})


def assignments_of(session: Session, season: str) -> list[dict[str, Any]]:
    """The assignments of a season, the oldest first."""
    query = (
        select(col(LedgerEntry.record))
        .where(col(LedgerEntry.chain) == REGISTER)
        .order_by(col(LedgerEntry.number))
    )
    notes: list[dict[str, Any]] = [json.loads(record) for record in session.execute(query).scalars()]
    return [note for note in notes if note.get("season") == season]
