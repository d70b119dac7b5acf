"""In whose name somebody may act at this desk (办理资格): a person on the register acts only in an office held."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rules.clocks import beijing_day
from rules.errors import Refused
from rules.labels import Words
from rules.roles import OF_THE_MATTER, Actor

if TYPE_CHECKING:
    from sqlmodel import Session

    from records.proceedings import Proceeding
    from state_machines.procedure import Procedure


def in_office(session: Session, acting: Actor, procedure: Procedure, row: Proceeding) -> Actor:
    """The person, acting for the court whose office the step is for.

    Who reads a case, or is the judge concerned, is held to the case's own facts, by its guards. A person the register does not know acts on the
    word of the operator, as far as there are no accounts.

    Raises:
        Refused: the register knows the person, and knows no such office of theirs in that court today.
    """
    from console.office import now
    from records.people import holds
    from records.telling import court_of

    court = court_of(procedure, acting.role, row.facts)
    if (
        acting.role not in OF_THE_MATTER
        and holds(session, acting.code, acting.role, court, beijing_day(now())) is False
    ):
        raise Refused(
            Words(
                "{person}现在没有担任{court}{role}",
                "{person} is not {role} of {court} now",
                person=acting.code,
                court=court,
                role=acting.role,
            ),
            procedure.authority,
        )
    return replace(acting, court=court)
