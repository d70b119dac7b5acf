"""One matter (事项页): what may be done and why not, by when, what happened, who was told; and acting on it."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session
from starlette.datastructures import FormData, UploadFile

from console.particulars import particulars
from console.standing import in_office, refuse_typed
from console.web.acts import Answer, refuse_typed_sheet
from console.web.answers import status_of
from console.web.choosing import AS, reaching
from console.web.fields import takes_files, typed_facts
from console.web.matter_view import view
from console.web.rendering import page
from console.web.visits import Form, StalePage, Visit, Worker, text
from documents.evidence_files import Attachment
from flows import evidence, reads
from records.offices import HeldOffice
from records.proceedings import Act, Done, advance, find
from records.reach import reaches
from records.reads import Look
from rules.errors import (
    BrokenProcedure,
    FaultyInput,
    NotFound,
    Refused,
    SomeoneWasFaster,
)
from rules.labels import Words
from rules.law import law
from state_machines.register import procedure

router = APIRouter()


@router.get("/matters/{ref}")
def look(
    visit: Worker, ref: str, asked: Annotated[str, Query(alias=AS)] = "", done: int | None = None
) -> Response:
    return _shown(visit, ref, asked, done=done)


@router.post("/matters/{ref}/acts/{trigger}")
def act(visit: Worker, ref: str, trigger: str, form: Form) -> Response:
    asked = text(form, AS)
    held, _ = reaching(visit, asked, ref)
    try:
        visit.require(form)
        done = _take(visit, held, ref, trigger, form)
    except (Refused, FaultyInput) as error:
        return _not_done(visit, ref, held, Answer(trigger, error, form))
    except StalePage:
        again = Refused(
            Words(
                "本页是上次登录时打开的；内容还在，请核对后再交一次",
                "this page is from an earlier sign-in; what you typed is still here: check it, and send it again",
            ),
            law("local_accounts")["会话"],
        )
        return _not_done(visit, ref, held, Answer(trigger, again, form))
    return RedirectResponse(f"/matters/{quote(ref, safe='')}?{AS}={quote(held.key)}&done={done.version}", 303)


def _take(visit: Visit, held: HeldOffice, ref: str, trigger: str, form: FormData) -> Done:
    """One act, through the one door."""
    with visit.seen_as(held).store.read() as session:
        row = _row(session, held, ref)
        table = procedure(row.procedure)
        refuse_typed(table.code, trigger)
        refuse_typed_sheet(trigger)
        actor = in_office(session, held.actor, table, row)
    here = table.table.get((trigger, row.state))
    wanted: dict[str, Any] = {
        "ref": ref,
        "trigger": trigger,
        "by": actor,
        "at": visit.now,
        "seen": _seen(form),
        "key": text(form, "key") or None,
    }
    if here is None or (wanted["seen"] != row.version and not _known_key(visit, wanted["key"])):
        # The table moved on under the reader: what was typed belongs to a step that may not be there now.
        return _advance(visit, Act(**wanted))
    stated = particulars(table, here[0], typed_facts(here[0], form))
    files = _files(form, takes_files(here[0]))
    if files:
        return evidence.submit(visit.office, Act(**wanted, particulars=stated), files)
    return _advance(visit, Act(**wanted, particulars=stated))


def _advance(visit: Visit, act: Act) -> Done:
    with visit.office.store.act() as transaction:
        return advance(transaction, act)


def _known_key(visit: Visit, key: str | None) -> bool:
    """Whether an act was done under that key: a second press of the same button, which is answered as the first."""
    from sqlalchemy import select
    from sqlmodel import col

    from records.ledger import LedgerEntry

    if not key:
        return False
    with visit.office.store.read() as session:
        return (
            session.execute(select(col(LedgerEntry.id)).where(col(LedgerEntry.act_key) == key)).first()
            is not None
        )


def _row(session: Session, held: HeldOffice, ref: str) -> Any:
    if not reaches(session, held, ref):
        raise NotFound(Words("没有这一事项", "there is no such proceeding"))
    return find(session, ref)


def _seen(form: FormData) -> int:
    """The version that somebody had before him; -1, which no matter has, for what is none."""
    seen = text(form, "seen")
    return int(seen) if seen.isdecimal() and len(seen) < 10 else -1  # noqa: PLR2004 - no longer than a version is


def _files(form: FormData, name: str) -> list[Attachment]:
    sent = form.getlist(name) if name else []
    return [
        Attachment(each.filename, each.file.read())
        for each in sent
        if isinstance(each, UploadFile) and each.filename
    ]


def _not_done(visit: Visit, ref: str, held: HeldOffice, answer: Answer) -> Response:
    if isinstance(answer.error, BrokenProcedure):
        raise answer.error
    return _shown(
        visit,
        ref,
        held.key,
        answer=answer,
        seen=_seen(answer.typed) if isinstance(answer.error, SomeoneWasFaster) else None,
    )


def _shown(
    visit: Visit,
    ref: str,
    asked: str,
    *,
    answer: Answer | None = None,
    seen: int | None = None,
    done: int | None = None,
) -> Response:
    held, offices = reaching(visit, asked, ref)
    reads.enter(visit.office, Look.PROCEEDING, of=[ref], by=held.actor, now=visit.now)
    shown = view(visit, held, ref, answer, seen)
    if shown is None:
        raise NotFound(Words("没有这一事项", "there is no such proceeding"))
    there = answer is None or any(each.answer for each in shown.acts.mine)
    just = next((each for each in shown.past if each.number == done), None) if done else None
    status = 200 if answer is None else status_of(answer.error)
    return page(
        visit, "matter.html", status, m=shown, held=held, offices=offices, answer=answer, elsewhere=not there, done=just
    )  # fmt: skip
