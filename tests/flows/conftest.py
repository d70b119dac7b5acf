"""A season of two made-up courts, and one real server of Prefect for all tests of flows: the one `zelian serve` starts."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from config.settings import Settings
from flows import drawing
from flows.office import Office
from records import cases, people, seasons
from records.proceedings import Act, advance_many
from rules.cases import CaseKind, ClosedCase
from rules.roles import Actor, Role

SEASON = "2022Q1"
MORNING = datetime(2022, 4, 18, 0, 0, tzinfo=UTC)
"""Monday, eight o'clock in Beijing."""
OFFICE = Actor("A-1", Role.TRIAL_MANAGEMENT, court="甲省高级人民法院")
PRESIDENT = Actor("A-2", Role.PRESIDENT, court="甲省高级人民法院")
COURTS = ("甲市中级人民法院", "乙市中级人民法院")


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with our settings, on a database of its own."""
    from flows.prefect_home import prepare

    # Quicker than at a court, and on no port that somebody may use: what is tested is the same.
    os.environ |= {
        "PREFECT_SERVER_UI_ENABLED": "false",
        "PREFECT_SERVER_API_PORT": "0",
        "PREFECT_SERVER_SERVICES_SCHEDULER_RECENT_DEPLOYMENTS_LOOP_SECONDS": "1",
    }
    prepare(tmp_path_factory.mktemp("home"))
    from flows.prefect_server import server

    with server() as address:
        from prefect.settings import PREFECT_API_URL, temporary_settings

        with temporary_settings({PREFECT_API_URL: address}):
            yield address


class Pages:
    """What Prefect's pages would show: read from the same server, by the same client."""

    def latest_run(self, flow: str) -> Any:
        """The run of that flow that began last; one that is only planned has not begun."""
        found = [run for run in self.runs(flow) if run.start_time is not None]
        return found[0] if found else None

    def runs(self, flow: str) -> list[Any]:
        from prefect.client.orchestration import get_client
        from prefect.client.schemas.filters import FlowFilter
        from prefect.client.schemas.sorting import FlowRunSort

        named = FlowFilter.model_validate({"name": {"any_": [flow]}})
        with get_client(sync_client=True) as client:
            return client.read_flow_runs(flow_filter=named, sort=FlowRunSort.START_TIME_DESC)

    def steps_of(self, run: Any) -> set[str]:
        rows = self._ask("/task_runs/filter", {"flow_runs": {"id": {"any_": [str(run.id)]}}})
        return {row["name"] for row in rows}

    def artifact(self, key: str) -> dict[str, Any]:
        return self._ask("/artifacts/latest/filter", {"artifacts": {"key": {"any_": [key]}}})[0]

    def table(self, key: str) -> list[dict[str, Any]]:
        return json.loads(self.artifact(key)["data"])

    def count(self) -> int:
        return self._ask("/flow_runs/count", {})

    def _ask(self, path: str, asked: dict[str, Any]) -> Any:
        from prefect.client.orchestration import get_client

        with get_client(sync_client=True) as client:
            return client.request("POST", path, json=asked).raise_for_status().json()


@pytest.fixture
def pages(prefect_server: str) -> Pages:
    return Pages()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home of an installation, named in the environment as a court would name it."""
    monkeypatch.setenv("ZELIAN_HOME", str(tmp_path))
    monkeypatch.setenv("ZELIAN_COURT", "甲省高级人民法院")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def idle_office(home: Path) -> Iterator[Office]:
    """An office with nothing on file."""
    office = Office.of(Settings())
    yield office
    office.store.close()


@pytest.fixture(scope="session")
def kept_homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where homes are kept that several tests begin from."""
    return tmp_path_factory.mktemp("kept")


Brought = Callable[[str, Callable[[Office], object]], Office]


@pytest.fixture
def brought(idle_office: Office, home: Path, kept_homes: Path) -> Brought:
    """An office brought somewhere: by its acts the first time, and by a copy of that home for every test after."""

    def office_at(name: str, bring: Callable[[Office], object]) -> Office:
        kept = kept_homes / name
        if not kept.exists():
            bring(idle_office)
            idle_office.store.close()  # The file holds everything once nobody has it open.
            shutil.copytree(home, kept)
            return idle_office
        idle_office.store.close()
        shutil.rmtree(home)
        shutil.copytree(kept, home)
        os.chdir(home)  # The folder of that name is another one now.
        return idle_office

    return office_at


@pytest.fixture
def frozen_office(idle_office: Office) -> Office:
    freeze(idle_office)
    return idle_office


def freeze(idle_office: Office) -> None:
    """An office whose list of twelve cases is frozen, with readers in both courts."""
    day = MORNING - timedelta(days=5)
    with idle_office.store.begin() as session:
        people.enrol(session, [_reader(number) for number in range(1, 9)], day, OFFICE, "test")
        cases.take_in(
            session,
            [_case(number) for number in range(1, 13)],
            file="test",
            sha256="0" * 64,
            rows_read=12,
            rows_faulty=0,
            by=OFFICE,
            at=day,
        )
    drawing.open_season(idle_office, SEASON, OFFICE.court, by=OFFICE, now=day)
    drawing.approve(idle_office, SEASON, by=PRESIDENT, now=day)
    drawing.freeze(idle_office, SEASON, by=OFFICE, now=day, size=12)


@pytest.fixture
def office(frozen_office: Office) -> Office:
    draw(frozen_office)
    return frozen_office


def draw(frozen_office: Office) -> None:
    """An office whose twelve cases are drawn, their files handed in: next they are to be assigned."""
    drawn = MORNING - timedelta(days=4)
    drawing.draw_season(
        frozen_office, SEASON, "20220414", seed_at=drawn, witnesses="W-1", by=OFFICE, now=drawn
    )
    with frozen_office.store.begin() as session:
        advance_many(
            session,
            [
                Act(
                    ref=review.ref,
                    trigger="hand_in_file",
                    by=Actor("D-1", Role.DIVISION, court=row.court),
                    at=MORNING - timedelta(hours=1),
                    particulars={"file_complete": True},
                )
                for review, row in seasons.reviews(session, SEASON)
            ],
        )


def _case(number: int) -> ClosedCase:
    court = number % 2
    return ClosedCase(
        case_no=f"（2022）吉0{court + 1}民终{number}号",
        court=COURTS[court],
        court_code=f"吉0{court + 1}",
        level=None,
        case_kind=CaseKind.CIVIL,
        date_closed=date(2022, 2, 10),
        division="民一庭",
        judge=f"J-{number}",
        bench=(f"J-{number}",),
    )


def _reader(number: int) -> dict[str, object]:
    roles = ("reviewer", "re_reviewer") if number > 6 else ("reviewer",)
    return {
        "code": f"R-{number}",
        "court": COURTS[number % 2],
        "division": "审监庭",
        "posts": [{"role": role, "division": "审监庭", "since": date(2020, 1, 1)} for role in roles],
    }
