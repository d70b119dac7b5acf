"""A proceeding kept in memory: the procedure's own machine moves it, and nothing here reads what was stored.

The walks hold the stored proceeding against it after every step. States are moved by the `transitions` machine itself,
not by the compiled table; time limits are derived anew from the days and events of each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from rules.citations import Citation
from rules.clocks import Due, Extension, Length, Suspension, beijing_day, due, due_in_hours
from rules.errors import Refused
from rules.parameters import Rules, Unit
from rules.roles import CALENDAR, Actor, Role
from rules.workdays import Calendar
from state_machines.forms import check_particulars
from state_machines.limits import length_in
from state_machines.procedure import Procedure
from state_machines.steps import Clocked, ClockRule, Facts, Step

REF = "走查"
"""The reference of every proceeding that is walked."""


@dataclass(frozen=True)
class Limit:
    """A time limit that runs or is suspended, and what has happened to it."""

    number: int
    rule: ClockRule
    starts_from: date
    length: Length
    events: tuple[tuple[str, date, Length | None], ...] = ()
    told: bool = False
    """The morning after its end was there already."""

    began: datetime | None = None
    """The act that a limit in hours runs from."""

    def reckoned(self, calendar: Calendar) -> Due:
        if self.length.unit is Unit.HOUR:
            assert self.began is not None
            return due_in_hours(self.began, self.length, calendar)
        return _reckoned(self.starts_from, self.length, self.events, self.rule.authority, calendar)


@cache
def _reckoned(
    starts_from: date,
    length: Length,
    events: tuple[tuple[str, date, Length | None], ...],
    authority: Citation,
    calendar: Calendar,
) -> Due:
    """When a limit ends. A search asks it of the same limit thousands of times."""
    held: list[Suspension] = []
    longer: list[Extension] = []
    for kind, day, extra in events:
        if kind == "suspend":
            held.append(Suspension(day, None, "", authority))
        elif kind == "resume":
            held[-1] = replace(held[-1], until=day)
        elif extra is not None:
            longer.append(Extension(extra, "", authority, day))
    return due(starts_from, length, calendar, tuple(held), tuple(longer))


@dataclass(frozen=True)
class Deed:
    """Something that somebody does or tries to do."""

    trigger: str
    by: Actor
    at: datetime
    particulars: Mapping[str, Any]


class Model:
    """Where a proceeding stands, by the table of its procedure alone."""

    def __init__(
        self, table: Procedure, rules: Rules, calendar: Calendar, facts: Mapping[str, Any], at: datetime
    ) -> None:
        self.table, self.rules, self.calendar = table, rules, calendar
        self.state, self.facts, self.version = table.initial.value, dict(facts), 1
        self.begun = 0
        self.limits: dict[str, Limit] = {}
        self._start([rule for rule in self._declared() if rule.owed(self.facts, rules)], at)

    def copy(self) -> Model:
        other = copy(self)
        other.limits = dict(self.limits)
        return other

    @property
    def is_final(self) -> bool:
        return any(state.value == self.state for state in self.table.final)

    def step(self, trigger: str) -> Step | None:
        """The row of the machine itself for this act in the present state."""
        event = self.table.machine.events.get(trigger)
        rows: Any = event.transitions.get(self.state, []) if event else []
        return rows[0].step if rows else None

    def due_at(self, code: str) -> datetime | None:
        return self.limits[code].reckoned(self.calendar).instant

    def seen(self, particulars: Mapping[str, Any], at: datetime) -> Facts:
        """What the guards may know."""
        ends = {code: self.due_at(code) for code in self.limits}
        clocks = {code: Clocked(end, end is not None and at >= end) for code, end in ends.items()}
        return Facts(self.facts, particulars, self.rules, at, clocks, REF)

    def completed(self, step: Step, deed: Deed) -> Deed:
        """The deed of the right form, with what follows from it; or `FaultyInput`."""
        check_particulars(step, deed.particulars)
        if not step.computes:
            return deed
        return replace(deed, particulars=step.completed(deed.by, self.seen(deed.particulars, deed.at)))

    def take(self, deed: Deed) -> Step:
        """Do it, or raise what the desk would be told; then nothing has changed."""
        after = self.copy()
        step = after._taken(deed)
        self.__dict__.update(after.__dict__)
        return step

    def _taken(self, deed: Deed) -> Step:
        step = self.step(deed.trigger)
        if step is not None:
            deed = self.completed(step, deed)
        state = self.table.fire(self.state, deed.trigger, deed.by, self.seen(deed.particulars, deed.at))
        assert step is not None
        assert state == step.destination.value
        moved = state != self.state
        self.state, self.version = state, self.version + 1
        self.facts = step.fold(self.facts, deed.particulars)
        owed = {rule.code: rule for rule in self._declared() if rule.owed(self.facts, self.rules)}
        self.limits = {code: limit for code, limit in self.limits.items() if code in owed}
        fresh = [rule for code, rule in owed.items() if code not in self.limits]
        self._start([rule for rule in fresh if moved or rule.only], deed.at)
        for kind, named in (("suspend", step.suspends), ("resume", step.resumes), ("extend", step.extends)):
            for rule in named:
                if rule.code in self.limits:
                    self._change(rule.code, kind, beijing_day(deed.at), deed.particulars.get("extra"))
        return step

    def morning(self, now: datetime) -> list[Deed]:
        """Let the calendar act on every limit that has run out; what it did."""
        done: list[Deed] = []
        while True:
            over = [limit for limit in self.limits.values() if self._to_deal_with(limit, now)]
            if not over:
                return done
            over.sort(key=lambda limit: (self.due_at(limit.rule.code) or now, limit.number))
            deeds = [
                Deed(step.trigger.value, CALENDAR, now, {}) for limit in over for step in self._lapses(limit)
            ]
            for deed in deeds:
                try:
                    self.take(deed)
                except Refused:
                    continue
                done.append(deed)
            for limit in over:
                if (
                    self.limits.get(limit.rule.code, limit).number == limit.number
                    and limit.rule.code in self.limits
                ):
                    self.limits[limit.rule.code] = replace(self.limits[limit.rule.code], told=True)

    def next_ends(self, after: datetime) -> list[datetime]:
        """When the limits that run come to their end, the first first."""
        ends = [self.due_at(code) for code, limit in self.limits.items() if not limit.told]
        return sorted(end for end in ends if end is not None and end > after)

    def _declared(self) -> Iterator[ClockRule]:
        rules: dict[str, ClockRule] = {}
        for event in self.table.machine.events.values():
            for row in event.transitions.get(self.state, []):
                step: Step = row.step
                if step.within is not None:
                    rules[step.within.code] = step.within
        order = {
            step.within.code: place
            for place, step in reversed(list(enumerate(self.table.steps)))
            if step.within
        }
        yield from sorted(rules.values(), key=lambda rule: order[rule.code])

    def _start(self, rules: list[ClockRule], at: datetime) -> None:
        for rule in rules:
            self.begun += 1
            length = self.rules.parameter(length_in(rule, self.facts, self.rules))
            given = rule.begins(self.facts)
            start = date.fromisoformat(given) if given else beijing_day(at)
            self.limits[rule.code] = Limit(
                self.begun, rule, start, Length(int(length.value), Unit(length.unit)), began=at
            )

    def _change(self, code: str, kind: str, day: date, extra: Any) -> None:
        limit = self.limits[code]
        length = Length(extra, limit.length.unit) if kind == "extend" else None
        told = limit.told if kind == "suspend" else False
        self.limits[code] = replace(limit, events=(*limit.events, (kind, day, length)), told=told)

    def _to_deal_with(self, limit: Limit, now: datetime) -> bool:
        end = self.due_at(limit.rule.code)
        return end is not None and end <= now and not limit.told

    def _lapses(self, limit: Limit) -> Iterator[Step]:
        for event in self.table.machine.events.values():
            for row in event.transitions.get(self.state, []):
                step: Step = row.step
                if (
                    Role.CALENDAR in step.roles
                    and step.within is not None
                    and step.within.code == limit.rule.code
                ):
                    yield step
                    return
