"""What a rung says, and to whom (催办的内容): the limit, by how much it is late, who was told before, what was promised."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from flows.alarm_letters import of_an_alarm
from records.alerts import Alert, AlertRung
from records.deadlines import Limit
from records.notices import Notice
from records.telling import court_of, how_counted, whom_to_ask
from rules.alerts import KIND_OF_RUNG, Fired, Rung
from rules.clocks import beijing_day
from rules.labels import Words
from rules.notices import NOTHING, NoticeContent, NoticeKind, in_both
from rules.parameters import Rules
from rules.roles import OF_A_DIVISION, Role
from rules.workdays import Calendar
from state_machines.ladders import Reader, RungRule, readers, shifted
from state_machines.procedure import Procedure
from state_machines.register import procedure
from state_machines.steps import Step


@dataclass(frozen=True, slots=True)
class Late:
    """Who is late with a limit, and the office that runs the matter."""

    table: Procedure
    responsible: tuple[Reader, ...]
    desk: Reader

    @classmethod
    def of(cls, limit: Limit) -> Late:
        """Who has to act before the clock ends: each role once, by name where the facts name people.

        Of several people of one role, those who have done their part are not asked again.
        """
        row = limit.proceeding
        table = procedure(row.procedure)
        found: dict[Reader, None] = {}
        for step in table.from_state(row.state):
            if step.within is None or step.within.code != limit.clock.code:
                continue
            for role in step.roles:
                if role is not Role.CALENDAR:
                    court = court_of(table, role, row.facts)
                    people = table.still_to_act(role, row.facts)
                    found |= {Reader(role, person, court, owes=True): None for person in people}
        desk = table.letters.desk
        return cls(table, tuple(found), Reader(desk, "", court_of(table, desk, row.facts)))


def contents(
    session: Session,
    alert: Alert,
    limit: Limit | None,
    rule: RungRule,
    fired: Sequence[AlertRung],
    now: datetime,
) -> Iterator[tuple[NoticeContent, Reader]]:
    """The notices of a rung, each with its reader."""
    if limit is None:
        yield from of_an_alarm(session, alert, rule, now)
        return
    late = Late.of(limit)
    days: Calendar = session.info["calendar"]
    rules: Rules = session.info["rules"].on(beijing_day(now))
    by = shifted(beijing_day(now), int(rules["ladder.acknowledge"]), days)
    for reader in readers(rule, late.table, late.responsible, late.desk, limit.proceeding.facts):
        content = _of_a_limit(limit, late, rule, reader)
        points = (*_how_late(limit, days, now), *_told_before(fired, rule), *_forgotten(alert))
        yield replace(content, points=points, acknowledge_by=by, rung=rule.rung.height), reader


def _of_a_limit(limit: Limit, late: Late, rule: RungRule, reader: Reader) -> NoticeContent:
    row, clock, table = limit.proceeding, limit.clock, late.table
    within = table.clocks_of(row.state)[clock.code]
    state = table.states(row.state)
    limited = [step for step in table.from_state(row.state) if step.within is within]
    own = [step.trigger for step in limited if reader.owes and reader.role in step.roles]
    kind = KIND_OF_RUNG[rule.rung]
    return NoticeContent(
        key=f"{kind.value}:{row.ref}:{clock.id}:{clock.due_on}:{reader.role.value}:{reader.person}",
        kind=kind,
        proceeding=row.ref,
        procedure=table.letters.known_as or table.words,
        court=reader.court,
        organiser=str(row.facts.get("organiser", "")),
        audience=reader.role,
        person=reader.person,
        case_no=row.case_no,
        division=row.facts.get("division", "")
        if reader.role in table.of_the_case and reader.role in OF_A_DIVISION
        else "",
        act=Words(within.zh, within.en),
        state=in_both(state),
        due=clock.due_on,
        provisional=clock.provisional,
        due_explained=how_counted(within, clock.model_dump()),
        authority=within.authority.code,
        what_to_do=table.letters.to_do(own) if own else _urge(limited, table, row.facts),
        ask=whom_to_ask(table, reader.role, row.facts),
        urgency=rule.urgency,
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


def _how_late(limit: Limit, days: Calendar, now: datetime) -> Iterator[tuple[Words, Words]]:
    due, today = limit.clock.due_on, beijing_day(now)
    if due is None or limit.clock.due_at is None or now < limit.clock.due_at:
        return
    count = 0
    while due < today:
        due = shifted(due, 1, days)
        count += due <= today
    if count:
        yield Words("逾期", "Late by"), Words("{n}个工作日", "{n} working days", n=count)


def _told_before(fired: Sequence[AlertRung], rule: RungRule) -> Iterator[tuple[Words, Words]]:
    """Which rungs came before this one, and when: who is reported about sees it in his own letter too."""
    first = {
        rung.rung: rung.at for rung in reversed(fired) if rung.state == Fired.FIRED.value and Rung(rung.rung).height < rule.rung.height
    }  # fmt: skip
    if first:
        said = [(Rung(rung), beijing_day(at)) for rung, at in sorted(first.items(), key=lambda each: each[1])]
        yield (
            Words("此前", "Before this"),
            Words(
                "；".join(f"{on.year}年{on.month}月{on.day}日{rung.zh}" for rung, on in said),
                "; ".join(f"{rung.en} on {on.isoformat()}" for rung, on in said),
            ),
        )


def _forgotten(alert: Alert) -> Iterator[tuple[Words, Words]]:
    for each in alert.forgotten:
        yield Words("签收后未办", "Acknowledged, not done"), Words(
            "{person}于{on}签收，写明“{reason}”，下一步日期{next}，至今没有办理",
            "{person} acknowledged on {on}: “{reason}”, next date {next}; nothing was done",
            person=each["person"], on=each["on"], reason=each["reason"], next=each["next"],
        )  # fmt: skip


def withdrawals(session: Session, keys: Sequence[str], why: Words) -> Iterator[NoticeContent]:
    """A word to each reader who was told of a day that is no longer the day due."""
    query = select(col(Notice.content)).where(col(Notice.key).in_(keys))
    for stored in session.execute(query).scalars() if keys else ():
        said = NoticeContent.from_json(stored)
        yield replace(
            said,
            key=f"{NoticeKind.ALERT_WITHDRAWN.value}:{said.key}",
            kind=NoticeKind.ALERT_WITHDRAWN,
            points=(
                (Words("原通知", "The notice withdrawn"), in_both(said.kind)),
                (Words("原因", "Why"), why),
            ),
            what_to_do=NOTHING,
            due=None,
            due_explained=NOTHING,
            acknowledge_by=None,
        )
