"""Files of evidence (证据文件) as they are handed in: what they really are, and what of them is not taken.

A file is known by what is in it and not by its name; both must agree. Nothing is opened that could run.
"""

from __future__ import annotations

import hashlib
import io
import unicodedata
import zipfile
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from rules.errors import Fault, FaultyInput
from rules.labels import Labelled, Words

LONGEST_NAME = 120
"""Characters of a file's name."""
MOST_UNPACKED = 200
"""How many times its size a packed document may unpack to."""


class EvidenceKind(Labelled):
    """What a file of evidence may be (证据文件种类); `config/parameters` chooses among them."""

    PDF = "pdf", "PDF文件", "PDF"
    DOCX = "docx", "Word文档", "Word document"
    XLSX = "xlsx", "Excel工作簿", "Excel workbook"
    PNG = "png", "PNG图片", "PNG picture"
    JPEG = "jpeg", "JPEG图片", "JPEG picture"


ENDINGS = {
    "pdf": EvidenceKind.PDF,
    "docx": EvidenceKind.DOCX,
    "xlsx": EvidenceKind.XLSX,
    "png": EvidenceKind.PNG,
    "jpg": EvidenceKind.JPEG,
    "jpeg": EvidenceKind.JPEG,
}


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file as it is handed in: its name, and what is in it."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be kept: `code` is its SHA-256."""

    name: str
    kind: EvidenceKind
    code: str
    content: bytes

    def record(self) -> dict[str, str | int]:
        """What the ledger keeps of it."""
        return {"code": self.code, "name": self.name, "kind": self.kind.value, "size": len(self.content)}


def check_files(
    files: Sequence[Attachment], *, kinds: Collection[str], largest: int, most: int
) -> list[Checked]:
    """Look at every file; `largest` is in megabytes.

    Raises:
        FaultyInput: every file that cannot be taken, with the reason; then none is.
    """
    faults = [] if len(files) <= most else [_too_many(len(files), most)]
    found: list[Checked] = []
    names: set[str] = set()
    for file in files:
        problem = (
            _name_wrong(file.name, names)
            or _size_wrong(len(file.content), largest)
            or _content_wrong(file, kinds)
        )
        names.add(file.name.casefold())
        if problem is not None:
            faults.append(Fault(Words("证据文件“{name}”", "file “{name}”", name=_shown(file.name)), *problem))
        else:
            kind = _kind_of(file.content)
            assert kind is not None  # `_content_wrong` said otherwise
            code = hashlib.sha256(file.content).hexdigest()
            found.append(Checked(file.name, kind, code, file.content))
    if faults:
        raise FaultyInput(faults)
    return found


_Problem = tuple[Words, Words]


def _name_wrong(name: str, before: Collection[str]) -> _Problem | None:
    """A name is a name: it leads nowhere, hides nothing, and stands once."""
    leads = any(mark in name for mark in "/\\:") or name.startswith(".") or name != name.strip()
    hides = any(unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp") for letter in name)
    if not name or leads or hides or len(name) > LONGEST_NAME:
        return (
            Words("文件名不能使用", "the name cannot be used"),
            Words(
                "请改用不含路径、不以点开头、没有不可见字符的名称，不超过{most}个字",
                "use a name without a path, a leading dot or invisible characters, of {most} characters at most",
                most=LONGEST_NAME,
            ),
        )
    if name.casefold() in before:
        return Words("文件名重复", "the name stands twice"), Words("请改名后再附", "give it another name")
    return None


def _size_wrong(size: int, largest: int) -> _Problem | None:
    if not size:
        return Words("是空文件", "is empty"), Words("请核对文件", "check the file")
    if size > largest * 1024**2:
        return (
            Words("超过{largest}兆字节", "is larger than {largest} MB", largest=largest),
            Words("请压缩图片或者分成几个文件", "make the pictures smaller, or split it"),
        )
    return None


def _content_wrong(file: Attachment, kinds: Collection[str]) -> _Problem | None:
    by_name = ENDINGS.get(file.name.rpartition(".")[2].lower())
    taken = [kind for kind in EvidenceKind if kind.value in kinds]
    if by_name not in taken:
        return (
            Words("不是可以接收的文件种类", "is not of a kind that is taken"),
            Words(
                "可以附：{kinds}",
                "these are taken: {kinds}",
                kinds=Words("、".join(kind.zh for kind in taken), ", ".join(kind.en for kind in taken)),
            ),
        )
    if any(_protected(file.content)):
        return (
            Words("有密码保护或者含有宏", "is protected by a password, or holds macros"),
            Words("请取消密码、去掉宏后另存", "save it without a password and without macros"),
        )
    if _kind_of(file.content) is not by_name:
        return (
            Words("内容与扩展名不符，或者已经损坏", "is damaged, or is not what its name says"),
            Words("请打开核对后另存", "open it, check it and save it again"),
        )
    return None


def _kind_of(content: bytes) -> EvidenceKind | None:
    """What the file really is; None: damaged, or nothing that we know."""
    if content.startswith(b"%PDF-"):
        return EvidenceKind.PDF if b"%%EOF" in content[-2048:] else None
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return EvidenceKind.PNG if b"IEND" in content[-64:] else None
    if content.startswith(b"\xff\xd8\xff"):
        return EvidenceKind.JPEG if b"\xff\xd9" in content[-4096:] else None
    if content.startswith(b"PK\x03\x04"):
        return _kind_of_archive(content)
    return None


def _kind_of_archive(content: bytes) -> EvidenceKind | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > MOST_UNPACKED * len(content) or archive.testzip():
                return None
            names = {part.filename for part in parts}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, RuntimeError):
        return None
    if "[Content_Types].xml" not in names:
        return None
    if "word/document.xml" in names:
        return EvidenceKind.DOCX
    return EvidenceKind.XLSX if "xl/workbook.xml" in names else None


def _protected(content: bytes) -> Iterator[bool]:
    """Signs of a password, or of something that would run."""
    yield content.startswith(b"%PDF-") and b"/Encrypt" in content
    yield content.startswith(b"\xd0\xcf\x11\xe0") and "EncryptedPackage".encode("utf-16-le") in content
    yield content.startswith(b"PK") and b"vbaProject.bin" in content


def _too_many(count: int, most: int) -> Fault:
    return Fault(
        Words("证据文件", "files of evidence"),
        Words("共{count}份，超过{most}份", "{count} of them, more than {most}", count=count, most=most),
        Words("请合并后再附，或者分次补充", "join some, or add them later"),
    )


def _shown(name: str) -> str:
    """A name that can be printed, whatever stands in it."""
    return "".join(letter if letter.isprintable() else "�" for letter in name)[:LONGEST_NAME]
