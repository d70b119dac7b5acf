"""The morning's deadlines (期限日历): what runs out is acted on, and whoever is late is told by the ladder (`flows.ladders`).

Plain functions over the store: a tick that may be repeated, interrupted and run twice at once. `flows/deadlines.py`
gives them to Prefect; with Prefect down they run without it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flows import ladders
from flows.office import Office
from records import clocks, deadlines
from records.proceedings import GROUP, advance_many
from rules.errors import Refused


@dataclass(frozen=True, slots=True)
class Morning:
    """What a morning brought (件)."""

    lapsed: int = 0
    """Acts of the calendar done."""
    warned: int = 0
    overdue: int = 0
    """Notices that somebody is late, of whatever rung."""
    moved: int = 0
    """Provisional due dates that a new calendar moved."""
    withdrawn: int = 0
    """Alerts taken back, because the limit ends on another day or stands still."""
    ended: int = 0
    """Alerts that ended because the act was done."""
    reported: int = 0
    """Alerts that were reported to the top of their ladder."""


def anything_due(office: Office, now: datetime) -> bool:
    """Whether a morning would do anything at all; a few cheap queries."""
    with office.store.read() as session:
        return deadlines.anything_due(session, now, office.store.calendar) or ladders.anything_to_do(
            office, session, now
        )


def morning(office: Office, now: datetime) -> Morning:
    """Act on every clock that has run out, then climb the ladders of those that people have to act on."""
    ladders.adopt(office, now)
    with office.store.begin() as session:
        moved = deadlines.reckon_anew(session, office.store.calendar, now)
    lapsed = 0
    while True:
        with office.store.begin() as session:
            limits = deadlines.run_out(session, now, GROUP)
            if not limits:
                break
            acts = [deadlines.calendar_act(limit, now) for limit in limits]
            outcomes = advance_many(session, [act for act in acts if act is not None])
            lapsed += sum(not isinstance(outcome, Refused) for outcome in outcomes)
            deadlines.mark(session, limits, "overdue")
    climbed = ladders.climb(office, now)
    return Morning(
        lapsed, climbed.reminded, climbed.late, len(moved), climbed.withdrawn, climbed.ended, climbed.reported
    )


def due_explanation(office: Office, row: clocks.Clock) -> list[str]:
    """The chain of reckoning of a stored clock, in the office's language."""
    from rules.clocks import explain

    return explain(clocks.explain(row.model_dump(), office.store.calendar), office.language)
