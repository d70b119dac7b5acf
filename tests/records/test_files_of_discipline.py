"""Files handed in with an act of discipline: kept with it or not at all, for whom they are, and found again by their digest."""

from __future__ import annotations

import hashlib

import pytest

from console.sample.exhibits import exhibit
from documents.evidence_files import Attachment
from flows import evidence, leads
from records.checkups.checkup import Surroundings
from records.checkups.kept_files import EvidenceIsKept
from records.proceedings import Act, find
from records.verification import verify
from rules.clocks import beijing_day
from rules.errors import FaultyInput, Refused
from rules.roles import Actor, Role
from state_machines.disciplinary_prereview.table import DISCIPLINARY_PREREVIEW
from state_machines.disciplinary_prereview.terms import Act as Step
from tests.records.test_leads import INSPECTOR, complaint, do

RECORD, SCAN = Attachment("庭审笔录.pdf", exhibit("page")), Attachment("诊断证明.pdf", exhibit("slip"))


@pytest.fixture
def inquiry(desk, office) -> str:
    ref = leads.register(office, complaint(), by=INSPECTOR, now=desk.now).ref
    do(desk, ref, "admit_lead", Role.TRIAL_SUPERVISION)
    do(desk, ref, "propose", Role.TRIAL_SUPERVISION, case_seen=True, opinion_reasons="影响主文")
    do(desk, ref, "start_inquiry", Role.PRESIDENT)
    do(desk, ref, "appoint_inquirers", Role.INSPECTION, inquirers=["D1", "D2"])
    return ref


def submit(desk, office, ref, trigger, role, files, by="", **stated):
    act = Act(ref=ref, trigger=trigger, by=Actor(by or role.value, role), at=desk.now, particulars=stated)
    return evidence.submit(office, act, files)


def seen(office, ref, role):
    with office.store.read() as session:
        return [(each.name, each.act) for each in evidence.files_of(session, ref, role)]


def test_a_statement_brings_its_files_and_they_come_back_as_they_were(desk, office, inquiry):
    submit(
        desk, office, inquiry, "state_and_defend", Role.JUDGE_CONCERNED, [RECORD], "J1", statement=["已出示"]
    )

    with office.store.read() as session:
        (kept,) = evidence.files_of(session, inquiry)
        stated = find(session, inquiry).facts["files"]
        assert verify(session).chains
    assert (kept.name, kept.act, kept.role) == ("庭审笔录.pdf", Step.STATE_AND_DEFEND, "judge_concerned")
    assert stated[0]["code"] == hashlib.sha256(RECORD.content).hexdigest()
    assert evidence.content_of(office, kept) == RECORD.content


def test_a_refused_act_and_a_file_that_cannot_be_taken_leave_nothing(desk, office, inquiry):
    before = desk.dump()

    with pytest.raises(Refused):
        submit(
            desk,
            office,
            inquiry,
            "state_and_defend",
            Role.JUDGE_CONCERNED,
            [RECORD],
            "J2",
            statement=["别人"],
        )
    with pytest.raises(FaultyInput, match="不是可以接收的文件种类"):
        submit(desk, office, inquiry, "state_and_defend", Role.JUDGE_CONCERNED,
               [RECORD, Attachment("录音.exe", b"MZ")], "J1", statement=["已出示"])  # fmt: skip

    assert desk.dump() == before
    assert not [path for path in office.evidence.rglob("*") if path.is_file()]


def test_every_step_by_hand_takes_files_and_none_of_the_calendar_or_of_the_vote():
    takes = {step.trigger for step in DISCIPLINARY_PREREVIEW.steps if "files" in step.known}
    steps = {step.trigger for step in DISCIPLINARY_PREREVIEW.steps}

    assert steps - takes == {
        Step.LET_JUDGE_LAPSE, Step.LET_COURT_LAPSE, Step.LET_LAPSE, Step.FORM_OPINION, Step.FIND_NO_MAJORITY,
        Step.SUSPEND, Step.SUSPEND_DELIBERATION,
    }  # fmt: skip


def test_the_judge_gets_what_came_with_acts_that_were_told_and_own_ones(desk, office, inquiry):
    submit(
        desk, office, inquiry, "state_and_defend", Role.JUDGE_CONCERNED, [RECORD], "J1", statement=["已出示"]
    )
    submit(desk, office, inquiry, "report", Role.INSPECTION, [Attachment("内部.pdf", exhibit("a letter"))],
           report="笔录载明", facts_found=True, answers="不采纳：笔录载明")  # fmt: skip

    assert [name for name, _ in seen(office, inquiry, Role.JUDGE_CONCERNED)] == ["庭审笔录.pdf"]
    assert [name for name, _ in seen(office, inquiry, Role.INSPECTION)] == ["庭审笔录.pdf", "内部.pdf"]


def test_medical_papers_are_for_whom_the_state_of_health_is_and_are_checked_every_night(
    desk, office, inquiry
):
    submit(desk, office, inquiry, "suspend", Role.PRESIDENT, [SCAN], suspension="重病", reasons="见健康情况", health="住院治疗")  # fmt: skip

    open_to = {role for role in Role if seen(office, inquiry, role)}
    assert open_to == {Role.PRESIDENT, Role.COMMITTEE_CHAIR, Role.DISCIPLINE_OFFICE, Role.JUDGE_CONCERNED}
    with office.store.read() as session:
        (kept,) = evidence.files_of(session, inquiry)
        evidence.place_of(office, kept.code).unlink()
        here = Surroundings(
            session=session, now=desk.now, rules=office.store.rules.on(beijing_day(desk.now)),
            home=office.papers.parent, place_of=lambda code: evidence.place_of(office, code),
        )  # fmt: skip
        assert len(list(EvidenceIsKept().found(here))) == 1
