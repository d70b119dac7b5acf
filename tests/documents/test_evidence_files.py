"""Which files are taken as evidence: real files of each kind, and everything that is refused, each with its reason."""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
import zlib

import docx
import pytest
import xlsxwriter

from console.sample.exhibits import exhibit
from documents.evidence_files import Attachment, EvidenceKind, check_files
from rules.errors import FaultyInput

ALL = [kind.value for kind in EvidenceKind]


def word() -> bytes:
    made = docx.Document()
    made.add_paragraph("送达回证")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def workbook() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    book.add_worksheet().write(0, 0, "期限计算")
    book.close()
    return out.getvalue()


def png() -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0\0"))
        + chunk(b"IEND", b"")
    )


def archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            made.writestr(name, "<x/>")
    return out.getvalue()


JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 64 + b"\xff\xd9"


def check(*files: tuple[str, bytes], kinds=ALL, largest=1, most=5):
    return check_files([Attachment(*file) for file in files], kinds=kinds, largest=largest, most=most)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("送达回证.pdf", exhibit("x"), EvidenceKind.PDF),
        ("情况说明.docx", word(), EvidenceKind.DOCX),
        ("期限计算.xlsx", workbook(), EvidenceKind.XLSX),
        ("照片.PNG", png(), EvidenceKind.PNG),
        ("照片.jpg", JPEG, EvidenceKind.JPEG),
    ],
)
def test_a_real_file_is_taken_and_known_by_its_digest(name, content, kind):
    (found,) = check((name, content))

    assert (found.name, found.kind) == (name, kind)
    assert found.record() == {
        "code": hashlib.sha256(content).hexdigest(),
        "name": name,
        "kind": kind.value,
        "size": len(content),
    }


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("说明.txt", "文字".encode(), "不是可以接收的文件种类"),
        ("程序.exe", b"MZ", "不是可以接收的文件种类"),
        ("没有扩展名", exhibit("x"), "不是可以接收的文件种类"),
        ("空.pdf", b"", "是空文件"),
        ("大.pdf", exhibit("x") + b"\0" * 1024**2, "超过1兆字节"),
        ("假.pdf", workbook(), "内容与扩展名不符"),
        ("表格.docx", workbook(), "内容与扩展名不符"),
        ("截断.pdf", exhibit("x")[:100], "内容与扩展名不符，或者已经损坏"),
        ("截断.docx", word()[:2000], "内容与扩展名不符，或者已经损坏"),
        ("任意压缩包.docx", archive("a.txt"), "内容与扩展名不符"),
        ("加密.pdf", exhibit("x").replace(b"/Root 1", b"/Encrypt 9 0 R /Root 1"), "有密码保护或者含有宏"),
        (
            "宏.xlsx",
            archive("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"),
            "有密码保护或者含有宏",
        ),
        (
            "加密.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "有密码保护",
        ),
    ],
)
def test_what_is_not_what_it_should_be_is_refused_with_its_reason(name, content, reason):
    with pytest.raises(FaultyInput) as faulty:
        check((name, content))

    assert reason in str(faulty.value)
    assert faulty.value.faults[0].mend.to("en")


@pytest.mark.parametrize(
    "name",
    ["../密钥.pdf", "..\\密钥.pdf", "/etc/密钥.pdf", "C:密钥.pdf", ".隐藏.pdf", " 前有空格.pdf", "换\n行.pdf",
     "零\0字.pdf", "倒\u202efdp.pdf", "长" * 120 + ".pdf", ""],
)  # fmt: skip
def test_a_name_leads_nowhere_and_hides_nothing(name):
    with pytest.raises(FaultyInput, match="文件名不能使用"):
        check((name, exhibit("x")))


def test_all_that_is_wrong_is_said_at_once_and_nothing_is_taken():
    with pytest.raises(FaultyInput) as faulty:
        check(("好.pdf", exhibit("x")), ("空.pdf", b""), ("说明.txt", b"x"), ("好.PDF", exhibit("y")), most=3)

    assert [str(fault).partition("：")[2].partition("。")[0] for fault in faulty.value.faults] == [
        "共4份，超过3份",
        "是空文件",
        "不是可以接收的文件种类",
        "文件名重复",
    ]


def test_a_court_may_take_fewer_kinds():
    with pytest.raises(FaultyInput, match="可以附：PDF文件"):
        check(("照片.png", png()), kinds=["pdf"])


def test_a_document_that_unpacks_without_end_is_not_taken():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<x/>")
        made.writestr("word/document.xml", b"\0" * 50_000_000)

    with pytest.raises(FaultyInput, match="内容与扩展名不符，或者已经损坏"):
        check(("炸弹.docx", out.getvalue()))
