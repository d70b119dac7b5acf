"""Files handed in with a matter (证据文件): a copy as it was handed in, entered as a look before it is given out."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query
from fastapi.responses import Response

from console.web.choosing import AS, reaching
from console.web.visits import Worker
from flows import reads
from flows.evidence import content_of, files_of, withheld_from
from records.proceedings import find
from records.reads import Look
from rules.errors import NotFound
from rules.labels import Words

router = APIRouter()


@router.get("/matters/{ref}/files/{number}")
def copy(visit: Worker, ref: str, number: int, asked: Annotated[str, Query(alias=AS)] = "") -> Response:
    held, _ = reaching(visit, asked, ref)
    with visit.seen_as(held).store.read() as session:
        row = find(session, ref)
        kept = next((each for each in files_of(session, ref, held.role) if each.number == number), None)
    if kept is None:
        raise NotFound(Words("没有这一份", "there is no such file"))
    refusal = withheld_from(row, held.role.value, held.person, kept.act)
    if refusal is not None:
        raise refusal
    reads.enter(visit.office, Look.EVIDENCE_TAKEN, of=[ref], by=held.actor, now=visit.now)
    # Given out to be saved, never to be shown: nothing that somebody handed in runs in this desk's name.
    named = f"attachment; filename*=UTF-8''{quote(kept.name)}"
    return Response(
        content_of(visit.office, kept),
        media_type="application/octet-stream",
        headers={"content-disposition": named},
    )
