"""性能一页：每一项测量都在 `make bench` 之内，并在页上有自己的位置。"""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BENCHMARKS = ROOT / "benchmarks"


@pytest.fixture
def runner():
    """The names of `benchmarks/page.py`, which runs nothing when it is only read."""
    return runpy.run_path(str(BENCHMARKS / "page.py"))


def test_every_benchmark_is_run_by_make_bench(runner):
    programs = {
        path.stem for path in BENCHMARKS.glob("*.py") if "__main__" in path.read_text(encoding="utf-8")
    }

    assert programs - {"page"} <= set(runner["NAMES"])


def test_every_benchmark_has_a_place_on_the_page_of_its_own(runner):
    page = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")

    marks = re.findall(r"<!-- (\w+): make bench writes here -->.*?<!-- end -->", page, re.DOTALL)
    assert sorted(marks) == sorted({*runner["NAMES"], "peers"})


def test_what_a_run_prints_goes_between_its_own_marks_and_nowhere_else(runner, tmp_path):
    page = tmp_path / "performance.md"
    before = "# 性能\n<!-- draw: make bench writes here -->\nold\n<!-- end -->\n<!-- intake: make bench writes here -->\n<!-- end -->\n"
    page.write_text(before, encoding="utf-8")
    runner["put"].__globals__["PAGE"] = page

    runner["put"]("draw", "| what | \\1 |\n")

    assert page.read_text(encoding="utf-8") == before.replace("\nold\n", "\n| what | \\1 |\n")
