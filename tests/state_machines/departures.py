"""A lawful act that departs from the law in one point, and how it is refused: in these words and on this authority."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from rules.errors import Refused
from rules.labels import Labelled
from rules.law import cite
from state_machines.procedure import Procedure


@dataclass(frozen=True)
class Case:
    """A lawful act that departs from the law in one point, and what is answered. `without`: facts taken off the record."""

    guard: str
    act: str
    state: Labelled
    reason: str
    authority: str
    but: dict[str, Any] = field(default_factory=dict)


def is_refused(table: Procedure, case: Case, acts: Any, facts_of: Any) -> None:
    but = dict(case.but)
    without = but.pop("without", ())
    act = acts[table.code][case.act].but(**but)
    facts = facts_of(table.code, act)
    for name in without:
        del facts.known[name]

    with pytest.raises(Refused) as refused:
        table.decide(case.state.value, case.act, act.actor, facts)

    assert case.reason in str(refused.value.reason)
    assert refused.value.authority == cite(case.authority)
    assert refused.value.reason.to("en") != str(refused.value.reason)
