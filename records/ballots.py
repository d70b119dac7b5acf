"""Votes of the committee (表决): who put a ballot in, and apart from that how many ballots there were of each kind.

A ballot has no row. What is kept is a number for each kind, all kinds always and in one order, written once for the
whole vote when the box is counted: no row, number, order or time of it belongs to anybody (docs/decisions/0096).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlmodel import Field, Session, SQLModel, col

from records.columns import Json
from records.sittings import note
from rules.roles import Actor
from rules.voting import Ballot


class SittingVote(SQLModel, table=True):
    """One secret vote on a matter (表决), without its ballots."""

    __tablename__ = "sitting_vote"

    proceeding: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    """Which vote of the matter it is."""
    sitting: str = Field(index=True)
    at: datetime
    voted: list[str] = Field(sa_type=Json)
    """Who put a ballot in, in order of code."""
    sheet: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    """The proof sheet (核验单) once it is frozen; empty until then."""
    signed: list[dict[str, str]] = Field(default_factory=list, sa_type=Json)
    """Who signed the sheet, in which office, and when."""
    entered: str = ""
    """The act of the procedure that took the sheet over; empty until then."""


class BallotCount(SQLModel, table=True):
    """How many ballots of one kind a vote had (票数). Nothing here says whose."""

    __tablename__ = "ballot_count"

    proceeding: str = Field(primary_key=True)
    vote: int = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    ballots: int


def cast(
    session: Session,
    sitting: str,
    proceeding: str,
    *,
    at: datetime,
    voted: Iterable[str],
    ballots: Mapping[Ballot, int],
    entered_at: datetime,
    by: Actor,
) -> int:
    """Put a vote on record; returns its number. The ledger names who voted, and no ballot."""
    number = len(votes(session, proceeding)) + 1
    who = sorted(set(voted))
    connection = session.connection()
    connection.execute(
        insert(SittingVote),
        [
            {"proceeding": proceeding, "number": number, "sitting": sitting, "at": at, "voted": who,
             "sheet": {}, "signed": [], "entered": ""}
        ],
    )  # fmt: skip
    connection.execute(
        insert(BallotCount),
        [
            {"proceeding": proceeding, "vote": number, "kind": kind.value, "ballots": ballots.get(kind, 0)}
            for kind in Ballot
        ],
    )
    note(
        session, "vote", entered_at, by,
        sitting=sitting, proceeding=proceeding, vote=number, voted=who, cast=sum(ballots.values()),
    )  # fmt: skip
    return number


def votes(session: Session, proceeding: str) -> list[SittingVote]:
    """The votes of a matter, the first one first."""
    query = (
        select(SittingVote).where(col(SittingVote.proceeding) == proceeding).order_by(col(SittingVote.number))
    )
    return list(session.execute(query).scalars())


def votes_in(session: Session, sitting: str) -> list[SittingVote]:
    """The votes of a sitting, in order of time."""
    query = select(SittingVote).where(col(SittingVote.sitting) == sitting)
    return list(session.execute(query.order_by(col(SittingVote.at), col(SittingVote.proceeding))).scalars())


def ballots_of(session: Session, proceeding: str, number: int) -> dict[Ballot, int]:
    """How many ballots of each kind a vote had."""
    query = select(col(BallotCount.kind), col(BallotCount.ballots)).where(
        col(BallotCount.proceeding) == proceeding, col(BallotCount.vote) == number
    )
    counted = {Ballot(kind): ballots for kind, ballots in session.execute(query)}
    return {kind: counted[kind] for kind in Ballot}


def freeze(session: Session, vote: SittingVote, sheet: Mapping[str, Any], *, at: datetime, by: Actor) -> None:
    """Keep the proof sheet of a vote for good; its digest goes into the ledger."""
    _set(session, vote, sheet=dict(sheet))
    note(
        session, "freeze_sheet", at, by,
        sitting=vote.sitting, proceeding=vote.proceeding, vote=vote.number, sha256=sheet["sha256"],
    )  # fmt: skip


def sign(session: Session, vote: SittingVote, *, at: datetime, by: Actor) -> None:
    """Put a signature of the frozen sheet on record."""
    signature = {"code": by.code, "role": by.role.value, "at": at.isoformat()}
    _set(session, vote, signed=[*vote.signed, signature])
    note(
        session, "sign_sheet", at, by,
        sitting=vote.sitting, proceeding=vote.proceeding, vote=vote.number, sha256=vote.sheet["sha256"],
    )  # fmt: skip


def enter(session: Session, vote: SittingVote, act: str, entry: int, *, at: datetime, by: Actor) -> None:
    """Put on record by which act of the procedure a sheet was taken over."""
    _set(session, vote, entered=act)
    note(
        session, "enter_sheet", at, by,
        sitting=vote.sitting, proceeding=vote.proceeding, vote=vote.number, act=act, entry=entry,
    )  # fmt: skip


def _set(session: Session, vote: SittingVote, **values: Any) -> None:
    session.execute(
        update(SittingVote)
        .where(col(SittingVote.proceeding) == vote.proceeding, col(SittingVote.number) == vote.number)
        .values(**values)
    )
