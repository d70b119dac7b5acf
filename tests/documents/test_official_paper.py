from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from docx import Document
from docx.oxml.ns import qn

from documents.case_card import case_card
from documents.circular import circular
from documents.page_setup import CHARACTERS_A_LINE, LINES_A_PAGE
from documents.paper_content import Line, Paper, Signature
from documents.paper_fields import Of, PaperKind
from documents.pdf_papers import write_pdf
from documents.press import Press
from documents.result_tables import write_tables
from documents.round_report import round_report

DATED = date(2022, 8, 25)
COURT = "甲省高级人民法院"
RARE = "喆祎赟翀堃犇頔㛃䶮𬭎𣲗"
MILLIMETRE = 72 / 25.4
FULL_PAGE = "案" * (LINES_A_PAGE * CHARACTERS_A_LINE - 2)
"""The first line is indented by two characters, so a full page holds two characters less."""


def body_of(text: str) -> Paper:
    return Paper(PaperKind.REPORT, "版面", COURT, DATED, "zh", {Of.FRAME: (Line(text),)})


@pytest.fixture(scope="module")
def papers(round_results, round_facts) -> dict[str, Paper]:
    facts = replace(round_facts, sample=True)
    case = replace(round_results.outcomes[0], cause=RARE)
    return {
        "report": round_report(round_results, facts, dated=DATED, number="甲高法〔2022〕88号"),
        "english": round_report(round_results, facts, dated=DATED, language="en"),
        "circular": circular(round_results, facts, dated=DATED, ranking_allowed=False),
        "card": case_card(case, (), court=COURT, season="2022年第二季度", dated=DATED),
    }


@pytest.fixture(scope="module")
def folder(papers, round_results, round_facts, tmp_path_factory, look):
    """Every paper of ours as docx, as our PDF, and (…-office.pdf) as LibreOffice lays the docx out."""
    folder = tmp_path_factory.mktemp("papers")
    for name, text in (("full", FULL_PAGE), ("over", FULL_PAGE + "件" * 60)):
        paper = body_of(text)
        docx = look.body_only(paper, Of.FRAME.zh)
        (folder / f"{name}.docx").write_bytes(docx.file)
        (folder / f"{name}.pdf").write_bytes(write_pdf(paper, docx))
    for name, paper in papers.items():
        Press().write(paper, folder / name)
    write_tables(round_results, round_facts, folder / "tables.xlsx", dated=DATED)
    return folder


@pytest.fixture(scope="module")
def by_office(folder, look):
    """The pages of every file as LibreOffice laid them out, in one run of it."""
    made = folder / "by-office"
    made.mkdir()
    look.office_converted(made, [*sorted(folder.glob("*.docx")), folder / "tables.xlsx"], "pdf")
    return {path.stem: look.pages_of(path) for path in made.glob("*.pdf")}


def test_a_page_of_the_pdf_holds_22_lines_of_28_characters_and_not_one_more(folder, look):
    full, over = look.pages_of(folder / "full.pdf"), look.pages_of(folder / "over.pdf")

    lines = full[0].split()
    assert [line.count("案") for line in lines[:LINES_A_PAGE]] == [26] + [28] * 21
    assert (len(full), len(over)) == (1, 2)


def test_a_page_of_the_docx_holds_as_much_in_another_word_processor(by_office):
    lines = by_office["full"][0].split()

    assert [line.count("案") for line in lines[:LINES_A_PAGE]] == [26] + [28] * 21
    assert (len(by_office["full"]), len(by_office["over"])) == (1, 2)


def test_the_text_area_of_the_pdf_has_the_margins_of_the_standard(folder, look):
    words = [word for word in look.words_of(folder / "full.pdf") if "案" in word[1]]

    assert min(left for _, _, left, _, _ in words) == pytest.approx(28 * MILLIMETRE, abs=0.5)
    assert max(right for _, _, _, right, _ in words) == pytest.approx((28 + 156) * MILLIMETRE, abs=0.5)
    # The first line is centred in its pitch, so its type begins half of what is free below the edge.
    top = min(top for *_, top in words)
    assert 37 * MILLIMETRE < top + 1 < (37 + 4) * MILLIMETRE


