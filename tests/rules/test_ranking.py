from __future__ import annotations

from datetime import date

import pytest

from rules.errors import Refused
from rules.law import cite
from rules.parameters import rule_book
from rules.ranking import check_ranking, why_unranked


@pytest.mark.parametrize("day", [date(2024, 9, 1), date(2026, 10, 20)])
def test_since_september_2024_courts_may_not_be_ranked(day):
    with pytest.raises(Refused) as refused:
        check_ranking(rule_book().on(day))

    assert str(refused.value.reason).startswith("自2024-09-01起各院不得按比率排序、不得排名通报")
    assert refused.value.authority == cite("quality_indicators_2024.排名")


@pytest.mark.parametrize("day", [date(2022, 3, 1), date(2024, 8, 31)])
def test_before_the_court_decided_for_itself(day):
    check_ranking(rule_book().on(day))

    assert rule_book().on(day).parameter("results.ranking_allowed").provenance.value == "design"


def test_a_circular_that_may_not_rank_says_on_what_authority():
    assert why_unranked(rule_book().on(date(2024, 8, 31))) is None
    assert "“排名”：审判质量管理指标只作“体检表”使用" in str(why_unranked(rule_book().on(date(2024, 9, 1))))
