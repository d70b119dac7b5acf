"""The desk before and after the draw: the preview of the plan, replacement, extension, special reviews, verification."""

from __future__ import annotations

import re
import sqlite3
import unicodedata

import pytest
import xlsxwriter
from openpyxl import load_workbook
from typer.testing import CliRunner

from console.cli import app
from tests.console.at_a_desk import at_a_desk

SEASON = "2026Q3"
COURTS = ("吉林省长春市中级人民法院", "吉林省吉林市中级人民法院", "吉林省四平市中级人民法院")
FAULTY, REFUSED = 2, 3
WIDTH = 100


@pytest.fixture
def home(tmp_path):
    """A desk of its own with forty closed cases, four of them flagged."""
    with at_a_desk(tmp_path):
        done("cases", "import", case_list("结案.xlsx"))
        yield tmp_path


def zelian(*words):
    ended = CliRunner().invoke(app, [str(word) for word in words])
    assert "Traceback" not in ended.output
    assert "系统故障" not in ended.output, ended.output
    return ended


def done(*words):
    ended = zelian(*words)
    assert ended.exit_code == 0, ended.output
    return ended.stdout


def case_list(path):
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("结案")
        page.write_row(
            0, 0, ["案号", "法院", "业务庭", "承办法官", "案由", "结案日期", "重点情形", "是否改判发回"]
        )
        for row in range(1, 41):
            cause, flag = ("买卖合同纠纷", "民间借贷纠纷")[row % 2], "举报、信访" if row % 10 == 0 else ""
            page.write_row(row, 0, [f"（2026）吉0{row % 3 + 1}民终{row}号", COURTS[row % 3], "民一庭", f"J-{row % 6}",
                                    cause, f"2026-0{7 + row % 3}-11", flag, "是" if row == 7 else "否"])  # fmt: skip
    return path


def draw(size=8):
    done("season", "open", SEASON)
    done("season", "approve", SEASON)
    frozen = done("season", "freeze", SEASON, "--size", size)
    done("season", "draw", SEASON, "--seed", "20261015", "--witnesses", "督察部门")
    return frozen


def on_record():
    with sqlite3.connect("var/zelian.db") as database:
        ((entries,),) = database.execute("SELECT count(*) FROM ledger_entry").fetchall()
        ((reviews,),) = database.execute("SELECT count(*) FROM review").fetchall()
    database.close()
    return entries, reviews


def width(line):
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line.rstrip())


def test_the_plan_is_shown_before_the_season_is_opened_and_changes_nothing(home):
    before = on_record()

    said = done("season", "plan", "2026年第三季度", "--size", "8", "--readers", "2")

    assert "尚未立项，按今日规则；不改变任何记录" in said
    assert "每案20.00%（1/5），种子产生之前即已确定" in said
    assert "符合重点情形5件，评查5件（其中预计1.0件同时被随机抽中）；不计入应评件数" in said
    assert "有违纪违法举报线索" in said
    assert "全省8件，最大余数法" in said
    assert "每院8件，按类" in said
    assert on_record() == before


@pytest.mark.parametrize("more", [(), ("--floor", "4", "--strata", "无", "--per", "每院", "--double", "30")])
def test_the_preview_fits_a_terminal_of_a_hundred_columns(home, more):
    said = done("season", "plan", SEASON, "--size", "8", *more)

    assert [line for line in said.splitlines() if width(line) > WIDTH] == []


@pytest.mark.parametrize(("more", "said"), [
    (("--floor", "4"), "每名法官每年至少4件，至本季度末3件；6名法官，最多补抽18件"),
    (("--strata", "案件类型"), "按案件类型分层"),
    (("--strata", "none"), "不分层"),
    (("--per", "每院"), "每一法院8件"),
    (("--method", "最大余数法"), "最大余数法"),
    (("--mandatory-at-most", "2"), "符合重点情形5件，评查2件"),
    (("--readers", "3", "--double", "0"), "人均4.0件"),
    (("--minimum", "9"), "不可行：3层每层至少9件，共需27件，超过应抽8件"),
])  # fmt: skip
def test_other_plans_can_be_tried(home, more, said):
    assert said in done("season", "plan", SEASON, "--size", "8", *more)


@pytest.mark.parametrize(("more", "said"), [
    (("--strata", "法官"), "可以写：法院、案件类型"),
    (("--strata", "法院,法院"), "有重复"),
    (("--per", "县"), "可以写：全省"),
    (("--method", "掷骰"), "可以写：受控随机取整、最大余数法"),
])  # fmt: skip
def test_a_plan_that_there_is_not_is_refused_with_those_there_are(home, more, said):
    ended = zelian("season", "plan", SEASON, *more)

    assert ended.exit_code == FAULTY
    assert said in ended.stderr


