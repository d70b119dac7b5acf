"""评查卡: it goes out, a clerk fills it in, it comes back the same way; every fault has its cell."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import yaml

from documents.card_layout import Column, Part, rows_of
from documents.findings_file import read_findings
from documents.returned_card import read_card, read_cards
from documents.review_card import CardData, card_bytes, card_file_name, write_card
from rules.errors import FaultyInput, FaultySheet
from rules.grading import Finding, score
from rules.parameters import rule_book
from rules.score_sheets import sheet_book

DAY = date(2022, 4, 12)
RULES = rule_book().on(DAY)


def a_card(number: int = 1, kind: str = "civil", **more) -> CardData:
    sheet = sheet_book().under(rule_book().on(DAY), kind)
    given = {
        "card_id": f"2022Q1-{number:03}-A",
        "review_ref": f"2022Q1-{number:03}",
        "season": "2022年第一季度",
        "case_no": f"(2021)吉01民终{number}号",
        "cause": "民间借贷纠纷",
        "reader": "R-014",
        "sheet": sheet,
        "issued": DAY,
        "due": date(2022, 4, 26),
        "limits": sheet.day_limits(RULES),
    }
    return CardData(**(given | more))


class Filled:
    """A card on a clerk's desk: cells by the code of the item or the part of the card."""

    def __init__(self, card: CardData) -> None:
        self.rows = rows_of(card)
        self.book = openpyxl.load_workbook(io.BytesIO(card_bytes(card)))
        self.page = self.book.worksheets[0]

    def cell(self, where: str | Part, column: Column):
        for at, row in enumerate(self.rows, start=1):
            if row.part is where or (row.item is not None and row.item.code == where):
                return self.page.cell(at, column + 1)
        raise KeyError(where)

    def type_in(self, where: str | Part, **columns) -> Filled:
        for column, value in columns.items():
            self.cell(where, Column[column]).value = value
        return self

    def sign(self) -> Filled:
        self.type_in(Part.DECLARATION, VETO="无")
        return self.type_in(Part.DAY, ITEM=date(2022, 4, 20))

    def save(self, path: Path) -> Path:
        self.book.save(path)
        return path


def faults_of(path: Path, **more) -> list[tuple[str, str]]:
    with pytest.raises(FaultySheet) as refused:
        read_card(path, **more)
    return [(str(fault.where.values.get("cell", "")), str(fault.what)) for fault in refused.value.faults]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "改过名的文件.xlsx"


@pytest.fixture
def filled() -> Filled:
    """A card with findings of every kind, signed."""
    desk = Filled(a_card()).sign()
    desk.type_in("P1", COUNT=2, FACT="1、2", DESCRIPTION="送达回证无签收日期（卷宗第3、7页）", NOTE="可补正")
    desk.type_in("P4", COUNT=1, FACT=3, DESCRIPTION="超期12日，未见审批", VETO=12)
    desk.type_in("P3", COUNT=1, FACT=3)
    desk.type_in("D1", COUNT=4, DESCRIPTION="错别字")
    desk.type_in("D2", COUNT=1, FACT="4", DESCRIPTION="主文无给付对象", VETO="是")
    desk.type_in("E2", FACT="5", DESCRIPTION="借款交付无证据", VETO="是")
    desk.type_in(Part.REMARKS, ITEM="=HYPERLINK(1)").cell(Part.REMARKS, Column.ITEM).data_type = "s"
    return desk.type_in(Part.STRENGTHS, ITEM="说理清楚\n层次分明")


FOUND = (
    Finding("P1", "1", 1, "送达回证无签收日期（卷宗第3、7页）", "可补正"),
    Finding("P1", "2", 1, "送达回证无签收日期（卷宗第3、7页）", "可补正"),
    Finding("P3", "3"),
    Finding("P4", "3", 1, "超期12日，未见审批", days=12),
    Finding("E2", "5", 1, "借款交付无证据", vetoed=True),
    Finding("D1", "错别字", 4, "错别字"),
    Finding("D2", "4", 1, "主文无给付对象", vetoed=True),
)


def test_a_filled_card_comes_back_with_what_the_reader_found(filled, path):
    card = read_card(filled.save(path))

    assert (card.card_id, card.review_ref, card.reader) == ("2022Q1-001-A", "2022Q1-001", "R-014")
    assert card.sheet == "litigation@2022-01-01"
    assert card.findings == FOUND
    assert (card.conflict, card.day) == (False, date(2022, 4, 20))
    assert card.remarks == "=HYPERLINK(1)"
    assert card.strengths == "说理清楚\n层次分明"


