"""人员名册：一份表收齐评查员、法官、院庭长和各部门，错误一次说全。"""

import csv
import io
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import load_workbook

from documents.people_list import GUIDE, read_people
from documents.people_list_template import write_people_template
from documents.sheet_faults import FaultKind
from rules.cases import CaseKind
from rules.errors import FaultySheet
from rules.recusal import ConflictWith
from rules.roles import Role

HEADERS = ["代码", "法院", "庭室", "职务", "专业", "任职起日", "任职止日", "邮箱", "手机"]
COURT = "吉林省长春市中级人民法院"


def people_list(path: Path, *rows: list[str], headers: list[str] = HEADERS) -> Path:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([headers, *rows])
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


def as_a_court_sends_it(path: Path) -> Path:
    """Titles, merged court, synonyms, a total, a signature line, and a second sheet of declarations."""
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        page = book.add_worksheet("评查人员")
        page.merge_range("A1:H1", "2026年度案件质量评查人员名册")
        page.write_row(
            "A3", ["序号", "人员代码", "所在单位", "部门", "评查职务", "擅长领域", "聘任日期", "手机号码"]
        )
        page.write_row("A4", [1, "CC-03", None, "民一庭", "法官、评查员", "民商事、行政", None, 13800000000])
        page.merge_range("C4:C5", "长春中院")
        page.write_datetime("G4", date(2024, 1, 1), day)
        page.write_row("A5", [2, "CC-01", None, "民一庭", "庭长", "", "2024年3月1日"])
        page.write_row("A6", ["", "评查员1人"])
        page.write_row("A7", ["审核人：", "", "制表日期："])
        conflicts = book.add_worksheet("利害关系")
        conflicts.write_row("A1", ["申报人", "类别", "对象", "事由"])
        conflicts.write_row("A2", ["CC-03", "案件", "(2026)吉01民终12号", "曾任代理人"])
        conflicts.write_row("A3", ["CC-03", "承办法官", "GX-07", "近亲属"])
        conflicts.write_row("A4", ["CC-03", "当事人", "（2026）吉01民终13号", "同学"])
    return path


