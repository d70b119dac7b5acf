"""Who hears that a notice reached nobody (送达异常).

In a matter of discipline or protection the alarm goes to the office that runs it, never to the trial-management office; if it is that
very office nobody can be found in, to the president of the judge's court. Who stepped aside, or was recorded about, gets no letter in
any office.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import Session, col

from records.proceedings import Proceeding
from rules.labels import Words
from rules.notices import NoticeContent, NoticeKind, alarm
from rules.roles import Role
from state_machines.confidentiality import CLOSED
from state_machines.register import procedure


def raised(session: Session, content: NoticeContent, kind: NoticeKind, reason: Words) -> NoticeContent:
    """The alarm about a notice, to whom it may be told."""
    row = (
        session.execute(select(Proceeding).where(col(Proceeding.ref) == content.proceeding)).scalars().first()
    )
    if row is None or row.procedure not in CLOSED:
        return alarm(content, kind, reason)
    desk = procedure(row.procedure).letters.desk
    return alarm(
        content, kind, reason, to=Role.PRESIDENT if content.audience is desk else desk, court=row.court
    )
