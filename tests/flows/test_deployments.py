"""The schedules: what the file says, and that a scheduled run is really made and really executed.

A wrong version of SQLAlchemy breaks the second in silence (docs/decisions/0002-versions.md): nothing else would tell.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from rules.errors import FaultyInput

pytestmark = pytest.mark.flow

ROOT = Path(__file__).parent.parent.parent

# A suite that runs in the background has Ctrl-C ignored, and so would what it starts.
SERVES_ONE_EVERY_THREE_SECONDS = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from datetime import timedelta
from prefect.schedules import Interval
from prefect.types.entrypoint import EntrypointType
from flows.deadlines import morning_run
from flows.deployments import serve

try:
  serve([morning_run.to_deployment("每三秒", schedules=[Interval(timedelta(seconds=3), timezone="Asia/Shanghai")],
    tags=["案件质量评查"], entrypoint_type=EntrypointType.MODULE_PATH)])
except KeyboardInterrupt:
  print("ended")
"""


def test_every_deployment_names_a_flow_and_wakes_it_at_beijing_hours(prefect_server):
    from flows.deployments import deployments, plan

    planned = plan()

    served = {deployment.name: deployment for deployment in deployments(planned)}
    assert list(served) == ["每日期限", "通知送达", "各季推进", "每夜巡检", "季度立项"]
    for deployment in served.values():
        assert deployment.entrypoint.startswith("flows.")
        assert "案件质量评查" in deployment.tags
        assert {each.schedule.timezone for each in deployment.schedules} == {"Asia/Shanghai"}


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("每日期限", "2022-03-26T08:00+08:00"),
        ("通知送达", "2022-03-26T07:00+08:00"),
        ("各季推进", "2022-03-28T08:10+08:00"),
        ("每夜巡检", "2022-03-26T02:30+08:00"),
        ("季度立项", "2022-04-01T08:30+08:00"),
    ],
)
def test_it_wakes_when_the_file_says(prefect_server, name, first):
    import asyncio

    from prefect.server.schemas.schedules import CronSchedule

    from flows.deployments import plan

    planned = plan()
    cron = next(entry.cron[0] for entry in planned.deployments if entry.name == name)
    friday_night = datetime(2022, 3, 25, 23, 0, tzinfo=ZoneInfo("Asia/Shanghai"))

    dates = asyncio.run(CronSchedule(cron=cron, timezone=planned.timezone).get_dates(1, start=friday_night))

    assert dates[0] == datetime.fromisoformat(first)


def test_a_file_with_faults_names_them_all(tmp_path):
    from flows.deployments import plan

    path = tmp_path / "deployments.yaml"
    path.write_text("timezone: Asia/Shanghai\ndeployments: [{name: 甲, flow: flows.x, when: 八点}]\n")

    with pytest.raises(FaultyInput) as faulty:
        plan(path)

    said = str(faulty.value)
    assert all(f"deployments.0.{field}" in said for field in ("when", "description", "tags", "cron"))


def test_a_scheduled_run_is_really_made_and_executed(pages, prefect_server, office):
    from prefect.client.orchestration import get_client

    serving = subprocess.Popen(
        [sys.executable, "-c", SERVES_ONE_EVERY_THREE_SECONDS],
        env=os.environ | _ONE_RUN_AT_A_TIME | {"PREFECT_API_URL": prefect_server, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        run = _scheduled_run(pages, serving)
    finally:
        printed = _ended(serving)

    assert (run.auto_scheduled, run.state_name) == (True, "Completed")
    assert run.name.startswith("期限日历·")
    assert run.deployment_id is not None
    assert serving.returncode == 0, printed
    assert "Traceback" not in printed, printed
    with get_client(sync_client=True) as client:
        assert not client.read_deployment(run.deployment_id).paused
        assert client.read_deployment(run.deployment_id).schedules[0].active


# On a busy machine a run takes longer than its three seconds; without a limit they would pile up and never end.
_ONE_RUN_AT_A_TIME = {"PREFECT_RUNNER_POLL_FREQUENCY": "1", "PREFECT_RUNNER_PROCESS_LIMIT": "1"}


def _ended(serving):
    """Ctrl-C; what it printed. If it does not end in two minutes, it and its runs are killed, and the test fails."""
    serving.send_signal(signal.SIGINT)
    try:
        printed, _ = serving.communicate(timeout=120)
    except subprocess.TimeoutExpired as late:
        os.killpg(serving.pid, signal.SIGKILL)
        serving.communicate()
        pytest.fail(f"it did not end: {(late.stdout or b'')[-2000:]!r}")
    return printed


def _scheduled_run(pages, serving):
    until = time.monotonic() + 180
    while time.monotonic() < until and serving.poll() is None:
        done = [
            run
            for run in pages.runs("morning-deadlines")
            if run.auto_scheduled and run.state_name == "Completed"
        ]
        if done:
            return done[0]
        time.sleep(0.5)
    return pytest.fail(f"no scheduled run was completed; it had {len(pages.runs('morning-deadlines'))} runs")
