"""What a file really is (文件类型): told by its first bytes and its parts, since people rename files."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from enum import Enum
from typing import IO

from documents.sheet_faults import unreadable
from rules.labels import Words


class FileKind(Enum):
    """The kinds of file that hold a case list."""

    XLSX = "xlsx"
    ODS = "ods"
    XLS = "xls"
    CSV = "csv"


MAX_UNPACKED = 1024**3
"""Bytes. A list of 100,000 rows unpacks to about 100 MB."""
MAX_CELLS = 20_000_000
"""Cells between the first and the last used one: a stray mark in the last column makes billions of them."""

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def kind_of(file: str, data: bytes) -> FileKind:
    """The kind of file; `file` is its name, for the refusal.

    Raises:
        FaultySheet: it is damaged, protected by a password, too large when unpacked, or no spreadsheet.
    """
    if data.startswith(_ZIP):
        return _kind_of_archive(file, data)
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise unreadable(file, *PASSWORD)
        if "WordDocument".encode("utf-16-le") in data:
            raise unreadable(file, *_NO_SPREADSHEET)
        return FileKind.XLS
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<head")):
        raise unreadable(file, *_WEB_PAGE)
    if start.startswith((b"%pdf", b"\xff\xd8\xff", b"\x89png", b"{\\rtf", b"rar!")):
        raise unreadable(file, *_NO_SPREADSHEET)
    if b"\0" in data[:65536] and not data.startswith(_TEXT_MARKS):
        raise unreadable(file, *DAMAGED)
    return FileKind.CSV


def _kind_of_archive(file: str, data: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise unreadable(file, *PASSWORD)
            if sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise unreadable(file, *TOO_LARGE)
            names = {part.filename for part in parts}
            if any(name.startswith("xl/workbook.") for name in names):
                _refuse_stray_cells(file, archive, names)
                return FileKind.XLSX
            if "content.xml" in names:
                if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                    raise unreadable(file, *PASSWORD)
                if b"opendocument.spreadsheet" in archive.read("mimetype"):
                    return FileKind.ODS
    except (zipfile.BadZipFile, zlib.error, KeyError, NotImplementedError, EOFError, ValueError) as error:
        raise unreadable(file, *DAMAGED) from error
    raise unreadable(file, *_NO_SPREADSHEET)


def _refuse_stray_cells(file: str, archive: zipfile.ZipFile, names: set[str]) -> None:
    """Refuse a sheet that reaches too far, before memory is taken for all the cells between.

    What the sheet says of its own size is not believed: one cell in the last corner makes billions, and ends the program.
    """
    for name in names:
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            with archive.open(name) as part:
                if _reach(part) > MAX_CELLS:
                    raise unreadable(file, *_STRAY_CELLS)


def _reach(part: IO[bytes]) -> int:
    """How many cells there are between the first and the last used one, by the far ones among their references."""
    last_column, last_row, rest = 26, 99_999, b""
    while chunk := part.read(_CHUNK):
        text = rest + chunk
        for found in _FAR_COLUMN.finditer(text):
            last_column = max(last_column, _column_number(found[1]))
        for found in _FAR_ROW.finditer(text):
            last_row = max(last_row, int(found[1]))
        rest = text[-_LONGEST:]
    return last_column * last_row


_CHUNK, _LONGEST = 1 << 20, 64
_FAR_COLUMN = re.compile(rb'r="([A-Z]{2,7})\d{1,20}"')
_FAR_ROW = re.compile(rb'r="[A-Z]{0,7}(\d{6,20})"')


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


# fmt: off
PASSWORD = (Words("文件有密码保护", "the file is protected by a password"),
             Words("请取消密码后另存，再导入", "save it without a password, then import it"))
_WEB_PAGE = (Words("这是另存为表格名的网页，不是电子表格", "this is a web page with the name of a spreadsheet"),
             Words("请用表格软件打开后另存为xlsx", "open it in a spreadsheet program and save it as xlsx"))
_NO_SPREADSHEET = (Words("这不是电子表格", "this is no spreadsheet"),
                   Words("请提供xlsx、xls、ods或csv格式的案件清单", "provide the list as xlsx, xls, ods or csv"))
_STRAY_CELLS = (Words("工作表在很远的行列还有内容或格式", "a sheet has content or formats in far rows and columns"),
                Words("请删除清单以外的空行、空列后另存", "delete the empty rows and columns beyond the list and save"))
DAMAGED = (Words("文件已损坏", "the file is damaged"),
           Words("请用表格软件打开后另存，或者重新导出", "open it in a spreadsheet program and save it, or export it again"))
TOO_LARGE = (Words("文件过大", "the file is too large"),
             Words("请只保留案件清单，按季度或者按法院分开导入", "keep the list only; import it by quarter or by court"))
# fmt: on
