"""吸收原则: the worst finding decides, more findings never help, their order is of no account."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.deductions import GradingMethod, Severity
from rules.findings import Finding, Grade
from rules.grading import diverges, grade, merge, method_of, score, shows_points
from rules.parameters import Rules, rule_book
from rules.score_sheets import sheet_book

EVE, DAY = date(2024, 11, 20), date(2024, 11, 21)
RULES = rule_book().on(DAY)
SHEET = sheet_book().under(rule_book().on(DAY), "civil")


def scored(*findings: Finding, nominated: bool = False):
    return score(SHEET, findings, RULES, nominated=nominated)


def found(item: str, fact: str = "", **more) -> Finding:
    return Finding(item, fact or f"事实{item}", **more)


def graded(*readers) -> Grade:
    return grade(merge(list(readers), RULES), RULES).grade


def test_a_round_is_graded_by_points_until_the_day_of_the_standard_and_by_the_worst_finding_from_then():
    assert method_of(rule_book().on(EVE)) is GradingMethod.POINTS
    assert method_of(RULES) is GradingMethod.WORST_FINDING
    assert sheet_book().under(rule_book().on(EVE), "civil").version == "litigation@2022-01-01"
    assert SHEET.version == "standard-litigation@2024-11-21"
    assert sheet_book().under(rule_book().on(DAY), "enforcement").version == "standard-enforcement@2024-11-21"


def test_rules_pinned_before_there_was_a_choice_grade_by_points():
    then = Rules(EVE, [entry for entry in map(RULES.parameter, RULES) if entry.key != "grading.method"])

    assert method_of(then) is GradingMethod.POINTS


def test_the_standard_has_eight_kinds_that_must_be_unqualified_and_forty_three_of_problems():
    kinds = [item.severity for item in SHEET.items]

    assert (kinds.count(Severity.UNQUALIFIED), kinds.count(Severity.FLAWED)) == (8, 43)


def test_a_case_without_a_finding_is_qualified_and_excellent_only_where_it_is_nominated():
    assert grade(scored(), RULES).grade is Grade.QUALIFIED
    assert grade(scored(nominated=True), RULES).grade is Grade.EXCELLENT


def test_one_flaw_makes_the_case_flawed_however_many_points_are_left():
    result = grade(scored(found("W03"), nominated=True), RULES)

    assert result.grade is Grade.FLAWED
    assert [str(reason) for reason in result.reasons] == [
        "瑕疵情形：W03 文字、标点、计量差错（待法院确定）",
        "参考得分99分，不决定等次",
    ]


def test_one_unqualified_kind_absorbs_any_number_of_flaws():
    result = grade(scored(found("W03"), found("U5"), found("P04"), found("L04")), RULES)

    assert result.grade is Grade.UNQUALIFIED
    assert "不合格情形：U5" in str(result.reasons[0])
    assert result.reasons[1] == "另有瑕疵情形3种，按最严重情形定等（吸收原则）"


def test_fifty_points_lost_on_flaws_are_still_no_unqualified_case():
    flaws = [found(item.code, count=9) for item in SHEET.items if item.severity is Severity.FLAWED]

    result = scored(*flaws)

    assert result.total < 60
    assert grade(result, RULES).grade is Grade.FLAWED


def test_points_are_shown_beside_the_grade_only_where_the_court_wants_them():
    without = RULES.with_values({"grading.points_beside": False})

    assert shows_points(RULES)
    assert not shows_points(without)
    assert not any("分" in str(reason) for reason in grade(scored(found("W03")), without).reasons)


def test_a_court_may_leave_excellent_out_of_the_scale():
    without = RULES.with_values({"grading.excellent_under_standard": "none"})

    assert grade(scored(nominated=True), without).grade is Grade.QUALIFIED


def test_an_excellent_grade_needs_the_nomination_of_every_reader_unless_the_court_asks_for_fewer():
    one, other = scored(nominated=True), scored()
    half = RULES.with_values({"grading.nominating_share": 0.5})

    assert graded(one, one) is Grade.EXCELLENT
    assert graded(one, other) is Grade.QUALIFIED
    assert grade(merge([one, other], half), half).grade is Grade.EXCELLENT


def test_sheets_of_different_grades_need_a_third_reader_but_a_nomination_alone_does_not():
    assert diverges(scored(found("U1")), scored(found("W03")), RULES) == "两份评分的等次不同（不合格、瑕疵）"
    assert diverges(scored(found("W03")), scored(nominated=True), RULES) == "两份评分的等次不同（瑕疵、合格）"
    assert diverges(scored(nominated=True), scored(), RULES) is None
    assert diverges(scored(found("W03")), scored(found("P01")), RULES) is None


def test_two_sheets_that_say_unqualified_for_kinds_that_have_nothing_in_common_need_a_third_reader():
    apart = diverges(scored(found("U1")), scored(found("U5")), RULES)

    assert apart == "两份评查表都认定不合格，但没有一种情形相同（U1；U5）"
    assert diverges(scored(found("U1"), found("U5")), scored(found("U5")), RULES) is None


def test_three_readers_who_each_name_another_unqualified_kind_do_not_add_up_to_a_good_case():
    merged = merge([scored(found("U1")), scored(found("U3")), scored(found("U5"))], RULES)

    assert grade(merged, RULES).grade is Grade.UNQUALIFIED
    assert [item.code for item in merged.unqualified] == ["U1", "U3", "U5"]


def test_what_one_reader_of_three_found_does_not_stand():
    assert graded(scored(found("U1")), scored(), scored()) is Grade.QUALIFIED
    assert graded(scored(found("U1")), scored(found("W03")), scored()) is Grade.FLAWED
    assert graded(scored(found("U1")), scored(found("U1")), scored()) is Grade.UNQUALIFIED


def test_findings_of_an_old_sheet_can_be_rehearsed_under_the_worst_finding():
    sheet = sheet_book().under(rule_book().on(EVE), "civil")
    old, new = rule_book().on(EVE), rule_book().on(EVE).with_values({"grading.method": "worst_finding"})
    result = score(sheet, [found("D1")], old)

    assert grade(result, old).grade is Grade.EXCELLENT
    assert grade(result, new).grade is Grade.FLAWED
    assert grade(score(sheet, [found("L2")], old), new).grade is Grade.UNQUALIFIED


def test_findings_of_the_standard_can_be_rehearsed_by_points():
    by_points = RULES.with_values({"grading.method": "points"})

    assert grade(scored(found("W03")), by_points).grade is Grade.EXCELLENT
    assert grade(scored(found("U1")), by_points).grade is Grade.UNQUALIFIED


FINDINGS = st.lists(
    st.builds(
        Finding,
        item=st.sampled_from([item.code for item in SHEET.items]),
        fact=st.sampled_from("12345"),
        count=st.integers(1, 9),
    ),
    max_size=6,
)
READERS = st.lists(FINDINGS, min_size=1, max_size=3)


@given(READERS, FINDINGS.filter(bool), st.integers(0, 2), st.booleans())
def test_more_findings_of_any_reader_never_improve_the_grade(readers, more, who, nominated):
    who %= len(readers)
    before = [scored(*found, nominated=nominated) for found in readers]
    after = list(before)
    after[who] = scored(*readers[who], *more, nominated=nominated)

    assert not graded(*before).worse_than(graded(*after))


@given(READERS, st.randoms(use_true_random=False))
def test_neither_the_order_of_findings_nor_that_of_readers_matters(readers, chance):
    shuffled = [chance.sample(found, len(found)) for found in chance.sample(readers, len(readers))]

    assert graded(*(scored(*found) for found in readers)) is graded(*(scored(*found) for found in shuffled))


@given(
    FINDINGS, st.sampled_from([item.code for item in SHEET.items if item.severity is Severity.UNQUALIFIED])
)
def test_an_unqualified_kind_decides_among_any_findings(findings, code):
    assert grade(scored(*findings, found(code)), RULES).grade is Grade.UNQUALIFIED


@pytest.mark.parametrize(
    "sheet", [SHEET, sheet_book().under(rule_book().on(DAY), "enforcement")], ids=lambda sheet: sheet.key
)
def test_every_kind_is_marked_as_not_yet_laid_down_by_the_court(sheet):
    assert {str(item.mark) for item in sheet.items} == {"待法院确定"}
    assert {item.authority for item in sheet.items} == {"local_review.评查标准"}
    assert sum((block.points for block in sheet.blocks), Decimal()) == 100
