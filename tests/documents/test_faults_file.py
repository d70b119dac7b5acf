from __future__ import annotations

import csv
import shutil
import subprocess

import openpyxl
import pytest
import xlsxwriter

from documents.case_list import read_case_list
from documents.case_list_template import write_template
from documents.faults_file import write_faults
from rules.errors import FaultySheet

HEADERS = ["案号", "法院", "承办法官", "结案日期", "裁判结果"]


@pytest.fixture
def faulty(tmp_path):
    """One good row, one misprinted, and one with what a spreadsheet would take for a formula."""
    with xlsxwriter.Workbook(tmp_path / "清单.xlsx") as book:
        page = book.add_worksheet("民事")
        for row, cells in enumerate(
            (
                HEADERS,
                ["（2021）吉01民终100号", "长春中院", "P1", "2021-07-05", "维持"],
                ["（2022）06鲁民终7655号", "山东省高级人民法院", "P2", "3/4/2021", "维持"],
                ["（2018）13号", "长春中院", "P3", "2021-07-05", '=HYPERLINK("http://x","点我")'],
            )
        ):
            for at, cell in enumerate(cells):
                page.write_string(row, at, cell)
    return read_case_list(tmp_path / "清单.xlsx")


def test_a_faulty_row_goes_back_as_it_stood_with_its_cells_marked_and_the_remedy(faulty, tmp_path):
    written = write_faults([faulty], tmp_path / "错误.xlsx")

    page = openpyxl.load_workbook(tmp_path / "错误.xlsx")["民事"]
    head, row, _ = page.iter_rows()
    assert written == 2
    assert [cell.value for cell in head] == [*HEADERS, "问题", "如何改正", "原文件", "原工作表", "原行号"]
    assert [cell.value for cell in row][:5] == [
        "（2022）06鲁民终7655号",
        "山东省高级人民法院",
        "P2",
        "3/4/2021",
        "维持",
    ]
    assert [cell.column_letter for cell in row if cell.fill.fill_type == "solid"] == ["A", "D"]
    assert row[5].value.splitlines()[0] == "案号：法院代字的省份简称与数字颠倒"
    assert row[6].value.splitlines() == ["是否即“（2022）鲁06民终7655号”？", "请写成2021-03-05"]
    assert [cell.value for cell in row[7:]] == ["清单.xlsx", "民事", "3"]


def test_nothing_in_a_faults_file_is_a_formula(faulty, tmp_path):
    write_faults([faulty], tmp_path / "错误.xlsx")

    cells = [
        cell for row in openpyxl.load_workbook(tmp_path / "错误.xlsx")["民事"].iter_rows() for cell in row
    ]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    (formula,) = [cell for cell in cells if str(cell.value).startswith("=")]
    assert formula.quotePrefix


def test_a_mended_faults_file_imports_what_was_missing(faulty, tmp_path):
    write_faults([faulty], tmp_path / "错误.xlsx")
    book = openpyxl.load_workbook(tmp_path / "错误.xlsx")
    book["民事"]["A2"], book["民事"]["D2"] = "（2022）鲁06民终7655号", "2022-04-03"
    book["民事"]["A3"] = "（2018）吉01民终13号"
    book.save(tmp_path / "改好.xlsx")

    found = read_case_list(tmp_path / "改好.xlsx", known={case.case_no: case for case in faulty.cases})

    assert [case.case_no for case in found.require_good()] == [
        "（2022）鲁06民终7655号",
        "（2018）吉01民终13号",
    ]
    assert not any("不认识的列" in str(note) for note in found.notes)


def test_what_is_wrong_with_the_whole_list_stands_on_a_sheet_of_its_own(tmp_path):
    (tmp_path / "清单.csv").write_text("案号,承办法官\n（2021）吉01民终1号,P1\n", encoding="utf-8")

    write_faults([read_case_list(tmp_path / "清单.csv")], tmp_path / "错误.xlsx")

    page = openpyxl.load_workbook(tmp_path / "错误.xlsx")["总体问题"]
    assert [cell.value for cell in page[2]] == ["清单.csv第1行", "没有“结案日期”列", "请补上该列"]


def test_a_faults_file_without_faults_says_so(tmp_path):
    write_faults([], tmp_path / "错误.xlsx")

    assert openpyxl.load_workbook(tmp_path / "错误.xlsx").sheetnames == ["没有错误"]


def test_a_faults_file_and_the_template_open_in_another_program(faulty, tmp_path):
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice (soffice) is not there to open them")
    write_faults([faulty], tmp_path / "faults.xlsx")
    write_template(tmp_path / "template.xlsx")

    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/office", "--convert-to"]
    command += ["csv:Text - txt - csv (StarCalc):44,34,76", "--outdir", str(tmp_path)]
    command += [str(tmp_path / "faults.xlsx"), str(tmp_path / "template.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)

    with (tmp_path / "faults.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[2][:5] == ["（2018）13号", "长春中院", "P3", "2021-07-05", '=HYPERLINK("http://x","点我")']
    assert (tmp_path / "template.csv").read_text(encoding="utf-8").startswith("案号*,法院,法院层级,案件类型")


def test_a_template_that_is_filled_in_is_a_case_list(tmp_path):
    write_template(tmp_path / "模板.xlsx")
    with pytest.raises(FaultySheet, match="没有找到案件清单"):
        read_case_list(tmp_path / "模板.xlsx")
    book = openpyxl.load_workbook(tmp_path / "模板.xlsx")
    page = book["案件清单"]
    page["A2"], page["D2"], page["L2"] = "（2021）吉01民终1号", "民事", "2021-07-05"
    book.save(tmp_path / "填好.xlsx")

    (case,) = read_case_list(tmp_path / "填好.xlsx").require_good()

    assert page["L1"].value == "结案日期*"
    assert case.court == "吉林省长春市中级人民法院"
    assert [str(rule.sqref).partition(":")[0] for rule in page.data_validations.dataValidation] == [
        "C2",
        "D2",
        "P2",
        "Q2",
    ]
