"""Calibration cards (校准卷): which settled case was put among whose cards, and what its reference grade is.

A calibration is a proceeding of its own (`state_machines/reader_calibration.py`). It has no row among the reviews of
the season, so that nothing which counts, reports or feeds back a review can meet it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlmodel import Field, Session, SQLModel, col

from records.additions import add_missing
from records.columns import Json
from records.proceedings_register import Proceeding
from state_machines.reader_calibration import State


class Calibration(SQLModel, table=True):
    """One calibration card sent to one reader (校准卷)."""

    __tablename__ = "calibration"

    ref: str = Field(primary_key=True)
    season: str = Field(foreign_key="season.label", index=True)
    case_no: str
    reader: str = Field(index=True)
    grade: str
    """The reference grade."""
    score: str
    """The reference score (分)."""
    source: str
    """The review it was settled in, or the expert opinion it rests on."""


class ReferenceCase(SQLModel, table=True):
    """A case file graded by experts, to be used for calibration (参考卷)."""

    __tablename__ = "reference_case"

    case_no: str = Field(primary_key=True)
    facts: dict[str, Any] = Field(sa_type=Json)
    """Kind of case, cause, court, division, judge and bench: what recusal must know."""
    sheet: str
    """The score sheet by which it was graded."""
    grade: str
    score: str
    source: str
    added_at: datetime
    added_by: str


def put(session: Session, rows: list[dict[str, Any]]) -> None:
    """Put calibrations on record; their proceedings are opened beside them."""
    if rows:
        session.connection().execute(insert(Calibration), rows)


def of_season(
    session: Session, label: str, states: Iterable[State] | None = None
) -> list[tuple[Calibration, Proceeding]]:
    """The calibrations of a season with their proceedings, in order of reference."""
    query = (
        select(Calibration, Proceeding)
        .join(Proceeding, col(Proceeding.ref) == col(Calibration.ref))
        .where(col(Calibration.season) == label)
        .order_by(col(Calibration.ref))
    )
    if states is not None:
        query = query.where(col(Proceeding.state).in_([state.value for state in states]))
    return [(card, row) for card, row in session.execute(query).all()]


def read_before(session: Session) -> set[tuple[str, str]]:
    """Every reader with every case that was a calibration card of theirs, in any season."""
    rows = session.execute(select(col(Calibration.reader), col(Calibration.case_no)))
    return {(reader, case_no) for reader, case_no in rows}


def keep_references(session: Session, rows: list[Mapping[str, Any]]) -> list[str]:
    """Put expert-graded cases on the register; one that is on it is left alone. Returns the numbers that are new."""
    return add_missing(session, ReferenceCase, [dict(row) for row in rows], "case_no")


def references(session: Session) -> list[ReferenceCase]:
    """The expert-graded cases, in order of number."""
    return list(session.execute(select(ReferenceCase).order_by(col(ReferenceCase.case_no))).scalars())


def next_number(session: Session, prefix: str) -> int:
    """The next free number of the references that begin so; the reviews of the season have theirs from there too."""
    refs = session.execute(
        select(col(Proceeding.ref)).where(col(Proceeding.ref).startswith(prefix))
    ).scalars()
    return max((int(ref[len(prefix) :]) for ref in refs if ref[len(prefix) :].isdigit()), default=0) + 1