def test_what_comes_back_can_be_scored(filled, path):
    scored = score(
        sheet_book().under(rule_book().on(DAY), "civil"), read_card(filled.save(path)).findings, RULES
    )

    assert scored.total == 100 - 4 - 10 - 4 - 8
    assert [item.code for item in scored.vetoes] == ["E2", "D2"]


def test_a_card_kept_by_another_spreadsheet_program_reads_the_same(filled, path, libreoffice):
    again = libreoffice(filled.save(path), "xlsx")

    card = read_card(again)

    assert card.findings == FOUND
    assert card.day == date(2022, 4, 20)


def test_points_add_up_on_the_card_as_the_rules_add_them(filled, path, libreoffice):
    filled.type_in("P3", COUNT=None, FACT=None)  # the card cannot know that it is the same fact
    again = libreoffice(filled.save(path), "xlsx")

    page = openpyxl.load_workbook(again, data_only=True).worksheets[0]
    total = next(at for at, row in enumerate(filled.rows, start=1) if row.part is Part.TOTAL)
    assert page.cell(total, Column.DEDUCTED + 1).value == 74
    assert page.cell(total, Column.VETO + 1).value == "否决"


def test_an_english_card_comes_back_too(path):
    desk = Filled(a_card(language="en"))
    desk.type_in("L2", FACT=1, DESCRIPTION="wrong statute", VETO="yes")
    desk.type_in(Part.DECLARATION, VETO="none").type_in(Part.DAY, ITEM="2022/4/20")

    card = read_card(desk.save(path))

    assert card.findings == (Finding("L2", "1", 1, "wrong statute", vetoed=True),)


def test_a_reader_with_a_conflict_returns_the_card_and_nothing_else_is_asked(path):
    desk = Filled(a_card()).type_in(Part.DECLARATION, VETO="有").type_in("P1", COUNT="许多")

    card = read_card(desk.save(path))

    assert card.conflict
    assert card.findings == ()


def test_a_blind_card_has_no_place_for_the_bench_and_masks_the_court():
    blind = [text for row in rows_of(a_card()) for text in row.texts.values()]
    open_ = [text for row in rows_of(a_card(court="长春市中级人民法院")) for text in row.texts.values()]

    assert "盲评，不显示" in blind
    assert [text for text in open_ if text not in blind] == ["长春市中级人民法院"]
    assert not {"承办法官", "审判长", "合议庭"} & set(blind)


def test_only_the_cells_to_be_filled_in_are_open_and_have_their_lists():
    desk = Filled(a_card())
    rules = {str(rule.sqref): rule for rule in desk.page.data_validations.dataValidation}

    assert desk.page.protection.sheet
    assert not desk.cell("P1", Column.COUNT).protection.locked
    assert desk.cell("P1", Column.ITEM).protection.locked
    assert desk.cell("P5", Column.COUNT).protection.locked
    assert desk.cell("P1", Column.VETO).protection.locked
    assert rules[desk.cell("P5", Column.VETO).coordinate].formula1 == '"是,否"'
    assert rules[desk.cell("P1", Column.COUNT).coordinate].type == "whole"
    assert rules[desk.cell(Part.DECLARATION, Column.VETO).coordinate].formula1 == '"无,有"'
    assert desk.book.sheetnames == ["评查表", "填写说明", "_zelian"]
    assert desk.book["_zelian"].sheet_state == "veryHidden"
    assert (desk.page.page_setup.orientation, desk.page.page_setup.fitToWidth) == ("portrait", None)
    assert desk.page.sheet_properties.pageSetUpPr.fitToPage


def test_a_value_that_looks_like_a_formula_stays_text(path):
    desk = Filled(a_card(cause='=HYPERLINK("http://x","y")', case_no="+1-2"))

    assert desk.page.cell(4, Column.ITEM + 1).data_type == "s"
    assert desk.page.cell(4, Column.ITEM + 1).value == '=HYPERLINK("http://x","y")'


def test_equal_cards_give_equal_bytes_and_another_reader_another_digest(path):
    assert write_card(a_card(), path) == write_card(a_card(), path)
    assert a_card().digest != a_card(reader="R-015").digest


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="pdfinfo is not installed")
def test_a_card_prints_on_one_page_of_a4(path, libreoffice):
    write_card(a_card(kind="enforcement"), path)

    told = subprocess.run(["pdfinfo", libreoffice(path, "pdf")], check=True, capture_output=True, text=True)

    assert "Pages:           2" in told.stdout  # the card, and the guide
    assert "(A4)" in told.stdout


