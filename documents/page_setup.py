"""The page of official paper (公文版面) after GB/T 9704-2012: margins, line grid, type, page number.

The measures are those of the standard as commonly set in word processors (recalled, 待核).
"""

from __future__ import annotations

from enum import Enum
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor, Twips
from docx.styles.style import ParagraphStyle
from docx.styles.styles import Styles

from rules.labels import Language

LINES_A_PAGE = 22
CHARACTERS_A_LINE = 28
TEXT_WIDTH = Mm(156)
TEXT_HEIGHT = Mm(225)
LINE_PITCH = Twips(int(TEXT_HEIGHT.twips / LINES_A_PAGE))
"""Rounded down: one twip more and the 22nd line falls to the next page."""
TWO_LINES = Twips(2 * LINE_PITCH.twips)
TRACKING = Twips(-5)
"""28 characters of 16 pt are wider than 156 mm by 6 pt; a quarter point off each makes them fit."""
NOTHING = Pt(0)
ABOVE_MASTHEAD = Mm(35)
"""From the edge of the text area to the mark of the issuing court."""
MASTHEAD_SIZE = Pt(36)
"""The standard leaves the size open; a long name is set smaller, so that it does not run over the line."""
BLACK = RGBColor(0, 0, 0)


class Typeface(Enum):
    """The Chinese fonts of official paper, as a court's computers name them."""

    BODY = "仿宋_GB2312"
    TITLE = "方正小标宋简体"
    HEADING = "黑体"
    SUBHEADING = "楷体_GB2312"
    PAGE_NUMBER = "宋体"


LATIN = "Times New Roman"


class Style(Enum):
    """The paragraph styles of a template, as a word processor lists them."""

    TITLE = "Title"
    HEADING = "Heading 1"
    SUBHEADING = "Heading 2"
    BODY = "Body Text"
    LEFT = "Normal"
    CAPTION = "Caption"
    SMALL = "No Spacing"
    MASTHEAD = "发文机关标志"
    NUMBER = "发文字号"
    RED_LINE = "红色分隔线"
    FORM = "表格正文"


RED = RGBColor(0xE6, 0x00, 0x12)

SIZE_2 = Pt(22)
"""二号"""
SIZE_3 = Pt(16)
"""三号"""
SIZE_4 = Pt(14)
"""四号"""
SIZE_SMALL_4 = Pt(12)
"""小四"""
SIZE_5 = Pt(10.5)
"""五号"""


def blank_paper(language: Language) -> Docx:
    """An empty document with page, styles and page number set up."""
    document: Docx = Document()
    _set_page(document)
    _set_styles(document, language)
    _set_own_styles(document.styles)
    _number_pages(document)
    return document


def set_font(style: ParagraphStyle, typeface: Typeface, size: Length) -> None:
    """Name the Chinese and the Latin font; without w:eastAsia Word would set Chinese in the Latin one."""
    style.font.size = size
    style.font.color.rgb = BLACK
    properties = style.element.get_or_add_rPr()
    for fonts in properties.findall(qn("w:rFonts")):
        properties.remove(fonts)
    fonts = OxmlElement("w:rFonts")
    for script, name in (("ascii", LATIN), ("hAnsi", LATIN), ("eastAsia", typeface.value)):
        fonts.set(qn(f"w:{script}"), name)
    properties.insert(0, fonts)


def _set_page(document: Docx) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.left_margin = Mm(37), Mm(28)
    section.bottom_margin = Mm(297 - 37 - 225)
    section.right_margin = Mm(210 - 28 - 156)
    section.footer_distance, section.header_distance = Mm(23), Mm(22)
    # The blank document already has a grid, and a second one would be invalid. The type "linesAndChars"
    # spreads characters apart in LibreOffice, so the characters are fitted by TRACKING instead.
    grid = section._sectPr.find(qn("w:docGrid"))  # noqa: SLF001 - python-docx has no public door to the grid
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(LINE_PITCH.twips))


def _set_styles(document: Docx, language: Language) -> None:
    styles = document.styles
    _speak_chinese(styles)
    normal = styles["Normal"]
    set_font(normal, Typeface.BODY, SIZE_3)
    _track(normal, TRACKING)
    _set_lines(normal, exactly=LINE_PITCH)

    body = styles["Body Text"]
    _indent_two_characters(body)
    _set_lines(body, exactly=LINE_PITCH)
    justified = WD_ALIGN_PARAGRAPH.JUSTIFY if language == "zh" else WD_ALIGN_PARAGRAPH.LEFT
    body.paragraph_format.alignment = justified

    title = styles["Title"]
    set_font(title, Typeface.TITLE, SIZE_2)
    _track(title, Twips(0))
    _set_lines(title, exactly=Pt(36), after=LINE_PITCH)
    _leave_grid(title)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for border in title.element.pPr.findall(qn("w:pBdr")):
        title.element.pPr.remove(border)

    for name, typeface in (("Heading 1", Typeface.HEADING), ("Heading 2", Typeface.SUBHEADING)):
        heading = styles[name]
        set_font(heading, typeface, SIZE_3)
        _set_lines(heading, exactly=LINE_PITCH)
        _indent_two_characters(heading)
        heading.font.bold = language == "en"

    caption = styles["Caption"]
    set_font(caption, Typeface.HEADING, SIZE_SMALL_4)
    _set_lines(caption, exactly=Pt(20), before=Pt(6), after=Pt(3))
    _leave_grid(caption)
    _track(caption, Twips(0))
    caption.font.bold = False
    caption.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    caption.paragraph_format.keep_with_next = True

    small = styles["No Spacing"]
    set_font(small, Typeface.BODY, SIZE_5)
    _track(small, Twips(0))
    _set_lines(small, exactly=Pt(15))
    _leave_grid(small)