def test_the_plan_can_be_written_as_a_workbook_that_names_no_case(home):
    done("season", "plan", SEASON, "--size", "8", "--xlsx", "方案.xlsx")

    book = load_workbook("方案.xlsx")
    cells = [str(cell.value) for page in book for row in page for cell in row if cell.value is not None]
    assert book.sheetnames == ["方案", "方案比较", "各法院", "各层", "重点情形", "法官"]
    assert {COURTS[0], "有违纪违法举报线索"} <= set(cells)
    assert [cell for cell in cells if "民终" in cell or cell.startswith("J-")] == []


def test_the_draw_is_verified_with_all_that_came_after_it(home):
    frozen = draw()

    assert "重点情形案件5件，名单及理由不公开" in frozen
    assert "不再评查" in done("season", "replace", f"评查{SEASON}-0001", "--reason", "卷宗灭失")
    decided = done("season", "extend", SEASON, "--size", "12", "--reason", "力量有余")
    assert "请在此之后产生新的公开种子" in decided
    assert "追加4件" in done("season", "extend", SEASON, "--seed", "20261102", "--witnesses", "督察部门")
    special = done("season", "special", SEASON, "--name", "合同专项", "--cause", "买卖合同", "--size", "3")
    assert "专项评查“合同专项”名单已固定" in special
    assert "立项3件" in done("season", "special", SEASON, "--name", "合同专项", "--seed", "77", "--witnesses", "督察部门")  # fmt: skip
    done("season", "special", SEASON, "--name", "借贷专项", "--cause", "借贷", "--size", "2")
    assert "“借贷专项”的决定已撤销" in done("season", "special", SEASON, "--name", "借贷专项", "--take-back", "--reason", "另案")  # fmt: skip
    listed = done("season", "special", SEASON)
    assert re.search(r"合同专项.*已抽取", listed)
    assert re.search(r"借贷专项.*已撤销", listed)
    done("season", "extend", SEASON, "--size", "14", "--reason", "力量有余")
    assert "追加的决定已撤销" in done("season", "extend", SEASON, "--take-back", "--reason", "力量不足")
    verified = done("season", "verify", SEASON)
    assert "×" not in verified
    assert "第3轮 round 3: 种子 seed 20261102" in verified
    assert "—— 另行评查（内部核验，不得公开）" in verified
    assert "—— 专项1" in verified


def test_an_internal_list_changed_on_disk_is_found(home):
    draw()
    path = home / "var" / "papers" / SEASON / "内部" / f"内部名单-{SEASON}.json"
    path.write_text(path.read_text("utf-8").replace("complaint", "protest"), "utf-8")

    ended = zelian("season", "verify", SEASON)

    assert ended.exit_code == 1
    assert "× 不符 DOES NOT HOLD: 内部名单哈希" in ended.stdout


@pytest.mark.parametrize(("words", "code", "said"), [
    (("replace", f"评查{SEASON}-9999", "--reason", "无"), 4, "没有"),
    (("replace", f"评查{SEASON}", "--reason", "无"), 4, "不是评查事项"),
    (("extend", SEASON, "--size", "8", "--reason", "无"), REFUSED, "追加后的总件数8不多于现有的8件"),
    (("extend", SEASON, "--take-back"), FAULTY, "选项 --reason：没有写"),
    (("extend", SEASON, "--take-back", "--reason", "无"), REFUSED, "没有待抽取的追加决定"),
    (("extend", SEASON), FAULTY, "选项 --size：没有写"),
    (("extend", SEASON, "--size", "9"), FAULTY, "选项 --reason：没有写"),
    (("extend", SEASON, "--seed", "1", "--witnesses", "督"), REFUSED, "追加抽取应当先由院长决定"),
    (("special", SEASON, "--name", "专项", "--cause", "票据", "--all"), REFUSED, "没有符合专项条件且尚未评查的案件"),
    (("special", SEASON, "--name", "专项", "--size", "3"), FAULTY, "没有写明评查哪些案件"),
    (("special", SEASON, "--name", "专项", "--flag", "重要", "--all"), FAULTY, "不认识重点情形“重要”"),
    (("special", SEASON, "--name", "专项", "--seed", "1", "--witnesses", "督"), 4, "没有名为“专项”的专项评查"),
])  # fmt: skip
def test_what_is_refused_after_the_draw_changes_nothing(home, words, code, said):
    draw()
    before = on_record()

    ended = zelian("season", *words)

    assert (ended.exit_code, said in ended.stderr) == (code, True), ended.output
    assert on_record() == before
