"""The register of closed cases (结案登记), and of the lists they came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlmodel import Field, Session, SQLModel, col

from records import ledger
from records.columns import Json
from rules.cases import ClosedCase
from rules.roles import Actor

REGISTER = "register:cases"
"""The ledger chain of this register."""


class Case(SQLModel, table=True):
    """One closed case (案件)."""

    __tablename__ = "closed_case"

    case_no: str = Field(primary_key=True)
    court: str = Field(index=True)
    case_kind: str
    procedure: str = ""
    cause: str = ""
    division: str = ""
    judge: str = Field(default="", index=True)
    bench: list[str] = Field(default_factory=list, sa_type=Json)
    date_filed: date | None = None
    date_closed: date = Field(index=True)
    date_effective: date | None = None
    outcome: str = ""
    pending: bool | None = None
    reversed_later: bool | None = None
    related: list[str] = Field(default_factory=list, sa_type=Json)
    flags: list[str] = Field(default_factory=list, sa_type=Json, sa_column_kwargs={"server_default": "[]"})
    """重点情形, as codes of `rules.must_review`."""
    record_id: str = ""
    source: str = ""
    """File, sheet and row it was read from."""
    list_id: int = Field(foreign_key="case_list.id")


class CaseList(SQLModel, table=True):
    """One list that was taken in (结案清单)."""

    __tablename__ = "case_list"

    id: int = Field(default=None, primary_key=True)
    file: str
    sha256: str = Field(unique=True)
    rows_read: int
    rows_faulty: int
    accepted_with_faults: bool
    taken_in_at: datetime
    taken_in_by: str


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a list: cases new to the register, changed in it, known already."""

    new: int
    changed: int
    known: int
    repeated: bool = False
    """The very same file was taken in before; nothing was done."""


def take_in(
    session: Session,
    cases: Sequence[ClosedCase],
    *,
    file: str,
    sha256: str,
    rows_read: int,
    rows_faulty: int,
    by: Actor,
    at: datetime,
) -> TakenIn:
    """Write a list into the register: new cases are added, changed ones updated, and both are noted in the ledger."""
    ledger.hold(session, REGISTER)
    connection = session.connection()
    if session.execute(select(col(CaseList.id)).where(col(CaseList.sha256) == sha256)).first():
        return TakenIn(0, 0, len(cases), repeated=True)
    list_id = connection.execute(
        insert(CaseList).returning(col(CaseList.id)),
        [
            {
                "file": file,
                "sha256": sha256,
                "rows_read": rows_read,
                "rows_faulty": rows_faulty,
                "accepted_with_faults": rows_faulty > 0,
                "taken_in_at": at,
                "taken_in_by": by.code,
            }
        ],
    ).scalar_one()
    rows = [_row(case, list_id) for case in cases]
    before = _known(session, [row["case_no"] for row in rows])
    new = [row for row in rows if row["case_no"] not in before]
    changed = [row for row in rows if row["case_no"] in before and _content(row) != before[row["case_no"]]]
    if new:
        connection.execute(insert(Case), new)
    if changed:
        table = Case.__table__  # type: ignore[attr-defined]  # SQLModel sets it at run time
        columns = [name for name in changed[0] if name != "case_no"]
        connection.execute(
            update(table)
            .where(table.c.case_no == bindparam("b_case_no"))
            .values({name: bindparam(f"n_{name}") for name in columns}),
            [
                {"b_case_no": row["case_no"], **{f"n_{name}": row[name] for name in columns}}
                for row in changed
            ],
        )
    ledger.note(
        session,
        REGISTER,
        at,
        {
            "trigger": "take_in",
            "by": by.code,
            "file": file,
            "sha256": sha256,
            "rows": rows_read,
            "faulty": rows_faulty,
            "new": len(new),
            "changed": [row["case_no"] for row in changed],
        },
    )
    return TakenIn(len(new), len(changed), len(rows) - len(new) - len(changed))


def by_number(session: Session, numbers: Iterable[str]) -> dict[str, Case]:
    """The cases of those numbers that are on the register."""
    wanted = list(numbers)
    found: dict[str, Case] = {}
    for start in range(0, len(wanted), 500):
        query = select(Case).where(col(Case.case_no).in_(wanted[start : start + 500]))
        found |= {case.case_no: case for case in session.execute(query).scalars()}
    return found


def _row(case: ClosedCase, list_id: int) -> dict[str, Any]:
    return {
        "case_no": case.case_no,
        "court": case.court,
        "case_kind": case.case_kind.value,
        "procedure": case.procedure,
        "cause": case.cause,
        "division": case.division,
        "judge": case.judge,
        "bench": list(case.bench),
        "date_filed": case.date_filed,
        "date_closed": case.date_closed,
        "date_effective": case.date_effective,
        "outcome": case.outcome,
        "pending": case.pending,
        "reversed_later": case.reversed_later,
        "related": list(case.related),
        "flags": list(case.flags),
        "record_id": case.record_id,
        "source": " ".join(map(str, case.source)),
        "list_id": list_id,
    }


_SAID = (
    "court",
    "case_kind",
    "procedure",
    "cause",
    "division",
    "judge",
    "bench",
    "date_filed",
    "date_closed",
    "date_effective",
    "outcome",
    "pending",
    "reversed_later",
    "related",
    "flags",
)


def _content(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in _SAID)


def _known(session: Session, numbers: list[str]) -> dict[str, tuple[Any, ...]]:
    return {
        number: tuple(getattr(case, name) for name in _SAID)
        for number, case in by_number(session, numbers).items()
    }
