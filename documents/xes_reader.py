"""Event logs read back from XES, whoever wrote them: trace by trace, with attributes as what they are.

Only the attributes of log, traces and events themselves are kept; what is nested under an attribute is passed over.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.parsers import expat

from documents.xes_file import OURS
from rules.errors import Fault, FaultyInput
from rules.event_logs import Event, Trace
from rules.labels import Words

CHUNK = 1 << 16
_GZIP = b"\x1f\x8b"
_VALUES: dict[str, Callable[[str], Any]] = {
    "string": str,
    "id": str,
    "date": datetime.fromisoformat,
    "int": int,
    "float": float,
    "boolean": lambda text: text == "true",
}
_CONTAINERS = ("log", "trace", "event")


@dataclass(slots=True)
class LoggedTrace:
    """One trace as it stands in the file: its attributes, and those of each of its events."""

    attributes: dict[str, Any] = field(default_factory=dict)
    events: list[dict[str, Any]] = field(default_factory=list)


class LogFile:
    """A log being read. `attributes` are those of the log; they are there once the first trace is."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.attributes: dict[str, Any] = {}
        self._within: list[str] = []
        self._ready: list[LoggedTrace] = []
        self._trace = LoggedTrace()

    def traces(self) -> Iterator[LoggedTrace]:
        """Every trace, in the order of the file.

        Raises:
            FaultyInput: it cannot be read, is no XES, or holds a value that is not what it says it is.
        """
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._refuse_entities
        try:
            with self.path.open("rb") as raw:
                packed = raw.read(2) == _GZIP
                raw.seek(0)
                file = gzip.GzipFile(fileobj=raw) if packed else raw
                while chunk := file.read(CHUNK):
                    parser.Parse(chunk, False)
                    yield from self._ready
                    self._ready.clear()
            parser.Parse(b"", True)
        except (OSError, EOFError, zlib.error, expat.ExpatError, LookupError, ValueError) as error:
            raise self._faulty(parser.CurrentLineNumber, str(error)) from error

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        holder = self._within[-1] if self._within else ""
        if not self._within and tag != "log":
            raise ValueError(f"<{tag}>")
        if tag in _VALUES and holder in _CONTAINERS:
            self._hold(holder)[attributes["key"]] = _VALUES[tag](attributes["value"])
        elif tag == "trace":
            self._trace = LoggedTrace()
        elif tag == "event":
            self._trace.events.append({})
        self._within.append(tag)

    def _end(self, name: str) -> None:
        self._within.pop()
        if name.rpartition(" ")[2] == "trace":
            self._ready.append(self._trace)

    def _hold(self, holder: str) -> dict[str, Any]:
        if holder == "event":
            return self._trace.events[-1]
        return self._trace.attributes if holder == "trace" else self.attributes

    def _refuse_entities(self, *_: Any) -> None:
        raise ValueError("DOCTYPE")

    def _faulty(self, line: int, why: str) -> FaultyInput:
        return FaultyInput([Fault(
            Words("日志“{file}”第{line}行", "log “{file}”, line {line}", file=self.path.name, line=line),
            Words("不是可以读取的 XES：{why}", "no XES that can be read: {why}", why=why),
            Words("请重新导出日志", "have the log exported again"))])  # fmt: skip


def as_trace(logged: LoggedTrace, file: str) -> Trace:
    """A trace of one of our own logs.

    Raises:
        FaultyInput: it lacks what our logs hold, and so comes from another program.
    """
    try:
        about = logged.attributes
        return Trace(
            ref=about["concept:name"],
            procedure=about[f"{OURS}:procedure"],
            state=about[f"{OURS}:state"],
            length=about[f"{OURS}:events"],
            events=tuple(_event(event) for event in logged.events),
        )
    except KeyError as error:
        raise FaultyInput([Fault(
            Words("日志“{file}”", "log “{file}”", file=file),
            Words("不是本系统导出的：缺少{key}", "not exported by this system: {key} is missing", key=error.args[0]),
            Words("只能核对本系统导出的日志", "only our own logs can be held against a procedure"))]) from error  # fmt: skip


def _event(event: dict[str, Any]) -> Event:
    return Event(
        position=event[f"{OURS}:position"],
        act=event[f"{OURS}:act"],
        source=event[f"{OURS}:source"],
        to=event[f"{OURS}:to"],
        role=event[f"{OURS}:role"],
        authority=event[f"{OURS}:authority"],
        at=event["time:timestamp"],
        who=event.get("org:resource", ""),
        court=event.get("org:group", ""),
    )
