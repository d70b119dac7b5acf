"""Opening a spreadsheet (打开电子表格): xlsx, xls, ods or csv becomes rows of cells, whatever its name ends in.

What cannot be opened is refused with one fault that says why and what to do. The file is read once, so that its
SHA-256 is that of exactly what was imported.
"""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import cast
from xml.etree.ElementTree import ParseError

import python_calamine

from documents.file_kinds import DAMAGED, PASSWORD, TOO_LARGE, FileKind, kind_of
from documents.merged_cells import Merge, fill_down, ods_merges
from documents.old_workbooks import can_be_opened
from documents.sheet_cells import Cell
from documents.sheet_faults import unreadable
from rules.labels import Words

MAX_BYTES = 64 * 1024**2
"""A list of 100,000 rows has about 10 MB. What is far above is another kind of file, or an attack."""
MAX_ROWS = 300_000


@dataclass(frozen=True, slots=True)
class SheetTable:
    """One sheet: ``rows[0]`` is its row 1. Cells below a merged one hold its value."""

    name: str
    rows: list[list[Cell]]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    file: str
    sha256: str
    tables: tuple[SheetTable, ...]


def open_spreadsheet(path: Path) -> Spreadsheet:
    """Read a file whole.

    Raises:
        FaultySheet: it is missing, locked, empty, too large, damaged, protected by a password, or no spreadsheet.
    """
    data = _bytes_of(path)
    kind = kind_of(path.name, data)
    tables = (
        [_csv_table(path.name, data)] if kind is FileKind.CSV else _workbook_tables(path.name, data, kind)
    )
    if not any(cell not in ("", None) for table in tables for row in table.rows for cell in row):
        raise unreadable(path.name, *_EMPTY)
    if max(len(table.rows) for table in tables) > MAX_ROWS:
        raise unreadable(path.name, *TOO_LARGE)
    return Spreadsheet(path.name, hashlib.sha256(data).hexdigest(), tuple(tables))


def _bytes_of(path: Path) -> bytes:
    if path.name.startswith(("~$", ".~lock.")):
        raise unreadable(path.name, *_LOCK_FILE)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise unreadable(path.name, *TOO_LARGE)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise unreadable(path.name, *_NOT_FOUND) from error
    except IsADirectoryError as error:
        raise unreadable(path.name, *_DIRECTORY) from error
    except PermissionError as error:
        raise unreadable(path.name, *_LOCKED) from error
    if not data.strip():
        raise unreadable(path.name, *_EMPTY)
    return data


def _workbook_tables(file: str, data: bytes, kind: FileKind) -> list[SheetTable]:
    if kind is FileKind.XLS and not can_be_opened(data):
        raise unreadable(file, *DAMAGED)
    try:
        with python_calamine.load_workbook(io.BytesIO(data)) as book:
            merged = ods_merges(data) if kind is FileKind.ODS else {}
            return [
                _sheet_table(book.get_sheet_by_name(sheet.name), sheet, merged.get(sheet.name))
                for sheet in book.sheets_metadata
                if sheet.typ is python_calamine.SheetTypeEnum.WorkSheet
            ]
    except python_calamine.PasswordError as error:
        raise unreadable(file, *PASSWORD) from error
    except (python_calamine.CalamineError, ParseError, zipfile.BadZipFile, zlib.error, ValueError) as error:
        raise unreadable(file, *DAMAGED) from error


def _sheet_table(
    sheet: python_calamine.CalamineSheet, about: python_calamine.SheetMetadata, merges: list[Merge] | None
) -> SheetTable:
    rows = cast("list[list[Cell]]", sheet.to_python(skip_empty_area=False))
    fill_down(rows, merges if merges is not None else sheet.merged_cell_ranges or ())
    return SheetTable(about.name, rows, about.visible is not python_calamine.SheetVisibleEnum.Visible)


def _csv_table(file: str, data: bytes) -> SheetTable:
    text = _decoded(file, data)
    delimiter = max(",\t;", key=text[:8192].count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise unreadable(file, *DAMAGED) from error
    return SheetTable("", cast("list[list[Cell]]", rows))


def _decoded(file: str, data: bytes) -> str:
    """A mark at the start decides; without one UTF-8 if it fits, since GB18030 text is hardly ever valid UTF-8."""
    utf_16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf_16 else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise unreadable(file, *_ENCODING)


# fmt: off
_EMPTY = (Words("文件是空的", "the file is empty"),
          Words("请确认导出成功后重新提供", "check the export and provide it again"))
_ENCODING = (Words("文字编码无法识别", "the encoding of the text is unknown"),
             Words("请另存为xlsx，或者UTF-8编码的csv", "save it as xlsx, or as csv in UTF-8"))
_NOT_FOUND = (Words("没有这个文件", "there is no such file"),
              Words("请核对文件名和位置", "check its name and place"))
_DIRECTORY = (Words("这是文件夹，不是文件", "this is a folder, not a file"),
              Words("请指明其中的文件", "name a file in it"))
_LOCKED = (Words("文件被锁定或者没有读取权限", "the file is locked or may not be read"),
           Words("请关闭正在打开它的程序，或者请管理员授予读取权限", "close the program that has it open, or ask for permission to read it"))
_LOCK_FILE = (Words("这是表格软件打开文件时的临时文件", "this is the lock file of a spreadsheet program"),
              Words("请关闭表格软件，导入同名而不带“~$”的文件", "close the program and import the file without “~$”"))
# fmt: on
