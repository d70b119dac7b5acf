"""Looks are entries: one for each look, before anything is shown, and those concerned may ask who looked."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import text

from flows import reads
from records.reads import Look
from records.verification import verify
from rules.errors import NotFound, Refused
from rules.law import law
from rules.parameters import rule_book
from rules.roles import Actor, Role
from tests.records.conftest import COURT, MONDAY

CLERK = Actor("A1", Role.TRIAL_MANAGEMENT, court=COURT)
CHIEF = Actor("A2", Role.PRESIDENT, court=COURT)
JUDGE = Actor("J1", Role.JUDGE, court=COURT)
REVIEWER = Actor("R1", Role.REVIEWER, court="吉林市中级人民法院")


def entries(desk):
    query = "SELECT record FROM ledger_entry WHERE chain LIKE 'register:reads:%' ORDER BY chain, number"
    return [json.loads(row["record"]) for row in desk.rows(query)]


def test_a_look_is_entered_with_who_in_which_role_what_when_and_why(desk, office):
    desk.open("评1")

    reads.enter(office, Look.PROCEEDING, of=["评1"], by=CLERK, now=MONDAY, reason="核对期限")

    (entry,) = entries(desk)
    assert entry["chain"] == "register:reads:2026-03-02:A1"
    assert entry["by"] == {"code": "A1", "role": "trial_management", "court": COURT}
    assert (entry["look"], entry["proceedings"], entry["people"], entry["reason"]) == (
        "proceeding", ["评1"], ["J1"], "核对期限"
    )  # fmt: skip
    assert entry["at"] == "2026-03-02T01:00:00.000000+00:00"
    with desk.store.read() as session:
        verify(session)


def test_a_list_of_a_hundred_is_one_entry_that_names_them_all(desk, office):
    refs = [f"评{number}" for number in range(1, 101)]
    desk.open(*refs)

    reads.enter(office, Look.LIST, of=refs, by=CLERK, now=MONDAY)

    (entry,) = entries(desk)
    assert sorted(entry["proceedings"]) == sorted(refs)
    for ref in ("评1", "评57", "评100"):
        (look,) = reads.who_looked_at_proceeding(office, ref, by=CHIEF, now=MONDAY)
        assert (look.by, look.look, look.shown) == ("A1", Look.LIST, 101)


def test_each_reader_has_a_chain_of_his_own_for_each_day(desk, office):
    desk.open("评1")
    for by, days in ((CLERK, 0), (CLERK, 0), (CHIEF, 0), (CLERK, 1)):
        reads.enter(office, Look.PROCEEDING, of=["评1"], by=by, now=MONDAY + timedelta(days=days))

    assert [(entry["chain"], entry["number"]) for entry in entries(desk)] == [
        ("register:reads:2026-03-02:A1", 1),
        ("register:reads:2026-03-02:A1", 2),
        ("register:reads:2026-03-02:A2", 1),
        ("register:reads:2026-03-03:A1", 1),
    ]


def test_readers_at_the_same_moment_are_all_entered(desk, office, at_once):
    desk.open("评1")
    works = [
        partial(reads.enter, office, Look.PROCEEDING, of=["评1"], by=by, now=MONDAY)
        for by in (CLERK, CLERK, CHIEF, CHIEF)
    ]

    assert at_once(works) == []

    assert len(reads.who_looked_at_proceeding(office, "评1", by=CLERK, now=MONDAY)) == 4
    with desk.store.read() as session:
        verify(session)


def test_the_judge_may_see_who_read_his_case_but_no_code_of_a_reviewer(desk, office):
    desk.open("评1")
    reads.enter(office, Look.PROCEEDING, of=["评1"], by=CLERK, now=MONDAY)
    reads.enter(office, Look.EVIDENCE, of=["评1"], by=REVIEWER, now=MONDAY + timedelta(minutes=1))

    of_the_case = reads.who_looked_at_proceeding(office, "评1", by=JUDGE, now=MONDAY)
    of_himself = reads.who_looked_at_person(office, "J1", by=JUDGE, now=MONDAY)

    assert [(look.by, look.role, look.court) for look in of_the_case] == [
        ("", "reviewer", ""),
        ("A1", "trial_management", COURT),
    ]
    assert of_himself == of_the_case


def test_the_office_sees_the_codes_of_reviewers(desk, office):
    desk.open("评1")
    reads.enter(office, Look.EVIDENCE, of=["评1"], by=REVIEWER, now=MONDAY)

    (look,) = reads.who_looked_at_proceeding(office, "评1", by=CLERK, now=MONDAY)

    assert look.by == "R1"


def test_another_judge_may_not_ask_who_read_the_case(desk, office):
    desk.open("评1")

    with pytest.raises(Refused, match="只有审管办、院长、督察部门和本人可以查询谁查阅过") as refused:
        reads.who_looked_at_proceeding(office, "评1", by=replace(JUDGE, code="J2"), now=MONDAY)

    assert refused.value.authority == law("file_reading")["查询"]


def test_a_court_may_decide_that_judges_are_not_told(desk, office, tmp_path):
    (tmp_path / "parameters").mkdir()
    (tmp_path / "parameters" / "own.yaml").write_text(
        "file_reading.person_may_see:\n  values:\n    - {value: false, since: 2015-01-01, provenance: design}\n",
        encoding="utf-8",
    )
    desk.open("评1")
    desk.store.rules = rule_book(tmp_path / "parameters")

    with pytest.raises(Refused, match="现行规定不向本人公开谁查阅过"):
        reads.who_looked_at_proceeding(office, "评1", by=JUDGE, now=MONDAY)
    with pytest.raises(Refused, match="现行规定不向本人公开谁查阅过"):
        reads.who_looked_at_person(office, "J1", by=JUDGE, now=MONDAY)


def test_nobody_is_asked_about_who_is_not_on_file(desk, office):
    with pytest.raises(NotFound, match="没有登记人员“X9”"):
        reads.who_looked_at_person(office, "X9", by=CLERK, now=MONDAY)


def test_what_cannot_be_entered_may_not_be_looked_at(desk, office):
    desk.open("评1")
    with desk.store.begin() as session:
        session.execute(text("ALTER TABLE file_read RENAME TO gone"))
    before = desk.rows("SELECT id FROM ledger_entry")

    try:
        with pytest.raises(Refused, match="查阅记录现在不能写入台账，不得查阅") as refused:
            reads.enter(office, Look.PROCEEDING, of=["评1"], by=CLERK, now=MONDAY)
    finally:
        with desk.store.begin() as session:
            session.execute(text("ALTER TABLE gone RENAME TO file_read"))

    assert refused.value.authority == law("file_reading")["留痕"]
    assert desk.rows("SELECT id FROM ledger_entry") == before
