"""How alerts end (警示了结): the act was done, the limit stands still or ends on another day, or the matter is closed."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from sqlalchemy import and_, or_, select
from sqlmodel import col

from flows.ladder_letters import withdrawals
from flows.office import Office
from records import alerts, notices, taken_back
from records.alerts import Alert
from records.clocks import Clock, Running
from records.proceedings import GROUP, Proceeding
from rules.alerts import AlertState, Fired
from rules.labels import Words
from state_machines.register import PROCEDURES


class Tally(Protocol):
    """Where a look at the ladders counts what ended (件)."""

    ended: int
    withdrawn: int


def end(office: Office, now: datetime, done: Tally) -> None:
    """End the alerts whose limit has stopped (已办), stands still, or ends on another day now (撤回, with a word)."""
    while True:
        with office.store.begin() as session:
            query = (
                select(Alert, Clock)
                .join(Clock, col(Clock.id) == col(Alert.clock))
                .where(alerts.ENDED)
                .order_by(col(Alert.id))
                .limit(GROUP)
                .with_for_update(of=Alert, skip_locked=True)
            )
            found = list(session.execute(query).tuples())
            if not found:
                return
            rungs = alerts.rungs_of(session, [alert.id for alert, _ in found])
            for alert, clock in found:
                fired = [rung for rung in rungs[alert.id] if rung.state == Fired.FIRED.value]
                unsent = taken_back.withdraw_unsent(session, [rung.notice for rung in fired])
                if clock.state in (Running.STOPPED.value, Running.LAPSED.value):
                    alerts.end(session, [alert.id], AlertState.DONE, _done(clock), clock.ended_at or now)
                    done.ended += 1
                    continue
                why = _moved(alert, clock)
                alerts.end(session, [alert.id], AlertState.WITHDRAWN, why, now)
                told = [rung.notice for rung in fired if rung.notice not in unsent]
                notices.put_once(session, withdrawals(session, told, why), now)
                done.withdrawn += 1


def end_alarms(office: Office, now: datetime, done: Tally) -> None:
    """End the alarms of matters that are closed: nobody has to be told of them any more."""
    with office.store.begin() as session:
        query = (
            select(col(Alert.id))
            .join(Proceeding, col(Proceeding.ref) == col(Alert.proceeding))
            .where(alerts.ALARM_OPEN, CLOSED_MATTERS)
            .order_by(col(Alert.id))
            .with_for_update(of=Alert, skip_locked=True)
        )
        found = list(session.execute(query).scalars())
        alerts.end(session, found, AlertState.DONE, _MATTER_CLOSED, now)
        done.ended += len(found)


CLOSED_MATTERS = or_(
    *(
        and_(
            col(Proceeding.procedure) == table.code,
            col(Proceeding.state).in_([each.value for each in table.final]),
        )
        for table in PROCEDURES.values()
    )
)
_MATTER_CLOSED = Words("事项已经办结", "the matter is closed")


def _done(clock: Clock) -> Words:
    if clock.state == Running.LAPSED.value:
        return Words("期限届满，已依程序处理", "the period ran out, and what follows was done")
    if clock.late:
        return Words("逾期后已办理", "done, after the day due")
    return Words("已办理", "done")


def _moved(alert: Alert, clock: Clock) -> Words:
    if clock.state == Running.SUSPENDED.value or clock.due_on is None:
        return Words("期限已经中止", "the time limit is suspended")
    return Words("期限届满日由{was}改为{now}", "the time limit ends on {now}, no longer on {was}",
                 was=alert.due_on, now=clock.due_on)  # fmt: skip
