"""One matter as its page shows it (事项页的内容): gathered in one reading, as the office that looks may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from console.web.acts import Acts, Answer, acts_of
from console.web.diagram import drawn
from console.web.fields import shown_value
from console.web.visits import Visit
from flows.due import due_explanation
from flows.evidence import Kept, files_in
from flows.reads import OVERSEES
from records import history, proceedings
from records.clocks import Clock, Running
from records.history import PastAct
from records.notices import Delivery, Notice, Sending
from records.offices import HeldOffice
from records.proceedings import Proceeding
from records.reach import reaches
from rules.citations import Citation
from rules.labels import Labelled, Words
from rules.law import cite
from rules.notices import NoticeContent
from rules.roles import AUTOMATIC, CALENDAR, Role
from state_machines.confidentiality import seen_by
from state_machines.contents import clocks_of as all_clocks
from state_machines.files_handed_in import taken_as
from state_machines.procedure import Procedure
from state_machines.register import procedure

_NOBODY = frozenset({CALENDAR.code, AUTOMATIC.code})
"""Who acts where nobody does: no code to show."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A running time limit: when it ends, and the chain of reckoning."""

    name: Words
    clock: Clock
    authority: Citation
    over: bool
    suspended: bool
    why: Sequence[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One act that was done."""

    number: int
    at: datetime
    act: Words | Labelled
    to: Labelled
    role: Role
    by: str
    authority: Citation
    said: Sequence[tuple[Words, Words]]
    new: bool = False
    """Done since the reader last looked."""


@dataclass(frozen=True, slots=True)
class Told:
    """One notice, and what became of it."""

    content: NoticeContent
    at: datetime
    person: str
    state: Sending
    deliveries: Sequence[tuple[Words | str, bool, int, datetime]]
    """By channel and result: to how many, and when last."""
    points: Sequence[tuple[Words, Words]] = ()
    """What it says point by point, where it is the reader's own."""


@dataclass(frozen=True, slots=True)
class MatterView:
    row: Proceeding
    table: Procedure
    state: Labelled
    final: bool
    acts: Acts
    limits: Sequence[Limit]
    past: Sequence[Entry]
    told: Sequence[Told]
    files: Sequence[Kept]
    diagram: str
    been: Sequence[Labelled]


def view(
    visit: Visit, held: HeldOffice, ref: str, answer: Answer | None = None, seen: int | None = None
) -> MatterView | None:
    """What that office sees of a matter; None where it sees none, whether there is one or not."""
    with visit.seen_as(held).store.read() as session:
        if not reaches(session, held, ref):
            return None
        row = proceedings.find(session, ref)
        table = procedure(row.procedure)
        past = history.history(session, ref)
        running = [
            clock
            for clock in history.clocks_of(session, ref)
            if clock.state in (Running.RUNNING.value, Running.SUSPENDED.value)
        ]
        acts = acts_of(session, visit, held, row, table, running, answer)
        told = _told(session, visit, held, ref)
    moves = [(act.source or table.initial.value, act.to) for act in past]
    been = [table.states(code) for code in dict.fromkeys([table.initial.value, *(to for _, to in moves)])]
    return MatterView(
        row,
        table,
        table.states(row.state),
        table.states(row.state) in table.final,
        acts,
        [_limit(visit, table, row, clock) for clock in running],
        [_entry(table, held, act, new=seen is not None and act.number > seen) for act in reversed(past)],
        told,
        files_in(past, table, held.role),
        drawn(table, row.state, moves, visit.language),
        been,
    )


def _limit(visit: Visit, table: Procedure, row: Proceeding, clock: Clock) -> Limit:
    rule = table.clocks_of(row.state).get(clock.code) or next(
        each for each in all_clocks(table) if each.code == clock.code
    )
    return Limit(
        Words(rule.zh, rule.en),
        clock,
        rule.authority,
        clock.due_at is not None and clock.due_at <= visit.now,
        clock.state == Running.SUSPENDED.value,
        due_explanation(visit.office, clock),
    )


def _entry(table: Procedure, held: HeldOffice, act: PastAct, *, new: bool) -> Entry:
    row = table.table.get((act.trigger, act.source or ""))
    mine = act.by == held.person and act.role == held.role.value
    told = held.role in OVERSEES or mine or row is None or held.role in row[0].tells
    opened = act.trigger == proceedings.OPEN
    name: Words | Labelled = Words("立项", "opened") if opened else table.triggers[act.trigger]
    return Entry(
        act.number,
        act.at,
        name,
        table.states(act.to),
        Role(act.role),
        act.by if (held.role in OVERSEES or mine) and act.by not in _NOBODY else "",
        cite(act.authority),
        _said(table, held.role, act) if told and not opened else (),
        new,
    )


def _said(table: Procedure, role: Role, act: PastAct) -> list[tuple[Words, Words]]:
    """What an act put on record, as this reader may see it."""
    step = table.table[act.trigger, act.source or ""][0]
    shown: dict[str, Any] = seen_by(table.code, role, act.particulars)
    found = []
    for fact in step.facts:
        value = shown.get(fact.code)
        if value in (None, "", []) or taken_as(fact):
            continue
        form = table.letters.forms.get(fact.code)
        withheld = isinstance(value, dict) and set(value) == {"zh", "en"}
        said = form(value) if form and not withheld else shown_value(fact, value)
        found.append((Words(fact.zh, fact.en), said))
    return found


def _told(session: Session, visit: Visit, held: HeldOffice, ref: str) -> list[Told]:
    query = (
        select(Notice, Delivery)
        .outerjoin(Delivery, col(Delivery.notice_id) == col(Notice.id))
        .where(col(Notice.proceeding) == ref)
        .order_by(col(Notice.id).desc(), col(Delivery.id))
    )
    channels = {name: Words(each.zh, each.en) for name, each in visit.office.routes.channels.items()}
    found: dict[int, tuple[Notice, dict[tuple[str, bool], list[datetime]]]] = {}
    for notice, delivery in session.execute(query):
        attempts = found.setdefault(notice.id, (notice, {}))[1]
        if delivery is not None:
            attempts.setdefault((delivery.channel, delivery.ok), []).append(delivery.at)
    known = held.role in OVERSEES
    return [
        Told(
            content := NoticeContent.from_json(notice.content),
            notice.created_at,
            notice.person if known or notice.person == held.person else "",
            Sending(notice.state),
            [
                (channels.get(name, name), ok, len(hours), max(hours))
                for (name, ok), hours in attempts.items()
            ],
            content.points if content.audience is held.role and notice.person in ("", held.person) else (),
        )
        for notice, attempts in found.values()
    ]
