"""How far the walks go: a bounded number of steps in CI, a deep one by `make fuzz`."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path
from shutil import copy

import pytest

from records.store import Store


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the newest tables and no row in it."""
    place = tmp_path_factory.mktemp("walks") / "empty.db"
    Store.open(f"sqlite:///{place}").close()
    return place


@pytest.fixture
def fresh_sqlite(tmp_path: Path, empty_database: Path) -> Callable[[], str]:
    """Makes an empty SQLite file each time, and says where."""
    numbers = count(1)
    return lambda: f"sqlite:///{copy(empty_database, tmp_path / f'walk-{next(numbers)}.db')}"
