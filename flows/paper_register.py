"""Papers written and entered (文书登记): both files made, written whole, and their digests put on record.

Setting a hundred papers takes seconds, so it is done between two short visits to the database and not within one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from documents.paper_content import Paper
from documents.paper_fields import PaperKind
from documents.press import Printed
from flows.office import Office
from records import papers
from rules.errors import FaultyInput


@dataclass(frozen=True, slots=True)
class DuePaper:
    """A paper to be written: of which proceeding, for which entry of its ledger, and where (without the ending)."""

    ref: str
    entry: int
    paper: Paper
    path: Path


@dataclass(slots=True)
class Written:
    """The papers that were written, and what kept others from being written, each fault once."""

    printed: list[Printed] = field(default_factory=list)
    faulty: list[FaultyInput] = field(default_factory=list)


def write_papers(office: Office, due: Iterable[DuePaper], *, now: datetime) -> Written:
    """Write papers and enter them; equal content is entered once.

    A template of the court's own that is broken keeps the papers of its kind back, whole, and no others.
    """
    done, entries = Written(), []
    broken: set[tuple[PaperKind, str]] = set()
    for each in due:
        if (each.paper.kind, each.paper.code) in broken:
            continue
        try:
            printed = office.press.write(each.paper, each.path)
        except FaultyInput as fault:
            broken.add((each.paper.kind, each.paper.code))
            done.faulty.append(fault)
            continue
        done.printed.append(printed)
        entries.append(
            {
                "ref": each.ref,
                "kind": each.paper.entered_as,
                "entry": each.entry,
                "docx_sha256": printed.docx_sha256,
                "pdf_sha256": printed.pdf_sha256,
                "written_at": now,
            }
        )
    if entries:
        with office.alone("papers") as session:
            papers.register(session, entries)
    return done


def paper_path(office: Office, label: str, kind: PaperKind, name: str) -> Path:
    """Where a paper of a case lies, without its ending."""
    return office.season_folder(label) / kind.to(office.language) / name
