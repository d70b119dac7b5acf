"""流转情况：等待按工作日数，逐件可以手算；返回一次只算一次反复。"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.timeliness import Timeliness
from rules.waiting import Course, Taken, Waits, season_flow, working_days
from rules.workdays import calendar
from state_machines.quality_review.terms import Act, State

DAYS = calendar()
ORDER = list(Act)


def day(number):
    """A day of April 2022: the 18th is a Monday, Sunday the 24th a make-up working day."""
    return date(2022, 4, number)


def taken(act, source, to, on, timeliness=None, **more):
    return Taken(act, source, to, day(on), timeliness, **more)


FIRST = Course(
    "1",
    day(18),
    State.SELECTED,
    (
        taken(Act.HAND_IN_FILE, State.SELECTED, State.FILE_IN, 20, Timeliness.IN_TIME),
        taken(Act.ASSIGN, State.FILE_IN, State.ASSIGNED, 20, Timeliness.IN_TIME),
        taken(Act.SUBMIT_SHEET, State.ASSIGNED, State.ASSIGNED, 22, Timeliness.IN_TIME),
        taken(Act.SUBMIT_SHEET, State.ASSIGNED, State.ASSIGNED, 25, Timeliness.LATE),
        taken(Act.CLOSE_SCORING, State.ASSIGNED, State.SCORED, 25),
        taken(Act.CALL_THIRD, State.SCORED, State.ASSIGNED, 26),
        taken(Act.SUBMIT_SHEET, State.ASSIGNED, State.ASSIGNED, 28, Timeliness.IN_TIME),
        taken(Act.CLOSE_SCORING, State.ASSIGNED, State.SCORED, 29),
    ),
    ended=False,
)
SECOND = Course(
    "2",
    day(18),
    State.SELECTED,
    (
        taken(Act.EXTEND_HANDOVER, State.SELECTED, State.SELECTED, 21, detour=True),
        taken(Act.HAND_IN_FILE, State.SELECTED, State.FILE_IN, 28, Timeliness.LATE),
        taken(Act.WITHDRAW, State.FILE_IN, State.WITHDRAWN, 29),
    ),
    ended=True,
)


@pytest.fixture
def flow():
    return season_flow([FIRST, SECOND], ORDER, DAYS, day(30))


def test_a_wait_is_counted_in_working_days_without_its_first_day():
    assert working_days(day(18), day(18), DAYS) == 0
    assert working_days(day(18), day(19), DAYS) == 1
    # Friday to Monday: Saturday is off, Sunday the 24th is worked.
    assert working_days(day(22), day(25), DAYS) == 2
    assert working_days(day(29), date(2022, 5, 5), DAYS) == 1


def test_each_act_waits_from_the_day_its_state_was_entered(flow):
    waits = {step.act: step.waits for step in flow.steps}

    # From the 18th: two working days, and nine to the 28th (with the Sunday that is worked).
    assert waits[Act.HAND_IN_FILE] == Waits(2, 5.5, 9, 9, 11)
    # Two, four and (the third reader, from the 26th) two working days.
    assert waits[Act.SUBMIT_SHEET] == Waits(3, 2, 4, 4, 8)
    assert waits[Act.CLOSE_SCORING] == Waits(2, 3.5, 4, 4, 7)


def test_steps_come_in_the_order_of_the_table_and_only_those_taken(flow):
    assert [step.act for step in flow.steps] == [
        Act.HAND_IN_FILE,
        Act.EXTEND_HANDOVER,
        Act.WITHDRAW,
        Act.ASSIGN,
        Act.SUBMIT_SHEET,
        Act.CLOSE_SCORING,
        Act.CALL_THIRD,
    ]


def test_the_share_in_time_is_of_the_acts_with_a_limit(flow):
    shares = {step.act: (step.limited, step.in_time, step.share) for step in flow.steps}

    assert shares[Act.HAND_IN_FILE] == (2, 1, Fraction(1, 2))
    assert shares[Act.SUBMIT_SHEET] == (3, 2, Fraction(2, 3))
    assert shares[Act.CLOSE_SCORING] == (0, 0, None)


def test_the_state_where_cases_lie_longest_comes_first(flow):
    totals = [(state.state, state.total) for state in flow.states]

    # 已抽取 2 + 9；评查中 4 + 3；已评分 1，又自29日起至30日（星期六）0；卷宗已移交 0 + 1
    assert totals == [(State.SELECTED, 11), (State.ASSIGNED, 7), (State.FILE_IN, 1), (State.SCORED, 1)]


def test_what_lies_now_is_counted_to_today_and_the_oldest_is_named(flow):
    later = season_flow([FIRST, SECOND], ORDER, DAYS, date(2022, 5, 6))

    (scored,) = [state for state in later.states if state.now]
    assert (scored.state, scored.now, scored.oldest) == (State.SCORED, Waits(1, 2, 2, 2, 2), "1")


def test_going_back_once_is_one_round_however_many_steps_are_taken_again(flow):
    assert [(each.act, each.times, each.cases) for each in flow.detours] == [
        (Act.EXTEND_HANDOVER, 1, 1),
        (Act.CALL_THIRD, 1, 1),
    ]


def test_a_season_without_an_act_has_its_cases_where_they_began():
    flow = season_flow([Course("1", day(18), State.SELECTED, (), ended=False)], ORDER, DAYS, day(20))

    assert (flow.steps, flow.detours) == ((), ())
    assert [(state.state, state.left, state.now.longest) for state in flow.states] == [
        (State.SELECTED, None, 2)
    ]


@given(st.lists(st.integers(0, 400), min_size=1))
def test_nine_in_ten_waits_are_no_longer_than_the_percentile_and_it_is_one_of_them(days):
    waits = Waits.of(days)

    assert waits.nine_in_ten in days
    assert sum(each <= waits.nine_in_ten for each in days) * 10 >= len(days) * 9
    assert sum(each < waits.nine_in_ten for each in days) * 10 < len(days) * 9
    assert waits.total == sum(days)
