"""The performance (演出) of the sample quarter: the clock, the agenda, and what was refused on the way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from console.sample.agenda_lines import Planned
from console.sample.exhibits import exhibit
from console.sample.script import WrongAct
from console.speech import language
from documents.evidence_files import Attachment
from flows import evidence
from flows.office import Office
from records.history import clocks_of
from records.proceedings import Act, Proceeding, advance_many
from rules.clocks import BEIJING
from rules.errors import AccountabilityError, Refused
from rules.workdays import add_working_days
from state_machines.steps import LATE_REASON


def at(day: date, hour: int) -> datetime:
    """An hour of a day in Beijing."""
    return datetime.combine(day, time(hour), BEIJING)


@dataclass(slots=True)
class Performance:
    """One quarter being played."""

    office: Office
    home: Path
    label: str
    seed: str
    now: datetime
    agenda: dict[date, list[Planned]] = field(default_factory=lambda: defaultdict(list))
    seen: dict[str, tuple[int, str]] = field(default_factory=dict)
    """The version and state of each review when the cast last made plans for it."""
    refused: dict[WrongAct, str] = field(default_factory=dict)
    unforeseen: list[str] = field(default_factory=list)
    """Refusals nobody planned: there should be none."""
    days: int = 0
    flow_runs: int = 0
    alone: bool = False
    """Without Prefect: nothing is kept of its runs."""

    def later(self) -> datetime:
        """Half an hour goes by."""
        self.now += timedelta(minutes=30)
        return self.now

    def working_day(self, after: int) -> date:
        """The day so many working days from now."""
        return add_working_days(self.now.date(), after, self.office.store.calendar)

    def next_day(self) -> None:
        """The next working day begins, at nine."""
        tomorrow = self.now.date() + timedelta(days=1)
        self.now = at(self.office.store.calendar.next_working_day(tomorrow), 9)
        self.days += 1

    def plan(self, rows: Iterable[Proceeding], follow: Callable[[Proceeding], list[Planned]]) -> None:
        """Put what the cast will do next into the agenda, once for every review that has moved."""
        for row in rows:
            version, state = self.seen.get(row.ref, (0, ""))
            if version == row.version:
                continue
            self.seen[row.ref] = row.version, row.state
            if state != row.state or not self._expected(row.ref):
                for planned in follow(row):
                    self.agenda[self.working_day(planned.after)].append(planned)

    def do(self, planned: list[Planned]) -> None:
        """Take the acts of a day, in one transaction; each is done or refused by itself.

        An act that attaches files goes by the way of files, alone.
        """
        for each in planned:
            if each.files:
                files = [Attachment(name, exhibit(each.act.ref)) for name in each.files]
                evidence.submit(self.office, replace(each.act, at=self.now), files)
        planned = [each for each in planned if not each.files]
        acts = [replace(each.act, at=self.now) for each in planned]
        with self.office.store.begin() as session:
            outcomes = advance_many(session, acts)
        for each, outcome in zip(planned, outcomes, strict=True):
            if isinstance(outcome, Refused):
                self.note_refusal(each.wrong, each.act, outcome)

    def why_late(self, ref: str) -> dict[str, str]:
        """The reason that goes with an act on that proceeding, where its time is over; nothing while it is not."""
        with self.office.store.read() as session:
            over = [
                each
                for each in clocks_of(session, ref)
                if not each.ended_at and each.due_at and each.due_at <= self.now
            ]
        return {LATE_REASON.code: "示例：等候最后一件案件整改销号、归档"} if over else {}

    def note_refusal(self, wrong: WrongAct | None, act: Act, refusal: AccountabilityError) -> None:
        """Remember a refusal: one that was meant, for the account; any other, as unforeseen."""
        if wrong is not None:
            self.refused[wrong] = refusal.to(language())
        else:
            self.unforeseen.append(f"{act.ref} {act.trigger}: {refusal.to(language())}")

    def _expected(self, ref: str) -> bool:
        """Whether an act on this review stands in the agenda already."""
        return any(planned.act.ref == ref for day in self.agenda.values() for planned in day)
