"""评分与等次: one fact once, caps, floors, vetoes, thresholds, and two or three readers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.errors import FaultyInput
from rules.grading import Finding, Grade, diverges, grade, merge, score
from rules.parameters import rule_book
from rules.score_sheets import sheet_book

DAY = date(2022, 4, 12)
RULES = rule_book().on(DAY)
SHEET = sheet_book().under(rule_book().on(DAY), "civil")


def scored(*findings: Finding):
    return score(SHEET, findings, RULES)


def found(item: str, fact: str = "", **more) -> Finding:
    return Finding(item, fact or f"事实{item}", **more)


def points(*findings: Finding) -> Decimal:
    return scored(*findings).total


def test_a_case_without_a_finding_keeps_all_points_and_is_excellent():
    result = scored()

    assert result.total == 100
    assert grade(result, RULES).grade is Grade.EXCELLENT
    assert grade(result, RULES).reasons[0] == "得100分，达到优秀的90分"


def test_each_defect_of_an_item_is_deducted_up_to_the_cap_of_the_item():
    assert points(found("D1", count=3)) == 97
    assert points(found("D1", count=9)) == 95
    assert points(found("D1", "1", count=4), found("D1", "2", count=4)) == 95


def test_an_item_deducted_once_a_case_is_deducted_once_however_often_it_occurs():
    assert points(found("L3", "1"), found("L3", "2", count=3)) == 90


def test_a_block_never_goes_below_nought():
    result = scored(found("P1", count=40))

    assert result.total == 70
    assert [block.points for block in result.blocks] == [0, 25, 20, 15, 10]


def test_one_fact_is_deducted_once_under_the_heaviest_item_and_the_others_are_shown():
    result = scored(found("P3", "1"), found("P4", "1", days=5), found("P2", "2"))

    assert result.total == 87
    assert [(line.item.code, line.left_out is None) for line in result.lines] == [
        ("P3", False),
        ("P4", True),
        ("P2", True),
    ]
    assert result.lines[0].left_out == "同一事实已按P4计，不重复扣分"


def test_of_two_equal_items_the_first_on_the_sheet_counts_in_whatever_order_they_were_found():
    first = scored(found("E1", "1"), found("D2", "1"))
    second = scored(found("D2", "1"), found("E1", "1"))

    assert first.blocks == second.blocks
    assert first.blocks[1].deducted == 8


def test_a_veto_absorbs_the_points_of_the_same_fact():
    result = scored(found("P1", "1", count=9), found("P5", "1"))

    assert result.total == 100
    assert [item.code for item in result.vetoes] == ["P5"]
    assert grade(result, RULES).grade is Grade.UNQUALIFIED
    assert str(grade(result, RULES).reasons[0]).startswith("一票否决：P5 审判组织不合法")


@pytest.mark.parametrize("code", ["P5", "E2", "L2", "X3", "F2"])
def test_every_veto_makes_the_case_unqualified(code):
    assert grade(scored(found(code)), RULES).grade is Grade.UNQUALIFIED


def test_an_overrun_vetoes_from_the_laid_down_number_of_days():
    short, long = scored(found("P4", days=29)), scored(found("P4", days=30))

    assert (short.total, grade(short, RULES).grade) == (90, Grade.QUALIFIED)
    assert grade(long, RULES).grade is Grade.UNQUALIFIED
    stricter = RULES.with_values({"grading.overrun_veto_days": 10})
    assert score(SHEET, [found("P4", days=29)], stricter).vetoes


def test_a_wrong_main_text_vetoes_only_where_it_cannot_be_enforced():
    assert grade(scored(found("D2")), RULES).grade is Grade.QUALIFIED
    assert grade(scored(found("D2", vetoed=True)), RULES).grade is Grade.UNQUALIFIED


@pytest.mark.parametrize("code", ["P4", "L3", "D2", "D3"])
def test_what_bars_an_excellent_grade_leaves_it_qualified_and_says_so(code):
    result = scored(found(code, days=1 if code == "P4" else None))

    graded = grade(result, RULES)

    assert result.total >= 90
    assert graded.grade is Grade.QUALIFIED
    assert "不得评为优秀" in str(graded.reasons[1])
    assert "bars an excellent grade" in graded.reasons[1].to("en")


@pytest.mark.parametrize(
    ("findings", "total", "expected"),
    [
        ([found("P2"), found("L1"), found("X1")], 90, Grade.EXCELLENT),
        ([found("P2"), found("E1")], 89, Grade.QUALIFIED),
        (
            [found("P2"), found("P3"), found("E1"), found("L1"), found("X1"), found("D1", count=2)],
            75,
            Grade.QUALIFIED,
        ),
        (
            [found("P2"), found("P3"), found("E1"), found("L1"), found("X1"), found("D1", count=3)],
            74,
            Grade.FLAWED,
        ),
        ([found("P1", count=15), found("L3")], 60, Grade.FLAWED),
        ([found("P1", count=15), found("L3"), found("F1")], 59, Grade.UNQUALIFIED),
    ],
    ids=lambda value: str(value) if isinstance(value, int) else "",
)
def test_points_become_grades_at_the_thresholds(findings, total, expected):
    result = scored(*findings)

    assert result.total == total
    assert grade(result, RULES).grade is expected


def test_a_false_record_is_a_clue_to_hand_over():
    assert [item.code for item in scored(found("X3")).clues] == ["X3"]


def test_findings_that_cannot_be_weighed_are_refused_all_at_once():
    with pytest.raises(FaultyInput) as refused:
        scored(found("Z9"), Finding("P1", " ", count=0), found("P4"), found("P1", vetoed=True))

    assert [str(fault.what) for fault in refused.value.faults] == [
        "评查表没有该项",
        "次数应为正整数",
        "没有写明事实",
        "没有写明超期日数",
        "该项没有否决后果",
    ]


def test_two_sheets_close_to_each_other_are_merged_to_their_mean():
    one, other = scored(found("P2"), found("D1", count=2)), scored(found("P2"))

    assert diverges(one, other, RULES) is None
    assert merge([one, other], RULES).total == Decimal(96)


def test_two_sheets_more_than_ten_points_apart_need_a_third_reader():
    exactly = diverges(scored(), scored(found("P1", count=5)), RULES)
    beyond = diverges(scored(), scored(found("P1", count=6)), RULES)

    assert exactly is None
    assert beyond == "两份评分相差12分，超过10分"


def test_two_sheets_of_different_grades_need_a_third_reader_however_close():
    words = diverges(scored(found("L3")), scored(), RULES)

    assert words == "两份评分的等次不同（合格、优秀）"
    assert words is not None and words.to("en") == "the two sheets differ in grade (qualified, excellent)"


def test_of_three_readers_the_median_counts_and_the_outlier_has_no_effect():
    readers = [scored(), scored(found("P1", count=15)), scored(found("P2"))]

    merged = merge(readers, RULES)

    assert merged.total == 97
    assert grade(merged, RULES).grade is Grade.EXCELLENT


def test_a_veto_stands_where_half_of_the_readers_found_it():
    vetoed, clean = scored(found("L2")), scored()

    assert merge([vetoed, clean], RULES).vetoes
    assert merge([vetoed, vetoed, clean], RULES).vetoes
    assert not merge([vetoed, clean, clean], RULES).vetoes


def test_a_clue_seen_by_one_reader_of_three_is_still_handed_over():
    merged = merge([scored(found("X3")), scored(), scored()], RULES)

    assert [item.code for item in merged.clues] == ["X3"]
    assert not merged.vetoes


def test_the_way_of_merging_is_a_value_of_the_rules():
    lowest = RULES.with_values({"grading.two_readers": "lowest"})

    assert merge([scored(), scored(found("P2"))], lowest).total == 97
    assert merge([scored(found("P2"))], lowest).total == 97


FINDINGS = st.lists(
    st.builds(
        Finding,
        item=st.sampled_from([item.code for item in SHEET.items]),
        fact=st.sampled_from("12345"),
        count=st.integers(1, 50),
        days=st.just(3),
    ),
    max_size=8,
)


@settings(max_examples=60)
@given(FINDINGS)
def test_every_score_lies_between_nought_and_the_total_and_each_fact_counts_once(findings):
    result = scored(*findings)

    counted = [line.finding.fact for line in result.lines if line.left_out is None]
    assert 0 <= result.total <= SHEET.total
    assert sorted(counted) == sorted({finding.fact for finding in findings})
    assert all(0 <= block.deducted <= block.block.points for block in result.blocks)


@settings(max_examples=60)
@given(FINDINGS)
def test_one_more_fact_never_raises_a_score(findings):
    more = [*findings, Finding("P1", "新事实", count=2)]

    assert scored(*more).total <= scored(*findings).total
