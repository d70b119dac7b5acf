"""没有办过一季的法院，用一份清单试抽：换一个方案会抽到哪些案件；库里什么也没有，什么也不放。"""

from __future__ import annotations

from datetime import date

import pytest

from flows.replay import Asked
from flows.replay_lists import NO_RECORD, replay_lists
from rules.errors import FaultyInput, FaultySheet
from rules.parameters import rule_book
from rules.quarters import Quarter
from rules.replays import SAME
from rules.sampling_plan import StratumKey

QUARTER, TODAY = Quarter.parse("2022Q1"), date(2022, 5, 9)
HEAD = "案号,法院,承办法官,结案日期\n"


def tried(path, given, *, quarter=QUARTER, today=TODAY, good=False):
    asked = Asked(given, "参数.yaml")
    return replay_lists(
        [path], quarter, "20220414", asked, rule_book(), today=today, court="", accept_good_rows=good
    )


@pytest.fixture
def listed(tmp_path):
    """Sixty cases of two courts closed in the quarter, and one closed after it."""
    rows = [
        f"（2022）吉0{court}民终{number}号,,J{number},2022-02-{number % 27 + 1:02d}\n"
        for court, count in ((1, 40), (2, 20))
        for number in range(1, count + 1)
    ]
    path = tmp_path / "list.csv"
    path.write_text(HEAD + "".join(rows) + "（2022）吉01民终99号,,J9,2022-04-02\n", encoding="utf-8")
    return path


def test_a_list_is_drawn_by_the_rules_in_force_and_by_the_changed_ones(listed):
    found = tried(
        listed, {"quality_review.sample_size": 30, "grading.qualified_from": 80, "sampling.per": "province"}
    )

    drawn = found.redrawing
    assert (len(drawn.before.drawn), len(drawn.after.drawn), len(drawn.went)) == (60, 30, 30)
    courts = sorted(
        (row.eligible, row.before, row.after) for row in drawn.shifts if row.key is StratumKey.COURT
    )
    assert courts == [(20, 20, 10), (40, 40, 20)]
    assert {each.change.key: each.why for each in found.idle} == {
        "grading.qualified_from": NO_RECORD,
        "sampling.per": SAME,
    }
    assert found.notes == ("按清单试抽：可抽60件，另有1件不在本季度或者不得抽取，0行有误未用",)


def test_a_list_with_faults_is_refused_unless_its_good_rows_are_accepted(listed):
    listed.write_text(listed.read_text(encoding="utf-8") + "没有案号,,J1,2022-02-01\n", encoding="utf-8")

    with pytest.raises(FaultySheet):
        tried(listed, {"quality_review.sample_size": 30})

    assert len(tried(listed, {"quality_review.sample_size": 30}, good=True).redrawing.after.drawn) == 30


def test_a_seed_that_cannot_be_typed_in_one_way_only_is_refused(listed):
    with pytest.raises(FaultyInput, match="种子"):
        replay_lists(
            [listed],
            QUARTER,
            " 1",
            Asked({"quality_review.sample_size": 30}, ""),
            rule_book(),
            today=TODAY,
            court="",
        )


def test_the_real_quarter_of_2021_can_be_tried(shared_data):
    found = tried(
        shared_data / "cases.csv",
        {"quality_review.sample_size": 120, "sampling.strata": ["case_kind"]},
        quarter=Quarter.parse("2021Q3"),
        today=date(2021, 12, 1),
        good=True,
    ).redrawing

    assert (len(found.before.drawn), len(found.after.drawn)) == (100, 120)
    assert len(found.came) - len(found.went) == 20
    eligible = {row.label: row.eligible for row in found.shifts if row.key is StratumKey.CASE_KIND}
    assert sum(eligible.values()) > 1000
    for row in found.after.allocation:
        assert abs(row.drawn - 120 * row.eligible / sum(eligible.values())) < 1
