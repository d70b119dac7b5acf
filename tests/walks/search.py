"""The search for a lawful act (寻路): particulars are changed until no check refuses, and ways are laid through a table.

A step's checks are asked in their order, so that each attempt shows how many it passes; what gets further is kept.
From the states reached so the rows of the table are tried that nobody has taken yet.
"""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from console.rehearsal.overrides import overridden
from console.rehearsal.scenario import Scenario
from rules.clocks import BEIJING
from rules.errors import AccountabilityError, FaultyInput, Refused
from rules.parameters import RuleBook, Rules, rule_book
from rules.roles import CALENDAR, Actor, Role
from rules.workdays import Calendar, calendar
from state_machines.procedure import Procedure
from state_machines.steps import Step
from tests.walks.model import Deed, Model
from tests.walks.vocabulary import Pen, found_out, scenarios, vocabulary

ATTEMPTS = 60
"""How often the particulars of one act are changed before it is given up here."""
MORNING_OFFICE = 8
SEED = 20261124


@dataclass(frozen=True)
class Opening:
    """How a proceeding begins."""

    code: str
    at: datetime
    parameters: Mapping[str, Any]
    facts: Mapping[str, Any]

    def book(self) -> RuleBook:
        return _book(self.at.date(), json.dumps(self.parameters, sort_keys=True))

    def rules(self) -> Rules:
        return self.book().on(self.at.date())

    def model(self, days: Calendar) -> Model:
        return Model(vocabulary(self.code).table, self.rules(), days, self.facts, self.at)


@cache
def _book(day: date, parameters: str) -> RuleBook:
    book = rule_book()
    return overridden(book, book.on(day), json.loads(parameters))


@dataclass(frozen=True)
class Way:
    """How a proceeding came to where it stands. A deed of the calendar is done by the morning, not by hand."""

    opening: Opening
    deeds: tuple[Deed, ...]


class Crash(AssertionError):
    """A check fell over what somebody stated, instead of answering."""


def passed(model: Model, step: Step, deed: Deed) -> int:
    """How many checks the deed passes; -1 for particulars that have no place, all of them if it is lawful."""
    try:
        deed = model.completed(step, deed)
    except FaultyInput:
        return -1
    except AccountabilityError:
        raise
    except Exception as error:
        raise Crash(f"{step.trigger} fell over {deed.particulars!r} with {dict(model.facts)!r}") from error
    facts = model.seen(deed.particulars, deed.at)
    checks = model.table.table[deed.trigger, model.state][1]
    for place, check in enumerate(checks):
        try:
            if check(deed.by, facts) is not None:
                return place
        except AccountabilityError:
            raise
        except Exception as error:
            raise Crash(
                f"{check.__name__} fell over {deed.particulars!r} with {dict(model.facts)!r}"
            ) from error
    return len(checks)


def who_might(model: Model, step: Step, chance: random.Random) -> Actor:
    """Somebody for the step: a person whom the facts name for the role, where they name any."""
    role = chance.choice(step.roles)
    if role is Role.CALENDAR:
        return CALENDAR
    named = model.table.holders(role, model.facts)
    people = (
        named
        if named and chance.random() < 0.9
        else [f"P-{role.value}", *vocabulary(model.table.code).people]
    )
    return Actor(chance.choice(people), role)


def lawful(
    model: Model, step: Step, at: datetime, chance: random.Random, attempts: int = ATTEMPTS
) -> Deed | None:
    """A deed that takes this step now, or None where none was found."""
    pen = Pen(vocabulary(model.table.code), chance)
    every = len(model.table.table[step.trigger.value, model.state][1])

    def fresh() -> Deed:
        by = who_might(model, step, chance)
        return Deed(
            step.trigger.value, by, at, {} if by is CALENDAR else pen.particulars(step, model.facts, at)
        )

    best = fresh()
    reached = passed(model, step, best)
    for attempt in range(attempts):
        if reached == every:
            break
        tried = fresh() if attempt % 4 == 3 else _changed(model, step, best, pen)
        gone = passed(model, step, tried)
        if gone >= reached:
            best, reached = tried, gone
    if reached < every:
        return None
    try:
        model.copy().take(best)
    except (Refused, FaultyInput):
        return None
    return best


