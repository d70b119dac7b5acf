"""All benchmarks in turn; on request what they print goes into docs/performance.md, each table between its own marks.

Run: make bench [FULL=1] [WRITE=1], or python benchmarks/page.py [full] [write] [names…]. A benchmark that fails says so
and the others go on; `make peers` stands apart, since it needs environments of its own.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "performance.md"
PLOT = HERE.parent / "docs" / "growth.svg"
NAMES = (
    "steps",
    "writers",
    "crowded",
    "sealing",
    "draw",
    "intake",
    "verification",
    "province",
    "growth",
    "dispatch",
    "ladders",
    "assignment",
    "papers",
    "fairness",
)
SMALL = {"assignment": ["1000"], "fairness": ["300"]}
"""What is asked of those whose own quick size is large."""


def begin(name: str) -> str:
    return f"<!-- {name}: make bench writes here -->"


END = "<!-- end -->"


def ran(name: str, *, full: bool, write: bool) -> bool:
    """Run one benchmark, show what it prints, and put it on the page if asked; whether it ended well."""
    asked = [] if full else SMALL.get(name, [])
    if full and "sizes(" in (HERE / f"{name}.py").read_text(encoding="utf-8"):
        asked = ["full"]
    if name == "growth" and write:
        asked = [*asked, f"plot={PLOT}"]
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, str(HERE / f"{name}.py"), *asked], capture_output=True, text=True, check=False
    )
    print(done.stdout, done.stderr if done.returncode else "", sep="", end="")
    print(f"({name}: {time.monotonic() - begun:.0f} s)\n", flush=True)
    if write and not done.returncode:
        put(name, done.stdout)
    return not done.returncode


def put(name: str, text: str) -> None:
    """Replace what stands between the marks of that name; a page without the marks stays as it is."""
    page = PAGE.read_text(encoding="utf-8")
    place = re.compile(f"{re.escape(begin(name))}.*?{re.escape(END)}", re.DOTALL)
    fenced = text.strip() if "| what |" in text else f"```text\n{text.strip()}\n```"
    whole = f"{begin(name)}\n{fenced}\n{END}"
    PAGE.write_text(place.sub(lambda _: whole, page), encoding="utf-8")


def main() -> None:
    asked = sys.argv[1:]
    names = [each for each in asked if each in NAMES] or [
        each for each in NAMES if (HERE / f"{each}.py").exists()
    ]
    well = [ran(name, full="full" in asked, write="write" in asked) for name in names]
    raise SystemExit(not all(well))


if __name__ == "__main__":
    main()
