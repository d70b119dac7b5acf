"""A desk in a home of its own, for tests that type commands: whoever sat there before is not disturbed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from console.installation import settings
from console.office import office
from console.speech import choose


@contextmanager
def at_a_desk(home: Path, *, columns: int | None = None) -> Iterator[Path]:
    """Sit down in that folder, with nothing set but what is said here. `columns`: how wide a line is."""
    leave()
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("ZELIAN_") and name != "ZELIAN_SHARED"]:
            patch.delenv(name)
        patch.setenv("ZELIAN_HOME", "var")
        if columns is not None:
            patch.setenv("COLUMNS", str(columns))
        patch.chdir(home)
        try:
            yield home
        finally:
            leave()


def leave() -> None:
    """Close what the desk had open, and forget its settings and its language."""
    if office.cache_info().currsize:
        office().store.close()
    settings.cache_clear()
    office.cache_clear()
    choose(None)
