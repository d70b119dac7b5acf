"""Notices taken back before they were sent (撤回未送出的通知), and let wait again where what they say holds after all."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select, update
from sqlmodel import Session, col

from records import notices
from records.held_messages import HeldMessage
from records.notices import Delivery, Notice, Sending


def withdraw_unsent(session: Session, keys: Sequence[str]) -> set[str]:
    """Take back those of these notices that have reached nobody; returns their keys. What is being sent is left alone."""
    if not keys:
        return set()
    unsent = (
        col(Notice.state) == Sending.WAITING.value,
        col(Notice.leased_until).is_(None),
        col(Notice.attempts) == 0,
    )
    query = (
        update(Notice).where(col(Notice.key).in_(keys), *unsent).values({"state": Sending.WITHDRAWN.value})
    )
    found = set(session.execute(query.returning(col(Notice.key))).scalars())
    return found | _let_go(session, keys)


def _let_go(session: Session, keys: Sequence[str]) -> set[str]:
    """Of notices that wait for their hour: nothing more goes out, and those that reached nobody are taken back."""
    query = (
        select(Notice)
        .where(col(Notice.key).in_(keys), col(Notice.state) == Sending.HELD.value)
        .with_for_update()
    )
    held = list(session.execute(query).scalars())
    found = set()
    for notice in held:
        free = (col(HeldMessage.notice_id) == notice.id, col(HeldMessage.leased_until).is_(None))
        session.execute(delete(HeldMessage).where(*free))
        waits = select(col(HeldMessage.id)).where(col(HeldMessage.notice_id) == notice.id).limit(1)
        if session.execute(waits).first() is not None:
            continue
        reached = (
            select(col(Delivery.id))
            .where(col(Delivery.notice_id) == notice.id, col(Delivery.ok).is_(True))
            .limit(1)
        )
        if session.execute(reached).first() is None:
            found.add(notice.key)
        notices.mark(session, [notice.id], Sending.WITHDRAWN if notice.key in found else Sending.SENT)
    return found


def put_back(session: Session, keys: Sequence[str]) -> None:
    """Let notices that were taken back unsent wait for their sending again."""
    if keys:
        session.execute(
            update(Notice)
            .where(col(Notice.key).in_(keys), col(Notice.state) == Sending.WITHDRAWN.value)
            .values({"state": Sending.WAITING.value})
        )
