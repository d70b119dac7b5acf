"""The parts of a paper as WordprocessingML (公文各部分), to stand where a template has their field.

python-docx builds a table cell by cell and looks every style up anew; a round's papers have thousands of cells, so
everything is written as text here and parsed once. The styles are those of the template that is being filled.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import singledispatchmethod
from xml.sax.saxutils import escape, quoteattr

from docx.shared import Length, Mm

from documents.figures import day, width_in_characters
from documents.page_setup import LINE_PITCH, SIZE_3, TEXT_WIDTH, Style, Typeface
from documents.paper_content import Annexed, Block, Chart, Line, Point, Section, Signature, Table, Text, Title
from rules.labels import Language, Words

CELL_MARGIN = Mm(1)
"""Beside the text of a cell; the usual two millimetres would break short words and percentages."""
ROW_PADDING = Mm(0.6)
KEPT_TOGETHER = 12
"""A table of no more rows than this stands on one page, with its caption and its note."""
SIDES = {"l": "left", "c": "center", "r": "right"}

BORDERS = (
    "<w:tblBorders>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders>"
)
"""Said outright: an edited template may have lost the style of tables."""
_TABLE = (
    '<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:type="dxa" w:w="{width}"/>'
    '<w:jc w:val="center"/>{borders}<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/>'
    '<w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar><w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" '
    'w:firstColumn="1" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    "{rows}</w:tbl>"
)
_CELL = (
    '<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{width}"/><w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr>'
    '<w:pStyle w:val="{style}"/>{keep}<w:spacing w:before="{padding}" w:after="{padding}"/><w:jc w:val="{side}"/>'
    "</w:pPr><w:r><w:rPr>{fonts}</w:rPr>{text}</w:r></w:p></w:tc>"
)
_PICTURE = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/><wp:docPr id="{id}" name={name} '
    'descr={descr}/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData '
    'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="{id}" '
    "name={name}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip "
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="{embed}"/><a:stretch>'
    '<a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/>'
    '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing></w:r>"
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart made ready for a docx: its file in the package, its width and height (EMU)."""

    relation: str
    width: Length
    height: Length


@dataclass(slots=True)
class Setter:
    """Writes parts in one language, in the styles of one template."""

    language: Language
    styles: Mapping[str, str]
    """The id of each style of the template, by its name in small letters."""
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    """Charts by their code; a chart that is not here is left out with its caption."""

    def section(self, blocks: Section) -> str:
        return "".join(self.block(block) for block in blocks)

    @singledispatchmethod
    def block(self, block: Block) -> str:
        raise TypeError(block)

    @block.register
    def _(self, block: Line) -> str:
        return self.paragraph(Style.BODY, block.text)

    @block.register
    def _(self, block: Point) -> str:
        return self.paragraph(Style.LEFT, block.text, "<w:pageBreakBefore/>" if block.new_page else "")

    @block.register
    def _(self, block: Title) -> str:
        return self.paragraph(Style.TITLE, block.text)

    @block.register
    def _(self, block: Annexed) -> str:
        line = Words("附件：{name}", "Annex: {name}", name=block.name)
        return self.paragraph(Style.BODY, line, f'<w:spacing w:before="{LINE_PITCH.twips}"/>')

    @block.register
    def _(self, block: Table) -> str:
        caption = Words("表1　{caption}", "Table 1. {caption}", caption=block.caption)
        return self.paragraph(Style.CAPTION, caption) + self.table(block) + self._note(block.note)

    @block.register
    def _(self, block: Chart) -> str:
        picture = self.pictures.get(block.code)
        if picture is None:
            return ""
        name, descr = quoteattr(f"chart:{block.code}"), quoteattr(self.shown(block.told))
        drawn = _PICTURE.format(
            cx=int(picture.width),
            cy=int(picture.height),
            id=100 + list(self.pictures).index(block.code),
            name=name,
            descr=descr,
            embed=picture.relation,
        )
        style = self._style(Style.SMALL)
        layout = (
            '<w:spacing w:before="120" w:after="0" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>'
        )
        caption = Words("图1　{caption}", "Figure 1. {caption}", caption=block.caption)
        return (
            f"<w:p><w:pPr>{style}<w:keepNext/>{layout}</w:pPr>{drawn}</w:p>"
            + self.paragraph(Style.CAPTION, caption, "<w:keepNext/>")
            + self._note(block.note)
        )

    @block.register
    def _(self, block: Signature) -> str:
        name, written = self.shown(block.issuer), day(block.signed, self.language)
        free = width_in_characters(name) - width_in_characters(written)
        ends = max(2.0, free)
        lines = ((name, ends + 2 - free, "<w:keepNext/>", ' w:before="580"'), (written, ends, "", ""))
        return "".join(
            self.paragraph(
                Style.LEFT,
                text,
                f'{keep}<w:keepLines/><w:spacing{before}/><w:ind w:right="{int(SIZE_3.twips * right)}"/>'
                '<w:jc w:val="right"/>',
            )
            for text, right, keep, before in lines
            if text
        )

    def paragraph(self, style: Style, text: Text, layout: str = "") -> str:
        hint = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>' if self.language == "zh" else ""
        return f"<w:p><w:pPr>{self._style(style)}{layout}</w:pPr><w:r>{hint}{self._text(text)}</w:r></w:p>"

    def table(self, table: Table) -> str:
        """The table; its last row keeps to the note behind it, so that neither stands alone on a page."""
        columns = [int(TEXT_WIDTH.twips * share / sum(table.widths)) for share in table.widths]
        hint = ' w:hint="eastAsia"' if self.language == "zh" else ""
        bold = f'<w:rFonts{hint} w:eastAsia="{Typeface.HEADING.value}"/>'
        plain = f"<w:rFonts{hint}/>" if hint else ""
        written = [self._row(table.header, columns, "c" * len(columns), bold, keep=True, heading=True)]
        for left, row in zip(range(len(table.rows) - 1, -1, -1), table.rows, strict=True):
            kept = left == 0 or len(table.rows) <= KEPT_TOGETHER
            written.append(self._row(row, columns, table.align, plain, keep=kept, heading=False))
        return _TABLE.format(
            style=self.styles.get("table grid", "TableGrid"),
            width=sum(columns),
            borders=BORDERS,
            margin=CELL_MARGIN.twips,
            grid="".join(f'<w:gridCol w:w="{width}"/>' for width in columns),
            rows="".join(written),
        )

    def _row(
        self,
        texts: Iterable[Text],
        columns: Sequence[int],
        align: str,
        fonts: str,
        *,
        keep: bool,
        heading: bool,
    ) -> str:
        cells = (
            _CELL.format(
                width=width,
                style=self.styles.get("no spacing", "NoSpacing"),
                keep="<w:keepNext/>" if keep else "",
                padding=ROW_PADDING.twips,
                side=SIDES[side],
                fonts=fonts,
                text=self._text(text),
            )
            for text, width, side in zip(texts, columns, align, strict=True)
        )
        header = "<w:tblHeader/>" if heading else ""
        return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{''.join(cells)}</w:tr>"

    def _note(self, note: Text) -> str:
        return self.paragraph(Style.SMALL, note, '<w:spacing w:before="60" w:after="180"/>')

    def _style(self, style: Style) -> str:
        found = self.styles.get(style.value.lower())
        return f'<w:pStyle w:val="{found}"/>' if found else ""

    def _text(self, text: Text) -> str:
        return "<w:br/>".join(
            f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in self.shown(text).split("\n")
        )

    def shown(self, text: Text) -> str:
        return text.to(self.language) if isinstance(text, Words) else text
