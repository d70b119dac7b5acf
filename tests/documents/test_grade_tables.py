"""等次附表: self-grades and causes of reversals in the workbook of a round."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from documents.result_tables import write_tables
from rules.results import results_of
from rules.reversals import causes


@pytest.fixture
def cases(round_results):
    """The first twelve cases of the round, some of them with a self-grade, some of them reversed."""
    cases = list(round_results.outcomes[:12])
    cases[0] = replace(cases[0], grade="qualified", self_grade="excellent")
    cases[1] = replace(cases[1], grade="qualified", self_grade="qualified")
    cases[2] = replace(cases[2], was_reversed=True, exemption="new_evidence", exemption_reasons="二审新证据")
    cases[3] = replace(cases[3], was_reversed=True, exemption="new_evidence", exemption_reasons="二审鉴定")
    cases[4] = replace(cases[4], was_reversed=True, exemption="none", fault=("U5",))
    cases[5] = replace(cases[5], was_reversed=True)
    return cases


@pytest.fixture
def book(cases, round_facts, tmp_path):
    path = tmp_path / "tables.xlsx"
    write_tables(results_of(cases), round_facts, path, dated=date(2026, 12, 1))
    return load_workbook(path)


def rows_of(sheet):
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_self_grades_stand_beside_those_of_the_review(book):
    head, excellent, *rows = rows_of(book["自评对照"])

    assert head[:3] == ["自评等次", "评查优秀", "评查合格"]
    assert excellent == ["优秀", 0, 1, 0, 0, 1, 0.5, 0, 0.5]
    assert rows[3][:6] == ["合计", 0, 2, 0, 0, 2]
    assert [row[0] for row in rows[4:]] == [
        "自评高于评查",
        "自评与评查相同",
        "自评低于评查",
        "没有自评",
        "有自评，等次未定",
    ]
    assert [row[5] for row in rows[4:]] == [1, 1, 0, 10, 0]


def test_every_reversed_case_has_its_cause_and_each_cause_its_count(book):
    _, *rows = rows_of(book["改判原因"])

    assert [(row[3], row[4], row[5]) for row in rows[:3]] == [
        ("出现新证据", "不属于审判质量问题", 2),
        ("不属于免责情形，审判人员有过错", "—", 1),
        ("未写明（立项时不要求，或者卷宗未移交）", "—", 1),
    ]
    assert [row[4] for row in rows[3:]] == ["二审新证据", "二审鉴定", "U5", "—"]


def test_causes_are_counted_of_reversed_cases_only(cases):
    assert sum(cause.cases for cause in causes(cases)) == 4
    assert causes(cases[6:]) == ()


def test_a_round_without_either_has_no_such_sheet(round_results, round_facts, tmp_path):
    path = tmp_path / "tables.xlsx"

    write_tables(round_results, round_facts, path, dated=date(2022, 8, 25))

    assert not {"自评对照", "改判原因"} & set(load_workbook(path).sheetnames)
