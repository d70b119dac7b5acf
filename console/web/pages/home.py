"""我的待办 (my morning): what waits for me and when it ends, and what I was told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from console.web.notice_view import NoticeLine, lines_of
from console.web.rendering import page
from console.web.visits import SignedInVisit, Visit, at_work
from flows import reads
from records.matter_lists import Awaited, awaited, ended_before, notices_to
from records.offices import HeldOffice
from records.reads import Look
from rules.clocks import beijing_day
from rules.duties import Duty
from rules.labels import Labelled, Words
from rules.parameters import Rules
from rules.workdays import add_working_days
from state_machines.register import procedure

router = APIRouter()
MOST, NEWS = 50, 8
"""Rows of what waits in one office, and of notices."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One matter that waits for me in one of my offices."""

    held: HeldOffice
    awaited: Awaited
    name: Words
    state: Labelled
    what: Words
    over: bool
    soon: bool
    days: int


@router.get("/")
def morning(visit: SignedInVisit) -> Response:
    if visit.duty is Duty.ADMINISTRATOR:
        return RedirectResponse("/accounts", 303)
    if visit.duty is Duty.AUDITOR:
        return RedirectResponse("/accounts/log", 303)
    at_work(visit)
    offices = visit.offices()
    rules = visit.office.store.rules.on(beijing_day(visit.now))
    waiting = [each for held in offices for each in _waiting(visit, held, rules)]
    waiting.sort(
        key=lambda each: (
            each.awaited.clock.due_at is None,
            each.awaited.clock.due_at,
            each.awaited.proceeding.id,
        )
    )
    told = _told(visit, offices)
    shown = {each.awaited.proceeding.ref for each in waiting} | {each.proceeding for each in told}
    if offices and shown:
        reads.enter(visit.office, Look.LIST, of=shown, by=offices[0].actor, now=visit.now)
    return page(visit, "home.html", offices=offices, waiting=waiting, told=told)


def _waiting(visit: Visit, held: HeldOffice, rules: Rules) -> list[Waiting]:
    today = beijing_day(visit.now)
    soon = add_working_days(today, int(rules["quality_review.warning"]), visit.office.store.calendar)
    with visit.seen_as(held).store.read() as session:
        rows = awaited(session, held, MOST)
    found = []
    for each in rows:
        table, due = procedure(each.proceeding.procedure), each.clock.due_on
        rule = table.clocks_of(each.proceeding.state)[each.clock.code]
        acts = [
            step.trigger
            for step in table.from_state(each.proceeding.state)
            if step.within is rule and held.role in step.roles
        ]
        found.append(
            Waiting(
                held,
                each,
                table.words,
                table.states(each.proceeding.state),
                Words("，或者".join(act.zh for act in acts), ", or ".join(act.en for act in acts)),
                ended_before(each.clock, visit.now),
                due is not None and due <= soon,
                (due - today) // timedelta(days=1) if due else 0,
            )
        )
    return found


def _told(visit: Visit, offices: list[HeldOffice]) -> list[NoticeLine]:
    found: dict[int, NoticeLine] = {}
    for held in offices:
        with visit.seen_as(held).store.read() as session:
            rows, _ = notices_to(session, [held], None, NEWS)
        found |= {line.id: line for line in lines_of(rows, held)}
    return [found[each] for each in sorted(found, reverse=True)][:NEWS]
