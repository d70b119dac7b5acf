"""Seasons and their reviews (评查季度、评查案件): the frozen list, the draw, and which case has which proceeding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Text, func, insert, select, update
from sqlmodel import Field, Session, SQLModel, col

from records.columns import Json
from records.proceedings import Proceeding
from rules.errors import NotFound
from rules.labels import Words
from state_machines.quality_review_terms import State


class Season(SQLModel, table=True):
    """One quarter's round (评查季度); its course is the proceeding `ref` of the procedure `review_round`."""

    __tablename__ = "season"

    label: str = Field(primary_key=True)
    """``2026Q3``."""
    ref: str = Field(unique=True)
    organiser: str
    """The court that runs the round."""
    first: date
    last: date
    opened_at: datetime
    manifest: str | None = Field(default=None, sa_type=Text)
    frame: dict[str, Any] | None = Field(default=None, sa_type=Json)
    """Counts of the frame: eligible, and excluded by reason."""
    certificate: str | None = Field(default=None, sa_type=Text)


class Review(SQLModel, table=True):
    """One drawn case and its review (评查案件)."""

    __tablename__ = "review"

    ref: str = Field(primary_key=True)
    season: str = Field(foreign_key="season.label", index=True)
    case_no: str = Field(unique=True)
    """UNIQUE: a case is reviewed once."""
    stratum: str
    ticket: str
    rank: int
    probability: float


def season(session: Session, label: str) -> Season:
    """The season of that label.

    Raises:
        NotFound: it was not opened; the message names those that were.
    """
    row = session.get(Season, label)
    if row is None:
        known = (
            "、".join(session.execute(select(col(Season.label)).order_by(col(Season.label))).scalars())
            or "无"
        )
        raise NotFound(
            Words(
                "没有立项的季度“{label}”；已立项：{known}",
                "no season “{label}” is open; there are: {known}",
                label=label,
                known=known,
            )
        )
    return row


def before(session: Session, first: date) -> list[str]:
    """The labels of the seasons that began before that day, the earliest first."""
    query = select(col(Season.label)).where(col(Season.first) < first).order_by(col(Season.first))
    return list(session.execute(query).scalars())


def open_season(session: Session, row: dict[str, Any]) -> None:
    """Write a season; its proceeding is opened beside it."""
    session.connection().execute(insert(Season), [row])


def keep_manifest(session: Session, label: str, manifest: str, frame: Mapping[str, Any]) -> None:
    """Keep the frozen list with its season."""
    session.execute(
        update(Season).where(col(Season.label) == label).values(manifest=manifest, frame=dict(frame))
    )


def keep_certificate(session: Session, label: str, certificate: str) -> None:
    """Keep the certificate of the draw with its season."""
    session.execute(update(Season).where(col(Season.label) == label).values(certificate=certificate))


def add_reviews(session: Session, rows: list[dict[str, Any]]) -> None:
    """Write the drawn cases."""
    if rows:
        session.connection().execute(insert(Review), rows)


def reviews(
    session: Session, label: str, states: Iterable[State] | None = None
) -> list[tuple[Review, Proceeding]]:
    """The reviews of a season with their proceedings, in order of reference; of those states only, if given."""
    query = (
        select(Review, Proceeding)
        .join(Proceeding, col(Proceeding.ref) == col(Review.ref))
        .where(col(Review.season) == label)
        .order_by(col(Review.ref))
    )
    if states is not None:
        query = query.where(col(Proceeding.state).in_([state.value for state in states]))
    return [(review, proceeding) for review, proceeding in session.execute(query).all()]


def reviewed_numbers(session: Session) -> set[str]:
    """The numbers of all cases ever drawn."""
    return set(session.execute(select(col(Review.case_no))).scalars())


def count_by_state(session: Session, label: str) -> dict[str, int]:
    """How many reviews of a season stand in which state."""
    query = (
        select(col(Proceeding.state), func.count())
        .join(Review, col(Proceeding.ref) == col(Review.ref))
        .where(col(Review.season) == label)
        .group_by(col(Proceeding.state))
    )
    return {row[0]: row[1] for row in session.execute(query)}


SETTLED = (State.CONFIRMED, State.RECTIFYING, State.CLOSED, State.ARCHIVED, State.WITHDRAWN)
"""States in which the grade is final, or none is to come."""


def open_reviews(session: Session, label: str) -> int:
    """How many reviews of a season have no final grade yet."""
    settled = {state.value for state in SETTLED}
    return sum(count for state, count in count_by_state(session, label).items() if state not in settled)
