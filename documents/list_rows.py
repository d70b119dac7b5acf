"""One row of any list under a known header (清单行): its cells by column, and everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from documents.case_headers import Header, HeaderBook, near_miss, tidy_header
from documents.list_notes import ListNotes
from documents.sheet_cells import Cell, text_of
from documents.sheet_faults import FaultKind, Place, SheetFault
from documents.sheet_tables import SheetTable
from rules.errors import FaultyInput
from rules.labels import Words

T = TypeVar("T")


class ListRow:
    """A row being read; `faults` gathers what is wrong with it."""

    def __init__(
        self, sheet: Place, row: int, cells: Sequence[Cell], header: Header, book: HeaderBook
    ) -> None:
        self._sheet, self._row = sheet, row
        self._cells = cells
        self._header, self._book = header, book
        self.faults: list[SheetFault] = []
        if any(cell not in ("", None) for cell in cells[len(header.texts) :]):
            self.fault("", FaultKind.MISWRITTEN, *_TOO_MANY_CELLS)

    @property
    def place(self) -> Place:
        """The row as a whole."""
        return Place(self._sheet.file, self._sheet.sheet, self._row)

    def value(self, column: str, read: Callable[[Cell], T]) -> T | None:
        """What stands in the column; None where the list lacks it, the cell is empty, or it is a fault."""
        if column not in self._header.at:
            return None
        try:
            return read(self._cells[self._header.at[column][0]])
        except FaultyInput as refused:
            for fault in refused.faults:
                self.fault(column, FaultKind.MISWRITTEN, fault.what, fault.mend)
            return None

    def text(self, column: str) -> str:
        """The text of the column, empty where there is none."""
        return self.value(column, text_of) or ""

    def required(self, column: str, read: Callable[[Cell], T | None]) -> T | None:
        """The same as `value`; an empty cell is a fault."""
        before = len(self.faults)
        found = self.value(column, read)
        if not found and len(self.faults) == before:
            self.missing(column)
        return found

    def missing(self, column: str) -> None:
        """Say that the cell must be filled in."""
        name = self._book.columns[column].words
        self.fault(column, FaultKind.MISSING, Words("没有{name}", "no {name}", name=name), _FILL_IN)

    def fault(self, column: str, kind: FaultKind, what: Words, mend: Words) -> None:
        """Add a fault of one cell; of the whole row where no column is meant."""
        at = self._header.at[column][0] if column in self._header.at else None
        head = "" if at is None else self._header.texts[at]
        place = Place(self._sheet.file, self._sheet.sheet, self._row, at, head)
        self.faults.append(SheetFault.at(place, kind, what, mend))


def rows_below(
    table: SheetTable, header: Header, book: HeaderBook, notes: ListNotes
) -> Iterator[tuple[int, Sequence[Cell]]]:
    """The entries below the header with their rows, counted from 1; headings, totals and signatures are noted."""
    width = len(header.texts)
    for row, cells in enumerate(table.rows[header.row + 1 :], start=header.row + 2):
        cells.extend([""] * (width - len(cells)))  # csv rows may end early
        filled = [cell for cell in cells if cell not in ("", None)]
        if not filled:
            continue
        first = str(filled[0]).strip()
        if len(filled) == 1 or first.startswith(book.not_a_case) or tidy_header(first) in book.by_header:
            notes.passed_over.append(row)
        else:
            yield row, cells


def missing_columns(
    sheet: Place, header: Header, book: HeaderBook, given: Sequence[str] = ()
) -> list[SheetFault]:
    """A fault for every required column the list lacks, unless its values are `given` otherwise."""
    faults = []
    for column in book.columns.values():
        if not column.required or column.key in header.at or column.key in given:
            continue
        likely = near_miss(column, header.unknown)
        what = Words("没有“{column}”列", "there is no column for {column}", column=column.words)
        ask = Words(
            "“{likely}”是否即“{column}”？请改用该表头",
            "is “{likely}” meant for {column}? Then use that header",
            likely=likely,
            column=column.words,
        )
        place = Place(sheet.file, sheet.sheet, header.row + 1)
        mend = ask if likely else Words("请补上该列", "add the column")
        faults.append(SheetFault.at(place, FaultKind.NO_SUCH_COLUMN, what, mend))
    return faults


# fmt: off
_FILL_IN = Words("请补填", "fill it in")
_TOO_MANY_CELLS = (Words("该行的列数多于表头", "the row has more cells than the header"),
                   Words("请核对内容中的逗号是否造成错位，或者补上表头", "check whether a comma has moved the cells, or complete the header"))
# fmt: on
