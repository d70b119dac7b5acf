"""Periodic reports on interference (干预、过问情况定期报告、零报告): entered in the ledger, one for a court and a period.

They need no table: a report is an entry of `register:interference-reports` and nothing else, and no entry is ever changed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from records import ledger
from records.acts import signature
from records.ledger import REGISTERS, LedgerEntry
from rules.roles import Actor

CHAIN = f"{REGISTERS}interference-reports"
ADVERSE_ACTS = f"{REGISTERS}adverse-acts"


def file(
    session: Session, court: str, period: str, counts: Mapping[str, int], *, by: Actor, at: datetime
) -> str:
    """Enter the report of a court for a period; returns the digest of the entry."""
    said = {
        "trigger": "interference_report",
        "court": court,
        "period": period,
        "counts": dict(counts),
        "by": signature(by),
    }
    return ledger.note(session, CHAIN, at, said)


def filed(session: Session) -> dict[tuple[str, str], dict[str, Any]]:
    """Every report, by court and period: who filed it when, and what it counts."""
    query = (
        select(col(LedgerEntry.record))
        .where(col(LedgerEntry.chain) == CHAIN)
        .order_by(col(LedgerEntry.number))
    )
    found = [json.loads(record) for record in session.execute(query).scalars()]
    return {(each["court"], each["period"]): each for each in found}


def note_adverse_act(session: Session, person: str, act: str, on: str, *, by: Actor, at: datetime) -> str:
    """Enter an adverse personnel act that no procedure here knows; returns the digest of the entry."""
    said = {"trigger": "adverse_act", "person": person, "act": act, "on": on, "by": signature(by)}
    return ledger.note(session, ADVERSE_ACTS, at, said)
