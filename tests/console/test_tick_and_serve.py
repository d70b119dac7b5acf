"""The desks of the routine: done once on request, and kept going until Ctrl-C; with Prefect and without it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from config.settings import Settings
from console.commands import tick
from console.dates import instant_of
from console.installation import settings
from flows import drawing
from flows.office import Office
from rules.roles import Actor, Role

ROOT = Path(__file__).parent.parent.parent
SERVES = "from console.commands.serve import app; app()"


@pytest.fixture
def home(tmp_path, monkeypatch):
    """An installation whose round of 2022Q1 was opened on 1 April and never approved."""
    monkeypatch.setenv("ZELIAN_HOME", str(tmp_path))
    settings.cache_clear()
    office = Office.of(Settings())
    opener = Actor("A-1", Role.TRIAL_MANAGEMENT, court="甲省高级人民法院")
    opened = instant_of("2022-04-01T09:00")
    drawing.open_season(office, "2022Q1", "甲省高级人民法院", by=opener, now=opened)
    office.store.close()
    yield tmp_path
    settings.cache_clear()


def _tick(*arguments):
    return CliRunner().invoke(tick.app, [*arguments, "--without-prefect"])


def test_a_tick_does_what_is_due_and_says_it_once(home):
    first = _tick("--now", "2022-05-16")
    second = _tick("--now", "2022-05-16")

    assert first.exit_code == 0, first.output
    assert first.stdout.startswith("期限：逾期催办 ")
    assert "送达：无人可通知 " in first.stdout
    assert second.stdout == "没有到期、可推进或者待送达的事项\n"


def test_a_time_without_a_zone_is_beijing_time():
    assert instant_of("2022-04-18T08:00").isoformat() == "2022-04-18T08:00:00+08:00"
    assert instant_of("2022-04-18T00:00+00:00").utcoffset().total_seconds() == 0
    assert instant_of("2022-05-16").date() == date(2022, 5, 16)


def test_a_time_that_is_none_is_refused_in_words(home):
    refused = _tick("--now", "八点")

    assert "时间“八点”：不是时间。请写成 2026-10-15T10:00" in str(refused.exception)


@pytest.mark.slow
@pytest.mark.flow
def test_serve_keeps_the_routine_going_and_ends_cleanly(home):
    log = (home / "said").open("wb")
    with log:
        serving = subprocess.Popen(
            [sys.executable, "-c", SERVES],
            env=_as_at_a_court(home) | {"PREFECT_SERVER_UI_ENABLED": "false"},
            cwd=home,
            stdout=log,
            stderr=log,
        )
    try:
        said = _until("送达：", home, serving)
        time.sleep(3)  # Now the schedules are served as well; an earlier Ctrl-C would test less.
    finally:
        serving.send_signal(signal.SIGTERM)  # Taken as Ctrl-C: both ways are the same from there on.
        code = serving.wait(60)

    ended = (home / "said").read_text(encoding="utf-8")
    assert "值守开始，按 Ctrl-C 结束" in said
    assert "期限：逾期催办 " in said
    assert "Prefect 不可用" not in ended
    assert (code, ended.splitlines()[-1]) == (0, "值守结束"), ended
    assert "Traceback" not in ended, ended
    assert "Traceback" not in (home / "prefect-3.8" / "server.log").read_text(encoding="utf-8")
    assert not (home / "prefect-3.8" / "server.port").exists()


@pytest.mark.slow
@pytest.mark.flow
def test_serve_without_prefect_watches_over_time_limits_all_the_same(home):
    with (home / "said").open("wb") as log:
        serving = subprocess.Popen(
            [sys.executable, "-c", SERVES],
            env=_as_at_a_court(home)
            | {"PREFECT_SERVER_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{home}"},
            cwd=home,
            stdout=log,
            stderr=log,
        )
    try:
        said = _until("送达：", home, serving)
    finally:
        serving.send_signal(signal.SIGTERM)
        code = serving.wait(30)

    ended = (home / "said").read_text(encoding="utf-8")
    assert "照常值守，不留流程记录" in said
    assert "期限：逾期催办 " in said
    assert (code, ended.splitlines()[-1]) == (0, "值守结束"), ended
    assert "Traceback" not in ended, ended


def _as_at_a_court(home):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return kept | {"ZELIAN_HOME": str(home), "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}


def _until(words, home, serving):
    until = time.monotonic() + 90
    while time.monotonic() < until and serving.poll() is None:
        said = (home / "said").read_text(encoding="utf-8")
        if words in said:
            return said
        time.sleep(0.2)
    return pytest.fail((home / "said").read_text(encoding="utf-8"))
