"""Sittings on record: who came and went, who voted, and ballots that nobody can join with a voter."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlmodel import SQLModel, col

from flows import attendance, invitations, leads, proof_sheets, sittings, votes
from records import ballots, committee_rolls
from records import sittings as register
from records.ballots import BallotCount
from records.ledger import LedgerEntry
from records.proceedings import find
from rules.attendance import Move, Movement
from rules.committee import Committee, Member
from rules.errors import BrokenLedger, FaultyInput, NotFound, Refused
from rules.roles import Actor, Role
from rules.voting import Ballot
from tests.records.inquiries import INSPECTOR, MEMBERS, ORGANISER, complaint, do
from tests.records.inquiries import to_the_office as inquired

SECRETARY = Actor("S1", Role.DISCIPLINE_OFFICE, court=ORGANISER)
CHAIR = Actor("W1", Role.COMMITTEE_CHAIR, court=ORGANISER)
COMMITTEE = Actor("C1", Role.DISCIPLINE_COMMITTEE, court=ORGANISER)
SPLIT = {Ballot.GROSS_NEGLIGENCE: 6, Ballot.ORDINARY_NEGLIGENCE: 2}
HOUR = timedelta(hours=1)


def enter_roll(desk) -> None:
    committee = Committee(9, tuple(Member(code, code in MEMBERS[:5]) for code in MEMBERS), "W1")
    with desk.store.begin() as session:
        committee_rolls.enter_roll(
            session, ORGANISER, committee, since=date(2026, 1, 1), at=desk.now, by=SECRETARY
        )


def to_the_office(desk, office, **changed) -> str:
    ref = leads.register(office, complaint(**changed), by=INSPECTOR, now=desk.now).ref
    inquired(desk, ref)
    return ref


def in_the_room(desk, office, refs: list[str], members: list[str]) -> str:
    """A sitting that was called, to which these members came, and where everybody was heard in every matter."""
    begins = desk.now + timedelta(days=12)
    sitting = sittings.open_sitting(office, begins, "第一会议室", refs, by=SECRETARY, now=desk.now)
    invitations.call(office, sitting, by=CHAIR, now=desk.now)
    desk.now = begins + HOUR
    attendance.attend(office, sitting, members, begins, None, by=SECRETARY, now=desk.now)
    for ref in refs:
        do(desk, ref, "hear", Role.DISCIPLINE_OFFICE, heard={"court_proved": "判决书", "judge_present": True})
    return sitting


def take(desk, office, ref: str, counted=None, **more):
    given = {"at": desk.now, "voted": None, "by": SECRETARY, "now": desk.now} | more
    return votes.take_vote(office, ref, counted or SPLIT, **given)


def signed(desk, office, ref: str) -> None:
    proof_sheets.prove(office, ref, by=SECRETARY, now=desk.now)
    proof_sheets.sign(office, ref, by=SECRETARY, now=desk.now)
    proof_sheets.sign(office, ref, by=CHAIR, now=desk.now)


@pytest.fixture
def heard(desk, office) -> str:
    enter_roll(desk)
    ref = to_the_office(desk, office)
    in_the_room(desk, office, [ref], MEMBERS[:8])
    return ref


def test_no_table_and_no_ledger_entry_of_a_vote_says_whose_a_ballot_was(desk, office, heard):
    take(desk, office, heard)

    with desk.store.read() as session:
        rows = [row.model_dump() for row in session.execute(select(BallotCount)).scalars()]
        noted = [
            json.loads(text)
            for text in session.execute(
                select(col(LedgerEntry.record)).where(col(LedgerEntry.chain) == committee_rolls.REGISTER)
            ).scalars()
        ]
    assert sorted(rows, key=lambda row: row["kind"]) == [
        {"proceeding": heard, "vote": 1, "kind": kind.value, "ballots": SPLIT.get(kind, 0)}
        for kind in sorted(Ballot, key=lambda kind: kind.value)
    ]
    vote = next(entry for entry in noted if entry["trigger"] == "vote")
    assert (vote["voted"], vote["cast"]) == (MEMBERS[:8], 8)
    assert not any(kind.value in json.dumps(noted) for kind in Ballot)


def test_the_table_of_ballots_has_no_column_of_a_person_an_order_or_an_hour():
    columns = {column.name for column in SQLModel.metadata.tables["ballot_count"].columns}

    assert columns == {"proceeding", "vote", "kind", "ballots"}


def test_the_opinion_is_read_off_the_signed_sheet_and_only_that_one(desk, office, heard):
    take(desk, office, heard)
    signed(desk, office, heard)

    done = votes.conclude(office, heard, text="违反应尽的审查义务", by=COMMITTEE, now=desk.now)

    assert done.state == "opinion_issued"
    with desk.store.read() as session:
        facts, vote = find(session, heard).facts, ballots.votes(session, heard)[0]
    assert facts["finding"] == "gross_negligence"
    assert facts["sheet"] == vote.sheet
    assert vote.entered == "form_opinion"
    with pytest.raises(Refused, match="已经办理"):
        votes.conclude(office, heard, text="再来一次", by=COMMITTEE, now=desk.now)


def test_a_sheet_whose_vote_was_altered_behind_its_back_is_not_entered(desk, office, heard):
    take(desk, office, heard)
    signed(desk, office, heard)
    with desk.store.begin() as session:
        for kind, number in (("gross_negligence", 0), ("intentional", 6)):
            row = session.get(BallotCount, (heard, 1, kind))
            row.ballots = number

    with pytest.raises(BrokenLedger, match="与签名的核验单"):
        votes.conclude(office, heard, text="理由", by=COMMITTEE, now=desk.now)

    with desk.store.read() as session:
        assert find(session, heard).state == "deliberation"
        assert ballots.votes(session, heard)[0].entered == ""


def test_a_sheet_that_was_changed_on_disk_is_neither_shown_nor_signed(desk, office, heard):
    take(desk, office, heard)
    path = proof_sheets.prove(office, heard, by=SECRETARY, now=desk.now).path
    path.write_bytes(path.read_bytes().replace(b'"outcome":"found"', b'"outcome":"void"'))

    with pytest.raises(BrokenLedger, match="被改动"):
        proof_sheets.sign(office, heard, by=CHAIR, now=desk.now)


def test_the_chair_and_the_secretary_sign_and_nobody_signs_twice_or_for_another(desk, office, heard):
    take(desk, office, heard)
    proof_sheets.prove(office, heard, by=SECRETARY, now=desk.now)
    with pytest.raises(Refused, match="由主任和秘书签名"):
        proof_sheets.sign(office, heard, by=Actor("W2", Role.COMMITTEE_MEMBER), now=desk.now)
    proof_sheets.sign(office, heard, by=SECRETARY, now=desk.now)

    with pytest.raises(Refused, match="已经签名"):
        proof_sheets.sign(office, heard, by=Actor("S2", Role.DISCIPLINE_OFFICE), now=desk.now)
    with pytest.raises(Refused, match="秘书签名后办理"):
        votes.conclude(office, heard, text="理由", by=COMMITTEE, now=desk.now)


def test_a_member_who_left_before_the_vote_breaks_the_quorum_and_a_void_vote_is_taken_again(
    desk, office, heard
):
    with desk.store.read() as session:
        sitting = register.on_agenda(session, heard).sitting
    attendance.leave(office, sitting, ["W8"], desk.now - timedelta(minutes=5), by=SECRETARY, now=desk.now)
    first = take(desk, office, heard, {Ballot.GROSS_NEGLIGENCE: 7})
    with pytest.raises(Refused, match="只有无效的表决可以重来"):
        take(desk, office, heard)
    sheet = proof_sheets.prove(office, heard, by=SECRETARY, now=desk.now).sheet

    desk.now += HOUR
    attendance.attend(
        office, sitting, ["W8"], desk.now - timedelta(minutes=1), None, by=SECRETARY, now=desk.now
    )
    second = take(desk, office, heard)

    assert (sheet["outcome"], sheet["numbers"]["present"], list(first.voted)) == ("void", 7, MEMBERS[:7])
    assert (second.number, list(second.voted)) == (2, MEMBERS[:8])


def test_who_stepped_aside_may_sit_on_the_next_matter_and_counts_in_none_of_this_one(desk, office):
    enter_roll(desk)
    mine, other = to_the_office(desk, office), to_the_office(desk, office, case_no="（2025）吉01民终9号")
    sitting = in_the_room(desk, office, [mine, other], MEMBERS)
    do(desk, mine, "ask_recusal", Role.JUDGE_CONCERNED, "J1", recusal_of="W9", recusal_ground="曾经办理本案")
    do(desk, mine, "decide_recusal", Role.COMMITTEE_CHAIR, "W1", recusal_granted=True, reasons="属实")
    take(desk, office, mine)
    take(desk, office, other, {Ballot.NO_VIOLATION: 9})

    sheets = [proof_sheets.prove(office, ref, by=SECRETARY, now=desk.now).sheet for ref in (mine, other)]

    assert [sheet["numbers"]["present"] for sheet in sheets] == [8, 9]
    assert ["W9" in sheet["voted"] for sheet in sheets] == [False, True]
    with desk.store.read() as session:
        numbers = sittings.agenda_of(session, register.sitting(session, sitting))
    assert [each.recused for each in numbers] == [("W9",), ()]
    assert numbers[0].quorum == 8  # who stepped aside stays in the number of all members


def test_nobody_comes_or_goes_before_a_vote_whose_sheet_is_frozen(desk, office, heard):
    with desk.store.read() as session:
        sitting = register.on_agenda(session, heard).sitting
    wrong = Movement("W8", Move.ARRIVED, register_time(desk, sitting))
    take(desk, office, heard)
    proof_sheets.prove(office, heard, by=SECRETARY, now=desk.now)

    with pytest.raises(FaultyInput, match="核验单已经固定"):
        attendance.strike(office, sitting, wrong, "登记错误", by=SECRETARY, now=desk.now)
    with pytest.raises(FaultyInput, match="核验单已经固定"):
        attendance.attend(office, sitting, ["W9"], desk.now, None, by=SECRETARY, now=desk.now)


def register_time(desk, sitting: str) -> datetime:
    with desk.store.read() as session:
        return register.sitting(session, sitting).at


def test_all_that_is_wrong_with_a_sitting_is_said_at_once_and_nothing_is_written(desk, office):
    enter_roll(desk)
    ref = leads.register(office, complaint(), by=INSPECTOR, now=desk.now).ref

    with pytest.raises(FaultyInput) as faulty:
        sittings.open_sitting(office, desk.now - HOUR, " ", [ref], by=SECRETARY, now=desk.now)
    with pytest.raises(Refused, match="由惩戒工作办公室、惩戒委员会主任登记"):
        sittings.open_sitting(office, desk.now + HOUR, "会议室", [ref], by=INSPECTOR, now=desk.now)

    assert len(faulty.value.faults) == 3
    with desk.store.read() as session:
        assert register.open_sittings(session) == []
        with pytest.raises(NotFound):
            register.sitting(session, "审议2026-01")


def test_a_notice_too_short_calls_no_matter_of_the_sitting(desk, office):
    enter_roll(desk)
    refs = [to_the_office(desk, office), to_the_office(desk, office, case_no="（2025）吉01民终9号")]
    sitting = sittings.open_sitting(
        office, desk.now + timedelta(days=3), "会议室", refs, by=SECRETARY, now=desk.now
    )

    with pytest.raises(Refused, match="至少提前10日"):
        invitations.call(office, sitting, by=CHAIR, now=desk.now)

    with desk.store.read() as session:
        assert [find(session, ref).state for ref in refs] == ["accepted", "accepted"]


def test_who_stepped_aside_finds_neither_the_matter_on_an_agenda_nor_its_vote(desk, office):
    enter_roll(desk)
    ref = to_the_office(desk, office)
    sitting = in_the_room(desk, office, [ref], MEMBERS)
    do(desk, ref, "ask_recusal", Role.JUDGE_CONCERNED, "J1", recusal_of="W9", recusal_ground="曾经办理本案")
    do(desk, ref, "decide_recusal", Role.COMMITTEE_CHAIR, "W1", recusal_granted=True, reasons="属实")
    take(desk, office, ref)

    seen = {}
    for member in ("W8", "W9"):
        reader = Actor(member, Role.COMMITTEE_MEMBER, court=ORGANISER)
        with desk.store.as_seen_by(reader).read() as session:
            seen[member] = len(register.agenda(session, sitting)), len(ballots.votes(session, ref))

    assert seen == {"W8": (1, 1), "W9": (0, 0)}
