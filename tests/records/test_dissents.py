"""A dissent is a member's own: who was there may hand one in, in time, and nothing joins it to a ballot."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlmodel import SQLModel, col

from flows import dissents, proof_sheets
from flows.minutes import minutes_of
from records import ballots, committee_rolls
from records.dissents import Dissent
from records.ledger import LedgerEntry
from records.proceedings import find
from records.verification import verify
from rules.errors import BrokenLedger, FaultyInput, NotFound, Refused
from rules.roles import Actor, Role
from rules.voting import Ballot
from tests.records.test_leads import MEMBERS, ORGANISER, do
from tests.records.test_sittings import (
    CHAIR,
    SECRETARY,
    enter_roll,
    in_the_room,
    signed,
    take,
    to_the_office,
)

TEXT = "庭审笔录第3页载明已经出示，不构成重大过失"


def member(code: str, role: Role = Role.COMMITTEE_MEMBER) -> Actor:
    return Actor(code, role, court=ORGANISER)


def hand_in(desk, office, ref: str, code: str, text: str = TEXT, role: Role = Role.COMMITTEE_MEMBER):
    return dissents.hand_in(office, ref, text, by=member(code, role), now=desk.now)


def rows_of_the_vote(desk, ref: str):
    with desk.store.read() as session:
        (vote,) = ballots.votes(session, ref)
        return vote.model_dump(), ballots.ballots_of(session, ref, 1)


@pytest.fixture
def heard(desk, office) -> str:
    enter_roll(desk)
    ref = to_the_office(desk, office)
    in_the_room(desk, office, [ref], MEMBERS[:8])
    return ref


@pytest.fixture
def voted(desk, office, heard) -> str:
    take(desk, office, heard)
    signed(desk, office, heard)
    return heard


def test_who_was_there_hands_in_a_dissent_and_the_signed_sheet_stays_as_it_was(desk, office, voted):
    before = proof_sheets.proof(office, voted)

    first = hand_in(desk, office, voted, "W7")
    second = hand_in(desk, office, voted, "W1", role=Role.COMMITTEE_CHAIR)

    after = proof_sheets.proof(office, voted)
    assert (first.number, second.number) == (1, 2)
    assert (after.sheet, after.path.read_bytes()) == (before.sheet, before.path.read_bytes())
    read = dissents.read(office, voted, by=SECRETARY)
    assert [(each.member, each.vote, each.text) for each in read] == [("W1", 1, TEXT), ("W7", 1, TEXT)]


def test_nothing_joins_a_dissent_to_a_ballot_and_the_ledger_names_nobody(desk, office, voted):
    before = rows_of_the_vote(desk, voted)
    hand_in(desk, office, voted, "W7")

    with desk.store.read() as session:
        noted = [
            json.loads(text)
            for text in session.execute(
                select(col(LedgerEntry.record)).where(col(LedgerEntry.chain) == committee_rolls.REGISTER)
            ).scalars()
        ]
        assert verify(session).chains
    entry = next(each for each in noted if each["trigger"] == "dissent")
    assert "W7" not in json.dumps(entry)
    assert TEXT not in json.dumps(noted, ensure_ascii=False)
    assert entry["dissents"] == 1
    assert rows_of_the_vote(desk, voted) == before
    columns = {column.name for column in SQLModel.metadata.tables["dissent"].columns}
    assert not columns & {"kind", "ballot", "finding"}


def test_the_digest_of_a_dissent_does_not_tell_who_wrote_it(desk, office, voted):
    """Whoever knows the text and tries all nine codes finds nothing: the salt is not in the ledger."""
    made = hand_in(desk, office, voted, "W7").dissent

    tried = {Dissent(**{**made.model_dump(), "member": code, "salt": ""}).digest for code in MEMBERS}

    assert made.digest == made.sha256
    assert made.sha256 not in tried


@pytest.mark.parametrize(
    ("code", "role", "why"),
    [
        ("W9", Role.COMMITTEE_MEMBER, "W9在第1次表决时不在场"),
        ("P9", Role.COMMITTEE_MEMBER, "P9在第1次表决时不在场"),
        ("S1", Role.DISCIPLINE_OFFICE, "由参加表决的委员本人提交"),
        ("C1", Role.DISCIPLINE_COMMITTEE, "由参加表决的委员本人提交"),
    ],
)
def test_nobody_else_dissents_and_nothing_is_written(desk, office, voted, code, role, why):
    before = desk.dump()

    with pytest.raises(Refused, match=why) as refused:
        hand_in(desk, office, voted, code, role=role)

    assert refused.value.authority.code == "local_discipline.少数意见"
    assert desk.dump() == before


def test_a_dissent_is_handed_in_once_within_five_working_days_and_never_changed(desk, office, voted):
    desk.now += timedelta(days=6)  # from Saturday the 14th: the fifth working day is the Friday
    hand_in(desk, office, voted, "W7")

    with pytest.raises(Refused, match="提交后不再改动"):
        hand_in(desk, office, voted, "W7", "另一意见")
    desk.now += timedelta(days=1)
    with pytest.raises(Refused, match="期限已于2026-03-20届满"):
        hand_in(desk, office, voted, "W6")
    assert [each.text for each in dissents.read(office, voted, by=CHAIR)] == [TEXT]


def test_there_is_no_dissent_before_the_sheet_or_from_a_vote_that_found_nothing(desk, office, heard):
    take(desk, office, heard, {Ballot.INTENTIONAL: 4, Ballot.NO_VIOLATION: 4})
    with pytest.raises(Refused, match="还没有固定核验单的表决"):
        hand_in(desk, office, heard, "W7")
    signed(desk, office, heard)

    with pytest.raises(Refused, match="没有形成审查意见"):
        hand_in(desk, office, heard, "W7")


@pytest.mark.parametrize(
    ("text", "why"), [(" \n", "没有写"), ("长" * 20001, "超过20000字"), ("半\ud800", "不能保存的字符")]
)
def test_a_dissent_that_cannot_be_kept_is_not_taken(desk, office, voted, text, why):
    before = desk.dump()

    with pytest.raises(FaultyInput, match=why):
        hand_in(desk, office, voted, "W7", text)

    assert desk.dump() == before


@pytest.mark.parametrize(
    ("code", "role"),
    [
        ("P1", Role.PRESIDENT),
        ("D9", Role.INSPECTION),
        ("J1", Role.JUDGE_CONCERNED),
        ("X1", Role.COMMITTEE_MEMBER),
    ],
)
def test_only_the_committee_and_its_office_read_dissents(desk, office, voted, code, role):
    hand_in(desk, office, voted, "W7")

    with pytest.raises(Refused, match="只供惩戒委员会及其办事机构查阅"):
        dissents.read(office, voted, by=Actor(code, role))


def test_who_stepped_aside_neither_hands_in_nor_reads(desk, office):
    enter_roll(desk)
    ref = to_the_office(desk, office)
    in_the_room(desk, office, [ref], MEMBERS)
    do(desk, ref, "ask_recusal", Role.JUDGE_CONCERNED, "J1", recusal_of="W9", recusal_ground="曾经办理本案")
    do(desk, ref, "decide_recusal", Role.COMMITTEE_CHAIR, "W1", recusal_granted=True, reasons="属实")
    take(desk, office, ref)
    signed(desk, office, ref)

    with pytest.raises(NotFound):
        hand_in(desk, office, ref, "W9")
    with pytest.raises(NotFound):
        dissents.read(office, ref, by=member("W9"))
    hand_in(desk, office, ref, "W8")
    with desk.store.as_seen_by(member("W9")).read() as session:
        assert session.execute(select(Dissent)).scalars().all() == []
    with desk.store.as_seen_by(member("W8")).read() as session:
        assert len(session.execute(select(Dissent)).scalars().all()) == 1


def test_the_minutes_give_the_committee_a_number_and_others_not_even_that(desk, office, voted):
    hand_in(desk, office, voted, "W7")

    told = {
        role: "\n".join(line.to("zh") for line in minutes_of(office, "审议2026-01", role)[0])
        for role in (Role.DISCIPLINE_OFFICE, Role.PRESIDENT, Role.JUDGE_CONCERNED)
    }

    assert "不同意见1份" in told[Role.DISCIPLINE_OFFICE]
    assert not any("不同意见" in told[role] for role in (Role.PRESIDENT, Role.JUDGE_CONCERNED))
    with desk.store.read() as session:
        assert TEXT not in json.dumps(find(session, voted).facts, ensure_ascii=False)


def test_a_dissent_altered_in_the_database_is_not_shown(desk, office, voted):
    hand_in(desk, office, voted, "W7")
    with desk.store.begin() as session:
        session.execute(update(Dissent).values(text="没有意见"))

    with pytest.raises(BrokenLedger, match="不符"):
        dissents.read(office, voted, by=SECRETARY)
