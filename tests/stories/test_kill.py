"""Whoever pulls the plug, and when: nothing is lost, nothing is doubled, and the ledger holds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from records.store import Store
from records.verification import verify

ROOT = Path(__file__).parent.parent.parent
KILLS = 28


@pytest.fixture
def run(tmp_path):
    """Run the worker of killed_worker.py with so many kills; its report, its database, its mailboxes come back."""

    def worker(name: str, kills: int):
        folder = tmp_path / name
        folder.mkdir()
        url = f"sqlite:///{folder / 'zelian.db'}"
        command = [
            sys.executable,
            str(Path(__file__).with_name("killed_worker.py")),
            url,
            str(folder),
            str(kills),
            "20260302",
        ]
        ended = subprocess.run(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False)  # fmt: skip
        assert ended.returncode == 0, ended.stderr
        return json.loads(ended.stdout.splitlines()[-1]), url, sorted((folder / "mailbox").rglob("*.eml"))

    return worker


def _content(url):
    """What the acts left behind, without the numbers of rows and the hours of sending."""
    store = Store.open(url)
    with store.read() as session:
        verified = verify(session)
        rows = {
            name: session.connection().execute(text(query)).all()
            for name, query in {
                "proceedings": "SELECT ref, state, version, facts, head FROM proceeding ORDER BY ref",
                "ledger": "SELECT chain, number, digest, act_key, record FROM ledger_entry ORDER BY chain, number",
                "clocks": "SELECT proceeding, code, state, due_at, ended_at, late FROM clock ORDER BY 1, 2, 4",
                "notices": "SELECT key, state FROM notice ORDER BY key",
                "deliveries": "SELECT n.key, d.person, d.channel, count(*) FROM delivery d JOIN notice n ON n.id = d.notice_id"
                " WHERE d.ok GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
            }.items()
        }
    store.close()
    return verified, rows


def test_a_worker_killed_at_any_moment_leaves_the_same_records_as_one_left_in_peace(run):
    calm, calm_url, calm_letters = run("calm", 0)
    report, url, letters = run("killed", KILLS)

    (verified, killed), (_, in_peace) = _content(url), _content(calm_url)
    kills = [entries for entries, _, was_killed in report["seen"] if was_killed]
    assert (calm["status"], report["status"]) == (0, 0)
    assert len(kills) >= 20
    assert len(set(kills)) >= 10, "the kills fell at many points of the work"
    assert killed["proceedings"] == in_peace["proceedings"]
    assert killed["ledger"] == in_peace["ledger"]
    assert killed["clocks"] == in_peace["clocks"]
    assert killed["notices"] == in_peace["notices"]
    assert killed["deliveries"] == in_peace["deliveries"]
    assert {row.state for row in killed["notices"]} <= {"sent", "nobody"}
    assert _keys(letters) == _keys(calm_letters), "a letter for each key, once"
    assert verified.entries == sum(row.version for row in killed["proceedings"]) == len(killed["ledger"])


def _keys(letters):
    """The digest of its key is part of a letter's name, after the hour."""
    return sorted(letter.name.partition("-")[2] for letter in letters)
