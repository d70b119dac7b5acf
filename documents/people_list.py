"""Lists of people in (人员名册): who holds which office, how each is reached, and the conflicts they declared.

A workbook may hold both kinds of sheet, told apart by their headers: people (`config/people_list_headers.yaml`) and
declared conflicts (`config/conflict_list_headers.yaml`). A person may stand in several rows, one a post. Nothing of a
faulty list is taken in: `PeopleList.require_good` raises with every fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Self

from documents import conflict_rows, people_rows
from documents.case_headers import Header, HeaderBook, find_header, header_book
from documents.conflict_rows import ListedConflict, read_conflict
from documents.list_notes import ListNotes
from documents.list_rows import ListRow, missing_columns, rows_below
from documents.people_rows import ADDRESS, GIVEN_UP, ListedPerson, ListedPost, read_person
from documents.sheet_faults import FaultKind, Place, SheetFault, unreadable
from documents.sheet_tables import SheetTable, open_spreadsheet
from rules.cases import Source
from rules.courts import courts
from rules.errors import FaultySheet
from rules.labels import Words

GUIDE = "填写说明"
"""The sheet of our own empty form that explains the others; there is nothing to read in it."""


@dataclass(slots=True)
class PeopleList:
    """What one file holds: each person once, with all posts, and the conflicts declared."""

    file: str
    sha256: str
    people: list[ListedPerson] = field(default_factory=list)
    conflicts: list[ListedConflict] = field(default_factory=list)
    faults: list[SheetFault] = field(default_factory=list)
    rows_read: int = 0
    repeated: int = 0
    """Rows that say again what an earlier one said."""
    notes: tuple[Words, ...] = ()

    def require_good(self) -> Self:
        """The list itself, if nothing at all is wrong.

        Raises:
            FaultySheet: with every fault of the file.
        """
        if self.faults:
            raise FaultySheet(self.faults)
        return self


def read_people(path: Path, *, court: str = "") -> PeopleList:
    """Read one file; `court` is the court of rows that name none.

    Raises:
        FaultySheet: the file cannot be opened, or holds neither people nor conflicts.
    """
    return _Reading(path, court).result()


class _Reading:
    """One file being read."""

    def __init__(self, path: Path, court: str) -> None:
        spreadsheet = open_spreadsheet(path)
        self._tables = spreadsheet.tables
        self._list = PeopleList(spreadsheet.file, spreadsheet.sha256)
        self._court = court
        self._people: dict[str, tuple[ListedPerson, Place]] = {}
        self._conflicts: dict[ListedConflict, Place] = {}
        self._notes = ListNotes(Words("人员或者申报", "entries"))

    def result(self) -> PeopleList:
        people, conflicts = header_book(people_rows.HEADERS), header_book(conflict_rows.HEADERS)
        for table in self._tables:
            if table.name == GUIDE:
                continue
            of_people, of_conflicts = find_header(table.rows, people), find_header(table.rows, conflicts)
            if table.hidden:
                self._notes.hidden_sheets.append(table.name)
            elif of_conflicts and "against" in of_conflicts.at:
                for row in self._rows(table, of_conflicts, conflicts):
                    self._take_conflict(row)
            elif of_people and "code" in of_people.at:
                for row in self._rows(table, of_people, people, ("court",) if self._court else ()):
                    self._take_person(row, of_people)
            elif any(cell not in ("", None) for row in table.rows for cell in row):
                self._notes.sheets_without_header.append(table.name or self._list.file)
        if not self._list.rows_read and not self._list.faults:
            raise unreadable(self._list.file, *_NO_PEOPLE)
        self._list.people = [person for person, _ in self._people.values()]
        self._list.conflicts = list(self._conflicts)
        self._list.repeated = len(self._notes.repeated)
        self._list.notes = self._notes.words()
        return self._list

    def _rows(
        self, table: SheetTable, header: Header, book: HeaderBook, given: Sequence[str] = ()
    ) -> Iterator[ListRow]:
        """The rows of one sheet; when the next one is asked for, the faults of the last are gathered."""
        sheet = Place(self._list.file, table.name)
        lacking = missing_columns(sheet, header, book, given)
        if lacking:
            self._list.faults += lacking
            return
        self._notes.unknown_headers += header.unknown
        for number, cells in rows_below(table, header, book, self._notes):
            self._list.rows_read += 1
            row = ListRow(sheet, number, cells, header, book)
            yield row
            self._list.faults += row.faults

    def _take_person(self, row: ListRow, header: Header) -> None:
        channels = {
            column: column.removeprefix(ADDRESS) for column in header.at if column.startswith(ADDRESS)
        }
        person = read_person(row, channels, courts(), self._court)
        if row.faults:
            return
        if courts().by_name(person["court"]) is None:
            self._notes.unknown_courts[person["court"]] += 1
        if person["code"] not in self._people:
            self._people[person["code"]] = person, row.place
            return
        earlier, place = self._people[person["code"]]
        self._agree(row, earlier, person, place)
        if not row.faults and not _join(earlier, person):
            self._notes.repeated.append((_source(row.place), _source(place)))

    def _agree(self, row: ListRow, earlier: ListedPerson, person: ListedPerson, place: Place) -> None:
        """Add a fault for everything that one person's two rows say differently."""
        for column in ("name", "court"):
            if person[column] and earlier[column] not in ("", person[column]):
                row.fault(column, FaultKind.CONTRADICTION, _differs(earlier[column], place), _WHICH_IS_RIGHT)
        for channel, target in person["addresses"].items():
            if earlier["addresses"].get(channel, target) != target:
                said = earlier["addresses"][channel] or GIVEN_UP
                row.fault(ADDRESS + channel, FaultKind.CONTRADICTION, _differs(said, place), _WHICH_IS_RIGHT)
        for post in person["posts"]:
            if any(_overlap(post, other) and post != other for other in earlier["posts"]):
                row.fault("role", FaultKind.CONTRADICTION, _differs(post["role"], place), _WHICH_IS_RIGHT)

    def _take_conflict(self, row: ListRow) -> None:
        conflict = read_conflict(row)
        if row.faults or conflict is None:
            return
        if conflict in self._conflicts:
            self._notes.repeated.append((_source(row.place), _source(self._conflicts[conflict])))
        else:
            self._conflicts[conflict] = row.place


