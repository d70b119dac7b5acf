"""The empty case list (案件清单模板): standard headers, drop-downs where only certain words are right, and a guide."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import xlsxwriter

from documents.case_headers import ListColumn, header_book
from documents.whole_files import write_whole
from rules.cases import CaseKind
from rules.courts import CourtLevel

ROWS = 5000
"""Rows that are prepared with formats and drop-downs; longer lists are read all the same."""

_CHOICES = {
    "case_kind": [kind.zh for kind in CaseKind],
    "level": [level.zh for level in CourtLevel],
    "pending": ["是", "否"],
    "reversed_later": ["是", "否"],
}


def write_template(path: Path) -> None:
    """Write an empty case list that the import reads as it is once it is filled in."""
    file = io.BytesIO()
    columns = list(header_book().columns.values())
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        _write_list(book, columns)
        _write_guide(book, columns)
    write_whole(path, file.getvalue())


def _write_list(book: Any, columns: list[ListColumn]) -> None:
    page = book.add_worksheet("案件清单")
    text, day = book.add_format({"num_format": "@"}), book.add_format({"num_format": "yyyy-mm-dd"})
    heads = {
        True: book.add_format({"bold": True, "border": 1, "bg_color": "#FFE699", "align": "center"}),
        False: book.add_format({"bold": True, "border": 1, "bg_color": "#E7E6E6", "align": "center"}),
    }
    for at, column in enumerate(columns):
        page.set_column(
            at, at, 26 if column.key in ("case_no", "court") else 15, day if _is_day(column) else text
        )
        page.write_string(0, at, column.zh + ("*" if column.required else ""), heads[column.required])
        if column.key in _CHOICES:
            page.data_validation(1, at, ROWS, at, {"validate": "list", "source": _CHOICES[column.key]})
    page.freeze_panes(1, 1)


def _write_guide(book: Any, columns: list[ListColumn]) -> None:
    page = book.add_worksheet("填写说明")
    head = book.add_format({"bold": True, "bg_color": "#E7E6E6", "border": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    page.set_column(0, 1, 18)
    page.set_column(2, 3, 60)
    for at, words in enumerate(("列名", "是否必填", "填写内容", "也认得的表头")):
        page.write_string(0, at, words, head)
    for row, column in enumerate(columns, start=1):
        also = "、".join(header for header in column.headers if header != column.zh)
        for at, words in enumerate((column.zh, "必填" if column.required else "", column.write, also)):
            page.write_string(row, at, words, wrapped)


def _is_day(column: ListColumn) -> bool:
    return column.key.startswith("date_")
