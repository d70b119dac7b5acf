"""The ladders climbed (逐级催办): alerts opened when the first rung of a limit comes, climbed rung by rung, and ended.

Part of the morning. Every batch is one transaction that holds its alerts; a rung is claimed by the insert of its row, and its
notices are written with it. What another transaction has in hand is left to it. docs/decisions/0112-ladders.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from flows.ladder_ends import CLOSED_MATTERS, end, end_alarms
from flows.ladder_letters import Late, contents
from flows.ladder_pace import go_on_after_a_hold, instant_of, quiet_until
from flows.office import Office
from records import alerts, deadlines, notices, taken_back
from records.alerts import Alert, AlertRung
from records.clocks import HOUR, Clock, Running
from records.deadlines import Limit
from records.proceedings import GROUP, Proceeding
from rules.alerts import AlertKind, AlertState, Fired, Rung
from rules.clocks import BEIJING, beijing_day
from rules.labels import Words
from rules.notices import NoticeContent
from state_machines.ladders import RungRule


@dataclass(slots=True)
class Climbed:
    """What a look at the ladders brought: notices written (件) and alerts ended."""

    reminded: int = 0
    late: int = 0
    ended: int = 0
    withdrawn: int = 0
    reported: int = 0


def anything_to_do(office: Office, session: Session, now: datetime) -> bool:
    closed = select(col(Alert.id)).join(Proceeding, col(Proceeding.ref) == col(Alert.proceeding))
    if session.execute(closed.where(alerts.ALARM_OPEN, CLOSED_MATTERS).limit(1)).first() is not None:
        return True
    return alerts.anything_to_do(session, _first_days(office, now), now, office.store.calendar.version)


def climb(office: Office, now: datetime) -> Climbed:
    """Open, end and climb whatever is due."""
    done = Climbed()
    _open(office, now)
    end(office, now, done)
    end_alarms(office, now, done)
    last: int | None = 0
    while last is not None:
        last = _climb_some(office, now, last, done)
    return done


def _first_days(office: Office, now: datetime) -> dict[date, list[str]]:
    today = beijing_day(now)
    return office.ladders.by_first_day(today, office.store.rules.on(today), office.store.calendar)


def _open(office: Office, now: datetime) -> None:
    """Open the alert of every limit whose first rung has come."""
    condition = alerts.to_open(_first_days(office, now), now)
    while True:
        with office.store.begin() as session:
            limits = deadlines.limits(session, condition, at_most=GROUP)
            if not limits:
                return
            rows = [_row(limit, now) for limit in limits]
            new = set(alerts.open_for_clocks(session, rows))
            again = [row["key"] for row in rows if row["key"] not in new]
            taken_back.put_back(session, alerts.told_by(session, again))
            deadlines.mark(session, limits, "warned")


def adopt(office: Office, now: datetime) -> None:
    """Take over limits that an earlier program has told of: what it told is not told again, and the rest counts from today.

    Else an upgrade would report to the court above what nobody has been urged about. Before anything is found late this morning:
    what ran out while the house was being upgraded has been told of to nobody.
    """
    today = beijing_day(now)
    while True:
        with office.store.begin() as session:
            limits = deadlines.limits(session, alerts.UNTOLD, at_most=GROUP)
            if not limits:
                return
            rows = []
            for limit in limits:
                stands = Rung.URGE if limit.clock.overdue else Rung.REMIND
                base = max(limit.clock.due_on or today, today if limit.clock.overdue else date.min)
                rows.append(_row(limit, now) | {"stands_at": stands.value, "base_on": base})
            alerts.open_for_clocks(session, rows)


def _row(limit: Limit, now: datetime) -> dict[str, Any]:
    late = Late.of(limit)
    first = late.responsible[0] if late.responsible else late.desk
    assert limit.clock.due_on is not None  # A running clock has a day due.
    return alerts.row_of(
        f"{AlertKind.LATE.value}:{limit.clock.id}:{limit.clock.due_on}",
        AlertKind.LATE,
        limit.proceeding.ref,
        now,
        court=first.court,
        audience=first.role.value,
        clock=limit.clock.id,
        due_on=limit.clock.due_on,
        base_on=limit.clock.due_on,
    )


def _climb_some(office: Office, now: datetime, after: int, done: Climbed) -> int | None:
    """Climb a group of alerts in one transaction; the id of the last of them, or None where there was none."""
    with office.store.begin() as session:
        query = (
            select(Alert)
            .where(alerts.climbing(now, office.store.calendar.version), col(Alert.id) > after)
            .order_by(col(Alert.id))
            .limit(GROUP)
            .with_for_update(skip_locked=True)
        )
        found: list[Alert] = list(session.execute(query).scalars())
        if not found:
            return None
        rungs = alerts.rungs_of(session, [alert.id for alert in found])
        limits = _limits(session, found)
        at_the_top: list[int] = []
        claims: list[dict[str, Any]] = []
        wanted: list[tuple[str, Rung, NoticeContent]] = []
        for alert in found:
            rule = _rung_that_came(office, session, alert, limits.get(alert.id), now, at_the_top)
            if rule:
                _fire(session, alert, limits.get(alert.id), rule, rungs[alert.id], now, claims, wanted)
        # Ended after all have spoken: alarms share a letter, which names those that are open.
        alerts.end(session, at_the_top, AlertState.REPORTED, _AT_THE_TOP, now)
        done.reported += len(at_the_top)
        # Claimed together: one insert for the group, and what somebody else has claimed is not told.
        new = set(alerts.claim(session, claims))
        told = [(rung, content) for key, rung, content in wanted if key in new]
        notices.put_once(session, [content for _, content in told], now)
        reminders = sum(rung is Rung.REMIND for rung, _ in told)
        done.reminded += reminders
        done.late += len(told) - reminders
        return found[-1].id


def _limits(session: Session, found: Sequence[Alert]) -> dict[int, Limit]:
    clocks = {alert.clock: alert.id for alert in found if alert.clock is not None}
    query = (
        select(Clock, Proceeding)
        .join(Proceeding, col(Proceeding.ref) == col(Clock.proceeding))
        .where(col(Clock.id).in_(list(clocks)))
    )
    return {
        clocks[clock.id]: Limit(clock, row) for clock, row in session.execute(query).tuples()
    } if clocks else {}  # fmt: skip


def _rung_that_came(
    office: Office, session: Session, alert: Alert, limit: Limit | None, now: datetime, at_the_top: list[int]
) -> list[RungRule]:
    """The rungs that have come and never fired, the highest last, which is the one to fire; what comes next is noted."""
    today, rules = beijing_day(now), office.store.rules.on(beijing_day(now))
    if alert.clock is not None and (
        limit is None or limit.clock.state != Running.RUNNING.value or limit.clock.due_on != alert.due_on
    ):
        return []  # It is to be ended, by whoever has it in hand.
    ladder = office.ladders.of(limit.proceeding.procedure) if limit else office.ladders.of_alarms
    if limit and limit.clock.unit == HOUR:
        ladder = tuple(
            rule for rule in ladder if not rule.before
        )  # The letter that begins it says the minute.
    go_on_after_a_hold(office, session, alert, ladder, rules, today)
    left = [rule for rule in ladder if not alert.stands_at or rule.rung.height > Rung(alert.stands_at).height]
    come = [rule for rule in left if now >= instant_of(office, alert, limit, rule, rules)]
    ends = limit.clock.due_at if limit is not None else None
    if limit is not None and ends is not None and now >= ends and not limit.clock.overdue:
        come = []  # The calendar has not tried its own act yet.
    quiet = quiet_until(office, alert, rules)
    if quiet is not None and today <= quiet:
        come = []
    if come:
        alert.stands_at = come[-1].rung.value
        left = [rule for rule in left if rule.rung.height > come[-1].rung.height]
    if not left:
        at_the_top.append(alert.id)
        return come
    alert.next_rung = left[0].rung.value
    alert.next_at = instant_of(office, alert, limit, left[0], rules)
    if quiet is not None:
        alert.next_at = max(alert.next_at, datetime.combine(quiet + timedelta(days=1), time(), BEIJING))
    alert.calendar_version = office.store.calendar.version
    return come


_AT_THE_TOP = Words("已逐级报告到顶，仍未办理", "reported to the top of the ladder, and still not done")


def _fire(
    session: Session,
    alert: Alert,
    limit: Limit | None,
    come: Sequence[RungRule],
    fired: Sequence[AlertRung],
    now: datetime,
    claims: list[dict[str, Any]],
    wanted: list[tuple[str, Rung, NoticeContent]],
) -> None:
    """Put together what the highest rung claims and says; what lies below and never fired is noted as passed over."""
    rule = come[-1]
    said = list(contents(session, alert, limit, rule, fired, now))
    # Of alarms several share a letter; each is claimed for itself.
    mark = "" if limit is not None else f":{alert.id}"
    rows = [
        _claim(alert, rule, f"{content.key}{mark}", reader.code, now, owes=reader.owes)
        | {"notice": content.key}
        for content, reader in said
    ]
    passed = [_claim(alert, lower, f"passed:{alert.key}:{lower.rung.value}:{alert.opened_at:%Y%m%d}", "", now, state=Fired.PASSED_OVER)
              for lower in come[:-1]]  # fmt: skip
    claims += [*passed, *rows]
    wanted += [(f"{content.key}{mark}", rule.rung, content) for content, _ in said]


def _claim(
    alert: Alert,
    rule: RungRule,
    key: str,
    reader: str,
    now: datetime,
    *,
    owes: bool = False,
    state: Fired = Fired.FIRED,
) -> dict[str, Any]:
    return {
        "key": key,
        "alert": alert.id,
        "rung": rule.rung.value,
        "reader": reader,
        "owes": owes,
        "at": now,
        "state": state.value,
        "notice": key if state is Fired.FIRED else "",
    }
