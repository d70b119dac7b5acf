"""Messages that went out (已送信息): when, and to which address, so that no address is rung too often.

The address stands here as a digest: it is only counted.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select
from sqlmodel import Field, Session, SQLModel, col

import records.columns  # noqa: F401  # It lays down how constraints are named, before any table is made.

KEPT = timedelta(days=1)
"""How long they are remembered; a limit counts over less."""


class SentMessage(SQLModel, table=True):
    """One message to one address (已送信息)."""

    __tablename__ = "sent_message"

    id: int = Field(default=None, primary_key=True)
    address: str = Field(index=True)
    at: datetime = Field(index=True)


def sent(session: Session, channel: str, target: str, at: datetime) -> None:
    """Remember that a message went there; what is older than a day is forgotten."""
    session.execute(delete(SentMessage).where(col(SentMessage.at) < at - KEPT))
    session.connection().execute(insert(SentMessage), [{"address": _digest(channel, target), "at": at}])


def free_at(
    session: Session, channel: str, target: str, at: datetime, *, most: int, within: timedelta
) -> datetime:
    """From when on that address takes another message: at once, or when the first of the last `most` is long enough ago."""
    query = (
        select(col(SentMessage.at))
        .where(col(SentMessage.address) == _digest(channel, target), col(SentMessage.at) > at - within)
        .order_by(col(SentMessage.at).desc())
        .limit(most)
    )
    last: list[datetime] = list(session.execute(query).scalars())
    return at if len(last) < most else last[-1] + within


def _digest(channel: str, target: str) -> str:
    return hashlib.sha256(f"{channel}\x00{target}".encode()).hexdigest()
