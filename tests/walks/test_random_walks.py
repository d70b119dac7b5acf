"""走查: random walks through every procedure on the books, lawful and unlawful acts mixed, with a restart after each.

A walk that fails is printed as a script one can play again with `zelian rehearse`.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import text
from sqlmodel import SQLModel

from records.store import Store
from rules.errors import FaultyInput, Refused
from rules.roles import Actor, Role
from state_machines.register import PROCEDURES
from tests.fuzz.depth import ASKED, deep
from tests.walks.model import Deed
from tests.walks.search import Opening, Way, later, lawful, ways
from tests.walks.vocabulary import Pen, vocabulary
from tests.walks.walk import Walk

LENGTH = deep(12, 60)
SEEDS = st.integers(0, 2**32 - 1)


class RandomWalk(RuleBasedStateMachine):
    """Whoever may do whatever at whatever time; what happens must be what the table says, and nothing else."""

    def __init__(self, code: str, new_database: Callable[[], str], reach: Counter[tuple[str, str]]) -> None:
        super().__init__()
        self.code, self.new_database, self.reach = code, new_database, reach
        self.known = vocabulary(code)
        self.walk: Walk | None = None
        self.keyed: list[tuple[str, Deed]] = []
        self.keys = count(1)

    @initialize(seed=SEEDS)
    def open(self, seed: int) -> None:
        """Open a proceeding, or one that has gone some way already: to any row of the table."""
        chance = random.Random(seed)
        at, parameters, facts = Pen(self.known, chance).opening()
        way = chance.choice([Way(Opening(self.code, at, parameters, facts), ()), *ways(self.code).values()])
        self.walk = Walk(self.new_database(), way.opening)
        self.walk.go_on_to(Way(way.opening, way.deeds[:-1]))

    @property
    def on(self) -> Walk:
        assert self.walk is not None
        return self.walk

    @property
    def goes_on(self) -> bool:
        return self.walk is not None and not self.walk.model.is_final

    @precondition(lambda self: self.goes_on)
    @rule(seed=SEEDS, keyed=st.booleans())
    def a_lawful_act(self, seed: int, keyed: bool) -> None:
        deed = self._lawful(random.Random(seed))
        if deed is None:
            return
        key = f"key-{next(self.keys)}" if keyed else None
        assert self.on.do(deed, key=key)
        if key:
            self.keyed.append((key, deed))

    @precondition(lambda self: self.goes_on)
    @rule(seed=SEEDS)
    def a_lawful_act_again(self, seed: int) -> None:
        """More often than not, so that a walk gets somewhere."""
        deed = self._lawful(random.Random(seed))
        if deed is not None:
            assert self.on.do(deed)

    @rule(seed=SEEDS)
    def an_act_of_anybody(self, seed: int) -> None:
        """Any act, in any role, with particulars of any act: mostly unlawful, and judged the same by both."""
        self.on.do(self._any(random.Random(seed)))

    @precondition(lambda self: self.goes_on)
    @rule(seed=SEEDS, behind=st.integers(1, 3))
    def an_act_on_an_old_look(self, seed: int, behind: int) -> None:
        deed = self._lawful(random.Random(seed))
        if deed is not None:
            assert not self.on.do(deed, seen=self.on.model.version - behind)

    @precondition(lambda self: self.goes_on)
    @rule(seed=SEEDS)
    def an_act_by_somebody_else(self, seed: int) -> None:
        """A lawful act taken by another person or in another office."""
        chance = random.Random(seed)
        deed = self._lawful(chance)
        if deed is None:
            return
        by = Actor(chance.choice([deed.by.code, *self.known.people]), chance.choice([deed.by.role, *Role]))
        self.on.do(replace(deed, by=by))

    @precondition(lambda self: self.goes_on)
    @rule(seed=SEEDS)
    def two_acts_at_once(self, seed: int) -> None:
        chance = random.Random(seed)
        deeds = [deed for _ in range(2) if (deed := self._lawful(chance)) is not None]
        if self._of_the_right_form(deeds):
            self.on.do_together(deeds)

    @precondition(lambda self: bool(self.keyed))
    @rule()
    def the_same_act_sent_again(self) -> None:
        self.on.again(*self.keyed[-1])

    @precondition(lambda self: self.goes_on)
    @rule(seed=SEEDS)
    def time_passes(self, seed: int) -> None:
        walk = self.on
        walk.wait(later(walk.model, walk.now, random.Random(seed)))

    def teardown(self) -> None:
        if self.walk is not None:
            self.walk.close()
            self.reach.update(self.walk.rows)
            self.reach["steps", ""] += len(self.walk.deeds)
            self.reach["refusals", ""] += self.walk.refused

    def _lawful(self, chance: random.Random) -> Deed | None:
        walk = self.on
        steps = [
            step for step in walk.model.table.from_state(walk.model.state) if Role.CALENDAR not in step.roles
        ]
        # The rows that lead on come first, and those nobody has taken yet.
        chance.shuffle(steps)
        steps.sort(
            key=lambda step: ((step.source.value, step.trigger.value) in walk.rows) + (step.to is None)
        )
        for step in steps[:4]:
            deed = lawful(walk.model, step, walk.now, chance, 30)
            if deed is not None:
                return deed
        return None

    def _any(self, chance: random.Random) -> Deed:
        walk, table = self.on, self.known.table
        step = chance.choice(table.steps)
        here = table.from_state(walk.model.state)
        if here and chance.random() < 0.7:
            step = chance.choice(here)
        pen = Pen(self.known, chance)
        particulars: dict[str, Any] = pen.particulars(step, walk.model.facts, walk.now)
        if chance.random() < 0.2:
            fact = chance.choice(list(self.known.facts.values()))
            particulars[fact.code] = chance.choice([*ODD, pen.value(fact, walk.model.facts, walk.now)])
        for code in list(particulars):
            if chance.random() < 0.1:
                particulars[code] = chance.choice(ODD)
        trigger = step.trigger.value if chance.random() < 0.95 else "nonsense"
        by = Actor(chance.choice(self.known.people), chance.choice([*step.roles, *Role]))
        return Deed(trigger, by, walk.now, particulars)

    def _of_the_right_form(self, deeds: list[Deed]) -> bool:
        model = self.on.model.copy()
        for deed in deeds:
            try:
                model.take(deed)
            except Refused:
                continue
            except FaultyInput:
                return False
        return bool(deeds)


ODD: list[Any] = [
    None, "", 0, -1, 2**53, 1e308, True, [], {}, [[]], [{}], {"": ""}, "\x00", "\ud800", "\u202e评", "😀" * 40, " " * 3,
    {"code": None}, [{"code": "R1"}, "R2"], {"point": 1}, [{"point": "1"}], {"a": {"b": {"c": [1, 2, {"d": None}]}}}, "0" * 400,
    "9999-12-31", "0001-01-01", "2022-02-30", "NaN", "Infinity", "1e999",
]  # fmt: skip
"""What nobody should ever state, and somebody will."""


def _walked(code: str, new_database: Callable[[], str], examples: int) -> Counter[tuple[str, str]]:
    reach: Counter[tuple[str, str]] = Counter()
    run_state_machine_as_test(
        lambda: RandomWalk(code, new_database, reach),
        settings=settings(
            max_examples=examples,
            stateful_step_count=LENGTH,
            deadline=None,
            derandomize=not ASKED,  # The bounded walks are the same ones each time; a deep run finds new ones.
            print_blob=True,
            phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        ),
    )
    return reach


def _told(code: str, reach: Counter[tuple[str, str]]) -> None:
    rows = {(step.source.value, step.trigger.value) for step in PROCEDURES[code].steps}
    missed = sorted(rows - set(reach))
    print(
        f"\n{code}: {reach['steps', '']} acts done, {reach['refusals', '']} refused, "
        f"{len(rows) - len(missed)} of {len(rows)} rows taken by chance; not: {missed}"
    )


@pytest.mark.parametrize("code", PROCEDURES)
def test_a_random_walk_stores_what_the_table_says_and_nothing_else(code, fresh_sqlite):
    reach = _walked(code, fresh_sqlite, deep(4, 300))

    _told(code, reach)
    assert reach["steps", ""] > 0


@pytest.mark.parametrize("code", PROCEDURES)
def test_a_random_walk_holds_in_postgresql_too(code, postgres_url):
    store = Store.open(postgres_url)

    def emptied() -> str:
        with store.engine.begin() as connection:
            connection.execute(text("SET LOCAL session_replication_role = replica"))  # past the triggers
            for table in SQLModel.metadata.sorted_tables:
                connection.execute(table.delete())
        return postgres_url

    reach = _walked(code, emptied, deep(1, 40))
    store.close()

    _told(code, reach)
    assert reach["steps", ""] > 0
