"""A person's own messages (本人的通知): those delivered to him, the newest first. To open them here is to read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import col

from flows.acknowledging import asks, code_of
from flows.office import Office
from notifiers.wording import Message, compose
from records import acknowledgements
from records.acknowledgements import Acknowledgement, Reading
from records.notices import Delivery, Notice
from rules.notices import NoticeContent

MAILBOX = "mailbox"


@dataclass(frozen=True, slots=True)
class OwnMessage:
    """One message: what it says, since when it lies there, whether it was read before, and how it was answered."""

    notice: int
    content: NoticeContent
    message: Message
    at: datetime
    read_at: datetime | None
    acknowledged: Acknowledgement | None
    code: str
    """The code it can be acknowledged with; empty where nothing is asked, or it was answered."""


def own_messages(office: Office, person: str, *, most: int, unread: bool = False) -> list[OwnMessage]:
    """The messages delivered to that person."""
    reached = select(col(Delivery.notice_id)).where(
        col(Delivery.person) == person, col(Delivery.ok).is_(True)
    )
    query = select(Notice).where(col(Notice.id).in_(reached)).order_by(col(Notice.id).desc())
    with office.store.read() as session:
        if unread:
            opened = select(col(Reading.notice)).where(col(Reading.person) == person)
            query = query.where(col(Notice.id).not_in(opened))
        rows: list[Notice] = list(session.execute(query.limit(most)).scalars())
        ids = [row.id for row in rows]
        read = {
            each.notice: each.at
            for each in session.execute(
                select(Reading).where(col(Reading.notice).in_(ids), col(Reading.person) == person)
            ).scalars()
        }
        answers = {row.id: acknowledgements.of_person(session, row.id, person) for row in rows}
    found = []
    for row in rows:
        content = NoticeContent.from_json(row.content)
        code = str(code_of(office, row, person)) if asks(content) and answers[row.id] is None else ""
        message = compose(content, office.language)
        found.append(
            OwnMessage(row.id, content, message, row.created_at, read.get(row.id), answers[row.id], code)
        )
    return found


def note_read(office: Office, found: Sequence[OwnMessage], person: str, now: datetime) -> None:
    """Note that the person has these before him now."""
    new = [each.notice for each in found if each.read_at is None]
    if new:
        with office.store.begin() as session:
            acknowledgements.note_read(session, new, person, MAILBOX, now)
