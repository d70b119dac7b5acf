"""Of a table's states (状态的健全性): whether each can be reached, left, is somebody's, has its time, and is told of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from rules.labels import Labelled, Words
from rules.roles import Role
from state_machines.procedure import Procedure
from state_machines.steps import Step

Found = Iterator[tuple[Words, Words, Words]]
"""Where a table is not sound, what is wrong there, and what to do."""


def reached(table: Procedure) -> Found:
    reached = closure(
        {table.initial}, lambda state: (step.destination for step in table.from_state(state.value))
    )
    for state in table.states:
        if state not in reached:
            yield (
                _at(state),
                Words("不可到达", "cannot be reached"),
                Words("请删去或者补上通向它的步骤", "take it out, or add a step to it"),
            )


def ends(table: Procedure) -> Found:
    backwards: dict[Labelled, set[Labelled]] = {state: set() for state in table.states}
    for step in table.steps:
        backwards[step.destination].add(step.source)
    for state in table.states:
        if state not in closure(set(table.final), lambda each: backwards[each]):
            yield (
                _at(state),
                Words("没有通向终结状态的路", "no way leads from here to an end"),
                Words("请补上出口", "add a way out"),
            )


def somebody(table: Procedure) -> Found:
    for state in table.states:
        people = any(
            role is not Role.CALENDAR
            for step in table.from_state(state.value)
            if step.destination is not state
            for role in step.roles
        )
        if state not in table.final and not people:
            yield (
                _at(state),
                Words("没有人能使它继续办理", "nobody can move it on"),
                Words("请写明由谁办理下一步", "say who takes the next step"),
            )


def timed(table: Procedure) -> Found:
    for state in table.states:
        limits = table.clocks_of(state.value).values()
        conditions = {limit.only for limit in limits}
        always = None in conditions or any(
            each is not None and each.against in conditions for each in conditions
        )
        if state not in table.final and state not in table.no_limit and not always:
            yield (
                _at(state),
                Words("没有期限，或者期限都有条件", "no time limit, or limits under conditions only"),
                Words("请规定期限，或者写明为何没有", "lay one down, or say why there is none"),
            )


def told(table: Procedure) -> Found:
    mend = Words(
        "请写明告知谁，或者写明为何不告知（silences）", "say who is told, or why nobody is (silences)"
    )
    nobody = Words("流转后无人被告知", "nobody is told")
    if not table.opening_tells and table.initial not in table.silences:
        yield Words("立项", "the opening"), nobody, mend
    for step in table.steps:
        if step.destination is not step.source and not step.tells and step.trigger not in table.silences:
            yield row(step), nobody, mend


def _at(label: Labelled) -> Words:
    return Words("“{label}”", "“{label}”", label=label)


def row(step: Step) -> Words:
    return Words("“{source}”的“{act}”", "“{act}” at “{source}”", source=step.source, act=step.trigger)


def closure(start: set[Labelled], further: Callable[[Labelled], Iterable[Labelled]]) -> set[Labelled]:
    """Everything that can be come to from there."""
    reached, waiting = set(start), list(start)
    while waiting:
        fresh = set(further(waiting.pop())) - reached
        reached |= fresh
        waiting += fresh
    return reached
