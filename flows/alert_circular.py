"""The monthly circular of alerts (预警通报): delays urged in a month, what came of them, and the alarms there were.

Matters of discipline, exit and protection do not stand in it, not even as a number.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import func, select
from sqlmodel import Session, col

from flows.office import Office
from records.acknowledgements import Acknowledgement
from records.alerts import Alert, AlertRung
from records.notices import Notice
from rules.alert_figures import Urged, UrgedOutcome, UrgedRow, urged_rows
from rules.alerts import AlertKind, AlertState, Fired, Rung
from rules.clocks import BEIJING, beijing_day
from rules.errors import Fault, FaultyInput
from rules.labels import Words
from rules.notices import NoticeContent
from rules.roles import Role
from state_machines.confidentiality import CLOSED_RANGES


@dataclass(frozen=True, slots=True)
class AlertMonth:
    """A month of alerts. A table that is None could not be published without telling a small count."""

    first: date
    after: date
    rungs: dict[Rung, int]
    """Messages sent, by rung (件)."""
    alarms: int
    """Alarms raised: nobody to notify, delivery failed, a paper not written, a fault of the check-up."""
    urged: int
    by_court: list[UrgedRow] | None
    by_role: list[UrgedRow] | None
    level: float
    smallest_cell: int


def month_of(text: str) -> tuple[date, date]:
    """The first day of a month written as 2026-10, and the first day after it.

    Raises:
        FaultyInput: it is none.
    """
    found = re.fullmatch(r"([12]\d{3})-(0[1-9]|1[0-2])", text)
    if found is None:
        raise FaultyInput(
            [Fault(Words("月份“{text}”", "month “{text}”", text=text), Words("不是月份", "is no month"), Words("请写成 2026-10", "write it as 2026-10"))]
        )  # fmt: skip
    year, month = int(found[1]), int(found[2])
    return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)


def alert_month(office: Office, text: str) -> AlertMonth:
    """What the circular of that month says."""
    first, after = month_of(text)
    since, until = (datetime.combine(day, time(), BEIJING) for day in (first, after))
    rules = office.store.rules.on(first)
    open_to_all = [~col(Alert.proceeding).startswith(each) for each in CLOSED_RANGES]
    in_the_month = (
        col(AlertRung.at) >= since,
        col(AlertRung.at) < until,
        col(AlertRung.state) != Fired.PASSED_OVER.value,
    )
    with office.store.read() as session:
        sent = dict(
            session.execute(
                select(col(AlertRung.rung), func.count())
                .join(Alert, col(Alert.id) == col(AlertRung.alert))
                .where(*in_the_month, *open_to_all, col(Alert.clock).is_not(None))
                .group_by(col(AlertRung.rung))
            )
            .tuples()
            .all()
        )
        alarms = session.execute(
            select(func.count()).select_from(Alert).where(
                col(Alert.kind) != AlertKind.LATE.value, col(Alert.opened_at) >= since, col(Alert.opened_at) < until, *open_to_all
            )
        ).scalar()  # fmt: skip
        above = [rung.value for rung in Rung if rung is not Rung.REMIND]
        late = list(
            session.execute(
                select(Alert)
                .where(
                    col(Alert.id).in_(select(col(AlertRung.alert)).where(*in_the_month, col(AlertRung.rung).in_(above))),
                    col(Alert.clock).is_not(None),
                    *open_to_all,
                )
                .order_by(col(Alert.id))
            ).scalars()
        )  # fmt: skip
        answered = _answered_in_time(session, [alert.id for alert in late])
    found = [Urged(alert.court, alert.audience, _outcome(alert, answered)) for alert in late]
    smallest, level = int(rules["ladder.smallest_cell"]), float(rules["results.confidence_level"])
    return AlertMonth(
        first,
        after,
        {rung: sent.get(rung.value, 0) for rung in Rung},
        int(alarms or 0),
        len(found),
        urged_rows([(each.court, each.outcome) for each in found], smallest, level),
        urged_rows([(str(Role(each.role).value), each.outcome) for each in found], smallest, level),
        level,
        smallest,
    )


def _answered_in_time(session: Session, alerts: list[int]) -> set[int]:
    """The alerts that somebody who owed the act acknowledged by the day asked for."""
    found: Counter[int] = Counter()
    for start in range(0, len(alerts), 500):
        query = (
            select(Acknowledgement, Notice)
            .join(Notice, col(Notice.id) == col(Acknowledgement.notice))
            .join(AlertRung, col(AlertRung.notice) == col(Notice.key))
            .where(col(Acknowledgement.alert).in_(alerts[start : start + 500]), col(AlertRung.owes).is_(True))
        )
        for answer, notice in session.execute(query).tuples():
            by = NoticeContent.from_json(notice.content).acknowledge_by
            if answer.alert is not None and by is not None and beijing_day(answer.at) <= by:
                found[answer.alert] += 1
    return set(found)


def _outcome(alert: Alert, answered: set[int]) -> UrgedOutcome:
    """The gravest counts: a delay that climbed is escalated, whoever acknowledged what."""
    if alert.stands_at and Rung(alert.stands_at).height > Rung.URGE.height:
        return UrgedOutcome.ESCALATED
    if alert.id in answered:
        return UrgedOutcome.ACKNOWLEDGED
    ended = alert.state in (AlertState.DONE.value, AlertState.WITHDRAWN.value)
    return UrgedOutcome.DONE if ended else UrgedOutcome.SILENT