def test_page_numbers_stand_at_the_outer_corner_one_character_in(folder, look):
    middle = 105 * MILLIMETRE
    numbers = [word for word in look.words_of(folder / "report.pdf") if word[1] == "—"]

    for page in (1, 2, 3):
        dashes = [word for word in numbers if word[0] == page][-2:]
        right_page = page % 2 == 1
        assert all((left > middle) is right_page for _, _, left, _, _ in dashes)
    last = [word for word in numbers if word[0] == 1][-1]
    assert last[3] == pytest.approx((28 + 156) * MILLIMETRE - 14, abs=4)
    assert last[4] > (37 + 225) * MILLIMETRE


@pytest.mark.parametrize("made_by", ["pdf", "office"])
def test_every_page_carries_its_number(folder, by_office, look, made_by):
    pages = look.pages_of(folder / "report.pdf") if made_by == "pdf" else by_office["report"]
    for number, page in enumerate(pages, start=1):
        assert page.replace(" ", "").rstrip().endswith(f"—{number}—")


def test_the_mark_stands_35_millimetres_below_the_edge_and_the_number_in_its_brackets(folder, look):
    words = look.words_of(folder / "report.pdf")

    mark = next(word for word in words if word[1] == COURT)
    assert 70 * MILLIMETRE < mark[4] < 76 * MILLIMETRE
    assert "甲高法〔2022〕88号" in look.pages_of(folder / "report.pdf")[0].replace(" ", "")


def test_the_mark_and_its_line_are_red(folder):
    document = Document(str(folder / "report.docx"))

    styles = document.styles
    assert str(styles["发文机关标志"].font.color.rgb) == "E60012"
    line = styles["红色分隔线"].element.pPr.find(f"{qn('w:pBdr')}/{qn('w:bottom')}")
    assert line.get(qn("w:color")) == "E60012"


def test_a_long_name_of_a_court_is_set_smaller_and_stays_on_its_line(
    papers, round_results, round_facts, look, tmp_path
):
    court = "甲省乙丙民族自治州丁戊民族自治县人民法院"
    paper = round_report(round_results, replace(round_facts, court=court), dated=DATED)

    Press().write(paper, tmp_path / "long")

    assert any(word[1] == court for word in look.words_of(tmp_path / "long.pdf"))


def test_the_date_begins_two_characters_to_the_right_of_the_name(folder, look):
    words = look.words_of(folder / "report.pdf")
    name = [word for word in words if word[1] == COURT][-1]
    below = [word for word in words if word[0] == name[0] and name[4] < word[4] < name[4] + 40]
    date_line = min(below, key=lambda word: word[2])
    assert date_line[1].startswith("2022")
    assert date_line[2] - name[2] == pytest.approx(2 * 16, abs=5)


def test_a_signature_never_stands_alone_on_a_page(look, tmp_path):
    for lines in range(18, 24):
        paper = Paper(
            PaperKind.REPORT,
            "版面",
            COURT,
            DATED,
            "zh",
            {Of.FRAME: (*(Line("正文") for _ in range(lines)), Signature(COURT, DATED))},
        )
        (tmp_path / "signed.pdf").write_bytes(write_pdf(paper, look.body_only(paper, Of.FRAME.zh)))

        last = look.pages_of(tmp_path / "signed.pdf")[-1]
        assert "正文" in last, lines


def test_the_annex_begins_a_page_of_its_own_behind_the_signature(folder, look):
    pages = [page.replace(" ", "") for page in look.pages_of(folder / "report.pdf")]

    annex = next(number for number, page in enumerate(pages) if "附件\n" in page)
    signed = next(number for number, page in enumerate(pages) if "附件：本次评查适用的参数与出处" in page)
    assert annex > signed


