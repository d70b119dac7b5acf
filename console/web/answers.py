"""What a browser shows when something is not done (未办成): in words, with a status, and never a traceback."""

from __future__ import annotations

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from console.office import now, office
from console.refusals import as_ours, fault_number
from console.web.rendering import page
from console.web.visits import Visit, arrive
from rules.errors import (
    AccountabilityError,
    BrokenLedger,
    BrokenProcedure,
    FaultyInput,
    NotFound,
    OutOfReach,
    Refused,
    SomeoneWasFaster,
    UnknownRule,
)
from rules.labels import Words

STATUS: dict[type[AccountabilityError], int] = {
    SomeoneWasFaster: 409,
    Refused: 403,
    FaultyInput: 422,
    NotFound: 404,
    UnknownRule: 404,
    BrokenLedger: 500,
    OutOfReach: 503,
}
NOWHERE = Words("没有这一页，或者没有这一事项", "there is no such page, and no such proceeding")


def status_of(error: AccountabilityError) -> int:
    return next((status for kind, status in STATUS.items() if isinstance(error, kind)), 500)


async def in_words(request: Request, error: Exception) -> Response:
    """One of our own errors: a sentence already."""
    assert isinstance(error, AccountabilityError)
    if isinstance(error, BrokenProcedure):
        return await broken(request, error)
    if isinstance(error, NotFound | UnknownRule):
        # Whatever was asked for: what is hidden and what never was are told in the same bytes.
        return await _told(request, 404, NOWHERE)
    return await _told(request, status_of(error), error.words, error)


async def not_there(request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 404)
    if status == 405:  # noqa: PLR2004 - asked in a way that the page does not know
        status = 404
    return await _told(request, status, NOWHERE)


async def stale(request: Request, _: Exception) -> Response:
    return await _told(
        request,
        403,
        Words(
            "这一页已经过期，没有办理；请重新打开后再交",
            "this page is too old, and nothing was done: open it again",
        ),
    )


async def too_large(request: Request, _: Exception) -> Response:
    return await _told(
        request,
        413,
        Words("提交的内容超过允许的大小，没有接收", "more was sent than may be; nothing was taken"),
    )


async def broken(request: Request, error: Exception) -> Response:
    """A fault of the program: the reader gets a number, and the log file of that number has the rest."""
    if isinstance(error, OSError) and (ours := as_ours(error)) is not None:
        return await in_words(request, ours)
    number = fault_number(error, now())
    return await _told(
        request,
        500,
        Words(
            "系统故障，编号 {number}。请把编号告诉技术人员；已经办成的事项不受影响",
            "system fault no. {number}: tell it to your technicians; what was done stays done",
            number=number,
        ),
    )


async def _told(
    request: Request, status: int, words: Words, error: AccountabilityError | None = None
) -> Response:
    try:
        visit = await run_in_threadpool(arrive, request)
    except AccountabilityError:  # The database is out of reach: then nobody is known to have signed in.
        visit = await run_in_threadpool(_stranger, request)
    authority = error.authority if isinstance(error, Refused) else None
    faults = error.faults if isinstance(error, FaultyInput) else ()
    reason = error.reason if isinstance(error, Refused) else words
    return page(visit, "answer.html", status, reason=reason, authority=authority, faults=faults, code=status)


def _stranger(request: Request) -> Visit:
    return Visit(request, office(), office().language, now())
