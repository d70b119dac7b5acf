"""Proceedings (事项), and the one door through which their state changes.

`advance` takes one act, `advance_many` a batch; both are one path. In one transaction they ask the procedure, then
write the new state under its version, the ledger entry, the clocks and the notices to send. Nothing else in the
program assigns a state.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col

from records import ledger, notices, running_clocks
from records.acts import Act, Done, KeysInUse
from records.columns import Canonical, canonical, plain
from records.openings import OPEN, open_many
from records.prepared import prepared
from records.proceedings_register import Proceeding, entry_of, find, not_found, shown_in_lists
from records.rule_sets import RuleSet, rules_of
from records.running_clocks import RunningClocks
from records.telling import tell
from rules.errors import Refused, SomeoneWasFaster
from rules.labels import Words
from rules.parameters import Rules
from state_machines.forms import check_particulars
from state_machines.procedure import Procedure
from state_machines.register import procedure
from state_machines.steps import Facts

__all__ = [
    "OPEN",
    "Act",
    "Done",
    "Proceeding",
    "RuleSet",
    "advance",
    "advance_many",
    "facts_of",
    "find",
    "open_many",
    "rules_of",
]

_MOVED = ("version", "state", "facts", "head", "court", "changed_at")
"""The columns of a proceeding that an act changes."""


class _Read(NamedTuple):
    """A proceeding as it stood when it was read; the names are its columns."""

    id: int
    ref: str
    procedure: str
    state: str
    version: int
    rules: str
    facts: str
    head: str


@dataclass(slots=True)
class _InHand:
    """A proceeding in hand: what was read, and what it becomes."""

    row: _Read
    procedure: Procedure
    rules: Rules
    state: str
    facts: dict[str, Any]
    end: ledger.Link
    facts_text: Canonical
    clocks: RunningClocks
    moved_at: datetime | None = None

    def known(self, particulars: Mapping[str, Any], at: datetime) -> Facts:
        return Facts(self.facts, particulars, self.rules, at, self.clocks.seen_by_guards(at), self.row.ref)


def advance(session: Session, act: Act) -> Done:
    """Do one act, whole or not at all.

    Raises:
        Refused: the law says no; nothing was changed.
        SomeoneWasFaster: the proceeding moved on since it was read.
        FaultyInput: particulars the step does not know, or a key that belongs to another act.
        NotFound: no such proceeding.
    """
    outcome = advance_many(session, [act])[0]
    if isinstance(outcome, Refused):
        raise outcome
    return outcome


def advance_many(session: Session, acts: Sequence[Act]) -> list[Done | Refused]:
    """Do many acts in one go; each is done or refused by itself, in the order given.

    Raises:
        SomeoneWasFaster: a proceeding of the batch was moved by another transaction; the whole batch is undone.
        FaultyInput, NotFound: as `advance`; nothing was written.
    """
    hands = _take_in_hand(session, {act.ref for act in acts})
    before = KeysInUse(session, acts)
    outcomes: list[Done | Refused] = []
    entries: list[dict[str, Any]] = []
    outbox: list[dict[str, Any]] = []
    for act in acts:
        repeated = before.repetition(act)
        if repeated is not None:
            outcomes.append(repeated)
            continue
        try:
            done, entry, told = _take(session, hands[act.ref], act)
        except Refused as refusal:
            outcomes.append(refusal)
            continue
        before.add(act, done)
        outcomes.append(done)
        entries.append(entry)
        outbox += told
    moved = [hand for hand in hands.values() if hand.moved_at is not None]
    if moved:
        _write(session, moved)
        ledger.append(session, entries)
        running_clocks.write(session, [row for hand in moved for row in hand.clocks.touched])
        notices.put(session, outbox)
    return outcomes


def facts_of(session: Session, row: Proceeding, particulars: Mapping[str, Any], at: datetime) -> Facts:
    """What a guard may know of a proceeding now: for asking why not, without acting."""
    return _take_in_hand(session, {row.ref})[row.ref].known(particulars, at)


def _take(session: Session, hand: _InHand, act: Act) -> tuple[Done, dict[str, Any], list[dict[str, Any]]]:
    """Decide one act, and move the proceeding in hand on. A refusal leaves it as it was."""
    particulars = plain(dict(act.particulars))
    if act.seen is not None and act.seen != hand.end.number:
        raise _faster(hand.row.ref, hand.procedure, hand.state)
    row = hand.procedure.table.get((act.trigger, hand.state))
    if row is not None:
        check_particulars(row[0], particulars)
        if row[0].computes:
            particulars = plain(row[0].completed(act.by, hand.known(particulars, act.at)))
    step = hand.procedure.decide(hand.state, act.trigger, act.by, hand.known(particulars, act.at))
    source, hand.state, hand.moved_at = hand.state, step.destination.value, act.at
    if particulars or step.marks:
        hand.facts = step.fold(hand.facts, particulars)
        hand.facts_text = canonical(hand.facts)
    hand.clocks.turn(hand.procedure, step, act, particulars, hand.facts, hand.rules, session.info["calendar"])
    what = entry_of(
        hand.procedure,
        trigger=act.trigger,
        source=source,
        to=hand.state,
        by=act.by,
        authority=step.authority.code,
        particulars=particulars,
        rules=hand.rules,
        facts=hand.facts_text,
    )
    hand.end, entry = ledger.compose(hand.end, act.at, what, act.key)
    told = tell(hand.procedure, step, act.ref, hand.end.number, hand.facts, hand.clocks.rows, act.by)
    done = Done(act.ref, act.trigger, hand.state, hand.end.number, hand.end.digest)
    return done, entry, [notices.row_of(content, act.at) for content in told]


def _take_in_hand(session: Session, refs: Iterable[str]) -> dict[str, _InHand]:
    wanted = sorted(refs)
    found = prepared(session, Proceeding).find(session, _Read._fields, as_stored="facts", ref=wanted)
    rows = [_Read(*values) for values in found]
    missing = set(wanted) - {row.ref for row in rows}
    if missing:
        raise not_found(missing)
    running = running_clocks.read(session, wanted)
    return {
        row.ref: _InHand(
            row=row,
            procedure=procedure(row.procedure),
            rules=rules_of(session, row.rules),
            state=row.state,
            facts=json.loads(row.facts),
            facts_text=Canonical(row.facts),
            end=ledger.Link(row.ref, row.version, row.head),
            clocks=running[row.ref],
        )
        for row in rows
    }


def _write(session: Session, hands: list[_InHand]) -> None:
    """Move each proceeding on, under the version it was read at.

    Raises:
        SomeoneWasFaster: another transaction moved one of them since.
    """
    rows = [
        {
            "id": hand.row.id,
            "old_version": hand.row.version,
            "version": hand.end.number,
            "state": hand.state,
            "facts": hand.facts_text,
            "head": hand.end.digest,
            "court": shown_in_lists(hand.facts)["court"],
            "changed_at": hand.moved_at,
        }
        for hand in hands
    ]
    if prepared(session, Proceeding).change(session, rows, _MOVED, ("id", "version")) == len(hands):
        return
    ours = {hand.end.digest for hand in hands}
    query = select(col(Proceeding.ref), col(Proceeding.state), col(Proceeding.head)).where(
        col(Proceeding.id).in_([hand.row.id for hand in hands])
    )
    theirs = next(row for row in session.connection().execute(query) if row.head not in ours)
    table = next(hand.procedure for hand in hands if hand.row.ref == theirs.ref)
    raise _faster(theirs.ref, table, theirs.state)


def _faster(ref: str, table: Procedure, state: str) -> SomeoneWasFaster:
    return SomeoneWasFaster(
        Words(
            "“{ref}”在您查看之后已由他人办理，现为“{state}”；请刷新后再办",
            "“{ref}” was moved by somebody else since you looked; it is now “{state}”: look again",
            ref=ref,
            state=table.states(state),
        ),
        table.authority,
    )
