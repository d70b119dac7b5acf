"""What comes to an office: the matters that name its holder, those of its court or division, those its court organises."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import event
from sqlmodel import select

from records.accounts import Account, DeskSession, count_attempt, end_sessions
from records.matter_lists import Wanted, awaited, notices_to, page
from records.offices import HeldOffice, offices_of
from records.people import enrol
from records.proceedings import open_many
from records.reach import reaches, within_reach
from rules.roles import Actor, Role
from state_machines.disciplinary_prereview.table import DISCIPLINARY_PREREVIEW
from state_machines.handover.table import HANDOVER
from state_machines.register import PROCEDURES
from tests.records.conftest import COURT, ELSEWHERE, MONDAY, ORGANISER

REF = "评查2026Q1-0001"


@pytest.mark.parametrize(
    ("office", "comes"),
    [
        (HeldOffice("J1", Role.JUDGE, COURT, "民二庭"), True),
        (HeldOffice("J2", Role.JUDGE, COURT, "民二庭"), False),  # on the bench, and not in charge
        (HeldOffice("R1", Role.REVIEWER, ELSEWHERE), True),
        (HeldOffice("R3", Role.REVIEWER, ELSEWHERE), False),
        (HeldOffice("R", Role.REVIEWER, ELSEWHERE), False),
        (HeldOffice("C1", Role.DIVISION_CHIEF, COURT, "民二庭"), True),
        (HeldOffice("C1", Role.DIVISION_CHIEF, COURT, "民一庭"), False),
        (HeldOffice("C1", Role.DIVISION_CHIEF, ELSEWHERE, "民二庭"), False),
        (HeldOffice("A1", Role.TRIAL_MANAGEMENT, ORGANISER), True),
        (HeldOffice("A1", Role.TRIAL_MANAGEMENT, COURT), False),
        (HeldOffice("G1", Role.PERSONNEL, COURT), True),
        (HeldOffice("G1", Role.PERSONNEL, ORGANISER), False),
        (HeldOffice("J1", Role.JUDGE_CONCERNED, COURT), False),
        (HeldOffice("J1", Role.PETITIONER, COURT), False),
    ],
    ids=lambda each: each.key if isinstance(each, HeldOffice) else "",
)
def test_a_review_comes_to_whom_it_is_for(desk, office, comes):
    desk.bring(REF, "assigned")

    with desk.store.read() as session:
        assert reaches(session, office, REF) is comes
        assert [row.ref for row in page(session, office, Wanted(), 9)[0]] == ([REF] if comes else [])


def test_a_handover_comes_to_the_offices_it_is_between(desk):
    with desk.store.begin() as session:
        facts = {
            "organiser": ORGANISER,
            "court": COURT,
            "addressed": ["inspection", "trial_management"],
            "judge": "J1",
        }
        by, rules = Actor("A1", Role.TRIAL_MANAGEMENT), desk.store.rules.on(date(2026, 3, 2))
        open_many(session, HANDOVER.code, [("移送2026-0001", facts)], by=by, at=MONDAY, rules=rules)

    with desk.store.read() as session:
        found = {
            role
            for role in (Role.INSPECTION, Role.TRIAL_MANAGEMENT, Role.PERSONNEL, Role.PRESIDENT)
            if reaches(session, HeldOffice("X", role, COURT), "移送2026-0001")
        }
    assert found == {Role.INSPECTION, Role.TRIAL_MANAGEMENT}


def test_nobody_reaches_a_matter_by_a_code_that_only_begins_alike(desk):
    with desk.store.begin() as session:
        facts = {"organiser": ORGANISER, "court": COURT, "judge": "J12", "members": ["W1", "W23"]}
        by, rules = Actor("A1", Role.INSPECTION), desk.store.rules.on(date(2026, 3, 2))
        code = DISCIPLINARY_PREREVIEW.code
        open_many(session, code, [("惩戒2026-0001", facts)], by=by, at=MONDAY, rules=rules)

    with desk.store.read() as session:
        members = [
            code
            for code in ("W1", "W2", "W23", "W", "%", "W_")
            if reaches(session, HeldOffice(code, Role.COMMITTEE_MEMBER, ORGANISER), "惩戒2026-0001")
        ]
        judges = [
            code
            for code in ("J1", "J12", "j12")
            if reaches(session, HeldOffice(code, Role.JUDGE_CONCERNED, COURT), "惩戒2026-0001")
        ]
    assert members == ["W1", "W23"]
    assert judges == ["J12"]


def test_every_role_has_a_condition_in_every_procedure(desk):
    with desk.store.read() as session:
        for role in Role:
            session.execute(
                select(1).where(within_reach(session, HeldOffice("X", role, COURT, "民二庭")))
            ).all()
    assert PROCEDURES


def test_pages_follow_one_another_by_key_and_words_are_found_as_they_stand(desk):
    desk.open(*(f"评查2026Q1-{number:04}" for number in range(1, 8)))
    desk.open("评查2026Q1-0100", case_no="（2026）吉01民终100%_号")
    office = HeldOffice("A1", Role.TRIAL_MANAGEMENT, ORGANISER)

    with desk.store.read() as session:
        first, more = page(session, office, Wanted(), 5)
        second, rest = page(session, office, Wanted(before=first[-1].id), 5)
        found = [
            page(session, office, Wanted(words=words), 9)[0]
            for words in ("(2026)", "100%_", "%", "0007", "none")
        ]

    assert ([len(first), more], [len(second), rest]) == ([5, True], [3, False])
    assert [row.ref for row in (*first, *second)] == sorted(
        (row.ref for row in (*first, *second)), reverse=True
    )
    assert [len(rows) for rows in found] == [1, 1, 1, 1, 0]


def test_what_waits_for_a_reader_is_what_he_has_not_handed_in(desk):
    desk.bring(REF, "assigned")
    readers = [HeldOffice(code, Role.REVIEWER, ELSEWHERE) for code in ("R1", "R2", "R9")]
    with desk.store.read() as session:
        before = [len(awaited(session, each, 9)) for each in readers]
    desk.do(REF, "submit_sheet", "R1", {"sheets": {"reader": "R1", "score": 88}})

    with desk.store.read() as session:
        after = [len(awaited(session, each, 9)) for each in readers]
        told = notices_to(session, [HeldOffice("J1", Role.JUDGE, COURT, "民二庭")], None, 9)[0]

    assert (before, after) == ([1, 1, 0], [0, 1, 0])
    assert {each.audience for each in told} == {"judge"}


def test_offices_are_posts_of_the_day_and_the_roles_of_ones_own_matters(desk):
    post = {"role": Role.JUDGE, "division": "民二庭", "since": date(2020, 1, 1), "specialties": []}
    chief = post | {"role": Role.DIVISION_CHIEF, "since": date(2026, 5, 1)}
    with desk.store.begin() as session:
        person = {
            "code": "J1",
            "name": "",
            "court": COURT,
            "division": "民二庭",
            "posts": [post, chief],
            "addresses": {},
        }
        enrol(session, [person], MONDAY, Actor("A1", Role.TRIAL_MANAGEMENT), "名册")

    with desk.store.read() as session:
        now, later, nobody = (
            [each.role for each in offices_of(session, code, on)]
            for code, on in (("J1", date(2026, 3, 2)), ("J1", date(2026, 6, 1)), ("J9", date(2026, 6, 1)))
        )
    assert now == [Role.JUDGE, Role.JUDGE_CONCERNED, Role.RECORDER, Role.PETITIONER, Role.INFORMED]
    assert Role.DIVISION_CHIEF in later
    assert nobody == []


def test_attempts_are_counted_and_an_account_is_free_again_when_its_lock_has_run_out(desk):
    with desk.store.begin() as session:
        session.add(Account(name="J1", person="J1", duty="person", password="-", created_at=MONDAY))
        session.add(DeskSession(token="a", account="J1", began_at=MONDAY, seen_at=MONDAY))
        session.add(DeskSession(token="b", account="J1", began_at=MONDAY, seen_at=MONDAY))

    def attempt(minutes):
        at = MONDAY + timedelta(minutes=minutes)
        with desk.store.begin() as session:
            return count_attempt(session, "J1", at, 3, at + timedelta(minutes=30))

    assert [attempt(minute) for minute in (0, 0, 0, 1, 29, 31)] == [True, True, True, False, False, True]
    with desk.store.begin() as session:
        assert end_sessions(session, "J1", but="b") == 1


@pytest.mark.parametrize(
    "office",
    [
        HeldOffice("A1", Role.TRIAL_MANAGEMENT, ORGANISER),
        HeldOffice("C1", Role.DIVISION_CHIEF, COURT, "民二庭"),
        HeldOffice("J1", Role.JUDGE, COURT),
    ],
    ids=lambda each: each.role.value,
)
def test_a_page_is_walked_in_its_order_and_never_sorted_whole(quick_desk, office):
    quick_desk.open(REF)
    asked = []

    def note(*each):
        asked.append(each[2:4])

    event.listen(quick_desk.store.engine, "before_cursor_execute", note)

    with quick_desk.store.as_seen_by(office.actor).read() as session:
        page(session, office, Wanted(before=99), 5)
        statement, values = next(each for each in asked if "LIMIT" in each[0])
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()

    event.remove(quick_desk.store.engine, "before_cursor_execute", note)
    steps = [row[-1] for row in plan if not row[1]]
    assert "SEARCH proceeding USING INTEGER PRIMARY KEY (rowid<?)" in steps
    assert not [step for step in steps if "TEMP B-TREE" in step]