def test_a_file_name_holds_nothing_a_file_system_refuses():
    assert card_file_name(a_card(case_no="(2021)吉01/民终*1号")) == "评查表_(2021)吉01_民终_1号_R-014.xlsx"


def test_all_faults_of_a_card_are_told_at_once_each_with_its_cell(path):
    desk = Filled(a_card())
    desk.type_in("P1", COUNT=1.5, FACT="1", DESCRIPTION="甲")
    desk.type_in("P2", COUNT="两次", FACT="2", DESCRIPTION="乙")
    desk.type_in("P3", COUNT=-1)
    desk.type_in("P4", COUNT=1, FACT="3", DESCRIPTION="丙")
    desk.type_in("P5", VETO="是", FACT="9")
    desk.type_in("E1", COUNT=1)
    desk.type_in("E2", VETO="可能")
    desk.type_in("L1", DESCRIPTION="写了没填次数")
    desk.type_in("L3", COUNT=3, FACT="1、2", DESCRIPTION="丁")
    desk.type_in("X1", COUNT=1, FACT="8")
    desk.type_in("D1", COUNT=1, FACT="4", DESCRIPTION="戊", VETO="是")

    faults = faults_of(desk.save(path))

    where = {code: desk.cell(code, Column.CODE).row for code in ("P1", "P2", "P3", "P4", "P5", "E1", "E2", "L1", "L3", "X1", "D1")}  # fmt: skip
    assert faults == [
        (f"G{desk.cell(Part.DECLARATION, Column.VETO).row}", "没有作回避声明"),
        (f"D{where['P1']}", "“1.5”不是整数"),
        (f"D{where['P2']}", "“两次”不是整数"),
        (f"D{where['P3']}", "“-1”不是整数"),
        (f"E{where['P3']}", "没有写明事实"),
        (f"G{where['P4']}", "没有填超期日数"),
        (f"F{where['P5']}", "否决没有写明理由"),
        (f"E{where['E1']}", "没有写明事实"),
        (f"G{where['E2']}", "“可能”不是“是”或者“否”"),
        (f"D{where['L1']}", "写有内容，但没有填次数或者选“是”"),
        (f"E{where['L3']}", "列有2个事实，次数却是3"),
        (f"G{where['D1']}", "该项不能否决"),
        (f"F{where['X1']}", "事实8没有说明"),
        (f"B{desk.cell(Part.DAY, Column.ITEM).row}", "没有填评查日期，或者不是日期"),
    ]


def test_a_fault_names_file_sheet_and_cell_in_both_languages(path):
    desk = Filled(a_card()).sign().type_in("P1", COUNT=1.5)

    with pytest.raises(FaultySheet) as refused:
        read_card(desk.save(path))

    cell = desk.cell("P1", Column.COUNT).coordinate
    assert f"改过名的文件.xlsx 的“评查表”{cell}：“1.5”不是整数" in refused.value.to("zh")
    assert f"sheet “评查表”, {cell}: “1.5” is no whole number" in refused.value.to("en")


def test_a_changed_item_is_seen(path):
    desk = Filled(a_card()).sign().type_in("P5", ITEM="一般瑕疵")

    assert faults_of(desk.save(path)) == [(desk.cell("P5", Column.ITEM).coordinate, "锁定的内容被改动")]


def test_an_inserted_row_is_one_fault_and_not_a_hundred(path):
    desk = Filled(a_card()).sign()
    desk.page.insert_rows(10)

    faults = faults_of(desk.save(path))

    assert len(faults) == 1
    assert "版面被改动" in faults[0][1]


