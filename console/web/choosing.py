"""In which office somebody looks (以何种身份): named in the address, so that two windows never disturb one another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import Query

from console.web.visits import Visit
from records.offices import HeldOffice
from records.reach import reaches
from rules.errors import NotFound
from rules.labels import Words

AS = "as"
Before = Annotated[int | None, Query(ge=0, le=2**31 - 1)]
"""The number of the last row shown, as far as a register counts."""


def chosen(visit: Visit, asked: str) -> tuple[HeldOffice | None, list[HeldOffice]]:
    """The office asked for, or the first one; None for whoever holds none. And all there are."""
    offices = visit.offices()
    found = next((each for each in offices if each.key == asked), None)
    return found or (offices[0] if offices else None), offices


def reaching(visit: Visit, asked: str, ref: str) -> tuple[HeldOffice, Sequence[HeldOffice]]:
    """The office in which a matter is looked at, and all in which it could be.

    Raises:
        NotFound: it comes to none of them, or there is no such matter; nobody can tell which.
    """
    found = []
    for held in visit.offices():
        with visit.seen_as(held).store.read() as session:
            if reaches(session, held, ref):
                found.append(held)
    if not found:
        raise NotFound(Words("没有这一事项", "there is no such proceeding"))
    return next((each for each in found if each.key == asked), found[0]), found