def _changed(model: Model, step: Step, deed: Deed, pen: Pen) -> Deed:
    """The deed with one thing about it another."""
    chance = pen.chance
    if chance.random() < 0.25 or not step.facts:
        return replace(deed, by=who_might(model, step, chance))
    fact = chance.choice([each for each in step.facts if each not in found_out(step)] or step.facts)
    particulars = dict(deed.particulars)
    if fact in step.required or fact.code not in particulars or chance.random() < 0.7:
        particulars[fact.code] = pen.value(fact, model.facts, deed.at)
    else:
        del particulars[fact.code]
    return replace(deed, particulars=particulars)


def later(model: Model, now: datetime, chance: random.Random) -> datetime:
    """A later moment: soon, or about the end of a limit that runs, before and after."""
    ends = model.next_ends(now)
    if ends and chance.random() < 0.5:
        end = chance.choice(ends)
        return max(now, end + timedelta(hours=chance.choice([-20, -1, 0, 1, 7, 9, 34])))
    return now + timedelta(minutes=chance.choice([1, 60, 600, 1500, 5000, 20000]))


def pass_time(model: Model, now: datetime, until: datetime, days: Calendar) -> list[Deed]:
    """Let the mornings of the working days pass, as a court's office does; what the calendar did on the way."""
    done: list[Deed] = []
    for early in mornings(now, until, days):
        done += model.morning(early)
    return done


def mornings(now: datetime, until: datetime, days: Calendar) -> list[datetime]:
    """Every morning of a working day between the two."""
    day, found = now.astimezone(BEIJING).date(), []
    while True:
        early = datetime(day.year, day.month, day.day, MORNING_OFFICE, tzinfo=BEIJING)
        if early > until:
            return found
        if early > now and days.is_working_day(day):
            found.append(early)
        day += timedelta(days=1)


@dataclass
class _Place:
    """A proceeding brought somewhere."""

    way: Way
    model: Model
    now: datetime
    visits: int = 0
    promise: frozenset[str] = frozenset()
    """The acts that were lawful on the way here: what made them so may hold in the next state too."""


@cache
def ways(code: str) -> dict[tuple[str, str], Way]:
    """The ways to every row that are gone by the tests: always the same ones."""
    return explore(code, SEED)


def explore(code: str, seed: int, rounds: int = 1200) -> dict[tuple[str, str], Way]:
    """Lay a way to every row of a table that can be reached: (state, act) → how to get there and take it."""
    chance, days = random.Random(seed), calendar()
    table = vocabulary(code).table
    rows = {(step.source.value, step.trigger.value): step for step in table.steps}
    found: dict[tuple[str, str], Way] = {}
    places: dict[tuple[Any, ...], _Place] = {}
    for scenario in scenarios():
        if scenario.procedure.code == code:
            _follow(scenario, found, places, days)
    for turn in range(rounds):
        if len(found) == len(rows):
            break
        if turn % 8 == 0 or not places:
            _put(places, _opened(code, chance, days))
        wanted = {source for source, trigger in rows if (source, trigger) not in found}
        known = sorted(places.values(), key=lambda place: place.visits - 3 * (place.model.state in wanted))
        if turn % 2:
            known = _towards(chance.choice(sorted(set(rows) - set(found))), known, table) or known
        place = chance.choice(known[:6])
        place.visits += 1
        _grow(place, rows, found, places, chance, days, attempts=36 if turn % 2 else 12)
    return found


def _towards(row: tuple[str, str], known: list[_Place], table: Procedure) -> list[_Place]:
    """The places from which a row is likeliest reached: few steps away, and its act lawful on the way there."""
    source, trigger = row
    steps = _steps_to(source, table)
    near = [place for place in known if place.model.state in steps]
    return sorted(
        near, key=lambda place: (trigger not in place.promise, place.visits + steps[place.model.state])
    )


