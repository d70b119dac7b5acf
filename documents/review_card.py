"""评查卡 (the review card): the score sheet as a spreadsheet, one for each case and reader.

Only the cells to be filled in are open; points add up while the reader types. The hidden sheet says which card it
is, so that it is known when it comes back under another name (`returned_card`).
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell as cell

from documents.card_guide import HINTS, guide_of
from documents.card_layout import Answer, CardData, Column, Page, Part, Row, answers_of, rows_of
from documents.card_styles import (
    BODY,
    CELL,
    GUIDE_WIDTH,
    HEADING,
    HEIGHTS,
    ITEM_HEIGHT,
    LINE_HEIGHT,
    STYLES,
    WIDTHS,
    lines_of,
)
from documents.whole_files import write_whole
from rules.deductions import Block, Item, Per, Severity, VetoKind
from rules.findings import Grade
from rules.labels import Language, Words

__all__ = ["CardData", "card_bytes", "card_file_name", "write_card"]

VETOED = Words("否决", "veto")
_ANSWERS_AT = f"={Page.MACHINE.zh}!$D$1:$D${{last}}"
"""Where the hidden sheet holds what a list offers: too long to stand in the cell itself."""
LARGEST_COUNT = 99
"""More than that is a slip of the keyboard."""


def write_card(card: CardData, path: Path) -> str:
    """Write the card; what comes back is the SHA-256 of the file. Equal cards give equal bytes."""
    content = card_bytes(card)
    write_whole(path, content)
    return hashlib.sha256(content).hexdigest()


def card_file_name(card: CardData) -> str:
    """``评查表_(2021)吉01民终100号_R-014.xlsx``, without what a file name cannot hold."""
    name = f"{Page.CARD.to(card.language)}_{card.case_no}_{card.reader}"
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]', "_", name) + ".xlsx"


def card_bytes(card: CardData) -> bytes:
    """The card as the bytes of an xlsx."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    issued = datetime(card.issued.year, card.issued.month, card.issued.day)  # noqa: DTZ001 - the property has no zone
    book.set_properties({"title": card.sheet.words.to(card.language), "created": issued})
    _Drawing(book, card).draw()
    _draw_guide(book, card)
    _draw_machine_sheet(book, card)
    book.close()
    return file.getvalue()


