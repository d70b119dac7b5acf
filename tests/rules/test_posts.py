"""任职：名册改变的是今后，不是已经过去的。"""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from rules.posts import HeldPost, StatedPost, follow
from rules.roles import Role

COURT, ELSEWHERE = "甲省乙市中级人民法院", "甲省丁市中级人民法院"
START, TODAY = date(2024, 1, 1), date(2026, 8, 20)


def held(role=Role.JUDGE, division="民一庭", since=START, until=None, court=COURT, specialties=()):
    return HeldPost(role, court, division, since, until, specialties)


def stated(role=Role.JUDGE, division="民一庭", since=None, until=None, court=COURT, specialties=()):
    return StatedPost(role, court, division, since, until, specialties)


def test_a_new_post_without_a_day_begins_on_the_day_of_the_list():
    assert follow([], [stated()], TODAY) == [held(since=TODAY)]


def test_a_list_that_says_the_same_changes_nothing():
    register = [held(), held(Role.REVIEWER, specialties=("civil",))]

    for since in (None, START):
        assert follow(register, [stated(since=since), stated(Role.REVIEWER, since=since)], TODAY) == register


def test_who_goes_to_another_division_leaves_the_first_on_the_day_the_second_begins():
    moved = date(2026, 8, 1)

    posts = follow([held()], [stated(division="民二庭", since=moved)], TODAY)

    assert posts == [held(until=moved), held(division="民二庭", since=moved)]


def test_an_office_the_list_does_not_name_is_left_alone():
    assert follow([held()], [stated(Role.REVIEWER)], TODAY) == [held(), held(Role.REVIEWER, since=TODAY)]


def test_who_moves_to_another_court_holds_nothing_at_the_old_one():
    register = [held(), held(Role.REVIEWER)]

    posts = follow(register, [stated(court=ELSEWHERE)], TODAY)

    assert posts[:2] == [held(until=TODAY), held(Role.REVIEWER, until=TODAY)]
    assert posts[2] == held(court=ELSEWHERE, since=TODAY)


def test_other_specialties_begin_today_and_the_old_ones_stay_on_record():
    register = [held(Role.REVIEWER, specialties=("civil",))]

    posts = follow(register, [stated(Role.REVIEWER, specialties=("criminal",))], TODAY)

    assert posts == [
        held(Role.REVIEWER, until=TODAY, specialties=("civil",)),
        held(Role.REVIEWER, since=TODAY, specialties=("criminal",)),
    ]


def test_what_began_today_is_put_right_without_a_successor():
    register = [held(Role.REVIEWER, since=TODAY, specialties=("civil",))]

    posts = follow(register, [stated(Role.REVIEWER, specialties=("criminal",))], TODAY)

    assert posts == [held(Role.REVIEWER, since=TODAY, specialties=("criminal",))]


def test_a_last_day_ends_a_post_and_nothing_else():
    ended = date(2026, 9, 1)

    assert follow([held()], [stated(until=ended)], TODAY) == [held(until=ended)]


def test_a_post_that_ended_stays_ended_when_its_old_row_comes_again():
    register = [held(until=date(2025, 1, 1))]

    assert follow(register, [stated(since=START)], TODAY) == register


def test_a_post_of_the_past_is_added_without_touching_the_present_one():
    past = stated(division="刑一庭", since=date(2020, 1, 1), until=START)

    assert follow([held()], [past], TODAY) == [
        held(),
        held(division="刑一庭", since=date(2020, 1, 1), until=START),
    ]


def test_a_first_day_put_right_leaves_a_post_that_was_never_held():
    earlier = date(2023, 5, 1)

    posts = follow([held()], [stated(since=earlier)], TODAY)

    assert posts == [held(until=START), held(since=earlier)]


def test_a_list_followed_twice_gives_the_same_register():
    rows = [
        stated(division="民二庭", since=date(2026, 9, 1)),
        stated(Role.REVIEWER, division="民二庭", specialties=("civil", "criminal")),
        stated(since=START, until=date(2026, 9, 1)),
    ]
    once = follow([held(), held(Role.REVIEWER, specialties=("civil",))], rows, TODAY)

    assert follow(once, rows, TODAY) == once


def test_an_end_without_a_first_day_that_comes_again_ends_no_later_post():
    over = stated(until=TODAY - timedelta(days=400))
    once = follow(
        [held(since=TODAY, until=TODAY + timedelta(30)), held(since=TODAY + timedelta(30))], [over], TODAY
    )

    assert once == [held(since=TODAY, until=TODAY), held(since=TODAY + timedelta(30))]
    assert follow(once, [over], TODAY) == once


@st.composite
def lists(draw):
    """A list of one court that names each post once, or with a first day for each time it was held."""
    court = draw(st.sampled_from([COURT, ELSEWHERE]))
    day = st.none() | st.sampled_from([TODAY + timedelta(days) for days in (-400, -30, 0, 30)])
    rows = st.builds(
        StatedPost,
        st.sampled_from([Role.JUDGE, Role.REVIEWER]),
        st.just(court),
        st.sampled_from(["民一庭", "民二庭"]),
        day,
        day,
        st.sampled_from([(), ("civil",), ("criminal",)]),
    )
    found = draw(st.lists(rows, max_size=3, unique_by=lambda row: (row.role, row.division)))
    return [row for row in found if not (row.since and row.until and row.until <= row.since)]


@given(st.lists(lists(), min_size=1, max_size=3))
@settings(max_examples=300, deadline=None)
def test_whatever_lists_come_the_past_stays_and_a_list_that_comes_again_changes_nothing(handed_in):
    register = []
    for each in handed_in:
        after = {post.key: post for post in follow(register, each, TODAY)}

        assert all(post.key in after for post in register)
        assert all(after[post.key].specialties == post.specialties for post in register if post.since < TODAY)
        register = list(after.values())

    assert follow(register, handed_in[-1], TODAY) == register
