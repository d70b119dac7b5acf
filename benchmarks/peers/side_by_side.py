"""Zelian beside its peers at one workload (`workload.py`), each in an environment of its own, round after round.

In each round every way runs once, in turn, on a fresh SQLite file: in memory, where processor time shows what a library
costs, and on the disk, where the wall shows what a court waits for. Its database is then read again
by `checker.py`, every hash anew. A ratio is made within its round; the medians are printed.

Run: make peers [FULL=1]; or python benchmarks/peers/side_by_side.py [full | reviews [rounds]].
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import checker
import workload

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE.parent))

from page import put
from pairs import ROUNDS, Table

QUICK, FULL = 100, 2_000
SET_WISE = 1_000
"""Reviews of a set-wise run at least: a batch is 500, and a batch is what it is about."""
MEMORY = Path("/dev/shm")
"""Where a file is no disk's: there the libraries are compared, and on the disk its patience as well."""
OURS = ("Zelian, one commit a step", "Zelian, set-wise")


class Way(NamedTuple):
    """One way through the workload: its environment, its script, what more it is told, and what is asked of the ratio."""

    environment: str
    script: str
    way: str = ""
    set_wise_at_least: float | None = None


WAYS = {
    OURS[0]: Way("", "with_zelian.py", "single"),
    OURS[1]: Way("", "with_zelian.py", "set-wise"),
    "SQLModel + transitions": Way("", "with_transitions.py", set_wise_at_least=20),
    "viewflow.fsm": Way("viewflow", "with_viewflow.py", set_wise_at_least=50),
    "django-fsm-2": Way("django-fsm-2", "with_django_fsm.py"),
    "SpiffWorkflow": Way("spiffworkflow", "with_spiffworkflow.py"),
    "SQLModel + python-statemachine": Way("statemachine", "with_statemachine.py"),
    "DBOS": Way("dbos", "with_dbos.py", set_wise_at_least=250),
}


def measured(way: Way, reviews: int, place: str | None, clock: str) -> tuple[float, str]:
    """Run one way on a fresh database, have it checked; its seconds a step by that clock, and the version it ran."""
    if way.way == "set-wise":
        reviews = max(reviews, SET_WISE)
    python = ROOT / (f".venv-peers/{way.environment}" if way.environment else ".venv") / "bin" / "python"
    with tempfile.TemporaryDirectory(dir=place) as folder:
        path = Path(folder) / "bench.db"
        check: Callable[[Path, int], int] = checker.check_ours
        if not way.way:
            workload.make(path, reviews)
            check = checker.check
        command = [str(python), way.script, str(path), str(reviews), *([way.way] if way.way else [])]
        done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"{way.script}: {done.stderr[-2000:]}")
        steps = check(path, reviews)
        assert steps == reviews * len(workload.TRIGGERS)
    said = json.loads(done.stdout.splitlines()[-1])
    return said[clock] / steps, said["version"]


def compared(title: str, place: str | None, clock: str, reviews: int, rounds: int) -> Table:
    """One table: every way on files at that place, by that clock."""
    seconds: dict[str, list[float]] = {name: [] for name in WAYS}
    versions: dict[str, str] = {}
    for _ in range(rounds):
        for name, way in WAYS.items():
            spent, versions[name] = measured(way, reviews, place, clock)
            seconds[name].append(spent)
    table = Table(
        title,
        f"{reviews:,} reviews x {len(workload.TRIGGERS)} steps, {rounds} rounds; every database read again, every hash recomputed.",
    )
    single, many = (seconds[name] for name in OURS)
    table.speeds("set-wise, beside our own single steps", many, single, pieces=1, unit="steps")
    others = [name for name in WAYS if name not in OURS]
    for name in others:
        known = f"one commit a step, beside {name} {versions[name]}"
        table.speeds(known, single, seconds[name], pieces=1, unit="steps")
    for name in others:
        least = WAYS[name].set_wise_at_least if place else None
        table.speeds(f"set-wise, beside {name}", many, seconds[name], pieces=1, unit="steps", at_least=least)
    table.print()
    return table


def main() -> None:
    write = "write" in sys.argv
    asked = [each for each in sys.argv[1:] if each != "write"]
    reviews = FULL if asked[:1] == ["full"] else int(asked[0]) if asked else QUICK
    rounds = int(asked[1]) if len(asked) > 1 else ROUNDS
    today = date.today().isoformat()  # noqa: DTZ011 - the day on the machine's own calendar
    tables = []
    if MEMORY.is_dir():
        title = f"Peers, files in memory, processor time, {today}"
        tables.append(compared(title, str(MEMORY), "processor", reviews, rounds))
    title = f"Peers, a disk that syncs every commit, by the wall, {today}"
    tables.append(compared(title, None, "wall", reviews, rounds))
    if write:
        put("peers", "\n".join(table.text() for table in tables))


if __name__ == "__main__":
    main()
