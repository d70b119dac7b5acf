"""Leads on file (线索登记): which matters of one judge and case there are, and the next reference."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import Session, col

from records.proceedings_register import Proceeding, find
from records.reference_numbers import next_in
from state_machines.confidentiality import FOLLOWING, RANGE
from state_machines.disciplinary_prereview.table import DISCIPLINARY_PREREVIEW
from state_machines.disciplinary_prereview.terms import Known
from state_machines.discipline_decision.table import DISCIPLINE_DECISION
from state_machines.procedure import Procedure

DECISION_RANGE = FOLLOWING[DISCIPLINE_DECISION.code]


def pre_reviews(session: Session, after: int = 0) -> list[Proceeding]:
    """Every matter of discipline before the decision, in the order of opening; only what came on file after that row."""
    query = (
        select(Proceeding)
        .where(col(Proceeding.procedure) == DISCIPLINARY_PREREVIEW.code, col(Proceeding.id) > after)
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


def following_references(session: Session, code: str, ref: str) -> list[str]:
    """What of a procedure followed on a matter: the reference of each, in their order. A matter has several of one kind."""
    first = FOLLOWING[code] + matter_of(ref).removeprefix(RANGE)
    query = select(col(Proceeding.ref)).where(
        col(Proceeding.procedure) == code, col(Proceeding.ref).startswith(first)
    )
    found = set(session.execute(query).scalars())
    numbered = (first if n == 1 else f"{first}-{n}" for n in range(1, len(found) + 1))
    return [each for each in numbered if each in found]


def open_following(session: Session, table: Procedure, ref: str) -> str | None:
    """What of a procedure followed on a matter and has not ended: one at a time."""
    ended = {state.value for state in table.final}
    refs = following_references(session, table.code, ref)
    return next((each for each in refs if find(session, each).state not in ended), None)


def next_following(session: Session, code: str, ref: str) -> str:
    """``惩戒再处理2026-0007``, and for a second one ``惩戒再处理2026-0007-2``."""
    first = FOLLOWING[code] + matter_of(ref).removeprefix(RANGE)
    before = following_references(session, code, ref)
    return f"{first}-{len(before) + 1}" if before else first


def matter_of(ref: str) -> str:
    """The pre-review that a decision, a reopening or a suspension belongs to."""
    begins = next((each for each in FOLLOWING.values() if ref.startswith(each)), RANGE)
    return RANGE + "-".join(ref.removeprefix(begins).split("-")[:2])


def decision_reference(ref: str) -> str:
    """The reference of the decision that follows on a matter: one each."""
    return DECISION_RANGE + ref.removeprefix(RANGE)
