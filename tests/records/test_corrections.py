"""A slip of the pen is put right by a step: both texts stand on record, who was told before is told again, decisions stand."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select
from sqlmodel import col

from flows import leads
from records.history import history
from records.notices import Notice
from records.proceedings import find
from records.verification import verify
from rules.errors import Refused
from rules.notices import NoticeContent
from rules.roles import Role
from state_machines.confidentiality import confidential
from state_machines.disciplinary_prereview.corrections import CORRECTIONS as BEFORE
from state_machines.discipline_decision.corrections import CORRECTIONS as AFTER
from state_machines.quality_review.grades import CORRECTIONS as OF_REVIEWS
from tests.records.test_leads import INSPECTOR, bring_to_the_committee, complaint, do, to_a_final_opinion

SLIP = {"amendment": {"division": "民事审判第二庭"}, "reasons": "登记时误写"}


def told(desk, ref: str) -> list[tuple[Role, str]]:
    """Who had a letter of a correction, and what it says changed."""
    with desk.store.read() as session:
        rows = session.execute(select(Notice).where(col(Notice.proceeding) == ref).order_by(col(Notice.id))).scalars()  # fmt: skip
        letters = [NoticeContent.from_json(row.content) for row in rows]
    return [
        (each.audience, text.to("zh")) for each in letters if each.act.to("zh") == "更正记录"
        for name, text in each.points if name.to("zh") == "更正前后"
    ]  # fmt: skip


@pytest.fixture
def matter(desk, office) -> str:
    return leads.register(office, complaint(division="民事审判庭"), by=INSPECTOR, now=desk.now).ref


def test_both_texts_stand_on_record_and_the_facts_are_the_corrected_ones(desk, office, matter):
    bring_to_the_committee(desk, matter)
    with desk.store.read() as session:
        before = [each.digest for each in history(session, matter)]

    do(desk, matter, "rectify", Role.DISCIPLINE_OFFICE, "S1", **SLIP)

    with desk.store.read() as session:
        past, row = history(session, matter), find(session, matter)
        assert verify(session).chains
    assert [each.digest for each in past[:-1]] == before
    assert (row.facts["division"], row.state) == ("民事审判第二庭", "deliberation")
    assert past[-1].particulars["replaced"] == [
        {"code": "division", "before": "民事审判庭", "after": "民事审判第二庭"}
    ]
    assert (past[-1].by, past[-1].authority) == ("S1", "local_discipline.更正")
    assert past[0].particulars["division"] == "民事审判庭"


def test_who_was_told_before_is_told_again_and_nobody_else(desk, office, matter):
    do(desk, matter, "rectify", Role.INSPECTION, "D9", **SLIP)
    at_first = told(desk, matter)
    bring_to_the_committee(desk, matter)
    do(
        desk,
        matter,
        "rectify",
        Role.INSPECTION,
        "D9",
        amendment={"division": "民事审判第三庭"},
        reasons="再次核对",
    )

    assert {role for role, _ in at_first} == {Role.TRIAL_SUPERVISION, Role.TRIAL_MANAGEMENT}
    assert {text for _, text in at_first} == {"庭室：民事审判庭 → 民事审判第二庭"}
    later = [role for role, text in told(desk, matter) if "第三庭" in text]
    assert set(later) == {
        Role.JUDGE_CONCERNED, Role.PRESIDENT, Role.INSPECTION, Role.DISCIPLINE_OFFICE, Role.COMMITTEE_MEMBER,
    }  # fmt: skip


def test_what_was_deliberated_on_or_served_is_decided_anew_and_nothing_is_written(desk, office, matter):
    bring_to_the_committee(desk, matter)
    before = desk.dump()

    with pytest.raises(Refused, match="已经据以审议、表决，不得更正；应当重新决定") as refused:
        do(desk, matter, "rectify", Role.INSPECTION, amendment={"report": "另有认定"}, reasons="笔误")

    assert refused.value.authority.code == "local_discipline.更正"
    assert desk.dump() == before


def test_a_decision_that_was_served_is_not_corrected(desk, office, matter):
    to_a_final_opinion(desk, office, matter)
    ref = leads.open_decision(office, matter, by=INSPECTOR, now=desk.now).ref
    do(desk, ref, "tell", Role.INSPECTION, proposed_sanction="demerit", basis="遗漏主要证椐")
    do(desk, ref, "rectify", Role.INSPECTION, "D9", amendment={"basis": "遗漏主要证据"}, reasons="错字")
    do(desk, ref, "state_and_defend", Role.JUDGE_CONCERNED, "J1", statement=["请求从轻"])
    do(desk, ref, "decide", Role.PARTY_GROUP, sanction="demerit", basis="遗漏主要证据", minutes="党组会", remedies_told=True, answers="1 采纳：从轻")  # fmt: skip
    do(desk, ref, "serve", Role.INSPECTION, service={"kind": "direct", "on": desk.now.date().isoformat()})

    with pytest.raises(Refused, match="已经随决定送达，不得更正"):
        do(desk, ref, "rectify", Role.INSPECTION, "D9", amendment={"basis": "其他"}, reasons="错字")
    with pytest.raises(Refused, match="不得以更正改变：处分"):
        do(desk, ref, "rectify", Role.INSPECTION, "D9", amendment={"sanction": "warning"}, reasons="错字")
    assert [text for role, text in told(desk, ref) if role is Role.JUDGE_CONCERNED] == [
        "认定的事实和依据：遗漏主要证椐 → 遗漏主要证据"
    ]


def test_the_judge_does_not_correct_the_record_of_the_own_matter(desk, office, matter):
    bring_to_the_committee(desk, matter)

    with pytest.raises(Refused):
        do(desk, matter, "rectify", Role.INSPECTION, "J1", **SLIP)


def test_a_review_is_corrected_by_the_same_step_and_keeps_what_stood_there(desk, office):
    desk.bring("评1", "prelim")

    desk.do(
        "评1", "rectify", Role.TRIAL_MANAGEMENT, {"correction": {"division": "刑一庭"}, "reasons": "誊写有误"}
    )

    with desk.store.read() as session:
        entry = history(session, "评1")[-1]
    assert [each["code"] for each in entry.particulars["replaced"]] == ["division"]
    assert entry.particulars["replaced"][0]["after"] == "刑一庭"


@pytest.mark.parametrize(
    ("code", "corrections"),
    [("disciplinary_prereview", BEFORE), ("discipline_decision", AFTER), ("quality_review", OF_REVIEWS)],
)
def test_nothing_for_few_and_nothing_computed_can_be_corrected(code, corrections):
    """A correction is read by whoever may see the matter: a fact for few would be told by it."""
    parts = corrections.stated.parts

    assert not {part.code for part in parts} & set(confidential(code))
    assert not any(part.computed for part in parts)
    assert json.dumps(corrections.told([{"code": parts[0].code, "before": None, "after": True}]).both())
