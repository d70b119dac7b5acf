"""One's own account (本人账户): the password and the second factor."""

from __future__ import annotations

import segno
from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response
from markupsafe import Markup

from console.web.rendering import page
from console.web.visits import Form, SignedInVisit, Visit, text
from flows import accounts, signing_in
from rules.clocks import beijing_day
from rules.errors import FaultyInput

router = APIRouter()


@router.get("/account/password")
def ask_password(visit: SignedInVisit) -> Response:
    return _password(visit)


@router.post("/account/password")
def change(visit: SignedInVisit, form: Form) -> Response:
    visit.require(form)
    assert visit.who is not None
    try:
        if text(form, "new") != text(form, "again"):
            raise accounts.not_twice()
        accounts.change_password(
            visit.office, visit.who.account.name, text(form, "old"), text(form, "new"), token=visit.who.token, now=visit.now
        )  # fmt: skip
    except FaultyInput as error:
        return _password(visit, error)
    return RedirectResponse("/account/password?done=1", 303)


@router.get("/account/factor")
def ask_factor(visit: SignedInVisit) -> Response:
    return _factor(visit)


@router.post("/account/factor")
def confirm(visit: SignedInVisit, form: Form) -> Response:
    visit.require(form)
    assert visit.who is not None
    try:
        signing_in.confirm_factor(visit.office, visit.who, text(form, "code"), now=visit.now)
    except FaultyInput as error:
        return _factor(visit, error)
    return RedirectResponse("/account/factor?done=1", 303)


def _password(visit: Visit, error: FaultyInput | None = None) -> Response:
    rules = visit.office.store.rules.on(beijing_day(visit.now))
    return page(
        visit,
        "password.html",
        422 if error else 200,
        faults=error.faults if error else (),
        length=int(rules["accounts.password_length"]),
        kinds=int(rules["accounts.password_kinds"]),
        done="done" in visit.request.query_params,
    )


def _factor(visit: Visit, error: FaultyInput | None = None) -> Response:
    assert visit.who is not None
    account = visit.who.account
    secret = "" if account.factor else signing_in.offer_factor(visit.office, visit.who.token)
    picture = (
        segno.make(signing_in.address_of(account.name, secret)).svg_inline(scale=4, border=2)
        if secret
        else ""
    )
    return page(
        visit,
        "factor.html",
        422 if error else 200,
        faults=error.faults if error else (),
        secret=secret,
        picture=Markup(picture),  # noqa: S704 - a drawing of our own
        done="done" in visit.request.query_params,
    )
