"""Disputes about reversals (改判争议): what was sent up in a span of time, and what the higher court made of it.

Another court's rule, read in a stored copy, has them circulated every half year (`peer_review_rules.临沂`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlmodel import Session, col

from flows.office import Office
from records.history import clocks_of
from records.ledger import LedgerEntry
from records.proceedings import Proceeding
from rules.clocks import beijing_day
from rules.labels import Labelled
from state_machines.quality_review.clocks import Clock
from state_machines.quality_review.terms import Act, Known


class Outcome(Labelled):
    """What became of a dispute (争议结果)."""

    ACCEPTED = "accepted", "采纳", "accepted"
    REFUSED = "refused", "不采纳", "refused"
    PENDING = "pending", "待答复", "pending"
    OVERDUE = "overdue", "逾期未答复", "overdue"


@dataclass(frozen=True, slots=True)
class Dispute:
    """One dispute: of which case, when it was sent up and why, and the reply."""

    ref: str
    case_no: str
    court: str
    sent_up: date
    reasons: str
    outcome: Outcome
    due: date | None
    replied: date | None = None
    reply: str = ""
    hint: str = ""
    """依审判监督程序处理的提示: how the higher court goes on, where it accepted."""


def disputes(office: Office, first: date, last: date, *, now: datetime) -> list[Dispute]:
    """The disputes sent up from the first to the last day (both included), in the order of those days."""
    with office.store.read() as session:
        found = [
            dispute
            for ref, entries in _entries(session).items()
            if (dispute := _dispute(session, ref, entries, now)) and first <= dispute.sent_up <= last
        ]
    return sorted(found, key=lambda each: (each.sent_up, each.ref))


def _entries(session: Session) -> dict[str, list[dict[str, object]]]:
    """The ledger entries that send a dispute up or answer it, by proceeding. The record is canonical JSON."""
    wanted = [f'"trigger":"{act.value}"' for act in (Act.DISPUTE_REVERSAL, Act.REPLY_TO_DISPUTE)]
    query = (
        select(LedgerEntry)
        .where(or_(*(col(LedgerEntry.record).contains(each, autoescape=True) for each in wanted)))
        .order_by(col(LedgerEntry.chain), col(LedgerEntry.number))
    )
    found: dict[str, list[dict[str, object]]] = {}
    for entry in session.execute(query).scalars():
        found.setdefault(entry.chain, []).append(json.loads(entry.record))
    return found


def _dispute(session: Session, ref: str, entries: list[dict[str, object]], now: datetime) -> Dispute | None:
    acts = {str(entry["trigger"]): entry for entry in entries}
    sent = acts.get(Act.DISPUTE_REVERSAL.value)
    row = session.execute(select(Proceeding).where(col(Proceeding.ref) == ref)).scalars().first()
    if sent is None or row is None:
        return None
    limit = next(
        (clock for clock in reversed(clocks_of(session, ref)) if clock.code == Clock.REPLY.code), None
    )
    reply = acts.get(Act.REPLY_TO_DISPUTE.value)
    said = dict(sent["particulars"])  # type: ignore[call-overload]  # a record of the ledger
    common = {
        "ref": ref,
        "case_no": row.case_no,
        "court": row.court,
        "sent_up": _day(sent),
        "reasons": str(said[Known.REASONS.code]),
        "due": limit.due_on if limit else None,
    }
    if reply is None:
        late = limit is not None and limit.due_at is not None and now >= limit.due_at
        return Dispute(**common, outcome=Outcome.OVERDUE if late else Outcome.PENDING)
    answer = dict(reply["particulars"])  # type: ignore[call-overload]  # as above
    return Dispute(
        **common,
        outcome=Outcome.ACCEPTED if answer[Known.DISPUTE_ACCEPTED.code] else Outcome.REFUSED,
        replied=_day(reply),
        reply=str(answer[Known.REASONS.code]),
        hint=str(answer.get(Known.SUPERVISION_HINT.code) or ""),
    )


def _day(entry: dict[str, object]) -> date:
    return beijing_day(datetime.fromisoformat(str(entry["at"])))
