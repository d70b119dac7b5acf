"""The flow of a season out of its record (流转情况): what the office looks at each Monday. It reads and nothing else.

Acts on clues are left out, as in event logs: the table is read aloud at meetings.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session

from flows.event_logs import CLUES
from flows.office import Office
from flows.timelines import timeline
from records import proceedings, seasons
from records.courses import courses
from records.history import PastAct
from records.proceedings import Proceeding
from rules.clocks import beijing_day
from rules.waiting import Course, SeasonFlow, Taken, season_flow
from state_machines.procedure import Procedure
from state_machines.quality_review.table import QUALITY_REVIEW
from state_machines.quality_review.terms import Act

_HELD_UP = frozenset({Act.SEND_BACK.value})
"""Acts that hold a case up though they neither move it nor touch its limit."""


def flow_of(office: Office, label: str, *, now: datetime) -> SeasonFlow:
    """How the reviews of a season have flowed up to now.

    Raises:
        NotFound: there is no such season.
    """
    order = list(QUALITY_REVIEW.triggers.values())
    with office.store.read() as session:
        seasons.season(session, label)
        return season_flow(_courses(office, session, label), order, office.store.calendar, beijing_day(now))


def _courses(office: Office, session: Session, label: str) -> Iterator[Course]:
    rows = {row.ref: row for _, row in seasons.reviews(session, label)}
    for ref, past in courses(session, label):
        yield _course(office, session, rows[ref], past)


def _course(office: Office, session: Session, row: Proceeding, past: list[PastAct]) -> Course:
    table = QUALITY_REVIEW
    rules = proceedings.rules_of(session, row.rules)
    walked = timeline(row.ref, past, table, rules, office.store.calendar)
    timed = {judged.number: judged.timeliness for judged in walked.judged}
    return Course(
        ref=row.ref,
        opened=beijing_day(past[0].at),
        initial=table.states(past[0].to),
        acts=tuple(
            Taken(
                act=table.triggers[act.trigger],
                source=table.states(act.source or ""),
                to=table.states(act.to),
                on=beijing_day(act.at),
                timeliness=timed.get(act.number),
                detour=_holds_up(table, act),
            )
            for act in past[1:]
            if act.trigger not in CLUES
        ),
        ended=table.states(row.state) in table.final,
    )


def _holds_up(table: Procedure, act: PastAct) -> bool:
    step, _ = table.table[act.trigger, act.source or ""]
    return bool(step.suspends or step.extends) or act.trigger in _HELD_UP
