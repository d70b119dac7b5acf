"""Protection that undoes: what an accusation found false brought is listed with its lawful step, and the clearing reaches who heard it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from console.standing import refuse_typed
from flows import duty_suspensions, leads, undoing, undoing_progress
from flows.handovers import Watch, look
from flows.protection import open_matter
from rules.errors import FaultyInput, NotFound, Refused
from rules.law import cite
from rules.personnel_holds import CaseOpened
from rules.roles import Actor, Role
from rules.workdays import add_working_days
from state_machines.protection.openings import ProtectionKind
from state_machines.register import PROCEDURES
from state_machines.undoing import ENDS, UNDOES
from tests.records.test_chain_checks import put, wrong
from tests.records.test_handovers import an_exit, found, matter, to_no_violation
from tests.records.test_leads import COURT, DAY, INSPECTOR, MEMBERS, complaint, do, letters

INQUIRED = {"D1", "D2"}


@pytest.fixture
def accused(desk, office) -> str:
    """A complaint that the committee found to be no violation."""
    ref = leads.register(office, complaint(), by=INSPECTOR, now=desk.now).ref
    to_no_violation(desk, office, ref)
    watch = Watch()
    look(office, desk.now, watch)
    look(office, desk.now, watch)
    return ref


def test_what_an_accusation_found_false_brought_is_listed_with_the_steps_that_take_it_back(
    desk, office, accused
):
    report = undoing.report(office, accused)

    back = {each.ref: [step.trigger.value for step in each.steps] for each in report.left}
    assert back == {"惩戒决定2026-0001": ["decide_none"], "": []}
    assert [str(each) for item in report.left for each in item.commands] == [
        "zelian proceeding act 惩戒决定2026-0001 决定不予惩戒 --role 党组 --fact 理由=… --fact 集体讨论记录=…"
    ]
    (ended,) = [each for each in report.items if each.ref == accused]
    assert (str(ended.done.act), ended.done.on) == ("异议期满，意见确定", report.found_on)
    assert report.due == add_working_days(report.found_on, 20, office.store.calendar)
    assert set(MEMBERS) <= set(report.heard)
    assert "J1" not in report.heard
    assert report.clearing == ""


def test_the_clearing_reaches_those_who_heard_the_accusation(desk, office, accused):
    with pytest.raises(Refused, match="还没有开启澄清") as refused:
        undoing.widen_circle(office, undoing.report(office, accused), by=INSPECTOR, now=desk.now)
    assert refused.value.authority == cite("judges_law.56")
    given = {"judge": "J1", "court": COURT, "start": "discipline", "accusation": ["遗漏主要证据"], "source_ref": accused, "audience": [{"code": "W1"}]}  # fmt: skip
    clearing = open_matter(office, ProtectionKind.CLEARING, given, by=INSPECTOR, now=desk.now).ref
    look(office, desk.now, Watch())

    before = undoing.report(office, accused)
    added = undoing.widen_circle(office, before, by=INSPECTOR, now=desk.now)
    after = undoing.report(office, accused)

    assert found(desk, f"移送-{accused}-没有违反").facts["opened"] == clearing
    assert (before.clearing, "W1" in before.missing, "W2" in before.missing) == (clearing, False, True)
    assert added == len(before.missing)
    assert (after.missing, after.heard) == ((), before.heard)


@pytest.fixture
def clearing(desk, office, accused) -> str:
    """The clearing of it, opened and found: the circle is that of the accusation."""
    given = {"judge": "J1", "court": COURT, "start": "discipline", "accusation": ["遗漏主要证据"], "source_ref": accused, "audience": [{"code": "W1"}]}  # fmt: skip
    ref = open_matter(office, ProtectionKind.CLEARING, given, by=INSPECTOR, now=desk.now).ref
    look(office, desk.now, Watch())
    do(
        desk,
        ref,
        "find_untrue",
        Role.INSPECTION,
        findings=[{"point": 1, "finding": "untrue", "basis": "笔录"}],
    )
    undoing.widen_circle(office, undoing.report(office, accused), by=INSPECTOR, now=desk.now)
    return ref


def cleared(desk, ref: str) -> None:
    do(desk, ref, "hear", Role.INSPECTION, view="请澄清", public_form=False)
    do(
        desk,
        ref,
        "assess",
        Role.INSPECTION,
        must_grounds=["rights"],
        forms=["written"],
        assessment="影响评优",
        audience_complete=True,
    )
    do(desk, ref, "examine", Role.CASE_EXAMINATION, examination="清楚", evidence_complete=True)
    do(desk, ref, "approve", Role.PRESIDENT)
    told = [each["code"] for each in found(desk, ref).facts["audience"]]
    do(
        desk,
        ref,
        "clear",
        Role.INSPECTION,
        forms=["written"],
        cleared_points=["1"],
        letter="不属实",
        told=told,
    )


def test_whoever_is_in_the_circle_is_sent_the_clearing_by_name(desk, office, clearing):
    cleared(desk, clearing)

    told = [each for each in letters(desk, Role.INFORMED) if each.proceeding == clearing]
    assert {each.person for each in told} >= set(MEMBERS)
    assert "不属实" in str(told[0].points)


def test_to_look_again_after_the_clearing_begins_it_no_second_time(desk, office, accused, clearing):
    cleared(desk, clearing)

    report = undoing.report(office, accused)

    assert report.missing == ()  # who heard of the clearing only heard that it was false
    assert not report.clearing_open
    (letters_sent,) = [each for each in report.items if each.ref == clearing]
    assert (str(letters_sent.done.act), str(letters_sent.instead)) == (
        "予以澄清",
        "不能收回；已向同一范围澄清",
    )


def test_the_handover_is_accepted_when_the_list_is_worked_off_and_its_lateness_is_told(
    desk, office, accused, clearing
):
    cleared(desk, clearing)
    watch = Watch()
    look(office, desk.now, watch)
    progress = undoing_progress.Watch()
    handed = f"移送-{clearing}-清理"
    assert [str(each) for each in undoing_progress.go_on(office, desk.now, progress)] == [
        "清理影响：登记进度1件"
    ]
    assert list(undoing_progress.go_on(office, desk.now, progress)) == []
    assert (found(desk, handed).facts["left"], found(desk, handed).facts["to_undo"]) == (1, 3)

    with pytest.raises(Refused, match="还有1项没有清理") as refused:
        do(desk, handed, "accept", Role.PERSONNEL, opened="政8号")
    desk.now += 40 * DAY
    late = list(undoing_progress.go_on(office, desk.now, progress))

    assert refused.value.authority == cite("local_chain.恢复")
    assert [str(each) for each in late] == ["清理影响：逾期催办3件"]
    (alarm,) = [each for each in letters(desk, Role.PERSONNEL) if each.key.startswith("undoing:")]
    assert "1项，共3项" in str(alarm.points)
    assert wrong(desk, office)["not_undone"] == [handed]
    do(
        desk,
        "惩戒决定2026-0001",
        "decide_none",
        Role.PARTY_GROUP,
        reasons="没有违反",
        minutes="纪要",
    )
    do(desk, "惩戒决定2026-0001", "close", Role.INSPECTION, reasons="不予惩戒")
    list(undoing_progress.go_on(office, desk.now, progress))
    do(desk, handed, "accept", Role.PERSONNEL, opened="政8号")
    assert "not_undone" not in wrong(desk, office)


def test_how_far_it_has_come_is_entered_by_the_routine_and_typed_by_nobody():
    with pytest.raises(FaultyInput, match="由例行办理逐项核对台账登记"):
        refuse_typed("handover", "record_undoing")


def test_a_suspension_left_in_force_after_the_finding_is_found_by_the_check(desk, office):
    ref = leads.register(office, complaint(), by=INSPECTOR, now=desk.now).ref
    suspension = duty_suspensions.propose(
        office, ref, CaseOpened.SUPERVISION, "8号", by=INSPECTOR, now=desk.now
    )
    do(desk, suspension, "suspend_duty", Role.PARTY_GROUP, unfit=True, reasons="影响调查", minutes="纪要", suspended_from=desk.now.date().isoformat(), pay="照发", cases_left="重新分案")  # fmt: skip
    to_no_violation(desk, office, ref)
    assert "not_undone" not in wrong(desk, office)

    desk.now += 40 * DAY

    assert wrong(desk, office)["not_undone"] == [suspension]


def test_an_exit_and_a_hold_are_taken_back_by_the_steps_that_are_there(desk, office):
    source = matter(desk, "惩戒决定2026-0001")
    leaving = an_exit(desk, "退额2026-0001", source={"ref": source, "on": "2026-02-01"})
    do(desk, source, "open_supervision", Role.INSPECTION, reasons="监察立案")
    watch = Watch()
    look(office, desk.now, watch)
    assert found(desk, leaving).facts["held"] is True
    do(desk, source, "lift_supervision", Role.INSPECTION, consent="已结案")
    put(desk, source, sanction='"none"')

    held = next(each for each in undoing.report(office, source).left if each.ref == leaving)
    do(desk, leaving, "lift_hold", Role.INSPECTION, consent="已结案")
    lifted = next(each for each in undoing.report(office, source).items if each.ref == leaving)

    assert [step.trigger.value for step in held.steps] == ["lift_hold"]
    assert str(held.what) == "暂缓事项：监察立案调查，暂缓"
    assert (str(lifted.done.act), lifted.done.number, str(lifted.what)[:16]) == (
        "登记监察同意或者结案",
        3,
        "暂缓事项：登记监察立案调查（20",
    )


def test_what_was_not_found_false_has_nothing_to_undo(desk, office):
    ref = leads.register(office, complaint(), by=INSPECTOR, now=desk.now).ref

    with pytest.raises(Refused, match="没有认定为不实") as refused:
        undoing.report(office, ref)

    assert refused.value.authority == cite("government_sanctions_law.53")


def test_whoever_may_not_know_of_the_matter_finds_nothing_to_undo(desk, office, accused):
    reader = replace(office, store=office.store.as_seen_by(Actor("P9", Role.REVIEWER)))

    with pytest.raises(NotFound):
        undoing.report(reader, accused)


def test_every_step_that_undoes_is_one_of_its_procedure():
    for code, acts in [*((code, acts) for (code, _), acts in UNDOES.items()), *ENDS.items()]:
        assert {act.value for act in acts} <= set(PROCEDURES[code].triggers)
