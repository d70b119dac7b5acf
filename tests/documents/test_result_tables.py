from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from documents.result_tables import _csv, csv_tables, write_tables
from documents.workbook import Column, Kind, Sheet
from rules.labels import Words
from rules.results import results_of


@pytest.fixture
def book(round_results, round_facts, tmp_path):
    path = tmp_path / "tables.xlsx"
    write_tables(round_results, round_facts, path, dated=date(2022, 8, 25))
    return load_workbook(path)


def rows_of(sheet):
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_the_book_has_its_sheets_ready_to_filter_and_print(book):
    assert book.sheetnames == [
        *("总表", "等次分布", "区间", "漏斗图", "控制限", "往期比较", "常见问题", "扣分明细", "异议"),
        *("独立评分", "评查员一致", "隐去", "抽样", "抽取凭证", "参数与出处", "说明"),
    ]
    for sheet in book:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_title_rows == "$1:$1"


def test_every_case_is_one_row_and_numbers_are_numbers(book):
    head, *cases = rows_of(book["总表"])

    assert len(cases) == 64
    first = dict(zip(head, cases[0], strict=True))
    assert (first["案号"], first["得分"], first["入样概率"], first["等次"]) == (
        "（2022）甲01民初1号",
        91.5,
        0.5,
        "合格",
    )


def test_a_mandatory_case_shows_no_probability_of_being_drawn(book):
    head, *cases = rows_of(book["总表"])

    last = dict(zip(head, cases[-1], strict=True))
    assert (last["来源"], last["入样概率"]) == ("重点评查", None)


def test_only_the_random_pool_has_a_rate_and_only_on_enough_cases(book):
    _, *rows = rows_of(book["等次分布"])

    assert rows[0] == ["全部", None, "随机抽取", 60, 59, 9, 36, 12, 2, 45, pytest.approx(45 / 59)]
    assert rows[1] == ["全部", None, "重点评查", 4, 4, 0, 2, 1, 1, 2, None]
    assert rows[2] == ["全部", None, "另行评查合计", 4, 4, 0, 2, 1, 1, 2, None]
    small = next(row for row in rows if row[1] == "甲省丁市戊区人民法院" and row[2] == "随机抽取")
    assert small[-2:] == [3, None]
    assert rows[-1][0] == "抽样框（推算）"
    assert rows[-1][4] == pytest.approx(235)


def test_defects_carry_their_denominators(book):
    _, *rows = rows_of(book["常见问题"])

    assert rows[0] == ["D1", "裁判文书正文有文字差错", 15, 60, 1, 4, 32]


def test_every_objection_stands_with_its_outcome(book):
    _, *rows = rows_of(book["异议"])

    assert [row[3] for row in rows] == ["成立", "不成立", "不成立", "待处理", "待处理"]


def test_strata_show_quota_and_probability(book):
    _, *rows = rows_of(book["抽样"])

    assert rows[0] == ["甲省乙市中级人民法院 · 民事", 40, 20, 20, 0.5, "1/2", 2]


def test_a_case_number_that_looks_like_a_formula_stays_text(round_results, round_facts, tmp_path):
    case = replace(round_results.outcomes[0], case_no='=HYPERLINK("http://a.example")')
    path = tmp_path / "tables.xlsx"

    write_tables(results_of([case]), round_facts, path, dated=date(2022, 8, 25))

    cell = load_workbook(path)["总表"]["B2"]
    assert (cell.data_type, cell.value) == ("s", case.case_no)


def test_no_sheet_tells_of_a_clue(book):
    # How long a clue may wait is a rule, and stands among the parameters; whether there was one stands nowhere.
    sheets = [sheet for sheet in book if sheet.title != "参数与出处"]
    everything = [str(text) for sheet in sheets for row in rows_of(sheet) for text in row]

    assert not [text for text in everything if "线索" in text]


def test_the_csv_files_hold_what_the_sheets_hold(round_results, round_facts, book):
    found = csv_tables(round_results, round_facts)

    assert [name[3:-4] for name in found] == book.sheetnames
    for (name, content), sheet in zip(found.items(), book, strict=True):
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        cells = [["" if cell is None else cell for cell in row] for row in rows_of(sheet)]
        assert len(rows) == len(cells), name
        for row, other in zip(rows, cells, strict=True):
            assert [as_number(cell) for cell in row] == [pytest.approx(as_number(cell)) for cell in other]


def as_number(cell):
    try:
        return float(cell)
    except (TypeError, ValueError):
        return str(cell).partition(" ")[0] if "00:00:00" in str(cell) else str(cell)


@pytest.mark.parametrize("text", ['=HYPERLINK("http://a.example")', "+1", "-1+2", "@SUM(A1)", "\t=1"])
def test_no_text_of_a_csv_file_becomes_a_formula(round_results, round_facts, text):
    case = replace(round_results.outcomes[0], case_no=text)

    found = csv_tables(results_of([case]), round_facts)

    rows = list(csv.reader(io.StringIO(found["01-总表.csv"].decode("utf-8-sig"), newline="")))
    assert rows[1][1] == f"'{text}"


def test_a_negative_number_of_a_csv_file_stays_a_number():
    sheet = Sheet(
        Words("页", "sheet"), (Column(Words("数", "number"), 9, Kind.SCORE),), ((Decimal("-3.5"),), (-0.25,))
    )

    assert _csv(sheet, "zh").decode("utf-8-sig").split() == ["数", "-3.5", "-0.25"]
