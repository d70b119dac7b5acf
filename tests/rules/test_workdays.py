"""The calendar: known days, every day of twenty years against two other sources, and what a court adds itself."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from timeit import timeit

import pytest

from rules.citations import Provenance
from rules.errors import FaultyInput
from rules.holiday_notices import Announced, HolidayNotices, read_notices
from rules.labels import Words
from rules.workdays import Calendar, calendar

FIRST, LAST = 2007, 2026
SAME_HOLIDAY = {
    "“五一”": "劳动节",
    "“五一”国际劳动节": "劳动节",
    "“十一”": "国庆节",
    "抗日战争暨世界反法西斯战争胜利70周年纪念日": "抗战胜利纪念日",
}

NOTICE_OF_2027 = """
announced:
  - {year: 2027, notice: 虚构的2027年放假通知（测试）, provenance: design}
days_off:
  - {from: 2027-01-01, to: 2027-01-03, zh: 元旦, en: New Year's Day}
  - {from: 2027-02-05, to: 2027-02-11, zh: 春节, en: Spring Festival}
make_up_days:
  - {from: 2026-12-27}
  - {from: 2027-02-20}
closures:
  - {from: 2027-03-11, zh: 本院停止办公, en: court closed}
"""


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=offset) for offset in range((last - first).days + 1)]


@pytest.fixture
def with_2027(tmp_path) -> Calendar:
    (tmp_path / "2027.yaml").write_text(NOTICE_OF_2027, encoding="utf-8")
    return calendar(tmp_path)


@pytest.fixture
def notices(shared_data) -> dict[date, tuple[str, str]]:
    with (shared_data / "cn_holidays_2007_2026.csv").open(encoding="utf-8") as file:
        return {date.fromisoformat(row["date"]): (row["kind"], row["name"]) for row in csv.DictReader(file)}


@pytest.mark.parametrize(
    ("day", "works", "name"),
    [
        ("2022-04-24", True, "调休上班"),
        ("2022-04-29", True, "星期五"),
        ("2022-04-30", False, "劳动节"),
        ("2022-05-04", False, "劳动节"),
        ("2022-05-07", True, "调休上班"),
        ("2022-05-08", False, "星期日"),
        ("2021-10-07", False, "国庆节"),
        ("2021-10-09", True, "调休上班"),
        ("2022-01-31", False, "春节"),
        ("2022-12-31", False, "元旦"),
        ("2020-10-08", False, "中秋节、国庆节"),
        ("2015-09-03", False, "抗战胜利纪念日"),
        ("2020-02-02", False, "春节"),
        ("2020-02-03", True, "星期一"),
    ],
)
def test_a_day_is_worked_or_off_under_its_name(day, works, name):
    day = date.fromisoformat(day)

    assert calendar().is_working_day(day) is works
    assert str(calendar().name_of(day)) == name


def test_a_name_has_an_english_form():
    assert calendar().name_of(date(2022, 5, 3)).to("en") == "Labour Day"
    assert calendar().name_of(date(2022, 5, 7)).to("en") == "make-up working day"


def test_every_announced_day_agrees_with_the_notices(notices):
    wrong = []
    for day in days(date(FIRST, 1, 1), date(LAST, 12, 31)):
        kind, _ = notices.get(day, ("", ""))
        works = kind.startswith("workday") or (not kind and day.weekday() < 5)
        if calendar().is_working_day(day) is not works:
            wrong.append(day)

    assert wrong == []


def test_every_day_off_of_a_notice_bears_its_holiday(notices):
    unnamed = []
    for day, (kind, names) in notices.items():
        wanted = {SAME_HOLIDAY.get(name, name) for name in names.split("、")}
        if kind == "off" and not wanted <= set(str(calendar().name_of(day)).split("、")):
            unnamed.append((day, names))

    assert unnamed == []


def test_every_day_agrees_with_a_second_library():
    chinese_calendar = pytest.importorskip("chinese_calendar")

    wrong = [
        day
        for day in days(date(FIRST, 1, 1), date(LAST, 12, 31))
        if chinese_calendar.is_workday(day) is not calendar().is_working_day(day)
    ]

    assert wrong == []


def test_the_years_with_a_notice_are_listed_without_a_gap():
    assert sorted(calendar().announced) == list(range(FIRST, LAST + 1))
    assert calendar().announced_through == LAST


def test_a_day_of_a_year_without_notice_is_a_forecast_and_says_so():
    day = date(2027, 10, 5)

    assert not calendar().is_announced(day)
    assert calendar().name_of(day) == Words("国庆节（预计）", "National Day (expected)")
    assert calendar().doubt(day) == "2027年的放假安排尚未公布（已公布至2026年）"


def test_a_day_before_the_checked_years_is_not_relied_on():
    assert not calendar().is_announced(date(2006, 5, 1))
    assert calendar().doubt(date(2006, 5, 1)) == "2006年的放假安排未经核对（自2007年起已核）"
    assert calendar().name_of(date(2006, 5, 1)) == "劳动节（未核）"


def test_the_last_days_of_december_wait_for_the_notice_of_the_next_year(with_2027):
    day = date(2026, 12, 27)

    assert calendar().is_announced(date(2026, 12, 25))
    assert not calendar().is_announced(day)
    assert calendar().doubt(day) == "2027年的放假安排尚未公布（已公布至2026年）"
    assert with_2027.is_announced(day)
    assert with_2027.is_working_day(day)


def test_the_december_of_an_announced_year_never_moved_earlier_than_the_year_waits(notices):
    moved = [day for day in notices if day.month == 12]

    assert moved
    assert all((day.month, day.day) >= (12, 26) for day in moved)


def test_the_next_working_day_is_the_day_itself_if_it_is_worked():
    assert calendar().next_working_day(date(2022, 5, 7)) == date(2022, 5, 7)
    assert calendar().next_working_day(date(2022, 4, 30)) == date(2022, 5, 5)
    assert calendar().next_working_day(date(2021, 10, 1)) == date(2021, 10, 8)


def test_a_notice_entered_by_the_court_replaces_the_forecast(with_2027):
    assert with_2027.announced_through == 2027
    assert with_2027.is_announced(date(2027, 10, 1))
    assert str(with_2027.name_of(date(2027, 2, 6))) == "春节"
    assert str(with_2027.name_of(date(2027, 2, 20))) == "调休上班"
    assert with_2027.is_working_day(
        date(2027, 5, 3)
    )  # the forecast had a day off that this notice does not list


def test_a_day_the_court_was_shut_is_no_working_day_and_lends_its_name_to_no_weekend(with_2027):
    assert not with_2027.is_working_day(date(2027, 3, 11))
    assert str(with_2027.name_of(date(2027, 3, 11))) == "本院停止办公"
    assert str(with_2027.name_of(date(2027, 3, 13))) == "星期六"


def test_another_notice_makes_another_version(with_2027):
    assert calendar().version.startswith("2026-")
    assert with_2027.version.startswith("2027-")
    assert Calendar(read_notices()).version == calendar().version


def test_a_court_directory_that_is_not_there_adds_nothing(tmp_path):
    assert calendar(tmp_path / "none").version == calendar().version


def test_a_library_that_does_not_hold_the_notice_is_refused_rather_than_believed():
    notice = Announced(2027, "虚构的通知", Provenance.DESIGN, library=(19, 6))
    outdated = Calendar(HolidayNotices(announced=(notice,)))

    with pytest.raises(FaultyInput, match=r"2027年日历.*不一致.*更新 holidays 库"):
        outdated.is_working_day(date(2027, 1, 4))


def test_a_calendar_file_is_refused_with_all_its_faults(tmp_path):
    (tmp_path / "bad.yaml").write_text(
        """
announced:
  - {year: 2027, notice: 通知, provenance: verified}
  - {year: 二〇二八, notice: 通知, provenance: verified}
days_off:
  - {from: 2026-02-11, to: 2026-02-05, zh: 春节}
  - {from: 2026-10-01}
  - {from: 明天, zh: 国庆节}
make_up_days:
  - {from: 2026-10-09}
year_end_open_from: "26-12"
""",
        encoding="utf-8",
    )
    (tmp_path / "worse.yaml").write_text("days_off: [{from: 2027-02-30, zh: 春节}]", encoding="utf-8")
    (tmp_path / "worst.yaml").write_text("假期: []", encoding="utf-8")

    with pytest.raises(FaultyInput) as refused:
        calendar(tmp_path)

    lines = [str(fault) for fault in refused.value.faults]
    assert [line.split("：")[0] for line in lines] == [
        "bad.yaml 的 year_end_open_from",
        "bad.yaml 的 days_off[1]",
        "bad.yaml 的 days_off[2]",
        "bad.yaml 的 days_off[3]",
        "bad.yaml 的 make_up_days[1]",
        "bad.yaml 的 announced[2]",
        "worse.yaml",
        "worst.yaml 的 file",
    ]
    assert "起止日期不合理" in lines[1]
    assert "须为星期六或者星期日" in lines[4]
    assert "不是有效的 YAML" in lines[6]


def test_an_announced_year_without_a_single_day_off_is_refused(tmp_path):
    (tmp_path / "2027.yaml").write_text(
        "announced: [{year: 2027, notice: 通知, provenance: verified}]", encoding="utf-8"
    )

    with pytest.raises(FaultyInput, match="没有列出放假日期"):
        calendar(tmp_path)


def test_a_query_takes_microseconds():
    year = days(date(2022, 1, 1), date(2022, 12, 31))
    calendar().is_working_day(year[0])

    seconds = min(
        timeit(lambda: [calendar().is_working_day(day) for day in year], number=20) for _ in range(3)
    )

    assert seconds / (20 * len(year)) < 2e-6


@pytest.mark.parametrize("part", ["announced", "days_off", "make_up_days"])
def test_a_part_of_a_calendar_that_is_no_list_is_told_by_its_name(tmp_path, part):
    (tmp_path / "own.yaml").write_text(f"{part}: 5\n", encoding="utf-8")

    with pytest.raises(FaultyInput, match=f"{part}.*须为列表"):
        calendar(tmp_path)
