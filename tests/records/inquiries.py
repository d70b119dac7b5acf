"""A matter of discipline brought as far as a test needs it: registered, inquired into, before the committee, final."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from flows.due import morning
from records.proceedings import Act, advance
from rules.roles import Actor, Role
from state_machines.disciplinary_prereview.terms import Source
from state_machines.leads import Lead

COURT, ORGANISER = "长春市中级人民法院", "吉林省高级人民法院"
INSPECTOR = Actor("D9", Role.INSPECTION, court=COURT)
MEMBERS = [f"W{number}" for number in range(1, 10)]
DAY = timedelta(days=1)
VOTE = {
    "judges": MEMBERS[:5],
    "present": MEMBERS[:8],
    "ballots": {"gross_negligence": 6, "ordinary_negligence": 2},
}
BY_HAND = {"kind": "direct"}


def complaint(**changed: Any) -> Lead:
    given: dict[str, Any] = {
        "source": Source.COMPLAINT, "court": COURT, "organiser": ORGANISER, "judge": "J1", "case_no": "（2025）吉01民终7号",
        "item": "46(5)", "conduct": "遗漏主要证据", "received_on": date(2026, 3, 2), "reporter": "P77", "bench": ("J1", "J2"),
    }  # fmt: skip
    return Lead(**(given | changed))


def do(desk, ref: str, trigger: str, role: Role, by: str = "", **particulars: Any) -> str:
    act = Act(
        ref=ref, trigger=trigger, by=Actor(by or role.value, role), at=desk.now, particulars=particulars
    )
    with desk.store.begin() as session:
        return advance(session, act).state


def to_the_office(desk, ref: str) -> None:
    """Through initial review and inquiry to the discipline office, which accepts it."""
    do(desk, ref, "admit_lead", Role.TRIAL_SUPERVISION)
    do(desk, ref, "propose", Role.TRIAL_SUPERVISION, case_seen=True, opinion_reasons="影响主文")
    do(desk, ref, "start_inquiry", Role.PRESIDENT)
    do(desk, ref, "appoint_inquirers", Role.INSPECTION, inquirers=["D1", "D2"])
    do(desk, ref, "state_and_defend", Role.JUDGE_CONCERNED, "J1", statement=["已尽审查义务"])
    do(desk, ref, "report", Role.INSPECTION, report="笔录载明", facts_found=True, wrong_result=True, serious=True, answers="不采纳：笔录载明")  # fmt: skip
    do(desk, ref, "submit", Role.PRESIDENT, question="gross_negligence")
    do(desk, ref, "accept", Role.DISCIPLINE_OFFICE, file_complete=True)


def bring_to_the_committee(desk, ref: str) -> None:
    """Through initial review and inquiry to the meeting, ten days on."""
    to_the_office(desk, ref)
    when = f"{(desk.now + 12 * DAY).date()} 09:00"
    do(desk, ref, "call_meeting", Role.COMMITTEE_CHAIR, "W1", meeting_at=when, meeting_place="第一会议室", chair="W1", members=MEMBERS, rights_told=True)  # fmt: skip
    desk.now += 13 * DAY
    do(desk, ref, "hear", Role.DISCIPLINE_OFFICE, heard={"court_proved": "判决书", "judge_present": True})


def to_a_final_opinion(desk, office, ref: str) -> None:
    bring_to_the_committee(desk, ref)
    do(desk, ref, "form_opinion", Role.DISCIPLINE_COMMITTEE, vote=VOTE, opinion_text="违反应尽的审查义务")
    today = desk.now.date().isoformat()
    do(desk, ref, "serve_court", Role.DISCIPLINE_OFFICE, service_court=BY_HAND | {"on": today})
    do(desk, ref, "serve_judge", Role.DISCIPLINE_OFFICE, service=BY_HAND | {"on": today})
    desk.now += 15 * DAY
    morning(office, desk.now)
