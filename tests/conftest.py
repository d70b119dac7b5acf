"""What every test stands on: no network, no telemetry, a home of its own, and two real databases.

Importing this file costs next to nothing on purpose: Prefect and the drivers are imported by the fixture that
needs them, so that the law's own tests run in a second.
"""

from __future__ import annotations

import atexit
import ipaddress
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# No test is timed: a loaded machine would fail what is right. Speed is measured in benchmarks/.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

ROOT = Path(__file__).parent.parent

# Set before anything is imported that reads them. Nothing is read from, or left in, the user's own home.
_HOME = tempfile.mkdtemp(prefix="zelian-tests-")
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
os.environ.update(
    HOME=_HOME,
    PREFECT_HOME=f"{_HOME}/prefect",
    DO_NOT_TRACK="1",
    PREFECT_SERVER_ANALYTICS_ENABLED="false",
)
for _name in [name for name in os.environ if name.startswith(("XDG_", "PREFECT_API_"))]:
    del os.environ[_name]


class OutboundConnection(AssertionError):
    """A test tried to reach another machine. Not an OSError: no code that expects one may swallow it."""


def _forbid_the_network(event: str, args: tuple[Any, ...]) -> None:
    """Refuse what leaves this machine; loopback and local sockets are free.

    An audit hook sees every socket of the interpreter, also one opened while a module is imported. C libraries
    with sockets of their own (libpq) are not seen.
    """
    if event in ("socket.connect", "socket.sendto"):
        opened, address = args
        if opened.family in (socket.AF_INET, socket.AF_INET6) and not _is_here(address[0]):
            raise OutboundConnection(f"{event} {address}")
    elif event == "socket.getaddrinfo" and not _is_here(args[0]):
        raise OutboundConnection(f"{event} {args[0]}")


def _is_here(host: str | bytes | None) -> bool:
    name = host.decode() if isinstance(host, bytes) else host or ""
    if name in ("", "localhost", socket.gethostname()):
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


sys.addaudithook(_forbid_the_network)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data beside the repository (`ZELIAN_SHARED` names another place)."""
    data = Path(os.environ.get("ZELIAN_SHARED", ROOT.parent / "shared")) / "data"
    if not data.is_dir():
        pytest.skip("no real data: neither ../shared/data nor $ZELIAN_SHARED/data is there")
    return data


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL of our own: local socket only, no durability, nobody else's data, gone at the end."""
    binaries = _postgresql_binaries()
    # Not under TMPDIR: the path of a socket may not be longer than 107 bytes.
    directory = tempfile.mkdtemp(prefix="zelian-pg-", dir="/tmp")
    if os.geteuid() == 0:
        shutil.chown(directory, "postgres", "postgres")
    cluster = f"{directory}/cluster"
    settings = f"-k {directory} -c listen_addresses= -c fsync=off -c full_page_writes=off"
    _run(binaries / "initdb", "-D", cluster, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C")
    _run(binaries / "pg_ctl", "-D", cluster, "start", "-w", "-l", f"{directory}/log", "-o", settings)
    yield f"postgresql+psycopg://postgres@/postgres?host={directory}"
    _run(binaries / "pg_ctl", "-D", cluster, "stop", "-m", "immediate")
    shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database of the test's own: once an SQLite file, once in PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'zelian.db'}"
        return
    import psycopg
    from sqlalchemy import make_url

    server = make_url(request.getfixturevalue("postgres_url"))
    name = f"test_{next(_numbers)}"
    with psycopg.connect(host=server.query["host"], user="postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield server.set(database=name).render_as_string()
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


_numbers = count(1)


# Root's own PATH does not always hold the folder it is in.
_RUNUSER = shutil.which("runuser", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")


def _postgresql_binaries() -> Path:
    """The newest installed PostgreSQL that this user can start, or a skip with the reason."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    found = debian[-1] if debian else shutil.which("initdb")
    if found is None:
        pytest.skip("no PostgreSQL: initdb is neither under /usr/lib/postgresql nor on the PATH")
    if os.geteuid() == 0 and not (_RUNUSER and _user_exists("postgres")):
        pytest.skip("PostgreSQL does not run as root, and there is no user postgres to run it")
    return Path(found).parent


def _user_exists(name: str) -> bool:
    import pwd

    return name in {entry.pw_name for entry in pwd.getpwall()}


def _run(program: Path, *arguments: str) -> None:
    # PostgreSQL refuses to run as root, and its own user cannot read root's working directory.
    user = [str(_RUNUSER), "-u", "postgres", "--"] if os.geteuid() == 0 else []
    command = [*user, str(program), *arguments]
    # No pipe: the server that pg_ctl leaves running would hold it open.
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        if subprocess.run(command, check=False, cwd="/", stdout=said, stderr=said).returncode:
            said.seek(0)
            pytest.fail(f"{' '.join(command)}\n{said.read()}", pytrace=False)


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[None]:
    """Prefect's server on a database of its own, started once for all flow tests (about ten seconds)."""
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
    from prefect.testing.utilities import prefect_test_harness

    # The heartbeat thread makes each flow run wait a full second for it to end.
    quick = temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None})
    with prefect_test_harness(server_startup_timeout=90), quick:
        yield
