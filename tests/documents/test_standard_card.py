"""评查卡（吸收原则）: what each kind makes of the case, the cause of a reversal, and a nomination, out and back."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from documents.card_guide import guide_of
from documents.card_layout import CardData, Column, Part, answers_of, rows_of
from documents.findings_file import read_findings
from documents.returned_card import read_card
from documents.review_card import write_card
from rules.errors import FaultyInput, FaultySheet
from rules.findings import Finding, Grade
from rules.grading import grade, score
from rules.parameters import rule_book
from rules.score_sheets import sheet_book

DAY = date(2026, 10, 20)
RULES = rule_book().on(DAY)


def a_card(kind: str = "civil", **more) -> CardData:
    sheet = sheet_book().under(RULES, kind)
    given = {
        "card_id": "评查2026Q3-0001:R-1", "review_ref": "评查2026Q3-0001", "season": "2026Q3", "case_no": "（2026）吉01民终1号",
        "cause": "民间借贷纠纷", "reader": "R-1", "sheet": sheet, "issued": DAY, "limits": sheet.day_limits(RULES),
    }  # fmt: skip
    return CardData(**(given | more))


class Desk:
    """A card on a clerk's desk: cells by the code of the item or the part of the card."""

    def __init__(self, card: CardData, path: Path) -> None:
        self.rows, self.path = rows_of(card), path
        write_card(card, path)
        self.book = openpyxl.load_workbook(path)
        self.page = self.book.worksheets[0]

    def cell(self, where: str | Part, column: str):
        at = next(
            at
            for at, row in enumerate(self.rows, start=1)
            if row.part is where or (row.item is not None and row.item.code == where)
        )
        return self.page.cell(at, Column[column] + 1)

    def type_in(self, where: str | Part, **columns) -> Desk:
        for column, value in columns.items():
            self.cell(where, column).value = value
        return self

    def save(self, *, signed: bool = True) -> Path:
        if signed:
            self.type_in(Part.DECLARATION, VETO="无").type_in(Part.DAY, ITEM=date(2026, 10, 30))
        self.book.save(self.path)
        return self.path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "交回.xlsx"


def faults_of(path: Path) -> list[str]:
    with pytest.raises(FaultySheet) as refused:
        read_card(path)
    return [str(fault.what) for fault in refused.value.faults]


def test_every_kind_says_what_it_makes_of_the_case_and_that_the_court_has_still_to_lay_it_down():
    texts = {row.item.code: row.texts[Column.STANDARD] for row in rows_of(a_card()) if row.item}

    assert texts["U1"] == "不合格（待法院确定）"
    assert texts["W03"] == "瑕疵；参考：每处扣1分（待法院确定）"
    assert all(text.endswith("（待法院确定）") for text in texts.values())
    without = {row.item.code: row.texts[Column.STANDARD] for row in rows_of(a_card(points=False)) if row.item}
    assert without["W03"] == "瑕疵（待法院确定）"


def test_what_the_reader_found_comes_back_and_the_worst_finding_decides(path):
    desk = Desk(a_card(), path)
    desk.type_in("W03", COUNT=2, FACT=1, DESCRIPTION="错别字")
    desk.type_in("U5", FACT="2", DESCRIPTION="适用已废止的规定，结果错误", VETO="是")

    card = read_card(desk.save())

    assert card.sheet == "standard-litigation@2024-11-21"
    assert card.findings == (
        Finding("U5", "2", 1, "适用已废止的规定，结果错误", vetoed=True),
        Finding("W03", "1", 2, "错别字"),
    )
    sheet = sheet_book().version(card.sheet)
    assert grade(score(sheet, card.findings, RULES), RULES).grade is Grade.UNQUALIFIED


def test_a_nomination_comes_back_with_its_reasons_and_is_refused_beside_a_finding(path):
    nominated = Desk(a_card(), path).type_in(Part.NOMINATION, ITEM="说理充分，可作示范")
    assert read_card(nominated.save()).nomination == "说理充分，可作示范"

    nominated.type_in("W03", COUNT=1, FACT=1, DESCRIPTION="错别字")

    assert faults_of(nominated.save()) == ["发现了问题的案件不能提名优秀"]


def test_the_cause_of_a_reversal_is_chosen_from_the_list_and_has_its_reasons(path):
    desk = Desk(a_card(was_reversed=True), path)
    desk.type_in(Part.REVERSAL, VETO="出现新证据").type_in(Part.REVERSAL_REASONS, ITEM="二审提交转账凭证")

    card = read_card(desk.save())

    assert (card.exemption, card.exemption_reasons) == ("new_evidence", "二审提交转账凭证")


