from __future__ import annotations

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from documents.case_card import write_case_card
from documents.circular import write_circular
from documents.official_paper import OfficialPaper
from documents.page_setup import CHARACTERS_A_LINE, LINES_A_PAGE
from documents.result_tables import write_tables
from documents.round_report import write_report

DATED = date(2022, 8, 25)


def paper_of(text: str, path: Path) -> str:
    paper = OfficialPaper("zh", DATED)
    paper.paragraph(text)
    return paper.save(path, title="版面", author="甲省高级人民法院")


@pytest.fixture(scope="module")
def pages(round_results, round_facts, tmp_path_factory) -> dict[str, list[str]]:
    """The pages of every paper of ours, as LibreOffice laid them out, in one run of it."""
    if not (shutil.which("soffice") and shutil.which("pdftotext")):
        pytest.skip("LibreOffice (soffice) or poppler (pdftotext) is not installed")
    folder = tmp_path_factory.mktemp("papers")
    # The first line is indented by two characters, so a full page holds two characters less.
    full_page = "案" * (LINES_A_PAGE * CHARACTERS_A_LINE - 2)
    paper_of(full_page, folder / "full.docx")
    paper_of(full_page + "件", folder / "over.docx")
    write_report(round_results, round_facts, folder / "report.docx", dated=DATED)
    write_circular(round_results, round_facts, folder / "circular.docx", dated=DATED, ranking_allowed=False)
    write_tables(round_results, round_facts, folder / "tables.xlsx", dated=DATED)
    case = round_results.outcomes[0]
    write_case_card(case, (), folder / "card.docx", court=round_facts.court, dated=DATED)
    papers = sorted(folder.iterdir())
    home = {**os.environ, "HOME": str(folder)}
    command = ["soffice", f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", folder, *papers],
        check=True,
        capture_output=True,
        env=home,
        timeout=120,
    )
    return {paper.stem: text_of(paper.with_suffix(".pdf")) for paper in papers}


def text_of(pdf: Path) -> list[str]:
    command = ["pdftotext", "-layout", pdf, "-"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return told.split("\f")[:-1]


def test_a_page_holds_22_lines_of_28_characters_and_not_one_more(pages):
    lines = pages["full"][0].split()

    assert len(pages["full"]) == 1
    assert [line.count("案") for line in lines[:LINES_A_PAGE]] == [26] + [28] * 21
    assert len(pages["over"]) == 2


def test_every_page_carries_its_number(pages):
    for number, page in enumerate(pages["report"], start=1):
        assert page.replace(" ", "").rstrip().endswith(f"—{number}—")


@pytest.mark.parametrize(
    ("paper", "words"),
    [
        ("report", "2022年第二季度案件质量评查报告"),
        ("circular", "各中级、基层人民法院："),
        ("card", "案件质量评查结果卡"),
        ("tables", "（2022）甲01民初64号"),
    ],
)
def test_every_paper_opens_in_another_word_processor(pages, paper, words):
    assert words in "".join(pages[paper]).replace(" ", "")


def test_the_page_is_that_of_the_standard(tmp_path):
    paper_of("正文", tmp_path / "paper.docx")

    document = Document(str(tmp_path / "paper.docx"))
    section = document.sections[0]
    grids = section._sectPr.findall(qn("w:docGrid"))
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert (round(section.top_margin.mm), round(section.left_margin.mm)) == (37, 28)
    assert [grid.get(qn("w:type")) for grid in grids] == ["lines"]
    fonts = document.styles["Normal"].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == "仿宋_GB2312"


def test_equal_content_on_an_equal_date_gives_equal_bytes(tmp_path, round_results, round_facts):
    for write, name in ((write_report, "report.docx"), (write_tables, "tables.xlsx")):
        first = write(round_results, round_facts, tmp_path / f"1{name}", dated=DATED)
        second = write(round_results, round_facts, tmp_path / f"2{name}", dated=DATED)

        assert first == second


def test_a_paper_says_who_made_it_and_when_and_carries_no_picture_of_another(tmp_path):
    paper_of("正文", tmp_path / "paper.docx")

    document = Document(str(tmp_path / "paper.docx"))
    properties = document.core_properties
    assert (properties.title, properties.author) == ("版面", "甲省高级人民法院")
    assert properties.created.date() == DATED
    assert not [part for part in document.part.package.iter_parts() if "thumbnail" in str(part.partname)]
