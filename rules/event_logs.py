"""事件日志 (event log): what happened in proceedings, one trace a proceeding, without what was said in them.

A log is for those who study how work flows. It holds no contents of any act; people stand by pseudonyms unless codes
were asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Event:
    """One act (事件). All codes are those of the procedure's table; `source` is empty for the opening."""

    position: int
    """Its place in the trace, from 1; not the number of its ledger entry, which would betray what is left out."""
    act: str
    source: str
    to: str
    role: str
    authority: str
    at: datetime
    who: str
    court: str = ""
    """The court of the person who acted; empty where people stand by pseudonyms."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One proceeding (轨迹). `state` and `length` are what the record says, so that a trace cut short is found out."""

    ref: str
    procedure: str
    state: str
    length: int
    events: tuple[Event, ...]
    about: Mapping[str, str] = field(default_factory=dict)
    """What is known of the case, by code: its court, its kind."""
