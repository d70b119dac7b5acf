"""The package of a template (模板文件): a docx taken apart, or the fault of one that cannot be."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from docx.oxml import parse_xml

from documents.paper_templates import BODY
from rules.errors import Fault
from rules.labels import Words

RUNNING = re.compile(r"word/(header|footer)\d*\.xml")
"""Headers and footers."""
LARGEST = 256 * 1024**2
"""Bytes of a template unpacked; ours have 100,000. A small file that unfolds into more is an attack."""


def parts_of(template: bytes) -> dict[str, bytes] | Fault:
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as package:
            if sum(entry.file_size for entry in package.infolist()) > LARGEST:
                raise zipfile.BadZipFile
            parts = {entry.filename: package.read(entry) for entry in package.infolist()}
        for name in (BODY, "word/styles.xml", "[Content_Types].xml"):
            parse_xml(parts[name])
        for name, content in parts.items():
            if RUNNING.fullmatch(name):
                parse_xml(content)
    except (
        *(zipfile.BadZipFile, zlib.error, KeyError, SyntaxError, ValueError),
        *(EOFError, OSError, NotImplementedError, RuntimeError),  # what zipfile says of a broken package
    ):
        return Fault(
            Words("文件", "the file"),
            Words("不是Word文档（docx），或者已经损坏", "is no Word document (docx), or is damaged"),
            Words("请在Word或WPS中另存为“Word文档（*.docx）”", "save it again in Word or WPS as *.docx"),
        )
    return parts
