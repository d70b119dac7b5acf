"""Notices to me (通知我的), page by page, the latest first."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from console.web.choosing import AS, Before, chosen
from console.web.notice_view import lines_of
from console.web.rendering import page
from console.web.visits import Worker
from flows import reads
from records.matter_lists import notices_to
from records.reads import Look
from rules.clocks import beijing_day

router = APIRouter()


@router.get("/notices")
def to_me(visit: Worker, asked: Annotated[str, Query(alias=AS)] = "", before: Before = None) -> Response:
    held, offices = chosen(visit, asked)
    rows = int(visit.office.store.rules.on(beijing_day(visit.now))["accounts.rows_of_a_page"])
    if held is None:
        return page(visit, "notices.html", held=None, offices=offices, lines=[], more=False)
    with visit.seen_as(held).store.read() as session:
        found, more = notices_to(session, [held], before, rows)
    lines = lines_of(found, held)
    if lines:
        reads.enter(
            visit.office, Look.NOTICES, of={each.proceeding for each in lines}, by=held.actor, now=visit.now
        )
    return page(visit, "notices.html", held=held, offices=offices, lines=lines, more=more)
