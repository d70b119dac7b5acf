"""Who is told of a notice at an hour, asked of the register (送达对象): one answer for delivery and for whoever asks why.

`zelian notices route` shows what this says; delivery does what this says.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session, col

from flows.office import Office
from notifiers.routes import Address, Barriers, Post, Register, Rosters, Routed, Routes, route
from records import people, rosters, visibility
from records.conflicts import conflicts_about
from records.proceedings import Proceeding
from rules.absences import Away
from rules.clocks import beijing_day
from rules.labels import Words
from rules.notices import NoticeContent
from rules.roles import Actor, Role
from state_machines.confidentiality import is_closed


def register_of(office: Office, now: datetime) -> Register:
    """What is on the register at that hour: posts, addresses, and who is away or on duty from that day on."""
    post, address = people.Post, people.Address
    held = select(
        col(post.person),
        col(post.role),
        col(post.court),
        col(post.division),
        col(post.since),
        col(post.until),
    )
    reached = select(col(address.person), col(address.channel), col(address.target))
    today = beijing_day(now)
    with office.store.read() as session:
        posts = [Post(person, Role(role), *rest) for person, role, *rest in session.execute(held)]
        addresses = [Address(*row) for row in session.execute(reached)]
        return Register(posts, addresses, _rosters(session, today))


def _rosters(session: Session, today: date) -> Rosters:
    away: defaultdict[str, list[Away]] = defaultdict(list)
    # In the order in which they were entered: of two that overlap the later word counts.
    for row in sorted(rosters.absences(session, ending_after=today), key=lambda row: row.id):
        away[row.person].append(row.away)
    duties = [row.turn for row in rosters.duties(session, ending_after=today)]
    return Rosters(dict(away), duties, rosters.declined(session))


def routes_of(office: Office, register: Register, content: NoticeContent, at: datetime) -> Routes:
    """Who is told, by which channels, from which hour; why; and why nobody, where that is so."""
    barriers = barriers_of(office, register, content.proceeding, content.audience, beijing_day(at))
    return route(content, register, office.routes, at, office.store.calendar, barriers)


def as_told(content: NoticeContent, to: Routed) -> NoticeContent:
    """The notice as that reader gets it: who is told in somebody's place reads so, and that it gives no right to act."""
    if to.instead_of is None:
        return content
    point = (_STANDING_IN, Words(*_NO_RIGHT_TO_ACT, place=to.instead_of))
    return replace(content, points=(*content.points, point))


def barriers_of(office: Office, register: Register, ref: str, role: Role, on: date) -> Barriers:
    """What keeps people from being told of that matter in that office; asked of the database only where somebody may stand in."""
    aside: frozenset[str] = frozenset()
    if is_closed(ref):
        with office.store.read() as session:
            aside = visibility.barred(session, ref, role)
    matter = _Matter(office, register, ref, on)
    return Barriers(aside, matter.concerns, matter.is_open_to)


class _Matter:
    """One matter, of which somebody may be told in another's place."""

    def __init__(self, office: Office, register: Register, ref: str, on: date) -> None:
        self._office, self._register, self._ref, self._on = office, register, ref, on
        self._concerned: frozenset[str] | None = None

    def concerns(self, person: str) -> bool:
        """Whether the facts name the person, or the person declared a conflict with what they name."""
        if self._concerned is None:
            with self._office.store.read() as session:
                self._concerned = _concerned(session, self._ref)
        return person in self._concerned

    def is_open_to(self, person: str) -> bool:
        """Whether the person may know of the matter in an office held that day: the predicate every desk asks."""
        if not is_closed(self._ref):
            return True
        held = {
            (post.role, post.court)
            for post in self._register.posts
            if post.person == person and post.held(self._on)
        }
        query = select(col(Proceeding.ref)).where(col(Proceeding.ref) == self._ref)
        for role, court in sorted(held, key=lambda each: (each[0].value, each[1])):
            seen = self._office.store.as_seen_by(Actor(person, role, court=court))
            with seen.read() as session:
                if session.execute(query).first() is not None:
                    return True
        return False


def _concerned(session: Session, ref: str) -> frozenset[str]:
    query = select(col(Proceeding.facts), col(Proceeding.case_no)).where(col(Proceeding.ref) == ref)
    row = session.execute(query).first()
    if row is None:
        return frozenset()
    named = frozenset(_texts(row.facts))
    declared = conflicts_about(session, named | {row.case_no})
    return named | {each["person"] for found in declared.values() for each in found}


def _texts(value: object) -> list[str]:
    """Every text in the facts, however deep; people are known by codes, which are texts."""
    if isinstance(value, str):
        return [value]
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for each in inside for text in _texts(each)]


_STANDING_IN = Words("代收", "In whose place")
_NO_RIGHT_TO_ACT = (
    "代{place}收阅。代收只是知悉，不能代为办理；需要办理的，由有权的人办理，或者依法确定代理职务后办理",
    (
        "You read this in place of {place}. It is for your information and gives no right to act: whoever holds the "
        "office acts, or whoever is appointed to it"
    ),
)
