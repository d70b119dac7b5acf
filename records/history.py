"""What happened so far in a proceeding (办理经过), read from its ledger entries."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from records.acts import Act
from records.clocks import Clock
from records.ledger import LedgerEntry
from rules.roles import Actor, Role
from state_machines.procedure import Procedure


@dataclass(frozen=True, slots=True)
class PastAct:
    """One act that was done: all codes as the ledger keeps them."""

    number: int
    at: datetime
    trigger: str
    source: str | None
    to: str
    by: str
    role: str
    court: str
    authority: str
    particulars: dict[str, Any]
    rules: str
    """The digest of the rules the proceeding was under after the act."""
    digest: str

    @property
    def actor(self) -> Actor:
        """Who did it, in which role."""
        return Actor(self.by, Role(self.role), court=self.court)

    def again(self, ref: str) -> Act:
        """The same act, to be walked once more."""
        return Act(ref=ref, trigger=self.trigger, by=self.actor, at=self.at, particulars=self.particulars)


def history(session: Session, ref: str) -> list[PastAct]:
    """Every act of a proceeding, the opening first."""
    query = select(LedgerEntry).where(col(LedgerEntry.chain) == ref).order_by(col(LedgerEntry.number))
    return [past_act(entry) for entry in session.execute(query).scalars()]


def clocks_of(session: Session, ref: str) -> list[Clock]:
    """Every time limit a proceeding has had, in the order in which they began."""
    query = select(Clock).where(col(Clock.proceeding) == ref).order_by(col(Clock.id))
    return list(session.execute(query).scalars())


def late_counts(session: Session, prefix: str) -> dict[str, int]:
    """How many limits were ended late, by proceeding, for references that begin so."""
    query = (
        select(col(Clock.proceeding), func.count())
        .where(col(Clock.late).is_(True), col(Clock.proceeding).startswith(prefix))
        .group_by(col(Clock.proceeding))
    )
    return {row[0]: row[1] for row in session.execute(query)}


def clock_counts(session: Session, prefix: str) -> dict[str, tuple[int, int, int]]:
    """By code: limits ended in time, ended late, and still running, for references that begin so (次)."""
    query = (
        select(col(Clock.code), col(Clock.late), col(Clock.ended_at).is_(None), func.count())
        .where(col(Clock.proceeding).startswith(prefix))
        .group_by(col(Clock.code), col(Clock.late), col(Clock.ended_at).is_(None))
    )
    found: dict[str, tuple[int, int, int]] = {}
    for code, late, running, count in session.execute(query):
        before = found.get(code, (0, 0, 0))
        place = 2 if running else 1 if late else 0
        found[code] = (*before[:place], before[place] + count, *before[place + 1 :])
    return found


def past_act(entry: LedgerEntry) -> PastAct:
    """The act an entry keeps."""
    said = json.loads(entry.record)
    return PastAct(
        number=entry.number,
        at=datetime.fromisoformat(said["at"]),
        trigger=said["trigger"],
        source=said["from"],
        to=said["to"],
        by=said["by"]["code"],
        role=said["by"]["role"],
        court=said["by"]["court"],
        authority=said["authority"],
        particulars=said["particulars"],
        rules=said["rules"],
        digest=entry.digest,
    )


def refold(past: Sequence[PastAct], table: Procedure) -> dict[str, Any]:
    """The facts after the last of these acts, folded anew from what each brought; the first is the opening."""
    facts: dict[str, Any] = dict(past[0].particulars)
    for act in past[1:]:
        step, _ = table.table[act.trigger, act.source or ""]
        facts = step.fold(facts, act.particulars)
    return facts
