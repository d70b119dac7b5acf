from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rules.case_numbers import parse
from rules.cases import CaseKind, ClosedCase, Source, procedure_of
from rules.courts import CourtLevel


@pytest.mark.parametrize(
    ("number", "kind", "procedure"),
    [
        ("（2021）吉01刑终1号", CaseKind.CRIMINAL, "二审"),
        ("（2021）吉0102民初1号", CaseKind.CIVIL, "一审"),
        ("（2021）吉行申1号", CaseKind.ADMINISTRATIVE, "申请再审审查"),
        ("（2021）吉01行赔初1号", CaseKind.ADMINISTRATIVE, "一审"),
        ("（2021）吉01执异1号", CaseKind.ENFORCEMENT, "执行异议"),
        ("（2021）吉01委赔1号", CaseKind.COMPENSATION, "国家赔偿"),
        ("（2021）吉01破1号", CaseKind.CIVIL, "破产清算"),
        ("（2021）京73行保1号", CaseKind.CIVIL, ""),
        ("（2012）罗刑初字第99号", CaseKind.CRIMINAL, "一审"),
        ("（2021）吉01他1号", CaseKind.OTHER, ""),
    ],
)
def test_the_type_code_says_kind_and_instance(number, kind, procedure):
    assert CaseKind.of(parse(number)) is kind
    assert procedure_of(parse(number)) == procedure


@pytest.mark.parametrize("written", ["刑事", "刑事案件", "刑"])
def test_a_kind_is_known_by_the_names_that_lists_use(written):
    assert CaseKind.named(written) is CaseKind.CRIMINAL


def test_two_rows_that_say_the_same_are_equal_wherever_they_stand():
    case = ClosedCase(
        case_no="（2021）吉01民终1号",
        court="吉林省长春市中级人民法院",
        court_code="吉01",
        level=CourtLevel.INTERMEDIATE,
        case_kind=CaseKind.CIVIL,
        date_closed=date(2021, 7, 1),
        source=Source("一.xlsx", "民事", 2),
    )

    assert case == replace(case, source=Source("二.xlsx", "", 9), record_id="R1")
    assert case != replace(case, outcome="改判")
