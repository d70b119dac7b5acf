"""The account of a rehearsal (推演经过): what happened, what was refused and why, what is due, who is told, what is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from console.rehearsal.scenario import PlannedAct, Scenario
from notifiers.wording import compose
from records.clocks import Running
from rules.citations import Citation
from rules.clocks import Due
from rules.labels import Labelled, Words
from rules.notices import NoticeContent
from rules.parameters import Rules
from rules.roles import Actor
from state_machines.steps import ClockRule


class Happening(Labelled):
    """What kind of event it was."""

    OPENED = "opened", "立项", "opened"
    DONE = "done", "已办理", "done"
    REFUSED = "refused", "不予办理", "refused"
    BY_ITSELF = "by_itself", "期限届满自动办理", "done by the calendar"
    REMINDED = "reminded", "期限提醒", "reminder of a time limit"


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit as it stood after an event."""

    rule: ClockRule
    running: Running
    due: Due
    late: bool
    """Ended by an act that came after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened; `act` and `by` are None for a reminder, `planned` for what no script planned."""

    number: int
    at: datetime
    kind: Happening
    state: Labelled
    act: Labelled | None = None
    by: Actor | None = None
    authority: Citation | None = None
    reason: Words | None = None
    planned: PlannedAct | None = None
    notices: tuple[NoticeContent, ...] = ()
    papers: tuple[Labelled, ...] = ()
    limits: tuple[Limit, ...] = ()
    """Every time limit there has been, in the order in which they began."""
    turned: tuple[Limit, ...] = ()
    """Those of them that this event started, held, lengthened or ended."""


@dataclass(frozen=True, slots=True)
class Account:
    """What a scenario came to. `rules`: as pinned, overrides in place; `in_force`: without them."""

    scenario: Scenario
    rules: Rules
    in_force: Rules
    events: tuple[Event, ...]
    facts: dict[str, Any]

    @property
    def state(self) -> Labelled:
        return self.events[-1].state

    @property
    def limits(self) -> tuple[Limit, ...]:
        return self.events[-1].limits

    @property
    def path(self) -> tuple[Labelled, ...]:
        """The acts that were done, in their order."""
        done = (Happening.DONE, Happening.BY_ITSELF)
        return tuple(event.act for event in self.events if event.kind in done and event.act is not None)

    @property
    def notices(self) -> tuple[tuple[datetime, NoticeContent], ...]:
        return tuple((event.at, notice) for event in self.events for notice in event.notices)

    @property
    def papers(self) -> tuple[Labelled, ...]:
        return tuple(paper for event in self.events for paper in event.papers)


def recipient(notice: NoticeContent) -> Words:
    """To whom a notice goes: the office, or the person in it."""
    person = f" {notice.person}" if notice.person else ""
    return Words("{role}{person}", "{role}{person}", role=notice.audience, person=person)


def subject(notice: NoticeContent) -> Words:
    """The line a notice is headed with."""
    return Words(compose(notice, "zh").subject, compose(notice, "en").subject)