class _Drawing:
    """The first sheet of one card, drawn row by row."""

    def __init__(self, book: Any, card: CardData) -> None:
        self.card = card
        self.language: Language = card.language
        self.page = book.add_worksheet(Page.CARD.to(self.language))
        self.rows = rows_of(card)
        self.formats = {name: book.add_format({**CELL, **style}) for name, style in STYLES.items()}
        self.yes, self.no = Answer.YES.to(self.language), Answer.NO.to(self.language)

    def draw(self) -> None:
        self.page.set_default_row(ITEM_HEIGHT)
        for column, width in WIDTHS.items():
            self.page.set_column(column, column, width)
        for at, row in enumerate(self.rows):
            longest = max(lines_of(text, WIDTHS[column] - 1) for column, text in row.texts.items())
            height = HEIGHTS.get(row.part) or longest * LINE_HEIGHT + 3
            if height > ITEM_HEIGHT or row.part is not Part.ITEM:
                self.page.set_row(at, height)
            self._row(at, row)
        self._set_print()
        self.page.protect("", {"format_rows": True, "format_columns": True})

    def _row(self, at: int, row: Row) -> None:
        match row.part, row.block, row.item:
            case Part.TITLE, _, _:
                self._merge(at, Column.CODE, Column.NOTE, row.texts[Column.CODE], "title")
            case Part.HEAD, _, _:
                self._text(at, row, Column.CODE, "label")
                self._merge(at, Column.ITEM, Column.COUNT, row.texts[Column.ITEM], "value")
                self._text(at, row, Column.FACT, "label")
                self._merge(at, Column.DESCRIPTION, Column.NOTE, row.texts[Column.DESCRIPTION], "value")
            case Part.COLUMNS, _, _:
                for column in Column:
                    self._text(at, row, column, "head")
            case Part.BLOCK, Block() as block, _:
                self._block(at, row, block)
            case Part.ITEM, _, Item() as item:
                self._item(at, row, item)
            case Part.TOTAL, _, _:
                self._total(at, row)
            case (Part.DECLARATION | Part.REVERSAL) as part, _, _:
                self._question(at, row, part)
            case Part.DAY, _, _:
                self._text(at, row, Column.CODE, "label")
                self._merge(at, Column.ITEM, Column.NOTE, "", "day")
                since = {"validate": "date", "criteria": ">=", "value": date(2000, 1, 1)}
                self._validate(at, Column.ITEM, since, HINTS[Part.DAY])
            case _:
                self._text(at, row, Column.CODE, "label")
                self._merge(at, Column.ITEM, Column.NOTE, "", "prose")

    def _question(self, at: int, row: Row, part: Part) -> None:
        """A question with a list of answers; a long list stands on the hidden sheet."""
        self._text(at, row, Column.CODE, "label")
        self._merge(at, Column.ITEM, Column.DESCRIPTION, row.texts[Column.ITEM], "value")
        self._merge(at, Column.VETO, Column.NOTE, "", "choice")
        if part is Part.DECLARATION:
            self._choose(at, (Answer.NO_CONFLICT, Answer.CONFLICT), part)
            return
        offered = {"validate": "list", "source": _ANSWERS_AT.format(last=len(answers_of(self.card)))}
        self._validate(at, Column.VETO, offered, HINTS[part])

    def _block(self, at: int, row: Row, block: Block) -> None:
        self._merge(at, Column.CODE, Column.DESCRIPTION, row.texts[Column.CODE], "block")
        self._text(at, row, Column.VETO, "block_right")
        first, last = at + 1, at + len(self.card.sheet.items_of(block))
        if not self.card.points:
            self._merge(at, Column.DEDUCTED, Column.NOTE, "", "block")
            return
        taken = f"SUM({cell(first, Column.DEDUCTED)}:{cell(last, Column.DEDUCTED)})"
        formula = f"={block.points}-MIN({block.points},{taken})"
        self.page.write_formula(
            at, Column.DEDUCTED, formula, self.formats["block_points"], float(block.points)
        )
        self.page.write_blank(at, Column.NOTE, None, self.formats["block"])

    def _item(self, at: int, row: Row, item: Item) -> None:
        self._text(at, row, Column.CODE, "code")
        self._text(at, row, Column.ITEM, "text")
        grave = self.card.by_the_worst and item.severity is Severity.UNQUALIFIED
        self._text(at, row, Column.STANDARD, "grave" if grave else "text")
        only_vetoes = item.veto.kind is VetoKind.ALWAYS
        self.page.write_blank(at, Column.COUNT, None, self.formats["shut" if only_vetoes else "count"])
        if not only_vetoes:
            self._whole_number(at, Column.COUNT, LARGEST_COUNT, Column.COUNT)
        self.page.write_blank(at, Column.FACT, None, self.formats["choice"])
        for column in (Column.DESCRIPTION, Column.NOTE):
            self.page.write_blank(at, column, None, self.formats["prose"])
        match item.veto.kind:
            case VetoKind.NEVER:
                self.page.write_blank(at, Column.VETO, None, self.formats["shut"])
            case VetoKind.OVERRUN:
                self.page.write_blank(at, Column.VETO, None, self.formats["days"])
                self._whole_number(at, Column.VETO, 99999, VetoKind.OVERRUN)
            case _:
                self.page.write_blank(at, Column.VETO, None, self.formats["choice"])
                self._choose(at, (Answer.YES, Answer.NO), item.veto.kind)
        if not self.card.points:
            self.page.write_blank(at, Column.DEDUCTED, None, self.formats["shut"])
            return
        start = "" if only_vetoes else 0
        self.page.write_formula(at, Column.DEDUCTED, self._deduction(at, item), self.formats["points"], start)

    def _deduction(self, at: int, item: Item) -> str:
        count, veto = cell(at, Column.COUNT), cell(at, Column.VETO)
        if item.veto.kind is VetoKind.ALWAYS:
            said = Severity.UNQUALIFIED if self.card.by_the_worst else VETOED
            return f'=IF({veto}="{self.yes}","{said.to(self.language)}","")'
        if item.per is Per.ONCE:
            return f"=IF(N({count})>0,{item.points},0)"
        each = f"MAX(0,N({count}))*{item.points}"
        return f"=MIN({item.cap},{each})" if item.cap is not None else f"={each}"

    def _total(self, at: int, row: Row) -> None:
        self._merge(at, Column.CODE, Column.DESCRIPTION, row.texts[Column.CODE], "total")
        blocks = [number for number, entry in enumerate(self.rows) if entry.part is Part.BLOCK]
        if self.card.points:
            formula = "=" + "+".join(cell(number, Column.DEDUCTED) for number in blocks)
            self.page.write_formula(
                at, Column.DEDUCTED, formula, self.formats["total_points"], float(self.card.sheet.total)
            )
        else:
            self.page.write_blank(at, Column.DEDUCTED, None, self.formats["total"])
        first, last = blocks[0], at - 1
        vetoed = f"OR({','.join(self._vetoes(first, last))})"
        if self.card.by_the_worst:
            worst, flawed, good = (
                grade.to(self.language) for grade in (Grade.UNQUALIFIED, Grade.FLAWED, Grade.QUALIFIED)
            )
            counted = f"SUM({cell(first, Column.COUNT)}:{cell(last, Column.COUNT)})>0"
            formula = f'=IF({vetoed},"{worst}",IF({counted},"{flawed}","{good}"))'
            self.page.write_formula(at, Column.VETO, formula, self.formats["vetoed"], good)
        else:
            formula = f'=IF({vetoed},"{VETOED.to(self.language)}","")'
            self.page.write_formula(at, Column.VETO, formula, self.formats["vetoed"], "")
        self.page.write_blank(at, Column.NOTE, None, self.formats["total"])

    def _vetoes(self, first: int, last: int) -> list[str]:
        """What makes the case 不合格, as conditions of the spreadsheet: a “yes” anywhere, or an overrun long enough."""
        yes = f'COUNTIF({cell(first, Column.VETO)}:{cell(last, Column.VETO)},"{self.yes}")>0'
        overruns = [
            f"N({cell(number, Column.VETO)})>={self.card.limits[entry.item.veto.parameter]}"
            for number, entry in enumerate(self.rows)
            if entry.item and entry.item.veto.kind is VetoKind.OVERRUN
        ]
        return [yes, *overruns]

    def _text(self, at: int, row: Row, column: Column, style: str) -> None:
        self.page.write_string(at, column, row.texts[column], self.formats[style])

    def _merge(self, at: int, first: Column, last: Column, text: str, style: str) -> None:
        self.page.merge_range(at, first, at, last, "", self.formats[style])
        if text:
            self.page.write_string(at, first, text, self.formats[style])

    def _choose(self, at: int, answers: Sequence[Answer], about: VetoKind | Part) -> None:
        offered = {"validate": "list", "source": [answer.to(self.language) for answer in answers]}
        self._validate(at, Column.VETO, offered, HINTS[about])

    def _whole_number(self, at: int, column: Column, largest: int, about: Column | VetoKind) -> None:
        number = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": largest}
        self._validate(at, column, number, HINTS[about])

    def _validate(self, at: int, column: Column, rule: dict[str, Any], hint: Words) -> None:
        """The hint shows while the cell is chosen, and again where something else is typed."""
        shown = hint.to(self.language)
        self.page.data_validation(
            at, column, at, column, {**rule, "input_message": shown, "error_message": shown}
        )

    def _set_print(self) -> None:
        columns = next(at for at, row in enumerate(self.rows) if row.part is Part.COLUMNS)
        self.page.freeze_panes(columns + 1, 0)
        self.page.repeat_rows(columns)
        self.page.hide_gridlines(2)
        self.page.set_paper(9)  # A4
        self.page.set_portrait()
        self.page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        self.page.center_horizontally()
        self.page.fit_to_pages(1, 0)
        self.page.print_area(0, 0, len(self.rows) - 1, Column.NOTE)
        self.page.set_footer(
            f"&L{self.card.card_id.replace('&', '&&')}&C— &P / &N —&R{self.card.digest[:12]}"
        )


