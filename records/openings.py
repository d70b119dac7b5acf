"""The opening of proceedings (立项): each with its first ledger entry, its clocks and its notices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from records import ledger, notices, running_clocks
from records.acts import Done
from records.additions import add_missing
from records.proceedings_register import Proceeding, entry_of, shown_in_lists
from records.rule_sets import pin
from records.running_clocks import RunningClocks
from records.telling import tell
from rules.canonical import canonical, plain
from rules.parameters import Rules
from rules.roles import Actor
from state_machines.register import procedure

OPEN = "open"
"""The trigger of a proceeding's first entry."""


def open_many(
    session: Session,
    code: str,
    openings: Sequence[tuple[str, Mapping[str, Any]]],
    *,
    by: Actor,
    at: datetime,
    rules: Rules,
) -> list[Done]:
    """Open proceedings of one procedure: pairs of reference and opening facts. A reference on file is left alone.

    The rules given are pinned to each. Facts `court` and `case_no` are shown in lists.
    """
    table = procedure(code)
    pin(session, rules)
    calendar = session.info["calendar"]
    done, rows, entries, running, told = [], [], {}, {}, {}
    for ref, given in openings:
        facts = plain(dict(given))
        text = canonical(facts)
        what = entry_of(
            table,
            trigger=OPEN,
            source=None,
            to=table.initial.value,
            by=by,
            authority=table.authority.code,
            particulars=facts,
            rules=rules,
            facts=text,
        )
        link, entries[ref] = ledger.compose(ledger.genesis(ref), at, what)
        running[ref] = RunningClocks.begun(table, table.initial.value, ref, facts, rules, at, calendar).rows
        told[ref] = tell(table, None, ref, 1, facts, running[ref], by)
        rows.append(
            {
                "ref": ref,
                "procedure": code,
                "state": table.initial.value,
                "version": 1,
                "rules": rules.digest,
                "facts": text,
                "head": link.digest,
                **shown_in_lists(facts),
                "opened_at": at,
                "changed_at": at,
            }
        )
        done.append(Done(ref, OPEN, table.initial.value, 1, link.digest))
    added = add_missing(session, Proceeding, rows, "ref")
    ledger.append(session, [entries[ref] for ref in added])
    running_clocks.write(session, [RunningClocks(changed=list(running[ref].values())) for ref in added])
    notices.put(session, [(at, one) for ref in added for one in told[ref]])
    new = set(added)
    return [each for each in done if each.ref in new]
