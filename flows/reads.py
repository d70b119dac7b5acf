"""Looking is entered (查阅留痕): the look goes into the ledger first, and only then is anything shown.

What cannot be entered is not shown. Lists and counts that name nobody and no case are not looks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from flows.office import Office
from records import proceedings, reads
from records.people import Person
from records.proceedings import Proceeding
from records.proceedings_register import by_reference
from records.reads import Look, PastRead
from rules.clocks import beijing_day
from rules.errors import NotFound, Refused
from rules.labels import Words
from rules.law import law
from rules.roles import READING, Actor, Role
from state_machines.register import procedure

OVERSEES = frozenset({Role.TRIAL_MANAGEMENT, Role.PRESIDENT, Role.INSPECTION})
"""Who may ask who looked at anything."""


def enter(
    office: Office,
    look: Look,
    *,
    of: Iterable[str] = (),
    people: Iterable[str] = (),
    by: Actor,
    now: datetime,
    reason: str = "",
) -> None:
    """Enter that `by` looks at these proceedings and people; the judges of the proceedings are among the people.

    Raises:
        Refused: the ledger cannot be written now, so nothing may be shown.
    """
    refs = sorted(set(of))
    with office.store.read() as session:
        concerned = {*people, *_judges(session, refs)}
    try:
        with office.store.begin() as session:
            reads.note(session, look, proceedings=refs, people=concerned, by=by, at=now, reason=reason)
    except SQLAlchemyError as error:
        raise Refused(
            Words(
                "查阅记录现在不能写入台账，不得查阅；请稍后再试",
                "the look cannot be entered in the ledger now, so nothing is shown; try again later",
            ),
            law("file_reading")["留痕"],
        ) from error


def who_looked_at_proceeding(office: Office, ref: str, *, by: Actor, now: datetime) -> list[PastRead]:
    """Every look at a proceeding, the latest first, as far as `by` may know.

    Raises:
        NotFound: there is no such proceeding.
        Refused: it is not his to ask.
    """
    with office.store.read() as session:
        judges = _judges_of(proceedings.find(session, ref))
        _may_ask(office, by, judges, now)
        found = reads.reads_of(session, [ref])
    return _as_told(found, by)


def who_looked_at_person(office: Office, code: str, *, by: Actor, now: datetime) -> list[PastRead]:
    """Every look at a person's file and at the cases of that judge, the latest first, as far as `by` may know.

    Raises:
        NotFound: nobody has that code, and nothing was looked at under it.
        Refused: it is not his to ask.
    """
    _may_ask(office, by, [code], now)
    with office.store.read() as session:
        found = reads.reads_of(session, [code])
        if not found and session.get(Person, code) is None:
            raise NotFound(Words("没有登记人员“{code}”", "nobody on the register is “{code}”", code=code))
    return _as_told(found, by)


def _may_ask(office: Office, by: Actor, concerned: Iterable[str], now: datetime) -> None:
    if by.role in OVERSEES:
        return
    own = by.code in set(concerned)
    if own and office.store.rules.on(beijing_day(now))["file_reading.person_may_see"]:
        return
    raise Refused(
        Words(
            "现行规定不向本人公开谁查阅过", "the rules in force do not tell people who looked at their files"
        )
        if own
        else Words(
            "只有审管办、院长、督察部门和本人可以查询谁查阅过",
            "only the trial-management office, the president, inspection and the person concerned may ask who looked",
        ),
        law("file_reading")["查询"],
    )


def _as_told(found: list[PastRead], by: Actor) -> list[PastRead]:
    """To the person concerned a reviewer stays without a code: the reading is blind both ways (双向匿名)."""
    if by.role in OVERSEES:
        return found
    blind = {role.value for role in READING}
    return [
        replace(each, by="", court="") if each.role in blind and each.by != by.code else each
        for each in found
    ]


def _judges(session: Session, refs: list[str]) -> set[str]:
    return {judge for row in by_reference(session, refs).values() for judge in _judges_of(row)}


def _judges_of(row: Proceeding) -> list[str]:
    return procedure(row.procedure).holders(Role.JUDGE, row.facts)
