"""What the notices of a procedure say beyond the name of the step (通知的内容): facts quoted, and what to do.

A letter quotes only what its row here allows; a role that works blind (双向匿名) has nothing quoted to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from rules.labels import Labelled, Words
from rules.notices import in_both
from rules.roles import Role
from state_machines.rule_change import PROVISION, REASON, Trigger
from state_machines.steps import Fact


@cache
def _name(fact: Fact) -> Words:
    return Words(fact.zh, fact.en)


_OF_EVERY_PROCEDURE: dict[Labelled, tuple[Fact, ...]] = {Trigger.CHANGE_RULES: (PROVISION, REASON)}
_YOU_MAY = Words("您可以", "You may")
_ANSWER = {True: Words("是", "yes"), False: Words("否", "no")}


@dataclass(frozen=True, slots=True)
class Letters:
    """quotes: the facts a letter on this act repeats. advice: how an act is done, for who may do it.
    blind: the roles nothing is quoted to. labels: facts whose codes have names of their own. forms: facts that are
    read out in a form of their own. known_as: the name of the matter in letters, where its reader must not learn that
    of the procedure. counsel: what a reader may do after an act though no limit of his own runs. desk: the office that
    runs the matter: it answers questions, and is told of what is late.
    """  # fmt: skip

    quotes: Mapping[Labelled, tuple[Fact, ...]] = field(default_factory=dict)
    advice: Mapping[Labelled, Words] = field(default_factory=dict)
    blind: tuple[Role, ...] = ()
    labels: Mapping[str, type[Labelled]] = field(default_factory=dict)
    forms: Mapping[str, Callable[[Any], Words]] = field(default_factory=dict)
    known_as: Words | None = None
    counsel: Mapping[tuple[Labelled, Role], Words] = field(default_factory=dict)
    desk: Role = Role.TRIAL_MANAGEMENT

    def quoted(self, act: Labelled, role: Role, facts: Mapping[str, Any]) -> tuple[tuple[Words, Words], ...]:
        """The facts quoted to this role, each with its name; a fact not on record is left out."""
        quotes = self.quotes.get(act) or _OF_EVERY_PROCEDURE.get(act)
        if not quotes or role in self.blind:
            return ()
        return tuple(
            (_name(fact), self.shown(fact, facts[fact.code]))
            for fact in quotes
            if fact.open_to(role) and facts.get(fact.code) not in (None, "", [])
        )

    def points(self, act: Labelled, role: Role, facts: Mapping[str, Any]) -> tuple[tuple[Words, Words], ...]:
        """What a letter says point by point: the facts quoted, and what the reader may do."""
        counsel = self.counsel.get((act, role))
        return self.quoted(act, role, facts) + (((_YOU_MAY, counsel),) if counsel else ())

    def to_do(self, acts: list[Labelled]) -> Words:
        """What may be done, in a sentence: the advice on each act, or its name."""
        found = [self.advice.get(act) or in_both(act) for act in acts]
        return Words(
            "；".join(words.to("zh") for words in found), "; or: ".join(words.to("en") for words in found)
        )

    def shown(self, fact: Fact, value: Any) -> Words:
        """A fact as people read it."""
        if fact.many:
            value = value[-1]
        if fact.code in self.forms:
            return self.forms[fact.code](value)
        if isinstance(value, Mapping):
            value = value.get("reasons", "")
        if fact.code in self.labels:
            return in_both(self.labels[fact.code](value))
        if isinstance(value, bool):
            return _ANSWER[value]
        text = str(value)
        return Words(text, text)
