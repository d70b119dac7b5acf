"""Rosters of duty in (值班表): who is on duty in which court from which day to which, and for which office.

Nothing of a faulty roster is taken in: every fault of the file is raised at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from documents.case_headers import find_header, header_book
from documents.list_notes import ListNotes
from documents.list_rows import ListRow, missing_columns, rows_below
from documents.people_rows import code_of, roles_of
from documents.sheet_cells import day_of
from documents.sheet_faults import FaultKind, Place, SheetFault, unreadable
from documents.sheet_tables import open_spreadsheet
from rules.absences import OnDuty
from rules.courts import courts
from rules.errors import FaultySheet
from rules.labels import Words

HEADERS = "duty_list_headers.yaml"
A_WEEK = timedelta(days=7)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DutyRoster:
    """What one file holds."""

    file: str
    sha256: str
    turns: tuple[OnDuty, ...]
    rows_read: int
    notes: tuple[Words, ...]


def read_roster(path: Path, *, court: str = "") -> DutyRoster:
    """Read one file; `court` is the court of rows that name none.

    Raises:
        FaultySheet: every fault of the file, or that there is no roster in it.
    """
    spreadsheet, book = open_spreadsheet(path), header_book(HEADERS)
    notes = ListNotes(Words("值班安排", "turns of duty"))
    faults: list[SheetFault] = []
    turns: list[OnDuty] = []
    rows = 0
    for table in spreadsheet.tables:
        header = find_header(table.rows, book)
        if table.hidden:
            notes.hidden_sheets.append(table.name)
        elif header is None:
            notes.sheets_without_header.append(table.name or spreadsheet.file)
        elif lacking := missing_columns(
            Place(spreadsheet.file, table.name), header, book, ("court",) if court else ()
        ):
            faults += lacking
        else:
            notes.unknown_headers += header.unknown
            for number, cells in rows_below(table, header, book, notes):
                rows += 1
                row = ListRow(Place(spreadsheet.file, table.name), number, cells, header, book)
                turns += _turns(row, court)
                faults += row.faults
    if faults:
        raise FaultySheet(faults)
    if not rows:
        raise unreadable(spreadsheet.file, *_NO_ROSTER)
    return DutyRoster(spreadsheet.file, spreadsheet.sha256, tuple(dict.fromkeys(turns)), rows, notes.words())


def _turns(row: ListRow, court: str) -> list[OnDuty]:
    """The turns of that row, one for each office it covers; whole only where `row.faults` stays empty."""
    code = row.required("code", code_of) or ""
    since, last = row.required("since", day_of), row.value("until", day_of)
    roles = row.value("role", roles_of)
    written = row.text("court") or court
    if not written:
        row.missing("court")
    if since and last and last < since:
        row.fault("until", FaultKind.CONTRADICTION, *_ENDS_TOO_EARLY)
    if row.faults or since is None:
        return []
    known = courts().by_name(written)
    until = last + ONE_DAY if last else since + A_WEEK
    return [
        OnDuty(code, known.name if known else written, role, since, until)
        for role in ([each.value for each in roles] if roles else [""])
    ]


# fmt: off
_NO_ROSTER = (Words("没有找到值班表", "there is no roster of duty in it"),
              Words("请确认表头有“代码”“法院”“值班起日”，并且其下有人员", "check that it has the headers 代码, 法院 and 值班起日 and people below"))
_ENDS_TOO_EARLY = (Words("值班止日早于值班起日", "the last day on duty is before the first"),
                   Words("请核对两个日期", "check both days"))
# fmt: on
