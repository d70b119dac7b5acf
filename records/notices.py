"""The outbox (待送通知) and the delivery record (送达记录): who is to be told, and what became of it.

A notice is written in the transaction of the act it tells of. Delivery happens later, each attempt with the same
key, and is recorded for each channel: result, time, error.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Index, UniqueConstraint, insert, or_, select, update
from sqlmodel import Field, Session, SQLModel, col

from records import alerts
from records.additions import add_missing
from records.columns import Json
from records.notice_texts import KIND, Told
from records.prepared import prepared
from records.transactions import Held
from rules.canonical import canonical
from rules.labels import Labelled
from rules.notices import FIRST, PRIORITIES, NoticeContent, priority


class Sending(Labelled):
    """Where a notice stands (送达状态)."""

    WAITING = "waiting", "待送", "waiting"
    HELD = "held", "待时送出", "held until its hour"
    SENT = "sent", "已送达", "sent"
    NOBODY = "nobody", "无人可通知", "nobody to notify"
    FAILED = "failed", "送达失败", "failed"
    WITHDRAWN = "withdrawn", "已撤回", "withdrawn"


class Notice(SQLModel, table=True):
    """One notice to one audience (通知)."""

    __tablename__ = "notice"
    __table_args__ = (Index(None, "state", "priority"),)

    id: int = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    proceeding: str = Field(index=True)
    kind: str
    audience: str
    person: str = ""
    court: str = ""
    content: dict[str, Any] = Field(sa_type=Json)
    created_at: datetime
    state: str = Sending.WAITING.value
    priority: int = Field(default=FIRST, sa_column_kwargs={"server_default": str(FIRST)})
    """The urgent go out before all others, and reminders last: `rules.notices.priority`."""
    attempts: int = 0
    next_at: datetime = Field(index=True)
    leased_until: datetime | None = None


class Delivery(SQLModel, table=True):
    """One attempt over one channel (送达记录)."""

    __tablename__ = "delivery"
    __table_args__ = (UniqueConstraint("notice_id", "person", "channel", "attempt"),)

    id: int = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="notice.id", index=True)
    person: str
    channel: str
    attempt: int
    at: datetime
    ok: bool
    detail: str = ""
    subject: str = ""
    receipt: str = Field(default="", sa_column_kwargs={"server_default": ""})
    """How far it is known to have come, in the words of the channel; empty: before that was kept."""


def row_of(content: NoticeContent, at: datetime) -> dict[str, Any]:
    """The outbox row of a notice."""
    return {
        "key": content.key,
        "proceeding": content.proceeding,
        "kind": content.kind.value,
        "audience": content.audience.value,
        "person": content.person,
        "court": content.court,
        "content": canonical(content.to_json()),
        "created_at": at,
        "state": Sending.WAITING.value,
        "priority": priority(content),
        "attempts": 0,
        "next_at": at,
        "leased_until": None,
    }


def put(place: Held, told: Sequence[tuple[datetime, Told]]) -> None:
    """Write the notices of acts, each with the hour of its act."""
    if not told:
        return
    table = prepared(place, Notice)
    rows = []
    for at, one in told:
        hour = table.bound("created_at", at)
        audience, content = one.heading.audience, one.text()
        rows.append(
            (one.key, one.proceeding, KIND, audience, one.person, one.court, content, hour, _WAITING, 0, hour)
        )
    table.insert_ready(place, _ROW, rows)


def written(session: Session, keys: Sequence[str]) -> set[str]:
    """Which of the notices are in the outbox, by their keys."""
    found = session.execute(select(col(Notice.key)).where(col(Notice.key).in_(keys))) if keys else None
    return set(found.scalars()) if found else set()


def put_once(session: Session, contents: Iterable[NoticeContent], at: datetime) -> int:
    """Write those notices whose key is not in the outbox yet; returns how many were new."""
    given = {content.key: content for content in contents}
    new = set(add_missing(session, Notice, [row_of(each, at) for each in given.values()], "key"))
    alerts.open_for_alarms(session, [content for key, content in given.items() if key in new], at)
    return len(new)


def lease(session: Session, at: datetime, minutes: int, limit: int) -> list[Notice]:
    """Take up to `limit` notices that are due for sending, so that nobody else does until the lease ends.

    The urgent come first and reminders last; each kind is asked for by itself, so that the index ends the search.
    """
    taken: list[Notice] = []
    for kind in PRIORITIES:
        query = (
            select(Notice)
            .where(
                col(Notice.state) == Sending.WAITING.value,
                col(Notice.priority) == kind,
                col(Notice.next_at) <= at,
                or_(col(Notice.leased_until).is_(None), col(Notice.leased_until) < at),
            )
            .order_by(col(Notice.id))
            .limit(limit - len(taken))
            .with_for_update(skip_locked=True)
        )
        taken += session.execute(query).scalars()
        if len(taken) == limit:
            break
    if taken:
        session.execute(
            update(Notice)
            .where(col(Notice.id).in_([each.id for each in taken]))
            .values(leased_until=at + timedelta(minutes=minutes))
        )
    return taken


def settle(
    session: Session, notice_id: int, attempts: list[dict[str, Any]], state: Sending, next_at: datetime | None
) -> None:
    """Record the attempts made for a notice, and where it stands now; the lease ends."""
    if attempts:
        session.connection().execute(insert(Delivery), attempts)
    values: dict[str, Any] = {
        "state": state.value,
        "leased_until": None,
        "attempts": col(Notice.attempts) + 1,
    }
    if next_at is not None:
        values["next_at"] = next_at
    session.execute(update(Notice).where(col(Notice.id) == notice_id).values(**values))


def mark(
    session: Session,
    numbers: Sequence[int],
    state: Sending,
    *,
    only: Sending | None = None,
    next_at: datetime | None = None,
) -> None:
    """Say where notices stand that nobody else has in hand; `only`: those that stood there."""
    values: dict[str, Any] = {"state": state.value, "leased_until": None}
    if next_at is not None:
        values["next_at"] = next_at
    query = update(Notice).where(col(Notice.id).in_(numbers))
    if only is not None:
        query = query.where(col(Notice.state) == only.value)
    session.execute(query.values(**values))


def waiting(session: Session, at: datetime) -> bool:
    """Whether anything is due for sending: the cheap question asked before a flow is started."""
    query = (
        select(col(Notice.id))
        .where(col(Notice.state) == Sending.WAITING.value, col(Notice.next_at) <= at)
        .limit(1)
    )
    return session.execute(query).first() is not None


_WAITING = Sending.WAITING.value
_ROW = (
    *("key", "proceeding", "kind", "audience", "person", "court", "content"),
    *("created_at", "state", "attempts", "next_at"),
)
