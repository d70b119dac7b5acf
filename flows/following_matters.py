"""What follows on matters of discipline and is open (未办结的再处理和暂停履职), with the limit of each that ends first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import col

from flows.discipline_register import first_limits, limit_of
from flows.office import Office
from records.proceedings import Proceeding
from rules.labels import Labelled, Words
from state_machines.discipline_reopening.table import DISCIPLINE_REOPENING
from state_machines.duty_suspension.table import DUTY_SUSPENSION
from state_machines.register import procedure


@dataclass(frozen=True, slots=True)
class Following:
    """One that is open."""

    ref: str
    matter: str
    court: str
    state: Labelled
    limit: Words | None
    due: date | None
    late: bool


def following(office: Office) -> list[Following]:
    """Every reopening and suspension that has not ended, in the order of opening."""
    tables = (DISCIPLINE_REOPENING, DUTY_SUSPENSION)
    query = select(Proceeding).where(col(Proceeding.procedure).in_([each.code for each in tables]))
    with office.store.read() as session:
        rows = list(session.execute(query.order_by(col(Proceeding.opened_at), col(Proceeding.id))).scalars())
        open_ = [
            row
            for row in rows
            if procedure(row.procedure).states(row.state) not in procedure(row.procedure).final
        ]
        first = first_limits(session, [row.ref for row in open_])
    found = []
    for row in open_:
        limit, due, late = limit_of(row, first.get(row.ref))
        found.append(
            Following(
                ref=row.ref,
                matter=str(row.facts.get("matter", "")),
                court=row.court,
                state=procedure(row.procedure).states(row.state),
                limit=limit,
                due=due,
                late=late,
            )
        )
    return found
