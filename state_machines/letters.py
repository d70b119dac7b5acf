"""What the notices of a procedure say beyond the name of the step (通知的内容): facts quoted, and what to do.

A letter quotes only what its row here allows; a role that works blind (双向匿名) has nothing quoted to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from rules.labels import Labelled, Words
from rules.notices import in_both
from rules.roles import Role
from state_machines.steps import Fact


@cache
def _name(fact: Fact) -> Words:
    return Words(fact.zh, fact.en)


_ANSWER = {True: Words("是", "yes"), False: Words("否", "no")}


@dataclass(frozen=True, slots=True)
class Letters:
    """quotes: the facts a letter on this act repeats. advice: how an act is done, for who may do it.
    blind: the roles nothing is quoted to. labels: facts whose codes have names of their own.
    known_as: the name of the matter in letters, where its reader must not learn that of the procedure.
    """  # fmt: skip

    quotes: Mapping[Labelled, tuple[Fact, ...]] = field(default_factory=dict)
    advice: Mapping[Labelled, Words] = field(default_factory=dict)
    blind: tuple[Role, ...] = ()
    labels: Mapping[str, type[Labelled]] = field(default_factory=dict)
    known_as: Words | None = None

    def quoted(self, act: Labelled, role: Role, facts: Mapping[str, Any]) -> tuple[tuple[Words, Words], ...]:
        """The facts quoted to this role, each with its name; a fact not on record is left out."""
        if role in self.blind:
            return ()
        return tuple(
            (_name(fact), self._shown(fact, facts[fact.code]))
            for fact in self.quotes.get(act, ())
            if facts.get(fact.code) not in (None, "", [])
        )

    def to_do(self, acts: list[Labelled]) -> Words:
        """What may be done, in a sentence: the advice on each act, or its name."""
        found = [self.advice.get(act) or in_both(act) for act in acts]
        return Words(
            "；".join(words.to("zh") for words in found), "; or: ".join(words.to("en") for words in found)
        )

    def _shown(self, fact: Fact, value: Any) -> Words:
        if fact.many:
            value = value[-1]
        if isinstance(value, Mapping):
            value = value.get("reasons", "")
        if fact.code in self.labels:
            return in_both(self.labels[fact.code](value))
        return _ANSWER[value] if isinstance(value, bool) else Words("{text}", "{text}", text=value)
