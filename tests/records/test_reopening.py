"""What is final and wrong, on record: reopened once, back to the committee, never heavier, and no suspension outlives its matter."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from flows import discipline, duty_suspensions, leads, reopening
from flows.discipline_register import register
from flows.due import morning
from records.history import history
from records.proceedings import find
from records.verification import verify
from rules.errors import BrokenLedger, FaultyInput, NotFound, Refused
from rules.law import cite
from rules.personnel_holds import CaseOpened
from rules.roles import Actor, Role
from state_machines.disciplinary_prereview.terms import Known
from state_machines.discipline_reopening.terms import About, Ground
from tests.records.inquiries import (
    BY_HAND,
    COURT,
    DAY,
    INSPECTOR,
    VOTE,
    bring_to_the_committee,
    complaint,
    do,
    to_a_final_opinion,
)

THE_JUDGE = Actor("J1", Role.JUDGE_CONCERNED, court=COURT)
WEAKER = VOTE | {"ballots": {"ordinary_negligence": 7, "no_violation": 1}}
GRAVER = VOTE | {"ballots": {"intentional": 8}}


def ask(about: About = About.DECISION, ref: str = "惩戒2026-0001", *points: str) -> reopening.Request:
    ground = Ground.NEW_EVIDENCE if about is About.OPINION else Ground.JUDGMENT_CHANGED
    return reopening.Request(ref=ref, about=about, ground=ground, points=points or ("再审维持了原判",))


def facts(desk, ref: str) -> dict[str, Any]:
    with desk.store.read() as session:
        return find(session, ref).facts


def state(desk, ref: str) -> str:
    with desk.store.read() as session:
        return find(session, ref).state


def to_a_closed_decision(desk, office) -> str:
    ref = leads.register(office, complaint(), by=INSPECTOR, now=desk.now).ref
    to_a_final_opinion(desk, office, ref)
    decision = leads.open_decision(office, ref, by=INSPECTOR, now=desk.now).ref
    today = desk.now.date().isoformat()
    do(desk, decision, "tell", Role.INSPECTION, proposed_sanction="demerit", basis="遗漏主要证据")
    do(desk, decision, "state_and_defend", Role.JUDGE_CONCERNED, "J1", statement=["已尽审查义务"])
    do(desk, decision, "decide", Role.PARTY_GROUP, sanction="demerit", basis="遗漏主要证据", minutes="党组会", remedies_told=True, answers="不采纳：笔录载明")  # fmt: skip
    do(desk, decision, "serve", Role.PERSONNEL, service=BY_HAND | {"on": today})
    do(desk, decision, "report_executed", Role.PERSONNEL, executed="已归档")
    desk.now += 40 * DAY
    morning(office, desk.now)
    assert do(desk, decision, "close", Role.PERSONNEL, reasons="执行完毕") == "closed"
    return decision


# --- reopening (再处理) --------------------------------------------------------------------------------------------


def test_what_is_not_final_is_not_reopened_and_nothing_is_written(desk, office):
    ref = leads.register(office, complaint(), by=INSPECTOR, now=desk.now).ref

    for about in About:
        with pytest.raises(Refused, match="在原程序中异议、申诉或者纠正") as refused:
            reopening.reopen(office, ask(about, ref), by=INSPECTOR, now=desk.now)
        assert refused.value.authority == cite("local_discipline.再处理")
    with desk.store.read() as session:
        assert verify(session).chains == 1


def test_a_closed_decision_is_reopened_with_what_stands_on_record_and_once_at_a_time(desk, office):
    decision = to_a_closed_decision(desk, office)
    with pytest.raises(FaultyInput, match="请求理由"):
        reopening.reopen(office, ask(About.DECISION, decision, " "), by=THE_JUDGE, now=desk.now)
    with pytest.raises(NotFound):
        reopening.reopen(office, ask(), by=Actor("J2", Role.JUDGE_CONCERNED, court=COURT), now=desk.now)

    ref = reopening.reopen(office, ask(About.DECISION, decision), by=THE_JUDGE, now=desk.now)

    assert ref == "惩戒再处理2026-0001"
    carried = facts(desk, ref)
    assert (carried["sanction"], carried["given_by"], carried["by_the_judge"]) == ("demerit", "court", True)
    assert carried["decided_on"] == facts(desk, decision)["decided_on"]
    with desk.store.read() as session:
        assert carried["head"] == find(session, decision).head
    with pytest.raises(Refused, match=f"{ref}尚未办结"):
        reopening.reopen(office, ask(), by=INSPECTOR, now=desk.now)
    do(desk, ref, "refuse", Role.PARTY_GROUP, reasons="未改判", point_answers="不采纳：原判未变")
    assert reopening.reopen(office, ask(), by=INSPECTOR, now=desk.now) == f"{ref}-2"


def test_the_decision_is_revoked_and_every_effect_put_back(desk, office):
    to_a_closed_decision(desk, office)
    ref = reopening.reopen(office, ask(), by=THE_JUDGE, now=desk.now)
    today = desk.now.date().isoformat()

    do(desk, ref, "take_up", Role.PARTY_GROUP, examined="再审已维持")
    assert [row.facts["sanction"] for row in register(office, Role.INSPECTION)] == ["demerit"]
    do(desk, ref, "decide_anew", Role.PARTY_GROUP, outcome="revoked", sanction="none", reasons="依据已失", minutes="党组会", point_answers="采纳：再审已维持")  # fmt: skip
    do(desk, ref, "serve", Role.PERSONNEL, service=BY_HAND | {"on": today})
    undone = facts(desk, ref)["undone"]
    with pytest.raises(Refused, match="尚未恢复"):
        do(desk, ref, "close", Role.PERSONNEL, reasons="已办")
    do(desk, ref, "restore", Role.PERSONNEL, restored=[f"已办：{each['zh']}" for each in undone])

    assert do(desk, ref, "close", Role.PERSONNEL, reasons="已全部恢复") == "closed"
    assert len(undone) == 5
    assert [row.facts["sanction"] for row in register(office, Role.INSPECTION)] == ["none"]


def test_a_clock_that_went_back_opens_no_second_deliberation(desk, office):
    to_a_closed_decision(desk, office)
    ref = reopening.reopen(office, ask(About.OPINION), by=THE_JUDGE, now=desk.now)
    do(desk, ref, "send_back", Role.PRESIDENT, examined="有新鉴定", new_evidence="鉴定意见")

    first, again = (list(reopening.go_on(office, desk.now - DAY)) for _ in range(2))

    assert (len(first), again) == (1, [])


def test_an_opinion_goes_back_to_the_committee_and_its_new_finding_comes_by_itself(desk, office):
    office = replace(office, papers_after_acts=False)  # Of their papers another test says more.
    decision = to_a_closed_decision(desk, office)
    ref = reopening.reopen(office, ask(About.OPINION), by=THE_JUDGE, now=desk.now)
    do(desk, ref, "send_back", Role.PRESIDENT, examined="有新鉴定", new_evidence="鉴定意见")

    said = [str(words) for words in discipline.go_on(office, desk.now)]
    assert "再处理：惩戒再处理2026-0001已提请重新审议，开立惩戒2026-0002" in said
    assert list(discipline.go_on(office, desk.now)) == []
    anew = "惩戒2026-0002"
    assert facts(desk, anew)[Known.REOPENED.code]["finding"] == "gross_negligence"
    bring_to_the_committee(desk, anew)
    with pytest.raises(Refused, match="当事法官提出异议或者请求的，重新审议不得作出更重的审查意见"):
        do(desk, anew, "form_opinion", Role.DISCIPLINE_COMMITTEE, vote=GRAVER, opinion_text="故意")
    do(desk, anew, "form_opinion", Role.DISCIPLINE_COMMITTEE, vote=WEAKER, opinion_text="一般过失")
    today = desk.now.date().isoformat()
    do(desk, anew, "serve_court", Role.DISCIPLINE_OFFICE, service_court=BY_HAND | {"on": today})
    do(desk, anew, "serve_judge", Role.DISCIPLINE_OFFICE, service=BY_HAND | {"on": today})
    desk.now += 15 * DAY
    morning(office, desk.now)

    with pytest.raises(Refused, match="是重新审议，其结果转入惩戒再处理2026-0001"):
        leads.open_decision(office, anew, by=INSPECTOR, now=desk.now)
    said = [str(words) for words in discipline.go_on(office, desk.now)]

    assert said == [
        "再处理：惩戒2026-0002已有结果，惩戒再处理2026-0001待重新决定"
    ]  # And no decision of its own.
    assert facts(desk, ref)["finding_anew"]["finding"] == "ordinary_negligence"
    with pytest.raises(Refused, match="应当撤销原处分"):
        do(desk, ref, "decide_anew", Role.PARTY_GROUP, outcome="upheld", sanction="demerit", reasons="适当", minutes="党组会", point_answers="不采纳：不影响")  # fmt: skip
    assert state(desk, decision) == "closed"
    with desk.store.read() as session:
        verify(session)


def test_a_finding_that_is_not_that_of_its_sheet_opens_no_decision(desk, office):
    ref = leads.register(office, complaint(), by=INSPECTOR, now=desk.now).ref
    to_a_final_opinion(desk, office, ref)
    with desk.store.read() as session:
        row = find(session, ref)
        assert leads.finding_proved(session, row) == "gross_negligence"
        row.facts = row.facts | {"finding": "intentional"}

        with pytest.raises(BrokenLedger, match="与核验单不符"):
            leads.finding_proved(session, row)
        session.expunge(row)


# --- suspension from duty (暂停履职) -------------------------------------------------------------------------------


def suspended(desk, office, matter: str) -> str:
    ref = duty_suspensions.propose(
        office, matter, CaseOpened.SUPERVISION, "监立〔2026〕7号", by=INSPECTOR, now=desk.now
    )
    today = desk.now.date().isoformat()
    do(desk, ref, "suspend_duty", Role.PARTY_GROUP, unfit=True, reasons="可能影响调查", minutes="党组会", suspended_from=today, pay="照发", cases_left="重新分案")  # fmt: skip
    do(desk, ref, "serve", Role.PERSONNEL, service=BY_HAND | {"on": today})
    return ref


def test_a_suspension_is_proposed_once_beside_an_open_matter_and_by_whom_it_is_for(desk, office):
    matter = leads.register(office, complaint(), by=INSPECTOR, now=desk.now).ref
    with pytest.raises(Refused, match="当事法官不提出暂停履职"):
        duty_suspensions.propose(office, matter, None, "", by=THE_JUDGE, now=desk.now)

    ref = suspended(desk, office, matter)

    assert (ref, facts(desk, ref)["matter"]) == ("惩戒暂停履职2026-0001", matter)
    with pytest.raises(Refused, match=f"{ref}尚未办结"):
        duty_suspensions.propose(office, matter, None, "", by=INSPECTOR, now=desk.now)
    assert list(duty_suspensions.go_on(office, desk.now)) == []  # The matter goes on.


def test_when_the_matter_closes_without_liability_the_alarm_is_raised_and_it_must_be_lifted(desk, office):
    matter = leads.register(office, complaint(), by=INSPECTOR, now=desk.now).ref
    ref = suspended(desk, office, matter)
    do(desk, matter, "admit_lead", Role.TRIAL_SUPERVISION)
    do(desk, matter, "propose", Role.TRIAL_SUPERVISION, case_seen=False, opinion_reasons="查否")
    do(desk, matter, "close_initial", Role.PRESIDENT, conclusion="unfounded", reasons="查无实据")

    (alarm,) = duty_suspensions.go_on(office, desk.now)

    assert str(alarm) == f"警示：{matter}已结（没有追究责任），{ref}的暂停履职尚未恢复，应当限期恢复"
    assert list(duty_suspensions.go_on(office, desk.now)) == []
    assert state(desk, ref) == "to_lift"
    with pytest.raises(Refused, match="应当恢复履职"):
        do(desk, ref, "end_with_office", Role.PARTY_GROUP, reasons="调任")
    back = desk.now.date().isoformat()
    assert (
        do(desk, ref, "lift", Role.PARTY_GROUP, reasons="未追究责任", back_on=back, pay_settled="没有扣减")
        == "lifted"
    )
    with pytest.raises(Refused, match="已经办结，不再暂停履职"):
        duty_suspensions.propose(office, matter, None, "", by=INSPECTOR, now=desk.now)


def test_a_suspension_that_is_not_lifted_in_time_is_late(desk, office):
    matter = leads.register(office, complaint(), by=INSPECTOR, now=desk.now).ref
    ref = suspended(desk, office, matter)
    do(desk, matter, "admit_lead", Role.TRIAL_SUPERVISION)
    do(desk, matter, "propose", Role.TRIAL_SUPERVISION, case_seen=False, opinion_reasons="查否")
    do(desk, matter, "close_initial", Role.PRESIDENT, conclusion="unfounded", reasons="查无实据")
    list(duty_suspensions.go_on(office, desk.now))
    desk.now += 8 * DAY

    morning(office, desk.now)

    rows = desk.rows("SELECT code, overdue FROM clock WHERE proceeding = :ref AND state = 'running'", ref=ref)
    assert [(row["code"], bool(row["overdue"])) for row in rows] == [("lifting", True)]


def test_a_decision_that_holds_the_judge_liable_leaves_the_end_to_the_party_group(desk, office):
    matter = leads.register(office, complaint(), by=INSPECTOR, now=desk.now).ref
    ref = suspended(desk, office, matter)
    to_a_final_opinion(desk, office, matter)
    decision = leads.open_decision(office, matter, by=INSPECTOR, now=desk.now).ref
    do(desk, decision, "tell", Role.INSPECTION, proposed_sanction="demerit", basis="遗漏主要证据")
    assert list(duty_suspensions.go_on(office, desk.now)) == []
    desk.now += 10 * DAY
    morning(office, desk.now)
    do(
        desk,
        decision,
        "decide",
        Role.PARTY_GROUP,
        sanction="demerit",
        basis="遗漏主要证据",
        minutes="党组会",
        remedies_told=True,
    )
    do(desk, decision, "serve", Role.PERSONNEL, service=BY_HAND | {"on": desk.now.date().isoformat()})
    desk.now += 40 * DAY
    morning(office, desk.now)

    said = [str(words) for words in duty_suspensions.go_on(office, desk.now)]

    assert len(said) == 1
    assert "已经追究责任" in said[0]
    with desk.store.read() as session:
        assert [act.trigger for act in history(session, ref)][-1] == "record_end"


def test_who_steps_aside_in_the_matter_finds_no_suspension_beside_it(desk, office):
    matter = leads.register(office, complaint(), by=INSPECTOR, now=desk.now).ref
    do(desk, matter, "admit_lead", Role.TRIAL_SUPERVISION)
    do(desk, matter, "propose", Role.TRIAL_SUPERVISION, case_seen=True, opinion_reasons="影响主文")
    do(desk, matter, "start_inquiry", Role.PRESIDENT)
    do(desk, matter, "appoint_inquirers", Role.INSPECTION, inquirers=["D1", "D2", "D3"])
    ref = suspended(desk, office, matter)
    do(desk, matter, "ask_recusal", Role.JUDGE_CONCERNED, "J1", recusal_of="D1", recusal_ground="同学")
    do(desk, matter, "decide_inquirer", Role.PRESIDENT, recusal_granted=True, reasons="属实")

    def found_by(code: str, role: Role) -> bool:
        with desk.store.as_seen_by(Actor(code, role, court=COURT)).read() as session:
            try:
                return bool(find(session, ref))
            except NotFound:
                return False

    assert found_by("D2", Role.INSPECTION)
    assert not found_by("D1", Role.INSPECTION)
    assert not found_by("J1", Role.PERSONNEL)
    assert found_by("J1", Role.JUDGE_CONCERNED)
    assert not found_by("R1", Role.REVIEWER)
