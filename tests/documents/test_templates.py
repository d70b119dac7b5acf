from __future__ import annotations

import io
from datetime import date

import pytest
from docx import Document
from docx.oxml.ns import qn

from documents.case_card import case_card
from documents.paper_fields import PaperKind
from documents.paper_finish import chinese
from documents.paper_templates import our_template, template_name
from documents.press import Press
from documents.template_check import template_faults
from rules.errors import FaultyInput

CARD = PaperKind.RESULT_CARD
EVERY = [(kind, language) for kind in PaperKind for language in ("zh", "en")]


@pytest.fixture
def card(round_results):
    case = round_results.outcomes[19]
    return case_card(case, (), court="甲省高级人民法院", season="2022年第二季度", dated=date(2022, 8, 25))


def own(folder, template):
    (folder / template_name(CARD, "zh")).write_bytes(template)
    return folder


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_our_own_templates_pass_the_check(kind, language):
    assert template_faults(our_template(kind, language), kind, language) == ()


def test_a_courts_own_sentence_stands_in_both_files(card, look, tmp_path):
    changed = look.edited(our_template(CARD, "zh"), ("等次与理由", "评查等次及其理由（本院样式）"))

    printed = Press(templates=own(tmp_path, changed)).write(card, tmp_path / "card")

    assert "一、评查等次及其理由（本院样式）" in look.told(Document(str(printed.docx)))
    assert "评查等次及其理由（本院样式）" in look.squeezed("".join(look.pages_of(printed.pdf)))


def test_a_template_cut_into_runs_by_an_editor_is_filled_all_the_same(card, look, tmp_path):
    run = '</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">'
    changed = look.edited(
        our_template(CARD, "zh"),
        ("{{案号}}", f"{{{run}{{案{run}号}}{run}}}"),
        ("{%tr for 行 in 扣分项目 %}", f"{{%tr for 行{run} in 扣分项目 %}}"),
    )

    document = look.document_of(card, own(tmp_path, changed))

    assert look.tables_of(document)[0][0][3] == "（2022）甲01民初20号"
    assert look.tables_of(document)[1][-1] == ["", "合计", "12"]


@pytest.fixture(scope="module")
def resaved(tmp_path_factory, look):
    """Every Chinese template of ours, opened by LibreOffice and saved again."""
    folder, made = tmp_path_factory.mktemp("ours"), tmp_path_factory.mktemp("resaved")
    for kind in PaperKind:
        (folder / template_name(kind, "zh")).write_bytes(our_template(kind, "zh"))
    look.office_converted(made, sorted(folder.glob("*.docx")), "docx:MS Word 2007 XML")
    return made


@pytest.mark.parametrize("kind", list(PaperKind))
def test_a_template_saved_by_another_word_processor_passes_the_check(resaved, kind):
    file = (resaved / template_name(kind, "zh")).read_bytes()

    assert file != our_template(kind, "zh")
    assert template_faults(file, kind, "zh") == ()


def test_a_template_saved_by_another_word_processor_gives_the_same_paper(resaved, card, look):
    ours, theirs = look.document_of(card), look.document_of(card, resaved)

    # Merged cells are told once by the one and twice by the other; what is said is the same.
    assert look.squeezed(look.told(theirs)) == look.squeezed(look.told(ours))
    assert look.tables_of(theirs)[1:] == look.tables_of(ours)[1:]
    fonts = theirs.styles["Body Text"].element
    assert fonts is not None
    assert theirs.styles["Normal"].element.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋_GB2312"


def test_a_page_of_a_resaved_template_still_holds_what_the_standard_asks_for(resaved, card, tmp_path, look):
    ours = Press().write(card, tmp_path / "ours")
    theirs = Press(templates=resaved).write(card, tmp_path / "theirs")

    assert len(look.pages_of(theirs.pdf)) == len(look.pages_of(ours.pdf))


def test_parts_put_in_another_order_are_numbered_as_they_stand(card, look, tmp_path):
    document = Document(io.BytesIO(our_template(CARD, "zh")))
    headings = [line for line in document.paragraphs if line.style.name == "Heading 1"]
    reasons, deductions = headings[0], headings[1]
    reasons.runs[0].text, deductions.runs[0].text = "一、扣分", "一、等次与理由"
    file = io.BytesIO()
    document.save(file)

    told = look.told(look.document_of(card, own(tmp_path, file.getvalue())))

    assert told.index("一、扣分") < told.index("二、等次与理由")


def test_a_broken_template_is_refused_with_every_fault_and_nothing_is_written(card, look, tmp_path):
    broken = look.edited(our_template(CARD, "zh"), ("{{案号}}", "{{案好}}"), ("{{得分}}", "｛｛得分｝｝"))
    own(tmp_path, broken)

    with pytest.raises(FaultyInput) as refused:
        Press(templates=tmp_path).write(card, tmp_path / "out" / "card")

    assert len(refused.value.faults) == 3
    assert not (tmp_path / "out").exists()


def test_papers_that_belong_together_are_written_all_or_none(
    card, look, tmp_path, round_results, round_facts
):
    from documents.round_report import round_report

    own(tmp_path, look.edited(our_template(CARD, "zh"), ("{{案号}}", "{{案好}}")))
    report = round_report(round_results, round_facts, dated=date(2022, 8, 25))

    with pytest.raises(FaultyInput):
        Press(templates=tmp_path).write_all([(report, tmp_path / "report"), (card, tmp_path / "card")])

    assert not list(tmp_path.glob("*.pdf"))


def test_headings_are_counted_in_chinese():
    assert [chinese(number) for number in (1, 9, 10, 11, 20, 25)] == [
        "一",
        "九",
        "十",
        "十一",
        "二十",
        "二十五",
    ]
