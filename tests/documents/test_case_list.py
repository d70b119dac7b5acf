from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from documents.case_list import read_case_list, read_case_lists
from documents.sheet_faults import FaultKind
from rules.cases import CaseKind, Source
from rules.courts import CourtLevel
from rules.errors import FaultySheet
from rules.quarters import Quarter

HEADERS = ["案号", "法院", "承办法官", "结案日期"]
ROW = ["（2021）吉01民终100号", "长春市中级人民法院", "P1", "2021-07-05"]


def csv_list(path: Path, *rows: list[str], headers: list[str] = HEADERS, encoding: str = "utf-8") -> Path:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([headers, *rows])
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def quarterly_list(path: Path) -> Path:
    """A list as a court sends it: titles, merged cells, two sheets, every form of a date, notes and a hidden sheet."""
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        civil = book.add_worksheet("民事")
        civil.merge_range("A1:G1", "2021年第三季度审结案件清单")
        civil.write_row("A2", ["填报单位：某院"])
        civil.write_row(
            "A4", ["序号", "案 号", "审理法院\n（全称）", "承办人*", "合议庭成员", "立案日期", "结案日期："]
        )
        civil.write_row("A5", [1, "(2021)吉01民终100号", "", "P1", "P1、P2、P3"])
        civil.merge_range("C5:C7", "长春市中院")
        civil.write_datetime("F5", date(2021, 5, 6), day)
        civil.write_datetime("G5", date(2021, 7, 5), day)
        civil.write_row("A6", [2, "（2021）吉01民终101号", None, "P2", "P2，P3，P4", "2021.5.7", 44383])
        civil.write_row(
            "A7", [3, "（2021）吉01民终102号", None, "P3", "P3/P4/P5", "2021年5月8日", "二〇二一年七月七日"]
        )
        civil.write_row(
            "A8", ["序号", "案 号", "审理法院\n（全称）", "承办人*", "合议庭成员", "立案日期", "结案日期："]
        )
        civil.write_row("A9", [4, "（2021）吉0102民初5号", "南关区法院", "P6", "", "2021-05-09", "20210708"])
        civil.write_row("A10", ["合计", "4件"])
        criminal = book.add_worksheet("刑事")
        criminal.write_row("A1", ["案号", "承办法官", "审结日期"])
        criminal.write_row("A2", ["（2021）吉24刑终9号", "P7", "2021/8/9"])
        book.add_worksheet("说明").write("A1", "本表由审管办填报")
        hidden = book.add_worksheet("底稿")
        hidden.write_row("A1", HEADERS)
        hidden.write_row("A2", ROW)
        hidden.hide()
    return path


