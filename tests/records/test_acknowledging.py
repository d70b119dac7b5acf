"""签收: each person for himself, one message once, with a reason and a next date; the ladder waits, and does not forget."""

from __future__ import annotations

import json
import re
import stat
from datetime import date, timedelta

import pytest
from sqlalchemy import insert, text

from flows.acknowledging import acknowledge
from flows.delivery import deliver_due
from flows.due import anything_due, morning
from flows.own_messages import note_read, own_messages
from records.acknowledgement_key import NAME
from records.delivery_ledger import steps
from records.notices import Notice
from records.people import Post
from records.verification import verify
from rules.errors import FaultyInput, Refused
from rules.message_codes import read_code
from rules.roles import Actor, Role
from tests.records.conftest import COURT, ORGANISER

DAY = timedelta(days=1)
D1, D2 = Actor("D1", Role.DIVISION, court=COURT), Actor("D2", Role.DIVISION, court=COURT)
FRIDAY, TUESDAY = date(2026, 3, 13), date(2026, 3, 17)


@pytest.fixture
def late(desk, office):
    """A file that was to be handed over yesterday; the division (two people) and the office were urged on 10 March."""
    posts = [
        ("D1", Role.DIVISION, COURT, "民二庭"),
        ("D2", Role.DIVISION, COURT, "民二庭"),
        ("C1", Role.DIVISION_CHIEF, COURT, "民二庭"),
        ("A1", Role.TRIAL_MANAGEMENT, ORGANISER, ""),
    ]
    with desk.store.begin() as session:
        session.connection().execute(
            insert(Post),
            [
                {"person": person, "role": role.value, "court": court, "division": division, "since": date(2020, 1, 1), "until": None, "specialties": []}
                for person, role, court, division in posts
            ],
        )  # fmt: skip
    desk.open("评1")
    _tick(desk, office)
    desk.now += 8 * DAY
    _tick(desk, office)
    return desk


def _tick(desk, office):
    morning(office, desk.now)
    deliver_due(office, desk.now)


def _letters(office, person):
    return [path.read_text("utf-8") for path in sorted((office.mailbox / person).glob("*.eml"))]


def _code(office, person, kind="超期"):
    letter = next(each for each in reversed(_letters(office, person)) if kind in _subject(each))
    return re.search(r"签收码：([A-Z2-7]{4}(?:-[A-Z2-7]{4})+)", letter)[1]


def _subject(letter):
    from email import message_from_string, policy

    return str(message_from_string(letter, policy=policy.default)["Subject"])


def _answer(desk, office, code, by=D1, next_on=FRIDAY, reason="卷宗在上级法院，周五取回", **more):
    return acknowledge(office, code, by=by, reason=reason, next_on=next_on, now=desk.now, **more)


def _kinds(desk, until, office):
    """By day until then, the kinds of notices of its morning."""
    found = {}
    while desk.now.date() <= until:
        before = desk.rows("SELECT max(id) AS id FROM notice")[0]["id"]
        _tick(desk, office)
        new = desk.rows("SELECT DISTINCT kind FROM notice WHERE id > :id", id=before)
        if kinds := {row["kind"] for row in new} - {"nobody_to_notify", "alarm_unanswered"}:
            found[desk.now.date().isoformat()] = kinds
        morning(office, desk.now)  # What delivery raised has a ladder from the next look on.
        assert not anything_due(office, desk.now)
        desk.now += DAY
    return found


def test_an_acknowledgement_holds_the_ladder_and_what_is_forgotten_goes_on_and_says_so(late, office):
    code = _code(office, "D1")
    late.now += 2 * DAY

    done = _answer(late, office, code, next_on=date(2026, 3, 18), reason="卷宗在上级法院")
    found = _kinds(late, date(2026, 3, 26), office)

    assert done.held_until == date(2026, 3, 18)
    assert found == {"2026-03-19": {"talk"}, "2026-03-26": {"told_president"}}, (
        "held past Monday the 16th, then in its own steps"
    )
    talk = next(each for each in reversed(_letters(office, "C1")) if "约谈" in _subject(each))
    assert (
        "签收后未办：D1于2026-03-12签收，写明“卷宗在上级法院”，下一步日期2026-03-18，至今没有办理"
        in talk.replace("\n", "")
    )


def test_a_short_hold_makes_nothing_come_sooner(late, office):
    _answer(late, office, _code(office, "D1"), next_on=date(2026, 3, 11))

    assert _kinds(late, date(2026, 3, 16), office) == {"2026-03-16": {"talk"}}


def test_an_act_within_the_time_ends_it_and_nobody_hears_more(late, office):
    _answer(late, office, _code(office, "D1"))
    late.now += 2 * DAY
    late.do("评1", "hand_in_file", Role.DIVISION, {"file_complete": True, "late_reason": "卷宗在外"})

    found = _kinds(late, date(2026, 3, 13), office)

    assert not {"talk", "overdue"} & set().union(*found.values())


