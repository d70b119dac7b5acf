"""The faults file (错误清单): the faulty rows of a case list, marked, to be sent back, mended and imported again.

It holds text only. A cell that begins like a formula stays text when it is opened and when it is edited, so that
nothing out of a list runs on anybody's computer.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from documents.case_list import CaseList, FaultyRow
from documents.sheet_cells import Cell, text_of
from documents.sheet_faults import SheetFault
from documents.whole_files import write_whole
from documents.workbook import A3, LINE_HEIGHT, lines_in
from rules.errors import FaultyInput
from rules.labels import Language, Words

WHAT, MEND = Words("问题", "问题 (what is wrong)"), Words("如何改正", "如何改正 (how to mend it)")
ORIGIN = (
    Words("原文件", "原文件 (file)"),
    Words("原工作表", "原工作表 (sheet)"),
    Words("原行号", "原行号 (row)"),
)
"""The Chinese words stay in the English heads too: by them the import knows columns it need not read."""

SAID_WIDTH = 44
"""Characters across the columns that say what is wrong and how to mend it."""


def write_faults(lists: Sequence[CaseList], path: Path, *, language: Language = "zh") -> int:
    """Write the faulty rows of these lists, one sheet for each sheet they came from; what comes back is their number.

    Each row stands as it stood, its faulty cells are marked, and two columns say what is wrong and how to mend it.
    Faults of no single row (a missing column) stand on a sheet of their own.
    """
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        styles = _Styles(book)
        for case_list in lists:
            _write_general(book, case_list, styles, language)
            rows: defaultdict[str, list[FaultyRow]] = defaultdict(list)
            for faulty in case_list.faulty_rows:
                rows[faulty.sheet].append(faulty)
            for faulty_rows in rows.values():
                _write_sheet(book, case_list, faulty_rows, styles, language)
        if not book.worksheets():
            book.add_worksheet("没有错误" if language == "zh" else "no faults")
    write_whole(path, file.getvalue())
    return sum(len(case_list.faulty_rows) for case_list in lists)


class _Styles:
    """The formats of the faults file."""

    def __init__(self, book: Any) -> None:
        text = {"num_format": "@", "valign": "top", "quote_prefix": True}
        self.plain = book.add_format(text)
        self.wrong = book.add_format({**text, "bg_color": "#FFC7CE", "font_color": "#9C0006"})
        self.said = book.add_format({**text, "text_wrap": True, "quote_prefix": False})
        self.head = book.add_format({"bold": True, "bg_color": "#E7E6E6", "border": 1})


def _write_general(book: Any, case_list: CaseList, styles: _Styles, language: Language) -> None:
    rows = {(faulty.sheet, faulty.row) for faulty in case_list.faulty_rows}
    general = [fault for fault in case_list.faults if (fault.place.sheet, fault.place.row) not in rows]
    if not general:
        return
    page = _add_page(book, "总体问题" if language == "zh" else "general")
    page.set_column(0, 2, 40)
    for at, head in enumerate((Words("位置", "where"), WHAT, MEND)):
        page.write_string(0, at, head.to(language), styles.head)
    for line, fault in enumerate(general, start=1):
        for at, words in enumerate((fault.where, fault.what, fault.mend)):
            page.write_string(line, at, words.to(language), styles.said)


def _write_sheet(
    book: Any, case_list: CaseList, rows: Sequence[FaultyRow], styles: _Styles, language: Language
) -> None:
    page = _add_page(book, rows[0].sheet or Path(case_list.file).stem)
    headers = rows[0].headers
    width = max(len(headers), *(len(row.cells) for row in rows))
    said_at = width
    page.set_column(0, width - 1, 16)
    page.set_column(said_at, said_at + 1, SAID_WIDTH)
    page.set_column(said_at + 2, said_at + 3, 30)
    for at, header in enumerate(headers):
        page.write_string(0, at, header, styles.head)
    for at, head in enumerate((WHAT, MEND, *ORIGIN), start=said_at):
        page.write_string(0, at, head.to(language), styles.head)
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(A3)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    faults: defaultdict[int, list[SheetFault]] = defaultdict(list)
    for fault in case_list.faults:
        if fault.place.sheet == rows[0].sheet:
            faults[fault.place.row].append(fault)
    for line, row in enumerate(rows, start=1):
        wrong = {fault.place.column for fault in faults[row.row]}
        for at, cell in enumerate(row.cells):
            page.write_string(line, at, _as_text(cell), styles.wrong if at in wrong else styles.plain)
        remarks = _said(faults[row.row], language)
        page.set_row(line, LINE_HEIGHT * max(lines_in(said, SAID_WIDTH) for said in remarks))
        for at, said in enumerate(remarks, start=said_at):
            page.write_string(line, at, said, styles.said)
        for at, origin in enumerate((case_list.file, row.sheet, str(row.row)), start=said_at + 2):
            page.write_string(line, at, origin, styles.plain)


def _said(faults: Sequence[SheetFault], language: Language) -> tuple[str, str]:
    """What is wrong with the row and how to mend it, a line for each fault."""
    colon = "：" if language == "zh" else ": "
    what = "\n".join(
        f"{fault.place.header}{colon}{fault.what.to(language)}".removeprefix(colon) for fault in faults
    )
    return what, "\n".join(fault.mend.to(language) for fault in faults)


def _as_text(cell: Cell) -> str:
    try:
        return text_of(cell)
    except FaultyInput:
        # The number that lost its tail is shown as it came; the fault beside it says so.
        return f"{cell:.0f}"


def _add_page(book: Any, name: str) -> Any:
    """A sheet with that name, as far as the format allows it, and unlike all before."""
    tidy = "".join("_" if sign in "[]:*?/\\" else sign for sign in name).strip("'")[:27] or "清单"
    taken = {page.get_name().casefold() for page in book.worksheets()}
    number, unique = 1, tidy
    while unique.casefold() in taken:
        number += 1
        unique = f"{tidy}({number})"
    return book.add_worksheet(unique)
