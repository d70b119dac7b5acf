"""How every benchmark here measures: ways through the same work, in turn, in one run; ratios round by round; medians.

Times drift by a third from day to day and machine to machine; a ratio of two times taken side by side hardly does. So
each round runs every way once, one after the other, a ratio is made within its round, and the median over at least
three rounds is what is printed. Why: docs/decisions/0034-how-we-measure.md.
"""

from __future__ import annotations

import gc
import platform
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
ROUNDS = 3
HEAD = ("what", "ours", "reference", "ratio", "target", "met")


def sizes(quick: Sequence[int], full: Sequence[int]) -> list[int]:
    """What the command line asks for: nothing the quick sizes, `full` the full ones, numbers themselves."""
    asked = sys.argv[1:]
    if not asked:
        return list(quick)
    return list(full) if asked == ["full"] else [int(each) for each in asked]


def timed(work: Callable[[], T], clock: Callable[[], float] = time.process_time) -> tuple[T, float]:
    """What the work gives, and its seconds: of the processor, or by the wall (`perf_counter`) where a disk is waited for."""
    gc.collect()
    begun = clock()
    found = work()
    return found, clock() - begun


def paired(ways: Mapping[str, Callable[[], float]], rounds: int = ROUNDS) -> dict[str, list[float]]:
    """Every way once a round, in turn; each way says itself how many seconds of it count."""
    found: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            found[name].append(way())
    return found


def ratio(above: Sequence[float], below: Sequence[float]) -> float:
    """The median of the rounds' own ratios."""
    return statistics.median(each / other for each, other in zip(above, below, strict=True))


def memory() -> int:
    """The most memory this process has held so far (MB)."""
    with suppress(OSError):
        # Not `ru_maxrss`, where there is anything better: a child begins with what its parent held.
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        return int(status.partition("VmHWM:")[2].split()[0]) // 1024
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held // (1024**2 if platform.system() == "Darwin" else 1024)


def told(seconds: float) -> str:
    """Seconds as people read them: three figures and a unit."""
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds * 1e6:.3g} µs"


@dataclass
class Table:
    """One question's answers: rows of what | ours | reference | ratio | target | met, printed as Markdown."""

    title: str
    note: str = ""
    rows: list[tuple[str, ...]] = field(default_factory=list)

    def times(
        self,
        what: str,
        ours: Sequence[float],
        reference: Sequence[float],
        *,
        at_most: float | None = None,
        each: int = 1,
    ) -> float:
        """A row of two ways' seconds (of `each` pieces of work; shown for one): how many times the reference ours takes."""
        found = ratio(ours, reference)
        self.row(
            what,
            told(statistics.median(ours) / each),
            told(statistics.median(reference) / each),
            f"{found:.2f}x",
            "" if at_most is None else f"≤ {at_most:g}x",
            met=None if at_most is None else found <= at_most,
        )
        return found

    def speeds(
        self,
        what: str,
        ours: Sequence[float],
        reference: Sequence[float],
        *,
        pieces: int,
        unit: str,
        at_least: float | None = None,
    ) -> float:
        """A row of two ways' seconds for so many pieces: how many times faster than the reference ours is."""
        found = ratio(reference, ours)
        self.row(
            what,
            f"{pieces / statistics.median(ours):,.0f} {unit}/s",
            f"{pieces / statistics.median(reference):,.0f} {unit}/s",
            f"{found:.2f}x" if found >= 1 else f"{found:.3f}x",
            "" if at_least is None else f"≥ {at_least:g}x",
            met=None if at_least is None else found >= at_least,
        )
        return found

    def row(
        self,
        what: str,
        ours: str,
        reference: str = "",
        ratio: str = "",
        target: str = "",
        *,
        met: bool | None = None,
    ) -> None:
        verdict = "" if met is None else "yes" if met else "**no**"
        self.rows.append((what, ours, reference, ratio, target, verdict))

    def text(self) -> str:
        """The table as Markdown; what falls short stands in it like the rest."""
        title = [f"**{self.title}**", "", *([self.note, ""] if self.note else [])]
        rows = [_line(HEAD), _line("---" for _ in HEAD), *map(_line, self.rows)]
        return "\n".join([*title, *rows, ""])

    def print(self) -> None:
        print(self.text(), flush=True)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
