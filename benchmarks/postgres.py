"""A PostgreSQL of the benchmark's own: local socket only, durable as it comes, gone at the end; None where there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def postgres() -> Iterator[str | None]:
    """The URL of an empty database, or None where no PostgreSQL is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if not found:
        yield None
        return
    binaries = found[-1].parent
    # Not under TMPDIR: the path of a socket may not be longer than 107 bytes.
    directory = tempfile.mkdtemp(prefix="zelian-bench-", dir="/tmp")
    if os.geteuid() == 0:
        shutil.chown(directory, "postgres", "postgres")
    cluster = f"{directory}/cluster"
    _run(binaries / "initdb", "-D", cluster, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C")
    options = f"-k {directory} -c listen_addresses="
    _run(binaries / "pg_ctl", "-D", cluster, "start", "-w", "-l", f"{directory}/log", "-o", options)
    try:
        yield f"postgresql+psycopg://postgres@/postgres?host={directory}"
    finally:
        _run(binaries / "pg_ctl", "-D", cluster, "stop", "-m", "fast")
        shutil.rmtree(directory, ignore_errors=True)


def _run(*command: str | Path) -> None:
    """Run as the user PostgreSQL is willing to run as."""
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = [
            shutil.which("runuser", path="/sbin:/usr/sbin:/bin:/usr/bin") or "runuser",
            "-u",
            "postgres",
            "--",
            *words,
        ]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, cwd="/")
