"""Exits on file (退额登记): all of them, and those of one judge."""

from __future__ import annotations

from sqlmodel import Session

from records.proceedings_register import Proceeding, of_procedure
from state_machines.quota_exit.table import QUOTA_EXIT
from state_machines.quota_exit.terms import Known, State

SETTLED = frozenset({*(state.value for state in QUOTA_EXIT.final), State.EXITED.value, State.ELIGIBLE.value})
"""The states in which an exit is no longer under way."""


def exits(session: Session) -> list[Proceeding]:
    """Every exit, in the order of opening."""
    return of_procedure(session, QUOTA_EXIT.code)


def of_the_judge(session: Session, judge: str) -> list[Proceeding]:
    """The exits of one judge, whatever became of them."""
    return [row for row in exits(session) if row.facts.get(Known.JUDGE.code) == judge]
