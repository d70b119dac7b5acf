"""Which time limits run (何种期限在进行): what a step ends and what it begins. Pure; the days are counted elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from rules.parameters import Rules
from state_machines.procedure import Procedure
from state_machines.steps import ClockRule, Step


def lengths_of(rule: ClockRule) -> tuple[str, ...]:
    """Every parameter the length of a limit may come from."""
    return tuple(dict.fromkeys((rule.length, *rule.by.values())))


def length_in(rule: ClockRule, facts: Mapping[str, Any], rules: Rules) -> str:
    """The parameter of its length in this matter. Rules pinned before there was one of its own have that of all (从旧)."""
    if not rule.by:
        return rule.length
    own = rule.by.get(str(facts.get(rule.of) or ""), rule.length)
    return own if own in rules else rule.length


def owed_in(table: Procedure, state: str, facts: Mapping[str, Any], rules: Rules) -> dict[str, ClockRule]:
    """The limits that apply in a state as the facts stand."""
    return {code: rule for code, rule in table.clocks_of(state).items() if rule.owed(facts, rules)}


def turned(
    table: Procedure, step: Step, running: Collection[str], facts: Mapping[str, Any], rules: Rules
) -> tuple[list[str], list[ClockRule]]:
    """What a step ends of the limits that run or are suspended, and what it begins; `facts` are those after it.

    A limit without a condition begins when its state is entered; one with a condition follows the facts.
    """
    limits = table.clocks_of(step.destination.value)
    if not running and not limits:
        return [], []
    moved = step.destination is not step.source
    ended, begun = [code for code in running if code not in limits], []
    for code, rule in limits.items():
        if not rule.owed(facts, rules):
            if code in running:
                ended.append(code)
        elif code not in running and (moved or rule.only is not None):
            begun.append(rule)
    return ended, begun
