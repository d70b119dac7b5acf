"""Signing in and out, and the language (登录、退出、语言)."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from console.installation import settings
from console.web.rendering import page
from console.web.visits import COOKIE, TONGUE, Arrived, Form, StalePage, text
from flows import signing_in

router = APIRouter()
_YEAR = 365 * 24 * 3600


def within(place: str) -> str:
    """A place of this desk, whatever an address asks for: nobody is sent elsewhere from here."""
    mine = place.startswith("/") and not place.startswith("//") and "\\" not in place
    return place if mine and place.isprintable() else "/"


@router.get("/sign-in")
def ask(visit: Arrived, next: str = "/") -> Response:  # noqa: A002 - the name in the address
    if visit.who is not None:
        return RedirectResponse("/", 303)
    return page(visit, "sign_in.html", next=within(next), failed=False, name="")


@router.post("/sign-in")
def sign_in(visit: Arrived, form: Form) -> Response:
    _from_here(visit)
    name, back = text(form, "name").strip(), within(text(form, "next") or "/")
    token = signing_in.sign_in(visit.office, name, text(form, "password"), text(form, "code"), now=visit.now)
    if token is None:
        return page(visit, "sign_in.html", 403, next=back, failed=True, name=name)
    if visit.who is not None:  # Whoever signs in begins a new session; an older one is not taken along.
        signing_in.sign_out(visit.office, visit.who.token, now=visit.now)
    answer = RedirectResponse(back, 303)
    secure = visit.request.url.scheme == "https" or settings().desk_https
    answer.set_cookie(COOKIE, token, httponly=True, samesite="lax", secure=secure)
    return answer


@router.post("/sign-out")
def sign_out(visit: Arrived, form: Form) -> Response:
    # Whoever has to change the password first, or to take a second factor, may leave instead.
    if visit.who is None:
        return RedirectResponse("/sign-in", 303)
    visit.require(form)
    signing_in.sign_out(visit.office, visit.who.token, now=visit.now)
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie(COOKIE)
    return answer


@router.get("/language/{tongue}")
def speak(tongue: str, back: str = "/") -> Response:
    answer = RedirectResponse(within(back), 303)
    answer.set_cookie(TONGUE, "en" if tongue == "en" else "zh", max_age=_YEAR, httponly=True, samesite="lax")
    return answer


def _from_here(visit: Arrived) -> None:
    """Raises:
    StalePage: another site's page tries to sign somebody in here.
    """
    origin = visit.request.headers.get("origin")
    if origin and origin.partition("://")[2] != visit.request.headers.get("host"):
        raise StalePage
