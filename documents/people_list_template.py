"""The empty list of people (人员名册模板): people, declared conflicts, and a guide with every office and court."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from documents import conflict_rows, people_rows
from documents.case_headers import ListColumn, header_book
from documents.people_list import GUIDE
from documents.people_rows import HELD_BY_PEOPLE
from documents.whole_files import write_whole
from rules.cases import CaseKind
from rules.courts import courts
from rules.recusal import ConflictWith, Relation

ROWS = 3000
"""Rows that are prepared with formats and drop-downs; longer lists are read all the same."""
_WIDE = ("court", "reason", "address_mail", "about")


def write_people_template(path: Path) -> None:
    """Write an empty list that the import reads as it is once it is filled in."""
    file = io.BytesIO()
    choices: dict[str, Sequence[str]] = {
        "role": [role.zh for role in HELD_BY_PEOPLE],
        "specialties": [kind.zh for kind in CaseKind],
        "court": [court.name for court in courts()],
        "against": [against.zh for against in ConflictWith],
        "relation": [relation.zh for relation in Relation],
    }
    columns = {
        "人员名册": list(header_book(people_rows.HEADERS).columns.values()),
        "利害关系": list(header_book(conflict_rows.HEADERS).columns.values()),
    }
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        pages = [book.add_worksheet(name) for name in (*columns, GUIDE)]
        places = _write_guide(book, pages[-1], columns, choices)
        for page, shown in zip(pages, columns.values(), strict=False):
            _write_list(book, page, shown, places)
    write_whole(path, file.getvalue())


def _write_list(book: Any, page: Any, columns: Sequence[ListColumn], places: dict[str, str]) -> None:
    text, day = book.add_format({"num_format": "@"}), book.add_format({"num_format": "yyyy-mm-dd"})
    for at, column in enumerate(columns):
        page.set_column(
            at, at, 26 if column.key in _WIDE else 15, day if column.key in ("since", "until") else text
        )
        page.write_string(
            0, at, column.zh + ("*" if column.required else ""), _head(book, required=column.required)
        )
        if column.key in places:
            # Several offices may stand in one cell, and a court may be missing here, so the drop-down only offers.
            offer = {"validate": "list", "source": places[column.key], "show_error": column.key == "against"}
            page.data_validation(1, at, ROWS, at, offer)
    page.freeze_panes(1, 1)


def _write_guide(
    book: Any, page: Any, lists: dict[str, list[ListColumn]], choices: dict[str, Sequence[str]]
) -> dict[str, str]:
    """Write what belongs where; what comes back is the range of every drop-down's words by column."""
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    page.set_column(0, 2, 12)
    page.set_column(3, 4, 56)
    page.set_column(6, 10, 22)
    _write_row(
        page, 0, ("工作表", "列名", "是否必填", "填写内容", "也认得的表头"), _head(book, required=False)
    )
    lines = [(name, column) for name, columns in lists.items() for column in columns]
    for row, (name, column) in enumerate(lines, start=1):
        also = "、".join(header for header in column.headers if header != column.zh)
        _write_row(
            page, row, (name, column.zh, "必填" if column.required else "", column.write, also), wrapped
        )
    named = {column.key: column.zh for _, column in lines}
    places = {}
    for at, (key, words) in enumerate(choices.items(), start=6):
        page.write_string(0, at, named[key], _head(book, required=False))
        page.write_column(1, at, words)
        letter = "ABCDEFGHIJK"[at]
        places[key] = f"='{GUIDE}'!${letter}$2:${letter}${len(words) + 1}"
    page.freeze_panes(1, 0)
    return places


def _write_row(page: Any, row: int, words: Iterable[str], style: Any) -> None:
    for at, word in enumerate(words):
        page.write_string(row, at, word, style)


def _head(book: Any, *, required: bool) -> Any:
    colour = "#FFE699" if required else "#E7E6E6"
    return book.add_format({"bold": True, "border": 1, "bg_color": colour, "align": "center"})
