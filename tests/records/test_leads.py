"""A lead from a review's clue to the decision: registered once, joined, carried over as it stands, and seen by few."""

from __future__ import annotations

import json
from datetime import date

import pytest
from sqlalchemy import select
from sqlmodel import col

from flows import leads
from flows.due import morning
from flows.judge_rights import judges_view
from records import history
from records.notices import Notice
from records.proceedings import find
from records.verification import verify
from rules.errors import FaultyInput, Refused
from rules.law import cite
from rules.notices import NoticeContent
from rules.roles import Actor, Role
from state_machines.disciplinary_prereview.table import DISCIPLINARY_PREREVIEW
from state_machines.disciplinary_prereview.terms import Act as Step
from state_machines.disciplinary_prereview.terms import Known, Source, State
from tests.records.inquiries import (
    BY_HAND,
    COURT,
    DAY,
    INSPECTOR,
    MEMBERS,
    ORGANISER,
    VOTE,
    bring_to_the_committee,
    complaint,
    do,
    to_a_final_opinion,
)


def letters(desk, role: Role) -> list[NoticeContent]:
    with desk.store.read() as session:
        rows = session.execute(select(Notice).order_by(col(Notice.id))).scalars()
        told = [NoticeContent.from_json(row.content) for row in rows]
    return [each for each in told if each.audience is role]


# --- registering ----------------------------------------------------------------------------------------------------


def test_a_lead_is_registered_once_and_another_of_the_case_is_named_as_related(desk, office):
    first = leads.register(office, complaint(), by=INSPECTOR, now=desk.now)
    again = leads.register(office, complaint(), by=INSPECTOR, now=desk.now)
    other = leads.register(office, complaint(conduct="另一行为"), by=INSPECTOR, now=desk.now)

    assert (first.ref, first.new) == ("惩戒2026-0001", True)
    assert (again.ref, again.new) == (first.ref, False)
    assert (other.ref, other.related) == ("惩戒2026-0002", (first.ref,))
    with desk.store.read() as session:
        assert find(session, other.ref).facts["related"] == [first.ref]
    assert do(desk, other.ref, "join", Role.TRIAL_SUPERVISION, into=first.ref, reasons="同一案件") == "joined"
    assert [row.ref for row in leads.open_matters(office)] == [first.ref]


@pytest.mark.parametrize(
    "role",
    [Role.DISCIPLINE_COMMITTEE, Role.DISCIPLINE_OFFICE, Role.COMMITTEE_CHAIR],
    ids=lambda role: role.value,
)
def test_a_letter_sent_straight_to_the_committee_is_forwarded_and_never_registered(role, desk, office):
    with pytest.raises(Refused, match="不直接受理举报和线索") as refused:
        leads.register(office, complaint(), by=Actor("W1", role), now=desk.now)

    assert refused.value.authority == cite("discipline_opinion_2016.不直接受理")
    assert leads.open_matters(office) == []


def test_all_that_a_lead_lacks_is_named_at_once_and_nothing_is_written(desk, office):
    lead = complaint(judge="", conduct=" ", item="46(11)", received_on=date(2027, 1, 1), source=Source.REVIEW)

    with pytest.raises(FaultyInput) as faulty:
        leads.register(office, lead, by=INSPECTOR, now=desk.now)

    assert len(faulty.value.faults) == 5
    assert leads.open_matters(office) == []


def test_the_clue_of_a_review_comes_with_all_the_review_knows_and_only_when_it_was_handed_over(desk, office):
    desk.bring("评1", "confirmed", clue={"item": "46(4)", "reasons": "笔录与录音不符"})
    with pytest.raises(Refused, match="没有经院长移送的线索") as refused:
        leads.from_review(office, "评1", desk.now)
    assert refused.value.authority == cite("local_review.线索")

    desk.do(
        "评1",
        "hand_over_clue",
        Role.PRESIDENT,
        {"clue_transfer": {"item": "46(4)", "reasons": "笔录与录音不符"}},
    )
    lead = leads.from_review(office, "评1", desk.now)
    done = leads.register(office, lead, by=INSPECTOR, now=desk.now)
    again = leads.register(
        office, leads.from_review(office, "评1", desk.now + DAY), by=INSPECTOR, now=desk.now + DAY
    )

    with desk.store.read() as session:
        facts, review = find(session, done.ref).facts, find(session, "评1").facts
    assert (facts["source"], facts["source_ref"], facts["item"]) == ("review", "评1", "46(4)")
    assert facts["conduct"] == "笔录与录音不符"
    assert {name: facts[name] for name in ("judge", "court", "bench")} == {name: review[name] for name in ("judge", "court", "bench")}  # fmt: skip
    assert (again.ref, again.new) == (done.ref, False)


# --- the opinion, and the decision on it ----------------------------------------------------------------------------


def test_a_final_opinion_is_carried_into_the_decision_with_the_head_of_its_chain(desk, office):
    ref = leads.register(office, complaint(), by=INSPECTOR, now=desk.now).ref
    with pytest.raises(Refused, match="没有已确定的审查意见") as refused:
        leads.open_decision(office, ref, by=INSPECTOR, now=desk.now)
    assert refused.value.authority == cite("local_discipline.专业审查前置")

    to_a_final_opinion(desk, office, ref)
    opened = leads.open_decision(office, ref, by=INSPECTOR, now=desk.now)
    again = leads.open_decision(office, ref, by=INSPECTOR, now=desk.now)

    assert (opened.ref, opened.new, again.new) == ("惩戒决定2026-0001", True, False)
    with desk.store.read() as session:
        matter, decision = find(session, ref), find(session, opened.ref)
        assert matter.state == State.OPINION_FINAL.value
        assert decision.facts["opinion"]["head"] == matter.head
        assert decision.facts["opinion"]["finding"] == "gross_negligence"
        assert verify(session).chains == 2
    assert (
        do(desk, opened.ref, "tell", Role.INSPECTION, proposed_sanction="demerit", basis="遗漏主要证据")
        == "told"
    )


