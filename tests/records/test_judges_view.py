"""What the judge concerned sees: every right that is open with its day and why, what was told, and nobody's name."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from datetime import timedelta

import pytest

from flows.disputes import Outcome, disputes
from flows.due import morning
from flows.judge_rights import judges_view
from rules.clocks import beijing_day
from rules.errors import FaultyInput
from rules.roles import Role
from state_machines.quality_review.rights import HOW
from state_machines.quality_review.table import QUALITY_REVIEW
from state_machines.quality_review.terms import Act, State

SECOND = {"code": "S1", "court": "吉林市中级人民法院", "division": "民一庭"}
SEATED = {"members": 11, "present": 7}
DAY = timedelta(days=1)
WAYS = {state.value for state in State} - {"archived"}
"""The states a desk of these tests reaches; nothing is archived over a clue."""


def rights(office, desk, ref="评1"):
    return {right.act for right in judges_view(office, ref, now=desk.now).rights}


def test_every_act_of_the_judge_is_explained_to_him():
    acts = {step.trigger for step in QUALITY_REVIEW.steps if Role.JUDGE in step.roles}

    assert acts == set(HOW)


def test_after_the_feedback_the_judge_may_agree_or_object_until_the_day_that_is_explained(desk, office):
    desk.bring("评1", "fed_back")

    view = judges_view(office, "评1", now=desk.now)

    assert [right.act for right in view.rights] == [Act.AGREE, Act.OBJECT]
    limit = view.rights[1].limit
    assert limit is not None
    assert limit.due == beijing_day(desk.now) + 7 * DAY
    assert "自2026年3月3日（星期二）起算5个工作日" in limit.explained[1]
    told = view.decided[-1]
    assert told.act is Act.FEED_BACK
    assert {str(name): str(text) for name, text in told.points}["等次理由"] == "程序规范"


@pytest.mark.parametrize("state", [each for each in State if each.value in WAYS], ids=lambda each: each.value)
def test_in_no_state_is_a_reader_or_a_clue_shown(quick_desk, state, tmp_path):
    from flows.office import Office
    from notifiers.route_book import route_book
    from rules.score_sheets import sheet_book

    desk = quick_desk
    office = Office(desk.store, tmp_path / "papers", tmp_path / "mailbox", route_book(None), sheet_book(None))
    desk.bring("评1", state.value, clue={"item": "46(4)", "reasons": "笔录存疑"})

    view = judges_view(office, "评1", now=desk.now)
    said = json.dumps(asdict(view), default=str, ensure_ascii=False)

    assert not [code for code in ("R1", "R2", "S1") if re.search(rf"\b{code}\b", said)]
    assert not {act for each in view.awaited for _, act in each.acts} & {Act.HAND_OVER_CLUE, Act.DISMISS_CLUE}


def test_a_right_is_gone_when_its_time_is_over_and_a_late_one_opens(desk, office):
    desk.bring("评1", "fed_back")
    desk.now += 10 * DAY

    before = rights(office, desk)
    morning(office, desk.now)
    after = rights(office, desk)

    assert before == set()
    assert after == {Act.OBJECT_LATE}


def test_who_objected_may_add_evidence_and_sees_who_has_to_act(desk, office):
    desk.bring("评1", "objected")
    desk.do("评1", "appoint_second", Role.TRIAL_MANAGEMENT, {"second_readers": [SECOND]})

    view = judges_view(office, "评1", now=desk.now)

    assert {right.act for right in view.rights} == {
        Act.WITHDRAW_OBJECTION,
        Act.ADD_EVIDENCE,
        Act.SECOND_ASIDE,
    }
    assert [each.acts for each in view.awaited] == [((Role.RE_REVIEWER, Act.DECIDE_OBJECTION),)]


def test_the_analysis_of_a_reversed_case_is_asked_for_from_the_first_day_and_may_come_late(desk, office):
    desk.open("评1", reversed=True)
    desk.open("评2")

    assert rights(office, desk) == {Act.SELF_ANALYSE}
    assert rights(office, desk, "评2") == set()
    desk.now += 15 * DAY
    morning(office, desk.now)
    assert rights(office, desk) == {Act.SELF_ANALYSE}
    desk.do("评1", "self_analyse", Role.JUDGE, {"analysis": "新证据", "late_reason": "住院"})
    assert rights(office, desk) == set()


def test_after_the_grade_the_judge_may_apply_once(desk, office):
    desk.bring("评1", "confirmed")

    assert rights(office, desk) == {Act.APPLY_AGAIN}
    desk.do("评1", "apply_again", Role.JUDGE, {"application": ["扣分无据"]})
    assert rights(office, desk) == set()


def test_a_round_is_no_review(desk, office):
    from records.proceedings import open_many
    from state_machines.review_round.table import REVIEW_ROUND

    with desk.store.begin() as session:
        rules = desk.store.rules.on(beijing_day(desk.now))
        by = desk.act("", "", Role.TRIAL_MANAGEMENT).by
        open_many(session, REVIEW_ROUND.code, [("季1", {"court": "甲"})], by=by, at=desk.now, rules=rules)

    with pytest.raises(FaultyInput, match="不是法官本人的事项"):
        judges_view(office, "季1", now=desk.now)


# --- disputes ---------------------------------------------------------------------------------------------------


def test_disputes_are_listed_with_what_came_of_them(desk, office):
    for ref in ("评1", "评2", "评3"):
        desk.bring(ref, "dispute_up")
    desk.now += 20 * DAY
    accepted = {
        "dispute_accepted": True,
        "reasons": "原判无误",
        "supervision_hint": "提交审判委员会讨论是否再审",
    }
    desk.do("评1", "reply_to_dispute", Role.HIGHER_COURT, accepted)
    desk.do("评2", "reply_to_dispute", Role.HIGHER_COURT, {"dispute_accepted": False, "reasons": "改判正确"})
    first = beijing_day(desk.now) - 60 * DAY

    found = disputes(office, first, beijing_day(desk.now), now=desk.now)
    later = disputes(office, first, beijing_day(desk.now), now=desk.now + 90 * DAY)

    assert [(each.ref, each.outcome) for each in found] == [
        ("评1", Outcome.ACCEPTED),
        ("评2", Outcome.REFUSED),
        ("评3", Outcome.PENDING),
    ]
    assert found[0].hint == "提交审判委员会讨论是否再审"
    assert found[1].replied == beijing_day(desk.now)
    assert later[2].outcome is Outcome.OVERDUE
    assert disputes(office, first, first, now=desk.now) == []


def test_while_a_dispute_is_pending_the_grade_waits(desk, office):
    desk.bring("评1", "dispute_up")

    view = judges_view(office, "评1", now=desk.now)

    assert view.rights == ()
    assert [each.acts for each in view.awaited] == [((Role.HIGHER_COURT, Act.REPLY_TO_DISPUTE),)]
