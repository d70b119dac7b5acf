"""Points and the answers they are due."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.labels import Words
from state_machines.points import (
    answered,
    any_adopted,
    are_answers,
    are_points,
    numbered,
    points_of,
    typed_answer,
    unanswered,
)

POINTS = st.lists(st.text(min_size=1).filter(str.strip), min_size=1, max_size=6)


@given(POINTS, st.lists(st.booleans(), min_size=6, max_size=6))
def test_an_answer_to_each_point_is_whole_and_any_left_out_is_missed(points, adopted):
    answers = [
        {"point": number, "adopted": adopted[number - 1], "reasons": "见卷"}
        for number in range(1, len(points) + 1)
    ]

    assert unanswered(points, answers) is None
    for left_out in range(len(points)):
        missing = unanswered(points, answers[:left_out] + answers[left_out + 1 :])
        assert missing == Words(f"第{left_out + 1}点没有答复", f"point {left_out + 1} is not answered")


def test_a_sentence_is_one_point_and_is_answered_by_a_sentence():
    assert points_of("扣分无据") == ("扣分无据",)
    assert unanswered("扣分无据", "扣分有据") is None
    assert unanswered("扣分无据", " ") is not None
    assert points_of(None) == ()


def test_points_are_read_out_with_their_numbers_and_answers_with_what_became_of_them():
    answers = [
        {"point": 1, "adopted": True, "reasons": "在副卷{第3页}"},
        {"point": 2, "adopted": False, "reasons": "未回应"},
    ]

    assert str(numbered(["甲{1}", "乙"])) == "1. 甲{1}；2. 乙"
    assert str(numbered("甲{1}")) == "甲{1}"
    assert str(answered(answers)) == "第1点采纳：在副卷{第3页}；第2点不采纳：未回应"
    assert answered(answers).to("en") == "point 1 adopted: 在副卷{第3页}; point 2 not adopted: 未回应"


@pytest.mark.parametrize(
    ("typed", "point", "adopted", "reasons"),
    [
        ("1 采纳：在副卷", 1, True, "在副卷"),
        ("2 不采纳，未回应", 2, False, "未回应"),
        ("3. not adopted: nowhere", 3, False, "nowhere"),
        ("10、采纳", 10, True, ""),
    ],
)
def test_an_answer_is_typed_with_its_number(typed, point, adopted, reasons):
    assert typed_answer(typed) == {"point": point, "adopted": adopted, "reasons": reasons}


def test_a_sentence_without_a_number_is_no_numbered_answer():
    assert typed_answer("均不采纳") is None


@pytest.mark.parametrize("value", [3, [1], [""], [" "], {"a": "b"}])
def test_what_is_no_point_is_not_taken_for_one(value):
    assert not are_points(value)


@pytest.mark.parametrize("value", [3, [{"adopted": True}], [{"point": True}], ["1 采纳"]])
def test_what_is_no_answer_is_not_taken_for_one(value):
    assert not are_answers(value)


def test_an_answer_that_does_not_say_whether_it_adopts_a_point_adopts_none():
    """What it lacks is then said by the check that asks for an answer to every point."""
    silent = [{"point": 1, "reasons": "已核对"}]

    assert not any_adopted(silent, otherwise=True)
    assert unanswered(["说理不足"], silent) is not None