def test_who_only_hears_acknowledges_for_himself_and_holds_nothing(late, office):
    done = _answer(
        late, office, _code(office, "A1"), by=Actor("A1", Role.TRIAL_MANAGEMENT), reason="已电话督促"
    )

    assert done.held_until is None
    assert _kinds(late, date(2026, 3, 16), office) == {"2026-03-16": {"talk"}}


def test_two_people_of_an_office_each_have_a_code_of_their_own(late, office):
    first, second = _code(office, "D1"), _code(office, "D2")
    assert first != second

    with pytest.raises(Refused, match="这一签收码是发给他人的") as refused:
        _answer(late, office, second, by=D1)
    _answer(late, office, first, by=D1)
    _answer(late, office, second, by=D2)

    assert refused.value.authority.code == "local_review.签收"
    assert [row["person"] for row in late.rows("SELECT person FROM acknowledgement ORDER BY id")] == [
        "D1",
        "D2",
    ]


def test_a_code_is_used_once_and_by_the_first_of_two_hands(late, office, at_once):
    code, done = _code(office, "D1"), []

    failed = at_once([lambda: done.append(_answer(late, office, code))] * 3)

    assert len(done) == 1
    assert all(isinstance(error, Refused) and "一码只用一次" in str(error) for error in failed)
    assert len(failed) == 2
    assert late.rows("SELECT count(*) AS n FROM acknowledgement") == [{"n": 1}]


def test_a_code_that_is_too_old_changed_or_of_nothing_is_refused_in_words(late, office):
    code = _code(office, "D1")
    forged = ("B" if code[-1] == "A" else "A").join((code[:-1], ""))
    before = late.dump()

    for wrong, words in (
        (forged, "核对不符"),
        ("AAAA-BBBB", "不是签收码"),
        ("院长", "不是签收码"),
        ("", "不是签收码"),
    ):
        with pytest.raises(FaultyInput, match=words):
            _answer(late, office, wrong)
    late.now += 20 * DAY
    with pytest.raises(Refused, match="签收码已于2026-03-24失效"):
        _answer(late, office, code, next_on=date(2026, 3, 31))

    assert late.dump() == before


def test_a_code_says_nothing_about_its_reader(late, office):
    code = read_code(_code(office, "D1"))

    assert code.until == date(2026, 3, 24)
    assert b"D1" not in code.signature
    assert stat.S_IMODE((office.papers.parent / NAME).stat().st_mode) == 0o600
    assert re.sub("[-]", " ", str(code)).lower() != str(code)
    assert read_code(str(code).replace("-", " ").lower()) == code


@pytest.mark.parametrize(
    ("next_on", "reason", "words"),
    [
        (date(2026, 3, 14), "取回", "不是工作日（星期六）"),
        (date(2026, 3, 9), "取回", "已经过去"),
        (date(2026, 3, 18), "取回", "太远"),
        (None, "取回", "没有写明"),
        (TUESDAY, " ", "请用 --reason 写明"),
    ],
)
def test_a_next_date_is_a_working_day_within_the_bound_and_a_reason_is_given(
    late, office, next_on, reason, words
):
    before = late.dump()

    with pytest.raises(FaultyInput, match=re.escape(words)):
        _answer(late, office, _code(office, "D1"), next_on=next_on, reason=reason)

    assert late.dump() == before


def test_all_faults_of_an_answer_are_told_at_once(late, office):
    with pytest.raises(FaultyInput) as refused:
        _answer(late, office, _code(office, "D1"), next_on=date(2026, 3, 21), reason="")

    assert [str(fault.what) for fault in refused.value.faults] == ["没有写明", "太远", "不是工作日（星期六）"]


def test_a_reminder_before_the_end_cannot_be_put_off_past_it(desk, office, late):
    late.now -= 8 * DAY
    late.open("评2")
    late.now += 3 * DAY
    _tick(late, office)

    with pytest.raises(FaultyInput, match="太远"):
        _answer(late, office, _code(office, "D1", "临期提醒"), next_on=date(2026, 3, 10))


def test_what_was_done_needs_no_acknowledgement(late, office):
    code = _code(office, "D1")
    late.do("评1", "hand_in_file", Role.DIVISION, {"file_complete": True, "late_reason": "卷宗在外"})
    _tick(late, office)

    with pytest.raises(Refused, match="无须签收"):
        _answer(late, office, code)


