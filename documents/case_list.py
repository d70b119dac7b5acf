"""Case lists in (案件清单): a spreadsheet of closed cases becomes `ClosedCase`s and all its faults at once.

A faulty list imports nothing: `CaseList.require_good` raises with every fault. Whoever accepts the good rows takes
`CaseList.cases` and sends the others back with `documents/faults_file.py`. The judge in charge is not required,
since published decisions often name none: such a case can be drawn and graded, but for it recusal rests on the
court and the bench alone; how many there are is noted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path

from documents.case_headers import Header, HeaderBook, find_header, header_book, near_miss, tidy_header
from documents.case_rows import RowReader
from documents.list_notes import ListNotes
from documents.sheet_cells import Cell
from documents.sheet_faults import FaultKind, Place, SheetFault, unreadable
from documents.sheet_tables import SheetTable, open_spreadsheet
from rules.case_numbers import normalise
from rules.cases import ClosedCase
from rules.courts import courts
from rules.errors import Fault, FaultySheet
from rules.labels import Words


@dataclass(frozen=True, slots=True)
class FaultyRow:
    """A row that cannot be imported, as it stood."""

    sheet: str
    row: int
    headers: tuple[str, ...]
    cells: tuple[Cell, ...]


@dataclass(slots=True)
class CaseList:
    """What one file holds. Each row read is a case, a faulty row, or the repetition of an earlier case."""

    file: str
    sha256: str
    cases: list[ClosedCase] = field(default_factory=list)
    faults: list[SheetFault] = field(default_factory=list)
    faulty_rows: list[FaultyRow] = field(default_factory=list)
    rows_read: int = 0
    sheets: list[str] = field(default_factory=list)
    """The sheets that were read."""
    repeated: int = 0
    notes: tuple[Words, ...] = ()

    def require_good(self) -> list[ClosedCase]:
        """The cases, if nothing at all is wrong.

        Raises:
            FaultySheet: with every fault of the file.
        """
        if self.faults:
            raise FaultySheet(self.faults)
        return self.cases

    @property
    def tally(self) -> Counter[FaultKind]:
        """Faults by kind (处)."""
        return Counter(fault.kind for fault in self.faults)


def read_case_list(
    path: Path,
    *,
    today: date | None = None,
    court: str = "",
    known: Mapping[str, ClosedCase] | None = None,
) -> CaseList:
    """Read one file.

    `court` is the court of rows that name none. `known` are cases by number that were imported before, from another
    file or on another day: the same content is noted and left out, other content is a fault. A closing date after
    `today` is a fault.

    Raises:
        FaultySheet: the file cannot be opened, or holds no case list.
    """
    return _Reading(path, today, court, known or {}).result()


def read_case_lists(paths: Iterable[Path], *, today: date | None = None, court: str = "") -> list[CaseList]:
    """Read several files as one list in that order; a case that stands in two files is found.

    Raises:
        FaultySheet: with a fault for every file that cannot be opened or holds no case list.
    """
    lists: list[CaseList] = []
    refused: list[Fault] = []
    known: dict[str, ClosedCase] = {}
    for path in paths:
        try:
            lists.append(read_case_list(path, today=today, court=court, known=known))
        except FaultySheet as faulty:
            refused += faulty.faults
        else:
            known |= {case.case_no: case for case in lists[-1].cases}
    if refused:
        raise FaultySheet(refused)
    return lists


class _Reading:
    """One file being read."""

    def __init__(self, path: Path, today: date | None, court: str, known: Mapping[str, ClosedCase]) -> None:
        spreadsheet = open_spreadsheet(path)
        self._tables = spreadsheet.tables
        self._list = CaseList(spreadsheet.file, spreadsheet.sha256)
        self._today = today
        self._court = court
        self._before = known
        self._here: dict[str, ClosedCase] = {}
        self._book = header_book()
        self._notes = ListNotes()

    def result(self) -> CaseList:
        for table in self._tables:
            if table.hidden:
                self._notes.hidden_sheets.append(table.name)
            elif header := find_header(table.rows, self._book):
                self._read_table(table, header)
            elif any(_holds_case_number(row) for row in table.rows):
                self._fault(table.name, 0, *_NO_HEADER)
            elif any(cell not in ("", None) for row in table.rows for cell in row):
                self._notes.sheets_without_header.append(table.name or self._list.file)
        if not self._list.rows_read and not self._list.faults:
            raise unreadable(self._list.file, *_NO_CASES)
        self._list.repeated = len(self._notes.repeated)
        self._list.notes = self._notes.words()
        return self._list

    def _read_table(self, table: SheetTable, header: Header) -> None:
        if not self._has_required_columns(table.name, header):
            return
        self._list.sheets.append(table.name)
        self._notes.unknown_headers += header.unknown
        reader = RowReader(
            Place(self._list.file, table.name), header, self._book, courts(), self._notes,
            default_court=self._court, today=self._today,
        )  # fmt: skip
        for row, cells in _case_rows(table, header, self._book, self._notes):
            self._list.rows_read += 1
            found = self._overlong(table.name, row, cells, header) or reader.read(row, cells)
            if isinstance(found, ClosedCase):
                found = self._admit(found, header)
            if found:
                self._list.faults += found
                self._list.faulty_rows.append(FaultyRow(table.name, row, header.texts, tuple(cells)))

    def _admit(self, case: ClosedCase, header: Header) -> list[SheetFault]:
        """Take the case in, unless its number is known already: with the same content, or as a fault."""
        earlier = self._here.get(case.case_no) or self._before.get(case.case_no)
        if earlier is None:
            self._here[case.case_no] = case
            self._list.cases.append(case)
            return []
        if earlier == case:
            self._notes.repeated.append((case.source, earlier.source))
            return []
        at = header.at["case_no"][0]
        place = Place(case.source.file, case.source.sheet, case.source.row, at, header.texts[at])
        return [SheetFault.at(place, FaultKind.SAME_NUMBER, self._differing(case, earlier), _WHICH_IS_RIGHT)]

    def _differing(self, case: ClosedCase, earlier: ClosedCase) -> Words:
        names = [
            self._book.columns[name].words
            for name in (entry.name for entry in fields(ClosedCase) if entry.compare)
            if name in self._book.columns and getattr(case, name) != getattr(earlier, name)
        ]
        return Words(
            "与{earlier}案号相同，而{names_zh}不同",
            "the number is that of {earlier}, but these differ: {names_en}",
            earlier=Place(*earlier.source).words if earlier.source.file else _ON_FILE,
            names_zh="、".join(name.to("zh") for name in names),
            names_en=", ".join(name.to("en") for name in names),
        )

    def _has_required_columns(self, sheet: str, header: Header) -> bool:
        complete = True
        for column in self._book.columns.values():
            if column.key in header.at:
                continue
            likely = near_miss(column, header.unknown)
            ask = Words("“{likely}”是否即“{column}”？请改用该表头",
                        "is “{likely}” meant for {column}? Then use that header",
                        likely=likely, column=column.words)  # fmt: skip
            if column.required:
                complete = False
                what = Words("没有“{column}”列", "there is no column for {column}", column=column.words)
                add = Words("请补上该列", "add the column")
                self._fault(sheet, header.row + 1, what, ask if likely else add)
            elif likely:
                self._notes.likely_columns.append(ask)
        return complete

    def _overlong(self, sheet: str, row: int, cells: Sequence[Cell], header: Header) -> list[SheetFault]:
        """A row longer than its header: a comma inside a value has moved what follows it into wrong columns."""
        extra = [cell for cell in cells[len(header.texts) :] if cell not in ("", None)]
        if not extra:
            return []
        place = Place(self._list.file, sheet, row, len(header.texts))
        return [SheetFault.at(place, FaultKind.MISWRITTEN, *_TOO_MANY_CELLS)]

    def _fault(self, sheet: str, row: int, what: Words, mend: Words) -> None:
        place = Place(self._list.file, sheet, row)
        self._list.faults.append(SheetFault.at(place, FaultKind.NO_SUCH_COLUMN, what, mend))


def _case_rows(
    table: SheetTable, header: Header, book: HeaderBook, notes: ListNotes
) -> Iterator[tuple[int, Sequence[Cell]]]:
    """The rows below the header that are cases, counted from 1; the others are noted, blank ones are not."""
    number_at, width = header.at["case_no"][0], len(header.texts)
    for row, cells in enumerate(table.rows[header.row + 1 :], start=header.row + 2):
        cells.extend([""] * (width - len(cells)))  # csv rows may end early
        number = cells[number_at]
        if isinstance(number, str) and number[:1] in ("（", "("):
            yield row, cells
            continue
        filled = [cell for cell in cells if cell not in ("", None)]
        if not filled:
            continue
        if _is_case(filled, number, book):
            yield row, cells
        else:
            notes.passed_over.append(row)


def _is_case(filled: Sequence[Cell], number: Cell, book: HeaderBook) -> bool:
    """Not a repeated header, a total or signature line, a heading between cases, or a bare running number."""
    if tidy_header(number) in book.by_header:
        return False
    text = str(number).strip()
    if str(filled[0]).strip().startswith(book.not_a_case) and not _looks_like_a_number(text):
        return False
    return len(filled) > 1 or any(map(str.isdigit, text))


def _holds_case_number(row: Sequence[Cell]) -> bool:
    return any(isinstance(cell, str) and _looks_like_a_number(cell) for cell in row)


def _looks_like_a_number(text: str) -> bool:
    tidy = normalise(text)
    return tidy.startswith("（") and tidy.endswith("号") and tidy[1:5].isdigit()


# fmt: off
_NO_HEADER = (Words("有案号而没有表头", "there are case numbers but no header"),
              Words("请在第一行案件上方补上表头（案号、法院、结案日期等）", "put a header above the first case (案号, 法院, 结案日期 …)"))
_NO_CASES = (Words("没有找到案件清单", "there is no case list in it"),
             Words("请确认表头有“案号”和“结案日期”，并且其下有案件", "check that it has the headers 案号 and 结案日期 and cases below"))
_TOO_MANY_CELLS = (Words("该行的列数多于表头", "the row has more cells than the header"),
                   Words("请核对内容中的逗号是否造成错位，或者补上表头", "check whether a comma has moved the cells, or complete the header"))
_ON_FILE = Words("已经导入的案件", "a case imported before")
_WHICH_IS_RIGHT = Words("请核实后只保留正确的一行，或者改正案号", "keep the right row only, or mend the number")
# fmt: on
