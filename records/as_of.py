"""A proceeding as it stood at an instant (某时状态): state, facts, limits, papers and notices, rebuilt from the ledger.

Nothing here reads what the program works with today: the acts on record until then are folded anew, by the very
code that folded them when they were done, and held against the digest of the facts that each entry keeps.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from records import hashing
from records.clocks import Clock
from records.deadlines import CALENDAR_CHAIN, RECKONED
from records.history import PastAct, clocks_of, past_act
from records.ledger import LedgerEntry
from records.notices import Delivery, Notice, Sending
from records.papers import WrittenPaper
from records.proceedings_register import find
from records.rule_sets import rules_of
from records.running_clocks import RunningClocks
from rules.canonical import canonical
from rules.clocks import end_of
from rules.errors import BrokenLedger, NotFound
from rules.hashing import hashing as hashing_named
from rules.labels import Words
from rules.notices import NoticeKind
from rules.parameters import Rules
from rules.workdays import Calendar
from state_machines.procedure import Procedure
from state_machines.register import procedure
from state_machines.steps import Step


@dataclass(frozen=True, slots=True)
class ToldBy:
    """A notice written until then, and where it stood."""

    notice: Notice
    state: Sending


@dataclass(frozen=True, slots=True)
class AsOf:
    """What was on record at that instant."""

    ref: str
    procedure: str
    at: datetime
    state: str
    version: int
    head: str
    rules: str
    facts: dict[str, Any]
    past: tuple[PastAct, ...]
    clocks: tuple[Clock, ...]
    """The limits that ran or were suspended, with the due dates as they were then."""
    moved: dict[str, date | None]
    """Of these, the due dates that a later holiday notice has moved, by code: what they became."""
    papers: tuple[WrittenPaper, ...] = ()
    notices: tuple[ToldBy, ...] = ()


def as_of(session: Session, ref: str, at: datetime) -> AsOf:
    """The proceeding as it stood at `at`, the acts of that very instant included.

    Raises:
        NotFound: there is no such proceeding, or it was not open yet; the message says when it opened.
        BrokenLedger: the facts rebuilt are not those whose digest the ledger keeps.
    """
    row = find(session, ref)
    query = select(LedgerEntry).where(col(LedgerEntry.chain) == ref).order_by(col(LedgerEntry.number))
    entries = _until(list(session.execute(query).scalars()), at)
    if not entries:
        raise _not_open_yet(ref, row.opened_at)
    past = [past_act(entry) for entry in entries]
    table, said = procedure(row.procedure), json.loads(entries[-1].record)
    facts, running = _replay(ref, past, table, partial(rules_of, session), calendar=session.info["calendar"])
    if hashing_named(hashing.kept(session)).hex(canonical(facts).encode()) != said["facts"]:
        raise _not_these_facts(ref, past[-1].number)
    moved = _as_reckoned_then(session, ref, running, at)
    return AsOf(
        ref=ref,
        procedure=row.procedure,
        at=at,
        state=past[-1].to,
        version=past[-1].number,
        head=past[-1].digest,
        rules=said["rules"],
        facts=facts,
        past=tuple(past),
        clocks=tuple(Clock(**each) for each in running.rows.values()),
        moved=moved,
        papers=_papers(session, ref, at),
        notices=_notices(session, ref, at),
    )


def _until(entries: Sequence[LedgerEntry], at: datetime) -> list[LedgerEntry]:
    """The entries before the first that is later: should a clock ever have gone back, none is taken out of its order."""
    found: list[LedgerEntry] = []
    for entry in entries:
        if datetime.fromisoformat(json.loads(entry.record)["at"]) > at:
            break
        found.append(entry)
    return found


def _replay(
    ref: str, past: Sequence[PastAct], table: Procedure, pinned: Callable[[str], Rules], calendar: Calendar
) -> tuple[dict[str, Any], RunningClocks]:
    """Facts and running limits after these acts; the first is the opening. `pinned`: the rules under a digest."""
    opening = past[0]
    rules = pinned(opening.rules)
    facts = dict(opening.particulars)
    running = RunningClocks.begun(table, opening.to, ref, facts, rules, opening.at, calendar)
    for act in past[1:]:
        step = _step(table, ref, act)
        facts = step.fold(facts, act.particulars)
        done = act.again(ref)
        if step.changes_rules:
            running.under(table, act.to, done, facts, pinned(act.rules), calendar)
        else:
            running.turn(table, step, done, act.particulars, facts, pinned(act.rules), calendar)
    return facts, running


def _step(table: Procedure, ref: str, act: PastAct) -> Step:
    row = table.table.get((act.trigger, act.source or ""))
    if row is None:
        raise BrokenLedger(
            Words(
                "{ref}第{number}条的步骤已不在程序表中，不能重建当时的状态",
                "{ref}: the step of entry {number} is no longer in the procedure; how it stood cannot be rebuilt",
                ref=ref,
                number=act.number,
            )
        )
    return row[0]


def _as_reckoned_then(
    session: Session, ref: str, running: RunningClocks, at: datetime
) -> dict[str, date | None]:
    """Put back the due dates as they were reckoned then, and return those that a holiday notice moved since.

    A limit that nothing has held or lengthened since stands as it is stored, less what the register of the calendar
    notes as moved after `at`. One that was held or lengthened later is reckoned by the calendar of today.
    """
    stored = {(clock.code, clock.opened_at): clock for clock in clocks_of(session, ref)}
    moved: dict[str, date | None] = {}
    for code, row in running.rows.items():
        clock = stored.get((code, row["opened_at"]))
        if clock is None or any(getattr(clock, name) != row[name] for name in ("events", "length", "unit")):
            continue
        row.update({name: getattr(clock, name) for name in RECKONED})
        moves = [
            (was, became)
            for when, moving, was, became in _moves(session, ref)
            if moving == code and when > at and (clock.ended_at is None or when < clock.ended_at)
        ]
        if moves and moves[0][0] is not None:
            moved[code] = clock.due_on
            row.update(due_on=moves[0][0], due_at=end_of(moves[0][0]), provisional=True)
    return moved


def _moves(session: Session, ref: str) -> list[tuple[datetime, str, date | None, date | None]]:
    """When a holiday notice moved which limit of the proceeding, from which day to which, in order."""
    query = select(col(LedgerEntry.record)).where(
        col(LedgerEntry.chain) == CALENDAR_CHAIN, col(LedgerEntry.record).contains(ref)
    )
    return [
        (datetime.fromisoformat(said["at"]), each["clock"], _day(each["was"]), _day(each["is"]))
        for said in map(json.loads, session.execute(query.order_by(col(LedgerEntry.number))).scalars())
        for each in said.get("moved", ())
        if each["proceeding"] == ref
    ]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _papers(session: Session, ref: str, at: datetime) -> tuple[WrittenPaper, ...]:
    query = select(WrittenPaper).where(col(WrittenPaper.ref) == ref, col(WrittenPaper.written_at) <= at)
    return tuple(session.execute(query.order_by(col(WrittenPaper.id))).scalars())


def _notices(session: Session, ref: str, at: datetime) -> tuple[ToldBy, ...]:
    """The notices written until then. One counts as sent when a channel had taken it by then.

    That nobody could be told, or that it was given up, is known from the alarm that was written at that hour.
    """
    arrived = (
        select(col(Delivery.notice_id), func.count().label("times"))
        .where(col(Delivery.ok).is_(True), col(Delivery.at) <= at)
        .group_by(col(Delivery.notice_id))
        .subquery()
    )
    query = (
        select(Notice, arrived.c.times)
        .outerjoin(arrived, arrived.c.notice_id == col(Notice.id))
        .where(col(Notice.proceeding) == ref, col(Notice.created_at) <= at)
        .order_by(col(Notice.id))
    )
    rows = session.execute(query).all()
    written = {notice.key for notice, _ in rows}
    return tuple(ToldBy(notice, _stood(notice.key, written, arrived=bool(times))) for notice, times in rows)


def _stood(key: str, written: set[str], *, arrived: bool) -> Sending:
    if f"{NoticeKind.NOBODY_TO_NOTIFY.value}:{key}" in written:
        return Sending.NOBODY
    if f"{NoticeKind.DELIVERY_FAILED.value}:{key}" in written:
        return Sending.FAILED
    return Sending.SENT if arrived else Sending.WAITING


def _not_open_yet(ref: str, opened_at: datetime) -> NotFound:
    opened = opened_at + timedelta(hours=8)
    return NotFound(
        Words(
            "“{ref}”当时尚未立项；立项时间为北京时间{opened}",
            "“{ref}” was not open yet; it was opened at {opened}, Beijing time",
            ref=ref,
            opened=f"{opened:%Y-%m-%d %H:%M}",
        )
    )


def _not_these_facts(ref: str, number: int) -> BrokenLedger:
    return BrokenLedger(
        Words(
            "{ref}第{number}条：由台账重建的事实与该条所记的摘要不符",
            "{ref}, entry {number}: the facts rebuilt from the ledger are not those of its digest",
            ref=ref,
            number=number,
        )
    )