def test_reading_is_not_acknowledging_and_each_step_stands_in_the_delivery_ledger(late, office):
    found = own_messages(office, "D1", most=10)
    note_read(office, found, "D1", late.now + DAY)
    again = own_messages(office, "D1", most=10, unread=True)
    held = late.rows("SELECT held_until FROM alert WHERE stands_at = 'urge'")
    _answer(late, office, found[0].code)

    assert again == []
    assert held == [{"held_until": None}]
    assert own_messages(office, "D1", most=10)[0].code == ""
    with late.store.read() as session:
        row = session.get(Notice, found[0].notice)
        shown = [
            (step.person, step.channel, step.progress.zh)
            for step in steps(session, [row])[row.id]
            if step.person in ("", "D1")
        ]
    assert shown == [
        ("", "", "待送"), ("D1", "mailbox", "对方已接收"), ("D1", "", "已签收"), ("D1", "mailbox", "已阅"),
    ]  # fmt: skip


def test_every_acknowledgement_is_an_entry_of_the_ledger(late, office):
    _answer(late, office, _code(office, "D1"))

    (entry,) = late.rows("SELECT record FROM ledger_entry WHERE chain = 'register:acknowledgements'")
    said = json.loads(entry["record"])
    assert (said["trigger"], said["proceeding"], said["by"]["code"], said["next_on"]) == (
        "acknowledge", "评1", "D1", "2026-03-13",
    )  # fmt: skip
    with late.store.read() as session:
        verify(session)


def test_an_alarm_nobody_sees_to_climbs_and_ends_when_somebody_says_what_was_done(late, office):
    with late.store.begin() as session:
        session.execute(text("DELETE FROM post WHERE person IN ('D1', 'D2')"))
    late.open("评3", "评4")
    _tick(late, office)  # Nobody of the division: the office is alarmed at once.
    first = late.rows("SELECT count(*) AS n FROM notice WHERE kind = 'nobody_to_notify'")[0]["n"]
    late.now += 2 * DAY
    _tick(late, office)

    again = _code(office, "A1", "警示未处理")
    done = _answer(
        late,
        office,
        again,
        by=Actor("A1", Role.TRIAL_MANAGEMENT),
        reason="已当面告知",
        next_on=None,
        settled=True,
    )
    late.now += 5 * DAY
    _tick(late, office)

    assert first >= 1
    assert done.settled
    settled = late.rows("SELECT state, why FROM alert WHERE kind = 'nobody' AND state = 'done'")
    letters = [each for each in _letters(office, "A1") if "警示未处理" in _subject(each)]
    assert any("2件未处理" in letter for letter in letters), "two alarms of a kind on one day are one letter"
    assert ["已当面告知" in row["why"] for row in settled] == [True, True]


def test_the_letter_at_the_top_of_the_ladder_names_every_alarm_reported_in_it(late, office):
    with late.store.begin() as session:
        session.execute(text("DELETE FROM post WHERE person IN ('D1', 'D2')"))
    late.open("评3", "评4")
    _tick(late, office)
    for _ in range(10):
        late.now += DAY
        _tick(late, office)

    told = late.rows(
        "SELECT content FROM notice WHERE kind = 'alarm_unanswered' AND audience = 'president' ORDER BY id"
    )

    states = late.rows("SELECT state FROM alert WHERE kind = 'nobody'")
    assert {row["state"] for row in states} == {"reported"}
    assert any("评3、评4" in str(row["content"]) for row in told)


def test_a_time_limit_is_not_settled_by_saying_so(late, office):
    with pytest.raises(FaultyInput, match="期限须以办理该步骤了结"):
        _answer(late, office, _code(office, "D1"), settled=True)


def test_a_message_outside_the_network_holds_no_code(late, office):
    from flows.acknowledging import with_code
    from notifiers.wording import compose
    from rules.notices import NoticeContent

    with late.store.read() as session:
        row = session.execute(text("SELECT id FROM notice WHERE kind = 'overdue'")).first()
        notice = session.get(Notice, row[0])
    content = with_code(office, notice, NoticeContent.from_json(notice.content), "D1")

    outside = compose(content, outside=True)

    assert "签收码" in compose(content).body
    assert "签收码" not in outside.body + outside.subject + outside.short


def test_a_link_is_there_only_where_the_desk_has_an_address(late, office):
    from dataclasses import replace

    from flows.acknowledging import with_code
    from rules.notices import NoticeContent

    with late.store.read() as session:
        row = session.execute(text("SELECT id FROM notice WHERE kind = 'overdue'")).first()
        notice = session.get(Notice, row[0])
    said = NoticeContent.from_json(notice.content)

    without = str(with_code(office, notice, said, "D1").points[-1][1])
    link = str(
        with_code(replace(office, desk_address="https://desk.court.example/"), notice, said, "D1").points[-1][
            1
        ]
    )

    assert "http" not in without
    assert re.fullmatch(r"https://desk\.court\.example/acknowledge/[A-Z2-7-]+", link)
