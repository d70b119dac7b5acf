"""Who has left the quota or is suspended from duty reads no case: passed over at the assignment, with the reason in the plan."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from console.assignment_page import show
from flows import assigning
from flows.assignment_board import board
from flows.reading_round import Occasion
from records.assignments import assignments_of
from records.proceedings import Act, advance, open_many
from rules.roles import Actor, Role
from tests.flows.test_assigning import SEASON, readers

MORNING = datetime(2022, 4, 18, tzinfo=UTC)
COURT = "甲市中级人民法院"
SERVED = {"kind": "direct", "on": "2022-04-15", "receiver": "R-2"}


def opened(office, code: str, ref: str, **facts) -> str:
    with office.store.begin() as session:
        rules = office.store.rules.on(MORNING.date())
        open_many(session, code, [(ref, {"court": COURT} | facts)], by=Actor("P-1", Role.PERSONNEL), at=MORNING - timedelta(days=10), rules=rules)  # fmt: skip
    return ref


def out_of_the_quota(office, judge: str, on: str) -> str:
    facts = {
        "judge": judge,
        "level": "intermediate",
        "ground": "retired",
        "category": "natural",
        "leader": False,
    }
    return opened(office, "quota_exit", f"退额2022-{judge}", **facts, effective_on=on)


def suspended(office, judge: str, since: str) -> str:
    ref = opened(
        office,
        "duty_suspension",
        "惩戒暂停履职2022-0001",
        judge=judge,
        matter="惩戒2022-0001",
        opened="supervision",
    )
    decided = {
        "unfit": True,
        "reasons": "可能影响调查",
        "minutes": "党组会",
        "suspended_from": since,
        "pay": "照发",
        "cases_left": "移交",
    }
    do(office, ref, "suspend_duty", Role.PARTY_GROUP, decided)
    do(office, ref, "serve", Role.PERSONNEL, {"service": SERVED})
    return ref  # fmt: skip


def do(office, ref: str, trigger: str, role: Role, particulars, at=MORNING - timedelta(days=3)) -> None:
    with office.store.begin() as session:
        advance(session, Act(ref=ref, trigger=trigger, by=Actor("P-1", role), at=at, particulars=particulars))


def given_out(office) -> set[str]:
    assigning.assign_readers(office, SEASON, Occasion.FIRST, now=MORNING)
    return {code for codes in readers(office).values() for code in codes}


def test_who_left_the_quota_or_is_suspended_is_passed_over_with_the_reason(office, capsys):
    out_of_the_quota(office, "R-1", "2022-04-18")
    suspended(office, "R-2", "2022-04-15")

    before = board(office, SEASON, now=MORNING)
    done = assigning.assign_readers(office, SEASON, Occasion.FIRST, now=MORNING)

    assert {code: str(why.words) for code, why in before.passed_over.items()} == {
        "R-1": "已退出员额，2022-04-18生效，不再分案",
        "R-2": "自2022-04-15起暂停履职",
    }
    assert {why.authority.code for why in done.passed_over.values()} == {
        "local_quota_exit.生效",
        "judges_law.47",
    }
    assert {"R-1", "R-2"}.isdisjoint(code for codes in readers(office).values() for code in codes)
    assert (done.cases, done.readings) == (12, 24)
    with office.store.read() as session:
        (note,) = assignments_of(session, SEASON)
    assert note["passed_over"] == {"R-1": "local_quota_exit.生效", "R-2": "judges_law.47"}
    show(before, readers=True)
    said = capsys.readouterr().out
    assert "不参加分配：R-1，已退出员额" in said
    assert "惩戒" not in said.partition("不参加分配")[2].partition("\n")[0]  # Not of which matter.


@pytest.mark.parametrize("since", ["2022-04-19", "2022-05-01"])
def test_whose_exit_is_still_to_come_reads_until_then(office, since):
    out_of_the_quota(office, "R-1", since)

    assert "R-1" in given_out(office)


def test_who_is_back_on_duty_reads_again(office):
    ref = suspended(office, "R-2", "2022-04-15")
    do(
        office,
        ref,
        "lift",
        Role.PARTY_GROUP,
        {"reasons": "查无实据", "back_on": "2022-04-17"},
        at=MORNING - timedelta(days=1),
    )

    assert "R-2" in given_out(office)  # fmt: skip


def test_nobody_is_noted_where_nobody_is_away(office):
    assert len(given_out(office)) == 8
    with office.store.read() as session:
        (note,) = assignments_of(session, SEASON)
    assert "passed_over" not in note
