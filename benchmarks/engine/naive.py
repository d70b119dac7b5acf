"""The same step as it is written at first: a `transitions` machine and SQLModel objects, one session and one commit.

It does all that `records.proceedings.advance` does, into the same tables: guards, version, facts, the entry and its
chain, clocks, notices. The law's own pure functions are the same; only the door is the naive one. The digests at the
end are those of `advance`, or the benchmark fails.
"""

from __future__ import annotations

import hashlib
from typing import Any

import rfc8785
from sqlmodel import Session, col, select

from records import clocks
from records.acts import Act
from records.clocks import Clock, Running
from records.ledger import LedgerEntry, instant
from records.notices import Notice
from records.proceedings import Proceeding
from records.store import Store
from records.telling import tell
from rules.parameters import Rules
from state_machines.limits import turned
from state_machines.register import procedure
from state_machines.steps import Clocked, Facts


def step(store: Store, rules: Rules, act: Act) -> str:
    """Take one step, and return the new digest at the end of its chain."""
    with Session(store.engine) as session:
        row = session.exec(select(Proceeding).where(col(Proceeding.ref) == act.ref)).one()
        live = (Running.RUNNING.value, Running.SUSPENDED.value)
        running = {
            clock.code: clock
            for clock in session.exec(
                select(Clock).where(col(Clock.proceeding) == act.ref, col(Clock.state).in_(live))
            )
        }
        table = procedure(row.procedure)
        seen = {
            code: Clocked(each.due_at, each.due_at is not None and act.at >= each.due_at)
            for code, each in running.items()
        }
        particulars = dict(act.particulars)
        source = row.state
        row.state = table.fire(
            source, act.trigger, act.by, Facts(row.facts, particulars, rules, act.at, seen)
        )
        taken = table.table[act.trigger, source][0]
        row.facts = taken.fold(row.facts, particulars)
        ended, begun = turned(table, taken, running, row.facts, rules)
        for code in ended:
            clock = running.pop(code)
            clock.late = clock.due_at is not None and act.at >= clock.due_at
            clock.state, clock.ended_at = Running.STOPPED.value, act.at
            session.add(clock)
        for rule in begun:
            running[rule.code] = Clock(
                **clocks.start(rule, act.ref, rules, row.facts, act.at, store.calendar)
            )
            session.add(running[rule.code])
        row.version += 1
        entry = _entry(row, act, source, taken.authority.code, particulars)
        session.add(entry)
        row.head, row.changed_at = entry.digest, act.at
        session.add(row)
        rows = {code: clock.model_dump() for code, clock in running.items()}
        for one in tell(table, taken, act.ref, row.version, row.facts, rows, act.by):
            content = one.content()
            session.add(
                Notice(
                    key=content.key,
                    proceeding=content.proceeding,
                    kind=content.kind.value,
                    audience=content.audience.value,
                    person=content.person,
                    court=content.court,
                    content=content.to_json(),
                    created_at=act.at,
                    next_at=act.at,
                )
            )
        digest = entry.digest
        session.commit()
    return digest


def _entry(
    row: Proceeding, act: Act, source: str, authority: str, particulars: dict[str, Any]
) -> LedgerEntry:
    record = rfc8785.dumps(
        {
            "format": 1,
            "chain": row.ref,
            "number": row.version,
            "previous": row.head,
            "at": instant(act.at),
            "procedure": row.procedure,
            "trigger": act.trigger,
            "from": source,
            "to": row.state,
            "by": {"code": act.by.code, "role": act.by.role.value, "court": act.by.court},
            "authority": authority,
            "particulars": particulars,
            "rules": row.rules,
            "facts": hashlib.sha256(rfc8785.dumps(row.facts)).hexdigest(),
        }
    )
    return LedgerEntry(
        chain=row.ref,
        number=row.version,
        digest=hashlib.sha256(record).hexdigest(),
        previous=row.head,
        record=record.decode(),
    )
