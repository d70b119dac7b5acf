"""Who reported is kept apart, and told to nobody but by a third person's decision; the judge is never told."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import select, text

from flows import leads, reporters
from flows.routing import routes_of
from notifiers.routes import Post, Register, Rosters
from records.notices import Notice
from records.proceedings import find
from records.reads import reads_of
from records.verification import verify
from rules.absences import Away
from rules.errors import FaultyInput, NotFound, Refused
from rules.labels import Words
from rules.notices import NoticeContent, NoticeKind
from rules.roles import Actor, Role
from tests.records.inquiries import COURT, INSPECTOR, complaint, do

NAME = "举报人张某某"
ASKER = Actor("D5", Role.INSPECTION, court=COURT)
PRESIDENT = Actor("P1", Role.PRESIDENT, court=COURT)


@pytest.fixture
def ref(desk, office) -> str:
    return leads.register(office, complaint(reporter=NAME), by=INSPECTOR, now=desk.now).ref


def asked(desk, office, ref) -> int:
    return reporters.ask(office, ref, by=ASKER, now=desk.now, reason="核实举报内容").number


def everything(desk) -> str:
    """Every row of every table but the one the name is kept in."""
    return json.dumps({table: rows for table, rows in desk.dump().items() if table != "reporter"}, ensure_ascii=False, default=str)  # fmt: skip


def test_the_name_stands_in_no_fact_no_letter_and_no_entry_of_the_ledger(desk, office, ref):
    do(desk, ref, "admit_lead", Role.TRIAL_SUPERVISION)
    number = asked(desk, office, ref)
    reporters.decide(office, ref, number, by=PRESIDENT, now=desk.now, granted=True, reason="确有必要")
    assert reporters.show(office, ref, by=ASKER, now=desk.now) == NAME

    assert NAME not in everything(desk)
    with desk.store.read() as session:
        assert verify(session).chains == 3


def test_it_is_kept_under_a_seal_where_there_is_a_key(desk, office, tmp_path):
    key = tmp_path / "reporter.key"
    key.write_bytes(Fernet.generate_key())
    locked = replace(office, reporter_key=key)
    ref = leads.register(locked, complaint(reporter=NAME), by=INSPECTOR, now=desk.now).ref
    number = asked(desk, locked, ref)
    reporters.decide(locked, ref, number, by=PRESIDENT, now=desk.now, granted=True, reason="确有必要")

    with desk.store.read() as session:
        assert NAME not in str(session.execute(text("SELECT kept FROM reporter")).scalar())
    assert reporters.show(locked, ref, by=ASKER, now=desk.now) == NAME
    with pytest.raises(FaultyInput, match="没有密钥"):
        reporters.show(office, ref, by=ASKER, now=desk.now)


@pytest.mark.parametrize(
    ("by", "why"),
    [
        (Actor("D5", Role.PRESIDENT, court=COURT), "由第三人决定"),
        (Actor("D9", Role.INTERNAL_DISCIPLINE, court=COURT), "由第三人决定"),
        (Actor("S1", Role.DISCIPLINE_OFFICE, court=COURT), "院长或者机关纪委"),
    ],
    ids=["who asks", "who registered", "who has no power"],
)
def test_only_a_third_person_decides(desk, office, ref, by, why):
    number = asked(desk, office, ref)

    with pytest.raises(Refused, match=why):
        reporters.decide(office, ref, number, by=by, now=desk.now, granted=True, reason="确有必要")
    with pytest.raises(Refused, match="没有获准"):
        reporters.show(office, ref, by=ASKER, now=desk.now)


def test_who_was_refused_or_did_not_ask_is_not_told_and_a_look_is_entered(desk, office, ref):
    first, second = asked(desk, office, ref), asked(desk, office, ref)
    reporters.decide(office, ref, first, by=PRESIDENT, now=desk.now, granted=False, reason="没有必要")
    with pytest.raises(Refused, match="没有获准"):
        reporters.show(office, ref, by=ASKER, now=desk.now)
    with pytest.raises(Refused, match="已经决定"):
        reporters.decide(office, ref, first, by=PRESIDENT, now=desk.now, granted=True, reason="改变主意")
    reporters.decide(office, ref, second, by=PRESIDENT, now=desk.now, granted=True, reason="需要当面核实")
    with pytest.raises(Refused, match="没有获准"):
        reporters.show(office, ref, by=INSPECTOR, now=desk.now)

    assert reporters.show(office, ref, by=ASKER, now=desk.now) == NAME
    with desk.store.read() as session:
        assert [(read.look.value, read.by) for read in reads_of(session, [ref])] == [("reporter", "D5")]


@pytest.mark.parametrize("role", [Role.JUDGE_CONCERNED, Role.INSPECTION])
def test_the_judge_is_never_told_in_any_role(desk, office, ref, role):
    do(desk, ref, "admit_lead", Role.TRIAL_SUPERVISION)
    do(desk, ref, "propose", Role.TRIAL_SUPERVISION, case_seen=True, opinion_reasons="影响主文")
    do(desk, ref, "start_inquiry", Role.PRESIDENT)
    judge = Actor("J1", role, court=COURT)

    for attempt in (
        lambda: reporters.ask(office, ref, by=judge, now=desk.now, reason="想知道"),
        lambda: reporters.show(office, ref, by=judge, now=desk.now),
    ):
        with pytest.raises((Refused, NotFound)):
            attempt()


def test_an_alarm_of_discipline_goes_to_the_desk_and_not_to_the_trial_management_office(desk, office, ref):
    from flows.delivery import deliver_due

    do(desk, ref, "admit_lead", Role.TRIAL_SUPERVISION)

    deliver_due(office, desk.now)

    with desk.store.read() as session:
        case_no = find(session, ref).case_no
        told = [NoticeContent.from_json(row.content) for row in session.execute(select(Notice)).scalars()]
    alarms = [each for each in told if each.kind.value == "nobody_to_notify"]
    assert alarms
    # Nobody is there either: then the office above with a part in the matter, and that of the court above.
    assert {(each.audience, each.court) for each in alarms} == {
        (Role.INSPECTION, COURT),
        (Role.PRESIDENT, COURT),
        (Role.PRESIDENT, "吉林省高级人民法院"),
    }
    assert {each.case_no for each in alarms} == {case_no}


@pytest.fixture
def recused(desk, office, ref):
    """A matter of discipline in which D1 stepped aside from the inquiry."""
    do(desk, ref, "admit_lead", Role.TRIAL_SUPERVISION)
    do(desk, ref, "propose", Role.TRIAL_SUPERVISION, case_seen=True, opinion_reasons="影响主文")
    do(desk, ref, "start_inquiry", Role.PRESIDENT)
    do(desk, ref, "appoint_inquirers", Role.INSPECTION, inquirers=["D1", "D2"])
    do(desk, ref, "ask_recusal", Role.JUDGE_CONCERNED, "J1", recusal_of="D1", recusal_ground="同学")
    do(desk, ref, "decide_inquirer", Role.PRESIDENT, recusal_granted=True, reasons="属实")
    return ref


def _told(office, desk, ref, posts, substitute=""):
    """Who is told of something for the inspection unit in that matter; who is away has that substitute."""
    content = NoticeContent(
        key="k1", kind=NoticeKind.STEP_TAKEN, proceeding=ref, procedure=Words("审查", "inquiry"), court=COURT,
        audience=Role.INSPECTION,
    )  # fmt: skip
    away = {"D5": [Away("D5", date(2020, 1, 1), date(2099, 1, 1), substitute)]} if substitute else {}
    held = [Post(code, role, COURT, "", date(2020, 1, 1)) for code, role in posts]
    return routes_of(office, Register(held, (), Rosters(away=away)), content, desk.now)


def test_who_stepped_aside_gets_no_letter_in_any_office(desk, office, recused):
    posts = [("D1", Role.INSPECTION), ("D2", Role.INSPECTION)]

    told = _told(office, desk, recused, posts).messages
    elsewhere = _told(office, desk, "评查2026Q1-0001", posts).messages

    assert [each.person for each in told] == ["D2"]
    assert [each.person for each in elsewhere] == ["D1", "D2"]


@pytest.mark.parametrize(
    ("substitute", "office_held", "why"),
    [
        ("D6", Role.TRIAL_SUPERVISION, None),
        ("D1", Role.TRIAL_SUPERVISION, "D1在本事项中回避或者不得知悉，不告知"),
        ("D2", Role.TRIAL_SUPERVISION, "D2在本事项中另有身份或者利害关系，不代收"),
        ("J1", Role.TRIAL_SUPERVISION, "J1在本事项中回避或者不得知悉，不告知"),
        ("C6", Role.DIVISION_CHIEF, "C6的职务无权知悉本事项，不代收"),
        ("V6", Role.VICE_PRESIDENT, "V6的职务无权知悉本事项，不代收"),
    ],
)
def test_of_a_matter_of_discipline_a_substitute_is_told_only_who_may_know_of_it(
    desk, office, recused, substitute, office_held, why
):
    found = _told(office, desk, recused, [("D5", Role.INSPECTION), (substitute, office_held)], substitute)

    told = [each.person for each in found.messages if each.instead_of is not None]
    assert told == ([substitute] if why is None else []), [str(link) for link in found.links]
    assert why is None or why in [str(link) for link in found.links]
