"""Messages that wait for their hour (待时送出): what is told by a channel that must not ring now, or has rung enough.

Those of one person and channel go out as one message. Its key is fixed when it is taken in hand and stands in the rows,
so that whoever takes it up after a death sends the same message under the same key.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import UniqueConstraint, delete, insert, or_, select, update
from sqlmodel import Field, Session, SQLModel, col

from records import notices
from records.notices import Delivery, Notice, Sending


class HeldMessage(SQLModel, table=True):
    """One notice, to one person by one channel, that waits (待时送出)."""

    __tablename__ = "held_message"
    __table_args__ = (UniqueConstraint("notice_id", "person", "channel"),)

    id: int = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="notice.id")
    person: str
    channel: str
    attempts: int = 0
    next_at: datetime = Field(index=True)
    bundle: str = ""
    """The key of the message it goes out in; empty: not in hand yet."""
    leased_until: datetime | None = None


def hold(session: Session, notice_id: int, to: Sequence[tuple[str, str, datetime]], attempts: int) -> None:
    """Keep those messages (person, channel, hour) until their hour."""
    rows = [
        {"notice_id": notice_id, "person": person, "channel": channel, "attempts": attempts, "next_at": hour,
         "bundle": "", "leased_until": None}
        for person, channel, hour in to
    ]  # fmt: skip
    if rows:
        session.connection().execute(insert(HeldMessage), rows)


def of_notice(session: Session, notice_id: int) -> set[tuple[str, str]]:
    """The people and channels for which that notice waits."""
    query = select(col(HeldMessage.person), col(HeldMessage.channel)).where(
        col(HeldMessage.notice_id) == notice_id
    )
    return {(person, channel) for person, channel in session.execute(query).all()}


def due(session: Session, at: datetime) -> bool:
    """Whether any message has come to its hour; one cheap query."""
    query = select(col(HeldMessage.id)).where(*_free(at)).limit(1)
    return session.execute(query).first() is not None


def lease(session: Session, at: datetime, minutes: int, most: int) -> list[tuple[HeldMessage, Notice]]:
    """Take in hand what has come to its hour for one person and channel: at most so many notices, the oldest first.

    What somebody had in hand before and did not settle is taken as it was, under its key.
    """
    first = session.execute(
        select(HeldMessage)
        .where(*_free(at))
        .order_by(col(HeldMessage.next_at), col(HeldMessage.id))
        .limit(1)
        .with_for_update(skip_locked=True)
    ).scalar()
    if first is None:
        return []
    query = (
        select(HeldMessage)
        .where(
            *_free(at),
            col(HeldMessage.person) == first.person,
            col(HeldMessage.channel) == first.channel,
            col(HeldMessage.bundle) == first.bundle,
        )
        .order_by(col(HeldMessage.id))
        .with_for_update(skip_locked=True)
    )
    rows = list(session.execute(query if first.bundle else query.limit(most)).scalars())
    wanted = select(Notice).where(col(Notice.id).in_([row.notice_id for row in rows]))
    found = {notice.id: notice for notice in session.execute(wanted).scalars()}
    bundle = first.bundle or _key([found[row.notice_id].key for row in rows])
    session.execute(
        update(HeldMessage)
        .where(col(HeldMessage.id).in_([row.id for row in rows]))
        .values(leased_until=at + timedelta(minutes=minutes), bundle=bundle)
    )
    for row in rows:
        row.bundle = bundle
    return [(row, found[row.notice_id]) for row in rows]


def settle(session: Session, rows: Sequence[HeldMessage], attempts: Sequence[dict[str, Any]]) -> None:
    """Record what came of them; they wait no longer, and a notice that waits for nothing else was sent."""
    numbers = [row.notice_id for row in rows]
    # A round of delivery may be at the same notice: whoever comes second sees what the first one wrote.
    session.execute(
        select(col(Notice.id)).where(col(Notice.id).in_(numbers)).order_by(col(Notice.id)).with_for_update()
    )
    if attempts:
        session.connection().execute(insert(Delivery), list(attempts))
    _let_go(session, rows)
    query = select(col(HeldMessage.notice_id)).where(col(HeldMessage.notice_id).in_(numbers))
    waiting = set(session.execute(query).scalars())
    notices.mark(
        session, [number for number in numbers if number not in waiting], Sending.SENT, only=Sending.HELD
    )


def give_up(session: Session, rows: Sequence[HeldMessage], attempts: Sequence[dict[str, Any]]) -> None:
    """Record the last attempt, after which nobody tries again: the notices failed."""
    session.connection().execute(insert(Delivery), list(attempts))
    _let_go(session, rows)
    notices.mark(session, [row.notice_id for row in rows], Sending.FAILED)


def send_anew(session: Session, rows: Sequence[HeldMessage], at: datetime) -> None:
    """Their reader is no longer who is to be told: the notices are looked at as if nobody had been found yet."""
    _let_go(session, rows)
    notices.mark(session, [row.notice_id for row in rows], Sending.WAITING, next_at=at)


def put_off(
    session: Session, rows: Sequence[HeldMessage], until: datetime, attempts: Sequence[dict[str, Any]] = ()
) -> None:
    """Let them wait on; with the attempts that failed, if any. Without one the message is put together anew."""
    if attempts:
        session.connection().execute(insert(Delivery), list(attempts))
    values: dict[str, Any] = {"next_at": until, "leased_until": None}
    values |= {"attempts": col(HeldMessage.attempts) + 1} if attempts else {"bundle": ""}
    session.execute(
        update(HeldMessage).where(col(HeldMessage.id).in_([row.id for row in rows])).values(**values)
    )


def _free(at: datetime) -> tuple[Any, ...]:
    lease = col(HeldMessage.leased_until)
    return col(HeldMessage.next_at) <= at, or_(lease.is_(None), lease < at)


def _let_go(session: Session, rows: Sequence[HeldMessage]) -> None:
    session.execute(delete(HeldMessage).where(col(HeldMessage.id).in_([row.id for row in rows])))


def _key(keys: Sequence[str]) -> str:
    """The key of a message: that of the one notice in it, or a digest of all of theirs."""
    if len(keys) == 1:
        return keys[0]
    return f"digest:{hashlib.sha256(chr(0).join(keys).encode()).hexdigest()[:32]}"
