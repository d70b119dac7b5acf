"""What is said of alarms that nobody has seen to (警示未处理): one letter a day to an office for each kind, not one for each alarm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from sqlalchemy import and_, func, select
from sqlmodel import Session, col

from records.alerts import OPEN, Alert
from records.notices import Notice
from records.proceedings import Proceeding
from rules.alerts import ALARMING, alert_key
from rules.clocks import beijing_day
from rules.labels import Words
from rules.notices import NoticeContent, NoticeKind, in_both
from rules.parameters import Rules
from rules.roles import Role
from state_machines.confidentiality import CLOSED_RANGES, is_closed
from state_machines.ladders import DESK, Reader, RungRule, shifted
from state_machines.register import procedure

SHOWN = 8
"""How many matters a letter names; of the rest it says the number only."""


def of_an_alarm(
    session: Session, alert: Alert, rule: RungRule, now: datetime
) -> Iterator[tuple[NoticeContent, Reader]]:
    """The office the alarm went to hears again, then whom the ladder names. Alarms of a day and a kind share their letter."""
    first = _first_notice(session, alert)
    if first is None:
        return
    said = NoticeContent.from_json(first.content)
    today = beijing_day(now)
    rules: Rules = session.info["rules"].on(today)
    by = shifted(today, int(rules["ladder.acknowledge"]), session.info["calendar"])
    kind, closed = NoticeKind.ALARM_UNANSWERED, is_closed(alert.proceeding)
    which = alert.key if closed else f"{alert.kind}:{said.court}"
    together = () if closed else tuple(_together(session, alert))
    for name in rule.hears:
        role = said.audience if name == DESK else Role(name)
        if closed and name != DESK and not _has_a_part(session, alert, role):
            continue  # 保密: an office without a part in the matter hears nothing of it.
        yield replace(
            said,
            key=f"{kind.value}:{rule.rung.value}:{which}:{today}:{role.value}",
            kind=kind,
            audience=role,
            person="",
            urgency=rule.urgency,
            rung=rule.rung.height,
            acknowledge_by=by,
            points=((Words("警示", "Alarm"), in_both(said.kind)),
                    (Words("首次报告", "First told on"), _on(first.created_at)), *together, *said.points),
        ), Reader(role, "", said.court, owes=name == DESK)  # fmt: skip


def _together(session: Session, alert: Alert) -> Iterator[tuple[Words, Words]]:
    """The open alarms of the same kind and court, where there are several."""
    of_the_kind = and_(
        col(Alert.state) == OPEN,
        col(Alert.kind) == alert.kind,
        col(Alert.court) == alert.court,
        *(~col(Alert.proceeding).startswith(each) for each in CLOSED_RANGES),
    )
    count = session.execute(select(func.count()).where(of_the_kind)).scalar_one()
    if count > 1:
        first = func.min(col(Alert.id))
        matters = select(col(Alert.proceeding)).where(of_the_kind).group_by(col(Alert.proceeding))
        named = list(session.execute(matters.order_by(first).limit(SHOWN + 1)).scalars())
        yield Words("同类警示", "Of this kind"), Words(
            "{n}件未处理：{refs}{more}", "{n} not seen to: {refs}{more}", n=count, refs="、".join(named[:SHOWN]),
            more=Words("等", " and others") if len(named) > SHOWN else "",
        )  # fmt: skip


def _has_a_part(session: Session, alert: Alert, role: Role) -> bool:
    query = select(col(Proceeding.procedure)).where(col(Proceeding.ref) == alert.proceeding)
    code = session.execute(query).scalar()
    return code is not None and role in procedure(code).with_a_part


def _on(at: datetime) -> Words:
    day = beijing_day(at)
    return Words(f"{day.year}年{day.month}月{day.day}日", day.isoformat())


def _first_notice(session: Session, alert: Alert) -> Notice | None:
    kinds = [kind.value for kind, of in ALARMING.items() if of.value == alert.kind]
    query = (
        select(Notice)
        .where(col(Notice.proceeding) == alert.proceeding, col(Notice.kind).in_(kinds))
        .order_by(col(Notice.id).desc())
    )
    row: Notice
    for row in session.execute(query).scalars():
        if alert_key(NoticeContent.from_json(row.content)) == alert.key:
            return row
    return None
