"""The stage (推演台): a scenario is played in a database of its own, by the same door as everything else.

The clock moves from act to act. On the way the morning tick runs on every working day that has something due, so
that the calendar acts, warns and reminds as it would.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from console.rehearsal.account import Account, Event, Happening, Limit
from console.rehearsal.moments import at
from console.rehearsal.overrides import overridden
from console.rehearsal.scenario import PlannedAct, Scenario
from flows.due import anything_due, morning
from flows.office import Office
from notifiers.route_book import route_book
from records import clocks
from records.clocks import Clock
from records.history import clocks_of, history
from records.notices import Notice
from records.proceedings import Act, advance, find, open_many
from records.store import Store
from rules.errors import Refused
from rules.law import cite
from rules.notices import NoticeContent
from rules.parameters import RuleBook
from rules.roles import AUTOMATIC, CALENDAR, Actor, Role
from rules.score_sheets import sheet_book
from rules.workdays import Calendar
from state_machines import contents

MORNING = time(8)
"""When the calendar acts, in Beijing: before anybody is at a desk."""


def play(scenario: Scenario, book: RuleBook, days: Calendar) -> Account:
    """Play a scenario under the parameters of a book and a calendar; nothing outside is read or written."""
    in_force = book.on(scenario.opens_at.date())
    store = Store.throw_away(overridden(book, in_force, scenario.parameters), days)
    try:
        stage = _Stage(scenario, store)
        stage.open()
        for planned in scenario.acts:
            stage.wait(planned.at)
            stage.take(planned)
        stage.wait(scenario.ends_at)
        rules = store.rules.on(scenario.opens_at.date())
        return Account(scenario, rules, in_force, tuple(stage.events), stage.facts())
    finally:
        store.close()


class _Stage:
    """A scenario in play: what has happened so far, and the time it is."""

    def __init__(self, scenario: Scenario, store: Store) -> None:
        self.scenario, self.store = scenario, store
        self.procedure, self.ref = scenario.procedure, scenario.ref
        self.rules = {rule.code: rule for rule in contents.clocks_of(scenario.procedure)}
        # The morning tick looks at the store only. Should it ever write a file, there is no such folder.
        nowhere = Path(os.devnull)
        self.office = Office(store, nowhere, nowhere, route_book(), sheet_book())
        self.now = scenario.opens_at
        self.events: list[Event] = []
        self.seen_entries = self.seen_notice = 0

    def open(self) -> None:
        scenario = self.scenario
        with self.store.begin() as session:
            open_many(
                session,
                self.procedure.code,
                [(self.ref, scenario.facts)],
                by=AUTOMATIC,
                at=self.now,
                rules=self.store.rules.on(self.now.date()),
            )
        self._note(Happening.OPENED)

    def wait(self, until: datetime) -> None:
        """Let the mornings pass up to that instant, and the minutes at which limits in hours end: they know no morning."""
        for tick in sorted({*self._mornings(until), *self._hours(until)}):
            if anything_due(self.office, tick):
                morning(self.office, tick)
                self.now = tick
                self._note(Happening.BY_ITSELF)
        self.now = until

    def _mornings(self, until: datetime) -> Iterator[datetime]:
        day = self.now.date()
        while (early := at(day, MORNING)) <= until:
            if early > self.now and self.store.calendar.is_working_day(day):
                yield early
            day += timedelta(days=1)

    def _hours(self, until: datetime) -> list[datetime]:
        """When limits in hours that run now end, as far as it is before that instant."""
        query = select(col(Clock.due_at)).where(
            col(Clock.unit) == clocks.HOUR,
            col(Clock.state) == clocks.RUNNING,
            col(Clock.due_at) > self.now,
            col(Clock.due_at) <= until,
        )
        with self.store.read() as session:
            return [end.astimezone(self.now.tzinfo) for end in session.execute(query).scalars() if end]

    def take(self, planned: PlannedAct) -> None:
        """Do one act of the script, or be refused."""
        by = self._actor(planned)
        act = Act(
            ref=self.ref,
            trigger=planned.act.value,
            by=by,
            at=planned.at,
            particulars=planned.particulars,
        )
        try:
            with self.store.begin() as session:
                advance(session, act)
        except Refused as refusal:
            self._add(
                Happening.REFUSED,
                planned=planned,
                act=planned.act,
                by=by,
                authority=refusal.authority,
                reason=refusal.reason,
            )
        else:
            self._note(Happening.DONE, planned)

    def facts(self) -> dict[str, Any]:
        """The facts on record now."""
        with self.store.read() as session:
            return dict(find(session, self.ref).facts)

    def _actor(self, planned: PlannedAct) -> Actor:
        if planned.role is Role.CALENDAR:
            return CALENDAR
        named = [planned.person] if planned.person else self.procedure.holders(planned.role, self.facts())
        person = named[0] if len(named) == 1 else planned.role.value
        return Actor(person, planned.role, court=planned.court)

    def _note(self, kind: Happening, planned: PlannedAct | None = None) -> None:
        """Add what the ledger and the outbox hold since the last look: acts, each with its notices; then reminders."""
        with self.store.read() as session:
            past = history(session, self.ref)[self.seen_entries :]
            found = session.execute(
                select(Notice).where(col(Notice.id) > self.seen_notice).order_by(col(Notice.id))
            ).scalars()
            told = [(row.id, NoticeContent.from_json(row.content)) for row in found]
            limits = tuple(self._limit(clock) for clock in clocks_of(session, self.ref))
        self.seen_entries += len(past)
        self.seen_notice = max([self.seen_notice, *(number for number, _ in told)])
        waiting = [notice for _, notice in told]
        for entry in past:
            own = [notice for notice in waiting if notice.key.startswith(f"{self.ref}:{entry.number}:")]
            waiting = [notice for notice in waiting if notice not in own]
            row = self.procedure.table.get((entry.trigger, entry.source or ""))
            self._add(
                kind,
                limits,
                state=self.procedure.states(entry.to),
                act=self.procedure.triggers.get(entry.trigger),
                by=Actor(entry.by, Role(entry.role), court=entry.court),
                authority=cite(entry.authority),
                planned=planned,
                notices=tuple(own),
                papers=row[0].papers if row else (),
            )
        if waiting:
            self._add(Happening.REMINDED, limits, notices=tuple(waiting))

    def _add(self, kind: Happening, limits: tuple[Limit, ...] | None = None, **what: Any) -> None:
        """Add an event; what is not said of it stands as it stood before."""
        before = self.events[-1] if self.events else None
        known = before.limits if before else ()
        limits = known if limits is None else limits
        self.events.append(
            Event(
                number=len(self.events) + 1,
                at=self.now,
                kind=kind,
                limits=limits,
                turned=tuple(limit for limit in limits if limit not in known),
                **{"state": before.state if before else self.procedure.initial, **what},
            )
        )

    def _limit(self, clock: clocks.Clock) -> Limit:
        due = clocks.explain(clock.model_dump(), self.store.calendar)
        return Limit(self.rules[clock.code], clocks.Running(clock.state), due, clock.late)
