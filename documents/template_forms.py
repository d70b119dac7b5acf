"""The tables of the forms (表格) in our templates: labels, fields, and the empty room in which people write by hand."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from docx.shared import Mm

from documents.page_setup import TEXT_WIDTH, Style, Typeface
from documents.paper_fields import Field
from documents.paper_xml import BORDERS, CELL_MARGIN, Setter
from rules.labels import Language, Words

LABELS = (2.5, 5.2, 2.5, 5.4)
"""Widths of a row with two labels and two fields, as shares."""
SIGN = Words("签名：　　　　　　　　　　年　　月　　日", "Signed:                    Date:            ")
ROW = Words("行", "row")
"""What a row of a list is called in a template."""
_GRID = (
    '<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:type="dxa" w:w="{width}"/><w:jc w:val="center"/>{borders}'
    '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" '
    'w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
)
_CELL = '<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{width}"/>{span}<w:vAlign w:val="{valign}"/></w:tcPr>{lines}</w:tc>'
_LINE = (
    '<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}<w:spacing w:before="34" w:after="34"/><w:jc w:val="{side}"/></w:pPr>'
    '<w:r><w:rPr>{fonts}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
)


def tag(language: Language, found: Field, row: Field | None = None) -> str:
    """The field as a template asks for it; `row`: the field of a row of that list."""
    name = found.name(language)
    return f"{{{{{ROW.to(language)}.{name}}}}}" if row else f"{{{{{name}}}}}"


def each(language: Language, rows: Field, kind: str) -> tuple[str, str]:
    """The tags before and after what is repeated for each row; `kind` is tr (rows) or p (paragraphs)."""
    return f"{{%{kind} for {ROW.to(language)} in {rows.name(language)} %}}", f"{{%{kind} endfor %}}"


class FormSetter:
    """Sets forms in one language, in the styles of a blank paper."""

    def __init__(self, setter: Setter) -> None:
        self.setter = setter
        self.language = setter.language

    def particulars(self, *pairs: tuple[Words, Field]) -> str:
        """Labels and fields, two pairs a row."""
        couples = [pairs[at : at + 2] for at in range(0, len(pairs), 2)]
        columns = self._columns(LABELS)
        rows = []
        for couple in couples:
            cells = []
            for (label, found), (narrow, wide) in zip(
                couple, ((columns[0], columns[1]), (columns[2], columns[3])), strict=False
            ):
                cells.append(self._cell(narrow, label.to(self.language), label=True))
                rest = sum(columns[1:]) if len(couple) == 1 else wide
                span = 3 if len(couple) == 1 else 1
                cells.append(self._cell(rest, tag(self.language, found), span=span))
            rows.append(self._row(cells))
        return self._grid(columns, rows)

    def listed(
        self,
        rows: Field,
        widths: Sequence[float],
        align: str,
        last: Sequence[str] = (),
        *,
        style: Style = Style.FORM,
    ) -> str:
        """A table with one row for each row of a list, and a last row if given."""
        columns, before_after = self._columns(widths), each(self.language, rows, "tr")
        sides = [{"l": "left", "c": "center", "r": "right"}[letter] for letter in align]
        head = [
            self._cell(width, column.words.to(self.language), label=True, style=style)
            for width, column in zip(columns, rows.columns, strict=True)
        ]
        body = [
            self._cell(width, tag(self.language, column, rows), side=side, style=style)
            for width, column, side in zip(columns, rows.columns, sides, strict=True)
        ]
        ends = [
            self._cell(width, text, side=side)
            for width, text, side in zip(columns, last, sides, strict=True)
        ] if last else []  # fmt: skip
        opening, closing = (self._row([self._cell(sum(columns), told)]) for told in before_after)
        made = [self._row(head, heading=True), opening, self._row(body), closing]
        return self._grid(columns, [*made, self._row(ends)] if ends else made)

    def room(self, *rows: tuple[Words, Words | None, int]) -> str:
        """Room to write by hand: a label, the choice printed at the head of the room, and its empty lines.

        Name and date stand at the foot of each room.
        """
        columns = self._columns((2.5, 13.1))
        written = []
        for label, choice, empty in rows:
            lines = [(choice.to(self.language), "left")] if choice else []
            lines += [("", "left")] * empty + [(SIGN.to(self.language), "right")]
            room = "".join(self._line(text, side=side) for text, side in lines)
            cells = [self._cell(columns[0], label.to(self.language), label=True)]
            cells.append(_CELL.format(width=columns[1], span="", valign="center", lines=room))
            written.append(self._row(cells))
        return self._grid(columns, written)

    def blank(self, heads: Sequence[Words], widths: Sequence[float], count: int, height: int) -> str:
        """An empty table to be filled by hand."""
        columns = self._columns(widths)
        head = [
            self._cell(width, words.to(self.language), label=True)
            for width, words in zip(columns, heads, strict=True)
        ]
        empty = self._row([self._cell(width, "") for width in columns], height=height)
        return self._grid(columns, [self._row(head, heading=True), *([empty] * count)])

    def _columns(self, widths: Sequence[float]) -> list[int]:
        return [int(TEXT_WIDTH.twips * share / sum(widths)) for share in widths]

    def _cell(
        self,
        width: int,
        *texts: str,
        label: bool = False,
        side: str = "left",
        span: int = 1,
        style: Style = Style.FORM,
    ) -> str:
        lines = "".join(
            self._line(text, side="center" if label else side, label=label, style=style) for text in texts
        )
        spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        return _CELL.format(width=width, span=spans, valign="center", lines=lines)

    def _line(self, text: str, *, side: str, label: bool = False, style: Style = Style.FORM) -> str:
        hint = ' w:hint="eastAsia"' if self.language == "zh" else ""
        bold = f' w:eastAsia="{Typeface.HEADING.value}"' if label else ""
        return _LINE.format(
            style=self.setter.styles[style.value.lower()],
            keep="<w:keepNext/>" if label else "",
            side=side,
            fonts=f"<w:rFonts{hint}{bold}/>",
            text=escape(text),
        )

    @staticmethod
    def _row(cells: Sequence[str], *, heading: bool = False, height: int = 0) -> str:
        room = f'<w:trHeight w:val="{Mm(height).twips}" w:hRule="atLeast"/>' if height else ""
        head = "<w:tblHeader/>" if heading else ""
        return f"<w:tr><w:trPr><w:cantSplit/>{room}{head}</w:trPr>{''.join(cells)}</w:tr>"

    def _grid(self, columns: Sequence[int], rows: Sequence[str]) -> str:
        return _GRID.format(
            style=self.setter.styles["table grid"],
            width=sum(columns),
            borders=BORDERS,
            margin=CELL_MARGIN.twips,
            grid="".join(f'<w:gridCol w:w="{width}"/>' for width in columns),
            rows="".join(rows),
        )
