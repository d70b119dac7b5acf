from __future__ import annotations

from datetime import date

import pytest

from rules.errors import FaultyInput
from rules.quarters import Quarter


@pytest.mark.parametrize(
    "written", ["2021Q3", "2021-Q3", "2021q3", "2021年第三季度", "2021年3季度", "２０２１Ｑ３"]
)
def test_a_quarter_is_read_as_people_write_it(written):
    assert Quarter.parse(written) == Quarter(2021, 3)


@pytest.mark.parametrize("written", ["", "2021", "2021Q5", "20213", "第三季度", "2021Q33"])
def test_what_names_no_quarter_is_refused(written):
    with pytest.raises(FaultyInput, match="不是一个季度"):
        Quarter.parse(written)


@pytest.mark.parametrize(
    ("number", "first", "last"),
    [
        (1, date(2024, 1, 1), date(2024, 3, 31)),
        (2, date(2024, 4, 1), date(2024, 6, 30)),
        (3, date(2024, 7, 1), date(2024, 9, 30)),
        (4, date(2024, 10, 1), date(2024, 12, 31)),
    ],
)
def test_a_quarter_has_a_first_and_a_last_day_and_holds_both(number, first, last):
    quarter = Quarter(2024, number)

    assert (quarter.first_day, quarter.last_day) == (first, last)
    assert first in quarter
    assert last in quarter
    assert Quarter.of(first) == Quarter.of(last) == quarter
    assert quarter.next.first_day not in quarter


def test_a_quarter_is_shown_in_both_languages():
    assert Quarter(2021, 3).to("zh") == "2021年第三季度"
    assert Quarter(2021, 3).to("en") == "Q3 2021"
    assert str(Quarter(2021, 3)) == "2021Q3"
