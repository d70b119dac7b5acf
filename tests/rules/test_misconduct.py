"""法官法46: only items 4 and 5 go to the committee; every other kind is told the way it must go instead."""

from __future__ import annotations

from datetime import date

import pytest

from rules.misconduct import FOR_THE_COMMITTEE, ActKind, Way, authority_of, not_for_the_committee, way


def test_the_ten_kinds_stand_in_the_order_of_the_article():
    assert [kind.item for kind in ActKind] == list(range(1, 11))
    assert {kind.item for kind in FOR_THE_COMMITTEE} == {4, 5}


@pytest.mark.parametrize("kind", ActKind, ids=lambda kind: kind.value)
def test_every_kind_but_two_is_refused_with_the_way_it_must_go(kind):
    refusal = not_for_the_committee(kind)

    if kind.item in (4, 5):
        assert refusal is None
        assert way(kind) is Way.COMMITTEE
        return
    assert refusal is not None
    assert f"第46条第{kind.item}项" in str(refusal)
    assert way(kind) is not Way.COMMITTEE
    assert str(refusal).endswith(f"应当{way(kind).zh}")


def test_delay_does_not_go_to_the_committee_as_the_draft_had_it():
    assert way(ActKind.DELAY) is Way.COURT_DISCIPLINE


def test_a_lead_of_bribery_goes_to_the_supervision_organ_by_the_article_of_the_day():
    assert authority_of(ActKind.CORRUPTION, date(2022, 5, 1)).code == "supervision_law_2018.34"
    assert authority_of(ActKind.CORRUPTION, date(2025, 6, 1)).code == "supervision_law_2024.37"
    assert authority_of(ActKind.INTENTIONAL_VIOLATION, date(2022, 5, 1)).code == "judges_law.48"
    assert authority_of(ActKind.LEAK, date(2022, 5, 1)).code == "judges_law.46"
