"""What comes to an office (经管范围): which proceedings a list shows to whom, as one condition in SQL.

A role that names people has the matters that name its holder; an office of the court of the case has those of its court
(a division, those of the division); every other office has those its court organises. What is kept from a reader all
the same (`records.visibility`) is taken off by the reader's session. docs/decisions/0114-accounts-and-reach.md.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, String, Text, and_, cast, false, func, literal, or_, select
from sqlalchemy.dialects.postgresql import JSONB, JSONPATH
from sqlmodel import Session, col

from records.offices import HeldOffice
from records.proceedings_register import Proceeding
from rules.roles import OF_THE_MATTER, Role
from state_machines.procedure import Procedure
from state_machines.register import PROCEDURES

OVERSEES = frozenset({Role.TRIAL_MANAGEMENT, Role.PRESIDENT})
"""Offices that have the matters of their court although no row of the table names them."""
OF_ONE_DIVISION = frozenset({Role.DIVISION_CHIEF, Role.DIVISION})


def within_reach(session: Session, office: HeldOffice) -> ColumnElement[bool]:
    """The condition that a proceeding comes to that office."""
    sqlite = session.get_bind().dialect.name == "sqlite"
    found = [
        and_(_of(table), _comes_to(office, table, sqlite=sqlite))
        for table in PROCEDURES.values()
        if office.role in table.with_a_part | set(table.named) | OVERSEES
    ]
    return or_(false(), *found)


def reaches(session: Session, office: HeldOffice, ref: str) -> bool:
    """Whether a proceeding is there for that office: asked before anything is shown of it."""
    query = select(col(Proceeding.id)).where(col(Proceeding.ref) == ref, within_reach(session, office))
    return session.execute(query).first() is not None


def _of(table: Procedure) -> ColumnElement[bool]:
    """That a row is of that procedure; said so that no index is asked for it: a list is walked in its own order, and
    ends where its page does, instead of being gathered from every procedure and sorted whole.
    """
    return func.coalesce(col(Proceeding.procedure), "") == table.code


def _comes_to(office: HeldOffice, table: Procedure, *, sqlite: bool) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = []
    if office.role in table.named:
        conditions.append(_named(table.named[office.role].code, office.person, sqlite=sqlite))
    elif office.role in OF_THE_MATTER:
        return false()
    elif office.role in table.of_the_case:
        conditions.append(col(Proceeding.court) == office.court)
        if office.role in OF_ONE_DIVISION and office.division:
            conditions.append(_fact("division", sqlite=sqlite) == office.division)
    else:
        organiser = func.nullif(_fact("organiser", sqlite=sqlite), "")
        conditions.append(func.coalesce(organiser, col(Proceeding.court)) == office.court)
    if table.addressed is not None:
        conditions.append(_named(table.addressed.code, office.role.value, sqlite=sqlite))
    return and_(*conditions)


def _fact(code: str, *, sqlite: bool) -> ColumnElement[str]:
    facts = col(Proceeding.facts)
    found: ColumnElement[str] = (
        func.json_extract(facts, f"$.{code}", type_=String)
        if sqlite
        else cast(cast(facts, Text), JSONB)[code].astext
    )
    return found


def _named(code: str, value: str, *, sqlite: bool) -> ColumnElement[bool]:
    """Whether a fact names that one: by itself, in a list, or in a list of records."""
    facts = col(Proceeding.facts)
    if sqlite:
        parts = func.json_tree(facts, f"$.{code}").table_valued("atom")
        return select(literal(1)).select_from(parts).where(parts.c.atom == value).exists()
    path = cast(literal(f'strict $."{code}".** ? (@ == $sought)'), JSONPATH)
    sought = func.jsonb_build_object("sought", cast(literal(value), Text))
    there: ColumnElement[bool] = func.jsonb_path_exists(cast(cast(facts, Text), JSONB), path, sought, True)
    return there
