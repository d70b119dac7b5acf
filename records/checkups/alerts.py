"""Check-ups of alerts (警示): none without an end and without a next rung, none that stands past its hour."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import and_, or_, select
from sqlmodel import col

from records.alerts import OPEN, Alert
from records.checkups.checkup import Checkup, Surroundings
from rules.labels import Words


class EveryAlertGoesOnOrEnds(Checkup):
    """每一警示都有结果或者下一级."""

    code = "alert_stuck"
    words = Words(
        "每一警示都已了结，或者到时逐级报告", "every alert has ended, or goes on to its next rung in time"
    )
    mend = Words(
        "例行办理没有在运行，或者阶梯有误：请运行 zelian tick，查看 zelian notices alerts",
        "the routine is not running, or a ladder is wrong: run zelian tick, and see zelian notices alerts",
    )

    def found(self, here: Surroundings) -> Iterator[str]:
        late = here.ago("checkup.tick_minutes")
        nowhere = or_(
            col(Alert.next_at).is_(None), and_(col(Alert.next_rung) == "", col(Alert.next_at) <= late)
        )
        # A rung that is due waits for the next tick; after two of them nobody is looking.
        overdue = col(Alert.next_at) <= late - timedelta(minutes=1)
        query = select(col(Alert.proceeding)).where(col(Alert.state) == OPEN, or_(nowhere, overdue))
        yield from here.column(query.order_by(col(Alert.id)))


ALERTS: tuple[Checkup, ...] = (EveryAlertGoesOnOrEnds(),)
