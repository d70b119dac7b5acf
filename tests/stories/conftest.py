"""Whole chains, in processes of their own: each has a home to itself and cannot leave this machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from config.settings import Settings
from flows.office import Office
from records import history, proceedings, seasons
from records.history import PastAct
from records.proceedings import Proceeding

ROOT = Path(__file__).parent.parent.parent
OFFLINE = Path(__file__).parent / "offline"
QUARTER = "2026Q3"
SIZE = 24
"""Cases drawn in the sample quarter of the stories: so few that it is soon over, and every part is still played."""
COURTS_OWN = f"""\
quality_review.sample_size:
  values:
    - {{value: {SIZE}, since: 2022-01-01, provenance: design, note: 试行期间每季抽取件数, note_en: a trial quarter}}
"""
PLAY = f"""\
import json
from console.sample.play import play

found = play("{QUARTER}", "20261015-STORY")
refused = {{act.value: said for act, said in found.refused.items()}}
print(json.dumps({{"refused": refused, "unforeseen": list(found.unforeseen)}}))
"""


@dataclass(frozen=True)
class Desk:
    """A desk with a home of its own; what it runs is another process."""

    home: Path
    environment: Mapping[str, str]

    def zelian(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        ended = self.python("-m", "console.cli", *words)
        assert "Traceback" not in ended.stdout + ended.stderr
        assert "系统故障" not in ended.stderr, ended.stderr
        return ended

    def python(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, *map(str, words)]
        return subprocess.run(
            command, cwd=self.home, env=self.environment, capture_output=True, text=True, check=False
        )


@pytest.fixture(scope="session")
def outbound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a process of the stories writes down that it reached for another machine; absent: none did."""
    return tmp_path_factory.mktemp("outbound") / "log"


@pytest.fixture(scope="session")
def desk_at(outbound: Path) -> Callable[..., Desk]:
    """Make a desk whose home is that folder, with these settings."""

    def desk(home: Path, **settings: str) -> Desk:
        home.mkdir(parents=True, exist_ok=True)
        ours = {name: value for name, value in os.environ.items() if not name.startswith("ZELIAN_")}
        own = {
            "ZELIAN_HOME": str(home),
            "OUTBOUND_LOG": str(outbound),
            "PYTHONPATH": os.pathsep.join([str(OFFLINE), str(ROOT)]),
            "COLUMNS": "200",
        }
        return Desk(home, ours | own | settings)

    return desk


@dataclass(frozen=True)
class PlayedQuarter:
    """A sample quarter that was played to its end, read back from its database and its folders."""

    office: Office
    home: Path
    round: Proceeding
    reviews: Mapping[str, Proceeding]
    acts: Mapping[str, list[PastAct]]
    """What happened in each proceeding, by its reference."""
    refused: Mapping[str, str]
    unforeseen: list[str]

    @property
    def papers(self) -> Path:
        return self.office.season_folder(QUARTER)


@pytest.fixture(scope="session")
def sample_quarter(
    desk_at: Callable[..., Desk], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[PlayedQuarter]:
    """The sample quarter as `zelian review` plays it, with the court's own size of the draw; played once."""
    court = tmp_path_factory.mktemp("court")
    (court / "parameters").mkdir()
    (court / "parameters" / "quality_review.yaml").write_text(COURTS_OWN, encoding="utf-8")
    desk = desk_at(tmp_path_factory.mktemp("home"), ZELIAN_COURT_DIRECTORY=str(court))
    played = desk.python("-c", PLAY)
    assert played.returncode == 0, played.stderr
    said = json.loads(played.stdout.splitlines()[-1])
    home = desk.home / "sample"
    office = Office.of(Settings(home=home, court_directory=court))
    with office.store.read() as session:
        season = seasons.season(session, QUARTER)
        rows = {row.ref: row for _, row in seasons.reviews(session, QUARTER)}
        yield PlayedQuarter(
            office,
            home,
            proceedings.find(session, season.ref),
            rows,
            {ref: history.history(session, ref) for ref in (season.ref, *rows)},
            said["refused"],
            said["unforeseen"],
        )
    office.store.close()
