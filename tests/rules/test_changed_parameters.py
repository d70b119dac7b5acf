"""改动的参数：两种写法，错误一次说全，没有人问到的改动要说出来。"""

from __future__ import annotations

from datetime import date

import pytest

from rules.changed_parameters import WatchedRules, changes_of, hypothetical, read_entries
from rules.citations import Provenance
from rules.errors import FaultyInput
from rules.parameters import Unit, rule_book

DAY = date(2022, 4, 12)
PINNED = rule_book().on(DAY)


def changes(text, pinned=PINNED):
    return changes_of(read_entries(text, "草案.yaml"), "草案.yaml", pinned, PINNED)


def faults(text):
    with pytest.raises(FaultyInput) as faulty:
        changes(text)
    return [str(fault) for fault in faulty.value.faults]


def test_a_key_and_its_value_are_enough():
    (change,) = changes("grading.qualified_from: 80")

    assert (change.before.value, change.after.value, change.after.unit) == (75, 80, Unit.POINT)
    assert change.after.provenance is Provenance.DESIGN
    assert change.alters


def test_a_parameter_may_be_named_as_people_read_it():
    (change,) = changes("异议期: 2")

    assert (change.key, change.after.value) == ("quality_review.objection", 2)


def test_a_draft_in_the_form_of_the_courts_own_file_is_tried_as_if_it_were_in_force():
    text = """
grading.qualified_from:
  zh: 合格起点
  unit: point
  values:
    - {value: 70, since: 2020-01-01, until: 2021-01-01, provenance: design}
    - {value: 82, since: 2030-01-01, provenance: design}
    - {value: 85, since: 2031-01-01, provenance: design}
"""
    (change,) = changes(text)

    assert change.after.value == 82


def test_of_several_values_the_one_in_force_on_the_day_of_the_rules_counts():
    text = """
grading.qualified_from:
  values:
    - {value: 70, since: 2020-01-01, provenance: design}
    - {value: 82, since: 2030-01-01, provenance: design}
"""
    (change,) = changes(text)

    assert change.after.value == 70


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("2", 2, Unit.WORKING_DAY),
        ("2个工作日", 2, Unit.WORKING_DAY),
        ("10日", 10, Unit.CALENDAR_DAY),
        ("1个月", 1, Unit.MONTH),
        ("1 month", 1, Unit.MONTH),
    ],
)
def test_a_length_of_time_may_be_written_with_its_unit(written, value, unit):
    (change,) = changes(f"quality_review.objection: {written}")

    assert (change.after.value, change.after.unit) == (value, unit)


def test_the_value_that_stands_already_alters_nothing():
    (change,) = changes("grading.qualified_from: 75")

    assert not change.alters


def test_a_parameter_that_did_not_exist_then_is_new():
    (change,) = changes("grading.qualified_from: 75", rule_book().on(date(2021, 10, 1)))

    assert change.before is None
    assert change.alters


def test_every_fault_is_told_at_once_with_where_and_what_to_do():
    found = faults("""
grading.qualified_from: 八十
quality_review.objektion: 2
quality_review.objection: 0
quality_review.cross_court: 1
quality_review.quorum_share: 1.5
sampling.strata: court
sampling.per: 村
grading.two_readers: 最好
quality_review.sample_size: {unit: point, values: [{value: 3, since: 2020-01-01}]}
assignment.max_load: {values: [{since: 2020-01-01}]}
""")

    assert len(found) == 10
    assert found[0] == "草案.yaml 的“grading.qualified_from”：“八十”不是分数。现为75分，请按同样形式填写"
    assert "没有这一参数。可以写：" in found[1]
    assert "quality_review.objection" in found[1]
    assert "单位应为“件”，不是“分”" in " ".join(found)
    assert "没有“村”这种做法" in " ".join(found)
    assert "没有“最好”这种方法" in " ".join(found)


def test_thresholds_out_of_order_are_refused():
    assert faults("grading.qualified_from: 95") == [
        "草案.yaml：瑕疵、合格、优秀的起点应当依次不降，现为60、95、90。请改正起点"
    ]


@pytest.mark.parametrize("text", ["", "- 1", "a: [", "80"])
def test_a_file_that_names_no_parameter_is_refused(text):
    with pytest.raises(FaultyInput, match=r"草案\.yaml"):
        read_entries(text, "草案.yaml")


def test_hypothetical_rules_hold_the_changes_and_remember_what_was_asked():
    rules = hypothetical(PINNED, changes("grading.qualified_from: 80\ngrading.flawed_from: 50"))

    assert rules["grading.qualified_from"] == 80
    assert rules["grading.excellent_from"] == 90
    assert rules.asked == {"grading.qualified_from"}
    assert rules.digest != PINNED.digest
    assert isinstance(rules, WatchedRules)
