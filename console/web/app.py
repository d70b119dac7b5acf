"""The desk in a browser (网上办事窗口): one application over the office of this installation.

Pages are made here, whole; a browser without JavaScript reads and acts the same. docs/decisions/0113-the-desk-in-a-browser.md.
"""

from __future__ import annotations

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from console.office import now, office
from console.web import answers
from console.web.headers import Guarded, TooLarge
from console.web.pages import account, accounts, evidence, home, law, matter, matters, notices, signing
from console.web.rendering import HERE
from console.web.visits import SentElsewhere, StalePage
from flows.evidence import OF_DISCIPLINES, OF_REVIEWS
from rules.clocks import beijing_day
from rules.errors import AccountabilityError
from rules.written import is_whole_text

_BESIDE_FILES = 2**20
"""Bytes of a form besides its files."""


def desk() -> Guarded:
    """The application, guarded."""
    made = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, dependencies=[Depends(_kept)])
    made.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    for each in (signing, home, matters, matter, evidence, notices, law, account, accounts):
        made.include_router(each.router)
    made.add_exception_handler(SentElsewhere, _elsewhere)
    made.add_exception_handler(AccountabilityError, answers.in_words)
    made.add_exception_handler(StalePage, answers.stale)
    made.add_exception_handler(TooLarge, answers.too_large)
    made.add_exception_handler(HTTPException, answers.not_there)
    made.add_exception_handler(RequestValidationError, answers.not_there)
    made.add_exception_handler(Exception, answers.broken)
    return Guarded(made, most_bytes)


def most_bytes(path: str) -> int:
    """The largest request to that place, by the parameters of today: only an act in a matter brings files."""
    if not path.startswith("/matters/"):
        return _BESIDE_FILES
    rules = office().store.rules.on(beijing_day(now()))
    files = max(int(rules[size]) * int(rules[most]) for _, size, most in (OF_REVIEWS, OF_DISCIPLINES))
    return files * 2**20 + _BESIDE_FILES


def _kept(request: Request) -> None:
    """An address with what no database keeps (a NUL, half of a character) is that of nothing."""
    if not all(
        map(is_whole_text, (request.url.path, *request.path_params.values(), *request.query_params.values()))
    ):
        raise HTTPException(404)


async def _elsewhere(request: Request, error: Exception) -> Response:
    assert isinstance(error, SentElsewhere)
    if request.headers.get("hx-request"):
        # What was typed stays on the page; the reader signs in beside it.
        return Response(status_code=401)
    return RedirectResponse(error.place, 303)
