"""A check-up (巡检): one standing invariant of what is on record, held against live data; it changes nothing."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

from sqlalchemy import Select
from sqlmodel import Session

from rules.errors import AccountabilityError
from rules.labels import Labelled, Words
from rules.parameters import Rules
from rules.workdays import Calendar

SHOWN = 5
"""How many of what was found are named; of the rest only the number is said."""


class Level(Labelled):
    """What a finding amounts to (巡检结论), in rising order."""

    OK = "ok", "正常", "ok"
    NOTE = "note", "说明", "note"
    WARN = "warn", "提醒", "warning"
    FAULT = "fault", "异常", "fault"

    @property
    def weight(self) -> int:
        return list(Level).index(self)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a check-up may look at."""

    session: Session
    now: datetime
    rules: Rules
    """The parameters of today."""
    home: Path
    """The folder of this installation."""
    place_of: Callable[[str], Path]
    """Where a file of evidence of that digest is kept."""
    reader_known: bool = False
    """Whether the session answers as a reader may know, so that everything it finds may be named."""
    found: dict[str, Any] = field(default_factory=dict)
    """What one check-up worked out and another needs too."""

    @property
    def calendar(self) -> Calendar:
        found: Calendar = self.session.info["calendar"]
        return found

    def ago(self, parameter: str) -> datetime:
        """The instant that lies so many minutes back."""
        return self.now - timedelta(minutes=int(self.rules[parameter]))

    def column(self, query: Select[Any]) -> Iterator[Any]:
        """The first column of every row."""
        for row in self.session.execute(query):
            yield row[0]

    def rows(self, query: Select[Any]) -> Iterable[Any]:
        return self.session.execute(query)


class Checkup(ABC):
    """One invariant. `found` names whatever does not keep it."""

    code: ClassVar[str]
    words: ClassVar[Words]
    """What holds, as one sentence."""
    mend: ClassVar[Words]
    """What to do where it does not."""
    level: ClassVar[Level] = Level.FAULT

    @abstractmethod
    def found(self, here: Surroundings) -> Iterable[str | Words]:
        """What does not keep it: references, or sentences."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check-up came to."""

    code: str
    words: Words
    level: Level
    count: int = 0
    first: tuple[str | Words, ...] = ()
    mend: Words | None = None


def check(checkups: Iterable[Checkup], here: Surroundings) -> list[Finding]:
    """Hold each invariant against the data. What cannot be looked at at all is a fault too, and stops no other."""
    return [_checked(each, here) for each in checkups]


def _checked(each: Checkup, here: Surroundings) -> Finding:
    try:
        found = list(each.found(here))
    except AccountabilityError as error:
        found = [error.words]
    if not found:
        return Finding(each.code, each.words, Level.OK)
    return Finding(
        each.code, each.words, each.level, len(found), tuple(dict.fromkeys(found))[:SHOWN], each.mend
    )


def worst(findings: Sequence[Finding]) -> Level:
    """The gravest of them; a note is as good as nothing."""
    return max((each.level for each in findings), key=lambda level: level.weight, default=Level.OK)
