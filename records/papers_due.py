"""How far the papers of each matter are written by themselves (文书制作进度): up to which entry of its chain.

It is a place to go on from and no record of anything: lost, it is made again by writing the same papers once more, with the
same bytes.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlmodel import Field, Session, SQLModel, col

from records.proceedings_register import Proceeding
from state_machines.register import procedure

AGAIN = timedelta(hours=1)
"""A matter whose papers a broken template keeps back is tried again after this."""


class PapersWrittenTo(SQLModel, table=True):
    """Up to which entry every paper of a matter is written (文书制作进度)."""

    __tablename__ = "papers_written_to"

    ref: str = Field(primary_key=True)
    entry: int
    failed_at: datetime | None = None
    """When a paper could not be written; None: none is kept back."""


def waiting(
    session: Session, procedures: Collection[str], now: datetime, most: int, closed_since: datetime
) -> list[tuple[str, int]]:
    """The matters in which something was done since their papers were written, each with the entry to go on from.

    A matter that ended before `closed_since`, and of which no paper was ever written by itself, is left as the office closed its file.
    """
    written = func.coalesce(col(PapersWrittenTo.entry), 0)
    failed = col(PapersWrittenTo.failed_at)
    query = (
        select(col(Proceeding.ref), written)
        .outerjoin(PapersWrittenTo, col(PapersWrittenTo.ref) == col(Proceeding.ref))
        .where(
            col(Proceeding.procedure).in_(sorted(procedures)),
            col(Proceeding.version) > written,
            or_(failed.is_(None), failed <= now - AGAIN),
            or_(
                col(PapersWrittenTo.ref).is_not(None),
                col(Proceeding.changed_at) >= closed_since,
                ~_ended(procedures),
            ),
        )
        .order_by(col(Proceeding.changed_at), col(Proceeding.ref))
        .limit(most)
    )
    return [(ref, entry) for ref, entry in session.execute(query)]


def _ended(procedures: Collection[str]) -> ColumnElement[bool]:
    """That a matter of these procedures has ended."""
    tables = [procedure(code) for code in sorted(procedures)]
    return or_(
        *(and_(col(Proceeding.procedure) == table.code, col(Proceeding.state).in_([each.value for each in table.final])) for table in tables)
    )  # fmt: skip


def go_on_from(session: Session, ref: str, entry: int, failed_at: datetime | None = None) -> None:
    """Put down how far a matter is; never less far than it was."""
    row = session.get(PapersWrittenTo, ref) or PapersWrittenTo(ref=ref, entry=0)
    row.entry, row.failed_at = max(row.entry, entry), failed_at
    session.add(row)
