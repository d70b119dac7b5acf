"""The predicate of visibility on both databases: who stepped aside finds neither the matter nor anything that names it."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from flows import leads
from records.clocks import Clock
from records.ledger import LedgerEntry
from records.notices import Notice
from records.proceedings import Proceeding, find
from rules.errors import NotFound
from rules.roles import Actor, Role
from tests.records.inquiries import INSPECTOR, complaint, do, to_a_final_opinion

NAMING = (Proceeding.ref, Clock.proceeding, Notice.proceeding, LedgerEntry.chain)


def counts(desk, reader: Actor, *refs: str) -> list[int]:
    with desk.store.as_seen_by(reader).read() as session:
        return [
            session.execute(
                select(func.count()).select_from(column.class_).where(col(column).in_(refs))
            ).scalar_one()
            for column in NAMING
        ]


@pytest.fixture
def refs(desk, office) -> tuple[str, str]:
    """A matter in which D3 stepped aside, with the decision that followed, of judge J1."""
    ref = leads.register(office, complaint(), by=INSPECTOR, now=desk.now).ref
    to_a_final_opinion_with_a_recusal(desk, office, ref)
    return ref, leads.open_decision(office, ref, by=INSPECTOR, now=desk.now).ref


def to_a_final_opinion_with_a_recusal(desk, office, ref: str) -> None:
    other = leads.register(
        office, complaint(judge="J8", case_no="（2025）吉01民终8号"), by=INSPECTOR, now=desk.now
    ).ref
    do(desk, other, "admit_lead", Role.TRIAL_SUPERVISION)
    do(desk, other, "propose", Role.TRIAL_SUPERVISION, case_seen=True, opinion_reasons="影响主文")
    do(desk, other, "start_inquiry", Role.PRESIDENT)
    do(desk, other, "appoint_inquirers", Role.INSPECTION, inquirers=["D3", "D4"])
    do(desk, other, "ask_recusal", Role.JUDGE_CONCERNED, "J8", recusal_of="D3", recusal_ground="同学")
    do(desk, other, "decide_inquirer", Role.PRESIDENT, recusal_granted=True, reasons="属实")
    to_a_final_opinion(desk, office, ref)


@pytest.mark.parametrize("role", [Role.INSPECTION, Role.PRESIDENT, Role.TRIAL_MANAGEMENT])
def test_who_stepped_aside_in_one_matter_still_sees_the_other(desk, refs, role):
    aside = "惩戒2026-0002"

    assert counts(desk, Actor("D3", role), aside) == [0, 0, 0, 0]
    assert min(counts(desk, Actor("D4", role), aside)) > 0
    assert min(counts(desk, Actor("D3", role), refs[0])) > 0


def test_the_judge_sees_the_own_matter_in_the_own_role_when_told_and_the_decision_not_before(desk, refs):
    ref, decision = refs

    assert counts(desk, Actor("J1", Role.JUDGE_CONCERNED), ref)[0] == 1
    assert counts(desk, Actor("J1", Role.JUDGE_CONCERNED), decision)[0] == 0
    assert counts(desk, Actor("J1", Role.INSPECTION), ref, decision) == [0, 0, 0, 0]
    assert counts(desk, Actor("J8", Role.JUDGE_CONCERNED), ref)[0] == 0

    do(desk, decision, "tell", Role.INSPECTION, proposed_sanction="demerit", basis="遗漏主要证据")
    assert counts(desk, Actor("J1", Role.JUDGE_CONCERNED), decision)[0] == 1


def test_roles_without_a_part_find_nothing_and_the_machine_finds_all(desk, refs):
    for role in (Role.REVIEWER, Role.JUDGE, Role.DIVISION_CHIEF):
        assert counts(desk, Actor("P5", role), *refs) == [0, 0, 0, 0]
        with desk.store.as_seen_by(Actor("P5", role)).read() as session, pytest.raises(NotFound):
            find(session, refs[0])
    with desk.store.read() as session:
        assert find(session, refs[1]).ref == refs[1]
