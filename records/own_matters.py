"""Whose matter it is (本人事项), asked of a letter: who is concerned gets none of it in an office that is not of the own side.

The same sides by which the guards refuse an act in one's own matter. A judge who is president of the court reads of the own
matter as its judge, and never the letters to the president.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlmodel import Session, col

from records.proceedings_register import Proceeding
from rules.roles import Role
from state_machines.confidentiality import CLOSED
from state_machines.register import PROCEDURES
from state_machines.standing_checks import people_of
from state_machines.steps import OwnMatter


def concerned_elsewhere(session: Session, refs: Collection[str], office: Role) -> frozenset[str]:
    """Whom one of these matters, where it is not for everybody, concerns on another side than that of the office."""
    query = select(col(Proceeding.procedure), col(Proceeding.facts)).where(
        col(Proceeding.ref).in_(refs), col(Proceeding.procedure).in_(sorted(CLOSED))
    )
    found: set[str] = set()
    for code, facts in session.execute(query).tuples():
        matter = PROCEDURES[code].concerned
        sides = matter.sides if isinstance(matter, OwnMatter) else {}
        for fact, side in sides.items():
            if office not in side:
                found |= people_of(facts.get(fact.code))
    return frozenset(found)
