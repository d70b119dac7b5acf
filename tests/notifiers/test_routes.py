from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from notifiers.route_book import route_book
from notifiers.routes import Address, Post, Register, route
from rules.errors import FaultyInput
from rules.labels import Words
from rules.notices import NoticeContent, NoticeKind, Urgency
from rules.roles import Role
from rules.workdays import calendar

MONDAY = date(2021, 10, 11)
NINE = datetime(2021, 10, 11, 1, 0, tzinfo=UTC)
"""Nine in the morning of that Monday in Beijing."""
COURT = "长春市中级人民法院"


@pytest.fixture
def to_the_chief():
    return NoticeContent(
        key="k1", kind=NoticeKind.OVERDUE, proceeding="评查2021Q3-0042",
        procedure=Words("案件质量评查", "case quality review"), court=COURT, audience=Role.DIVISION_CHIEF,
        division="民一庭")  # fmt: skip


@pytest.fixture
def court_book(tmp_path):
    own = tmp_path / "routes.yaml"
    own.write_text(
        "roles:\n  division_chief: {routine: [mailbox, mail], urgent: [sms, mailbox, mail]}\n",
        encoding="utf-8",
    )
    return route_book(own)


def routed(content, posts, addresses=(), *, book=None):
    return route(content, Register(posts, addresses), book or route_book(), NINE, calendar())


def chief(person, division="民一庭", since=date(2020, 1, 1), until=None):
    return Post(person, Role.DIVISION_CHIEF, COURT, division, since, until)


def test_whoever_holds_the_office_that_day_is_told_and_the_reason_is_given(to_the_chief):
    posts = [chief("C-01", until=MONDAY), chief("C-02", since=MONDAY), chief("C-03", "刑一庭")]

    found = routed(to_the_chief, posts)

    assert [(to.person, to.channel_url) for to in found.messages] == [("C-02", "mailbox://C-02")]
    assert found.messages[0].why == "2021-10-11起任长春市中级人民法院民一庭庭长"


def test_one_who_serves_the_whole_court_serves_each_division(to_the_chief):
    found = routed(
        replace(to_the_chief, audience=Role.TRIAL_MANAGEMENT),
        [Post("T-01", Role.TRIAL_MANAGEMENT, COURT, "", date(2020, 1, 1))],
    )

    assert [to.person for to in found.messages] == ["T-01"]


def test_the_same_office_in_another_court_is_not_told(to_the_chief):
    posts = [Post("C-09", Role.DIVISION_CHIEF, "吉林市中级人民法院", "民一庭", date(2020, 1, 1))]

    found = routed(to_the_chief, posts)

    assert found.messages == ()
    assert found.gap == Words(
        "长春市中级人民法院民一庭于2021-10-11没有在任的庭长",
        "长春市中级人民法院 民一庭 has no division chief on 2021-10-11",
    )


def test_a_person_named_is_told_alone(to_the_chief):
    posts = [chief("C-02"), Post("J-07", Role.JUDGE, COURT, "民一庭", date(2020, 1, 1))]

    found = routed(replace(to_the_chief, person="J-07"), posts)

    assert [to.person for to in found.messages] == ["J-07"]
    assert found.messages[0].why == "通知指明J-07"


def test_one_who_left_without_an_address_is_nobody_and_with_one_is_told(to_the_chief, court_book):
    content = replace(to_the_chief, person="C-01")
    posts = [chief("C-01", until=date(2021, 1, 1))]

    without = routed(content, posts, book=court_book)
    having = routed(content, posts, [Address("C-01", "mail", "c01@court.invalid")], book=court_book)

    assert without.messages == ()
    assert without.gap == "C-01于2021-10-11没有在任职务，也没有登记通知地址"
    assert {to.channel.name for to in having.messages} == {"mailbox", "mail"}


def test_channels_follow_office_and_urgency_and_secrets_stay_out(to_the_chief, court_book):
    posts = [chief("C-02")]
    addresses = [Address("C-02", "mail", "c02@court.invalid"), Address("C-02", "sms", "+86 139")]

    routine = routed(to_the_chief, posts, addresses, book=court_book).messages
    urgent = routed(replace(to_the_chief, urgency=Urgency.URGENT), posts, addresses, book=court_book).messages

    assert [to.channel.name for to in routine] == ["mailbox", "mail"]
    assert [to.channel.name for to in urgent] == ["sms", "mailbox", "mail"]
    assert urgent[0].channel.outside
    assert urgent[0].channel.short
    assert ":phone=%2B86%20139" in urgent[0].channel_url
    assert "{mail_password}" in routine[1].channel_url
    assert routine[1].address == "c02@court.invalid"


def test_nobody_has_an_address_for_the_only_channel(to_the_chief, tmp_path):
    own = tmp_path / "routes.yaml"
    own.write_text("default: {routine: [mail], urgent: [mail]}\n", encoding="utf-8")

    found = routed(to_the_chief, [chief("C-02"), chief("C-05")], book=route_book(own))

    assert found.messages == ()
    assert found.gap == Words(
        "C-02、C-05没有登记下列渠道的通知地址：法院专网邮箱",
        "C-02、C-05: no address for any of court mail",
    )


def test_two_posts_of_one_person_are_one_message(to_the_chief):
    posts = [chief("C-02"), chief("C-02", division="")]

    found = routed(to_the_chief, posts)

    assert len(found.messages) == 1


def test_a_faulty_route_book_is_refused_with_every_fault(tmp_path):
    own = tmp_path / "routes.yaml"
    own.write_text(
        "channels:\n  fax: {zh: 传真}\n"
        "default: {routine: []}\n"
        "roles:\n  janitor: {routine: [mailbox], urgent: [mailbox]}\n  judge: {routine: [pigeon], urgent: [mailbox]}\n",
        encoding="utf-8",
    )

    with pytest.raises(FaultyInput) as refused:
        route_book(own)

    assert [fault.where.values["where"] for fault in refused.value.faults] == [
        "channels.fax",
        "default.routine",
        "roles.janitor",
        "roles.judge.routine",
    ]
    assert "没有登记渠道“pigeon”" in str(refused.value)


def test_a_file_that_is_no_route_book_is_refused(tmp_path):
    own = tmp_path / "routes.yaml"
    own.write_text("- a\n- b\n", encoding="utf-8")

    with pytest.raises(FaultyInput, match="只应有"):
        route_book(own)


def test_a_second_way_to_the_same_telephone_uses_the_addresses_of_the_first(to_the_chief, tmp_path):
    own = tmp_path / "routes.yaml"
    own.write_text("roles:\n  division_chief: {routine: [sms_form], urgent: [sms_form]}\n", encoding="utf-8")

    found = routed(to_the_chief, [chief("C-01")], [Address("C-01", "sms", "139")], book=route_book(own))

    assert [(to.channel.name, to.address) for to in found.messages] == [("sms_form", "139")]
