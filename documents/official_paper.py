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

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from documents.figures import day, width_in_characters
from documents.page_setup import LINE_PITCH, SIZE_3, TEXT_WIDTH, blank_paper, head_pages
from documents.paper_tables import table_element
from rules.labels import Language, Words

RED = RGBColor(0xE6, 0x00, 0x12)
SAMPLE = Words("示例数据（程序生成，不是真实案件）", "SAMPLE DATA (made by the program; no real case)")
Text = Words | str


class OfficialPaper:
    """One paper being written, from the top down, in one language."""

    def __init__(self, language: Language, dated: date, *, sample: bool = False) -> None:
        """`sample`: every page says at its head that the data are invented (示例数据)."""
        self.language = language
        self.dated = dated
        self._document = blank_paper(language)
        if sample:
            head_pages(self._document, SAMPLE.to(language), RED)
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

    def annexed(self, name: Text) -> None:
        """附件说明: one line below the body, what is annexed."""
        line = self._line("Body Text", Words("附件：{name}", "Annex: {name}", name=name))
        line.paragraph_format.space_before = LINE_PITCH

    def annex(self, name: Text) -> None:
        """附件, on a new page after the signature: the word at the left edge, the name as a title."""
        mark = self._line("Normal", Words("附件", "Annex"))
        mark.paragraph_format.page_break_before = True
        self._line("Title", name)

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
        shown = [[self._shown(text) for text in row] for row in (header, *rows)]
        table = table_element(shown[0], shown[1:], widths, align, chinese=self.language == "zh")
        # Behind the caption: the section's own properties stay the last thing of the document.
        self._last._p.addnext(table)  # noqa: SLF001 - python-docx has no public door for a made table
        remark = self._line("No Spacing", note)
        remark.paragraph_format.space_before = Pt(3)
        remark.paragraph_format.space_after = Pt(9)

    def signature(self, issuer: Text, signed: date) -> None:
        """署名 and 成文日期: the date begins two characters to the right of the name (不加盖印章).

        What stands before goes with them, so that they never stand alone on a page.
        """
        self._last.paragraph_format.keep_with_next = self._last.paragraph_format.keep_together = True
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
        self._last = self._say(self._styled(self._document.add_paragraph(), style), text)
        return self._last

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
