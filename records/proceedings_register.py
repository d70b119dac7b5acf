"""The register of proceedings (事项登记): one row each, and the form of their ledger entries.

Only `records.proceedings` changes a row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Field, Session, SQLModel, col

from records.acts import signature
from records.columns import Json
from records.hashing import digest
from rules.canonical import Canonical
from rules.errors import NotFound
from rules.labels import Labelled, Words
from rules.parameters import Rules
from rules.roles import Actor
from state_machines.procedure import Procedure

EARLIER = "earlier_than"
"""Stands in an entry whose act was done at an earlier time than the one before it, by the clock: that time."""


class Proceeding(SQLModel, table=True):
    """One case going through a procedure (事项)."""

    __tablename__ = "proceeding"

    id: int = Field(default=None, primary_key=True)
    ref: str = Field(unique=True)
    """The reference people use: ``评查2021Q3-0042``."""
    procedure: str = Field(index=True)
    state: str = Field(index=True)
    version: int
    """The number of its last ledger entry."""
    rules: str = Field(foreign_key="rule_set.digest")
    facts: dict[str, Any] = Field(sa_type=Json)
    head: str
    """The digest of its last ledger entry."""
    court: str = Field(index=True)
    case_no: str = ""
    opened_at: datetime
    changed_at: datetime


def find(session: Session, ref: str) -> Proceeding:
    """The proceeding of that reference.

    Raises:
        NotFound: there is none.
    """
    row: Proceeding | None = (
        session.execute(select(Proceeding).where(col(Proceeding.ref) == ref)).scalars().first()
    )
    if row is None:
        raise not_found([ref])
    return row


def of_procedure(session: Session, code: str, states: Iterable[Labelled] = ()) -> list[Proceeding]:
    """The proceedings of a procedure, in the order of opening; only those in these states."""
    query = select(Proceeding).where(col(Proceeding.procedure) == code)
    if wanted := [state.value for state in states]:
        query = query.where(col(Proceeding.state).in_(wanted))
    return list(session.execute(query.order_by(col(Proceeding.opened_at), col(Proceeding.id))).scalars())


def by_reference(session: Session, refs: Iterable[str]) -> dict[str, Proceeding]:
    """Those of these proceedings that are on file."""
    wanted = sorted(set(refs))
    found: dict[str, Proceeding] = {}
    for start in range(0, len(wanted), 500):
        query = select(Proceeding).where(col(Proceeding.ref).in_(wanted[start : start + 500]))
        found |= {row.ref: row for row in session.execute(query).scalars()}
    return found


def entry_of(
    table: Procedure,
    *,
    trigger: str,
    source: str | None,
    to: str,
    by: Actor,
    authority: str,
    particulars: Mapping[str, Any],
    rules: Rules,
    facts: Canonical,
) -> dict[str, Any]:
    """What the ledger says of one act, besides its place in the chain.

    `facts` are the facts after it, in canonical form; the entry keeps their digest, so that they cannot be altered
    unseen either.
    """
    return {
        "procedure": table.code,
        "trigger": trigger,
        "from": source,
        "to": to,
        "by": signature(by),
        "authority": authority,
        "particulars": particulars,
        "rules": rules.digest,
        "facts": digest(facts.encode()),
    }


def shown_in_lists(facts: Mapping[str, Any]) -> dict[str, str]:
    """The facts that stand in columns of their own."""
    return {"court": facts.get("court", ""), "case_no": facts.get("case_no", "")}


def not_found(refs: Iterable[str]) -> NotFound:
    """The error for references that are not on file."""
    return NotFound(
        Words("没有事项“{refs}”", "there is no proceeding “{refs}”", refs="、".join(sorted(refs)))
    )
