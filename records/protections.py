"""Matters of protection on file (保护事项登记): those that are open, and what recorders of interference have on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from records.proceedings_register import Proceeding
from state_machines.interference_record.table import INTERFERENCE_RECORD
from state_machines.interference_record.terms import Known, State
from state_machines.protection.openings import Opening
from state_machines.rights_petition.table import RIGHTS_PETITION
from state_machines.rights_petition.terms import Known as Petition
from state_machines.rights_petition.terms import Origin


@dataclass(frozen=True, slots=True)
class Recorded:
    """A record of interference as the alarm needs it: of whom, when, in which court."""

    ref: str
    recorder: str
    on: date
    court: str
    organiser: str


def open_matters(session: Session, openings: tuple[Opening, ...]) -> list[Proceeding]:
    """The matters of those kinds that have not ended, in the order of opening."""
    ended = {each.procedure.code: {state.value for state in each.procedure.final} for each in openings}
    query = (
        select(Proceeding)
        .where(col(Proceeding.procedure).in_(sorted(ended)))
        .order_by(col(Proceeding.opened_at), col(Proceeding.id))
    )
    return [row for row in session.execute(query).scalars() if row.state not in ended[row.procedure]]


def records_of_interference(session: Session, recorder: str = "") -> list[Recorded]:
    """What was recorded, by one person or by all; what was only met with is no record yet."""
    query = select(Proceeding).where(
        col(Proceeding.procedure) == INTERFERENCE_RECORD.code, col(Proceeding.state) != State.OBSERVED.value
    )
    return [
        Recorded(
            row.ref,
            str(row.facts[Known.RECORDER.code]),
            date.fromisoformat(row.facts[Known.RECORDED_ON.code]),
            row.court,
            str(row.facts.get(Known.ORGANISER.code, "")),
        )
        for row in session.execute(query.order_by(col(Proceeding.id))).scalars()
        if not recorder or row.facts.get(Known.RECORDER.code) == recorder
    ]


def records_of_a_period(session: Session, court: str, period: str) -> list[Proceeding]:
    """The records of a court that fall into a period of reports."""
    query = select(Proceeding).where(
        col(Proceeding.procedure) == INTERFERENCE_RECORD.code, col(Proceeding.court) == court
    )
    return [row for row in session.execute(query).scalars() if row.facts.get(Known.PERIOD.code) == period]


def alarms_reviewed(session: Session) -> set[str]:
    """The sources on which a review of retaliation was opened already."""
    query = select(col(Proceeding.facts)).where(col(Proceeding.procedure) == RIGHTS_PETITION.code)
    return {
        str(facts.get(Petition.SOURCE_REF.code))
        for facts in session.execute(query).scalars()
        if facts.get(Petition.ORIGIN.code) == Origin.RETALIATION.value
    }


def of_judges(session: Session, procedures: tuple[str, ...], judges: set[str]) -> list[Proceeding]:
    """The matters of those procedures whose judge is one of these, in the order of opening."""
    query = (
        select(Proceeding)
        .where(col(Proceeding.procedure).in_(procedures))
        .order_by(col(Proceeding.opened_at), col(Proceeding.id))
    )
    return [row for row in session.execute(query).scalars() if row.facts.get("judge") in judges]
