"""The tables of official paper, written as one piece of WordprocessingML each.

python-docx builds a table cell by cell and looks every style up anew; a round's result cards have thousands of
cells, so a table is written as text here and parsed once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from documents.page_setup import TEXT_WIDTH, Typeface

CELL_MARGIN = Mm(1)
"""Beside the text of a cell; the usual two millimetres would break short words and percentages."""
ROW_PADDING = Mm(0.6)
KEPT_TOGETHER = 8
"""A table of no more rows than this stands on one page, with its note."""
SIDES = {"l": "left", "c": "center", "r": "right"}

_TABLE = (
    '<w:tbl {namespaces}><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:type="auto" w:w="0"/>'
    '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/>'
    '<w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar><w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" '
    'w:firstColumn="1" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    "{rows}</w:tbl>"
)
_ROW = "<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{cells}</w:tr>"
_CELL = (
    '<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{width}"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="NoSpacing"/>{keep}'
    '<w:spacing w:before="{padding}" w:after="{padding}"/><w:jc w:val="{side}"/></w:pPr>'
    "<w:r><w:rPr>{fonts}</w:rPr>{text}</w:r></w:p></w:tc>"
)


def table_element(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    align: str,
    *,
    chinese: bool,
) -> Any:
    """The table as an element of a document. `widths` are shares of the text width, `align` a letter a column.

    The last row keeps to the paragraph after the table, so that neither it nor a note stands alone on a page.
    """
    columns = [int(TEXT_WIDTH.twips * share / sum(widths)) for share in widths]
    hint = ' w:hint="eastAsia"' if chinese else ""
    bold = f'<w:rFonts{hint} w:eastAsia="{Typeface.HEADING.value}"/>'
    plain = f"<w:rFonts{hint}/>" if chinese else ""
    written = [_row(header, columns, "c" * len(columns), bold, keep=True, heading=True)]
    for left, row in zip(range(len(rows) - 1, -1, -1), rows, strict=True):
        kept = left == 0 or len(rows) <= KEPT_TOGETHER
        written.append(_row(row, columns, align, plain, keep=kept, heading=False))
    return parse_xml(
        _TABLE.format(
            namespaces=nsdecls("w"),
            margin=CELL_MARGIN.twips,
            grid="".join(f'<w:gridCol w:w="{width}"/>' for width in columns),
            rows="".join(written),
        )
    )


def _row(
    texts: Iterable[str], columns: Sequence[int], align: str, fonts: str, *, keep: bool, heading: bool
) -> str:
    cells = (
        _CELL.format(
            width=width,
            keep="<w:keepNext/>" if keep else "",
            padding=ROW_PADDING.twips,
            side=SIDES[side],
            fonts=fonts,
            text="<w:br/>".join(
                f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n")
            ),
        )
        for text, width, side in zip(texts, columns, align, strict=True)
    )
    return _ROW.format(header="<w:tblHeader/>" if heading else "", cells="".join(cells))
