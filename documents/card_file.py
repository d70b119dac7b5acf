"""评查卡文件 (the file of a review card): opened with care, and looked into cell by cell."""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook
from xlsxwriter.utility import xl_rowcol_to_cell

from documents.card_layout import FORM, Column, Page
from documents.file_kinds import kind_of
from rules.errors import Fault, FaultySheet
from rules.labels import Words

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes unpacked. A card has some 60,000; more than this is no card and may be a trap."""
COMPOUND_FILE = b"\xd0\xcf\x11\xe0"
"""How old .xls files and encrypted ones begin."""
SEND_AGAIN = Words(
    "请用Excel或者WPS打开原评查卡填写，另存为xlsx后交回",
    "fill in the card that was sent out and save it as xlsx",
)


@dataclass(frozen=True, slots=True)
class Grid:
    """The first sheet of a card, and where its cells are."""

    file: str
    page: str
    rows: Sequence[Sequence[Any]]

    def value(self, at: int, column: Column) -> Any:
        try:
            return self.rows[at][column]
        except IndexError:
            return ""

    def text(self, at: int, column: Column) -> str:
        """What was typed, as text: a fact numbered 1 is “1”, whatever the cell made of it."""
        value = self.value(at, column)
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        if isinstance(value, date):
            return (value.date() if isinstance(value, datetime) else value).isoformat()
        return str(value).replace("\r\n", "\n").strip()

    def whole(self, at: int, column: Column) -> int | None:
        """The whole number of a cell; nought where it is empty, None where it holds anything else."""
        text = unicodedata.normalize("NFKC", self.text(at, column))
        if isinstance(self.value(at, column), bool):
            return None
        return 0 if not text else int(text) if text.isascii() and text.isdigit() else None

    def fault(self, at: int, column: Column, what: Words, mend: Words) -> Fault:
        where = Words("{file} 的“{page}”{cell}", "{file}, sheet “{page}”, {cell}",
                      file=self.file, page=self.page, cell=xl_rowcol_to_cell(at, column))  # fmt: skip
        return Fault(where, what, mend)


def open_card(path: Path) -> tuple[Grid, Mapping[str, str]]:
    """The first sheet of a card, and what its hidden sheet says.

    Raises:
        FaultySheet: the file is missing, empty, damaged, encrypted, or no review card.
    """
    _look_at(path)
    try:
        with CalamineWorkbook.from_path(path) as book:
            page = next((name for name in book.sheet_names if name in (Page.CARD.zh, Page.CARD.en)), "")
            if not page or Page.MACHINE.zh not in book.sheet_names:
                raise _refused(path, Words("不是评查卡", "this is no review card"))
            grid = Grid(path.name, page, book.get_sheet_by_name(page).to_python(skip_empty_area=False))
            hidden = book.get_sheet_by_name(Page.MACHINE.zh).to_python(skip_empty_area=False)
    except CalamineError as error:
        raise _refused(path, Words("文件损坏，无法读取", "the file is damaged and cannot be read")) from error
    record = {str(row[0]): str(row[1]) for row in hidden if len(row) > 1}
    if record.get("form") != FORM:
        raise _refused(
            path, Words("不是评查卡，或者版式已经作废", "this is no review card, or of a form given up")
        )
    return grid, record


def _look_at(path: Path) -> None:
    """Refuse what is no xlsx before a reader of xlsx sees it."""
    if not path.is_file():
        raise _refused(path, Words("没有这个文件", "there is no such file"))
    with path.open("rb") as file:
        start = file.read(4)
    if not start:
        raise _refused(path, Words("文件是空的", "the file is empty"))
    if start == COMPOUND_FILE:
        raise _refused(path, Words("文件设有密码，或者是旧版xls", "the file has a password or is an old xls"))
    if not zipfile.is_zipfile(path):
        raise _refused(path, Words("文件损坏，或者不是xlsx", "the file is damaged or no xlsx"))
    try:
        kind_of(path.name, path.read_bytes())  # It refuses what unfolds into a giant.
        with zipfile.ZipFile(path) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
    except (zipfile.BadZipFile, ValueError, EOFError) as error:
        raise _refused(path, Words("文件损坏，无法读取", "the file is damaged and cannot be read")) from error
    if size > LARGEST_FILE:
        raise _refused(path, Words("文件过大，不是评查卡", "the file is too large to be a review card"))


def _refused(path: Path, what: Words) -> FaultySheet:
    return FaultySheet([Fault(Words("{file}", "{file}", file=path.name), what, SEND_AGAIN)])
