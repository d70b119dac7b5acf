"""A PostgreSQL of the faults' own (故障试验用的数据库服务): started, stopped and started again as the trial wants it."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import make_url

from tests.conftest import _postgresql_binaries, _run

UNSAFE = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off"
"""For trials in which only the client dies: what the server was told to keep, it keeps in memory."""


class Cluster:
    """`options`: what the server is told at its start, beyond where its socket stands."""

    def __init__(self, options: str = UNSAFE) -> None:
        self._binaries = _postgresql_binaries()
        # Not under TMPDIR: the path of a socket may not be longer than 107 bytes.
        base = "/dev/shm" if options == UNSAFE and Path("/dev/shm").is_dir() else "/tmp"
        self.folder = tempfile.mkdtemp(prefix="zelian-pg-", dir=base)
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        self._options = f"-k {self.folder} -c listen_addresses= -c max_connections=60 {options}"

    def __enter__(self) -> Self:
        _run(
            self._binaries / "initdb",
            "-D",
            self._data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
        )
        self._pg_ctl("start")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:  # fmt: skip
        self._pg_ctl("stop", "-m", "immediate")
        shutil.rmtree(self.folder, ignore_errors=True)

    def restart(self) -> None:
        """All at once, as if the machine had lost its power: no session is told, nothing is written out."""
        self._pg_ctl("restart", "-m", "immediate")

    def url(self, name: str) -> str:
        server = make_url(f"postgresql+psycopg://postgres@/{name}?host={self.folder}")
        return server.render_as_string()

    def create(self, name: str, like: str = "template0") -> str:
        self.say(f"CREATE DATABASE {name} TEMPLATE {like}")
        return self.url(name)

    def drop(self, name: str) -> None:
        self.say(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def say(self, statement: str) -> list[Any]:
        import psycopg

        with psycopg.connect(
            host=self.folder, user="postgres", dbname="postgres", autocommit=True
        ) as connection:
            done = connection.execute(statement)
            return done.fetchall() if done.description else []

    @property
    def _data(self) -> str:
        return f"{self.folder}/cluster"

    def _pg_ctl(self, what: str, *more: str) -> None:
        start = ("-l", f"{self.folder}/log", "-o", self._options) if what != "stop" else ()
        _run(self._binaries / "pg_ctl", "-D", self._data, what, "-w", *more, *start)
