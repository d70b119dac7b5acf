"""What people might write into an act: values of every declared kind, out of the court's own examples and beyond them.

Nothing here knows a procedure by name. The examples are the rehearsals of `tests/cases/`; the rest is drawn from the
declared facts, the labels, and the words that the guards themselves know.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any

from console.rehearsal.names import Vocabulary as Named
from console.rehearsal.scenario import Scenario, read_scenario
from rules.clocks import BEIJING
from rules.labels import Labelled
from rules.parameters import rule_book
from state_machines.procedure import Procedure
from state_machines.register import PROCEDURES
from state_machines.steps import EXTRA, Fact, Kind, Step

CASES = Path(__file__).parent.parent / "cases"


@cache
def scenarios() -> tuple[Scenario, ...]:
    """Every rehearsal the court's officers wrote."""
    return tuple(
        read_scenario(path.read_text(encoding="utf-8-sig"), path.name, rule_book())
        for path in sorted(CASES.rglob("*.yaml"))
    )


@dataclass
class Vocabulary:
    """The values known for one procedure."""

    table: Procedure
    facts: dict[str, Fact]
    """Every fact of the procedure by its code."""
    people: list[str]
    openings: list[Mapping[str, Any]]
    parameters: list[tuple[datetime, Mapping[str, Any]]]
    examples: dict[str, list[tuple[str, Mapping[str, Any]]]]
    """By act: who did it, and what was stated."""
    values: dict[str, list[Any]]
    """By fact: what was ever stated of it."""
    words: list[Any] = field(default_factory=list)
    """The constants that the guards know: codes, names of parts, quantities."""
    spoken: list[str] = field(default_factory=list)
    """The people, and those of the constants that are words."""


@cache
def vocabulary(code: str) -> Vocabulary:
    table = PROCEDURES[code]
    named = Named.of(table)
    facts: dict[str, Fact] = {}
    for each in dict.fromkeys((*named.facts._shown, *(f for step in table.steps for f in step.facts))):
        facts.setdefault(each.code, each)
    found = Vocabulary(table, facts, [], [], [], {}, {})
    ours = [each for each in scenarios() if each.procedure.code == code]
    # A procedure that no officer has rehearsed yet is opened like any other, and says what the others say.
    for each in ours or scenarios():
        found.openings.append({code: value for code, value in each.facts.items() if code in facts})
        found.parameters.append((each.opens_at, each.parameters))
    for each in scenarios():
        _stated(found, each.facts)
        for act in each.acts:
            if each.procedure.code == code or not ours:
                found.examples.setdefault(act.act.value, []).append((act.person, act.particulars))
            found.people.append(act.person)
            _stated(found, act.particulars)
    found.words = list(dict.fromkeys(_words_of(table)))
    found.people = [
        *dict.fromkeys(each for each in (*found.people, *_codes(found.values)) if each),
        "P-1",
        "P-2",
    ]
    found.spoken = [*found.people, *(word for word in found.words if isinstance(word, str))]
    return found


def _stated(found: Vocabulary, facts: Mapping[str, Any]) -> None:
    for code, value in facts.items():
        known = found.values.setdefault(code, [])
        if value not in known:
            known.append(value)


def _codes(values: Any) -> Iterator[str]:
    """Whatever looks like the code of a person: short, Latin, and with a figure in it."""
    if isinstance(values, Mapping):
        for each in values.values():
            yield from _codes(each)
    elif isinstance(values, list | tuple):
        for each in values:
            yield from _codes(each)
    elif (
        isinstance(values, str) and len(values) < 8 and values.isascii() and any(c.isdigit() for c in values)
    ):
        yield values


def _words_of(table: Procedure) -> Iterator[Any]:
    """The constants in the code of the guards and of what they call: what a fact is compared with."""
    seen: set[CodeType] = set()

    def walk(function: Any, depth: int) -> Iterator[Any]:
        code = getattr(function, "__code__", None)
        if code is None or code in seen or depth > 3:
            return
        seen.add(code)
        yield from (each for each in code.co_consts if isinstance(each, str | int | bool) and _short(each))
        for name in code.co_names:
            thing = function.__globals__.get(name)
            if isinstance(thing, tuple | frozenset | list):
                yield from sorted(each for each in thing if isinstance(each, str) and _short(each))
            elif isinstance(thing, type) and issubclass(thing, Labelled):
                yield from (each.value for each in thing)
            elif callable(thing):
                yield from walk(thing, depth + 1)

    for step in table.steps:
        for row in step.unless:
            yield from walk(row.check, 0)
    for labels in table.letters.labels.values():
        yield from (each.value for each in labels)


