"""Who hears that a notice reached nobody (送达异常), and who hears nothing of a matter at all.

In a matter of discipline the alarm goes to the office that runs it, never to the trial-management office; if it is that very office
nobody can be found in, to the president of the judge's court. Who stepped aside gets no letter in any office.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlmodel import Session, col

from flows.office import Office
from notifiers.routes import Post
from records import visibility
from records.proceedings import Proceeding
from rules.labels import Words
from rules.notices import NoticeContent, NoticeKind, alarm
from rules.roles import Role
from state_machines.confidentiality import FOR_FEW, is_of_discipline
from state_machines.register import procedure


def raised(session: Session, content: NoticeContent, kind: NoticeKind, reason: Words) -> NoticeContent:
    """The alarm about a notice, to whom it may be told."""
    row = (
        session.execute(select(Proceeding).where(col(Proceeding.ref) == content.proceeding)).scalars().first()
    )
    if row is None or row.procedure not in FOR_FEW:
        return alarm(content, kind, reason)
    desk = procedure(row.procedure).letters.desk
    return alarm(
        content, kind, reason, to=Role.PRESIDENT if content.audience is desk else desk, court=row.court
    )


def barred_from(office: Office, ref: str, posts: Sequence[Post]) -> Sequence[Post]:
    """The posts without the people who stepped aside in that matter."""
    if not is_of_discipline(ref):
        return posts
    with office.store.read() as session:
        barred = visibility.barred(session, ref)
    return [post for post in posts if post.person not in barred]
