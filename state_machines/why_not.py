"""Why an act is not possible before anybody has stated anything (为何不能办): the same guards that refuse, asked beforehand.

A guard that looks at what the act would state cannot answer yet, and is not asked; one that looks at what is on record can.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rules.errors import Refused
from rules.roles import Actor
from state_machines.procedure import Procedure
from state_machines.steps import LATE_REASON, Facts, Step

_MISSING = "facts_missing"
"""The check that something was stated at all."""


def why_not(table: Procedure, step: Step, actor: Actor, facts: Facts) -> Refused | None:
    """The first refusal that holds whatever the act would state; None where it may be tried."""
    row, checks = table.table[step.trigger.value, step.source.value]
    for check in checks:
        if check.__name__ == _MISSING:
            continue
        unstated = _Unstated(row)
        asked = Facts(facts.known, unstated, facts.rules, facts.at, facts.clocks, facts.ref)
        try:
            refusal = check(actor, asked)
        except (KeyError, TypeError, ValueError):
            if not unstated.asked_for:
                raise
            continue  # It needs what was not stated.
        if refusal is not None and not unstated.asked_for:
            return refusal
    return None


class _Unstated(Mapping[str, Any]):
    """The particulars of an act that nobody has stated: it remembers whether anything was asked of them."""

    def __init__(self, step: Step) -> None:
        self.step = step
        self.asked_for = False

    def __contains__(self, code: object) -> bool:
        self.asked_for |= code in self.step.known or code == LATE_REASON.code
        return False

    def __getitem__(self, code: str) -> Any:
        self.asked_for |= code in self.step.known or code == LATE_REASON.code
        raise KeyError(code)

    def get(self, code: str, default: Any = None) -> Any:
        self.__contains__(code)
        return default

    def __iter__(self) -> Iterator[str]:
        self.asked_for = True
        return iter(())

    def __len__(self) -> int:
        self.asked_for = True
        return 0
