"""A file of findings goes through the same door as a card, and is refused in the same words."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GOOD = "{card: C-1, review: 评查2026Q3-0001, reader: R1, sheet: litigation@2022-01-01, conflict: false, day: 2026-11-02}"


@pytest.mark.parametrize(
    ("text", "code", "said"), [("{card: C-1}", 2, "缺少 review"), (GOOD, 4, "评查2026Q3-0001")]
)
def test_a_file_of_findings_is_answered_in_words(tmp_path, text, code, said):
    file = tmp_path / "findings.yaml"
    file.write_text(text, encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "-m", "console.cli", "season", "submit", str(file)],
        cwd=tmp_path, env={**os.environ, "ZELIAN_HOME": str(tmp_path / "var"), "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=False)  # fmt: skip

    assert (done.returncode, said in done.stderr) == (code, True), done.stderr
