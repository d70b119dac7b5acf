"""乱改配置: parameter files, calendars, score sheets, routes and scripts that are spoiled are read, or refused in words."""

from __future__ import annotations

import random
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from console.rehearsal.scenario import read_scenario
from console.rehearsal.stage import play
from notifiers.route_book import route_book
from rules.exit_grounds import exit_book
from rules.parameters import rule_book
from rules.score_sheets import sheet_book
from rules.workdays import calendar
from tests.fuzz.depth import ASKED, deep
from tests.fuzz.refusing import TRIED, put_before
from tests.fuzz.spoiling import spoiled_yaml

CONFIG = Path(__file__).parent.parent.parent / "config"
CASES = sorted((CONFIG.parent / "tests" / "cases").rglob("*.yaml"))
SEEDS = st.integers(0, 2**32 - 1)
FUZZ = settings(
    deadline=None,
    derandomize=not ASKED,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
    max_examples=deep(12, 3000),
)
_NUMBERS = count(1)


def _shipped(folder: str) -> list[Path]:
    return sorted((CONFIG / folder).glob("*.yaml"))


@pytest.fixture(autouse=True)
def _forgotten():
    """Readers remember what they read by its folder; thousands of folders are not to be kept."""
    yield
    for reader in (rule_book, sheet_book, calendar, exit_book):
        reader.cache_clear()


def _own(tmp_path: Path, seed: int, folder: str) -> Path:
    """A court's own folder with one of the shipped files in it, spoiled."""
    chance = random.Random(seed)
    path = chance.choice(_shipped(folder))
    own = tmp_path / f"own-{next(_NUMBERS)}"
    own.mkdir()
    text = spoiled_yaml(path.read_text(encoding="utf-8"), chance)
    (own / path.name).write_bytes(
        text.encode("utf-8", "surrogatepass") if chance.random() < 0.95 else text.encode("gb18030", "replace")
    )
    return own


@FUZZ
@given(seed=SEEDS)
def test_parameters_of_a_court_are_read_or_refused_in_words(tmp_path, seed):
    own = _own(tmp_path, seed, "parameters")

    put_before("parameters", lambda: rule_book.__wrapped__(own).on(calendar_day()))


def calendar_day():
    from datetime import date

    return date(2026, 3, 2)


@FUZZ
@given(seed=SEEDS)
def test_a_calendar_of_a_court_is_read_or_refused_in_words(tmp_path, seed):
    own = _own(tmp_path, seed, "calendar")

    put_before(
        "calendar", lambda: [calendar.__wrapped__(own).is_working_day(day) for day in (calendar_day(),)]
    )


@FUZZ
@given(seed=SEEDS)
def test_score_sheets_of_a_court_are_read_or_refused_in_words(tmp_path, seed):
    own = _own(tmp_path, seed, "score_sheets")

    put_before("score sheets", lambda: sheet_book.__wrapped__(own))


@FUZZ
@given(seed=SEEDS)
def test_grounds_of_exit_of_a_court_are_read_or_refused_in_words(tmp_path, seed):
    own = _own(tmp_path, seed, "exit_grounds")
    path = next(own.iterdir())
    path.write_bytes(
        path.read_bytes().replace(b"list: national", b"list: own").replace(b"list: hunan", b"list: own")
    )

    def read():
        found = exit_book.__wrapped__(own).grounds(["national", "own"], calendar_day())
        return [each.cited(calendar_day(), "zh") for each in found]

    put_before("grounds of exit", read)


@FUZZ
@given(seed=SEEDS)
def test_routes_of_a_court_are_read_or_refused_in_words(tmp_path, seed):
    chance = random.Random(seed)
    own = tmp_path / f"routes-{next(_NUMBERS)}.yaml"
    own.write_bytes(
        spoiled_yaml((CONFIG / "routes.yaml").read_text("utf-8"), chance).encode("utf-8", "surrogatepass")
    )

    put_before("routes", lambda: route_book(own))


@settings(FUZZ, max_examples=deep(15, 2500))
@given(seed=SEEDS)
def test_a_script_is_played_or_refused_in_words(seed):
    chance = random.Random(seed)
    text = spoiled_yaml(chance.choice(CASES).read_text("utf-8"), chance)

    def played():
        account = play(read_scenario(text, "推演.yaml", rule_book()), rule_book(), calendar())
        return account.state

    put_before("rehearsal", played)


def test_what_was_tried_is_told():
    print("\n" + "; ".join(f"{door}: {number}" for door, number in sorted(TRIED.items())))
    assert all(TRIED.values())
