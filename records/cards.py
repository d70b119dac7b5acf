"""The cards sent out (发出的评查表): which card is whose, and the digest by which it is known when it comes back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import insert, select
from sqlmodel import Field, Session, SQLModel, col

import records.columns  # noqa: F401  # It lays down how constraints are named, before any table is made.


class IssuedCard(SQLModel, table=True):
    """One card sent to one reader (评查表)."""

    __tablename__ = "issued_card"

    card_id: str = Field(primary_key=True)
    review: str = Field(index=True)
    reader: str
    digest: str
    issued_at: datetime


def issue(session: Session, rows: list[dict[str, object]]) -> None:
    """Put cards on record as sent out."""
    if rows:
        session.connection().execute(insert(IssuedCard), rows)


def issued(session: Session, reviews: Iterable[str]) -> dict[str, str]:
    """The digests of the cards sent out for these reviews, by card."""
    query = select(IssuedCard).where(col(IssuedCard.review).in_(list(reviews)))
    return {row.card_id: row.digest for row in session.execute(query).scalars()}
