"""Leads on file (线索登记): which matters of one judge and case there are, and the next reference."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import Session, col

from records.proceedings_register import Proceeding
from records.reference_numbers import next_in
from state_machines.confidentiality import RANGE
from state_machines.disciplinary_prereview import DISCIPLINARY_PREREVIEW
from state_machines.disciplinary_prereview_terms import Known

DECISION_RANGE = "惩戒决定"


def pre_reviews(session: Session) -> list[Proceeding]:
    """Every matter of discipline before the decision, in the order of opening."""
    query = (
        select(Proceeding)
        .where(col(Proceeding.procedure) == DISCIPLINARY_PREREVIEW.code)
        .order_by(col(Proceeding.opened_at), col(Proceeding.id))
    )
    return list(session.execute(query).scalars())


def of_the_judge(session: Session, court: str, judge: str) -> list[Proceeding]:
    """The matters of one judge, whatever became of them."""
    query = (
        select(Proceeding)
        .where(
            col(Proceeding.procedure) == DISCIPLINARY_PREREVIEW.code,
            col(Proceeding.court) == court,
        )
        .order_by(col(Proceeding.id))
    )
    return [row for row in session.execute(query).scalars() if row.facts.get(Known.JUDGE.code) == judge]


def next_reference(session: Session, year: int) -> str:
    """``惩戒2026-0007``: numbered on within the year."""
    return next_in(session, RANGE, year)


def decision_reference(ref: str) -> str:
    """The reference of the decision that follows on a matter: one each."""
    return DECISION_RANGE + ref.removeprefix(RANGE)
