"""What it costs to deliver the outbox: to the mailboxes, and over HTTP to a sink on this machine, as the product does it today.

limit    32 sockets kept alive post the same bodies to the same sink, without a database: nobody sends faster;
mailbox  `deliver_due` by the embedded channel: a letter in a file, its receipt in a transaction of its own;
http     `deliver_due` by an Apprise `json://` channel: a fresh connection a letter, one after the other.

Run: python benchmarks/dispatch.py [full | letters…].
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import quarter
from pairs import Table, paired, sizes

from flows import delivery
from notifiers.route_book import Channel
from records import notices
from records.people import Person, Post
from rules.labels import Words
from rules.notices import NoticeContent, NoticeKind, Urgency
from rules.roles import Role

QUICK, FULL = (300,), (10_000,)
SOCKETS, PEOPLE = 32, 100
NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: text/plain\r\n\r\nok"


class Sink(asyncio.Protocol):
    """Takes whatever is posted, and answers at once."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport, self.waiting = transport, b""

    def data_received(self, data: bytes) -> None:
        self.waiting += data
        while b"\r\n\r\n" in self.waiting:
            head, _, rest = self.waiting.partition(b"\r\n\r\n")
            lengths = [
                int(line.split(b":")[1])
                for line in head.split(b"\r\n")
                if line.lower().startswith(b"content-length")
            ]
            if len(rest) < sum(lengths):
                return
            self.waiting = rest[sum(lengths) :]
            self.transport.write(ANSWER)  # type: ignore[attr-defined]


async def serve() -> None:
    server = await asyncio.get_running_loop().create_server(Sink, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


@contextmanager
def sink() -> Iterator[int]:
    """The port of a sink in a process of its own."""
    process = subprocess.Popen([sys.executable, __file__, "sink"], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield int(process.stdout.readline())
    finally:
        process.terminate()
        process.wait()


async def _posted(port: int, letters: int) -> None:
    body = b"x" * 600
    request = b"POST / HTTP/1.1\r\nHost: sink\r\nContent-Length: 600\r\n\r\n" + body

    async def socket(count: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(count):
            writer.write(request)
            await reader.readexactly(len(ANSWER))
        writer.close()

    await asyncio.gather(*(socket(letters // SOCKETS) for _ in range(SOCKETS)))


def limit(port: int, letters: int) -> float:
    begun = time.perf_counter()
    asyncio.run(_posted(port, letters))
    return time.perf_counter() - begun


def delivered(letters: int, url: str) -> float:
    """Seconds to deliver so many letters by the channel with that address."""
    with (
        tempfile.TemporaryDirectory() as folder,
        quarter.office(f"sqlite:///{folder}/zelian.db", Path(folder)) as usual,
    ):
        channel = (
            replace(usual.routes.channels["mailbox"], url=url) if url else usual.routes.channels["mailbox"]
        )
        assert isinstance(channel, Channel)
        place = replace(usual, routes=replace(usual.routes, channels={"mailbox": channel}))
        with place.store.begin() as session:
            session.add_all(_holders())
            notices.put_once(session, (_letter(number) for number in range(letters)), NOW)
        begun = time.perf_counter()
        done = delivery.deliver_due(place, NOW)
        spent = time.perf_counter() - begun
        assert done.sent == letters, done
    return spent


def _holders() -> Iterator[Person | Post]:
    for number in range(PEOPLE):
        yield Person(code=f"P{number:03d}", court="甲法院")
        yield Post(person=f"P{number:03d}", role=Role.JUDGE.value, court="甲法院", since=NOW.date())


def _letter(number: int) -> NoticeContent:
    return NoticeContent(
        key=f"基准:{number}", kind=NoticeKind.STEP_TAKEN, proceeding=f"评查2026Q1-{number:04d}",
        procedure=Words("案件质量评查", "case quality review"), court="甲法院", audience=Role.JUDGE, person=f"P{number % PEOPLE:03d}",
        act=Words("反馈意见", "feed back"), state=Words("已反馈", "fed back"), urgency=Urgency.ROUTINE,
    )  # fmt: skip


def main() -> None:
    if sys.argv[1:] == ["sink"]:
        asyncio.run(serve())
        return
    table = Table(
        "Delivering the outbox",
        "One receipt a letter, synced; by the wall. Bundling and sending side by side are for a later issue: today's figures only.",
    )
    with sink() as port:
        for letters in sizes(QUICK, FULL):
            delivered(2, f"json://127.0.0.1:{port}/")  # Apprise is imported once.
            found = paired(
                {
                    "limit": lambda letters=letters: limit(port, letters),
                    "mailbox": lambda letters=letters: delivered(letters, ""),
                    "http": lambda letters=letters: delivered(letters, f"json://127.0.0.1:{port}/"),
                }
            )
            name = f"{letters:,} letters"
            for way, known in (("http", "HTTP"), ("mailbox", "into the mailboxes")):
                least = 0.65 if way == "http" else None
                table.speeds(
                    f"{name}: {known}, of the keep-alive limit", found[way], found["limit"], pieces=letters,
                    unit="letters", at_least=least,
                )  # fmt: skip
    table.print()


if __name__ == "__main__":
    main()
