"""Who is told in whose place: link by link, and never whom the matter keeps out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from notifiers.route_book import route_book
from notifiers.routes import Address, Barriers, Post, Register, Rosters, route
from rules.absences import Away, OnDuty, circle
from rules.labels import Words
from rules.notices import NoticeContent, NoticeKind, Urgency
from rules.roles import Role
from rules.workdays import calendar

NINE = datetime(2026, 10, 8, 1, 0, tzinfo=UTC)
"""Nine in the morning in Beijing, the first working day after the holiday week."""
COURT = "吉林省吉林市中级人民法院"
FIRST, AFTER = date(2026, 9, 30), date(2026, 10, 13)
TO_THE_PRESIDENT = NoticeContent(
    key="k1", kind=NoticeKind.STEP_TAKEN, proceeding="评查2026Q3-0001",
    procedure=Words("案件质量评查", "case quality review"), court=COURT, audience=Role.PRESIDENT,
)  # fmt: skip


def post(person, role=Role.PRESIDENT, until=None, division=""):
    return Post(person, role, COURT, division, date(2020, 1, 1), until)


HOUSE = [
    post("P1"), post("P2", Role.VICE_PRESIDENT), post("P3", Role.DIVISION), post("P4", Role.DIVISION),
    post("P9", Role.DIVISION, until=date(2026, 1, 1)),
]  # fmt: skip


def away(*pairs):
    return {person: [Away(person, FIRST, AFTER, substitute)] for person, substitute in pairs}


def told(content=TO_THE_PRESIDENT, *, posts=HOUSE, barriers=None, addresses=(), **rosters):
    register = Register(posts, addresses, Rosters(**rosters))
    return route(content, register, route_book(), NINE, calendar(), barriers or Barriers())


def present(found):
    return [each.person for each in found.messages if each.instead_of is not None]


def test_whoever_is_there_is_told_alone():
    found = told(away=away(("P3", "P4")))

    assert [(each.person, each.instead_of) for each in found.messages] == [("P1", None)]


def test_the_substitute_of_a_substitute_is_told_and_each_link_is_said():
    found = told(away=away(("P1", "P3"), ("P3", "P4")))

    assert present(found) == ["P4"]
    assert [str(link) for link in found.links[1:]] == [
        "P1离岗至2026-10-12", "P1的代理人是P3", "P3离岗至2026-10-12", "P3的代理人是P4",
    ]  # fmt: skip


def test_the_one_who_is_away_finds_the_letter_in_the_mailbox_and_is_not_rung(tmp_path):
    own = tmp_path / "routes.yaml"
    own.write_text(
        "roles:\n  president: {routine: [mailbox, sms], urgent: [mailbox, sms]}\n", encoding="utf-8"
    )
    addresses = [Address("P1", "sms", "139"), Address("P3", "sms", "138")]
    register = Register(HOUSE, addresses, Rosters(away=away(("P1", "P3"))))

    found = route(
        replace(TO_THE_PRESIDENT, urgency=Urgency.URGENT), register, route_book(own), NINE, calendar()
    )

    assert [(each.person, each.channel.name) for each in found.messages] == [
        ("P1", "mailbox"), ("P3", "mailbox"), ("P3", "sms"),
    ]  # fmt: skip


def test_after_the_absence_the_holder_is_told_again():
    found = told(away={"P1": [Away("P1", FIRST, date(2026, 10, 8), "P3")]})

    assert present(found) == []


def test_duty_comes_before_the_deputy_and_the_office_s_own_duty_first():
    turns = [OnDuty("P3", COURT, "", FIRST, AFTER), OnDuty("P4", COURT, "president", FIRST, AFTER)]

    assert present(told(away=away(("P1", "")), duties=turns)) == ["P4"]
    assert present(told(away=away(("P1", "")), duties=turns[:1])) == ["P3"]
    assert present(told(away=away(("P1", "")))) == ["P2"]
    elsewhere = [replace(turns[1], court="吉林省长春市中级人民法院")]
    assert present(told(away=away(("P1", "")), duties=elsewhere)) == ["P2"]
    over = [replace(turns[1], until=date(2026, 10, 8))]
    assert present(told(away=away(("P1", "")), duties=over)) == ["P2"]


def test_a_vacant_office_is_followed_by_its_deputy():
    found = told(posts=HOUSE[1:])

    assert [(each.person, str(each.instead_of)) for each in found.messages] == [("P2", "院长")]
    assert str(found.links[0]) == "没有在任的院长"


def test_an_official_who_left_is_told_in_nobody_s_place():
    found = told(away=away(("P1", "P9")))

    assert "P9" not in [each.person for each in found.messages]
    assert "P9当日没有在任职务，不告知" in [str(link) for link in found.links]
    assert present(found) == ["P2"]


def test_a_circle_is_told_as_a_fault_and_the_search_goes_on():
    found = told(away=away(("P1", "P3"), ("P3", "P1")))

    assert "代理成环，找不到代收人：P1→P3→P1" in [str(link) for link in found.links]
    assert present(found) == ["P2"]


@pytest.mark.parametrize(
    ("barriers", "why"),
    [
        (Barriers(aside={"P3"}), "P3在本事项中回避或者不得知悉，不告知"),
        (Barriers(concerned=lambda person: person == "P3"), "P3在本事项中另有身份或者利害关系，不代收"),
        (Barriers(may_know=lambda person: person != "P3"), "P3的职务无权知悉本事项，不代收"),
    ],
)
def test_a_substitute_whom_the_matter_keeps_out_is_passed_over_and_it_is_said(barriers, why):
    found = told(away=away(("P1", "P3")), barriers=barriers)

    assert "P3" not in [each.person for each in found.messages]
    assert why in [str(link) for link in found.links]


def test_where_nobody_can_stand_in_the_one_who_is_away_is_told_by_every_channel_and_the_office_hears_of_it():
    found = told(posts=[HOUSE[0]], away=away(("P1", "")))

    assert [(each.person, each.channel.name) for each in found.messages] == [("P1", "mailbox")]
    assert str(found.gap) == "P1离岗，没有可以代收的人；仍通知本人"


def test_one_who_stepped_aside_is_not_told_even_when_named_and_reached_by_mail():
    content = replace(TO_THE_PRESIDENT, person="P9")
    addresses = [Address("P9", "mail", "p9@court.example")]

    assert told(content, addresses=addresses).messages
    assert told(content, addresses=addresses, barriers=Barriers(aside={"P9"})).messages == ()


def test_what_is_somebody_s_own_is_read_by_nobody_else():
    content = replace(TO_THE_PRESIDENT, audience=Role.JUDGE_CONCERNED, person="P3")

    found = told(content, away=away(("P3", "P4")))

    assert [(each.person, each.instead_of) for each in found.messages] == [("P3", None)]
    assert found.gap is None


def test_a_wish_is_heard_for_routine_notices_only_and_where_the_channel_is_optional(tmp_path):
    own = tmp_path / "routes.yaml"
    own.write_text("default: {routine: [mailbox, sms], urgent: [mailbox, sms]}\n", encoding="utf-8")
    register = Register(
        HOUSE, [Address("P1", "sms", "139")], Rosters(declined={("P1", "sms"), ("P1", "mailbox")})
    )

    def channels(content):
        found = route(content, register, route_book(own), NINE, calendar())
        return [each.channel.name for each in found.messages]

    assert channels(TO_THE_PRESIDENT) == ["mailbox"]
    assert channels(replace(TO_THE_PRESIDENT, urgency=Urgency.URGENT)) == ["mailbox", "sms"]


def test_a_circle_is_found_before_it_is_entered_only_where_the_days_meet():
    standing = [Away("A", FIRST, AFTER, "B"), Away("B", FIRST, AFTER, "C")]

    assert circle(Away("C", FIRST, AFTER, "A"), standing) == ("C", "A", "B", "C")
    assert circle(Away("C", AFTER, date(2026, 10, 20), "A"), standing) == ()
    assert circle(Away("D", FIRST, AFTER, "A"), standing) == ()
