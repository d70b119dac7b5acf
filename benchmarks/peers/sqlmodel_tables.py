"""The tables as SQLModel, for the peers that leave persistence to their user."""

from __future__ import annotations

import sys
from typing import Any

import workload
from sqlalchemy import update
from sqlmodel import Field, Session, SQLModel, col, create_engine

engine = create_engine(f"sqlite:///{sys.argv[1]}")


class Review(SQLModel, table=True):
    id: int = Field(primary_key=True)
    state: str
    version: int
    head: str
    bench: str


class Audit(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    review: int
    number: int
    previous: str
    digest: str
    record: str


class Outbox(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    review: int
    number: int
    recipient: str
    body: str
    sent_at: str | None = None


def write(session: Session, read: tuple[int, int, str], trigger: str, by: str, state: str) -> None:
    """What follows from a step, under the version that was read."""
    review, version, previous = read
    digest, record = workload.entry(review, version + 1, trigger, by, previous)
    changed: Any = session.execute(
        update(Review)
        .where(col(Review.id) == review, col(Review.version) == version)
        .values(state=state, version=version + 1, head=digest),
        execution_options={"synchronize_session": False},
    )
    if changed.rowcount != 1:
        raise RuntimeError("somebody was faster")
    session.add(Audit(review=review, number=version + 1, previous=previous, digest=digest, record=record))
    session.add(
        Outbox(review=review, number=version + 1, recipient="J1", body=workload.letter(review, version + 1))
    )
