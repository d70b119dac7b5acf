"""The register of closed cases read for a draw (结案登记的读取): rows, not objects, so that a province's quarter of a million
cases is one pass over the table.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import select, type_coerce
from sqlmodel import Session, Text, col

from records.cases import Case

AT_ONCE = 5_000
"""Rows fetched together (件)."""
ASKED_AT_ONCE = 500
"""Numbers looked up together (件)."""
_NONE = "[]"


class ClosedRow(NamedTuple):
    """What a draw may have to know of a closed case (件); the names are the register's columns."""

    case_no: str
    court: str
    case_kind: str
    cause: str
    judge: str
    division: str
    date_closed: date
    date_effective: date | None
    pending: bool | None
    outcome: str
    reversed_later: bool | None
    related: tuple[str, ...]
    flags: tuple[str, ...]


_COLUMNS = [getattr(Case, name) for name in ClosedRow._fields[:-2]]


def closed_between(session: Session, first: date, last: date) -> Iterator[ClosedRow]:
    """The cases closed in those days, both included, in no order; read as they are asked for."""
    query = select(*_COLUMNS, type_coerce(col(Case.related), Text), type_coerce(col(Case.flags), Text)).where(
        col(Case.date_closed).between(first, last)
    )
    said: dict[str, str] = {}  # Courts and judges come again and again: one text of each is enough.
    one = said.setdefault
    for (
        number, court, kind, cause, judge, division, closed, effective, pending, outcome, reversed_later, related, flags,
    ) in session.connection().execute(query, execution_options={"yield_per": AT_ONCE}):  # fmt: skip
        yield ClosedRow(
            number,
            one(court, court),
            one(kind, kind),
            one(cause, cause),
            one(judge, judge),
            one(division, division),
            closed,
            effective,
            pending,
            one(outcome, outcome),
            reversed_later,
            () if related == _NONE else tuple(json.loads(related)),
            () if flags == _NONE else tuple(json.loads(flags)),
        )


def later_outcomes(session: Session, cases: Iterable[ClosedRow]) -> dict[str, list[str]]:
    """Of those cases that name others: the outcomes of cases on file that they name and that were closed after them."""
    naming = [case for case in cases if case.related]
    wanted = sorted({number for case in naming for number in case.related})
    found: dict[str, tuple[str, date]] = {}
    for start in range(0, len(wanted), ASKED_AT_ONCE):
        query = select(col(Case.case_no), col(Case.outcome), col(Case.date_closed)).where(
            col(Case.case_no).in_(wanted[start : start + ASKED_AT_ONCE])
        )
        found |= {
            number: (outcome, closed) for number, outcome, closed in session.connection().execute(query)
        }
    return {
        case.case_no: [
            found[number][0]
            for number in case.related
            if number in found and found[number][1] > case.date_closed
        ]
        for case in naming
    }
