"""The paper register (文书登记): which papers of which case were written, and the SHA-256 of both their files.

A paper is one of an act: the entry of the ledger it was written for. Written again with equal content it is the same
paper, and the register does not change; written otherwise (a new template) it is entered anew, and the old stays. The
ledger holds the digests of each.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint, insert, select
from sqlmodel import Field, Session, SQLModel, col

import records.columns  # noqa: F401  # It lays down how constraints are named, before any table is made.
from records import ledger
from records.ledger import REGISTERS

CHAIN = f"{REGISTERS}papers"
"""The chain of the ledger that holds the digests of every paper written."""


class WrittenPaper(SQLModel, table=True):
    """One paper as it was written (文书)."""

    __tablename__ = "written_paper"
    __table_args__ = (UniqueConstraint("ref", "kind", "entry", "docx_sha256", "pdf_sha256"),)

    id: int | None = Field(default=None, primary_key=True)
    ref: str = Field(index=True)
    """The proceeding it belongs to."""
    kind: str
    entry: int
    """The number of the entry in the ledger that the paper was written for."""
    docx_sha256: str
    pdf_sha256: str
    written_at: datetime


def register(session: Session, rows: Iterable[dict[str, Any]]) -> int:
    """Enter papers; those that stand there already, with the same digests, are left. Returns how many are new."""
    rows = list(rows)
    known = {
        (row.ref, row.kind, row.entry, row.docx_sha256, row.pdf_sha256)
        for row in written(session, [row["ref"] for row in rows])
    }
    fresh = [
        row
        for row in rows
        if (row["ref"], row["kind"], row["entry"], row["docx_sha256"], row["pdf_sha256"]) not in known
    ]
    if fresh:
        session.connection().execute(insert(WrittenPaper), fresh)
        said = [{key: value for key, value in row.items() if key != "written_at"} for row in fresh]
        at = max(row["written_at"] for row in fresh)
        ledger.note(session, CHAIN, at, {"trigger": "papers_written", "papers": said})
    return len(fresh)


def written(session: Session, refs: Iterable[str]) -> list[WrittenPaper]:
    """The papers of these proceedings in the order in which they were written."""
    query = (
        select(WrittenPaper)
        .where(col(WrittenPaper.ref).in_(sorted(set(refs))))
        .order_by(col(WrittenPaper.id))
    )
    return list(session.execute(query).scalars())
