from __future__ import annotations

import hashlib
import io
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import xlsxwriter

from documents import file_kinds, sheet_tables
from documents.sheet_tables import open_spreadsheet
from rules.errors import FaultySheet

NOBODY = 65534


def workbook(*cells: tuple[str, object]) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        page = book.add_worksheet()
        for place, value in cells:
            page.write(place, value)
    return file.getvalue()


def archive(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as written:
        for name, content in parts.items():
            written.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return file.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
ENCRYPTED_ODS = archive(
    mimetype=b"application/vnd.oasis.opendocument.spreadsheet",
    content_xml=b"\x8f\x01",
    **{"META-INF__manifest_xml": b"<manifest><encryption-data/></manifest>"},
)


# fmt: off
UNREADABLE = [
    ("空.xlsx",   b"",                                                        "文件是空的"),
    ("空.csv",    b"\n \n",                                                   "文件是空的"),
    ("空表.xlsx", workbook(),                                                 "文件是空的"),
    ("损坏.xlsx", b"PK\x03\x04" + bytes(100),                                 "文件已损坏"),
    ("半截.xlsx", workbook(("A1", "案号"))[:-200],                            "文件已损坏"),
    ("损坏.xls",  OLE,                                                        "文件已损坏"),
    ("乱码.csv",  b"a,b\x00\x01\x02",                                         "文件已损坏"),
    ("加密.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"),               "文件有密码保护"),
    ("加密.ods",  ENCRYPTED_ODS,                                              "文件有密码保护"),
    ("网页.xls",  b"\r\n<html><table><tr><td>1</td></tr></table></html>",     "这是另存为表格名的网页，不是电子表格"),
    ("文档.docx", archive(word__document_xml=b"<w/>"),                        "这不是电子表格"),
    ("文档.doc",  OLE + "WordDocument".encode("utf-16-le"),                   "这不是电子表格"),
    ("扫描.pdf",  b"%PDF-1.7",                                                "这不是电子表格"),
    ("~$清单.xlsx", b"x",                                                     "这是表格软件打开文件时的临时文件"),
]
# fmt: on


@pytest.mark.parametrize(("name", "content", "what"), UNREADABLE)
def test_a_file_that_cannot_be_opened_is_refused_with_one_reason(tmp_path, name, content, what):
    (tmp_path / name).write_bytes(content)

    with pytest.raises(FaultySheet) as refused:
        open_spreadsheet(tmp_path / name)

    (fault,) = refused.value.faults
    assert (fault.where, fault.what) == (name, what)


def test_a_file_that_is_not_there_and_a_folder_are_refused(tmp_path):
    with pytest.raises(FaultySheet, match="没有这个文件"):
        open_spreadsheet(tmp_path / "无.xlsx")
    with pytest.raises(FaultySheet, match="这是文件夹"):
        open_spreadsheet(tmp_path)


def test_a_locked_file_is_refused_with_advice(tmp_path):
    path = tmp_path / "清单.xlsx"
    path.write_bytes(workbook(("A1", "案号")))
    path.chmod(0)

    with without_root(), pytest.raises(FaultySheet, match="被锁定或者没有读取权限"):
        open_spreadsheet(path)


@contextmanager
def without_root() -> Iterator[None]:
    """Root may read everything, so that it has to step down to meet a lock."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(before)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "巨大.csv"
    with path.open("wb") as file:
        file.truncate(sheet_tables.MAX_BYTES + 1)

    with pytest.raises(FaultySheet, match="文件过大"):
        open_spreadsheet(path)


def test_a_small_archive_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(file_kinds, "MAX_UNPACKED", 1000)
    path = tmp_path / "炸弹.xlsx"
    path.write_bytes(workbook(("A1", "案号")))

    with pytest.raises(FaultySheet, match="文件过大"):
        open_spreadsheet(path)


def test_a_stray_cell_far_away_is_refused_before_memory_is_taken_for_all_between(tmp_path):
    path = tmp_path / "清单.xlsx"
    path.write_bytes(workbook(("A1", "案号"), ("XFD1048576", "x")))

    with pytest.raises(FaultySheet, match="很远的行列"):
        open_spreadsheet(path)


def test_too_many_rows_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(sheet_tables, "MAX_ROWS", 2)
    path = tmp_path / "清单.csv"
    path.write_text("案号\n1\n2\n", encoding="utf-8")

    with pytest.raises(FaultySheet, match="文件过大"):
        open_spreadsheet(path)


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_the_delimiter_of_a_csv_is_found(tmp_path, delimiter):
    path = tmp_path / "清单.csv"
    path.write_text(f"案号{delimiter}法院\n1{delimiter}甲、乙\n", encoding="utf-8")

    assert open_spreadsheet(path).tables[0].rows == [["案号", "法院"], ["1", "甲、乙"]]


def test_a_damaged_xls_that_would_abort_the_reader_is_refused_and_the_process_lives(tmp_path):
    header = bytearray(OLE + bytes(512))
    header[0x18:0x22] = b"\x3e\x00\x03\x00\xfe\xff\x09\x00\x06\x00"
    header[0x29], header[0x33], header[0x3E] = 2, 2, 255  # sectors far beyond the end of the file
    path = tmp_path / "损坏.xls"
    path.write_bytes(bytes(header))

    with pytest.raises(FaultySheet, match="文件已损坏"):
        open_spreadsheet(path)


def test_a_merged_cell_holds_for_the_rows_below_and_a_title_does_not_spread(tmp_path):
    path = tmp_path / "清单.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.merge_range("A1:C1", "标题")
        page.merge_range("A2:B4", "值")
        page.write("C4", "末")

    assert open_spreadsheet(path).tables[0].rows == [
        ["标题", "", ""],
        ["值", "", ""],
        ["值", "值", ""],
        ["值", "值", "末"],
    ]


def test_what_is_hashed_is_the_file_as_it_lies_there(tmp_path):
    path = tmp_path / "清单.csv"
    path.write_bytes("案号\n1\n".encode("gb18030"))

    assert open_spreadsheet(path).sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
