"""Who hears that a notice reached nobody (送达异常).

In a matter of discipline, exit or protection the alarm goes to the office that runs it, never to the trial-management office; where
nobody there may be told, to the office of that court next above with a part in the procedure, and then to that of the court above. Who
stepped aside, is recorded about or concerned gets no letter in any other office.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select
from sqlmodel import Session, col

from records.proceedings import Proceeding
from rules.alerts import PASSED_ON
from rules.labels import Words
from rules.notices import NoticeContent, NoticeKind, alarm
from rules.roles import Role
from state_machines.confidentiality import CLOSED
from state_machines.register import procedure


def raised(session: Session, content: NoticeContent, kind: NoticeKind, reason: Words) -> NoticeContent:
    """The alarm about a notice, to whom it may be told."""
    row = _matter(session, content)
    if row is None:
        return alarm(content, kind, reason)
    desk, *above = _offices(row)
    to, court = above[0] if content.audience is desk[0] and above else desk
    return alarm(content, kind, reason, to=to, court=court)


def passed_on(session: Session, content: NoticeContent) -> NoticeContent | None:
    """The alarm that reached nobody, for the office above; None at the top, or where the matter is no confidential one."""
    row = _matter(session, content)
    offices = _offices(row) if row is not None else []
    own = (content.audience, content.court)
    above = offices[offices.index(own) + 1 :] if own in offices else []
    if not above:
        return None
    to, court = above[0]
    key = f"{content.key.partition(PASSED_ON)[0]}{PASSED_ON}{to.value}:{court}"
    return replace(content, key=key, audience=to, court=court)


def _matter(session: Session, content: NoticeContent) -> Proceeding | None:
    """The matter of a notice, where it is one that is not for everybody."""
    query = select(Proceeding).where(
        col(Proceeding.ref) == content.proceeding, col(Proceeding.procedure).in_(sorted(CLOSED))
    )
    row: Proceeding | None = session.execute(query).scalars().first()
    return row


def _offices(row: Proceeding) -> list[tuple[Role, str]]:
    """Who hears of what went wrong in the matter, the lowest first: the office that runs it, then those above."""
    table = procedure(row.procedure)
    above = next((role for role in _ABOVE if role in table.with_a_part), None)
    courts = dict.fromkeys([row.court, str(row.facts.get("organiser") or row.court)])
    return [(table.letters.desk, row.court), *((above, court) for court in courts if above)]


_ABOVE = (Role.PRESIDENT, Role.PARTY_GROUP, Role.ADJUDICATION_COMMITTEE)