def _steps_to(state: str, table: Procedure) -> dict[str, int]:
    """How many steps each state is away from one, at least; a state from which no way leads there is left out."""
    found = {state: 0}
    while True:
        before = {
            step.source.value: found[step.destination.value] + 1
            for step in table.steps
            if step.destination.value in found and step.source.value not in found
        }
        if not before:
            return found
        found |= before


def _opened(code: str, chance: random.Random, days: Calendar) -> _Place:
    at, parameters, facts = Pen(vocabulary(code), chance).opening()
    opening = Opening(code, at, parameters, facts)
    return _Place(Way(opening, ()), opening.model(days), at)


def _follow(
    scenario: Scenario,
    found: dict[tuple[str, str], Way],
    places: dict[tuple[Any, ...], _Place],
    days: Calendar,
) -> None:
    """Go the way of a rehearsal, as far as it is lawful."""
    code = scenario.procedure.code
    opening = Opening(code, scenario.opens_at, scenario.parameters, scenario.facts)
    place = _Place(Way(opening, ()), opening.model(days), scenario.opens_at)
    for act in scenario.acts:
        named = [act.person] if act.person else place.model.table.holders(act.role, place.model.facts)
        by = Actor(named[0] if len(named) == 1 else act.role.value, act.role, court=act.court)
        deed = Deed(act.act.value, by, act.at, act.particulars)
        model = place.model.copy()
        deeds = [*place.way.deeds, *pass_time(model, place.now, act.at, days)]
        _credit(place, deeds, found, days)
        place = _Place(Way(opening, tuple(deeds)), model, act.at)
        try:
            after = model.copy()
            after.take(deed)
        except (Refused, FaultyInput):
            continue
        found.setdefault((model.state, deed.trigger), Way(opening, (*deeds, deed)))
        place = _Place(Way(opening, (*deeds, deed)), after, act.at)
        _put(places, place)


def _grow(
    place: _Place,
    rows: Mapping[tuple[str, str], Step],
    found: dict[tuple[str, str], Way],
    places: dict[tuple[Any, ...], _Place],
    chance: random.Random,
    days: Calendar,
    attempts: int,
) -> None:
    model, now, deeds = place.model.copy(), place.now, list(place.way.deeds)
    until = later(model, now, chance)
    deeds += pass_time(model, now, until, days)
    # The rows the calendar took on the way, replayed to know in which state each was.
    _credit(place, deeds, found, days)
    taken: list[_Place] = []
    for step in model.table.from_state(model.state):
        if Role.CALENDAR in step.roles:
            continue
        fresh = (model.state, step.trigger.value) not in found
        deed = lawful(model, step, until, chance, ATTEMPTS * 2 if fresh else attempts)
        if deed is None:
            continue
        after = model.copy()
        after.take(deed)
        way = Way(place.way.opening, (*deeds, deed))
        found.setdefault((model.state, step.trigger.value), way)
        taken.append(_Place(way, after, until))
    promise = place.promise | {each.way.deeds[-1].trigger for each in taken}
    for each in taken:
        each.promise = promise
        _put(places, each)


def _credit(place: _Place, deeds: list[Deed], found: dict[tuple[str, str], Way], days: Calendar) -> None:
    model = place.model.copy()
    for end in range(len(place.way.deeds), len(deeds)):
        found.setdefault((model.state, deeds[end].trigger), Way(place.way.opening, tuple(deeds[: end + 1])))
        model.take(deeds[end])


def _put(places: dict[tuple[Any, ...], _Place], place: _Place) -> None:
    """Keep a place unless one like it is known by a shorter way."""
    model = place.model
    facts = tuple(
        sorted(
            (code, _kind_of(value))
            for code, value in model.facts.items()
            if not isinstance(value, int | float) or isinstance(value, bool)
        )
    )
    key = (model.state, facts, frozenset(model.limits), model.rules.digest)
    if not model.is_final and (key not in places or len(places[key].way.deeds) > len(place.way.deeds)):
        places[key] = place


def _kind_of(value: Any) -> Any:
    if isinstance(value, list):
        return len(value)
    if isinstance(value, str) and (len(value) > 12 or not value.isascii()):
        return bool(value)
    return value if isinstance(value, bool | str) else bool(value)