def _draw_guide(book: Any, card: CardData) -> None:
    language = card.language
    page = book.add_worksheet(Page.GUIDE.to(language))
    heading = book.add_format({"font_name": HEADING, "font_size": 14})
    body = book.add_format({"font_name": BODY, "font_size": 12, "text_wrap": True, "valign": "top"})
    page.hide_gridlines(2)
    page.set_column(0, 0, GUIDE_WIDTH)
    page.write_string(0, 0, Page.GUIDE.to(language), heading)
    page.set_row(0, 30)
    for at, words in enumerate(guide_of(card), start=1):
        text = f"{at}. {words.to(language)}"
        page.set_row(at, lines_of(text, GUIDE_WIDTH) * (LINE_HEIGHT + 2) + 6)
        page.write_string(at, 0, text, body)
    page.set_paper(9)
    page.set_margins(left=0.5, right=0.5)
    page.fit_to_pages(1, 0)
    page.protect()


def _draw_machine_sheet(book: Any, card: CardData) -> None:
    page = book.add_worksheet(Page.MACHINE.to(card.language))
    for at, (key, value) in enumerate({**card.record(), "digest": card.digest}.items()):
        page.write_string(at, 0, key)
        page.write_string(at, 1, value)
    for at, answer in enumerate(answers_of(card) if card.was_reversed else ()):
        page.write_string(at, 3, answer)
    page.very_hidden()
    page.protect()
