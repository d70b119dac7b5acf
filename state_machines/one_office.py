"""承办部门 (the office in hand): of several offices that may take a kind of matter up, the one that did so in this matter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rules.labels import Labelled
from rules.roles import Role
from state_machines.steps import Fact


@dataclass(frozen=True, slots=True)
class OneOffice:
    """The fact names the one of these offices that has the matter; the others hear nothing of it and owe nothing.

    Until one is on record each of them may have it. told_anyway: acts that are meant for another of them (a referral).
    """

    offices: tuple[Role, ...]
    fact: Fact
    told_anyway: frozenset[Labelled] = frozenset()

    def may_have(self, role: Role, facts: Mapping[str, Any], act: Labelled | None = None) -> bool:
        """Whether the matter is, or may still become, that office's; always so of an office that is none of these."""
        named = facts.get(self.fact.code)
        return act in self.told_anyway or not named or role not in self.offices or role.value == named
