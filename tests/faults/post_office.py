"""A post office (收信处): a mail server and a web receiver on this machine, in a process of their own.

They keep what they took by its key, as a receiver that knows keys does, and can kill the sender in the middle of a
conversation. A process of their own, because the driver forks its children and must have no threads.
"""

# ruff: noqa: N802  # aiosmtpd and http.server ask by these names.
from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
import socket
from collections import Counter
from dataclasses import dataclass, field
from email import policy
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from threading import Lock, Thread
from typing import Any

HELLO, FROM, TO, HELD, TAKEN, QUIT = (
    f"mail: {point}"
    for point in ("hello", "sender named", "recipient named", "letter there, not taken", "taken, not answered", "goodbye")
)  # fmt: skip
ASKED, KEPT, ANSWERED = (f"web: {point}" for point in ("asked", "taken, not answered", "answered"))
OF_THE_CONVERSATION = (HELLO, FROM, TO, HELD, TAKEN, QUIT, ASKED, KEPT, ANSWERED)


@dataclass
class Taken:
    """What was taken since the last reset: every arrival with its channel, key and the digest of what it says."""

    passed: Counter[str] = field(default_factory=Counter)
    taken: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    victim: int = 0
    chosen: tuple[str, int] | None = None
    lock: Lock = field(default_factory=Lock)

    def reach(self, kind: str) -> None:
        with self.lock:
            self.passed[kind] += 1
            if self.chosen == (kind, self.passed[kind]) and self.victim:
                os.kill(self.victim, signal.SIGKILL)

    def keep(self, channel: str, key: str, content: bytes) -> None:
        with self.lock:
            self.taken[channel, key, hashlib.sha256(content).hexdigest()] += 1


class PostOffice:
    """The driver's side: which ports, what was taken, whom to kill."""

    def __init__(self) -> None:
        ours, theirs = multiprocessing.Pipe()
        self._line: Connection = ours
        self._process = os.fork()
        if not self._process:
            ours.close()
            _serve(theirs)
            os._exit(0)
        theirs.close()
        self.mail_port, self.web_port = self._line.recv()

    def choose(self, victim: int, kind: str, number: int) -> None:
        self._ask("choose", victim, kind, number)

    def report(self) -> tuple[Counter[str], Counter[tuple[str, str, str]]]:
        """The points passed and what was taken since the last report; nobody is to be killed any more."""
        return self._ask("report")

    def close(self) -> None:
        self._ask("close")
        os.waitpid(self._process, 0)

    def _ask(self, *what: Any) -> Any:
        self._line.send(what)
        return self._line.recv()


def _serve(line: Connection) -> None:
    from aiosmtpd.controller import Controller

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    counter = Taken()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        mail_port = free.getsockname()[1]
    mail = Controller(_Mail(counter), hostname="127.0.0.1", port=mail_port)
    mail.start()
    web = ThreadingHTTPServer(("127.0.0.1", 0), _web(counter))
    Thread(target=web.serve_forever, args=(0.02,), daemon=True).start()
    line.send((mail_port, web.server_port))
    while True:
        try:
            what, *given = line.recv()
        except EOFError:  # The driver is gone.
            return
        with counter.lock:
            if what == "choose":
                counter.victim, counter.chosen = given[0], (given[1], given[2])
                line.send(None)
            elif what == "report":
                line.send((counter.passed, counter.taken))
                counter.passed, counter.taken, counter.chosen, counter.victim = Counter(), Counter(), None, 0
            else:
                line.send(None)
                return


class _Mail:
    """What aiosmtpd asks, by the names it asks for."""

    def __init__(self, counter: Taken) -> None:
        self.counter = counter

    async def handle_EHLO(self, server: Any, session: Any, envelope: Any, hostname: str, responses: list[str]) -> list[str]:  # fmt: skip
        self.counter.reach(HELLO)
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        self.counter.reach(FROM)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        self.counter.reach(TO)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        at = self.counter
        at.reach(HELD)
        if at.chosen == (HELD, at.passed[HELD]):
            return "451 not taken"  # Its sender is dead, and was told nothing.
        letter = BytesParser(policy=policy.default).parsebytes(envelope.content)
        body: Any = letter.get_body(("plain",))
        at.keep("mail", f"{letter['X-Idempotency-Key']}:{letter['To']}", str(letter["Subject"]).encode() + body.get_content().encode())  # fmt: skip
        at.reach(TAKEN)
        return "250 taken"

    async def handle_QUIT(self, server: Any, session: Any, envelope: Any) -> str:
        self.counter.reach(QUIT)
        return "221 goodbye"


def _web(counter: Taken) -> type[BaseHTTPRequestHandler]:
    class Receives(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            counter.reach(ASKED)
            try:
                length = int(self.headers["Content-Length"])
                content = self.rfile.read(length)
                if len(content) < length:  # Its sender is dead, and what he was saying is not to be kept.
                    return
                counter.keep("web", f"{self.headers['X-Idempotency-Key']}:{self.path}", content)
                counter.reach(KEPT)
                self.send_response(200)
                self.end_headers()
            except OSError:  # He died before he was answered.
                return
            counter.reach(ANSWERED)

        def log_message(self, *_: object) -> None: ...

    return Receives