@pytest.fixture(scope="session")
def quarterly_lists(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same list as xlsx and, where LibreOffice is there, as the xls and ods that it writes."""
    folder = tmp_path_factory.mktemp("lists")
    lists = {"xlsx": quarterly_list(folder / "清单.xlsx")}
    if shutil.which("soffice"):
        for target in ("xls:MS Excel 97", "ods"):
            command = [
                "soffice",
                "--headless",
                f"-env:UserInstallation=file://{folder}/office",
                "--convert-to",
            ]
            command += [target, "--outdir", str(folder), str(lists["xlsx"])]
            subprocess.run(command, check=True, capture_output=True, timeout=120)
            ending = target.partition(":")[0]
            lists[ending] = folder / f"清单.{ending}"
    return lists


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_a_list_reads_the_same_from_every_program(quarterly_lists, ending):
    if ending not in quarterly_lists:
        pytest.skip("LibreOffice (soffice) is not there to write this format")

    found = read_case_list(quarterly_lists[ending])

    assert found.require_good() == read_case_list(quarterly_lists["xlsx"]).cases
    assert [case.case_no for case in found.cases] == [
        "（2021）吉01民终100号",
        "（2021）吉01民终101号",
        "（2021）吉01民终102号",
        "（2021）吉0102民初5号",
        "（2021）吉24刑终9号",
    ]
    assert [case.date_closed for case in found.cases] == [
        date(2021, 7, 5),
        date(2021, 7, 6),
        date(2021, 7, 7),
        date(2021, 7, 8),
        date(2021, 8, 9),
    ]
    assert [case.court for case in found.cases] == [
        *["吉林省长春市中级人民法院"] * 3,
        "长春市南关区人民法院",
        "吉林省延边朝鲜族自治州中级人民法院",
    ]
    assert found.sheets == ["民事", "刑事"]
    assert [str(note) for note in found.notes] == [
        "隐藏的工作表未读取：底稿",
        "没有表头的工作表未读取：说明",
        "2行不是案件（合计、签章、重复的表头等），未读取：第8、10行",
    ]


def test_a_case_has_all_that_its_row_says(quarterly_lists):
    case = read_case_list(quarterly_lists["xlsx"]).cases[0]

    assert (case.case_kind, case.procedure, case.level) == (CaseKind.CIVIL, "二审", CourtLevel.INTERMEDIATE)
    assert (case.judge, case.bench, case.court_code) == ("P1", ("P1", "P2", "P3"), "吉01")
    assert (case.date_filed, case.date_effective) == (date(2021, 5, 6), None)
    assert (case.pending, case.reversed_later) == (None, None)
    assert case.source == Source("清单.xlsx", "民事", 5)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_is_read_in_every_usual_encoding(tmp_path, encoding):
    path = csv_list(tmp_path / "清单.csv", ROW, encoding=encoding)

    (case,) = read_case_list(path).require_good()

    assert case.court == "吉林省长春市中级人民法院"


def test_a_file_is_told_by_what_it_is_and_not_by_its_name(tmp_path):
    path = quarterly_list(tmp_path / "清单.xlsx").rename(tmp_path / "清单.xls")

    assert len(read_case_list(path).require_good()) == 5


def test_every_fault_is_told_at_once_with_place_reason_and_remedy(tmp_path):
    path = csv_list(
        tmp_path / "清单.csv",
        ROW,
        ["（2022）06鲁民终7655号", "山东省高级人民法院", "P2", "3/4/2021"],
        ["", "长春中院", "P3", ""],
        ["（2021）吉01民终103号", "吉林市中院", "P4", "2020-01-02"],
    )

    with pytest.raises(FaultySheet) as refused:
        read_case_list(path).require_good()

    assert [str(fault) for fault in refused.value.faults] == [
        "清单.csv第3行A列“案号”：法院代字的省份简称与数字颠倒。是否即“（2022）鲁06民终7655号”？",
        "清单.csv第3行D列“结案日期”：日期“3/4/2021”年、月、日的次序不明。请写成2021-03-05",
        "清单.csv第4行A列“案号”：没有案号。请补填",
        "清单.csv第4行D列“结案日期”：没有结案日期。请补填",
        "清单.csv第5行D列“结案日期”：结案日期早于案号的年份。请对照裁判文书核实",
        "清单.csv第5行B列“法院”：法院是吉林省吉林市中级人民法院，而案号的法院代字“吉01”属于吉林省长春市中级人民法院。请对照裁判文书核实",
    ]
    assert refused.value.faults[0].to("en").startswith("清单.csv, row 3, column A “案号”: ")


def test_the_good_rows_of_a_faulty_list_can_be_had(tmp_path):
    path = csv_list(tmp_path / "清单.csv", ROW, ["（2018）13号", "长春中院", "P2", "2021-07-06"])

    found = read_case_list(path)

    assert [case.case_no for case in found.cases] == ["（2021）吉01民终100号"]
    assert [(row.row, row.cells[0]) for row in found.faulty_rows] == [(3, "（2018）13号")]
    assert found.rows_read == 2


@pytest.mark.parametrize(
    ("headers", "cells", "what"),
    [
        (["立案日期"], ["2021-07-06"], "立案日期晚于结案日期"),
        (["生效日期"], ["2021-07-04"], "生效日期早于结案日期"),
        (["案件类型"], ["刑名"], "不认识案件类型“刑名”"),
        (["法院级别"], ["顶级"], "不认识法院层级“顶级”"),
        (["是否改判发回"], ["可能"], "“可能”既非是也非否"),
    ],
)
def test_what_contradicts_itself_or_is_unknown_is_a_fault(tmp_path, headers, cells, what):
    path = csv_list(tmp_path / "清单.csv", ROW + cells, headers=HEADERS + headers)

    (fault,) = read_case_list(path).faults

    assert fault.what == what
    assert fault.place.letter == "E"


def test_a_case_cannot_have_been_closed_tomorrow(tmp_path):
    path = csv_list(tmp_path / "清单.csv", ROW)

    (fault,) = read_case_list(path, today=date(2021, 7, 4)).faults

    assert fault.what == "结案日期尚未到来"
    assert read_case_list(path, today=date(2021, 7, 5)).faults == []


def test_a_number_without_court_code_is_only_the_supreme_courts(tmp_path):
    supreme = ["（2015）民申字第2031号", "最高人民法院", "P1", "2015-12-01"]
    path = csv_list(
        tmp_path / "清单.csv", supreme, [supreme[0].replace("2031", "1"), "长春中院", "P2", "2015-12-01"]
    )

    found = read_case_list(path)

    assert [case.court for case in found.cases] == ["最高人民法院"]
    assert [fault.what for fault in found.faults] == ["案号缺少法院代字"]


def test_a_long_number_that_the_spreadsheet_cut_is_a_fault_in_whatever_column(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "清单.xlsx") as book:
        page = book.add_worksheet()
        page.write_row(0, 0, [*HEADERS, "记录编号"])
        page.write_row(1, 0, [*ROW, 220102199001011234])

    (fault,) = read_case_list(tmp_path / "清单.xlsx").faults

    assert (fault.place.header, fault.what) == ("记录编号", "数字超过15位，表格软件已丢失末位")


def test_a_comma_that_moved_the_cells_is_noticed(tmp_path):
    path = csv_list(tmp_path / "清单.csv", [*ROW, "多出的一格"])

    (fault,) = read_case_list(path).faults

    assert fault.what == "该行的列数多于表头"


def test_a_missing_column_asks_about_the_header_that_resembles_it(tmp_path):
    path = csv_list(tmp_path / "清单.csv", ROW, headers=["案号", "法院", "承办法官", "结案的日期"])

    with pytest.raises(FaultySheet) as refused:
        read_case_list(path).require_good()

    assert [str(fault) for fault in refused.value.faults] == [
        "清单.csv第1行：没有“结案日期”列。“结案的日期”是否即“结案日期”？请改用该表头"
    ]


def test_an_unknown_header_that_resembles_one_is_asked_about_and_does_not_stop_the_import(tmp_path):
    path = csv_list(tmp_path / "清单.csv", ROW, headers=["案号", "法院", "承办人员", "结案日期"])

    found = read_case_list(path)

    assert found.faults == []
    assert "“承办人员”是否即“承办法官”？请改用该表头" in map(str, found.notes)
    assert "1件没有承办法官，回避和通知只能以法院为准" in map(str, found.notes)


def test_cases_without_a_header_are_a_fault_and_not_an_empty_list(tmp_path):
    path = csv_list(tmp_path / "清单.csv", ROW, headers=ROW)

    assert [fault.what for fault in read_case_list(path).faults] == ["有案号而没有表头"]


def test_a_row_without_a_court_belongs_to_the_court_of_its_number_or_to_the_one_named(tmp_path):
    path = csv_list(
        tmp_path / "清单.csv",
        ["（2021）吉2403民初7号", "P1", "2021-07-05"],
        ["（2014）朝民初字第7号", "P1", "2014-07-05"],
        headers=["案号", "承办法官", "结案日期"],
    )

    assert [fault.what for fault in read_case_list(path).faults] == ["没有法院，案号也不能确定法院"]
    named = read_case_list(path, court="长春市朝阳区法院")
    assert [case.court for case in named.cases][1:] == ["长春市朝阳区人民法院"]


def test_the_presiding_judge_answers_for_a_bench_of_which_nobody_is_named(tmp_path):
    path = csv_list(
        tmp_path / "清单.csv",
        ["（2021）吉01民终1号", "2021-07-05", "P2", "P1|P2|P3"],
        ["（2021）吉01民终2号", "2021-07-05", "", "P4"],
        ["（2021）吉01民终3号", "2021-07-05", "", "P4|P5|P6"],
        headers=["案号", "结案日期", "审判长", "合议庭成员"],
    )

    found = read_case_list(path)

    assert [case.judge for case in found.cases] == ["P2", "P4", ""]
    assert found.cases[0].bench == ("P2", "P1", "P3")
    assert [str(note) for note in found.notes] == [
        "1件没有单列承办法官，以审判长代之",
        "1件没有承办法官，回避和通知只能以法院为准",
    ]


def test_other_instances_are_gathered_from_all_their_columns(tmp_path):
    path = csv_list(
        tmp_path / "清单.csv",
        [*ROW, "(2020)吉0102民初912，913号；无法识别", "（2021）吉民申7号"],
        headers=[*HEADERS, "原审案号", "后续案号"],
    )

    found = read_case_list(path)

    assert set(found.cases[0].related) == {"（2020）吉0102民初912、913号", "无法识别", "（2021）吉民申7号"}
    assert [str(note) for note in found.notes] == ["1个关联案号写法无法识别，照录"]


def test_a_case_that_stands_twice_with_the_same_content_counts_once(tmp_path):
    path = csv_list(tmp_path / "清单.csv", ROW, ["(2021) 吉01民终0100号", "长春中院", "P1", "2021.7.5"])

    found = read_case_list(path)

    assert (len(found.require_good()), found.rows_read, found.repeated) == (1, 2, 1)
    assert [str(note) for note in found.notes] == ["1行与在先的行案号、内容均相同，只计一次：3=2"]


def test_one_number_with_two_contents_is_a_fault_that_says_what_differs(tmp_path):
    path = csv_list(tmp_path / "清单.csv", ROW, [*ROW[:2], "P9", "2021-07-06"])

    (fault,) = read_case_list(path).faults

    assert fault.kind is FaultKind.SAME_NUMBER
    assert fault.what == "与清单.csv第2行案号相同，而结案日期、承办法官、合议庭成员不同"
    assert fault.place.row == 3


def test_a_case_that_stands_in_two_files_is_recognised(tmp_path):
    first = csv_list(tmp_path / "七月.csv", ROW)
    second = csv_list(tmp_path / "八月.csv", ROW, ["（2021）吉01民终101号", *ROW[1:]])

    lists = read_case_lists([first, second])

    assert [len(found.cases) for found in lists] == [1, 1]
    assert [str(note) for note in lists[1].notes] == ["1行与在先的行案号、内容均相同，只计一次：2=七月.csv2"]


def test_a_list_imported_again_adds_nothing(tmp_path):
    path = csv_list(tmp_path / "清单.csv", ROW)
    before = read_case_list(path)

    again = read_case_list(path, known={case.case_no: case for case in before.cases})

    assert (again.cases, again.faults, again.repeated) == ([], [], 1)
    assert again.sha256 == before.sha256


def test_every_file_that_cannot_be_read_is_named_at_once(tmp_path):
    good = csv_list(tmp_path / "好.csv", ROW)
    empty = tmp_path / "空.csv"
    empty.touch()

    with pytest.raises(FaultySheet) as refused:
        read_case_lists([empty, good, tmp_path / "无.xlsx"])

    assert [str(fault.where) for fault in refused.value.faults] == ["空.csv", "无.xlsx"]


def test_the_collection_of_real_decisions_imports_as_it_is(shared_data):
    found = read_case_list(shared_data / "cases.csv", today=date(2026, 1, 1))

    assert found.rows_read == 10_339
    assert found.rows_read == len(found.cases) + len(found.faulty_rows) + found.repeated
    assert (len(found.cases), len(found.faulty_rows), found.repeated) == (9_293, 1_003, 43)
    assert Counter(fault.what.to("zh") for fault in found.faults if fault.kind is FaultKind.MISSING) == {
        "没有结案日期": 472,
        "没有案号": 454,
        "没有法院，案号也不能确定法院": 15,
    }
    assert {row.row for row in found.faulty_rows} == {fault.place.row for fault in found.faults}


def test_the_densest_quarter_imports_all_but_its_repetitions_and_a_few_faulty_rows(shared_data):
    third = Quarter.parse("2021Q3")
    with (shared_data / "cases.csv").open(encoding="utf-8-sig", newline="") as file:
        decided = [row["date_decided"] for row in csv.DictReader(file)]
    rows = {at for at, day in enumerate(decided, start=2) if day and "2021-07-01" <= day <= "2021-09-30"}

    found = read_case_list(shared_data / "cases.csv")
    imported = {case.source.row for case in found.cases if case.date_closed in third}
    faulty = {row.row for row in found.faulty_rows} & rows

    assert (len(rows), len(imported), len(faulty)) == (1_277, 1_231, 12)
    assert len(rows - imported - faulty) == 34


def test_a_court_flags_what_must_be_reviewed_and_an_unknown_word_is_a_fault(tmp_path):
    headers = [*HEADERS, "重点情形"]
    flagged = read_case_list(csv_list(tmp_path / "一.csv", [*ROW, "信访、举报；督办"], headers=headers))
    plain = read_case_list(csv_list(tmp_path / "二.csv", [*ROW, "无"], headers=headers))
    wrong = read_case_list(csv_list(tmp_path / "三.csv", [*ROW, "举报、重要"], headers=headers))

    assert flagged.cases[0].flags == ("repeated_petition", "complaint", "supervised")
    assert plain.cases[0].flags == ()
    assert (wrong.cases, len(wrong.faults)) == ([], 1) or len(wrong.faults) == 1
    assert wrong.faults[0].place.header == "重点情形"
    assert str(wrong.faults[0].what) == "不认识重点情形“重要”"
    assert str(wrong.faults[0].mend).startswith("可以填写：改判发回、改判")
