"""A paper as a PDF (版式文件), set by Typst from the filled docx: the same sentences, as the standard lays them out.

Declared PDF/A-2b, which archives ask for: every font is inside, and nothing is fetched. Equal content on an equal
date with the same fonts gives equal bytes.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from docx.oxml import parse_xml

from documents.docx_papers import Docx
from documents.fonts import chosen, installed
from documents.page_setup import Typeface
from documents.paper_content import Paper
from documents.paper_reading import PaperReader
from documents.paper_templates import SAMPLE
from rules.labels import Words

STANDARD = "a-2b"
_TYPESETTER = Path(__file__).parent / "templates" / "paper.typ"


def write_pdf(paper: Paper, docx: Docx, fonts: Path | None = None) -> bytes:
    """Set the filled docx as a PDF.

    Raises:
        FaultyInput: no font here can set Chinese.
    """
    families = chosen(fonts)
    reader = _reader(docx.styles, frozenset(docx.charts))
    given = reader.read(docx.body) | {
        "language": paper.language,
        "title": paper.title.to(paper.language) if isinstance(paper.title, Words) else paper.title,
        "author": paper.author,
        "dated": [paper.dated.year, paper.dated.month, paper.dated.day],
        "sample": SAMPLE.to(paper.language) if paper.sample else "",
        "fonts": families,
        "body": Typeface.BODY.value,
        "heading": Typeface.HEADING.value,
        "titles": Typeface.TITLE.value,
        "numerals": Typeface.PAGE_NUMBER.value,
        "charts": {code: drawn.svg.decode() for code, drawn in docx.charts.items()},
    }
    made: bytes = _compiler(fonts).compile(
        _TYPESETTER.read_bytes(),
        format="pdf",
        sys_inputs={"paper": json.dumps(given, ensure_ascii=False)},
        pdf_standards=[STANDARD],
        timestamp=datetime(paper.dated.year, paper.dated.month, paper.dated.day, tzinfo=UTC),
    )
    return made


@cache
def _compiler(fonts: Path | None) -> Any:
    """One typesetter a process: it reads the fonts once, and remembers what it has set."""
    import typst

    return typst.Compiler(font_paths=installed(fonts))


@cache
def _reader(styles: bytes, charts: frozenset[str]) -> PaperReader:
    return PaperReader(parse_xml(styles), set(charts))
