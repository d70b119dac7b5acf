"""Who may know that a matter exists (知悉范围): one predicate, put into every query that a reader's session asks.

A matter of discipline is hidden from whoever stepped aside in it, from its judge in any office but the judge's own, from
the judge as long as nothing was told, and from roles that have no part in discipline; so is every handover from or to it.
What is hidden of protection stands in `visibility_of_protection.py`. What is hidden is not found, not
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

from records import visibility_of_protection
from records.alerts import Alert
from records.ballots import BallotCount, SittingVote
from records.clocks import Clock
from records.dissents import Dissent
from records.leads import DECISION_RANGE, matter_of
from records.ledger import LedgerEntry
from records.notices import Notice
from records.own_matters import concerned_elsewhere
from records.papers import WrittenPaper
from records.papers_due import PapersWrittenTo
from records.proceedings_register import Proceeding
from records.reads import FileRead
from records.sittings import SittingMatter
from rules.roles import Actor, Role
from state_machines.chain import CONFINED
from state_machines.confidentiality import FOLLOWING, OF_DISCIPLINE, PROTECTION_RANGES, RANGE
from state_machines.disciplinary_prereview.table import DISCIPLINARY_PREREVIEW
from state_machines.disciplinary_prereview.terms import Known
from state_machines.handover.table import HANDOVER
from state_machines.handover.terms import Known as Handed
from state_machines.register import PROCEDURES
from state_machines.rights_register import RIGHTS

_SEEN_BY_REFERENCE = (
    (Proceeding, Proceeding.ref),
    (Clock, Clock.proceeding),
    (Notice, Notice.proceeding),
    (Alert, Alert.proceeding),
    (WrittenPaper, WrittenPaper.ref),
    (PapersWrittenTo, PapersWrittenTo.ref),
    (FileRead, FileRead.subject),
    (LedgerEntry, LedgerEntry.chain),
    (SittingMatter, SittingMatter.proceeding),
    (SittingVote, SittingVote.proceeding),
    (BallotCount, BallotCount.proceeding),
    (Dissent, Dissent.proceeding),
)
"""Every table that names a proceeding, and the column that does."""


def see_as(session: Session, reader: Actor) -> None:
    """From now on the session answers as if what the reader may not know of were not there."""
    sqlite = session.get_bind().dialect.name == "sqlite"

    @event.listens_for(session, "do_orm_execute")
    def _narrow(state: ORMExecuteState) -> None:
        if state.is_select:
            state.statement = state.statement.options(*_criteria(reader, sqlite))


def barred(session: Session, ref: str, office: Role | None = None) -> frozenset[str]:
    """Who gets no letter of a matter in any office: who stepped aside, or is recorded about; of a handover, by its two ends.

    office: with those whom the matter concerns, and who get no letter in that office, since it is not of their side.
    """
    found: set[str] = set()
    refs = [ref, *_ends(session, ref)]
    for each in refs:
        if each.startswith(PROTECTION_RANGES):
            found |= visibility_of_protection.barred(session, each)
        else:
            found |= _aside(session, each)
    return frozenset(found) | (concerned_elsewhere(session, refs, office) if office else frozenset())


def _ends(session: Session, ref: str) -> list[str]:
    """What a handover comes from, and what was opened on it."""
    query = select(col(Proceeding.facts)).where(
        col(Proceeding.procedure) == HANDOVER.code, col(Proceeding.ref) == ref
    )
    both = (Handed.SOURCE_REF, Handed.OPENED)
    return [
        str(facts[fact.code])
        for facts in session.execute(query).scalars()
        for fact in both
        if facts.get(fact.code)
    ]


def _aside(session: Session, ref: str) -> set[str]:
    query = select(col(Proceeding.facts)).where(
        col(Proceeding.procedure).in_(sorted(OF_DISCIPLINE)), col(Proceeding.ref).in_([ref, matter_of(ref)])
    )
    facts = session.execute(query).scalars()
    return {code for each in facts for code in each.get(Known.RECUSED.code) or ()}


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
    protected = visibility_of_protection.hidden(reader, sqlite=sqlite)
    both = union_all(own, follows, of_it, protected).subquery("hidden")
    handovers = _handed(reader, select(both.c[0]), sqlite=sqlite)
    every = union_all(select(both.c[0]), handovers).subquery("hidden_or_handed")
    return select(every.c[0])


def _handed(reader: Actor, hidden: Select[Any], *, sqlite: bool) -> Select[Any]:
    """The handovers the reader may not know of: from or to what is hidden, or telling that there is such a matter at all."""
    rows = Proceeding.__table__.alias("hidden_handover")  # type: ignore[attr-defined]
    is_judge = func.coalesce(_fact(rows, Handed.JUDGE.code, sqlite=sqlite) == reader.code, false())
    confined = _fact(rows, Handed.LINK.code, sqlite=sqlite).in_(sorted(link.value for link in CONFINED))
    if reader.role is Role.JUDGE_CONCERNED:
        told = _names(rows, Handed.ADDRESSED.code, reader.role.value, sqlite=sqlite)
        bars = or_(~is_judge, ~told)
    else:
        bars = and_(confined, true() if reader.role not in _with_a_part() else is_judge)
    linked = [
        func.coalesce(_fact(rows, fact.code, sqlite=sqlite), "").in_(hidden)
        for fact in (Handed.SOURCE_REF, Handed.OPENED)
    ]
    return select(rows.c.ref).where(rows.c.procedure == HANDOVER.code, or_(bars, *linked))


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
    return _names(rows, Known.RECUSED.code, reader.code, sqlite=sqlite)


def _names(rows: Any, code: str, value: str, *, sqlite: bool) -> ColumnElement[bool]:
    """Whether a fact that is a list of codes names that one."""
    if sqlite:
        codes = func.json_each(rows.c.facts, f"$.{code}").table_valued("value")
        return select(literal(1)).select_from(codes).where(codes.c.value == value).exists()
    listed = cast(rows.c.facts, JSONB)[code]
    return func.coalesce(listed.op("@>")(func.to_jsonb(cast(literal(value), Text))), false())


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
    return frozenset[Role]().union(*(PROCEDURES[code].with_a_part for code in OF_DISCIPLINE))
