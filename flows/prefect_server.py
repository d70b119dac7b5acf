"""Prefect's server for this machine (流程服务器): started beside `zelian serve`, on loopback only, ended with it.

The temporary server that a single command starts for itself knows no schedules; this one does.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlsplit

from flows.prefect_home import FOLDER, let_go

HERE = "127.0.0.1"
USUAL_PORT = 4200
START = 90.0
"""Seconds the first start may take: on a fresh database all its tables are made."""
STOP = 15.0


@contextmanager
def server() -> Iterator[str]:
    """The address of a Prefect server to work with: one that the environment names, or that runs here, or a new one.

    `prepare` comes before. What the server says goes to ``server.log`` in Prefect's home.

    Raises:
        ChildProcessError: it does not start.
    """
    if given := os.environ.get("PREFECT_API_URL"):
        yield given
        return
    home = Path(os.environ["PREFECT_HOME"])
    note = home / "server.port"
    port = _noted(note)
    if port is not None and _answers(port):
        # Left behind by a `serve` that was killed, or belonging to one that runs: one database, one server.
        yield _address(port)
        return
    port = _free_port()
    with (home / "server.log").open("ab") as log:
        # A session of its own, so that Ctrl-C reaches us and we end the server in good order.
        process = subprocess.Popen(
            [sys.executable, "-m", "prefect", "server", "start"],
            env=os.environ
            | {"PREFECT_SERVER_API_HOST": HERE, "PREFECT_SERVER_API_PORT": str(port)}
            | {"PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "WARNING"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        _await(process, port)
        note.write_text(str(port), encoding="ascii")
        yield _address(port)
    finally:
        let_go()
        note.unlink(missing_ok=True)
        process.terminate()
        try:
            process.wait(STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def server_beside() -> Iterator[Callable[[], None]]:
    """Start a server beside other work; what comes back waits until it is ready, and makes it the one to talk to.

    Prefect is imported only after that call: the address must stand in the environment by then. A server that does
    not start is no fault: the work is done without it, and says so.
    """
    ready, over = Event(), Event()

    def keep() -> None:
        try:
            with server() as address:
                os.environ["PREFECT_API_URL"] = address
                ready.set()
                over.wait()
        except ChildProcessError:
            ready.set()

    def await_it() -> None:
        ready.wait(START)

    keeper = Thread(target=keep, name="prefect-server", daemon=True)
    keeper.start()
    try:
        yield await_it
    finally:
        over.set()
        keeper.join(STOP)


def reachable(home: Path) -> bool:
    """Whether the server that the environment names, or the one that serves this home, answers now."""
    given = urlsplit(os.environ.get("PREFECT_API_URL", ""))
    port = given.port if given.hostname else _noted(home / FOLDER / "server.port")
    return port is not None and _answers(port, given.hostname or HERE)


def _await(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + START
    while not _answers(port):
        if process.poll() is not None or time.monotonic() > until:
            raise ChildProcessError("Prefect's server did not start; server.log in its home says why")
        time.sleep(0.2)


def _answers(port: int, host: str = HERE) -> bool:
    connection = HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/api/health")
        return connection.getresponse().read() == b"true"
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _address(port: int) -> str:
    return f"http://{HERE}:{port}/api"


def _noted(note: Path) -> int | None:
    text = note.read_text(encoding="ascii") if note.is_file() else ""
    return int(text) if text.isdecimal() else None


def _free_port() -> int:
    """The usual port of Prefect, or one that the system gives where that is taken."""
    for port in (int(os.environ.get("PREFECT_SERVER_API_PORT", USUAL_PORT)), 0):
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((HERE, port))
            except OSError:
                continue
            return int(trial.getsockname()[1])
    raise ChildProcessError("no port is free for Prefect's server")
