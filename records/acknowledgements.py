"""Who acknowledged which message, and who read it (签收、已阅): each person for himself, once for each message.

To read is not to acknowledge: an acknowledgement has a reason and a next date, and holds the ladder until then.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import UniqueConstraint, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, Session, SQLModel, col

from records import ledger
from records.acts import signature
from records.ledger import REGISTERS
from records.notices import Notice
from rules.roles import Actor

REGISTER = f"{REGISTERS}acknowledgements"


class Acknowledgement(SQLModel, table=True):
    """One person's answer to one message (签收)."""

    __tablename__ = "acknowledgement"
    __table_args__ = (UniqueConstraint("notice", "person"),)

    id: int = Field(default=None, primary_key=True)
    notice: int = Field(foreign_key="notice.id", index=True)
    person: str = Field(index=True)
    alert: int | None = Field(default=None, foreign_key="alert.id", index=True)
    reason: str
    next_on: date
    """By when the person will have acted (下一步日期)."""
    at: datetime


class Reading(SQLModel, table=True):
    """When a person opened a message by a channel (已阅)."""

    __tablename__ = "reading"

    notice: int = Field(foreign_key="notice.id", primary_key=True)
    person: str = Field(primary_key=True)
    channel: str = Field(primary_key=True)
    at: datetime


def of_person(session: Session, notice: int, person: str) -> Acknowledgement | None:
    """That person's answer to that message."""
    query = select(Acknowledgement).where(
        col(Acknowledgement.notice) == notice, col(Acknowledgement.person) == person
    )
    return session.execute(query).scalars().first()


def of_alert(session: Session, alert: int) -> list[Acknowledgement]:
    """Every answer to the messages of an alert, in their order."""
    query = (
        select(Acknowledgement).where(col(Acknowledgement.alert) == alert).order_by(col(Acknowledgement.id))
    )
    return list(session.execute(query).scalars())


def enter(session: Session, row: Acknowledgement, notice: Notice, by: Actor) -> str:
    """Put an answer on record, and into the ledger; returns the digest of the entry."""
    session.add(row)
    said = {
        "trigger": "acknowledge",
        "proceeding": notice.proceeding,
        "notice": notice.key,
        "by": signature(by),
        "reason": row.reason,
        "next_on": row.next_on.isoformat(),
    }
    return ledger.note(session, REGISTER, row.at, said)


def note_read(session: Session, notices: Sequence[int], person: str, channel: str, at: datetime) -> None:
    """Note that a person opened these messages; the first time counts."""
    if not notices:
        return
    on_postgresql = session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert(Reading) if on_postgresql else sqlite.insert(Reading)
    rows = [{"notice": notice, "person": person, "channel": channel, "at": at} for notice in notices]
    session.connection().execute(insert.on_conflict_do_nothing(), rows)
