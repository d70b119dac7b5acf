"""The sample quarter's event log: by our own check and by another program, every act keeps to the table.

The other program is pm4py, in an environment of its own (`make mining`); it is AGPL and no part of Zelian.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

ROOT = Path(__file__).parent.parent.parent
MINING = ROOT / ".venv-mining" / "bin" / "python"
QUARTER = "2026Q3"
CLUES = ("hand_over_clue", "dismiss_clue")
XES = "{http://www.xes-standard.org/}"

pytestmark = pytest.mark.slow
needs_pm4py = pytest.mark.skipif(
    not MINING.exists(), reason="no pm4py: `make mining` sets it up in .venv-mining"
)


@pytest.fixture(scope="module")
def desk(sample_quarter, desk_at):
    return desk_at(sample_quarter.home)


@pytest.fixture(scope="module")
def log(desk):
    """The log as a clerk exports it."""
    written = desk.zelian("season", "export", QUARTER, "--xes", "log.xes", "--check")
    assert written.returncode == 0, written.stderr
    assert "拟合度1.0" in written.stdout
    return desk.home / "log.xes"


@pytest.fixture(scope="module")
def net(desk):
    shown = desk.zelian("procedures", "show", "quality_review", "--as", "pnml")
    path = desk.home / "net.pnml"
    path.write_text(shown.stdout, encoding="utf-8")
    return path


def pm4py(*files):
    done = subprocess.run(
        [MINING, ROOT / "tests/mining/hold_against_net.py", *files],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    print(f"\npm4py: {found}")
    return found


def tampered(log, change):
    """The log with one thing changed in its longest trace."""
    tree = ET.parse(log)
    change(max(tree.getroot().findall(f"{XES}trace"), key=len))
    path = log.with_name("tampered.xes")
    ET.register_namespace("", "http://www.xes-standard.org/")
    tree.write(path, encoding="utf-8", xml_declaration=True)
    return path


def without_the_assignment(trace):
    """Take out the one act without which the next could not be done."""
    trace.remove(
        next(
            event
            for event in trace.findall(f"{XES}event")
            if event.find(f"{XES}string[@key='zelian:act']").get("value") == "assign"
        )
    )


def test_the_log_holds_every_act_of_every_review_and_no_more(sample_quarter, log):
    root = ET.parse(log).getroot()

    traces = root.findall(f"{XES}trace")
    acts = Counter(
        event.find(f"{XES}string[@key='zelian:act']").get("value") for event in root.iter(f"{XES}event")
    )

    expected = Counter(act.trigger for ref in sample_quarter.reviews for act in sample_quarter.acts[ref])
    for clue in CLUES:
        del expected[clue]
    assert len(traces) == len(sample_quarter.reviews)
    assert acts == expected


def test_the_log_names_nobody_and_tells_nothing_that_was_said(sample_quarter, log):
    text = log.read_text(encoding="utf-8")
    acts = [act for ref in sample_quarter.reviews for act in sample_quarter.acts[ref]]
    people = {act.by for act in acts if act.trigger not in CLUES} - {"automatic", "calendar"}

    assert not [code for code in people if f'"{code}"' in text]
    assert not [row.case_no for row in sample_quarter.reviews.values() if row.case_no in text]
    assert "grade" not in text
    assert len(set(re.findall('人员.{1,4}(?=")', text))) == len(people)


def test_an_event_taken_out_is_found_and_named(desk, log):
    path = tampered(log, lambda trace: trace.remove(trace.findall(f"{XES}event")[3]))

    checked = desk.zelian("procedures", "check", path)

    assert checked.returncode == 5
    assert "拟合度0.99" in checked.stdout
    assert checked.stdout.count("评查2026Q3-") >= 1


def test_the_round_itself_is_a_log_too(desk):
    written = desk.zelian("proceeding", "export", f"评查{QUARTER}", "--xes", "round.xes.gz", "--check")

    assert written.returncode == 0, written.stderr
    assert "拟合度1.0" in written.stdout


@needs_pm4py
def test_pm4py_counts_the_same_and_finds_every_trace_fitting(sample_quarter, log, net):
    found = pm4py(log, net)

    events = len(ET.parse(log).getroot().findall(f"{XES}trace/{XES}event"))
    assert (found["traces"], found["events"]) == (len(sample_quarter.reviews), events)
    assert found["fitness_tokens"] == 1.0
    assert found["fitness_alignments"] == 1.0
    assert found["fitting_traces"] == 100.0
    assert 0 < found["precision"] <= 1


@needs_pm4py
def test_pm4py_finds_an_event_that_was_taken_out(log, net):
    path = tampered(log, without_the_assignment)

    found = pm4py(path, net)

    assert found["fitness_tokens"] < 1.0
    assert found["fitness_alignments"] < 1.0
