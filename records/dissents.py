"""Dissents (不同意见) of members of the committee: kept apart from votes and ballots, and read by few.

The ledger has how many there are and a digest of each, and no name: nine members are soon tried, so the digest is taken
of the dissent with a random word that stands beside it here. docs/decisions/0053-dissents.md.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import func, insert, select
from sqlmodel import Field, Session, SQLModel, col

from records import ledger
from records.committee_rolls import REGISTER
from rules.canonical import canonical


class Dissent(SQLModel, table=True):
    """What one member hands in against, or besides, what a vote found (不同意见、保留意见)."""

    __tablename__ = "dissent"

    proceeding: str = Field(primary_key=True)
    vote: int = Field(primary_key=True)
    """The vote of the matter after which it was handed in."""
    member: str = Field(primary_key=True)
    at: datetime
    text: str
    salt: str
    """A random word; without it the digest would tell the member to whoever tries nine codes."""
    sha256: str
    """The digest in the ledger, of all the above."""

    @property
    def digest(self) -> str:
        """The digest of what stands here now."""
        said = [self.proceeding, self.vote, self.member, ledger.instant(self.at), self.text, self.salt]
        return hashlib.sha256(canonical(said).encode()).hexdigest()


def hand_in(session: Session, proceeding: str, vote: int, member: str, text: str, *, at: datetime) -> Dissent:
    """Put a dissent on record; the ledger learns that there is one more, and its digest."""
    made = Dissent(
        proceeding=proceeding,
        vote=vote,
        member=member,
        at=at,
        text=text,
        salt=secrets.token_hex(16),
        sha256="",
    )
    made.sha256 = made.digest
    session.connection().execute(insert(Dissent), [made.model_dump()])
    noted = {"trigger": "dissent", "proceeding": proceeding, "vote": vote, "sha256": made.sha256,
             "dissents": number_of(session, proceeding, vote)}  # fmt: skip
    ledger.note(session, REGISTER, at, noted)
    return made


def dissents(session: Session, proceeding: str) -> list[Dissent]:
    """The dissents in a matter: by vote, in order of the members' codes."""
    query = (
        select(Dissent)
        .where(col(Dissent.proceeding) == proceeding)
        .order_by(col(Dissent.vote), col(Dissent.member))
    )
    return list(session.execute(query).scalars())


def number_of(session: Session, proceeding: str, vote: int) -> int:
    """How many dissents there are from a vote (份)."""
    query = select(func.count()).where(col(Dissent.proceeding) == proceeding, col(Dissent.vote) == vote)
    return int(session.execute(query).scalar_one())