def _short(each: Any) -> bool:
    return not isinstance(each, str) or (0 < len(each) <= 24 and "{" not in each and "\n" not in each)


def found_out(step: Step) -> set[Fact]:
    """What the step, or the machine that takes files in, finds out for itself, so that nobody states it."""
    return {fact for fact in step.facts if fact.computed and fact.listed} | {
        fact for fact, _ in step.computes
    }


class Pen:
    """Writes particulars: likely ones from the examples, and odd ones of the declared kind."""

    def __init__(self, known: Vocabulary, chance: random.Random) -> None:
        self.known, self.chance = known, chance

    def opening(self) -> tuple[datetime, Mapping[str, Any], dict[str, Any]]:
        """Day, overridden parameters, and the opening facts."""
        known, chance = self.known, self.chance
        day, parameters = chance.choice(known.parameters or [(datetime(2022, 4, 18, 1, tzinfo=BEIJING), {})])
        facts = dict(chance.choice(known.openings or [{}]))
        for code in [fact.code for fact in known.table.named.values()][:1]:
            facts.setdefault(code, known.people[0])
        for code, value in facts.items():
            fact = known.facts.get(code)
            if fact is not None and chance.random() < 0.2:
                facts[code] = value if fact.many else self.value(fact, facts, day)
        for fact in known.facts.values():
            if fact.kind is Kind.YES_NO and fact.code in {k for each in known.openings for k in each}:
                facts[fact.code] = chance.random() < 0.5
        return day, parameters, facts

    def particulars(self, step: Step, facts: Mapping[str, Any], at: datetime) -> dict[str, Any]:
        """A whole set for an act, mostly after an example of it."""
        chance, examples = self.chance, self.known.examples.get(step.trigger.value)
        found = dict(chance.choice(examples)[1]) if examples and chance.random() < 0.7 else {}
        allowed = {fact.code: fact for fact in step.facts}
        found = {code: value for code, value in found.items() if code in allowed}
        for fact in step.required:
            if fact in found_out(step):
                continue
            if fact.code not in found or chance.random() < 0.15:
                found[fact.code] = self.value(fact, facts, at)
        for fact in step.facts:
            if fact not in found_out(step) and fact.code not in found and chance.random() < 0.15:
                found[fact.code] = self.value(fact, facts, at)
        return found

    def value(self, fact: Fact, facts: Mapping[str, Any], at: datetime) -> Any:
        """A value of the kind of the fact: one that was stated before, or a new one."""
        chance = self.chance
        said = self.known.values.get(fact.code, [])
        before = [facts[fact.code]] if fact.code in facts and not fact.many else []
        if (said or before) and chance.random() < 0.5:
            return self.turned(chance.choice([*said, *before]), fact, facts, at)
        return self._new(fact, facts, at)

    def turned(self, value: Any, fact: Fact, facts: Mapping[str, Any], at: datetime) -> Any:
        """A value as it was, or with one part of it another."""
        chance = self.chance
        if fact.many and isinstance(value, list):
            value = chance.choice(value) if value else self._new(fact, facts, at)
        if fact.parts and isinstance(value, dict):
            # Another procedure may say more under the same code, which a rehearsal of this one would not know.
            value = {code: each for code, each in value.items() if code in {part.code for part in fact.parts}}
        if chance.random() < 0.6:
            return value
        if isinstance(value, dict):
            return self._record_turned(fact, value, facts, at)
        if isinstance(value, list) and value:
            return self._list_turned(fact, value)
        return value

    def _record_turned(
        self, fact: Fact, value: dict[str, Any], facts: Mapping[str, Any], at: datetime
    ) -> dict[str, Any]:
        after = dict(value)
        parts = fact.parts
        if after and self.chance.random() < 0.3:
            after.pop(self.chance.choice(list(after)))
        elif parts:
            part = self.chance.choice(parts)
            after[part.code] = self._new(part, facts, at)
        return after

    def _list_turned(self, fact: Fact, value: list[Any]) -> list[Any]:
        after = list(value)
        if self.chance.random() < 0.5 or len(after) < 2:
            added: Any = self.chance.choice(self.known.people)
            if isinstance(after[0], dict):
                added = {**after[0], next(iter(after[0])): added}
            after.append(added)
        else:
            after.pop(self.chance.randrange(len(after)))
        return after

    def _new(self, fact: Fact, facts: Mapping[str, Any], at: datetime) -> Any:
        chance, people = self.chance, self.known.people
        if fact.choices is not None:
            return chance.choice(list(fact.choices)).value
        words = self.known.spoken
        by_kind: dict[Kind, Callable[[], Any]] = {
            Kind.YES_NO: lambda: chance.random() < 0.5,
            Kind.NUMBER: lambda: chance.choice([0, 1, 2, 100, 4.5, "2.5"]),
            Kind.COUNT: lambda: chance.choice([1, 2, 3, 5, *([] if fact is EXTRA else [0, 100])]),
            Kind.DAY: lambda: (at + timedelta(days=chance.randint(-40, 40))).date().isoformat(),
            Kind.CODE: lambda: self._listed(facts) or chance.choice(words),
            Kind.CODES: lambda: chance.sample(people, k=min(len(people), chance.randint(1, 4))),
            Kind.PEOPLE: lambda: chance.choice([0, 5, 7, 9, chance.sample(people, k=min(len(people), 3))]),
            Kind.POINTS: lambda: chance.choice(
                ["说理不足", ["说理不足"], ["说理不足", "漏引法条", "扣分无据"]]
            ),
            Kind.ANSWERS: lambda: self._answers(facts),
            Kind.RECORD: lambda: self._record(fact, facts, at),
            Kind.RECORDS: lambda: [self._record(fact, facts, at) for _ in range(chance.randint(0, 2))],
            Kind.AMENDMENT: lambda: self._amendment(fact, facts, at),
        }
        return by_kind.get(fact.kind, lambda: self._listed(facts) or self._text(at))()

    def _listed(self, facts: Mapping[str, Any]) -> str | None:
        """Now and then one of the names that stand in a list on record; None at other times."""
        if self.chance.random() < 0.6:
            return None
        names = [each for value in facts.values() if isinstance(value, list) for each in value]
        names = [each for each in names if isinstance(each, str)]
        return self.chance.choice(names) if names else None

    def _amendment(self, fact: Fact, facts: Mapping[str, Any], at: datetime) -> dict[str, Any]:
        others = [each for each in self.known.facts.values() if each.kind is not Kind.AMENDMENT]
        amended = self.chance.choice(fact.parts or others)
        value = self.value(amended, facts, at)
        return {amended.code: [value] if amended.many else value}

    def _text(self, at: datetime) -> str:
        moved = at + timedelta(days=self.chance.randint(-5, 30), minutes=self.chance.randint(-600, 600))
        return self.chance.choice(
            ["见附件", "事实清楚", moved.isoformat(timespec="minutes"), f"{moved:%Y-%m-%d}"]
        )

    def _answers(self, facts: Mapping[str, Any]) -> Any:
        listed = [value for value in facts.values() if isinstance(value, list)]
        count = self.chance.choice([1, 2, 3, *map(len, listed)])
        answers = [
            {"point": number, "adopted": self.chance.random() < 0.4, "reasons": "已核对"}
            for number in range(1, count + 1)
        ]
        return self.chance.choice(["已核对，不予采纳", answers, answers, answers])

    def _record(self, fact: Fact, facts: Mapping[str, Any], at: datetime) -> Any:
        if fact.parts:
            records = [
                {
                    part.code: self._new(part, facts, at)
                    for part in fact.parts
                    if part.must or self.chance.random() < 0.8
                }
                for _ in range(self.chance.randint(1, 3))
            ]
            return records if fact.listed else records[0]
        words = [
            word
            for word in self.known.words
            if isinstance(word, str) and word.isidentifier() and word.isascii()
        ]
        keys = self.chance.sample(words, k=min(len(words), 3)) if words else ["reasons"]
        return {
            key: self.chance.choice([True, False, 1, 2, "见附件", *self.known.people[:2]]) for key in keys
        }
