"""Ladders of matters that are not for everybody: whom the matter concerns, or who stepped aside, hears of it in no office held."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import insert

from flows.delivery import deliver_due
from flows.routing import register_of, routes_of
from records import notices
from records.people import Post
from records.proceedings import open_many
from rules.notices import NoticeContent, NoticeKind, Urgency
from rules.roles import Actor, Role
from state_machines.chain_rows import RANGE as HANDOVER_RANGE
from state_machines.confidentiality import (
    ASSESSMENT_RANGE,
    CLOSED,
    EXIT_RANGE,
    FOLLOWING,
    OF_DISCIPLINE,
    RANGE,
)
from state_machines.protection.openings import OPENINGS
from state_machines.register import PROCEDURES
from state_machines.steps import Kind
from tests.records.conftest import COURT, ORGANISER

RANGES = {
    "disciplinary_prereview": RANGE, **FOLLOWING, "quota_exit": EXIT_RANGE, "annual_assessment": ASSESSMENT_RANGE,
    "handover": HANDOVER_RANGE, **{each.procedure.code: each.range for each in OPENINGS.values()},
}  # fmt: skip
OFFICES = [role for role in Role if role is not Role.CALENDAR]


def _enrolled(desk, *posts):
    with desk.store.begin() as session:
        session.connection().execute(
            insert(Post),
            [
                {"person": person, "role": role.value, "court": court, "division": "", "since": date(2020, 1, 1), "until": None, "specialties": []}
                for person, role, court in posts
            ],
        )  # fmt: skip


def _of(code, person):
    """Facts by which the procedure concerns that person on every side it knows."""
    sides = PROCEDURES[code].concerned.sides
    return {fact.code: [person] if fact.kind is Kind.CODES else person for fact in sides}


def _opened(desk, code, facts):
    ref = RANGES[code] + ("评查2026Q1-0001-线索" if code == "handover" else "2026-0001")
    by = Actor("D9", Role.INSPECTION, court=COURT)
    given = {"court": COURT, "organiser": ORGANISER, "giver": "president", "target": "", **facts}
    with desk.store.begin() as session:
        rules = desk.store.rules.on(desk.now.date())
        if code in FOLLOWING:  # The one that stepped aside did so in the matter before it.
            before = {"court": COURT, "organiser": ORGANISER, "judge": "J9", "recused": ["P2"]}
            open_many(session, "disciplinary_prereview", [(f"{RANGE}2026-0001", before)], by=by, at=desk.now, rules=rules)  # fmt: skip
        elif code in OF_DISCIPLINE:
            given["recused"] = ["P2"]
        open_many(session, code, [(ref, given)], by=by, at=desk.now, rules=rules)
    return ref


def _told(office, desk, code, ref, role):
    content = NoticeContent(
        key="催办", kind=NoticeKind.REPORTED_UP, proceeding=ref, procedure=PROCEDURES[code].words, court=COURT,
        audience=role, urgency=Urgency.URGENT,
    )  # fmt: skip
    return routes_of(office, register_of(office, desk.now), content, desk.now)


@pytest.mark.parametrize("code", sorted(CLOSED))
def test_a_rung_reaches_nobody_whom_the_matter_concerns_or_who_stepped_aside(desk, office, code):
    posts = [(person, role, COURT) for role in OFFICES for person in ("P1", "P2", "P3")]
    _enrolled(desk, *posts)
    ref = _opened(desk, code, _of(code, "P1"))
    may_not = {"P1", "P2"} if code in OF_DISCIPLINE else {"P1"}
    sides = PROCEDURES[code].concerned.sides.values()
    above = [
        role
        for role in OFFICES
        if role in PROCEDURES[code].with_a_part and not any(role in side for side in sides)
    ]

    for role in above:
        told = {each.person for each in _told(office, desk, code, ref, role).messages}
        assert told & {"P1", "P2", "P3"} == {"P1", "P2", "P3"} - may_not, role


@pytest.mark.parametrize("code", sorted(CLOSED))
def test_an_alarm_of_which_its_office_may_not_know_goes_to_the_one_above(desk, office, code):
    above = [
        ("P0", role, ORGANISER) for role in (Role.PRESIDENT, Role.PARTY_GROUP, Role.ADJUDICATION_COMMITTEE)
    ]
    _enrolled(desk, *(("P1", role, COURT) for role in OFFICES), *above)
    ref = _opened(desk, code, _of(code, "P1"))
    desk_of = PROCEDURES[code].letters.desk
    content = NoticeContent(
        key="催办", kind=NoticeKind.OVERDUE, proceeding=ref, procedure=PROCEDURES[code].words, court=COURT,
        audience=desk_of, urgency=Urgency.URGENT, authority="local_review.逐级催办",
    )  # fmt: skip
    with desk.store.begin() as session:
        notices.put_once(session, [content], desk.now)

    deliver_due(office, desk.now)
    deliver_due(office, desk.now)

    told = desk.rows(
        "SELECT delivery.person, kind FROM delivery JOIN notice ON notice.id = notice_id WHERE kind = 'nobody_to_notify'"
    )
    assert {(row["person"], row["kind"]) for row in told} == {("P0", "nobody_to_notify")}