def _set_own_styles(styles: Styles) -> None:
    """What a word processor has no style for: the head of an official paper, and the text of a form."""
    for style in (Style.MASTHEAD, Style.NUMBER, Style.RED_LINE, Style.FORM):
        styles.add_style(style.value, WD_STYLE_TYPE.PARAGRAPH)  # type: ignore[no-untyped-call]
    masthead = styles[Style.MASTHEAD.value]
    set_font(masthead, Typeface.TITLE, MASTHEAD_SIZE)
    _set_lines(masthead, exactly=Pt(44), before=ABOVE_MASTHEAD, after=TWO_LINES)
    _leave_grid(masthead)
    masthead.font.color.rgb = RED
    number = styles[Style.NUMBER.value]
    set_font(number, Typeface.BODY, SIZE_3)
    _set_lines(number, exactly=LINE_PITCH)
    red_line = styles[Style.RED_LINE.value]
    set_font(red_line, Typeface.BODY, SIZE_5)
    _set_lines(red_line, exactly=Mm(4), after=TWO_LINES)
    _leave_grid(red_line)
    _underline(red_line)
    for style in (masthead, number, red_line):
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER

    form = styles[Style.FORM.value]
    set_font(form, Typeface.BODY, SIZE_SMALL_4)
    _set_lines(form, exactly=Pt(20))
    _leave_grid(form)


def _underline(style: ParagraphStyle) -> None:
    """The red line (红色分隔线) across the text area, below the paragraph."""
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "12"), ("space", "1"), ("color", str(RED))):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    style.element.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:snapToGrid", "w:spacing", "w:ind", "w:jc"
    )


def _set_lines(
    style: ParagraphStyle, *, exactly: Length, before: Length = NOTHING, after: Length = NOTHING
) -> None:
    """Fix the line height, so that a substituted font does not change the number of pages."""
    lines = style.paragraph_format
    lines.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    lines.line_spacing = exactly
    lines.space_before, lines.space_after = before, after


def _indent_two_characters(style: ParagraphStyle) -> None:
    """首行缩进二字, counted in characters so that it follows the size of the type."""
    style.paragraph_format.first_line_indent = 2 * SIZE_3
    style.element.get_or_add_pPr().find(qn("w:ind")).set(qn("w:firstLineChars"), "200")


def _leave_grid(style: ParagraphStyle) -> None:
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    # The schema wants snapToGrid before spacing.
    style.element.pPr.find(qn("w:spacing")).addprevious(snap)


def _track(style: ParagraphStyle, amount: Length) -> None:
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:spacing")):
        properties.remove(old)
    tracking = OxmlElement("w:spacing")
    tracking.set(qn("w:val"), str(amount.twips))
    # The schema wants spacing before the kerning and the size.
    after = next(element for element in properties if element.tag in (qn("w:kern"), qn("w:sz")))
    after.addprevious(tracking)


def _speak_chinese(styles: Styles) -> None:
    """Say that Han characters are Chinese: glyphs, punctuation and line breaks depend on it.

    Latin text stays English in either language: called Chinese, its numbers would be broken over two lines.
    """
    spoken = next(styles.element.iter(qn("w:lang")))
    spoken.set(qn("w:val"), "en-US")
    spoken.set(qn("w:eastAsia"), "zh-CN")


def _number_pages(document: Docx) -> None:
    """“— 1 —” in 四号宋体: outside, one character in from the edge of the text."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    set_font(document.styles["Footer"], Typeface.PAGE_NUMBER, SIZE_4)
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = side
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = SIZE_4
        paragraph.add_run("— ")
        paragraph.paragraph_format.element.append(_field("PAGE"))
        paragraph.add_run(" —")


def head_pages(document: Docx, text: str) -> None:
    """Put a line at the head of every page, odd and even."""
    section = document.sections[0]
    for header in (section.header, section.even_page_header):
        paragraph = header.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(text)
        run.font.size, run.font.color.rgb = SIZE_4, RED
        fonts = run.font.element.get_or_add_rPr().get_or_add_rFonts()
        fonts.set(qn("w:eastAsia"), Typeface.HEADING.value)


def _field(instruction: str) -> Any:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run = OxmlElement("w:r")
    shown = OxmlElement("w:t")
    shown.text = "1"
    run.append(shown)
    field.append(run)
    return field
