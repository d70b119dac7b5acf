"""是否按期 (timeliness): each act that had to be done within a time limit, held against the date it was due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from rules.clocks import Due, is_over
from rules.labels import Labelled, Words


class Timeliness(Labelled):
    """How an act stands to its time limit (按期与否)."""

    IN_TIME = "in_time", "按期", "in time"
    LATE = "late", "逾期", "late"
    NOT_ADMITTED = "not_admitted", "逾期不予受理", "too late to be admitted"
    LAPSED = "lapsed", "期满", "the limit had run out"
    TOO_EARLY = "too_early", "期限未满", "the limit still ran"


@dataclass(frozen=True, slots=True)
class Judged:
    """One act and its limit. `number` is that of its ledger entry."""

    number: int
    act: Labelled
    source: Labelled
    at: datetime
    limit: Words
    limit_code: str
    due: Due
    timeliness: Timeliness


@dataclass(frozen=True, slots=True)
class Running:
    """A limit that no act has ended yet."""

    limit: Words
    limit_code: str
    due: Due


@dataclass(frozen=True, slots=True)
class Timeline:
    """The limits of one proceeding: every act within one, every limit still running, and how many it had."""

    judged: tuple[Judged, ...]
    running: tuple[Running, ...]
    limits: int


@dataclass(frozen=True, slots=True)
class Retimed:
    """One act held against two lengths of its limit."""

    ref: str
    case_no: str
    court: str
    before: Judged
    after: Judged

    @property
    def moved(self) -> bool:
        """Whether the limit ends at another instant."""
        return self.before.due.instant != self.after.due.instant

    @property
    def differs(self) -> bool:
        """Whether the act stands otherwise to its limit."""
        return self.before.timeliness is not self.after.timeliness


def timeliness(due: Due, at: datetime, *, by_calendar: bool, lapses: bool) -> Timeliness:
    """How an act of that instant stands to its limit; the calendar's own act is taken when the limit has run out.

    lapses: an act too late is not admitted (逾期不再受理), rather than done late with a reason.
    """
    over = is_over(due, at)
    if by_calendar:
        return Timeliness.LAPSED if over else Timeliness.TOO_EARLY
    if not over:
        return Timeliness.IN_TIME
    return Timeliness.NOT_ADMITTED if lapses else Timeliness.LATE
