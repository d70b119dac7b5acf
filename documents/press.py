"""The press (印制): a paper goes in, its docx and its PDF come out, with their SHA-256."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from documents.docx_papers import write_docx
from documents.paper_content import Paper
from documents.pdf_papers import write_pdf
from documents.whole_files import write_whole
from rules.errors import Fault, FaultyInput


@dataclass(frozen=True, slots=True)
class Printed:
    """The two files of a paper, and their SHA-256."""

    docx: Path
    pdf: Path
    docx_sha256: str
    pdf_sha256: str


@dataclass(frozen=True, slots=True)
class Press:
    """Where templates and fonts of the court's own are; None: there are none."""

    templates: Path | None = None
    fonts: Path | None = None

    def files(self, paper: Paper) -> tuple[bytes, bytes]:
        """The docx and the PDF of a paper; nothing is written."""
        docx = write_docx(paper, self.templates, self.fonts)
        return docx.file, write_pdf(paper, docx, self.fonts)

    def write(self, paper: Paper, path: Path) -> Printed:
        """Write both files beside one another, `path` without its ending. Both are made before either is written.

        Raises:
            FaultyInput: the court's template is broken, or no font can set Chinese.
        """
        return self.write_all([(paper, path)])[0]

    def write_all(self, papers: Sequence[tuple[Paper, Path]]) -> list[Printed]:
        """Write papers that belong together: all are made before any is written.

        Raises:
            FaultyInput: as `write`, with the faults of all templates concerned.
        """
        made: list[tuple[Path, tuple[bytes, bytes]]] = []
        faults: list[Fault] = []
        for paper, path in papers:
            try:
                made.append((path, self.files(paper)))
            except FaultyInput as error:
                faults += error.faults
        if faults:
            raise FaultyInput(faults)
        return [_written(path, *files) for path, files in made]


def _written(path: Path, docx: bytes, pdf: bytes) -> Printed:
    word, fixed = (
        _put(path.with_name(f"{path.name}.{ending}"), file) for ending, file in (("docx", docx), ("pdf", pdf))
    )
    return Printed(word, fixed, hashlib.sha256(docx).hexdigest(), hashlib.sha256(pdf).hexdigest())


def _put(target: Path, file: bytes) -> Path:
    """Write a file whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    return write_whole(target, file)
