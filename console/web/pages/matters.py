"""The list of matters (事项清单), and how one is found by its reference or case number."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from fastapi.responses import Response

from console.web.choosing import AS, Before, chosen
from console.web.rendering import page
from console.web.visits import Worker
from flows import reads
from records.matter_lists import Wanted
from records.matter_lists import page as next_rows
from records.proceedings import Proceeding
from records.reads import Look
from rules.clocks import beijing_day
from state_machines.register import PROCEDURES

router = APIRouter()
LONGEST = 80
"""Characters that are looked for."""


@router.get("/matters")
def list_them(
    visit: Worker,
    asked: Annotated[str, Query(alias=AS)] = "",
    procedure: str = "",
    state: str = "",
    q: str = "",
    before: Before = None,
) -> Response:
    held, offices = chosen(visit, asked)
    table = PROCEDURES.get(procedure)
    state = state if table and any(each.value == state for each in table.states) else ""
    wanted = Wanted(table.code if table else "", state, q.strip()[:LONGEST], before)
    rows = int(visit.office.store.rules.on(beijing_day(visit.now))["accounts.rows_of_a_page"])
    found: list[Proceeding] = []
    more = False
    if held is not None:
        with visit.seen_as(held).store.read() as session:
            found, more = next_rows(session, held, wanted, rows)
        if found:
            reads.enter(
                visit.office, Look.LIST, of=[each.ref for each in found], by=held.actor, now=visit.now
            )
    kept = {
        "procedure": wanted.procedure,
        "state": wanted.state,
        "q": wanted.words,
        AS: held.key if held else "",
    }
    return page(
        visit,
        "matters.html",
        held=held,
        offices=offices,
        rows=found,
        more=more,
        wanted=wanted,
        tables=PROCEDURES,
        table=table,
        next=urlencode({name: value for name, value in kept.items() if value}),
    )
