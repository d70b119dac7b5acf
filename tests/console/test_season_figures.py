"""The desks for the figures of a round: the office's tables, the review of the reviewers, the reference cases."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.console.at_a_desk import at_a_desk
from tests.console.test_season_commands import REFUSED, SEASON, case_list, done, zelian

REFERENCES = """
- case_no: （2025）吉01民终9001号
  court: 吉林省长春市中级人民法院
  division: 民一庭
  judge: J-917
  bench: [J-917]
  case_kind: civil
  grade: qualified
  score: 80
  source: 示例
"""


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """A round whose cases are drawn; nothing was read yet."""
    with at_a_desk(tmp_path_factory.mktemp("figures"), columns=200) as home:
        done("cases", "import", case_list("结案.xlsx"))
        done("season", "open", SEASON, "--by", "A-1")
        done("season", "approve", SEASON, "--by", "A-2")
        done("season", "freeze", SEASON, "--size", 12, "--by", "A-1")
        done("season", "draw", SEASON, "--seed", "3141592", "--witnesses", "W-1", "--by", "A-1")
        yield home


def test_the_tables_are_written_as_a_workbook_and_as_csv(drawn):
    told = done("season", "tables", SEASON, "--csv", "csv")

    assert "限于内部使用" in told
    book = load_workbook(next(Path("var").rglob(f"统计表-{SEASON}.xlsx")))
    names = sorted(path.name for path in Path("csv").iterdir())
    assert [name[3:-4] for name in names] == book.sheetnames
    with Path("csv/01-总表.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == 13


def test_courts_are_not_ranked_and_the_desk_says_on_what_authority(drawn):
    ended = zelian("season", "tables", SEASON, "--ranked")

    assert ended.exit_code == REFUSED
    assert "自2024-09-01起各院不得按比率排序" in ended.output
    assert "“排名”" in ended.output


def test_before_there_are_two_sheets_there_is_no_agreement_to_speak_of(drawn):
    told = done("season", "readers", SEASON, "--xlsx", "readers.xlsx")

    assert "还没有一件案件交回两份评查表" in told
    assert load_workbook("readers.xlsx").sheetnames == ["一致程度", "宽严", "校准卷", "培训建议", "说明"]


def test_reference_cases_are_registered_once(drawn):
    Path("参考卷.yaml").write_text(REFERENCES, encoding="utf-8")

    assert "登记参考卷1件" in done("season", "references", "参考卷.yaml", "--by", "A-1")
    assert "登记参考卷0件" in done("season", "references", "参考卷.yaml", "--by", "A-1")


def test_a_faulty_file_of_reference_cases_registers_none(drawn):
    Path("坏.yaml").write_text(REFERENCES.replace("（2025）", "（2024）") + REFERENCES.replace("score: 80", "score: 800").replace("（2025）", "（2023）"), encoding="utf-8")  # fmt: skip

    ended = zelian("season", "references", "坏.yaml")

    assert ended.exit_code == 2
    assert "score 应为0至100分" in ended.output
    Path("好.yaml").write_text(REFERENCES.replace("（2025）", "（2024）"), encoding="utf-8")
    assert "登记参考卷1件" in done("season", "references", "好.yaml")
