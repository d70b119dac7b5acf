"""What a step leaves in the outbox: one notice to each audience its row names (告知)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Any

from rules.clocks import Length
from rules.labels import Words
from rules.notices import NOT_NAMED, NOTHING, NoticeContent, NoticeKind, in_both
from rules.parameters import Unit
from rules.roles import Actor, Role
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
) -> list[NoticeContent]:
    """The notices that follow from a step (None: from the opening). Who did the act is not told of it himself."""
    audiences = step.tells if step else procedure.opening_tells
    state = step.destination if step else procedure.initial
    act = step.trigger if step else state
    told = []
    for role in audiences:
        # Each person once, however often the facts name him: a notice is known by its reader.
        named = dict.fromkeys(procedure.holders(role, facts))
        for person in named or [NOT_NAMED if role in procedure.named else ""]:
            if person and person == by.code:
                continue
            told.append(
                NoticeContent(
                    key=f"{ref}:{number}:{role.value}:{person}",
                    kind=NoticeKind.STEP_TAKEN,
                    proceeding=ref,
                    procedure=procedure.letters.known_as or procedure.words,
                    court=court_of(procedure, role, facts),
                    organiser=str(facts.get("organiser", "")),
                    audience=role,
                    person=person,
                    case_no=facts.get("case_no", ""),
                    division=facts.get("division", "") if role in procedure.of_the_case else "",
                    act=in_both(act),
                    state=in_both(state),
                    points=procedure.letters.points(act, role, facts),
                    authority=(step.authority if step else procedure.authority).code,
                    what_to_do=to_do(procedure, state.value, role, running),
                    ask=whom_to_ask(procedure, role, facts),
                    **due_of(procedure, state.value, role, running),
                )
            )
    return told


def court_of(procedure: Procedure, role: Role, facts: Mapping[str, Any]) -> str:
    """The court whose holder of the role is meant."""
    case_court = str(facts.get("court", ""))
    return case_court if role in procedure.of_the_case else str(facts.get("organiser") or case_court)


def whom_to_ask(procedure: Procedure, role: Role, facts: Mapping[str, Any]) -> Words:
    """The office that runs the proceeding; it is not referred to itself."""
    desk = procedure.letters.desk
    return NOTHING if role is desk else desk_of(desk, court_of(procedure, desk, facts))


@lru_cache(1024)
def desk_of(desk: Role, court: str) -> Words:
    """An office of a court, as a letter names it."""
    return Words("{court}{desk}", "the {desk} of {court}", court=court, desk=desk)


def to_do(procedure: Procedure, state: str, role: Role, running: Collection[str]) -> Words:
    """What this role may do in the state within a time limit; nothing where it has nothing to do.

    What is owed under a condition only is said where its limit runs.
    """
    return _to_do(procedure, state, role, frozenset(running))


@cache
def _to_do(procedure: Procedure, state: str, role: Role, running: frozenset[str]) -> Words:
    acts = [
        step.trigger
        for step in procedure.from_state(state)
        if role in step.roles and step.within and (step.within.only is None or step.within.code in running)
    ]
    return procedure.letters.to_do(acts) if acts else NOTHING


def due_of(
    procedure: Procedure, state: str, role: Role, running: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    """The first limit that runs for this role in the state, as fields of a notice; none where no limit is the role's."""
    limits = [
        step.within
        for step in procedure.from_state(state)
        if step.within and role in step.roles and step.within.code in running
    ]
    dated = [(running[rule.code], rule) for rule in limits if running[rule.code]["due_on"]]
    if not dated:
        return {}
    clock, rule = min(dated, key=lambda pair: pair[0]["due_on"])
    return {
        "due": clock["due_on"],
        "provisional": clock["provisional"],
        "due_explained": how_counted(rule, clock),
    }


def how_counted(rule: ClockRule, clock: Mapping[str, Any]) -> Words:
    """The limit by name, its length, and the day it is counted from; what held or lengthened it is said to have."""
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
