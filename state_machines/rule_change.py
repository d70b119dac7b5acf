"""适用新规则: the one step that every open proceeding has and no table prints; it puts a proceeding under other rules.

A proceeding keeps the rules in force when it opened (从旧). A transitional provision may put it under newer ones (从新):
that is an act of the president, with the provision and the reason, and it undoes nothing that was done before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rules.labels import Labelled, Words
from rules.law import cite
from rules.roles import Actor, Role
from state_machines.steps import Fact, Facts, Kind, Step, guard


class Trigger(Labelled):
    """The act."""

    CHANGE_RULES = "change_rules", "适用新规则", "put under new rules"


class RunningLimits(Labelled):
    """What becomes of the limits that run (进行中的期限): they stay; are only put off, never shortened; are counted anew."""

    KEPT = "kept", "从旧", "as they began"
    LONGER = "longer", "从宽", "the later end of the two"
    NEW = "new", "从新", "counted by the new rules"


NEW_RULES = Fact("new_rules", "新规则摘要", "digest of the new rules", Kind.CODE)
IN_FORCE_ON = Fact("new_rules_of", "新规则生效日", "day of the new rules", Kind.DAY)
PROVISION = Fact("transitional_provision", "过渡规定", "transitional provision")
REASON = Fact("rule_change_reason", "适用新规则的理由", "reason for the new rules")
LIMITS = Fact("running_limits", "已开始的期限", "limits already running", Kind.CODE, choices=RunningLimits)


@guard("已适用该规则", "it is under those rules already")
def under_them_already(_: Actor, facts: Facts) -> Words | None:
    if facts.get(NEW_RULES.code) != facts.rules.digest:
        return None
    return Words("该事项已适用该规则，不必再次办理", "the proceeding is under those rules already")


def rule_changes(steps: Iterable[Step], final: tuple[Labelled, ...]) -> Iterator[Step]:
    """That step for every state in which a proceeding is open; who has a limit there is told if it moves."""
    limited: dict[Labelled, dict[Role, None]] = {}
    for step in steps:
        roles = limited.setdefault(step.source, {})
        if step.within is not None:
            roles |= dict.fromkeys(role for role in step.roles if role is not Role.CALENDAR)
    for state, roles in limited.items():
        if state not in final:
            yield Step(
                Trigger.CHANGE_RULES,
                state,
                None,
                Role.PRESIDENT,
                cite("legislation_law.104"),
                asks=(NEW_RULES, IN_FORCE_ON, PROVISION, REASON, LIMITS),
                unless=(under_them_already,),
                changes_rules=True,
                tells=tuple(roles),
            )
