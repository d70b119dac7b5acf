"""The morning's deadlines (期限日历): what runs out is acted on, what ends soon is warned of, what is late is told.

Plain functions over the store: a tick that may be repeated, interrupted and run twice at once. `flows/deadlines.py`
gives them to Prefect; with Prefect down they run without it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flows.office import Office
from records import clocks, deadlines, notices
from records.deadlines import Limit
from records.proceedings import GROUP, advance_many
from records.telling import court_of, how_counted, whom_to_ask
from rules.clocks import beijing_day
from rules.errors import Refused
from rules.labels import Words
from rules.notices import NoticeContent, NoticeKind, Urgency
from rules.roles import OF_A_DIVISION, Role
from rules.workdays import add_working_days
from state_machines.procedure import Procedure
from state_machines.register import procedure
from state_machines.steps import Step


@dataclass(frozen=True, slots=True)
class Morning:
    """What a morning brought (件)."""

    lapsed: int = 0
    """Acts of the calendar done."""
    warned: int = 0
    overdue: int = 0
    moved: int = 0
    """Provisional due dates that a new calendar moved."""


def anything_due(office: Office, now: datetime) -> bool:
    """Whether a morning would do anything at all; one cheap query."""
    with office.store.read() as session:
        return deadlines.anything_due(session, now, _warn_until(office, now), office.store.calendar)


def morning(office: Office, now: datetime) -> Morning:
    """Act on every clock that has run out, and tell those who should know."""
    with office.store.begin() as session:
        moved = deadlines.reckon_anew(session, office.store.calendar, now)
    lapsed = overdue = 0
    while True:
        with office.store.begin() as session:
            limits = deadlines.run_out(session, now, GROUP)
            if not limits:
                break
            acts = [(limit, deadlines.calendar_act(limit, now)) for limit in limits]
            outcomes = advance_many(session, [act for _, act in acts if act is not None])
            lapsed += sum(not isinstance(outcome, Refused) for outcome in outcomes)
            people = [limit for limit, act in acts if act is None]
            overdue += notices.put_once(session, [told for limit in people for told in _late(limit)], now)
            deadlines.mark(session, limits, "overdue")
    with office.store.begin() as session:
        soon = deadlines.ending(session, now, _warn_until(office, now))
        warned = notices.put_once(session, [told for limit in soon for told in _soon(limit)], now)
        deadlines.mark(session, soon, "warned")
    return Morning(lapsed, warned, overdue, len(moved))


def _warn_until(office: Office, now: datetime) -> date:
    today = beijing_day(now)
    return add_working_days(
        today, int(office.store.rules.on(today)["quality_review.warning"]), office.store.calendar
    )


def _late(limit: Limit) -> list[NoticeContent]:
    told = [
        _notice(limit, NoticeKind.OVERDUE, role, person, Urgency.URGENT)
        for role, person in _responsible(limit)
    ]
    desk = procedure(limit.proceeding.procedure).letters.desk
    office = _notice(limit, NoticeKind.OVERDUE, desk, "", Urgency.URGENT)
    return told if any(each.audience is desk for each in told) else [*told, office]


def _soon(limit: Limit) -> list[NoticeContent]:
    return [
        _notice(limit, NoticeKind.DUE_SOON, role, person, Urgency.ROUTINE)
        for role, person in _responsible(limit)
    ]


def _responsible(limit: Limit) -> list[tuple[Role, str]]:
    """Who has to act before the clock ends: each role once, by name where the facts name people.

    Of several people of one role, those who have done their part are not asked again.
    """
    row = limit.proceeding
    table = procedure(row.procedure)
    found: dict[tuple[Role, str], None] = {}
    for step in table.from_state(row.state):
        if step.within is None or step.within.code != limit.clock.code:
            continue
        for role in step.roles:
            if role is not Role.CALENDAR:
                found |= {(role, person): None for person in table.still_to_act(role, row.facts)}
    return list(found)


def _notice(limit: Limit, kind: NoticeKind, role: Role, person: str, urgency: Urgency) -> NoticeContent:
    row, clock = limit.proceeding, limit.clock
    table = procedure(row.procedure)
    rule = table.clocks_of(row.state)[clock.code]
    state = table.states(row.state)
    limited = [step for step in table.from_state(row.state) if step.within is rule]
    own = [step.trigger for step in limited if role in step.roles]
    return NoticeContent(
        key=f"{kind.value}:{row.ref}:{clock.id}:{clock.due_on}:{role.value}:{person}",
        kind=kind,
        proceeding=row.ref,
        procedure=table.letters.known_as or table.words,
        court=court_of(table, role, row.facts),
        organiser=str(row.facts.get("organiser", "")),
        audience=role,
        person=person,
        case_no=row.case_no,
        division=row.facts.get("division", "") if role in table.of_the_case and role in OF_A_DIVISION else "",
        act=Words(rule.zh, rule.en),
        state=Words(state.zh, state.en),
        due=clock.due_on,
        provisional=clock.provisional,
        due_explained=how_counted(rule, clock.model_dump()),
        authority=rule.authority.code,
        what_to_do=table.letters.to_do(own) if own else _urge(limited, table, row.facts),
        ask=whom_to_ask(table, role, row.facts),
        urgency=urgency,
    )


def _urge(limited: list[Step], table: Procedure, facts: Mapping[str, Any]) -> Words:
    """What the office does about a limit that is somebody else's (督促)."""
    pairs = [
        (role, step.trigger)
        for step in limited
        for role in step.roles
        if role is not Role.CALENDAR and table.is_about(role, facts)
    ]
    return Words(
        "督促" + "，或者".join(f"{role.zh}{act.zh}" for role, act in pairs),
        "urge: " + ", or ".join(f"{role.en}: {act.en}" for role, act in pairs),
    )


def due_explanation(office: Office, row: clocks.Clock) -> list[str]:
    """The chain of reckoning of a stored clock, in the office's language."""
    from rules.clocks import explain

    return explain(clocks.explain(row.model_dump(), office.store.calendar), office.language)
