"""The desks of a round at work: what they say, what they refuse, and what they do with what cannot be used."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import sqlite3
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from console.cli import app
from console.installation import settings
from console.office import office
from console.sample.pen import fill_in
from documents import file_kinds
from documents.sheet_tables import MAX_BYTES
from records import proceedings
from rules.score_sheets import sheet_book
from tests.console.at_a_desk import at_a_desk

SEASON = "2026Q3"
COURTS = ("吉林省长春市中级人民法院", "吉林省吉林市中级人民法院", "吉林省四平市中级人民法院")
FAULTY, REFUSED, NOT_FOUND = 2, 3, 4


# --- at the desk ----------------------------------------------------------------------------------------------------


def zelian(*words: object) -> Result:
    ended = CliRunner().invoke(app, [str(word) for word in words])
    assert "Traceback" not in ended.output
    assert "系统故障" not in ended.output, ended.output
    return ended


def done(*words: object) -> str:
    ended = zelian(*words)
    assert ended.exit_code == 0, ended.output
    return ended.stdout


def entries() -> int:
    with sqlite3.connect("var/zelian.db") as database:
        ((count,),) = database.execute("SELECT count(*) FROM ledger_entry").fetchall()
    database.close()
    return count


def case_list(path: str, count: int = 30) -> str:
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("结案")
        page.write_row(0, 0, ["案号", "法院", "业务庭", "承办法官", "合议庭成员", "结案日期"])
        for row in range(1, count + 1):
            court, judge = COURTS[row % 3], f"J-{row % 3}"
            page.write_row(row, 0, [f"（2026）吉0{row % 3 + 1}民终{row}号", court, "民一庭", judge, judge])
            page.write(row, 5, f"2026-0{7 + row % 3}-11")
    return path


def people_list(path: str) -> str:
    held = [(f"R-{row}", COURTS[row % 3], "评查员") for row in range(9)]
    held += [(f"J-{row}", court, "承办法官") for row, court in enumerate(COURTS)]
    held += [("A-1", settings().court, "审管办"), ("A-2", settings().court, "院长")]
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("人员")
        page.write_row(0, 0, ["代码", "法院", "庭室", "职务", "任职起日"])
        for row, (code, court, role) in enumerate(held, start=1):
            division = {"评查员": "审监庭", "承办法官": "民一庭"}.get(role, "")
            page.write_row(row, 0, [code, court, division, role, "2020-01-01"])
    return path


def prepare() -> None:
    done("cases", "import", case_list("结案.xlsx"))
    done("people", "import", people_list("人员.xlsx"))


@pytest.fixture
def home(tmp_path):
    with at_a_desk(tmp_path, columns=200) as home:
        yield home


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """A desk whose round is drawn; what is tried at it is refused, so that it stays as it is."""
    with at_a_desk(tmp_path_factory.mktemp("drawn"), columns=200):
        prepare()
        done("season", "open", SEASON)
        done("season", "approve", SEASON, "--by", "A-2")
        done("season", "freeze", SEASON, "--size", "3")
        done("season", "draw", SEASON, "--seed", "20261015", "--witnesses", "督察部门")
        done("season", "open", "2026Q2")
        yield


# --- a round from its plan to its circular --------------------------------------------------------------------------


def test_a_round_goes_from_its_plan_to_its_circular_at_the_desk(home):
    prepare()

    assert "已立项：评查2026Q3，请院长批准方案" in done("season", "open", "2026年第三季度")
    assert "方案已批准" in done("season", "approve", "2026-Q3", "--by", "A-2")
    frozen = done("season", "freeze", SEASON, "--size", "3")
    assert re.search(r"可抽案件30件。摘要（SHA-256）：[0-9a-f]{64}", frozen)
    drawn = done("season", "draw", SEASON, "--seed", "20261015", "--witnesses", "督察部门")
    assert "已抽取3件，评查事项已经立项" in drawn
    assert "√ 3案及其签号" in done("season", "verify", SEASON)
    refs = [f"评查{SEASON}-{number:04}" for number in (1, 2, 3)]
    for ref in refs:
        handed = act(ref, "移交卷宗", "业务庭", "D-1", "卷宗是否齐全=是", "自评等次=优秀")
        assert "已办理：移交卷宗。现为“卷宗已移交”（第2号记录）" in handed
    assert "分配3件，合并评分0件（分歧0件），增派0件，指定复评0件，新制评查表6份" in done(
        "season", "advance", SEASON
    )
    assert "收回6份，以前已收0份" in done("season", "collect", SEASON, filled_cards())
    assert "收回0份，以前已收6份" in done("season", "collect", SEASON, "back")
    assert "合并评分3件（分歧0件）" in done("season", "advance", SEASON)
    for ref in refs:
        act(ref, "形成初步意见", "审管办", "A-1", "等次=合格", "等次理由=两份评查表一致")
        act(ref, "反馈初步意见", "审管办", "A-1")
        shown = done("proceeding", "show", ref)
        assert "现为“已反馈”（第8号记录）" in shown
        assert "期限：异议期" in shown
        judge = json.loads(done("proceeding", "show", ref, "--json"))["facts"]["judge"]
        act(ref, "同意初步意见", "承办法官", judge)
        act(ref, "确认等次", "案件质量评查委员会", "C-1")
    assert "等次已确定" in done("season", "status", SEASON)
    assert "评查3件，优秀名额0个，已定优秀0件" in done("season", "excellent", SEASON)
    compared = done("season", "self-grades", SEASON)
    assert "优秀：自评100.0%，评查0.0%，相差+100.0个百分点" in compared
    assert "自评高于评查3件，相同0件，低于0件" in compared
    assert "可以印发通报" in done("season", "confirm", SEASON)
    assert "评查结果卡3份" in done("season", "report", SEASON)
    assert "通报已印发，摘要已入台账" in done("season", "circulate", SEASON, "--by", "A-2")
    assert "评查2026Q3：已通报" in done("season", "status", SEASON)
    # Eight of the round and its registers, papers among them, and one of the day's looks.
    assert re.search(r"台账完好：\d+条记录，9条链", done("ledger", "verify"))

    papers = {path: hashlib.sha256(path.read_bytes()).digest() for path in Path("var/papers").rglob("评查*.docx") if path.parent.name == SEASON}  # fmt: skip
    again = zelian("season", "circulate", SEASON, "--by", "A-2")
    done("season", "report", SEASON)
    assert (again.exit_code, "不予办理：当前状态为“已通报”" in again.stderr) == (REFUSED, True)
    assert len(papers) == 2
    assert all(hashlib.sha256(path.read_bytes()).digest() == digest for path, digest in papers.items())


def test_the_main_job_goes_on_from_where_it_stopped_and_a_second_seed_has_no_effect(home):
    asked = ("review", "--cases", case_list("结案.xlsx"), "--season", "2026年第三季度")

    without_seed = done(*asked)
    drawn = done(*asked, "--seed", "20261015")
    again = done(*asked, "--seed", "20261016", "--files-are-in")

    assert "名册已固定：可抽30件" in without_seed
    assert "下一步：请公布名册摘要，再产生公开种子" in without_seed
    assert "已随机抽取30件并立项" in drawn
    assert "下一步：请各业务庭移交卷宗" in drawn
    assert "本季已用种子“20261015”抽取，此次给出的种子不起作用" in again
    assert "下一步：有30件案件缺评查员" in again


def act(ref: str, step: str, role: str, by: str, *facts: str) -> str:
    given = [word for fact in facts for word in ("--fact", fact)]
    return done("proceeding", "act", ref, step, "--role", role, "--by", by, *given)


def filled_cards() -> str:
    """Every card filled in without a finding, in a folder to be handed back."""
    for card in sorted(Path("var/papers", SEASON, "评查表").rglob("*.xlsx")):
        fill_in(
            card,
            Path("back", card.parent.name, card.name),
            sheet_book(),
            [],
            day=date.today(),
            remarks="已通读",
        )
    return "back"


# --- what is refused ------------------------------------------------------------------------------------------------

FIRST = f"评查{SEASON}-0001"
# fmt: off
REFUSALS = [
    # what is asked                                                                        the reason                                    the authority
    (("season", "approve", SEASON, "--by", "A-2"),                                          "当前状态为“评查进行中”，不能办理“批准方案”",   "“立项”"),
    (("season", "freeze", SEASON),                                                          "不能办理“固定名册”",                           "“抽样”"),
    (("season", "draw", SEASON, "--seed", "1", "--witnesses", "甲"),                        "不能办理“随机抽取”",                           "第14条"),
    (("season", "draw", "2026Q2", "--seed", "1", "--witnesses", "甲"),                      "名册尚未固定，不能抽取",                       "“抽样”"),
    (("season", "freeze", "2026Q2"),                                                        "不能办理“固定名册”",                           "“抽样”"),
    (("season", "confirm", SEASON),                                                         "尚有3件案件未确定等次",                        "“评委会”"),
    (("season", "circulate", SEASON),                                                       "不能办理“印发通报”",                           "“九里”"),
    (("season", "report", "2026Q2"),                                                        "尚未抽取，没有可以报告的结果",                 "“通报”"),
    (("season", "circulate", "2026Q2"),                                                     "不能办理“印发通报”",                           "“九里”"),
    (("proceeding", "act", FIRST, "移交卷宗", "--role", "业务庭", "--fact", "卷宗是否齐全=否"), "卷宗不齐全，应当补齐后移交",                "“调卷”"),
    (("proceeding", "act", FIRST, "移交卷宗", "--role", "评查员", "--fact", "卷宗是否齐全=是"), "业务庭",                                    "“调卷”"),
    (("proceeding", "act", FIRST, "归入业绩档案", "--role", "审管办"),                      "当前状态为“已抽取”，不能办理“归入业绩档案”",   "“正阳”"),
    (("proceeding", "act", FIRST, "飞行", "--role", "审管办"),                              "没有“飞行”这一步",                             "第14条"),
    (("proceeding", "act", FIRST, "移交卷宗", "--role", "业务庭", "--fact", "卷宗是否齐全=是", "--seen", "7"), "在您查看之后已由他人办理",  "第14条"),
]
# fmt: on


@pytest.mark.parametrize(
    ("asked", "reason", "authority"), REFUSALS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_what_the_law_does_not_allow_is_refused_with_reason_and_authority_and_changes_nothing(
    drawn, asked, reason, authority
):
    before = entries(), sorted(Path("var/papers").rglob("*"))

    ended = zelian(*asked)

    assert ended.exit_code == REFUSED, ended.output
    said = re.fullmatch(r"不予办理：(.+)。依据：(《.+》.+)\n", ended.stderr)
    assert said, ended.stderr
    assert reason in said[1]
    assert authority in said[2]
    assert (entries(), sorted(Path("var/papers").rglob("*"))) == before


def test_a_refusal_is_told_in_english_on_request(drawn):
    ended = zelian("--english", "season", "confirm", SEASON)

    assert ended.exit_code == REFUSED
    assert re.match(r"Refused: 3 reviews have no confirmed grade\. Authority: .+", ended.stderr)
    assert not re.search(r"[一-鿿]", re.sub(r"《.*?》|“.*?”|\(.*?\)", "", ended.stderr))


def test_a_seed_older_than_the_list_is_refused(home):
    prepare()
    done("season", "open", SEASON)
    done("season", "approve", SEASON)
    done("season", "freeze", SEASON)
    asked = ("season", "draw", SEASON, "--seed", "1", "--seed-at", "2026-10-01T10:00", "--witnesses", "甲")

    ended = zelian(*asked)

    assert ended.exit_code == REFUSED
    assert "公开种子必须在名册固定并公布摘要之后产生" in ended.stderr
    assert "评查2026Q3：名册已固定" in done("season", "status", SEASON)
    assert "0" not in done("proceeding", "list", SEASON).replace(SEASON, "")


# --- what is wrong, and what is not there ---------------------------------------------------------------------------

# fmt: off
MISTAKES = [
    (("season", "open", "2026Q5"),                                                             "季度“2026Q5”：不是一个季度"),
    (("season", "status", "夏天"),                                                             "季度“夏天”：不是一个季度"),
    (("season", "draw", SEASON, "--seed", "1", "--witnesses", "甲", "--seed-at", "昨天"),      "时间“昨天”：不是时间"),
    (("season", "collect", SEASON, "无此文件夹"),                                              "文件夹“无此文件夹”：没有这个文件夹"),
    (("proceeding", "list", SEASON, "--state", "飞行中"),                                      "状态“飞行中”：没有这一项"),
    (("proceeding", "act", FIRST, "移交卷宗", "--role", "路人"),                               "角色“路人”：没有这一项。可以写：审管办"),
    (("notices", "list", "--state", "飞行中"),                                                 "送达状态“飞行中”：没有这一项"),
    (("cases", "import", "无.xlsx"),                                                           "无.xlsx：没有这个文件"),
    (("review", "--cases", "无.xlsx"),                                                         "选项 --season：没有写"),
]
# fmt: on


@pytest.mark.parametrize(
    ("asked", "what"), MISTAKES, ids=lambda value: value if isinstance(value, str) else ""
)
def test_what_is_typed_wrong_is_named_with_its_cure(drawn, asked, what):
    before = entries()

    ended = zelian(*asked)

    assert ended.exit_code == FAULTY, ended.output
    assert ended.stderr.startswith("共1处错误：\n")
    assert what in ended.stderr
    assert entries() == before


def test_all_that_is_wrong_with_one_step_is_said_at_once(drawn):
    step = ("proceeding", "act", FIRST, "移交卷宗", "--role", "业务庭")

    ended = zelian(*step, "--fact", "卷宗是否齐全=也许", "--fact", "没有等号", "--fact", "逾期理由=补扫")

    assert ended.exit_code == FAULTY
    assert ended.stderr.splitlines()[0] == "共2处错误："
    assert "“没有等号”：没有等号。请写成 项目=内容" in ended.stderr


@pytest.mark.parametrize(
    "asked",
    [
        ("season", "status", "2020Q1"),
        ("season", "approve", "2020Q1"),
        ("season", "freeze", "2020Q1"),
        ("season", "draw", "2020Q1", "--seed", "1", "--witnesses", "甲"),
        ("season", "verify", "2020Q1"),
        ("season", "verify", "2026Q2"),
        ("season", "advance", "2020Q1"),
        ("season", "collect", "2020Q1", "."),
        ("season", "confirm", "2020Q1"),
        ("season", "report", "2020Q1"),
        ("season", "circulate", "2020Q1"),
        ("proceeding", "show", "评查2020Q1-0001"),
        ("proceeding", "list", "2020Q1"),
        ("proceeding", "act", "评查2020Q1-0001", "移交卷宗", "--role", "业务庭"),
        ("notices", "show", "评查2020Q1-0001"),
    ],
    ids=" ".join,
)
def test_what_is_not_there_is_said_not_to_be_there(drawn, asked):
    before = entries()

    ended = zelian(*asked)

    assert ended.exit_code == NOT_FOUND, ended.output
    assert re.match(r"没有|2026Q2尚未抽取", ended.stderr)
    assert entries() == before


# --- lists ----------------------------------------------------------------------------------------------------------


def locked() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")


def good(count: int = 3) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["案号", "法院", "结案日期"])
        for row in range(1, count + 1):
            page.write_row(row, 0, [f"（2026）吉01民终{row}号", COURTS[0], "2026-08-11"])
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("损坏.xlsx", b"PK\x03\x04" + bytes(100), "文件已损坏"),
        ("半截.xlsx", good()[:-200], "文件已损坏"),
        ("空.xlsx", b"", "文件是空的"),
        ("加密.xlsx", locked(), "文件有密码保护"),
        ("网页.xls", b"<html><table></table></html>", "这是另存为表格名的网页"),
        ("~$清单.xlsx", b"x", "这是表格软件打开文件时的临时文件"),
    ],
)
@pytest.mark.parametrize("desk", ["cases", "people"])
def test_a_spreadsheet_that_cannot_be_used_is_named_with_what_to_do(home, desk, name, content, what):
    Path(name).write_bytes(content)

    ended = zelian(desk, "import", name)

    assert ended.exit_code == FAULTY
    assert re.fullmatch(rf"共1处错误：\n{re.escape(name)}：{what}.*。.+\n", ended.stderr), ended.stderr


def test_a_huge_file_is_turned_away_before_it_is_read(home):
    with Path("巨大.xlsx").open("wb") as file:
        file.truncate(MAX_BYTES + 1)

    ended = zelian("cases", "import", "巨大.xlsx")

    assert ended.exit_code == FAULTY
    assert "巨大.xlsx：文件过大" in ended.stderr


def test_a_small_file_that_unpacks_to_a_huge_one_is_turned_away(home, monkeypatch):
    monkeypatch.setattr(file_kinds, "MAX_UNPACKED", 1000)
    Path("炸弹.xlsx").write_bytes(good(300))

    ended = zelian("cases", "import", "炸弹.xlsx")

    assert ended.exit_code == FAULTY
    assert "炸弹.xlsx：文件过大" in ended.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_turned_away(home):
    Path("锁定.xlsx").write_bytes(good())
    Path("锁定.xlsx").chmod(0)

    ended = zelian("cases", "import", "锁定.xlsx")

    assert ended.exit_code == FAULTY
    assert "锁定.xlsx：文件被锁定或者没有读取权限" in ended.stderr


def test_of_a_faulty_list_every_fault_is_named_and_nothing_is_taken_in(home):
    case_list("结案.xlsx", 5)
    book = load_workbook("结案.xlsx")
    page = book.active
    page["A2"], page["F3"], page["F4"] = "第五号", "", "2026-13-40"
    book.save("结案.xlsx")

    ended = zelian("cases", "import", "结案.xlsx")
    accepted = done("cases", "import", "结案.xlsx", "--accept-good-rows")

    assert ended.exit_code == FAULTY
    heading, *faults = ended.stderr.splitlines()
    assert heading == "共3处错误："
    assert [
        re.match(r"结案\.xlsx“结案”第(\d)行([A-F])列“(.+?)”：.+。.+", fault).groups() for fault in faults
    ] == [
        ("2", "A", "案号"),
        ("3", "F", "结案日期"),
        ("4", "F", "结案日期"),
    ]
    assert "新入库2件，更新0件，已在库0件，错误3行" in accepted
    (back,) = Path("var/papers/退回清单").iterdir()
    assert f"错误行已另存：{back}" in accepted.replace("\n", "")


def test_the_empty_form_filled_in_is_taken_in_as_it_is(home):
    done("cases", "template", "空表.xlsx")
    book = load_workbook("空表.xlsx")
    page = book.worksheets[0]
    heads = {
        str(cell.value).rstrip("*＊"): cell.column for line in page.iter_rows(max_row=3) for cell in line
    }
    row = next(cell.row for line in page.iter_rows(max_row=3) for cell in line if str(cell.value).startswith("案号")) + 1  # fmt: skip
    for head, value in (("案号", "（2026）吉01民终1号"), ("法院", COURTS[0]), ("结案日期", "2026-08-11")):
        page.cell(row, heads[head], value)
    book.save("空表.xlsx")

    said = done("cases", "import", "空表.xlsx")

    assert "新入库1件" in said


# --- what can be looked at ------------------------------------------------------------------------------------------


def test_the_reviews_and_the_notices_of_a_round_can_be_looked_at(drawn):
    listed = done("proceeding", "list", SEASON)
    shown = done("proceeding", "show", FIRST)

    assert [f"{FIRST[:-1]}{number}" in listed for number in (1, 2, 3)] == [True] * 3
    assert listed.count("已抽取") == 3
    assert "现为“已抽取”（第1号记录）" in shown
    assert "卷宗移交期限" in shown
    assert "移交卷宗" in shown
    assert "2026Q3" in done("--english", "proceeding", "show", FIRST)
    assert "已抽取" in done("season", "status", "2026q3")


def test_notices_are_listed_delivered_and_read(home):
    prepare()
    done("season", "open", SEASON)
    done("season", "approve", SEASON, "--by", "A-2")
    done("season", "freeze", SEASON, "--size", "3")

    waiting = done("notices", "list", "--state", "待送")
    delivered = done("notices", "deliver")
    again = done("notices", "deliver")

    assert "审管办" in waiting
    assert re.match(r"送达\d+件，待时送出0件，稍后再送0件，送达失败0件，无人可通知1件", delivered)
    assert re.match(r"送达0件，待时送出0件，稍后再送0件，送达失败0件，无人可通知0件", again)
    assert "督察部门" in done("notices", "list", "--state", "无人可通知")
    assert "对方已接收" in done("notices", "show", f"评查{SEASON}")
    assert "评查2026Q3" in done("notices", "read", "A-1")
    assert "信箱是空的" in done("notices", "read", "R-1")
    assert "nobody to notify" in done("--english", "notices", "list")


def test_the_desk_speaks_english_on_request(drawn):
    assert "drawn" in done("--english", "season", "--help") or "draw" in done("--english", "season", "--help")
    assert re.search(r"the ledger holds: \d+ entries in \d+ chains", done("--english", "ledger", "verify"))
    assert "评查2026Q3: running" in done("--english", "season", "status", SEASON)
    assert "selected" in done("--english", "proceeding", "list", SEASON)


# --- who reads what -------------------------------------------------------------------------------------------------


def test_a_case_nobody_may_read_is_explained_at_the_desk_and_the_cure_works(home):
    prepare()
    for words in (("open",), ("approve",), ("freeze", "--size", "3")):
        done("season", words[0], SEASON, *words[1:], "--by", "A-2" if words[0] == "approve" else "A-1")
    done("season", "draw", SEASON, "--seed", "20261015", "--witnesses", "督察部门")
    ref = f"评查{SEASON}-0001"
    act(ref, "移交卷宗", "业务庭", "D-1", "卷宗是否齐全=是")
    with office().store.read() as session:
        facts = proceedings.find(session, ref).facts
    home_court = COURTS.index(facts["court"])
    for number in (number for number in range(9) if number % 3 != home_court):
        done("people", "declare", "--person", f"R-{number}", "--against", "承办法官", "--about", facts["judge"],
             "--reason", "示例", "--relation", "近姻亲")  # fmt: skip
    before = entries()

    board = done("season", "assignment", SEASON, "--dry-run", "--xlsx", "分配.xlsx")
    looked = entries()
    stuck = done("season", "advance", SEASON)
    with xlsxwriter.Workbook("新评查员.xlsx") as book:
        page = book.add_worksheet("人员")
        page.write_row(0, 0, ["代码", "法院", "庭室", "职务", "任职起日"])
        for row, code in enumerate(("N-1", "N-2"), start=1):
            page.write_row(row, 0, [code, "吉林省通化市中级人民法院", "审监庭", "评查员", "2020-01-01"])
    done("people", "import", "新评查员.xlsx")
    cured = done("season", "advance", SEASON)

    clash = f"{facts['case_no']}：“同一法院”、“亲属关系”不能同时满足，尚缺2人次；现在无人能评查"
    cure = f"可行的办法：增聘2名评查员：不属于{facts['court']}，对这些案件没有其他回避事由的"
    assert clash in board and cure in board
    assert clash in stuck and cure in stuck
    assert looked == before + 1, "the look itself is entered, and nothing else"
    sheets = load_workbook("分配.xlsx")
    assert sheets.sheetnames == ["负荷", "待分配", "回避", "证明", "规则冲突"]
    assert sheets["规则冲突"].cell(2, 1).value == clash
    assert "分配1件" in cured
    assert "N-1" in done("season", "assignment", SEASON)
    assert facts["judge"] not in board.replace(clash, "")
