"""Prefect's own house: our settings are real ones, no record of a task is lost, and nothing leaves the machine."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from flows import prefect_home

ROOT = Path(__file__).parent.parent.parent

A_HUNDRED_TASKS = """
import ipaddress, sys
from pathlib import Path

def stay_here(event, args):
    if event == "socket.connect" and isinstance(args[1], tuple) and not ipaddress.ip_address(args[1][0]).is_loopback:
        print("OUTBOUND", args[1], file=sys.stderr)
    if event == "socket.getaddrinfo" and args[0] not in ("127.0.0.1", "localhost", None):
        print("OUTBOUND", args[0], file=sys.stderr)

sys.addaudithook(stay_here)
from flows.prefect_home import drain, prepare, without_heartbeat

prepare(Path(sys.argv[1]))
from prefect import flow
from flows.prefect_pages import step

@step("one", "一案一步")
def one(number: int) -> int:
    return number

@flow(name="hundred")
def hundred() -> int:
    return sum(one(number) for number in range(100))

with without_heartbeat():
    print(hundred())
print(drain())
"""


@pytest.fixture
def clean_environment():
    """The environment as a court's machine has it: nothing of Prefect is set. Whatever leaves the machine fails."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "DO_NOT"))}
    nowhere = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), "http://127.0.0.1:9")
    here = dict.fromkeys(("NO_PROXY", "no_proxy"), "127.0.0.1,localhost")
    # The console shows everything again: this is where a traceback at the end would be seen.
    shown = {"PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "0", "PREFECT_SERVER_UI_ENABLED": "false"}
    return (
        kept | nowhere | here | shown | {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error::ResourceWarning"}
    )


@pytest.mark.flow
def test_a_hundred_tasks_leave_a_hundred_records_and_no_traceback(
    tmp_path, clean_environment, prefect_server
):
    # A database that has its tables already, as at every start but the first: ten seconds less.
    kept = tmp_path / prefect_home.FOLDER / "prefect.db"
    kept.parent.mkdir()
    with (
        closing(sqlite3.connect(Path(os.environ["PREFECT_HOME"]) / "prefect.db")) as theirs,
        closing(sqlite3.connect(kept)) as ours,
    ):
        theirs.backup(ours)

    ran = subprocess.run(
        [sys.executable, "-c", A_HUNDRED_TASKS, str(tmp_path)],
        env=clean_environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert (ran.returncode, ran.stdout.split()) == (0, ["4950", "0"]), ran.stderr
    assert ran.stderr == ""
    with closing(sqlite3.connect(kept)) as database:
        recorded = "SELECT state_type, count(*) FROM task_run WHERE name = '一案一步 one' GROUP BY 1"
        states = database.execute(recorded).fetchall()
    assert states == [("COMPLETED", 100)]


@pytest.mark.flow
def test_every_setting_is_one_that_prefect_knows(prefect_server):
    from prefect.settings import get_current_settings

    known = set(get_current_settings().to_environment_variables()) | {"DO_NOT_TRACK"}

    loggers = {name for name in prefect_home.SETTINGS if name.startswith("PREFECT_LOGGING_HANDLERS_")}
    assert set(prefect_home.SETTINGS) - loggers - known == set()


def test_what_the_environment_sets_already_is_left_as_it_is(tmp_path, monkeypatch):
    for name in prefect_home.SETTINGS:
        monkeypatch.setenv(name, "7")
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "theirs"))
    monkeypatch.setenv("PREFECT_SERVER_UI_STATIC_DIRECTORY", str(tmp_path))

    prefect_home.prepare(tmp_path)

    assert {os.environ[name] for name in prefect_home.SETTINGS} == {"7"}
    assert os.environ["PREFECT_HOME"] == str(tmp_path / "theirs")


def test_preparing_after_prefect_was_imported_is_a_fault_of_the_program(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "prefect", object())
    monkeypatch.delenv("PREFECT_RESULTS_DEFAULT_SERIALIZER", raising=False)

    with pytest.raises(RuntimeError, match="PREFECT_RESULTS_DEFAULT_SERIALIZER"):
        prefect_home.prepare(tmp_path)