def _join(earlier: ListedPerson, person: ListedPerson) -> bool:
    """Put what a second row says to the first; False where it says nothing new."""
    posts = [post for post in person["posts"] if post not in earlier["posts"]]
    addresses = person["addresses"].keys() - earlier["addresses"].keys()
    new_name = bool(person["name"]) and not earlier["name"]
    earlier["posts"] += posts
    earlier["addresses"] |= person["addresses"]
    earlier["name"] = earlier["name"] or person["name"]
    return bool(posts or addresses or new_name)


def _overlap(one: ListedPost, other: ListedPost) -> bool:
    """Say whether both are the same office of the same division, held at the same time."""
    if one["role"] is not other["role"] or one["division"] != other["division"]:
        return False
    (first, first_end), (second, second_end) = (
        (post["since"] or date.min, post["until"] or date.max) for post in (one, other)
    )
    return first < second_end and second < first_end


def _differs(said: object, place: Place) -> Words:
    return Words(
        "与{place}不同，该行写的是“{said}”",
        "this differs from {place}, where it is “{said}”",
        place=place.words,
        said=said,
    )


def _source(place: Place) -> Source:
    return Source(place.file, place.sheet, place.row)


# fmt: off
_NO_PEOPLE = (Words("没有找到人员名册或者利害关系申报", "there is neither a list of people nor of conflicts in it"),
              Words("请确认表头有“代码”“法院”“职务”，并且其下有人员；空白表格用 zelian people template 生成", "check that it has the headers 代码, 法院 and 职务 and people below; zelian people template writes the empty form"))
_WHICH_IS_RIGHT = Words("请核实后改为一致", "check it and make them agree")
# fmt: on