def test_rare_names_are_set_and_every_font_is_inside(folder, look):
    text = "".join(look.pages_of(folder / "card.pdf"))
    fonts = look.poppler("pdffonts", folder / "card.pdf").splitlines()[2:]

    assert set(RARE) <= set(text)
    assert fonts
    assert all(" yes " in font[font.index("CID") :] for font in fonts if "CID" in font)


def test_the_pdf_says_that_it_is_fit_for_the_archive(folder, look):
    meta = look.poppler("pdfinfo", "-meta", folder / "report.pdf")

    assert "<pdfaid:part>2</pdfaid:part>" in meta
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in meta


@pytest.mark.parametrize("name", ["report", "circular", "card", "english"])
def test_docx_and_pdf_say_the_same_sentences_and_figures(folder, look, name):
    document = Document(str(folder / f"{name}.docx"))
    pdf = look.squeezed(look.poppler("pdftotext", "-raw", folder / f"{name}.pdf", "-"))

    paragraphs = [look.squeezed(line.text) for line in document.paragraphs]
    cells = [look.squeezed(cell) for table in look.tables_of(document) for row in table for cell in row]
    assert len(paragraphs) > 5
    # Over a page break the running head stands between the two halves of a sentence, so halves are looked for.
    missing = [
        text for text in (*paragraphs, *cells) if text and text not in pdf and not _over_a_page(text, pdf)
    ]
    assert missing == []


def _over_a_page(text: str, pdf: str) -> bool:
    return any(text[:cut] in pdf and text[cut:] in pdf for cut in range(1, len(text)))


@pytest.mark.parametrize(
    ("paper", "words"),
    [
        ("report", "2022年第二季度案件质量评查报告"),
        ("circular", "各中级、基层人民法院："),
        ("card", "案件质量评查结果卡"),
        ("tables", "（2022）甲01民初64号"),
    ],
)
def test_every_paper_opens_in_another_word_processor(by_office, paper, words):
    assert words in "".join(by_office[paper]).replace(" ", "")


def test_the_page_is_that_of_the_standard(folder):
    document = Document(str(folder / "report.docx"))

    section = document.sections[0]
    grids = section._sectPr.findall(qn("w:docGrid"))
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert (round(section.top_margin.mm), round(section.left_margin.mm)) == (37, 28)
    assert [grid.get(qn("w:type")) for grid in grids] == ["lines"]
    fonts = document.styles["Normal"].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == "仿宋_GB2312"


def test_equal_content_on_an_equal_date_gives_equal_bytes(papers, round_results, round_facts, tmp_path):
    for paper in papers.values():
        assert Press().files(paper) == Press().files(paper)
    digests = {write_tables(round_results, round_facts, tmp_path / f"{n}.xlsx", dated=DATED) for n in (1, 2)}
    assert len(digests) == 1


def test_a_paper_says_who_made_it_and_when_and_carries_no_picture_of_another(papers, look):
    document = look.document_of(papers["card"])

    properties = document.core_properties
    assert properties.title.startswith("案件质量评查结果卡")
    assert (properties.author, properties.created.date()) == (COURT, DATED)
    assert not [part for part in document.part.package.iter_parts() if "thumbnail" in str(part.partname)]


def test_an_invented_case_says_so_on_every_page(papers, folder, look):
    section = look.document_of(papers["report"]).sections[0]
    pages = look.pages_of(folder / "report.pdf")

    for header in (section.header, section.even_page_header):
        assert "示例数据" in header.paragraphs[0].text
    assert all("示例数据" in page for page in pages)


def test_charts_in_the_docx_say_in_words_what_they_show(papers, look):
    document = look.document_of(papers["report"])
    tag = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"

    told = {about.get("name"): about.get("descr") for about in document.element.iter(tag)}
    assert {"chart:grades", "chart:defects"} <= set(told)
    assert "合格 61.3%" in told["chart:grades"]
    assert Document(io.BytesIO(Press().files(papers["report"])[0])).inline_shapes
