"""A profile sorted into parts: what share of the time is spent in which room of the program, or in a library."""

from __future__ import annotations

import cProfile
import pstats
from collections.abc import Callable, Mapping

REST = "the rest of Python"
LEAST = 0.005
"""A smaller share is not named."""


def profiled(work: Callable[[], object], names: Mapping[str, tuple[str, ...]]) -> dict[str, float]:
    """The share of each part in the work's own time; a function belongs to the first part that knows its file or name.

    The time of a built-in function is given to whoever called it, unless a part knows it by name.
    """
    profile = cProfile.Profile()
    profile.runcall(work)
    spent = dict.fromkeys([*names, REST], 0.0)
    for (file, _, function), row in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        own, callers = row[2], row[4]
        part = _part(f"{file}/{function}", names)
        if part is not None or file != "~" or not callers:
            spent[part or REST] += own
            continue
        for (caller, _, its_name), shared in callers.items():
            spent[_part(f"{caller}/{its_name}", names) or REST] += shared[2]
    whole = sum(spent.values()) or 1.0
    return {part: seconds / whole for part, seconds in spent.items()}


def _part(place: str, names: Mapping[str, tuple[str, ...]]) -> str | None:
    return next((part for part, known in names.items() if any(each in place for each in known)), None)


def parts(shares: Mapping[str, float]) -> str:
    """The shares in a line, the largest first."""
    ordered = sorted(shares.items(), key=lambda each: -each[1])
    return ", ".join(f"{part} {share:.0%}" for part, share in ordered if share >= LEAST)
