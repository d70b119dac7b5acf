"""A quarter played to its end is sound: the check-up finds no fault in it, at its end and a month later."""

from __future__ import annotations

from datetime import timedelta

from flows.checkup import check_up
from records.checkups.checkup import Level


def test_the_check_up_of_a_whole_quarter_finds_no_fault(sample_quarter):
    end = max(act.at for acts in sample_quarter.acts.values() for act in acts)

    found = check_up(sample_quarter.office, end + timedelta(minutes=1))

    assert [(each.code, each.first) for each in found if each.level is Level.FAULT] == []