def test_a_card_that_was_never_sent_out_is_refused(filled, path):
    filled.save(path)

    assert faults_of(path, issued={"2022Q1-002-A": "x"}) == [("", "没有发出过这张卡：2022Q1-001-A")]
    assert read_card(path, issued={"2022Q1-001-A": a_card().digest}).card_id == "2022Q1-001-A"


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("reader", "R-999", "卡内的识别信息被改动"),
        ("sheet", "litigation@2019-01-01", "没有版本为“litigation@2019-01-01”的评查表"),
        ("sheet_digest", "0" * 64, "评查表的版本不符：litigation@2022-01-01"),
        ("issued", "昨天", "卡内的识别信息被改动"),
        ("form", "zelian.review-card/0", "不是评查卡，或者版式已经作废"),
    ],
)
def test_a_card_of_another_identity_or_version_is_refused(filled, path, key, value, words):
    for row in filled.book["_zelian"].iter_rows():
        if row[0].value == key:
            row[1].value = value

    assert faults_of(filled.save(path)) == [("", words)]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "文件是空的"),
        (b"PK\x03\x04 broken", "文件损坏，或者不是xlsx"),
        (b"%PDF-1.7", "文件损坏，或者不是xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "文件设有密码，或者是旧版xls"),
    ],
    ids=["empty", "broken", "pdf", "password"],
)
def test_what_is_no_card_is_refused_with_words(path, content, words):
    path.write_bytes(content)

    assert faults_of(path) == [("", words)]


def test_a_missing_file_a_foreign_workbook_and_a_truncated_card_are_refused(path):
    assert faults_of(path) == [("", "没有这个文件")]

    openpyxl.Workbook().save(path)
    assert faults_of(path) == [("", "不是评查卡")]

    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("xl/workbook.xml", "<workbook")
    assert faults_of(path) == [("", "文件损坏，无法读取")]


def test_a_faulty_card_stops_none_of_the_others_and_is_reported(tmp_path):
    for number in (1, 2, 3):
        Filled(a_card(number)).sign().save(tmp_path / f"{number}.xlsx")
    Filled(a_card(4)).save(tmp_path / "4.xlsx")
    (tmp_path / "5.txt").write_text("不是卡", encoding="utf-8")
    (tmp_path / "~$1.xlsx").write_bytes(b"lock")
    shutil.copy(tmp_path / "2.xlsx", tmp_path / "2 副本.xlsx")

    returned = read_cards(tmp_path)

    assert [card.file for card in returned.cards] == ["1.xlsx", "3.xlsx"]
    assert sorted(returned.faulty) == ["2 副本.xlsx", "2.xlsx", "4.xlsx", "5.txt"]
    assert "与2 副本.xlsx是同一张卡" in str(returned.faulty["2.xlsx"])


FILE = {
    "card": "2022Q1-001-A",
    "review": "2022Q1-001",
    "reader": "R-014",
    "sheet": "litigation@2022-01-01",
    "conflict": False,
    "day": "2022-04-20",
    "remarks": "评语",
    "findings": [
        {"item": "P1", "fact": 1, "count": 2, "description": "送达瑕疵"},
        {"item": "P4", "fact": "2", "days": 12, "description": "超期"},
    ],
}


@pytest.mark.parametrize("suffix", ["yaml", "json"])
def test_the_same_findings_come_from_a_small_file(tmp_path, suffix):
    path = tmp_path / f"findings.{suffix}"
    dump = json.dumps if suffix == "json" else yaml.safe_dump
    path.write_text(dump(FILE, allow_unicode=True) if suffix == "yaml" else dump(FILE), encoding="utf-8")

    card = read_findings(path)

    assert card.findings == (Finding("P1", "1", 2, "送达瑕疵"), Finding("P4", "2", 1, "超期", days=12))
    assert card.day == date(2022, 4, 20)


def test_a_file_of_findings_is_refused_with_all_faults(tmp_path):
    path = tmp_path / "findings.yaml"
    wrong = [
        {"item": "Z1", "fact": "1", "description": "甲"},
        {"item": "P1", "fact": "2", "count": "两", "colour": "red"},
        {"item": "P4", "fact": "3", "description": "丙"},
        {"item": "P5", "fact": "4", "count": 0},
        "P1",
    ]
    path.write_text(
        yaml.safe_dump(FILE | {"findings": wrong, "day": None}, sort_keys=False), encoding="utf-8"
    )

    with pytest.raises(FaultyInput) as refused:
        read_findings(path)

    assert [str(fault.what) for fault in refused.value.faults] == [
        "评查表没有“Z1”项",
        "count 的值“两”不合格式",
        "不认识 colour",
        "没有填超期日数 days",
        "count 应为正整数",
        "否决没有写明理由",
        "内容为空或者格式不对",
        "事实4没有说明",
        "没有评查日期",
    ]


@pytest.fixture
def libreoffice(tmp_path: Path):
    """Have another program open a file and write it again."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")

    def convert(path: Path, kind: str) -> Path:
        out = tmp_path / "again"
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = [program, profile, "--headless", "--convert-to", kind, "--outdir", str(out), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return out / f"{path.stem}.{kind}"

    return convert
