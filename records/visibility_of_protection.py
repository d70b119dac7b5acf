"""Who may know of a matter of protection (保护事项的知悉范围): part of the predicate in every query of a reader's session.

Hidden from whoever was recorded about or is complained of, in every office; from the person concerned in any office but the own;
from others' judges, recorders and petitioners; and from roles that neither act in that procedure nor are told of it.
docs/decisions/0103-recorders.md.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    Text,
    and_,
    cast,
    false,
    func,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Session, col

from records.proceedings_register import Proceeding
from rules.roles import Actor, Role
from state_machines.annual_assessment.table import ANNUAL_ASSESSMENT
from state_machines.procedure import Procedure
from state_machines.protection.openings import OPENINGS
from state_machines.rights_petition.table import NOT_YET, RIGHTS_PETITION
from state_machines.standing_checks import people_of
from state_machines.steps import Fact, OwnMatter

TABLES = {
    ANNUAL_ASSESSMENT.code: ANNUAL_ASSESSMENT,
    **{each.procedure.code: each.procedure for each in OPENINGS.values()},
}
"""The matters of protection, and the annual assessment, which is known to as few: who acts in it, who is told, and the judge."""


def hidden(reader: Actor, *, sqlite: bool) -> Select[Any]:
    """The references of protection the reader may not know of; asked of the bare table, to which no criteria cling."""
    rows = Proceeding.__table__.alias("hidden_protection")  # type: ignore[attr-defined]
    barred_from = [
        and_(rows.c.procedure == table.code, _bars(reader, table, rows, sqlite=sqlite))
        for table in TABLES.values()
    ]
    return select(rows.c.ref).where(or_(*barred_from))


def barred(session: Session, ref: str) -> frozenset[str]:
    """The people who hear nothing of a matter in any office: those it is about and who have no side in it."""
    query = select(Proceeding).where(
        col(Proceeding.ref) == ref, col(Proceeding.procedure).in_(sorted(TABLES))
    )
    return frozenset(
        code
        for row in session.execute(query).scalars()
        for fact in _against(TABLES[row.procedure])
        for code in people_of(row.facts.get(fact.code))
    )


def _bars(reader: Actor, table: Procedure, rows: Any, *, sqlite: bool) -> ColumnElement[bool]:
    # Who protects judges sees all of protection, and an assessment only where asked for help.
    protecting = frozenset() if table is ANNUAL_ASSESSMENT else frozenset({Role.DUTY_PROTECTION})
    if reader.role not in table.with_a_part | protecting:
        return true()
    if table is RIGHTS_PETITION and reader.role in NOT_YET:
        early: ColumnElement[bool] = rows.c.state.in_([state.value for state in NOT_YET[reader.role]])
    else:
        early = false()
    against = [_names(rows, fact, reader.code, sqlite=sqlite) for fact in _against(table)]
    return or_(early, *against, *_by_side(reader, table, rows, sqlite=sqlite))


def _by_side(reader: Actor, table: Procedure, rows: Any, *, sqlite: bool) -> list[ColumnElement[bool]]:
    """Those concerned know of it in the roles of their own side; in such a role nobody else does."""
    matter = table.concerned
    sides = matter.sides if isinstance(matter, OwnMatter) else {}
    own = [
        _names(rows, fact, reader.code, sqlite=sqlite)
        for fact, roles in sides.items()
        if reader.role in roles
    ]
    if own:
        return [~or_(*own)]
    return [_names(rows, fact, reader.code, sqlite=sqlite) for fact, roles in sides.items() if roles]


def _against(table: Procedure) -> list[Fact]:
    """The facts that name people who have no side in the matter: recorded about, complained of, dangerous."""
    matter = table.concerned
    return (
        [fact for fact, roles in matter.sides.items() if not roles] if isinstance(matter, OwnMatter) else []
    )


def _names(rows: Any, fact: Fact, code: str, *, sqlite: bool) -> ColumnElement[bool]:
    """Whether a fact names that person: as a code, in a list of codes, or in a record."""
    if sqlite:
        found: list[ColumnElement[bool]] = [
            func.coalesce(func.json_extract(rows.c.facts, f"$.{fact.code}", type_=String) == code, false()),
            func.coalesce(
                func.json_extract(rows.c.facts, f"$.{fact.code}.code", type_=String) == code, false()
            ),
        ]
        listed = func.json_each(rows.c.facts, f"$.{fact.code}").table_valued("value", "type")
        in_list = select(literal(1)).select_from(listed).where(listed.c.value == code).exists()
        return or_(*found, in_list)
    value = cast(rows.c.facts, JSONB)[fact.code]
    as_json = func.to_jsonb(cast(literal(code), Text))
    return or_(
        func.coalesce(value.op("@>")(as_json), false()),
        func.coalesce(value["code"].astext == code, false()),
    )
