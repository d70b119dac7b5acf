"""The desk of people: lists in, changes dated and noted, conflicts declared, nothing half done."""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from console.cli import app
from tests.console.at_a_desk import at_a_desk

HEADERS = ["代码", "姓名", "法院", "庭室", "职务", "专业", "任职起日", "任职止日", "邮箱", "手机"]
COURT = "吉林省长春市中级人民法院"
JUDGE = {"代码": "R1", "法院": COURT, "庭室": "民一庭", "职务": "承办法官", "任职起日": date(2024, 1, 1)}
REVIEWER = {**JUDGE, "职务": "评查员", "专业": "民事、行政", "邮箱": "r1@court.example"}
CHIEF = {
    "代码": "P1",
    "姓名": "某甲",
    "法院": COURT,
    "庭室": "民一庭",
    "职务": "庭长",
    "任职起日": date(2020, 1, 1),
}


@pytest.fixture(autouse=True)
def _a_home_of_our_own(tmp_path):
    with at_a_desk(tmp_path):
        yield


def zelian(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def done(*words: str) -> str:
    answer = zelian(*words)
    assert answer.exit_code == 0, answer.output
    return answer.stdout


def listed(
    *people: dict[str, object], declared: tuple[tuple[str, ...], ...] = (), name: str = "名册.xlsx"
) -> str:
    with xlsxwriter.Workbook(name) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        page = book.add_worksheet("人员名册")
        page.write_row(0, 0, HEADERS)
        for row, person in enumerate(people, start=1):
            for at, head in enumerate(HEADERS):
                value = person.get(head, "")
                if isinstance(value, date):
                    page.write_datetime(row, at, value, day)
                else:
                    page.write(row, at, value)
        page = book.add_worksheet("利害关系")
        for row, line in enumerate((("代码", "对象类别", "对象", "理由"), *declared) if declared else ()):
            page.write_row(row, 0, line)
    return name


def in_office(*words: str) -> list[dict[str, object]]:
    return json.loads(done("people", "list", "--json", *words))


def stored(query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(Path("var/zelian.db")) as database:
        found = database.execute(query).fetchall()
    database.close()
    return found


def noted() -> list[dict[str, object]]:
    rows = stored("SELECT record FROM ledger_entry WHERE chain = 'register:people' ORDER BY number")
    return [json.loads(record) for (record,) in rows]


def test_people_handed_in_hold_their_offices_and_are_told_apart_by_office_and_court():
    said = done("people", "import", listed(JUDGE, REVIEWER, CHIEF))

    assert "读取3行，新登记2人，变更0人，未变0人；新任职务3项" in said
    (reviewer,) = in_office("--role", "评查员", "--court", "长春中院")
    assert reviewer["person"] == "R1"
    assert reviewer["specialties"] == ["administrative", "civil"]
    assert reviewer["channels"] == ["mailbox", "mail"]
    assert len(in_office()) == 3
    assert in_office("--court", "吉林中院") == []
    table = done("people", "list", "--role", "庭长")
    assert "P1" in table
    assert "某甲" not in table


def test_the_same_list_again_changes_nothing_and_leaves_no_trace():
    done("people", "import", listed(JUDGE, REVIEWER))
    before = noted()

    said = done("people", "import", listed(JUDGE, REVIEWER, name="再次.xlsx"))

    assert "新登记0人，变更0人，未变1人；新任职务0项，职务变动0项" in said
    assert noted() == before


def test_a_change_of_division_ends_the_old_post_and_begins_the_new_one_and_is_noted():
    done("people", "import", listed(JUDGE, REVIEWER, CHIEF))
    moved = {**JUDGE, "庭室": "民二庭", "任职起日": date(2026, 1, 1)}

    said = done("people", "import", listed(moved))

    assert "变更1人" in said
    posts = stored("SELECT role, division, since, until FROM post WHERE person = 'R1' ORDER BY id")
    assert posts == [
        ("judge", "民一庭", "2024-01-01", "2026-01-01"),
        ("reviewer", "民一庭", "2024-01-01", None),
        ("judge", "民二庭", "2026-01-01", None),
    ]
    (change,) = noted()[-1]["changed"]
    assert (change["person"], change["fields"]) == ("R1", ["division"])
    assert change["begun"][0]["division"] == "民二庭"
    assert change["altered"][0]["until"] == "2026-01-01"


def test_a_new_name_or_address_is_kept_and_noted_without_being_written_into_the_ledger():
    done("people", "import", listed(CHIEF))

    done("people", "import", listed({**CHIEF, "姓名": "某乙", "手机": "13900000000"}))
    done("people", "import", listed({**CHIEF, "姓名": "", "手机": "无"}))

    assert stored("SELECT name FROM person") == [("某乙",)]
    assert stored("SELECT * FROM address") == []
    assert [entry["changed"][0]["fields"] for entry in noted()[1:]] == [["name", "sms"], ["sms"]]
    assert "某" not in json.dumps(noted(), ensure_ascii=False)
    assert "139" not in json.dumps([entry["changed"] for entry in noted()[1:]])


def test_a_last_day_takes_a_person_out_of_office():
    done("people", "import", listed(JUDGE, CHIEF))

    done("people", "import", listed({**JUDGE, "任职止日": date(2025, 12, 31)}))

    assert [post["person"] for post in in_office()] == ["P1"]
    assert stored("SELECT until FROM post WHERE person = 'R1'") == [("2026-01-01",)]


def test_of_two_lists_with_one_fault_nothing_is_taken_in():
    wrong = listed({**CHIEF, "职务": "庭掌"}, name="有误.xlsx")

    answer = zelian("people", "import", listed(JUDGE), wrong)

    assert answer.exit_code == 2
    assert "有误.xlsx“人员名册”第2行E列“职务”：不认识职务“庭掌”。是否即“庭长”？" in answer.stderr
    assert not Path("var/zelian.db").exists() or stored("SELECT * FROM person") == []


def test_a_declaration_is_on_record_once_and_names_the_case_in_one_form():
    done("people", "import", listed(REVIEWER))
    words = ("people", "declare", "--person", "R1", "--against", "案件", "--reason", "曾任代理人", "--about")

    assert "已登记" in done(*words, "(2026)吉01民终12号")
    assert "未重复登记" in done(*words, "（2026）吉01民终12号")

    (declared,) = json.loads(done("people", "conflicts", "--json"))
    assert (declared["person"], declared["against"], declared["about"]) == (
        "R1",
        "case",
        "（2026）吉01民终12号",
    )
    assert noted()[-1]["entered_by"] == "office"
    assert "曾任代理人" in done("people", "conflicts")


@pytest.mark.parametrize(
    ("person", "against", "about", "code", "said"),
    [
        ("R9", "承办法官", "J1", 4, "人员“R9”没有登记"),
        ("R1", "案件", "12号", 2, "案号“12号”"),
        ("R1", "熟人", "J1", 2, "可以写：案件、承办法官、当事人、代理人"),
    ],
)
def test_a_declaration_that_cannot_stand_is_refused_in_words(person, against, about, code, said):
    done("people", "import", listed(REVIEWER))

    answer = zelian(
        "people", "declare", "--person", person, "--against", against, "--about", about, "--reason", "同学"
    )

    assert (answer.exit_code, said in answer.stderr) == (code, True)
    assert json.loads(done("people", "conflicts", "--json")) == []


def test_kinship_is_declared_with_its_degree_and_a_degree_nobody_knows_is_asked_about():
    done("people", "import", listed(REVIEWER))
    words = (
        "people",
        "declare",
        "--person",
        "R1",
        "--against",
        "承办法官",
        "--about",
        "P1",
        "--reason",
        "示例",
        "--relation",
    )

    refused = zelian(*words, "表亲")
    done(*words, "三代以内旁系血亲")

    assert refused.exit_code == 2 and "三代以内旁系血亲" in refused.output
    (declared,) = json.loads(done("people", "conflicts", "--json"))
    assert declared["relation"] == "collateral"


def test_declarations_come_in_with_the_list_and_an_unknown_declarer_stops_it_all():
    declared = (("R1", "承办法官", "P1", "近亲属"), ("R1", "案件", "（2026）吉01民终12号", "同学"))
    said = done("people", "import", listed(REVIEWER, CHIEF, declared=declared))

    assert "新增利害关系申报2项" in said
    assert "1个申报对象（案号、承办法官）尚未入库，请核对：（2026）吉01民终12号" in said
    stranger = zelian(
        "people", "import", listed({**CHIEF, "代码": "P2"}, declared=(("R7", "承办法官", "P1", "同学"),))
    )
    assert stranger.exit_code == 2
    assert "申报人“R7”：没有登记" in stranger.stderr
    assert stored("SELECT count(*) FROM person") == [(2,)]


def test_the_empty_form_filled_in_is_taken_in_as_it_is():
    done("people", "template", "空表.xlsx")
    book = load_workbook("空表.xlsx")
    heads = [cell.value.rstrip("*") for cell in book["人员名册"][1]]
    for head, value in REVIEWER.items():
        book["人员名册"].cell(2, heads.index(head) + 1, value)
    book.save("空表.xlsx")

    said = done("people", "import", "空表.xlsx")

    assert "新登记1人" in said
    assert len(said.splitlines()) == 1


def test_the_desk_answers_in_english_on_request():
    done("people", "import", listed(REVIEWER))

    assert "1 posts held" in done("--english", "people", "list")
    assert "people: 0 new, 0 changed, 1 as before" in done("--english", "people", "import", listed(REVIEWER))


def test_the_ledger_holds_after_all_of_it():
    done("people", "import", listed(JUDGE, REVIEWER))
    done("people", "import", listed({**JUDGE, "庭室": "民二庭"}))
    done("people", "declare", "--person", "R1", "--against", "承办法官", "--about", "J1", "--reason", "同学")

    assert "台账完好：3条记录，1条链" in done("ledger", "verify")


def test_accounts_of_wecom_and_the_office_system_are_addresses_of_their_channels():
    headers = [*HEADERS, "企业微信账号", "办公系统账号"]
    with xlsxwriter.Workbook("账号.xlsx") as book:
        page = book.add_worksheet("人员名册")
        page.write_row(0, 0, headers)
        row = {**REVIEWER, "任职起日": "2024-01-01", "企业微信账号": "zhaoguan", "办公系统账号": "zhao.g"}
        page.write_row(1, 0, [row.get(head, "") for head in headers])

    done("people", "import", "账号.xlsx")

    with sqlite3.connect("var/zelian.db") as database:
        kept = dict(database.execute("SELECT channel, target FROM address WHERE person = 'R1'").fetchall())
    database.close()
    assert kept == {"mail": "r1@court.example", "wecom": "zhaoguan", "office_system": "zhao.g"}
