"""A workbook (xlsx) of plain tables, one a sheet, that people can filter and print and programs can read."""

from __future__ import annotations

import hashlib
import io
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from math import ceil
from pathlib import Path
from typing import Any

import xlsxwriter

from documents.whole_files import write_whole
from rules.labels import Language, Words, in_language

A3, A4 = 8, 9
"""The numbers of the paper sizes in the file format."""
LINE_HEIGHT = 15.5
"""Of one line of text in a row (磅)."""
A4_WIDTH = 200
"""Characters that can still be read across A4 lying; a wider sheet is printed on A3."""


class Kind(Enum):
    """What a column holds, as the number format of its cells."""

    TEXT = "@"
    COUNT = "0"
    SCORE = "General"
    """Points to two decimals, without trailing noughts, as the result cards show them."""
    SHARE = "0.0%"
    PROBABILITY = "0.0000"
    WEIGHT = "0.00"
    DAY = "yyyy-mm-dd"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, its width in characters, and what it holds."""

    head: Words
    width: int
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a single table from the first cell, so that it can be filtered and read by programs."""

    name: Words
    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]


def write_workbook(
    path: Path, sheets: Iterable[Sheet], *, title: Words, author: str, dated: date, language: Language
) -> str:
    """Write the xlsx; what comes back is its SHA-256. Equal content on an equal date gives equal bytes."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    made = datetime(dated.year, dated.month, dated.day)  # noqa: DTZ001 - the property has no zone
    book.set_properties({"title": title.to(language), "author": author, "created": made})
    formats = {kind: book.add_format(_cell(kind)) for kind in Kind}
    head = book.add_format({**_cell(Kind.TEXT), "bold": True, "bg_color": "#E7E6E6", "align": "center"})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name.to(language))
        wide = sum(column.width for column in sheet.columns) > A4_WIDTH
        _set_print(page, title.to(language), A3 if wide else A4)
        _fill(page, sheet, formats, head, language)
    book.close()
    write_whole(path, file.getvalue())
    return hashlib.sha256(file.getvalue()).hexdigest()


def _cell(kind: Kind) -> dict[str, Any]:
    return {"num_format": kind.value, "border": 1, "valign": "vcenter", "text_wrap": kind is Kind.TEXT}


def _set_print(page: Any, title: str, paper: int) -> None:
    page.set_landscape()
    page.set_paper(paper)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_header(f"&C{title.replace('&', '&&')}　&A")
    page.set_footer("&C— &P / &N —")


def _fill(page: Any, sheet: Sheet, formats: dict[Kind, Any], head: Any, language: Language) -> None:
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width)
        page.write_string(0, at, column.head.to(language), head)
    page.set_row(0, 32)
    last = 0
    for last, row in enumerate(sheet.rows, start=1):
        shown = [in_language(value, language) for value in row]
        page.set_row(last, LINE_HEIGHT * _lines(sheet.columns, shown))
        for at, (column, value) in enumerate(zip(sheet.columns, shown, strict=True)):
            _write(page, last, at, value, formats[column.kind])
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, max(last, 1), len(sheet.columns) - 1)


def _lines(columns: Sequence[Column], shown: Sequence[Any]) -> int:
    """How many lines the fullest cell of a row needs: not every program makes a row higher by itself."""
    return max(
        lines_in(value, column.width) if isinstance(value, str) else 1
        for column, value in zip(columns, shown, strict=True)
    )


def lines_in(text: str, width: int) -> int:
    """How many lines a text takes in a column of so many (Latin) characters."""
    return sum(max(1, ceil(_columns(line) / (width - 1))) for line in text.split("\n"))


def _columns(text: str) -> int:
    """How wide a text is in Latin characters, by which a spreadsheet counts."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)


def _write(page: Any, row: int, column: int, value: Any, style: Any) -> None:
    """Text goes in as text, so that a case number or a seed that begins with “=” never becomes a formula."""
    if value is None or value == "":
        page.write_blank(row, column, None, style)
    elif isinstance(value, date):
        page.write_datetime(row, column, value, style)
    elif isinstance(value, int | float | Decimal):
        page.write_number(row, column, float(value), style)
    else:
        page.write_string(row, column, str(value), style)
