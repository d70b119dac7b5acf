"""The short form, and a text cut to what a channel takes: any text, whole sentences, whole characters."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifiers.cutting import MORE, fitted, in_bytes, in_units, sendable
from notifiers.messages import SHORT
from notifiers.short_form import short_form

TEXTS = st.text(
    alphabet=st.one_of(st.sampled_from("证据。；？！\n 𠮷😀e\u0301\u200d👩"), st.characters(codec="utf-8"))
)


@given(TEXTS, st.integers(60, 300), st.sampled_from([in_bytes, in_units]), st.sampled_from(["zh", "en"]))
def test_a_text_is_cut_to_what_is_taken_and_says_so(text, most, measure, language):
    note = MORE.to(language)

    cut = fitted(text, most, measure, note)

    assert measure(cut) <= most
    if cut != text:
        kept = cut.removesuffix(note)
        assert cut.endswith(note)
        assert text.startswith(kept)


def test_a_text_is_cut_after_a_sentence_where_there_is_one():
    text = "送达程序有瑕疵。裁判文书说理不充分；合议笔录缺页。" * 20

    cut = fitted(text, 200, in_units, MORE.to("zh"))

    assert cut.removesuffix(MORE.to("zh"))[-1] in "。；"
    assert 170 < len(cut) <= 200


@pytest.mark.parametrize(("text", "whole"), [
    ("证" * 5 + "𠮷" * 50, "𠮷"), ("证" * 4 + "e\u0301" * 50, "e\u0301"), ("👩\u200d⚖\ufe0f" * 40, "👩\u200d⚖\ufe0f"),
])  # fmt: skip
@pytest.mark.parametrize("most", range(20, 32))
def test_no_character_is_cut_in_two(text, whole, most):
    kept = fitted(text, most, in_units, "…")[:-1]

    assert kept.lstrip("证") == whole * (len(kept.lstrip("证")) // len(whole))


@given(
    st.lists(TEXTS, min_size=1, max_size=3),
    st.lists(st.lists(TEXTS, min_size=1, max_size=2), max_size=4),
    st.sampled_from(["zh", "en"]),
)
def test_whatever_is_said_a_short_form_is_one_line_of_at_most_seventy_units(heads, points, language):
    short = short_form(
        [sendable(head) for head in heads], [[sendable(way) for way in point] for point in points], language
    )

    assert in_units(short) <= SHORT
    assert "\n" not in short


def test_a_point_that_does_not_fit_is_left_out_whole_and_it_is_said_that_there_is_more():
    points = [
        ["期限2021年10月18日（星期一）"],
        ["评查组已形成初步意见"],
        ["有异议的，请在期限内说明理由并经庭长书面提出，逾期视为没有异议"],
    ]

    short = short_form(["【办理进展】评查2021Q3-0042："], points, "zh")

    assert (
        short == "【办理进展】评查2021Q3-0042：期限2021年10月18日（星期一）；评查组已形成初步意见；详见系统"
    )


def test_a_head_that_leaves_no_room_for_the_deadline_gives_way_to_a_barer_one():
    short = short_form(
        ["【紧急·送达失败】" + "评" * 50, "评查1："], [["期限2021年10月18日（星期一）"], ["办理"]], "zh"
    )

    assert short == "评查1：期限2021年10月18日（星期一）；办理"


def test_a_character_of_the_second_plane_counts_for_two_as_the_gateway_counts():
    assert in_units("𠮷野家😀") == 6
    assert in_units(short_form(["𠮷" * 34 + "："], [], "zh")) <= SHORT


def test_what_no_wire_carries_is_not_sent():
    assert sendable("a\x00b\x1b[31m\ud800c\n\t𠮷") == "ab[31m\ufffdc\n\t𠮷"
    assert all(unicodedata.category(each) != "Cc" for each in sendable("\x85\x7f"))
