"""The clock: known answers around the holidays, the instant that is too late, and what holds for every date."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.citations import Provenance
from rules.clock_steps import StepKind
from rules.clocks import (
    IN_CIVIL_PROCEDURE,
    Due,
    Extension,
    Length,
    Suspension,
    as_json,
    beijing_day,
    due,
    explain,
    is_over,
)
from rules.errors import FaultyInput
from rules.law import law
from rules.parameters import Unit
from rules.workdays import calendar

BEIJING = ZoneInfo("Asia/Shanghai")
AUTHORITY = law("trial_time_limits_2000")[9]
NOTICE_OF_2027 = """
announced:
  - {year: 2027, notice: 虚构的2027年放假通知（测试）, provenance: design}
days_off:
  - {from: 2027-01-01, to: 2027-01-03, zh: 元旦}
  - {from: 2027-02-04, to: 2027-02-12, zh: 春节}
make_up_days:
  - {from: 2027-01-30}
"""


def days(value: int) -> Length:
    return Length(value, Unit.CALENDAR_DAY)


def workdays(value: int) -> Length:
    return Length(value, Unit.WORKING_DAY)


def months(value: int) -> Length:
    return Length(value, Unit.MONTH)


def held(since: str, until: str | None) -> Suspension:
    return Suspension(
        date.fromisoformat(since), date.fromisoformat(until) if until else None, "疫情防控", AUTHORITY
    )


def longer(length: Length, on: str = "2022-04-29") -> Extension:
    return Extension(length, "案情复杂", AUTHORITY, date.fromisoformat(on))


def from_day(day: str, length: Length, *changes: Suspension | Extension) -> Due:
    return due(
        date.fromisoformat(day),
        length,
        calendar(),
        [change for change in changes if isinstance(change, Suspension)],
        [change for change in changes if isinstance(change, Extension)],
    )


def ends(clock: Due) -> tuple[str, str]:
    return str(clock.raw), str(clock.rolled)


# fmt: off
KNOWN_ANSWERS = [
    # Labour Day 2022: off 30 April to 4 May; worked on Sunday 24 April and Saturday 7 May.
    ("2022-04-28", workdays(5),  "2022-05-09", "2022-05-09"),
    ("2022-04-22", workdays(1),  "2022-04-24", "2022-04-24"),
    ("2022-04-28", workdays(4),  "2022-05-07", "2022-05-07"),
    ("2022-04-28", days(5),      "2022-05-03", "2022-05-05"),
    ("2022-04-29", days(1),      "2022-04-30", "2022-05-05"),
    ("2022-05-01", days(6),      "2022-05-07", "2022-05-07"),
    ("2022-05-01", days(7),      "2022-05-08", "2022-05-09"),
    # National Day 2021: off 1 to 7 October; worked on Sunday 26 September and Saturday 9 October.
    ("2021-09-28", workdays(5),  "2021-10-11", "2021-10-11"),
    ("2021-09-22", days(10),     "2021-10-02", "2021-10-08"),
    ("2021-09-09", months(1),    "2021-10-09", "2021-10-09"),
    # Spring Festival 2022: off 31 January to 6 February; worked on 29 and 30 January.
    ("2022-01-27", workdays(5),  "2022-02-08", "2022-02-08"),
    ("2022-01-27", days(15),     "2022-02-11", "2022-02-11"),
    ("2022-01-21", days(15),     "2022-02-05", "2022-02-07"),
    # Months end on the same-numbered day, or with the month.
    ("2022-01-31", months(1),    "2022-02-28", "2022-02-28"),
    ("2020-01-31", months(1),    "2020-02-29", "2020-03-02"),
    ("2021-11-30", months(3),    "2022-02-28", "2022-02-28"),
    ("2022-02-28", months(1),    "2022-03-28", "2022-03-28"),
    ("2021-12-15", months(12),   "2022-12-15", "2022-12-15"),
    ("2022-08-31", months(1),    "2022-09-30", "2022-09-30"),
    # A last day at the end of the year.
    ("2022-12-30", workdays(1),  "2023-01-03", "2023-01-03"),
]
# fmt: on


@pytest.mark.parametrize(("starts_from", "length", "raw", "rolled"), KNOWN_ANSWERS)
def test_a_time_limit_ends_on_the_day_the_law_means(starts_from, length, raw, rolled):
    clock = from_day(starts_from, length)

    assert ends(clock) == (raw, rolled)
    assert not clock.provisional


def test_the_chain_of_five_working_days_across_labour_day_names_every_day_passed_over():
    clock = from_day("2022-04-28", workdays(5))

    assert [str(step.words) for step in clock.steps] == [
        "2022年4月28日（星期四）收到或者作出，当日不计入",
        "自2022年4月29日（星期五）起算5个工作日，休息日、节假日不计入，调休上班日计入",
        "2022年4月30日至5月4日为劳动节，不计入",
        "2022年5月7日（星期六）调休上班，计入",
        "2022年5月8日为星期日，不计入",
        "最后一日为2022年5月9日（星期一）",
        "至2022年5月9日24时届满",
    ]
    assert explain(clock, "zh")[0].endswith("依据：《期限计算规则》“首日”（待法院确定）")
    assert explain(clock, "en")[2].startswith(
        "2022-04-30 to 2022-05-04 (Labour Day): not counted. Authority: "
    )


def test_a_last_day_in_the_holiday_moves_to_the_make_up_saturday_after_it():
    clock = from_day("2022-09-28", days(7))

    assert ends(clock) == ("2022-10-05", "2022-10-08")
    assert str(clock.steps[-2].words) == (
        "最后一日适逢国庆节（2022年10月5日至10月7日），顺延至2022年10月8日（星期六，调休上班）"
    )


def test_every_step_rests_on_an_article():
    clock = from_day("2022-04-28", days(5), held("2022-04-29", "2022-04-30"), longer(workdays(3)))

    assert all(step.authorities for step in clock.steps)


def test_internal_clocks_are_counted_by_analogy_and_civil_ones_by_the_procedure_law():
    internal = from_day("2022-04-28", days(5))
    civil = due(date(2022, 4, 28), days(5), calendar(), counting=IN_CIVIL_PROCEDURE)

    assert {step.authorities[0].provenance for step in internal.steps} == {Provenance.DESIGN}
    assert civil.steps[0].authorities == (law("civil_procedure_law")[85],)
    assert ends(civil) == ends(internal)


def test_suspended_days_do_not_count():
    assert ends(from_day("2022-04-28", workdays(5), held("2022-05-06", "2022-05-10")))[0] == "2022-05-13"
    assert ends(from_day("2022-05-09", days(5), held("2022-05-10", "2022-05-12")))[0] == "2022-05-17"
    assert ends(from_day("2022-03-10", months(1), held("2022-03-21", "2022-03-30")))[0] == "2022-04-20"


def test_days_in_two_suspensions_are_left_out_once():
    twice = from_day(
        "2022-05-09", days(5), held("2022-05-10", "2022-05-12"), held("2022-05-11", "2022-05-13")
    )

    assert str(twice.raw) == "2022-05-18"


def test_a_suspension_says_in_the_chain_how_many_days_it_took():
    clock = from_day("2022-04-28", workdays(5), held("2022-05-06", "2022-05-10"))
    step = next(step for step in clock.steps if step.kind is StepKind.SUSPENDED)

    assert str(step.words) == "2022年5月6日至5月10日中止（疫情防控），5日不计入"
    assert AUTHORITY in step.authorities


def test_a_suspension_that_lasts_leaves_no_due_date_but_a_rest():
    clock = from_day("2022-04-28", workdays(5), held("2022-05-06", None), longer(days(3)))

    assert (clock.raw, clock.rolled, clock.instant) == (None, None, None)
    assert clock.suspended_since == date(2022, 5, 6)
    assert clock.left == (workdays(3), days(3))
    assert not is_over(clock, datetime(2030, 1, 1, tzinfo=UTC))
    assert str(clock.steps[-1].words) == (
        "自2022年5月6日起中止（疫情防控），尚未恢复，尚余3个工作日加3日，届满日待恢复后确定"
    )


def test_a_suspension_after_the_end_changes_nothing():
    assert from_day("2022-05-09", days(2), held("2022-05-12", None)) == from_day("2022-05-09", days(2))


def test_a_last_day_on_its_way_to_a_working_day_does_not_end_inside_a_suspension():
    until_tuesday = from_day("2022-05-04", days(4), held("2022-05-09", "2022-05-10"))
    open_end = from_day("2022-05-04", days(4), held("2022-05-09", None))

    assert ends(until_tuesday) == ("2022-05-08", "2022-05-11")
    assert "适逢星期日（2022年5月8日）、疫情防控（2022年5月9日至5月10日）" in str(
        until_tuesday.steps[-2].words
    )
    assert open_end.instant is None
    assert open_end.left == ()


def test_an_extension_joins_the_length_before_the_last_day_is_moved():
    # Five days end in the holiday; five more run from there, not from 5 May to which the first end would have moved.
    assert ends(from_day("2022-04-28", days(5), longer(days(5)))) == ("2022-05-08", "2022-05-09")
    assert ends(from_day("2022-01-31", months(1), longer(months(1)))) == ("2022-03-31", "2022-03-31")
    assert ends(from_day("2022-04-28", workdays(5), longer(days(4)))) == ("2022-05-13", "2022-05-13")


def test_an_extension_says_in_the_chain_when_and_why_it_was_granted():
    step = next(
        step
        for step in from_day("2022-04-28", days(5), longer(days(5))).steps
        if step.kind is StepKind.EXTENDED
    )

    assert str(step.words) == "2022年4月29日准予延长5日（案情复杂），与原期限合并，自起算日连续计算"


def test_a_date_beyond_the_notices_is_provisional_until_the_notice_is_entered(tmp_path):
    (tmp_path / "2027.yaml").write_text(NOTICE_OF_2027, encoding="utf-8")
    before = due(date(2027, 1, 28), workdays(5), calendar())
    after = due(date(2027, 1, 28), workdays(5), calendar(tmp_path))

    assert before.provisional
    assert str(before.provisional_reason) == "2027年的放假安排尚未公布（已公布至2026年）"
    assert str(before.shown).endswith("24时（暂定）")
    assert [step.kind for step in before.steps][-2] is StepKind.PROVISIONAL
    assert str(before.rolled) == "2027-02-04"
    assert not after.provisional
    assert str(after.rolled) == "2027-02-03"
    assert before.calendar_version != after.calendar_version


def test_a_date_is_provisional_only_where_it_rests_on_unannounced_days():
    assert from_day("2026-12-01", workdays(3)).provisional is False
    assert from_day("2026-12-24", workdays(3)).provisional is True
    assert from_day("2026-06-01", months(12)).provisional is True


def test_the_instant_displayed_is_the_instant_enforced():
    clock = from_day("2022-04-28", workdays(5))
    last_second = datetime(2022, 5, 9, 23, 59, 59, tzinfo=BEIJING)
    midnight = datetime(2022, 5, 10, tzinfo=BEIJING)

    assert clock.instant == datetime(2022, 5, 9, 16, tzinfo=UTC)
    assert clock.instant.tzinfo is UTC
    assert str(clock.shown) == "至2022年5月9日24时"
    assert not is_over(clock, last_second)
    assert not is_over(clock, last_second.astimezone(UTC))
    assert is_over(clock, midnight)
    assert is_over(clock, midnight.astimezone(UTC))


def test_a_time_without_zone_is_refused():
    clock, naive = from_day("2022-04-28", workdays(5)), datetime(2022, 5, 9)

    with pytest.raises(ValueError, match="without a time zone"):
        is_over(clock, naive)
    with pytest.raises(ValueError, match="without a time zone"):
        beijing_day(naive)
    with pytest.raises(TypeError, match="Beijing day"):
        due(datetime(2022, 4, 28, tzinfo=UTC), workdays(5), calendar())


@pytest.mark.parametrize(
    ("value", "unit"), [(0, Unit.WORKING_DAY), (-1, Unit.MONTH), (5, Unit.CASE), (True, Unit.MONTH)]
)
def test_a_length_that_is_no_length_of_time_is_refused(value, unit):
    with pytest.raises(FaultyInput, match="不是时间长度。请用正整数"):
        Length(value, unit)


def test_a_suspension_that_ends_before_it_begins_is_refused():
    with pytest.raises(FaultyInput, match="止日早于起日"):
        held("2022-05-10", "2022-05-09")


def test_the_same_chain_is_read_by_another_program():
    found = json.loads(json.dumps(as_json(from_day("2022-04-28", workdays(5)), "zh")))

    assert found["rolled"] == "2022-05-09"
    assert found["instant"] == "2022-05-09T16:00:00+00:00"
    assert found["length"] == {"value": 5, "unit": "working_day", "text": "5个工作日"}
    assert found["calendar_version"] == calendar().version
    assert found["steps"][2]["kind"] == "left_out"
    assert found["steps"][2]["authorities"][0]["code"] == "counting_of_time.工作日"


def test_a_suspended_clock_is_read_by_another_program_as_having_no_date():
    found = as_json(from_day("2022-04-28", workdays(5), held("2022-05-06", None)), "en")

    assert (found["rolled"], found["instant"], found["provisional"]) == (None, None, False)
    assert found["suspended_since"] == "2022-05-06"
    assert found["left"] == [{"value": 3, "unit": "working_day"}]


START = st.dates(date(2007, 1, 1), date(2026, 6, 30))
LENGTH = st.builds(
    Length, st.integers(1, 24), st.sampled_from([Unit.CALENDAR_DAY, Unit.WORKING_DAY, Unit.MONTH])
)


@st.composite
def suspended(draw, start: date) -> list[Suspension]:
    found = []
    for _ in range(draw(st.integers(0, 2))):
        since = start + timedelta(days=draw(st.integers(-5, 40)))
        found.append(Suspension(since, since + timedelta(days=draw(st.integers(0, 20))), "鉴定", AUTHORITY))
    return found


@given(st.data(), START, LENGTH)
def test_a_clock_ends_on_a_working_day_not_before_its_last_day(data, start, length):
    suspensions = data.draw(suspended(start))

    clock = due(start, length, calendar(), suspensions)

    assert start < clock.raw <= clock.rolled
    assert calendar().is_working_day(clock.rolled)
    assert not any(suspension.covers(clock.rolled) for suspension in suspensions)


@given(st.data(), START, LENGTH)
def test_a_longer_length_never_ends_earlier(data, start, length):
    suspensions = data.draw(suspended(start))
    one_more = Length(length.value + 1, length.unit)

    shorter, longer_one = (
        due(start, length, calendar(), suspensions),
        due(start, one_more, calendar(), suspensions),
    )

    assert longer_one.raw > shorter.raw
    assert longer_one.rolled >= shorter.rolled


@given(st.data(), START, LENGTH, LENGTH)
def test_an_extension_never_makes_it_end_earlier(data, start, length, added):
    suspensions = data.draw(suspended(start))
    extension = Extension(added, "案情复杂", AUTHORITY, start)

    assert (
        due(start, length, calendar(), suspensions, [extension]).instant
        >= due(start, length, calendar(), suspensions).instant
    )


@given(st.data(), START, LENGTH)
def test_a_suspension_never_makes_it_end_earlier(data, start, length):
    suspensions = data.draw(suspended(start))

    assert due(start, length, calendar(), suspensions).instant >= due(start, length, calendar()).instant


@given(START, st.integers(1, 60))
def test_working_days_are_as_many_as_the_calendar_has_between(start, value):
    clock = due(start, workdays(value), calendar())

    passed = [start + timedelta(days=offset) for offset in range(1, (clock.raw - start).days + 1)]
    assert sum(map(calendar().is_working_day, passed)) == value
