"""Old workbooks (xls) are opened in a process of their own first.

In a damaged xls the reader may follow a number to a place that does not exist, ask for terabytes of memory and abort
the whole process, with nothing to catch. A court server must outlive a broken attachment, so a process that has
nothing to lose tries the file first.
"""

from __future__ import annotations

import subprocess
import sys

MEMORY = 4 * 1024**3
"""Bytes that the trial may use: many times what the largest xls (65,536 rows a sheet) needs."""
PATIENCE = 60
"""Seconds."""


def can_be_opened(data: bytes) -> bool:
    """Whether the reader comes through the file alive. A password counts as alive: the reader says so itself."""
    try:
        trial = subprocess.run(  # noqa: S603 - our own interpreter and program; the file goes in as bytes
            [sys.executable, "-I", "-c", _TRIAL, str(MEMORY)],
            input=data, capture_output=True, check=False, timeout=PATIENCE,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return False
    return trial.returncode == 0


_TRIAL = """
import io, sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]),) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
except ImportError:
    pass
import python_calamine
try:
    book = python_calamine.load_workbook(io.BytesIO(sys.stdin.buffer.read()))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()
except python_calamine.PasswordError:
    pass
"""