def test_all_that_is_missing_of_a_reversed_case_is_told_at_once(path):
    desk = Desk(a_card(was_reversed=True), path)
    desk.type_in(Part.NOMINATION, ITEM="示范").type_in("W03", COUNT=1, FACT=1, DESCRIPTION="错别字")

    assert faults_of(desk.save(signed=False)) == [
        "没有作回避声明",
        "发现了问题的案件不能提名优秀",
        "没有选择改判原因",
        "没有写明改判原因的理由",
        "没有填评查日期，或者不是日期",
    ]


def test_a_reversal_alone_is_no_fault(path):
    desk = Desk(a_card(was_reversed=True), path)
    desk.type_in(Part.REVERSAL, VETO="不属于免责情形，审判人员有过错").type_in(
        Part.REVERSAL_REASONS, ITEM="被改判"
    )

    assert faults_of(desk.save()) == ["认定有过错，却没有列出问题；改判本身不是问题"]

    desk.type_in("U5", FACT="1", DESCRIPTION="适用已废止的规定", VETO="是")
    assert read_card(desk.save()).exemption == "none"


def test_what_is_not_on_the_list_is_told(path):
    desk = Desk(a_card(was_reversed=True), path)
    desk.type_in(Part.REVERSAL, VETO="运气不好").type_in(Part.REVERSAL_REASONS, ITEM="…")

    assert faults_of(desk.save()) == ["“运气不好”不在列表中"]


def test_a_reader_with_a_conflict_is_asked_for_no_cause(path):
    desk = Desk(a_card(was_reversed=True), path).type_in(Part.DECLARATION, VETO="有")

    card = read_card(desk.save(signed=False))

    assert card.conflict
    assert (card.nomination, card.exemption) == ("", "")


def test_a_case_that_was_not_reversed_has_no_such_rows_and_says_nothing_of_it(path):
    parts = {row.part for row in rows_of(a_card())}

    assert not {Part.REVERSAL, Part.REVERSAL_REASONS} & parts
    assert Part.NOMINATION in parts
    assert "was_reversed" not in a_card().record()
    assert len(guide_of(a_card(was_reversed=True))) == len(guide_of(a_card())) + 1


def test_the_list_of_causes_is_longer_than_a_cell_may_hold_and_stands_on_the_hidden_sheet(path):
    card = a_card(was_reversed=True, language="en")
    write_card(card, path)

    book = openpyxl.load_workbook(path)

    rules = [rule.formula1 for rule in book.worksheets[0].data_validations.dataValidation]
    assert "_zelian!$D$1:$D$9" in rules
    offered = [book["_zelian"].cell(at, 4).value for at in range(1, 10)]
    assert offered == answers_of(card)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_the_card_grades_itself_as_the_rules_do(path, tmp_path):
    desk = Desk(a_card(), path)
    seen = []
    for code, columns in (
        (None, {}),
        ("W03", {"COUNT": 1, "FACT": 1, "DESCRIPTION": "错别字"}),
        ("U5", {"FACT": 2, "DESCRIPTION": "结果错误", "VETO": "是"}),
    ):
        if code:
            desk.type_in(code, **columns)
        seen.append(_computed(desk, tmp_path).cell(desk.cell(Part.TOTAL, "VETO").row, Column.VETO + 1).value)

    assert seen == ["合格", "瑕疵", "不合格"]


def _computed(desk: Desk, tmp_path: Path):
    """The first sheet as another program computes it."""
    out = tmp_path / "again"
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx",
               "--outdir", str(out), str(desk.save())]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return openpyxl.load_workbook(out / desk.path.name, data_only=True).worksheets[0]


FILE = """
card: C-1
review: 评查2026Q3-0001
reader: R-1
sheet: standard-litigation@2024-11-21
conflict: false
day: 2026-10-30
"""


def test_a_file_of_findings_carries_a_nomination_and_a_cause_too(tmp_path):
    file = tmp_path / "findings.yaml"
    file.write_text(
        FILE + "nomination: 可作示范\nexemption: new_evidence\nexemption_reasons: 二审新证据\n",
        encoding="utf-8",
    )

    card = read_findings(file)

    assert (card.nomination, card.exemption, card.exemption_reasons) == (
        "可作示范",
        "new_evidence",
        "二审新证据",
    )


def test_a_file_of_findings_is_asked_the_same_as_a_card(tmp_path):
    file = tmp_path / "findings.yaml"
    found = (
        "findings: [{item: W03, fact: '1', description: 错别字}]\nnomination: 示范\nexemption: new_evidence\n"
    )
    file.write_text(FILE + found, encoding="utf-8")
    with pytest.raises(FaultyInput) as refused:
        read_findings(file)
    assert [str(fault.what) for fault in refused.value.faults] == [
        "发现了问题的案件不能提名优秀",
        "改判原因和理由应当一并写明",
    ]

    file.write_text(FILE + "exemption: none\nexemption_reasons: 被改判\n", encoding="utf-8")
    with pytest.raises(FaultyInput, match="改判本身不是问题"):
        read_findings(file)
