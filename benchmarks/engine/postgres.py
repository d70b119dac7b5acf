"""A PostgreSQL of the benchmark's own: local socket, durable as it comes, gone at the end."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

_numbers = count(1)


@contextmanager
def cluster() -> Iterator[str | None]:
    """The folder of its socket; None where no PostgreSQL is installed that this user can start."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if not found or (os.geteuid() == 0 and shutil.which("runuser") is None):
        yield None
        return
    folder = tempfile.mkdtemp(prefix="zelian-bench-", dir="/tmp")
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    binaries, data = found[-1].parent, f"{folder}/cluster"
    _run(binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C")
    options = f"-k {folder} -c listen_addresses="
    _run(binaries / "pg_ctl", "-D", data, "start", "-w", "-l", f"{folder}/log", "-o", options)
    try:
        yield folder
    finally:
        _run(binaries / "pg_ctl", "-D", data, "stop", "-m", "immediate")
        shutil.rmtree(folder, ignore_errors=True)


def database(folder: str) -> str:
    """The URL of a new database."""
    import psycopg

    name = f"bench_{next(_numbers)}"
    with psycopg.connect(host=folder, user="postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return f"postgresql+psycopg://postgres@/{name}?host={folder}"


def _run(program: Path, *arguments: str) -> None:
    user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    with tempfile.TemporaryFile() as said:
        subprocess.run([*user, str(program), *arguments], check=True, cwd="/", stdout=said, stderr=said)