def test_a_lead_that_went_another_way_opens_a_decision_that_has_no_opinion(desk, office):
    ref = leads.register(office, complaint(item="46(6)", conduct="拖延办案"), by=INSPECTOR, now=desk.now).ref
    do(desk, ref, "route_away", Role.TRIAL_MANAGEMENT, route="机关纪委", reasons="处分程序")

    opened = leads.open_decision(office, ref, by=INSPECTOR, now=desk.now)

    with desk.store.read() as session:
        assert "opinion" not in find(session, opened.ref).facts
    assert (
        do(desk, opened.ref, "tell", Role.INSPECTION, proposed_sanction="warning", basis="拖延办案") == "told"
    )


def test_what_is_counted_stands_in_the_ledger_and_is_rebuilt_from_it(desk, office):
    ref = leads.register(office, complaint(), by=INSPECTOR, now=desk.now).ref
    bring_to_the_committee(desk, ref)
    do(desk, ref, "form_opinion", Role.DISCIPLINE_COMMITTEE, vote=VOTE, opinion_text="违反应尽的审查义务")

    with desk.store.read() as session:
        row, past = find(session, ref), history.history(session, ref)
        entry = past[-1].particulars
        rebuilt = history.refold(past, DISCIPLINARY_PREREVIEW)

    assert entry["finding"] == entry["sheet"]["finding"] == "gross_negligence"
    assert entry["sheet"]["proceeding"] == ref
    assert rebuilt == row.facts


def test_a_refused_vote_leaves_nothing_behind(desk, office):
    ref = leads.register(office, complaint(), by=INSPECTOR, now=desk.now).ref
    bring_to_the_committee(desk, ref)
    with desk.store.read() as session:
        before = find(session, ref)

    with pytest.raises(Refused, match="表决时在场7人"):
        do(desk, ref, "form_opinion", Role.DISCIPLINE_COMMITTEE, vote=VOTE | {"present": MEMBERS[:7], "ballots": {"gross_negligence": 7}}, opinion_text="…")  # fmt: skip
    with pytest.raises(FaultyInput, match="表决记录"):
        do(desk, ref, "form_opinion", Role.DISCIPLINE_COMMITTEE, vote={"present": ["W1"]}, opinion_text="…")

    with desk.store.read() as session:
        after = find(session, ref)
        assert (after.version, after.head, after.facts) == (before.version, before.head, before.facts)


# --- the judge ------------------------------------------------------------------------------------------------------


def test_before_the_inquiry_starts_the_judge_is_told_nothing_and_his_page_is_refused(desk, office):
    ref = leads.register(office, complaint(), by=INSPECTOR, now=desk.now).ref
    do(desk, ref, "admit_lead", Role.TRIAL_SUPERVISION)

    with pytest.raises(Refused, match="尚未告知当事法官"):
        judges_view(office, ref, now=desk.now)

    assert letters(desk, Role.JUDGE_CONCERNED) == []


def test_the_judge_sees_rights_and_reasons_and_never_a_vote_or_who_reported(desk, office):
    ref = leads.register(office, complaint(), by=INSPECTOR, now=desk.now).ref
    bring_to_the_committee(desk, ref)
    do(desk, ref, "form_opinion", Role.DISCIPLINE_COMMITTEE, vote=VOTE, opinion_text="违反应尽的审查义务")
    today = desk.now.date().isoformat()
    do(desk, ref, "serve_court", Role.DISCIPLINE_OFFICE, service_court=BY_HAND | {"on": today})
    do(desk, ref, "serve_judge", Role.DISCIPLINE_OFFICE, service=BY_HAND | {"on": today})

    view = judges_view(office, ref, now=desk.now)
    said = json.dumps([each.to_json() for each in letters(desk, Role.JUDGE_CONCERNED)], ensure_ascii=False)
    said += " ".join(str(text) for done in view.decided for _, text in done.points)

    assert [right.act for right in view.rights] == [Step.OBJECT]
    assert str(view.rights[0].to) == f"{ORGANISER}惩戒工作办公室"
    assert view.rights[0].limit is not None
    assert "存在重大过失" in said
    assert "违反应尽的审查义务" in said
    assert not [
        secret for secret in ("P77", "ballots", "sha256", Known.VOTE.zh, Known.SHEET.zh) if secret in said
    ]


def test_what_is_late_is_told_to_the_inspection_unit_and_not_to_the_trial_management_office(desk, office):
    ref = leads.register(office, complaint(), by=INSPECTOR, now=desk.now).ref
    do(desk, ref, "admit_lead", Role.TRIAL_SUPERVISION)
    do(desk, ref, "propose", Role.TRIAL_SUPERVISION, case_seen=True, opinion_reasons="影响主文")
    desk.now += 12 * DAY
    morning(office, desk.now)

    late = [each for role in Role for each in letters(desk, role) if each.kind.value == "overdue"]

    assert {each.audience for each in late} == {Role.PRESIDENT, Role.INSPECTION}
    assert {str(each.ask) for each in late if each.audience is Role.PRESIDENT} == {f"{COURT}督察部门"}
