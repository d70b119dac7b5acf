"""Proceedings (事项), and the one door through which their state changes.

`advance` takes one act, `advance_many` a batch; both are one path. In one transaction they ask the procedure, then
write the new state under its version, the ledger entry, the clocks and the notices to send. Nothing else in the
program assigns a state.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

from records import ledger, notices, running_clocks
from records.acts import Act, Done, KeysInUse
from records.entry_texts import Said, record_of, said
from records.fact_texts import changed
from records.notice_texts import Told
from records.openings import OPEN, open_many
from records.prepared import prepared
from records.proceedings_register import Proceeding, find, not_found
from records.rule_sets import RuleSet, rules_of
from records.running_clocks import RunningClocks
from records.telling import tell
from records.transactions import Held, Transaction, held
from rules.canonical import read_back
from rules.errors import Refused, SomeoneWasFaster
from rules.labels import Words
from rules.parameters import Rules
from rules.workdays import Calendar
from state_machines.forms import check_particulars
from state_machines.procedure import Procedure
from state_machines.register import procedure
from state_machines.rule_change import NEW_RULES
from state_machines.steps import Facts, Step

__all__ = [
    "GROUP",
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

_MOVED = ("version", "state", "facts", "head", "changed_at")
"""The columns of a proceeding that an act changes; `court` and `rules` besides, where facts or rules are put right."""
GROUP = 150
"""Acts in one transaction of a bulk run (件), some three hundred rows: so few that a person at a desk hardly waits."""
_MANY = 50
"""Acts from which on the collector of cycles is stopped: the rows of a batch are no garbage yet."""


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
    court: str
    changed_at: datetime


@dataclass(slots=True)
class _InHand:
    """A proceeding in hand: what was read, and what it becomes."""

    row: _Read
    procedure: Procedure
    rules: Rules
    state: str
    facts: dict[str, Any]
    end: ledger.Link
    facts_text: str
    clocks: RunningClocks
    pinned: Callable[[str], Rules]
    """The rules pinned under a digest."""
    moved_at: datetime | None = None

    def known(self, particulars: Mapping[str, Any], at: datetime) -> Facts:
        return Facts(self.facts, particulars, self.rules, at, self.clocks.seen_by_guards(at), self.row.ref)


def advance(place: Held, act: Act) -> Done:
    """Do one act, whole or not at all.

    Raises:
        Refused: the law says no; nothing was changed.
        SomeoneWasFaster: the proceeding moved on since it was read.
        FaultyInput: particulars the step does not know, or a key that belongs to another act.
        NotFound: no such proceeding.
    """
    outcome = advance_many(place, [act])[0]
    if isinstance(outcome, Refused):
        raise outcome
    return outcome


def advance_many(place: Held, acts: Sequence[Act]) -> list[Done | Refused]:
    """Do many acts in one go; each is done or refused by itself, in the order given.

    Raises:
        SomeoneWasFaster: a proceeding of the batch was moved by another transaction; the whole batch is undone.
        FaultyInput, NotFound: as `advance`; nothing was written.
    """
    with _collector_stopped() if len(acts) >= _MANY else nullcontext():
        return _advance(held(place), acts)


def _advance(transaction: Transaction, acts: Sequence[Act]) -> list[Done | Refused]:
    hands = _take_in_hand(transaction, {act.ref for act in acts})
    before = KeysInUse(transaction, acts)
    calendar = transaction.info["calendar"]
    outcomes: list[Done | Refused] = []
    entries: list[ledger.EntryRow] = []
    outbox: list[tuple[datetime, Told]] = []
    for act in acts:
        repeated = before.repetition(act) if act.key else None
        if repeated is not None:
            outcomes.append(repeated)
            continue
        try:
            done, entry, told = _take(hands[act.ref], act, calendar)
        except Refused as refusal:
            outcomes.append(refusal)
            continue
        if act.key:
            before.add(act, done)
        outcomes.append(done)
        entries.append(entry)
        outbox += [(act.at, one) for one in told]
    moved = [hand for hand in hands.values() if hand.moved_at is not None]
    if moved:
        _write(transaction, moved)
        ledger.append(transaction, entries)
        running_clocks.write(transaction, [hand.clocks for hand in moved])
        notices.put(transaction, outbox)
    return outcomes


def facts_of(place: Held, row: Proceeding, particulars: Mapping[str, Any], at: datetime) -> Facts:
    """What a guard may know of a proceeding now: for asking why not, without acting."""
    return _take_in_hand(held(place), {row.ref})[row.ref].known(particulars, at)


def _take(hand: _InHand, act: Act, calendar: Calendar) -> tuple[Done, ledger.EntryRow, list[Told]]:
    """Decide one act, and move the proceeding in hand on. A refusal leaves it as it was."""
    put = said(act.particulars)
    if act.seen is not None and act.seen != hand.end.number:
        raise _faster(hand.row.ref, hand.procedure, hand.state)
    table = hand.procedure
    row = table.table.get((act.trigger, hand.state))
    if row is not None and put.values:
        check_particulars(row[0], put.values)
    if row is not None and row[0].computes:
        put = said(row[0].completed(act.by, hand.known(put.values, act.at)))
    step = table.decide(hand.state, act.trigger, act.by, hand.known(put.values, act.at))
    last = hand.moved_at or hand.row.changed_at
    source, hand.state, hand.moved_at = hand.state, step.destination.value, act.at
    if put.values or step.marks:
        before, hand.facts = hand.facts, step.fold(hand.facts, put.values)
        hand.facts_text = changed(hand.facts_text, before, hand.facts, put, _set_by(step, hand.facts, put))
    silent = False
    if step.changes_rules:
        hand.rules = hand.pinned(put.values[NEW_RULES.code])
        silent = not hand.clocks.under(table, hand.state, act, hand.facts, hand.rules, calendar)
    else:
        hand.clocks.turn(table, step, act, put.values, hand.facts, hand.rules, calendar)
    record = record_of(
        hand.end,
        act.at,
        procedure=table.code,
        trigger=act.trigger,
        source=source,
        to=hand.state,
        by=act.by,
        authority=step.authority.code,
        particulars=put,
        rules=hand.rules.digest,
        facts=hand.facts_text,
        key=act.key,
        # No right waits for a clock that went back; the order is that of the numbers.
        earlier_than=last if act.at < last else None,
    )
    hand.end, entry = ledger.attach(hand.end, record, act.key)
    told = [] if silent else tell(table, step, act.ref, hand.end.number, hand.facts, hand.clocks.rows, act.by)
    done = Done(act.ref, act.trigger, hand.state, hand.end.number, hand.end.digest)
    return done, entry, told


def _set_by(step: Step, after: Mapping[str, Any], put: Said) -> Iterable[str]:
    """The facts that a step may have set."""
    if step.puts_right:
        return after
    return {**put.values, **{fact.code: mark for fact, mark in step.marks}} if step.marks else put.values


def _take_in_hand(transaction: Transaction, refs: Iterable[str]) -> dict[str, _InHand]:
    wanted = sorted(refs)
    found = prepared(transaction, Proceeding).find(
        transaction, _Read._fields, as_stored=("facts",), ref=wanted
    )
    rows = [_Read._make(values) for values in found]
    missing = set(wanted) - {row.ref for row in rows}
    if missing:
        raise not_found(missing)
    running = running_clocks.read(transaction, wanted)
    rules = {digest: rules_of(transaction, digest) for digest in {row.rules for row in rows}}
    hands = {}
    for row in rows:
        hands[row.ref] = _InHand(
            row=row,
            procedure=procedure(row.procedure),
            rules=rules[row.rules],
            state=row.state,
            facts=read_back(row.facts),
            facts_text=row.facts,
            end=ledger.Link(row.ref, row.version, row.head),
            clocks=running[row.ref],
            pinned=partial(rules_of, transaction),
        )
    return hands


def _write(transaction: Transaction, hands: list[_InHand]) -> None:
    """Move each proceeding on, under the version it was read at.

    Raises:
        SomeoneWasFaster: another transaction moved one of them since.
    """
    table = prepared(transaction, Proceeding)
    hour = partial(table.bound, "changed_at")
    # An index is written anew for each column that is set: the court is set only where facts put right changed it.
    courts = any(hand.facts.get("court", "") != hand.row.court for hand in hands)
    ruled = any(hand.rules.digest != hand.row.rules for hand in hands)
    rows = [
        (
            *((hand.facts.get("court", ""),) if courts else ()),
            *((hand.rules.digest,) if ruled else ()),
            *(hand.end.number, hand.state, hand.facts_text, hand.end.digest, hour(hand.moved_at)),
            *(hand.row.id, hand.row.version),
        )
        for hand in hands
    ]
    columns = (*(("court",) if courts else ()), *(("rules",) if ruled else ()), *_MOVED)
    if table.change_ready(transaction, rows, columns, ("id", "version")) == len(hands):
        return
    ours = {hand.end.digest for hand in hands}
    found = table.find(transaction, ("ref", "state", "head"), ref=[hand.row.ref for hand in hands])
    # Who did the very same at the very same instant left the very same digest: then any of them will do.
    ref, state, _ = next((row for row in found if row[2] not in ours), found[0])
    raise _faster(ref, next(hand.procedure for hand in hands if hand.row.ref == ref), state)


@contextmanager
def _collector_stopped() -> Iterator[None]:
    """The collector of cycles looks at every row of a batch again and again, and there is none to find."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


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
