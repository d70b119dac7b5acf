"""A procedure for another program: everything its table holds, in both languages, with authorities and provenance."""

from __future__ import annotations

from typing import Any, Protocol

from rules.citations import Citation
from rules.labels import Labelled, Words
from state_machines.contents import clocks_of
from state_machines.procedure import Procedure
from state_machines.steps import ClockRule, Fact, Guard, Step


class Named(Protocol):
    """Whatever has a Chinese and an English name: a label, a fact, a guard, a time limit."""

    @property
    def zh(self) -> str: ...
    @property
    def en(self) -> str: ...


def as_json(procedure: Procedure) -> dict[str, Any]:
    """Everything the table holds, in both languages; time limits name their parameter, not its value of some day."""
    return {
        "code": procedure.code,
        "name": _both(procedure),
        "authority": citation_record(procedure.authority),
        "initial": procedure.initial.value,
        "final": [state.value for state in procedure.final],
        "states": [
            {**_labelled(state), "no_limit": _words(procedure.no_limit.get(state))}
            for state in procedure.states
        ],
        "steps": [_step_record(step) for step in procedure.steps],
        "clocks": [_clock_record(clock) for clock in clocks_of(procedure)],
        "opening_tells": [_labelled(role) for role in procedure.opening_tells],
        "named": {role.value: _fact_record(fact) for role, fact in procedure.named.items()},
        "of_the_case": [_labelled(role) for role in procedure.of_the_case],
    }


def citation_record(citation: Citation) -> dict[str, Any]:
    """An article for another program: its code, its title and point in both languages, and how far it was checked."""
    return {
        "code": citation.code,
        "title": {"zh": citation.to("zh"), "en": citation.to("en")},
        "point": {"zh": citation.point_zh, "en": citation.point_en},
        "provenance": _labelled(citation.provenance),
        "in_force": citation.in_force.isoformat(),
        "until": citation.until.isoformat() if citation.until else None,
    }


def _both(thing: Named) -> dict[str, str]:
    return {"zh": thing.zh, "en": thing.en}


def _words(words: Words | None) -> dict[str, str] | None:
    return None if words is None else {"zh": words.to("zh"), "en": words.to("en")}


def _labelled(label: Labelled) -> dict[str, str]:
    return {"code": label.value, **_both(label)}


def _fact_record(fact: Fact) -> dict[str, Any]:
    return {
        "code": fact.code,
        **_both(fact),
        "kind": fact.kind.value,
        "many": fact.many,
        "computed": fact.computed,
    }


def _clock_record(clock: ClockRule) -> dict[str, Any]:
    return {
        "code": clock.code,
        **_both(clock),
        "parameter": clock.length,
        "parameters": dict(clock.lengths),
        "late": _labelled(clock.late),
        "starts": clock.starts,
        "only": None if clock.only is None else _both(clock.only),
        "authority": citation_record(clock.authority),
    }


def _guard_record(guard: Guard, step: Step) -> dict[str, Any]:
    authority = citation_record(guard.authority or step.authority)
    return {"code": guard.check.__name__, **_both(guard), "authority": authority}


def _step_record(step: Step) -> dict[str, Any]:
    return {
        "act": _labelled(step.trigger),
        "from": step.source.value,
        "to": step.destination.value,
        "who": [_labelled(role) for role in step.roles],
        "authority": citation_record(step.authority),
        "asks": [_fact_record(fact) for fact in step.required],
        "may": [_fact_record(fact) for fact in step.facts if fact not in step.required],
        "unless": [_guard_record(guard, step) for guard in step.unless],
        "within": step.within.code if step.within else None,
        "marks": {fact.code: value for fact, value in step.marks},
        "suspends": [clock.code for clock in step.suspends],
        "resumes": [clock.code for clock in step.resumes],
        "extends": [clock.code for clock in step.extends],
        "papers": [_labelled(paper) for paper in step.papers],
        "tells": [_labelled(role) for role in step.tells],
    }
