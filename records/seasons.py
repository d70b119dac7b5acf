"""Seasons and their reviews (评查季度、评查案件): the frozen list, the draw, and which case has which proceeding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Text, func, insert, select, update
from sqlmodel import Field, Session, SQLModel, col

from records.cases import Case
from records.columns import Json
from records.proceedings import Proceeding
from rules.errors import NotFound
from rules.labels import Words
from rules.pools import Pool
from state_machines.quality_review.terms import State


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
    internal_list: str | None = Field(default=None, sa_type=Text)
    """Which cases must be reviewed and why (内部名单); secret, see `rules/internal_list.py`."""


class Special(SQLModel, table=True):
    """One special review of a season (专项评查): a frozen list and a draw of its own."""

    __tablename__ = "special_review"

    season: str = Field(foreign_key="season.label", primary_key=True)
    name: str = Field(primary_key=True)
    number: int
    """From 1, in order of decision."""
    criteria: dict[str, Any] = Field(sa_type=Json)
    manifest: str = Field(sa_type=Text)
    certificate: str | None = Field(default=None, sa_type=Text)
    decided_at: datetime


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
    """Of being drawn at random; 1 in the other pools, whose cases enter no rate."""
    pool: str = Field(default=Pool.RANDOM.value, sa_column_kwargs={"server_default": Pool.RANDOM.value})
    theme: str = Field(default="", sa_column_kwargs={"server_default": ""})
    """The name of the special review it belongs to."""


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


def keep_internal_list(session: Session, label: str, content: str) -> None:
    """Keep the internal list with its season; nobody outside court and inspection is shown it."""
    session.execute(update(Season).where(col(Season.label) == label).values(internal_list=content))


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


def reviews_of(session: Session, numbers: Iterable[str]) -> dict[str, tuple[Review, Proceeding]]:
    """The reviews of those cases, in whatever season, by case number."""
    wanted = sorted(numbers)
    found: dict[str, tuple[Review, Proceeding]] = {}
    for start in range(0, len(wanted), 500):
        query = (
            select(Review, Proceeding)
            .join(Proceeding, col(Proceeding.ref) == col(Review.ref))
            .where(col(Review.case_no).in_(wanted[start : start + 500]))
        )
        found |= {review.case_no: (review, row) for review, row in session.execute(query).all()}
    return found


def move_to_random(session: Session, ref: str, place: Mapping[str, Any]) -> None:
    """A case reviewed beside the draw was drawn at random later: its review belongs to the random pool from now on."""
    moved = {**place, "pool": Pool.RANDOM.value, "theme": ""}
    session.execute(update(Review).where(col(Review.ref) == ref).values(moved))


def set_probabilities(session: Session, label: str, chances: Mapping[str, float]) -> None:
    """Give every review drawn at random the probability of its stratum: an extension raises that of all."""
    by_chance: dict[float, list[str]] = {}
    for stratum, chance in chances.items():
        by_chance.setdefault(chance, []).append(stratum)
    for chance, strata in by_chance.items():
        for start in range(0, len(strata), 500):
            drawn = update(Review).where(
                col(Review.season) == label,
                col(Review.pool) == Pool.RANDOM.value,
                col(Review.stratum).in_(strata[start : start + 500]),
                col(Review.probability) != chance,
            )
            session.execute(drawn.values(probability=chance))


def reviews_by_judge(session: Session, first: date, last: date, but: str) -> dict[str, int]:
    """How many reviews, not withdrawn, each judge has in the seasons that end in those days, except one (件), by code."""
    query = (
        select(col(Case.judge))
        .join(Review, col(Review.case_no) == col(Case.case_no))
        .join(Season, col(Season.label) == col(Review.season))
        .join(Proceeding, col(Proceeding.ref) == col(Review.ref))
        .where(
            col(Season.last).between(first, last),
            col(Season.label) != but,
            col(Proceeding.state) != State.WITHDRAWN.value,
        )
    )
    # Counted here: a database asked to group by judge walks the whole register in their order, which holds millions.
    return dict(Counter(session.execute(query).scalars()))


def specials(session: Session, label: str) -> list[Special]:
    """The special reviews of a season, in order of decision."""
    query = select(Special).where(col(Special.season) == label).order_by(col(Special.number))
    return list(session.execute(query).scalars())


def add_special(session: Session, row: dict[str, Any]) -> None:
    """Write a special review with its frozen list."""
    session.connection().execute(insert(Special), [row])


def keep_special_certificate(session: Session, label: str, name: str, certificate: str) -> None:
    """Keep the certificate of a special review's draw."""
    chosen = update(Special).where(col(Special.season) == label, col(Special.name) == name)
    session.execute(chosen.values(certificate=certificate))


def references(session: Session, label: str) -> list[str]:
    """The references of a season's reviews."""
    query = select(col(Review.ref)).where(col(Review.season) == label).order_by(col(Review.ref))
    return list(session.execute(query).scalars())


def reviewed_numbers(session: Session, but: str = "") -> set[str]:
    """The numbers of all cases ever reviewed, except in the season named."""
    query = select(col(Review.case_no)).where(col(Review.season) != but)
    return set(session.execute(query).scalars())


def count_by_state(session: Session, label: str) -> dict[str, int]:
    """How many reviews of a season stand in which state."""
    query = (
        select(col(Proceeding.state), func.count())
        .join(Review, col(Proceeding.ref) == col(Review.ref))
        .where(col(Review.season) == label)
        .group_by(col(Proceeding.state))
    )
    return {row[0]: row[1] for row in session.execute(query)}


def count_by_pool(session: Session, label: str) -> dict[str, int]:
    """How many reviews of a season belong to which pool."""
    query = (
        select(col(Review.pool), func.count()).where(col(Review.season) == label).group_by(col(Review.pool))
    )
    return {row[0]: row[1] for row in session.execute(query)}


SETTLED = (State.CONFIRMED, State.RECTIFYING, State.CLOSED, State.ARCHIVED, State.WITHDRAWN)
"""States in which the grade is final, or none is to come."""


def unarchived(session: Session, label: str) -> int:
    """How many reviews of a season are neither archived nor withdrawn."""
    ended = {State.ARCHIVED.value, State.WITHDRAWN.value}
    return sum(count for state, count in count_by_state(session, label).items() if state not in ended)


def open_reviews(session: Session, label: str) -> int:
    """How many reviews of a season have no final grade yet."""
    settled = {state.value for state in SETTLED}
    return sum(count for state, count in count_by_state(session, label).items() if state not in settled)
