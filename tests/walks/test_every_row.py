"""走查: a way is laid to every row of every table, gone in a real database with a restart after each step.

The ways are found in memory (`search.py`), for any procedure on the books, from the table, the guards and the rehearsals
of the court's officers. They are then gone as a tree: what several ways have in common is gone once.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from console.rehearsal.account import Happening
from console.rehearsal.scenario import read_scenario
from console.rehearsal.stage import play
from rules.parameters import rule_book
from rules.roles import CALENDAR
from rules.workdays import calendar
from state_machines.register import PROCEDURES
from tests.walks.model import Deed
from tests.walks.search import Opening, Way, ways
from tests.walks.walk import Walk, as_rehearsal

UNREACHED: dict[str, set[tuple[str, str]]] = {}
"""Rows that no way was found to, by procedure; each needs its reason here."""


def rows_of(code: str) -> set[tuple[str, str]]:
    return {(step.source.value, step.trigger.value) for step in PROCEDURES[code].steps}


def longest(every: Iterable[Way]) -> list[Way]:
    """The ways that are not the beginning of another."""
    named = {(repr(way.opening), *map(repr, way.deeds)): way for way in every}
    beginnings = {name[:end] for name in named for end in range(1, len(name))}
    return [way for name, way in named.items() if name not in beginnings]


class Tree:
    """Goes many ways from one opening; what two have in common is gone once, and copied where they part."""

    def __init__(self, folder: Path, template: Path) -> None:
        self.folder, self.template = folder, template
        self.rows: set[tuple[str, str]] = set()
        self.made = 0

    def go(self, opening: Opening, every: list[tuple[Deed, ...]]) -> None:
        walk = Walk(self._copy(self.template), opening)
        self._on(walk, every)

    def _on(self, walk: Walk, every: list[tuple[Deed, ...]]) -> None:
        """Go on from here by each of the ways left; the walk is used up."""
        parting: dict[str, list[tuple[Deed, ...]]] = {}
        for deeds in every:
            if deeds:
                parting.setdefault(repr(deeds[0]), []).append(deeds)
        walk.close()
        place = Path(str(walk.engine.url.database))
        for number, deeds in enumerate(parting.values()):
            last = number == len(parting) - 1
            here = walk if last else walk.fork(self._copy(place))
            deed = deeds[0][0]
            here.wait(deed.at)
            if deed.by != CALENDAR:
                assert here.do(deed), f"not lawful on the way: {deed}"
            self._on(here, [each[1:] for each in deeds])
        self.rows |= walk.rows

    def _copy(self, place: Path) -> str:
        self.made += 1
        return f"sqlite:///{shutil.copy(place, self.folder / f'{self.made}.db')}"


@pytest.mark.parametrize("code", PROCEDURES)
def test_there_is_a_way_to_every_row_of_the_table(code):
    assert rows_of(code) - set(ways(code)) == UNREACHED.get(code, set())


@pytest.mark.parametrize("code", PROCEDURES)
def test_every_row_is_taken_in_a_real_database_that_is_opened_anew_after_each_step(
    code, tmp_path, empty_database
):
    by_opening: dict[str, list[Way]] = {}
    for way in ways(code).values():
        by_opening.setdefault(repr(way.opening), []).append(way)
    tree = Tree(tmp_path, empty_database)

    for together in by_opening.values():
        tree.go(together[0].opening, [way.deeds for way in together])

    assert tree.rows == rows_of(code) - UNREACHED.get(code, set())


@pytest.mark.parametrize("code", PROCEDURES)
def test_a_way_written_as_a_rehearsal_plays_out_the_same(code):
    """Act for act, and so every way that another one begins with is played too."""
    for way in longest(ways(code).values()):
        model = way.opening.model(calendar())
        expected = []
        for deed in way.deeds:
            model.take(deed)
            expected.append((deed.trigger, model.state))
        script = as_rehearsal(way, model.state)

        account = play(read_scenario(script, "走查.yaml", rule_book()), rule_book(), calendar())

        refused = [str(event.reason) for event in account.events if event.kind is Happening.REFUSED]
        done = [(event.act.value, event.state.value) for event in account.events[1:] if event.act is not None]
        assert (refused, done) == ([], expected), script
        assert account.state.value == model.state
