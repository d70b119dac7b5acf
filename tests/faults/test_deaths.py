"""A sample of the soak: one death of every kind over each database, and every tick twice at once. `make soak` does them all."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.faults.dying import OF_THE_PROCESS
from tests.faults.post_office import OF_THE_CONVERSATION

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def seed():
    """Another sample every day; a failure says which, and `--seed` repeats it."""
    return datetime.now(UTC).date().toordinal()


@pytest.mark.slow
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_season_that_dies_at_any_point_is_taken_up_with_nothing_lost_and_nothing_doubled(
    database, seed, request
):
    if database == "postgresql":
        request.getfixturevalue("postgres_url")  # Skips where there is none to be started.
    command = [sys.executable, "-m", "tests.faults.soak", "--sample", "--only", database, "--seed", str(seed)]

    ended = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    said = ended.stdout + ended.stderr
    assert ended.returncode == 0, said
    for kind in (*OF_THE_PROCESS, *OF_THE_CONVERSATION):
        assert f"\n{kind} " in ended.stdout, said
    assert "\ntwo at once " in ended.stdout, said
    assert "nothing lost, nothing doubled" in ended.stdout
