"""What a step leaves in the outbox: one notice to each audience its row names (告知)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from records.notice_texts import Heading, Told
from rules.clocks import Length
from rules.hours import counted_from, minute_words
from rules.labels import Labelled, Words
from rules.notices import NOT_NAMED, NOTHING, in_both
from rules.parameters import Unit
from rules.roles import OF_A_DIVISION, Actor, Role
from state_machines.procedure import Procedure
from state_machines.steps import ClockRule, Step


def tell(
    procedure: Procedure,
    step: Step | None,
    ref: str,
    number: int,
    facts: Mapping[str, Any],
    running: Mapping[str, Mapping[str, Any]],
    by: Actor,
) -> list[Told]:
    """The notices that follow from a step (None: from the opening). Who did the act is not told of it himself."""
    state = step.destination if step else procedure.initial
    act = step.trigger if step else state
    told = []
    for heading in _headings(procedure, step and step.source, act):
        role = heading.role
        if not procedure.is_about(role, facts, act):
            continue
        what_to_do, due = _owed(procedure, state, heading, running) if heading.limits else (NOTHING, _NEVER)
        # Each person once, however often the facts name him: a notice is known by its reader.
        named = dict.fromkeys(procedure.holders(role, facts)) if heading.named else ("",)
        for person in named or (NOT_NAMED,):
            if person and person == by.code:
                continue
            told.append(
                Told(
                    heading,
                    key=f"{ref}:{number}:{heading.audience}:{person}",
                    proceeding=ref,
                    court=court_of(procedure, role, facts),
                    organiser=str(facts.get("organiser", "")),
                    person=person,
                    case_no=str(facts.get("case_no", "")),
                    division=str(facts.get("division", ""))
                    if heading.of_the_case and role in OF_A_DIVISION
                    else "",
                    points=procedure.letters.points(act, role, facts),
                    what_to_do=what_to_do,
                    ask=whom_to_ask(procedure, role, facts),
                    due=due.on,
                    due_explained=due.explained,
                    provisional=due.provisional,
                )
            )
    return told


class _Due(NamedTuple):
    """The last day of a limit as a notice gives it."""

    on: date | None
    explained: Words
    provisional: bool


_NEVER = _Due(None, NOTHING, provisional=False)


@lru_cache(4096)
def _headings(procedure: Procedure, source: Labelled | None, act: Labelled) -> tuple[Heading, ...]:
    """What is always said on that act, to each role that hears of it; source: None for the opening."""
    step = None if source is None else procedure.table[act.value, source.value][0]
    state = step.destination if step else procedure.initial
    leaving = [(row.within, row.roles) for row in procedure.from_state(state.value) if row.within]
    return tuple(
        Heading(
            role,
            procedure=procedure.letters.known_as or procedure.words,
            act=in_both(act),
            state=in_both(state),
            authority=(step.authority if step else procedure.authority).code,
            limits=tuple(limit for limit, roles in leaving if role in roles),
            named=role in procedure.named,
            of_the_case=role in procedure.of_the_case,
        )
        for role in (step.tells if step else procedure.opening_tells)
    )


def court_of(procedure: Procedure, role: Role, facts: Mapping[str, Any]) -> str:
    """The court whose holder of the role is meant."""
    case_court = str(facts.get("court", ""))
    above = procedure.above is not None and role.value in (facts.get(procedure.above.code) or ())
    if role in procedure.of_the_case and not above:
        return case_court
    return str(facts.get("organiser") or case_court)


def whom_to_ask(procedure: Procedure, role: Role, facts: Mapping[str, Any]) -> Words:
    """The office that runs the proceeding; it is not referred to itself."""
    desk = procedure.letters.desk
    return NOTHING if role is desk else desk_of(desk, court_of(procedure, desk, facts))


@lru_cache(1024)
def desk_of(desk: Role, court: str) -> Words:
    """An office of a court, as a letter names it."""
    return Words("{court}{desk}", "the {desk} of {court}", court=court, desk=desk)


def _owed(
    procedure: Procedure, state: Labelled, heading: Heading, running: Mapping[str, Mapping[str, Any]]
) -> tuple[Words, _Due]:
    """What the role may do in the state within a time limit, and the first limit that runs for it."""
    what_to_do = _to_do(procedure, state, heading.role, frozenset(running))
    first: tuple[Mapping[str, Any], ClockRule] | None = None
    for rule in heading.limits:
        clock = running.get(rule.code)
        if clock and clock["due_on"] and (first is None or clock["due_on"] < first[0]["due_on"]):
            first = clock, rule
    if first is None:
        return what_to_do, _NEVER
    clock, rule = first
    return what_to_do, _Due(clock["due_on"], how_counted(rule, clock), clock["provisional"])


@lru_cache(4096)
def _to_do(procedure: Procedure, state: Labelled, role: Role, running: frozenset[str]) -> Words:
    """What is owed under a condition only is said where its limit runs."""
    acts = [
        step.trigger
        for step in procedure.from_state(state.value)
        if role in step.roles and step.within and (step.within.only is None or step.within.code in running)
    ]
    return procedure.letters.to_do(acts) if acts else NOTHING


def how_counted(rule: ClockRule, clock: Mapping[str, Any]) -> Words:
    """The limit by name, its length, and the day it is counted from; what held or lengthened it is said to have."""
    if clock["unit"] == Unit.HOUR.value:
        return Words(
            "{clock}{length}，自{start}起昼夜连续计算，至{end}届满",
            "{clock}, {length}, day and night from {start}; it ends at {end}",
            clock=Words(rule.zh, rule.en),
            length=Length(clock["length"], Unit.HOUR).words,
            start=minute_words(counted_from(clock["opened_at"])),
            end=minute_words(clock["due_at"]),
        )
    return _counted(rule, clock["starts_from"], clock["length"], clock["unit"], bool(clock["events"]))


@lru_cache(4096)
def _counted(rule: ClockRule, start: date, days: int, unit: str, changed: bool) -> Words:  # noqa: FBT001
    length = Length(days, Unit(unit))
    return Words(
        "{clock}{length}，自{start}的次日起算{changed}",
        "{clock}, {length}, counted from the day after {start_en}{changed}",
        clock=Words(rule.zh, rule.en),
        length=Words(length.to("zh"), length.to("en")),
        start=f"{start.year}年{start.month}月{start.day}日",
        start_en=start.isoformat(),
        changed=Words("，期间有中止或者延长", "; it was suspended or extended") if changed else "",
    )
