"""Who may know that a matter exists (知悉范围): one predicate, put into every query that a reader's session asks.

A matter of discipline is hidden from whoever stepped aside in it, from its judge in any office but the judge's own, from
the judge as long as nothing was told, and from roles that have no part in discipline. What is hidden is not found, not
listed, not counted, not exported: the answer is that of a database without it. docs/decisions/0098-visibility.md.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    Text,
    and_,
    cast,
    event,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import ORMExecuteState, with_loader_criteria
from sqlmodel import Session, col

from records.ballots import BallotCount, SittingVote
from records.clocks import Clock
from records.leads import DECISION_RANGE, matter_of
from records.ledger import LedgerEntry
from records.notices import Notice
from records.papers import WrittenPaper
from records.proceedings_register import Proceeding
from records.reads import FileRead
from records.sittings import SittingMatter
from rules.roles import Actor, Role
from state_machines.confidentiality import FOLLOWING, OF_DISCIPLINE, RANGE
from state_machines.disciplinary_prereview import DISCIPLINARY_PREREVIEW
from state_machines.disciplinary_prereview_terms import Known
from state_machines.register import PROCEDURES
from state_machines.rights_register import RIGHTS

_SEEN_BY_REFERENCE = (
    (Proceeding, Proceeding.ref),
    (Clock, Clock.proceeding),
    (Notice, Notice.proceeding),
    (WrittenPaper, WrittenPaper.ref),
    (FileRead, FileRead.subject),
    (LedgerEntry, LedgerEntry.chain),
    (SittingMatter, SittingMatter.proceeding),
    (SittingVote, SittingVote.proceeding),
    (BallotCount, BallotCount.proceeding),
)
"""Every table that names a proceeding, and the column that does."""


def see_as(session: Session, reader: Actor) -> None:
    """From now on the session answers as if what the reader may not know of were not there."""
    sqlite = session.get_bind().dialect.name == "sqlite"

    @event.listens_for(session, "do_orm_execute")
    def _narrow(state: ORMExecuteState) -> None:
        if state.is_select:
            state.statement = state.statement.options(*_criteria(reader, sqlite))


def barred(session: Session, ref: str) -> frozenset[str]:
    """The people who stepped aside in a matter; nobody in one that is none of discipline."""
    query = select(col(Proceeding.facts)).where(
        col(Proceeding.procedure).in_(sorted(OF_DISCIPLINE)), col(Proceeding.ref).in_([ref, _before(ref)])
    )
    facts = session.execute(query).scalars()
    return frozenset(code for each in facts for code in each.get(Known.RECUSED.code) or ())


@cache
def _criteria(reader: Actor, sqlite: bool) -> tuple[Any, ...]:  # noqa: FBT001
    hidden = _hidden(reader, sqlite=sqlite)
    return tuple(
        with_loader_criteria(entity, col(column).not_in(hidden), include_aliases=True)
        for entity, column in _SEEN_BY_REFERENCE
    )


def _hidden(reader: Actor, *, sqlite: bool) -> Select[Any]:
    """The references the reader may not know of; asked of the bare tables, to which no criteria cling."""
    rows = Proceeding.__table__.alias("hidden_matter")  # type: ignore[attr-defined]
    before = Proceeding.__table__.alias("hidden_before")  # type: ignore[attr-defined]
    own = select(rows.c.ref).where(
        rows.c.procedure.in_(sorted(OF_DISCIPLINE)),
        or_(_role_bars(reader, rows, sqlite=sqlite), _stepped_aside(reader, rows, sqlite=sqlite)),
    )
    follows = select(literal(DECISION_RANGE, Text) + func.substr(before.c.ref, len(RANGE) + 1)).where(
        before.c.procedure == DISCIPLINARY_PREREVIEW.code, _stepped_aside(reader, before, sqlite=sqlite)
    )
    after = Proceeding.__table__.alias("hidden_after")  # type: ignore[attr-defined]
    of_it = select(after.c.ref).where(
        after.c.procedure.in_(sorted(FOLLOWING)),
        exists().where(
            before.c.procedure == DISCIPLINARY_PREREVIEW.code,
            before.c.ref == _fact(after, "matter", sqlite=sqlite),
            _stepped_aside(reader, before, sqlite=sqlite),
        ),
    )
    whole = union_all(own, follows, of_it).subquery("hidden")
    return select(whole.c[0])


def _role_bars(reader: Actor, rows: Any, *, sqlite: bool) -> ColumnElement[bool]:
    is_judge = _fact(rows, Known.JUDGE.code, sqlite=sqlite) == reader.code
    if reader.role not in _with_a_part():
        return true()
    if reader.role is not Role.JUDGE_CONCERNED:
        return is_judge
    untold = [
        and_(
            rows.c.procedure == side.procedure.code, rows.c.state.in_([state.value for state in side.untold])
        )
        for side in RIGHTS.values()
        if side.untold and side.procedure.code in OF_DISCIPLINE
    ]
    return or_(~func.coalesce(is_judge, false()), *untold)


def _stepped_aside(reader: Actor, rows: Any, *, sqlite: bool) -> ColumnElement[bool]:
    if sqlite:
        codes = func.json_each(rows.c.facts, f"$.{Known.RECUSED.code}").table_valued("value")
        return select(literal(1)).select_from(codes).where(codes.c.value == reader.code).exists()
    recused = cast(rows.c.facts, JSONB)[Known.RECUSED.code]
    return func.coalesce(recused.op("@>")(func.to_jsonb(cast(literal(reader.code), Text))), false())


def _fact(rows: Any, code: str, *, sqlite: bool) -> ColumnElement[str]:
    found: ColumnElement[str] = (
        func.json_extract(rows.c.facts, f"$.{code}", type_=String)
        if sqlite
        else cast(rows.c.facts, JSONB)[code].astext
    )
    return found


@cache
def _with_a_part() -> frozenset[Role]:
    """The roles that act in discipline or are told of it: the two procedures are one matter."""
    tables = [PROCEDURES[code] for code in sorted(OF_DISCIPLINE)]
    return frozenset(
        role
        for table in tables
        for roles in (table.opening_tells, *((*step.roles, *step.tells) for step in table.steps))
        for role in roles
    )


def _before(ref: str) -> str:
    """The pre-review that it followed on."""
    return matter_of(ref)
