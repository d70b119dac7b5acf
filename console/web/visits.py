"""Who sits before the browser (来访): the sign-in behind the cookie, the language, and the offices held today."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import Depends, Request
from starlette.datastructures import FormData

from console.installation import settings
from console.office import now, office
from flows import signing_in
from flows.office import Office
from flows.signing_in import SignedIn
from records.offices import HeldOffice, offices_of
from rules.clocks import beijing_day
from rules.duties import Duty
from rules.errors import Refused
from rules.labels import Language, Words
from rules.law import law

COOKIE, TONGUE = "zelian_session", "zelian_language"
MOST_FIELDS = 2000


class SentElsewhere(Exception):
    """Another page is to be seen to first."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


class StalePage(Exception):
    """A form from a page of an earlier sign-in, or from somebody else's page (CSRF)."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One request and who makes it."""

    request: Request
    office: Office
    language: Language
    now: datetime
    token: str = ""
    who: SignedIn | None = None

    @property
    def csrf(self) -> str:
        """What a form of this sign-in carries; nobody else's page knows it."""
        return hmac.new(self.token.encode(), b"zelian form", hashlib.sha256).hexdigest() if self.token else ""

    @property
    def duty(self) -> Duty | None:
        return Duty(self.who.account.duty) if self.who else None

    @property
    def person(self) -> str:
        return self.who.account.person if self.who else ""

    def offices(self) -> list[HeldOffice]:
        """In which offices this person may act today, read off the register now."""
        with self.office.store.read() as session:
            return offices_of(session, self.person, beijing_day(self.now))

    def seen_as(self, held: HeldOffice) -> Office:
        """The office as that holder may see it."""
        return replace(self.office, store=self.office.store.as_seen_by(held.actor))

    def require(self, form: FormData) -> None:
        """Raises:
        StalePage: the form is not one of this sign-in.
        """
        if not self.csrf or not hmac.compare_digest(str(form.get("csrf", "")).encode(), self.csrf.encode()):
            raise StalePage


def arrive(request: Request) -> Visit:
    """Whoever comes, signed in or not."""
    chosen = request.cookies.get(TONGUE, "")
    language: Language = "en" if chosen == "en" else "zh" if chosen == "zh" else settings().language
    at = now()
    token = request.cookies.get(COOKIE, "")
    place = replace(office(), language=language)
    who = signing_in.who_is(place, token, now=at) if token else None
    return Visit(request, place, language, at, token if who else "", who)


Arrived = Annotated[Visit, Depends(arrive)]


def signed_in(visit: Arrived) -> Visit:
    """Raises:
    SentElsewhere: nobody has signed in, or a password or a second factor is due first.
    """
    path = visit.request.url.path
    if visit.who is None:
        query = f"?{visit.request.url.query}" if visit.request.url.query else ""
        back = "" if path == "/" or visit.request.method != "GET" else f"?next={quote(path + query)}"
        raise SentElsewhere(f"/sign-in{back}")
    if visit.who.account.must_change and path != "/account/password":
        raise SentElsewhere("/account/password")
    if not visit.who.account.must_change and visit.who.second_factor_due and path != "/account/factor":
        raise SentElsewhere("/account/factor")
    return visit


SignedInVisit = Annotated[Visit, Depends(signed_in)]


def at_work(visit: SignedInVisit) -> Visit:
    """Raises:
    Refused: the account is one of those that see no matter.
    """
    return _only(visit, Duty.PERSON)


def keeping_accounts(visit: SignedInVisit) -> Visit:
    """Raises:
    Refused: the account is not an administrator's.
    """
    return _only(visit, Duty.ADMINISTRATOR)


def auditing(visit: SignedInVisit) -> Visit:
    """Raises:
    Refused: the account is not an auditor's.
    """
    return _only(visit, Duty.AUDITOR)


def _only(visit: Visit, duty: Duty) -> Visit:
    if visit.duty is not duty:
        raise Refused(
            Words("本页只供{duty}使用", "this page is for a {duty}", duty=duty), law("local_accounts")["三员"]
        )
    return visit


async def read_form(request: Request) -> AsyncIterator[FormData]:
    """The form as it was sent: its files wait on disk, not in memory, and are gone when it was answered."""
    async with request.form(max_files=100, max_fields=MOST_FIELDS, max_part_size=2**20) as form:
        yield form


Worker = Annotated[Visit, Depends(at_work)]
Administrator = Annotated[Visit, Depends(keeping_accounts)]
Auditor = Annotated[Visit, Depends(auditing)]
Form = Annotated[FormData, Depends(read_form)]


def text(form: FormData, name: str) -> str:
    """One field as it was typed; a file is none."""
    found: Any = form.get(name, "")
    return found if isinstance(found, str) else ""
