"""What a step leaves in the outbox: one notice to each audience its row names (告知)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rules.labels import Words
from rules.notices import NOTHING, NoticeContent, NoticeKind
from rules.roles import Actor, Role
from state_machines.procedure import Procedure
from state_machines.steps import Step

NOT_NAMED = "未登记"
"""Stands for a person the facts should name and do not: nobody is found under it, and that is an alarm."""


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
                    procedure=Words(procedure.zh, procedure.en),
                    court=court_of(procedure, role, facts),
                    audience=role,
                    person=person,
                    case_no=facts.get("case_no", ""),
                    division=facts.get("division", "") if role in procedure.of_the_case else "",
                    act=Words(step.trigger.zh, step.trigger.en) if step else Words("立项", "opened"),
                    state=Words(state.zh, state.en),
                    authority=(step.authority if step else procedure.authority).code,
                    what_to_do=to_do(procedure, state.value, role),
                    ask=Words("审管办", "the trial-management office"),
                    **due_of(procedure, state.value, role, running),
                )
            )
    return told


def court_of(procedure: Procedure, role: Role, facts: Mapping[str, Any]) -> str:
    """The court whose holder of the role is meant."""
    case_court = str(facts.get("court", ""))
    return case_court if role in procedure.of_the_case else str(facts.get("organiser") or case_court)


def to_do(procedure: Procedure, state: str, role: Role) -> Words:
    """The steps this role may take from the state, by name; nothing where it has none."""
    acts = [step.trigger for step in procedure.from_state(state) if role in step.roles and step.within]
    if not acts:
        return NOTHING
    return Words(
        "；".join(f"可以办理“{act.zh}”" for act in acts), "; ".join(f"you may “{act.en}”" for act in acts)
    )


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
        "due_explained": Words(
            "{clock}自{start}次日起算",
            "the {clock} is counted from the day after {start}",
            clock=Words(rule.zh, rule.en),
            start=clock["starts_from"].isoformat(),
        ),
    }
