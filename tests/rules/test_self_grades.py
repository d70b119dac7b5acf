"""自评与评查对照: both grades of a case side by side, and how far the shares differ."""

from __future__ import annotations

from fractions import Fraction

from rules.findings import Grade
from rules.outcomes import ReviewOutcome
from rules.self_grades import self_grades


def case(own: str | None, reviewed: str | None) -> ReviewOutcome:
    return ReviewOutcome(
        ref=f"{own}-{reviewed}", case_no="", court="", case_kind="", cause="", division="", judge_code="",
        stratum="", probability=1.0, score=None, grade=reviewed, self_grade=own,
    )  # fmt: skip


def test_each_case_with_both_grades_is_counted_once_in_the_table():
    table = self_grades(
        [
            case("excellent", "excellent"),
            case("excellent", "qualified"),
            case("excellent", "unqualified"),
            case("qualified", "flawed"),
            case("flawed", "qualified"),
            case(None, "qualified"),
            case("excellent", None),
        ]
    )

    assert table.counts[Grade.EXCELLENT, Grade.QUALIFIED] == 1
    assert (table.cases, table.without_self, table.ungraded) == (5, 1, 1)
    assert (table.better, table.same, table.worse) == (3, 1, 1)
    assert (table.self_graded(Grade.EXCELLENT), table.reviewed(Grade.EXCELLENT)) == (3, 1)


def test_inflation_is_the_share_of_excellent_by_oneself_beyond_that_of_the_review():
    table = self_grades([case("excellent", "qualified")] * 2 + [case("qualified", "qualified")] * 2)

    assert table.difference(Grade.EXCELLENT) == Fraction(1, 2)
    assert self_grades([]).difference(Grade.EXCELLENT) is None
