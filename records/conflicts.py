"""The conflicts of interest people declared (利害关系申报): they stand from the moment they are on record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import insert, select
from sqlmodel import Field, Session, SQLModel, col

from records import ledger
from records.people import REGISTER
from rules.recusal import ConflictWith, Relation


class Conflict(SQLModel, table=True):
    """A conflict of interest somebody declared (利害关系申报): with a case, a judge or a party."""

    __tablename__ = "conflict"

    id: int = Field(default=None, primary_key=True)
    person: str = Field(index=True)
    against: str
    """With whom or what: a code of `rules.recusal.ConflictWith`."""
    about: str = Field(index=True)
    """The judge's code; for everything else the number of the case, on whose file the declaration is then."""
    relation: str = Field(
        default=Relation.OTHER.value, sa_column_kwargs={"server_default": Relation.OTHER.value}
    )
    """What ties the person to them: a code of `rules.recusal.Relation`."""
    reason: str
    declared_at: datetime


def declare_conflict(
    session: Session,
    person: str,
    against: ConflictWith,
    about: str,
    reason: str,
    at: datetime,
    *,
    relation: Relation = Relation.OTHER,
    entered_by: str = "",
) -> bool:
    """Put a conflict on record; it stands from now on. False: it stood already, and nothing was done."""
    declared = {"person": person, "against": against.value, "about": about, "relation": relation.value}
    if session.execute(select(col(Conflict.id)).filter_by(**declared)).first():
        return False
    declared |= {"reason": reason}
    session.connection().execute(insert(Conflict), [declared | {"declared_at": at}])
    what = {
        "trigger": "declare_conflict",
        "by": person,
        **{name: declared[name] for name in ("against", "about", "relation", "reason")},
    }
    ledger.note(session, REGISTER, at, what | ({"entered_by": entered_by} if entered_by else {}))
    return True


def conflicts_about(session: Session, subjects: Iterable[str]) -> dict[str, list[dict[str, str]]]:
    """The conflicts declared with these cases or people, each as person, kinds and reason, by subject."""
    wanted = sorted({subject for subject in subjects if subject})
    found: dict[str, list[dict[str, str]]] = {}
    for start in range(0, len(wanted), 500):
        query = (
            select(Conflict)
            .where(col(Conflict.about).in_(wanted[start : start + 500]))
            .order_by(col(Conflict.id))
        )
        for row in session.execute(query).scalars():
            found.setdefault(row.about, []).append(
                {
                    "person": row.person,
                    "reason": row.reason,
                    "against": row.against,
                    "relation": row.relation,
                }
            )
    return found