def converted(path: Path, ending: str) -> Path:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    command = [office, "--headless", "--convert-to", ending, "--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return path.with_suffix(f".{ending}")


def faults_of(path: Path) -> list[tuple[FaultKind, int, str]]:
    return [(fault.kind, fault.place.row, fault.place.letter) for fault in read_people(path).faults]


def test_a_list_as_a_court_sends_it_is_read_with_posts_addresses_and_declarations(tmp_path):
    listed = read_people(as_a_court_sends_it(tmp_path / "名册.xlsx")).require_good()

    reader, chief = listed.people
    assert reader == {
        "code": "CC-03",
        "name": "",
        "court": COURT,
        "division": "民一庭",
        "posts": [
            {
                "role": Role.JUDGE,
                "division": "民一庭",
                "since": date(2024, 1, 1),
                "until": None,
                "specialties": [],
            },
            {
                "role": Role.REVIEWER,
                "division": "民一庭",
                "since": date(2024, 1, 1),
                "until": None,
                "specialties": [CaseKind.CIVIL.value, CaseKind.ADMINISTRATIVE.value],
            },
        ],
        "addresses": {"sms": "13800000000"},
    }
    assert (chief["code"], chief["court"], chief["posts"][0]["since"]) == ("CC-01", COURT, date(2024, 3, 1))
    assert [(each.against, each.about) for each in listed.conflicts] == [
        (ConflictWith.CASE, "（2026）吉01民终12号"),
        (ConflictWith.JUDGE, "GX-07"),
        (ConflictWith.PARTY, "（2026）吉01民终13号"),
    ]


@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_the_same_list_reads_the_same_from_another_program(tmp_path, ending):
    path = as_a_court_sends_it(tmp_path / "名册.xlsx")
    other = read_people(converted(path, ending))
    listed = read_people(path)

    assert (other.people, other.conflicts) == (listed.people, listed.conflicts)


def test_the_last_day_in_office_is_still_in_office(tmp_path):
    path = people_list(tmp_path / "a.csv", ["R1", COURT, "民一庭", "评查员", "", "2024-01-01", "2026-12-31"])

    assert read_people(path).people[0]["posts"][0]["until"] == date(2027, 1, 1)


def test_an_office_of_the_whole_court_is_held_in_no_division(tmp_path):
    path = people_list(tmp_path / "a.csv", ["P1", COURT, "院领导", "院长、审委会委员"])

    person = read_people(path).people[0]
    assert person["division"] == "院领导"
    assert [(post["role"], post["division"]) for post in person["posts"]] == [
        (Role.PRESIDENT, ""),
        (Role.ADJUDICATION_COMMITTEE, ""),
    ]


@pytest.mark.parametrize(
    "role", [each for role in Role if role is not Role.CALENDAR for each in (role.value, role.zh, role.en)]
)
def test_an_office_is_known_by_code_and_by_both_names(tmp_path, role):
    assert read_people(people_list(tmp_path / "a.csv", ["R1", COURT, "民一庭", role])).faults == []


def test_nobody_can_be_the_calendar(tmp_path):
    path = people_list(tmp_path / "a.csv", ["R1", COURT, "", "期限日历"])

    assert faults_of(path) == [(FaultKind.MISWRITTEN, 2, "D")]


def test_an_unknown_office_is_asked_about_and_never_guessed(tmp_path):
    listed = read_people(people_list(tmp_path / "a.csv", ["R1", COURT, "民一庭", "评查原、馆长甲乙丙"]))

    near, far = listed.faults
    assert near.to("zh") == "a.csv第2行D列“职务”：不认识职务“评查原”。是否即“评查员”？请改用该写法"
    assert far.mend.to("zh").startswith("可以填写：审管办、院长、副院长、庭长")
    assert "is “reviewer” meant?" in near.to("en")


def test_all_faults_are_said_at_once_each_with_its_cell_and_nothing_is_good(tmp_path):
    path = people_list(
        tmp_path / "a.csv",
        ["R 1", COURT, "民一庭", "评查员", "形事", "2024/13/1", "", "x", "12"],
        ["", "", "", "", "民事"],
        ["R2", COURT, "", "庭长", "", "2024-01-01", "2023-01-01"],
        ["R3", COURT, "民一庭", "评查员", "", "", "", "", "", "多出的一格"],
    )

    assert faults_of(path) == [
        (FaultKind.MISWRITTEN, 2, "A"),
        (FaultKind.MISWRITTEN, 2, "E"),
        (FaultKind.MISWRITTEN, 2, "F"),
        (FaultKind.MISWRITTEN, 2, "H"),
        (FaultKind.MISWRITTEN, 2, "I"),
        (FaultKind.CONTRADICTION, 4, "G"),
        (FaultKind.MISSING, 4, "C"),
        (FaultKind.MISWRITTEN, 5, ""),
    ]
    with pytest.raises(FaultySheet, match="共8处错误"):
        read_people(path).require_good()


def test_a_row_that_lacks_what_is_required_says_so(tmp_path):
    path = people_list(tmp_path / "a.csv", ["", "", "民一庭", "", "民事"])

    assert faults_of(path) == [
        (FaultKind.MISSING, 2, "A"),
        (FaultKind.MISSING, 2, "B"),
        (FaultKind.MISSING, 2, "D"),
    ]


def test_a_missing_column_is_named_with_the_header_that_may_be_meant(tmp_path):
    path = people_list(tmp_path / "a.csv", ["R1", COURT, "评查员"], headers=["代码", "法院", "现职务"])

    (fault,) = read_people(path).faults
    assert fault.kind is FaultKind.NO_SUCH_COLUMN
    assert fault.to("zh") == "a.csv第1行：没有“职务”列。“现职务”是否即“职务”？请改用该表头"


def test_the_court_of_the_list_stands_in_for_rows_that_name_none(tmp_path):
    path = people_list(tmp_path / "a.csv", ["R1", "评查员"], headers=["代码", "职务"])

    assert read_people(path, court="长春中院").require_good().people[0]["court"] == COURT
    assert [fault.kind for fault in read_people(path).faults] == [FaultKind.NO_SUCH_COLUMN]


def test_a_court_that_is_not_in_the_register_is_kept_and_noted(tmp_path):
    listed = read_people(people_list(tmp_path / "a.csv", ["R1", "甲省乙市中级人民法院", "民一庭", "评查员"]))

    assert listed.require_good().people[0]["court"] == "甲省乙市中级人民法院"
    assert [note.to("zh") for note in listed.notes] == [
        "1个法院不在法院名册中，名称照录：甲省乙市中级人民法院"
    ]


def test_a_person_in_two_rows_holds_both_posts_and_a_repeated_row_counts_once(tmp_path):
    judge = ["R1", COURT, "民一庭", "承办法官", "", "2024-01-01"]
    listed = read_people(
        people_list(tmp_path / "a.csv", judge, ["R1", "长春中院", "", "评查员"], judge, ["Ｒ１", *judge[1:]])
    )

    (person,) = listed.require_good().people
    assert [post["role"] for post in person["posts"]] == [Role.JUDGE, Role.REVIEWER]
    assert listed.repeated == 2
    assert "2行与在先的行" in listed.notes[-1].to("zh")


def test_two_rows_that_contradict_each_other_are_faults_with_the_earlier_place(tmp_path):
    path = people_list(
        tmp_path / "a.csv",
        ["R1", COURT, "民一庭", "承办法官", "", "2024-01-01", "", "a@court"],
        ["R1", "吉林省高级人民法院", "民一庭", "评查员", "", "", "", "b@court"],
        ["R1", COURT, "民一庭", "承办法官", "", "", "2026-01-01"],
    )

    assert faults_of(path) == [
        (FaultKind.CONTRADICTION, 3, "B"),
        (FaultKind.CONTRADICTION, 3, "H"),
        (FaultKind.CONTRADICTION, 4, "D"),
    ]
    assert "与a.csv第2行不同，该行写的是“a@court”" in str(read_people(path).faults[1])


def test_an_address_may_be_given_up(tmp_path):
    path = people_list(tmp_path / "a.csv", ["R1", COURT, "民一庭", "评查员", "", "", "", "无", ""])

    assert read_people(path).people[0]["addresses"] == {"mail": ""}


def test_a_faulty_declaration_is_a_fault_like_any_other(tmp_path):
    path = people_list(
        tmp_path / "a.csv",
        ["R1", "案件", "12号", "同学"],
        ["R1", "熟人", "（2026）吉01民终12号", ""],
        headers=["代码", "对象类别", "对象", "理由"],
    )

    assert faults_of(path) == [
        (FaultKind.MISWRITTEN, 2, "C"),
        (FaultKind.MISWRITTEN, 3, "B"),
        (FaultKind.MISSING, 3, "D"),
    ]


def test_a_file_of_something_else_is_refused_with_the_way_to_the_empty_form(tmp_path):
    with pytest.raises(FaultySheet, match=r"没有找到人员名册.*zelian people template"):
        read_people(people_list(tmp_path / "a.csv", ["1", "2"], headers=["甲", "乙"]))


def test_the_empty_form_filled_in_by_another_program_is_read_without_a_note(tmp_path):
    path = tmp_path / "空表.xlsx"
    write_people_template(path)
    book = load_workbook(path)
    heads = [cell.value.rstrip("*") for cell in book["人员名册"][1]]
    filled = {"代码": "R1", "法院": COURT, "庭室": "民一庭", "职务": "评查员", "任职起日": date(2024, 1, 1)}
    for head, value in filled.items():
        book["人员名册"].cell(2, heads.index(head) + 1, value)
    book["利害关系"].append(["R1", "承办法官", "J1", "近亲属"])
    book.save(path)

    listed = read_people(path).require_good()

    assert [person["code"] for person in listed.people] == ["R1"]
    assert [each.about for each in listed.conflicts] == ["J1"]
    assert listed.notes == ()


def test_the_empty_form_offers_every_office_court_and_kind(tmp_path):
    path = tmp_path / "空表.xlsx"
    write_people_template(path)
    book = load_workbook(path)
    offered = {
        book["人员名册"].cell(1, next(iter(rule.sqref.ranges)).min_col).value: rule.formula1
        for rule in book["人员名册"].data_validations.dataValidation
    }

    assert set(offered) == {"职务*", "专业", "法院*"}
    words = {
        head: [cell.value for row in book[GUIDE][source.split("!")[1].replace("$", "")] for cell in row]
        for head, source in offered.items()
    }
    assert words["职务*"] == [role.zh for role in Role if role is not Role.CALENDAR]
    assert "吉林省高级人民法院" in words["法院*"]
    assert None not in words["专业"] + words["法院*"]
