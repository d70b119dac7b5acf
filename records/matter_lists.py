"""Lists of proceedings for one office (事项清单): a page at a time by key, found by reference or case number, and what waits.

A page is asked for by the number of the last row before it, so the hundredth costs what the first does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import Select, and_, false, or_, select
from sqlmodel import Session, col

from records.clocks import RUNNING, Clock
from records.notices import Notice
from records.offices import HeldOffice
from records.proceedings_register import Proceeding
from records.reach import within_reach
from rules.roles import Role
from state_machines.register import PROCEDURES, procedure


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for; empty: everything. `before`: the key of the last row shown."""

    procedure: str = ""
    state: str = ""
    words: str = ""
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Awaited:
    """A proceeding in which something is awaited from an office, and the limit that runs for it."""

    proceeding: Proceeding
    clock: Clock


def page(session: Session, office: HeldOffice, wanted: Wanted, rows: int) -> tuple[list[Proceeding], bool]:
    """The next rows, the latest opened first, and whether there are more."""
    query = select(Proceeding).where(within_reach(session, office))
    if wanted.procedure:
        query = query.where(col(Proceeding.procedure) == wanted.procedure)
    if wanted.state:
        query = query.where(col(Proceeding.state) == wanted.state)
    for word in wanted.words.translate(_FULL_WIDTH).split():
        query = query.where(
            or_(
                col(Proceeding.ref).contains(word, autoescape=True),
                col(Proceeding.case_no).contains(word, autoescape=True),
            )
        )
    if wanted.before is not None:
        query = query.where(col(Proceeding.id) < wanted.before)
    found = list(session.execute(query.order_by(col(Proceeding.id).desc()).limit(rows + 1)).scalars())
    return found[:rows], len(found) > rows


_FULL_WIDTH = str.maketrans("()", "（）")
"""Case numbers are kept with full-width brackets; people type either."""


def awaited(session: Session, office: HeldOffice, most: int) -> list[Awaited]:
    """What waits for that office within a time limit, the first to end first."""
    owed = [
        and_(
            col(Proceeding.procedure) == code,
            col(Proceeding.state) == state,
            col(Clock.code).in_(sorted(limits)),
        )
        for code, state, limits in _owes(office.role)
    ]
    query = (
        select(Proceeding, Clock)
        .join(Clock, col(Clock.proceeding) == col(Proceeding.ref))
        .where(col(Clock.state) == RUNNING, or_(false(), *owed), within_reach(session, office))
        .order_by(col(Clock.due_at), col(Clock.id))
        .limit(most)
    )
    found = [Awaited(row, clock) for row, clock in session.execute(query)]
    return [each for each in found if _still(each.proceeding, office)]


def _still(row: Proceeding, office: HeldOffice) -> bool:
    people = procedure(row.procedure).still_to_act(office.role, row.facts)
    return "" in people or office.person in people


@cache
def _owes(role: Role) -> tuple[tuple[str, str, frozenset[str]], ...]:
    """In which states of which procedure that role has a step within which limits."""
    found: dict[tuple[str, str], set[str]] = {}
    for table in PROCEDURES.values():
        for step in table.steps:
            if step.within is not None and role in step.roles:
                found.setdefault((table.code, step.source.value), set()).add(step.within.code)
    return tuple((code, state, frozenset(limits)) for (code, state), limits in found.items())


def notices_to(
    session: Session, offices: Iterable[HeldOffice], before: int | None, most: int
) -> tuple[list[Notice], bool]:
    """The notices to one person, by name or in an office, the latest first, and whether there are more."""
    mine = []
    for office in offices:
        as_office = [col(Notice.audience) == office.role.value, col(Notice.court) == office.court]
        by_name = and_(col(Notice.person) == office.person, col(Notice.audience) == office.role.value)
        mine += [
            by_name,
            and_(col(Notice.person) == "", *as_office, col(Notice.proceeding).in_(_of(session, office))),
        ]
    query = select(Notice).where(or_(false(), *mine))
    if before is not None:
        query = query.where(col(Notice.id) < before)
    found = list(session.execute(query.order_by(col(Notice.id).desc()).limit(most + 1)).scalars())
    return found[:most], len(found) > most


def _of(session: Session, office: HeldOffice) -> Select[tuple[str]]:
    return select(col(Proceeding.ref)).where(within_reach(session, office))


def ended_before(clock: Clock, now: datetime) -> bool:
    """Whether a limit has run out."""
    return clock.due_at is not None and clock.due_at <= now
