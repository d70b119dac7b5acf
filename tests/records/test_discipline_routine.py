"""The routine of discipline: what cannot go on holds up nobody else, and who was reminded is not written to again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text

from flows import discipline, invitations, leads, sittings
from rules.notices import Urgency
from rules.roles import Role
from state_machines.disciplinary_prereview.terms import State
from tests.records.test_leads import DAY, INSPECTOR, complaint, letters, to_a_final_opinion
from tests.records.test_sittings import CHAIR, SECRETARY, enter_roll, to_the_office


def put(desk, statement: str, **values: str) -> None:
    with desk.store.begin() as session:
        session.connection().execute(text(statement), values)


def set_back(desk, ref: str, state: State) -> None:
    put(desk, "UPDATE proceeding SET state = :state WHERE ref = :ref", state=state.value, ref=ref)


@pytest.fixture
def final(desk, office) -> list[str]:
    """Four matters whose opinions are final, and on which no decision was opened yet."""
    found = [
        leads.register(office, complaint(case_no=f"（2025）吉01民终{n}号"), by=INSPECTOR, now=desk.now).ref
        for n in (1, 2, 3, 4)
    ]
    for ref in found:
        to_a_final_opinion(desk, office, ref)
    return found


def go_on_while_one_is_taken_back(desk, office, ref: str) -> list[str]:
    """Somebody moves that matter on after the routine has found it, before its turn comes."""
    said, office = [], replace(office, papers_after_acts=False)
    for words in discipline.go_on(office, desk.now):
        set_back(desk, ref, State.DELIBERATION)
        said.append(str(words).partition("，")[0])
    set_back(desk, ref, State.OPINION_FINAL)
    return said


def test_a_matter_that_cannot_go_on_holds_up_no_other_and_its_office_is_told_once(desk, office, final):
    first, second, third, fourth = final
    before = len(letters(desk, Role.INSPECTION))

    set_back(desk, first, State.DELIBERATION)
    said = go_on_while_one_is_taken_back(desk, office, third)
    set_back(desk, first, State.OPINION_FINAL)
    again = go_on_while_one_is_taken_back(desk, office, third)
    office = replace(office, papers_after_acts=False)
    at_last = [str(words).partition("，")[0] for words in discipline.go_on(office, desk.now)]

    assert said == [
        f"惩戒：{second}意见确定",
        f"惩戒：{third}未能转入惩戒决定",
        f"惩戒：{fourth}意见确定",
    ]
    assert again == [f"惩戒：{first}意见确定"]
    assert at_last == [f"惩戒：{third}意见确定"]
    told = letters(desk, Role.INSPECTION)[before:]
    (alarm,) = [each for each in told if str(each.act) == "未能转入惩戒决定"]
    ((what, why),) = alarm.points
    assert (str(what), "没有已确定的审查意见" in str(why)) == ("原因", True)
    assert (alarm.urgency, alarm.authority) == (Urgency.URGENT, "local_discipline.专业审查前置")


def test_who_was_reminded_of_a_sitting_is_not_reminded_again_and_nothing_is_written(desk, office):
    enter_roll(desk)
    ref = to_the_office(desk, office)
    begins = desk.now + 12 * DAY
    sitting = sittings.open_sitting(office, begins, "第一会议室", [ref], by=SECRETARY, now=desk.now)
    invitations.call(office, sitting, by=CHAIR, now=desk.now)
    near = begins - DAY

    first = discipline.remind(office, near)
    with desk.store.begin():  # Whoever began a transaction of its own in here would be told so.
        again = discipline.remind(office, near)

    assert (first, again) == (9, 0)
