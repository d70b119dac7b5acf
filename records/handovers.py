"""Handovers on file (衔接移送登记): what there is, and up to which entry of the ledger was looked.

The look is noted in a register of its own, `register:handovers`, each time something was handed over or many entries went
by: what was looked at is not read again, and a crash costs one look. docs/decisions/0105-chain.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Text, cast, func, or_, select
from sqlmodel import Session, col

from records import ledger
from records.ledger import REGISTERS, LedgerEntry
from records.proceedings_register import Proceeding, of_procedure
from rules.canonical import quoted
from state_machines.handover.table import HANDOVER
from state_machines.handover.terms import Known, State

REGISTER = f"{REGISTERS}handovers"
SLICE = 20_000
"""Entries looked at in one go (条)."""
WORTH_NOTING = 5_000
"""Entries after which the look is noted though nothing was handed over (条)."""
_PROCEDURE, _TRIGGER = '"procedure":"', '"trigger":"'
"""How they stand in an entry, whose names are in the order of the alphabet: after them comes nothing that somebody stated."""


class Seen(NamedTuple):
    """An act that was done, as the ledger has it."""

    chain: str
    number: int
    digest: str
    trigger: str
    procedure: str
    at: datetime


def looked_until(session: Session) -> int:
    """The row id of the last entry that was looked at; 0 where none was."""
    last = (
        select(col(LedgerEntry.record))
        .where(col(LedgerEntry.chain) == REGISTER)
        .order_by(col(LedgerEntry.number).desc())
        .limit(1)
    )
    record = session.execute(last).scalar()
    return int(json.loads(record)["until"]) if record else 0


def note_look(session: Session, until: int, at: datetime) -> None:
    """Note that everything up to that entry was looked at."""
    ledger.note(session, REGISTER, at, {"trigger": "looked", "until": until})


def newest_entry(session: Session) -> int:
    """The row id of the newest entry: one look into an index."""
    return session.execute(select(func.max(LedgerEntry.id))).scalar() or 0


def acts_between(session: Session, after: int, until: int, acts: frozenset[tuple[str, str]]) -> list[Seen]:
    """The acts of proceedings after one entry and up to another, as far as procedure and trigger are one of these pairs."""
    query = (
        select(
            col(LedgerEntry.chain), col(LedgerEntry.number), col(LedgerEntry.digest), col(LedgerEntry.record)
        )
        .where(
            col(LedgerEntry.id) > after,
            col(LedgerEntry.id) <= until,
            ~col(LedgerEntry.chain).startswith(REGISTERS),
        )
        .order_by(col(LedgerEntry.id))
    )
    found = []
    for chain, number, digest, record in session.execute(query):
        # Most entries are none of ours; to take each apart would cost ten times as much.
        if (_last(record, _PROCEDURE), _last(record, _TRIGGER)) not in acts:
            continue
        said = json.loads(record)
        if (said["procedure"], said["trigger"]) in acts:
            at = datetime.fromisoformat(said["at"])
            found.append(Seen(chain, number, digest, said["trigger"], said["procedure"], at))
    return found


def _last(record: str, mark: str) -> str:
    start = record.rfind(mark) + len(mark)
    return record[start : record.find('"', start)]


def chains_between(session: Session, after: int, until: int, chains: Iterable[str]) -> list[str]:
    """Which of these chains have an entry after one and up to another."""
    wanted = sorted(chains)
    found: set[str] = set()
    for start in range(0, len(wanted), 500):
        query = (
            select(col(LedgerEntry.chain))
            .where(
                col(LedgerEntry.chain).in_(wanted[start : start + 500]),
                col(LedgerEntry.id) > after,
                col(LedgerEntry.id) <= until,
            )
            .distinct()
        )
        found |= set(session.execute(query).scalars())
    return sorted(found)


def handovers(session: Session, states: Sequence[State] = ()) -> list[Proceeding]:
    """The handovers on file, in the order of opening; only those in these states."""
    return of_procedure(session, HANDOVER.code, states)


def waiting(session: Session) -> dict[str, list[Proceeding]]:
    """The handovers that wait for an answer, by what they come from."""
    found: dict[str, list[Proceeding]] = {}
    for row in handovers(session, (State.OFFERED, State.DECLINED)):
        found.setdefault(str(row.facts.get(Known.SOURCE_REF.code, "")), []).append(row)
    return found


_WHOSE = ("judge", "recorder")
"""The facts that say whose matter a proceeding is."""


def people_in(facts: Mapping[str, Any]) -> set[str]:
    """Whose matter it is."""
    return {str(facts[code]) for code in _WHOSE if facts.get(code)}


def of_people(session: Session, people: Iterable[str]) -> list[Proceeding]:
    """Every matter of these people, in the order of opening."""
    wanted = sorted(people)
    named = [
        cast(col(Proceeding.facts), Text).contains(f'"{code}":{quoted(person)}', autoescape=True)
        for person in wanted
        for code in _WHOSE
    ]
    query = select(Proceeding).where(or_(*named)).order_by(col(Proceeding.id)) if named else None
    rows = session.execute(query).scalars() if query is not None else ()
    # The text may name the person in a part of some record: what counts is the fact itself.
    return [row for row in rows if not people_in(row.facts).isdisjoint(wanted)]


def of_reference_or_case(session: Session, subject: str) -> list[Proceeding]:
    """The matter of that reference, or all of that case."""
    query = (
        select(Proceeding)
        .where(or_(col(Proceeding.ref) == subject, col(Proceeding.case_no) == subject))
        .order_by(col(Proceeding.id))
    )
    return list(session.execute(query).scalars()) if subject else []
