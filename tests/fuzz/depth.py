"""How deep the random tests go: bounded in CI, deep by `make fuzz` (ZELIAN_FUZZ=deep, or a factor such as ZELIAN_FUZZ=3)."""

from __future__ import annotations

import os

ASKED = os.environ.get("ZELIAN_FUZZ", "")


def deep(bounded: int, deeply: int) -> int:
    """The number of examples: the first in CI, the second where a deep run is asked for, or a multiple of it."""
    if not ASKED:
        return bounded
    return deeply if ASKED == "deep" else int(deeply * float(ASKED))
