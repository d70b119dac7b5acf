"""Event logs as XES (IEEE 1849-2016): written trace by trace, so that a log of any length needs no room in memory.

The file is there whole or not at all. What is written is named in `docs/decisions/0091-process-mining.md`.
"""

from __future__ import annotations

import gzip
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO
from xml.sax.saxutils import quoteattr

from documents.whole_files import take_its_place
from rules.clocks import BEIJING
from rules.event_logs import Event, Trace
from rules.labels import Language, in_language
from rules.roles import Role
from state_machines.petri_net import OPENED
from state_machines.procedure import Procedure
from state_machines.register import procedure

OURS = "zelian"
"""The prefix of our own attributes, and of the extension that names them."""
STANDARD = {"Concept": "concept", "Lifecycle": "lifecycle", "Organizational": "org", "Time": "time"}
SITE = "http://www.xes-standard.org"
EXTENSION = "urn:zelian:xes:1"
# XML knows no such characters, not even as references.
_UNWRITABLE = dict.fromkeys([*(code for code in range(32) if code not in (9, 10, 13)), 0xFFFE, 0xFFFF], "�")


@dataclass(slots=True)
class Written:
    """A log that was written: its SHA-256, and how many traces and events it holds."""

    path: Path
    sha256: str = ""
    traces: int = 0
    events: int = 0


def write_log(
    path: Path, traces: Iterable[Trace], *, name: str, about: Mapping[str, str | int], language: Language
) -> Written:
    """Write a log; a name that ends in ``.gz`` is compressed. `about` are attributes of the log under our prefix."""
    done = Written(path)
    part = path.with_name(f".{path.name}.part")
    try:
        with _opened(part, compressed=path.suffix == ".gz") as file:
            for line in _head(name, about):
                file.write(f"{line}\n")
            for trace in traces:
                for line in _trace(trace, language):
                    file.write(f"{line}\n")
                done.traces += 1
                done.events += len(trace.events)
            file.write("</log>\n")
        with part.open("rb") as whole:
            done.sha256 = hashlib.file_digest(whole, "sha256").hexdigest()
        take_its_place(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return done


@contextmanager
def _opened(path: Path, *, compressed: bool) -> Iterator[IO[str]]:
    with path.open("wb") as raw:
        if not compressed:
            with io.TextIOWrapper(raw, encoding="utf-8", newline="\n") as plain:
                yield plain
            return
        # Neither a name nor an hour goes into the archive: equal logs give equal bytes.
        with (
            gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as packed,
            io.TextIOWrapper(packed, encoding="utf-8", newline="\n") as text,
        ):
            yield text


def _head(name: str, about: Mapping[str, str | int]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<log xes.version="1849.2016" xes.features="" xmlns="http://www.xes-standard.org/">'
    for title, prefix in STANDARD.items():
        yield f'<extension name="{title}" prefix="{prefix}" uri="{SITE}/{prefix}.xesext"/>'
    yield f'<extension name="Zelian" prefix="{OURS}" uri="{EXTENSION}"/>'
    yield f'<global scope="trace">{_string("concept:name", "")}</global>'
    yield f'<global scope="event">{_string("concept:name", "")}{_string("lifecycle:transition", "complete")}</global>'
    yield '<classifier name="Activity" keys="concept:name"/>'
    yield '<classifier name="Role" keys="org:role"/>'
    yield _string("concept:name", name)
    yield _string("lifecycle:model", "standard")
    for key, value in about.items():
        yield _string(f"{OURS}:{key}", value) if isinstance(value, str) else _int(f"{OURS}:{key}", value)


def _trace(trace: Trace, language: Language) -> Iterator[str]:
    table = procedure(trace.procedure)
    yield "<trace>"
    yield _string("concept:name", trace.ref)
    for key, value in (("procedure", trace.procedure), ("state", trace.state), *trace.about.items()):
        yield _string(f"{OURS}:{key}", value)
    yield _int(f"{OURS}:events", trace.length)
    for event in trace.events:
        yield "".join(_event(event, table, language))
    yield "</trace>"


def _event(event: Event, table: Procedure, language: Language) -> Iterator[str]:
    """One event on one line: the names people read, then the codes our own check goes by."""
    yield "<event>"
    yield _string("concept:name", in_language(table.triggers.get(event.act, OPENED), language))
    yield _date("time:timestamp", event.at)
    yield _string("lifecycle:transition", "complete")
    yield _string("org:resource", event.who)
    yield _string("org:role", Role(event.role).to(language))
    if event.court:
        yield _string("org:group", event.court)
    yield _int(f"{OURS}:position", event.position)
    for key in ("act", "source", "to", "role", "authority"):
        yield _string(f"{OURS}:{key}", getattr(event, key))
    yield "</event>"


def _string(key: str, value: str) -> str:
    return f"<string key={quoteattr(key)} value={quoteattr(value.translate(_UNWRITABLE))}/>"


def _int(key: str, value: int) -> str:
    return f'<int key={quoteattr(key)} value="{value}"/>'


def _date(key: str, value: datetime) -> str:
    return (
        f'<date key={quoteattr(key)} value="{value.astimezone(BEIJING).isoformat(timespec="microseconds")}"/>'
    )
