"""The case lists of the sample province as courts send them (报送清单): spreadsheets of every manner, some rows faulty.

One file comes from the high court and one from each intermediate court, which has its basic courts on sheets of
their own, or all on one.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from console.sample.list_manners import (
    EXPORTED,
    MANNERS,
    Cell,
    Manner,
    Slip,
    cells_of,
    serial,
    slips,
    with_slip,
)
from console.sample.province import Province
from rules.courts import Court, Speciality

FAULTY = 0.003
"""The share of rows that go wrong."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The rows of one court, ready to be written."""

    court: Court
    title: str
    rows: Sequence[Sequence[Cell]]


def write_case_lists(province: Province, folder: Path, faulty: float = FAULTY) -> list[Path]:
    """Write the lists of all courts; what comes back are the files, in the order of the register.

    With `faulty=0` they are what the courts send once everything is put right.
    """
    folder.mkdir(parents=True, exist_ok=True)
    wrong = slips(province.seed, province.cases, faulty)
    written = []
    for at, (sender, circuit) in enumerate(_circuits(province)):
        manner = EXPORTED if sender.special is Speciality.RAILWAY else MANNERS[at % len(MANNERS)]
        sheets = [_sheet(province, court, manner, wrong) for court in circuit]
        kind = "csv" if manner.csv else "xlsx"
        path = folder / f"{at + 1:02d}-{sender.name}-{province.quarter}结案清单（示例数据）.{kind}"
        (_write_text if manner.csv else _write_book)(path, manner, sheets, province)
        written.append(path)
    return written


def _circuits(province: Province) -> Iterator[tuple[Court, list[Court]]]:
    """Who sends a list, and the courts on it."""
    seat = province.organiser
    yield seat, [seat]
    for sender in province.courts:
        if sender.parent == seat.code:
            yield sender, [sender, *(court for court in province.courts if court.parent == sender.code)]


def _sheet(province: Province, court: Court, manner: Manner, wrong: Mapping[str, Slip]) -> _Sheet:
    rows: list[Mapping[str, Cell]] = []
    for case in province.cases_of(court):
        cells = cells_of(manner, len(rows) + 1, case, court)
        slip = wrong.get(case.case_no)
        rows += with_slip(cells, slip) if slip else [cells]
    title = f"{court.name}{province.quarter.to('zh')}已结案件清单（示例数据）"
    return _Sheet(court, title, [[row[column] for column in manner.headers] for row in rows])


def _write_text(path: Path, manner: Manner, sheets: Sequence[_Sheet], _: Province) -> None:
    with path.open("w", encoding="gb18030", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(manner.headers.values())
        for sheet in sheets:
            writer.writerows(sheet.rows)


def _write_book(path: Path, manner: Manner, sheets: Sequence[_Sheet], province: Province) -> None:
    # Rows go straight to the file, unless cells are merged over rows that are yet to come.
    book = xlsxwriter.Workbook(path, {"constant_memory": not manner.one_sheet, "in_memory": manner.one_sheet})
    # The date of the properties is that of the list, so that equal lists have equal bytes.
    listed = province.listed_on
    book.set_properties({"created": datetime(listed.year, listed.month, listed.day)})  # noqa: DTZ001 - has no zone
    page = _Page(book, manner)
    if manner.one_sheet:
        page.open("清单", sheets[0].title)
        for sheet in sheets:
            page.fill(sheet)
        page.end(sum(len(sheet.rows) for sheet in sheets))
    else:
        for sheet in sheets:
            page.open(sheet.court.name, sheet.title)
            page.fill(sheet)
            page.end(len(sheet.rows))
    book.close()


class _Page:
    """Writes sheet after sheet, row after row."""

    def __init__(self, book: Any, manner: Manner) -> None:
        self._book, self._manner = book, manner
        self._plain = book.add_format()
        self._date = book.add_format({"num_format": "yyyy-mm-dd"})
        self._bold = book.add_format({"bold": True})
        self._middle = book.add_format({"valign": "vcenter"})
        columns = list(manner.headers)
        self._dates = {
            at for at, column in enumerate(columns) if column.startswith("date_") and manner.day is serial
        }
        self._court = columns.index("court")
        self._page: Any = None
        self._row = 0

    def open(self, name: str, title: str) -> None:
        self._page, self._row = self._book.add_worksheet(name), 0
        if self._manner.title:
            self._page.write_string(0, 0, title, self._bold)
            self._row = 2
        for at, header in enumerate(self._manner.headers.values()):
            self._page.write_string(self._row, at, header, self._bold)
        self._row += 1

    def fill(self, sheet: _Sheet) -> None:
        first, write_text, write_number = self._row, self._page.write_string, self._page.write_number
        for row in sheet.rows:
            for at, cell in enumerate(row):
                if not isinstance(cell, str):
                    write_number(self._row, at, cell, self._date if at in self._dates else self._plain)
                elif cell:
                    write_text(self._row, at, cell)
            self._row += 1
        if self._manner.one_sheet and self._row - first > 1:
            name = sheet.rows[0][self._court]
            self._page.merge_range(first, self._court, self._row - 1, self._court, name, self._middle)

    def end(self, count: int) -> None:
        if self._manner.total:
            self._page.write_string(self._row, 0, "合计", self._bold)
            self._page.write_number(self._row, 1, count)
            self._page.write_string(self._row + 1, 0, "填表：审管办　审核人：审管办主任")
