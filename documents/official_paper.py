"""Official paper (公文) as a docx: masthead, title, headings, body, tables and signature, one method a part.

The fonts are named and not embedded: a court's computers have them, and elsewhere the word processor puts
another in their place. Equal content on an equal date gives equal bytes, so the SHA-256 in the ledger can be
recomputed by making the paper again.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from documents.figures import day, width_in_characters
from documents.page_setup import SIZE_3, TEXT_WIDTH, Typeface, blank_paper
from rules.labels import Language, Words

RED = RGBColor(0xE6, 0x00, 0x12)
ALIGNMENTS = {
    "l": WD_ALIGN_PARAGRAPH.LEFT,
    "c": WD_ALIGN_PARAGRAPH.CENTER,
    "r": WD_ALIGN_PARAGRAPH.RIGHT,
}

CELL_MARGIN = Mm(1)
KEPT_TOGETHER = 8
"""A table of no more rows than this stands on one page, with its note."""

Text = Words | str


class OfficialPaper:
    """One paper being written, from the top down, in one language."""

    def __init__(self, language: Language, dated: date) -> None:
        self.language = language
        self.dated = dated
        self._document = blank_paper(language)
        self._tables = 0
        self._style_ids: dict[str, str] = {}

    def masthead(self, issuer: str, number: str) -> None:
        """发文机关标志 in red, 发文字号 below it, and the red line. An empty number leaves its line out."""
        mark = self._line("Title", issuer)
        mark.paragraph_format.space_after = Pt(12)
        run = mark.runs[0]
        run.font.color.rgb = RED
        # The standard leaves the size open; the mark should fill the line and not run over it.
        run.font.size = Pt(min(36, int(TEXT_WIDTH.pt / max(width_in_characters(issuer), 1))))
        mark.paragraph_format.line_spacing = Pt(44)
        last = mark
        if number:
            last = self._line("Normal", number)
            last.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _underline(last)
        last.paragraph_format.space_after = Pt(28)

    def title(self, text: Text) -> None:
        self._line("Title", text)

    def addressee(self, text: Text) -> None:
        """主送机关: at the left edge."""
        self._line("Normal", text)

    def heading(self, text: Text) -> None:
        """一、"""
        self._line("Heading 1", text)

    def subheading(self, text: Text) -> None:
        """（一）"""
        self._line("Heading 2", text)

    def paragraph(self, text: Text) -> None:
        self._line("Body Text", text)

    def table(
        self,
        caption: Text,
        header: Sequence[Text],
        rows: Sequence[Sequence[Text]],
        *,
        widths: Sequence[float],
        align: str,
        note: Text = "",
    ) -> None:
        """A numbered table. `widths` are shares of the text width, `align` one letter (l, c, r) a column."""
        self._tables += 1
        number = Words("表{n}　{caption}", "Table {n}. {caption}", n=self._tables, caption=caption)
        self._line("Caption", number)
        table = self._document.add_table(rows=0, cols=len(header), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        _narrow_margins(table)
        for column, share in zip(table.columns, widths, strict=True):
            column.width = int(TEXT_WIDTH * share / sum(widths))
        self._row(table, header, "c" * len(header), heading=True, keep=True)
        for left, row in zip(range(len(rows) - 1, -1, -1), rows, strict=True):
            # The last row keeps to the note, so that neither a row nor the note stands alone on a page.
            self._row(table, row, align, keep=left == 0 or len(rows) <= KEPT_TOGETHER)
        remark = self._line("No Spacing", note)
        remark.paragraph_format.space_before = Pt(3)
        remark.paragraph_format.space_after = Pt(9)

    def signature(self, issuer: Text, signed: date) -> None:
        """署名 and 成文日期: the date begins two characters to the right of the name (不加盖印章)."""
        name, written = self._shown(issuer), day(signed, self.language)
        free = width_in_characters(name) - width_in_characters(written)
        ends = max(2.0, free)
        for text, right in ((name, ends + 2 - free), (written, ends)):
            line = self._line("Normal", text)
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            line.paragraph_format.right_indent = int(SIZE_3 * right)
            line.paragraph_format.keep_together = True
            if text == name:
                line.paragraph_format.space_before = Pt(29)
                line.paragraph_format.keep_with_next = True

    def save(self, path: Path, *, title: Text, author: str) -> str:
        """Write the file; what comes back is its SHA-256."""
        made = datetime(self.dated.year, self.dated.month, self.dated.day)  # noqa: DTZ001 - the property has no zone
        properties = self._document.core_properties
        properties.title, properties.author, properties.last_modified_by = self._shown(title), author, author
        properties.created = properties.modified = made
        properties.language = "zh-CN" if self.language == "zh" else "en"
        properties.comments = properties.keywords = ""
        properties.revision = 1
        self._drop_thumbnail()
        file = io.BytesIO()
        self._document.save(file)
        sealed = _without_clock(file.getvalue())
        path.write_bytes(sealed)
        return hashlib.sha256(sealed).hexdigest()

    def _shown(self, text: Text) -> str:
        return text.to(self.language) if isinstance(text, Words) else text

    def _line(self, style: str, text: Text) -> Paragraph:
        return self._say(self._styled(self._document.add_paragraph(), style), text)

    def _styled(self, paragraph: Paragraph, style: str) -> Paragraph:
        """Give a paragraph its style by id: python-docx would search all styles for its name every time."""
        if style not in self._style_ids:
            self._style_ids[style] = self._document.styles[style].style_id
        paragraph._p.style = self._style_ids[style]  # noqa: SLF001 - the public door is that search
        return paragraph

    def _say(self, paragraph: Paragraph, text: Text) -> Paragraph:
        run = paragraph.add_run(self._shown(text))
        if self.language == "zh":
            # Quotation marks and dashes belong to both scripts; the hint sets them in the Chinese font.
            fonts = OxmlElement("w:rFonts")
            fonts.set(qn("w:hint"), "eastAsia")
            run.font.element.get_or_add_rPr().insert(0, fonts)
        return paragraph

    def _row(
        self, table: Any, texts: Sequence[Text], align: str, *, heading: bool = False, keep: bool
    ) -> None:
        row = table.add_row()
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no public door to row properties
        for tag in ("w:cantSplit", "w:tblHeader") if heading else ("w:cantSplit",):
            properties.append(OxmlElement(tag))
        for cell, text, side in zip(row.cells, texts, align, strict=True):
            paragraph = self._styled(self._say(cell.paragraphs[0], text), "No Spacing")
            paragraph.alignment = ALIGNMENTS[side]
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Mm(0.6)
            paragraph.paragraph_format.keep_with_next = keep
            if heading:
                fonts = paragraph.runs[0].font.element.get_or_add_rPr().get_or_add_rFonts()
                fonts.set(qn("w:eastAsia"), Typeface.HEADING.value)

    def _drop_thumbnail(self) -> None:
        """The blank document carries a picture of itself, which is not one of this paper."""
        relations = self._document.part.package.rels
        for key in [key for key, link in relations.items() if link.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
            del relations[key]


def _underline(paragraph: Paragraph) -> None:
    """The red line (红色分隔线) across the text area, below the paragraph."""
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "12"), ("space", "8"), ("color", str(RED))):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph.paragraph_format.element.get_or_add_pPr().insert_element_before(
        borders, "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _narrow_margins(table: Any) -> None:
    """Leave a millimetre beside the text of a cell; the usual two would break short words and percentages."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(CELL_MARGIN.twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = table._tbl.tblPr.find(qn("w:tblLook"))  # noqa: SLF001 - python-docx has no public door to cell margins
    look.addprevious(margins)


def _without_clock(package: bytes) -> bytes:
    """The same zip with every entry dated alike; python-docx would write the hour of saving."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as sealed,
    ):
        for entry in source.infolist():
            plain = zipfile.ZipInfo(entry.filename)
            plain.compress_type = zipfile.ZIP_DEFLATED
            sealed.writestr(plain, source.read(entry))
    return target.getvalue()
