"""Who reported (举报人身份): kept apart from the matter, and what became of each request to know it.

It stands in no fact, no notice and no entry of the ledger. Where the court has a key (`ZELIAN_REPORTER_KEY`) it is kept sealed;
without one it is kept as it is, and that is said. The requests are entered in the ledger, `register:reporters`, without the name.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import Field, Session, SQLModel, col

import records.columns  # noqa: F401  # It lays down how constraints are named, before any table is made.
from records import ledger
from records.acts import signature
from records.ledger import REGISTERS
from rules.roles import Actor

CHAIN = f"{REGISTERS}reporters"
UNDECIDED = ""


class Reporter(SQLModel, table=True):
    """Who reported what led to a matter (举报人)."""

    __tablename__ = "reporter"

    ref: str = Field(primary_key=True)
    kept: str
    """The name; under a seal where `sealed`."""
    sealed: bool


class ReporterRequest(SQLModel, table=True):
    """A request to be told who reported (知悉申请)."""

    __tablename__ = "reporter_request"

    ref: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    asked_by: str
    reason: str
    decided_by: str = UNDECIDED
    granted: bool = False


def keep(session: Session, ref: str, kept: str, *, sealed: bool) -> None:
    """Keep who reported, with the transaction that registers the matter."""
    session.add(Reporter(ref=ref, kept=kept, sealed=sealed))


def kept_of(session: Session, ref: str) -> Reporter | None:
    return session.get(Reporter, ref)


def requests(session: Session, ref: str) -> list[ReporterRequest]:
    query = (
        select(ReporterRequest).where(col(ReporterRequest.ref) == ref).order_by(col(ReporterRequest.number))
    )
    return list(session.execute(query).scalars())


def ask(session: Session, ref: str, *, by: Actor, at: datetime, reason: str) -> ReporterRequest:
    """Enter a request; it is numbered within the matter."""
    query = select(func.max(col(ReporterRequest.number))).where(col(ReporterRequest.ref) == ref)
    number = (session.execute(query).scalar() or 0) + 1
    request = ReporterRequest(ref=ref, number=number, asked_by=by.code, reason=reason)
    session.add(request)
    said = {
        "trigger": "reporter_asked",
        "proceeding": ref,
        "request": number,
        "by": signature(by),
        "reason": reason,
    }
    ledger.note(session, CHAIN, at, said)
    return request


def decide(
    session: Session, request: ReporterRequest, *, by: Actor, at: datetime, granted: bool, reason: str
) -> None:
    """Enter what was decided on a request."""
    request.decided_by, request.granted = by.code, granted
    session.add(request)
    said = {"trigger": "reporter_decided", "proceeding": request.ref, "request": request.number, "by": signature(by),
            "granted": granted, "reason": reason}  # fmt: skip
    ledger.note(session, CHAIN, at, said)
