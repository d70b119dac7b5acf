from __future__ import annotations

from datetime import date, datetime, time

import pytest

from documents.sheet_cells import day_of, people_of, text_of, yes_or_no
from rules.errors import FaultyInput


@pytest.mark.parametrize(
    "cell",
    [
        date(2021, 3, 5),
        datetime(2021, 3, 5, 9, 30),
        44260.0,
        44260,
        "44260",
        20210305.0,
        "20210305",
        "2021-03-05",
        "2021.3.5",
        "2021/3/5",
        "2021-3-5 0:00:00",
        "2021-03-05T00:00:00",
        "2021年3月5日",
        "２０２１年３月５日",
        "2021 年 3 月 5 日",
        "二〇二一年三月五日",
        "二零二一年三月五日",
        "二○二一年三月五日",
        " 2021-03-05\n",
    ],
)
def test_a_day_is_read_in_every_usual_form(cell):
    assert day_of(cell) == date(2021, 3, 5)


@pytest.mark.parametrize("written", ["二〇二一年十二月三十一日", "2021.12.31"])
def test_months_and_days_of_two_characters_are_read(written):
    assert day_of(written) == date(2021, 12, 31)


@pytest.mark.parametrize("cell", ["", "   ", None])
def test_an_empty_cell_is_no_day_and_no_fault(cell):
    assert day_of(cell) is None


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ("3/4/2021", "年、月、日的次序不明"),
        ("21.3.5", "年、月、日的次序不明"),
        ("2021年3月", "没有日"),
        ("2021-02-30", "不是日期"),
        ("2021.3.50", "不是日期"),
        ("二〇二一年十三月五日", "不是日期"),
        ("1821-03-05", "不是日期"),
        ("已结案", "不是日期"),
        ("202103", "不是日期"),
        (2021.3, "不是日期"),
        (float("nan"), "不是日期"),
        (float("inf"), "不是日期"),
        (True, "不是日期"),
        (time(9, 30), "不是日期"),
    ],
)
def test_nobody_guesses_a_day(cell, what):
    with pytest.raises(FaultyInput, match=what):
        day_of(cell)


def test_a_whole_number_is_text_without_a_decimal_point():
    assert text_of(1001.0) == "1001"


def test_a_number_that_lost_its_tail_is_refused():
    with pytest.raises(FaultyInput, match="超过15位"):
        text_of(220102199001011234.0)


@pytest.mark.parametrize(
    ("cell", "answer"), [("是", True), (1.0, True), ("√", True), ("0", False), ("未上诉", False), ("", None)]
)
def test_yes_and_no_are_read_in_the_words_of_the_lists(cell, answer):
    assert yes_or_no(cell) is answer


def test_what_is_neither_yes_nor_no_is_refused():
    with pytest.raises(FaultyInput, match="既非是也非否"):
        yes_or_no("可能")


def test_people_are_named_once_each_whatever_stands_between_them():
    assert people_of("张 三、李四，王五|P1；ＰＪ１\n李四") == ("张三", "李四", "王五", "P1", "PJ1")
