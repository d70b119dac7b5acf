"""The pen (填表) of the sample's reviewers: it fills in a real card, cell by cell, as a spreadsheet program would.

Only the open cells are touched; the card stays the file that was sent out.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from xlsxwriter.utility import xl_rowcol_to_cell

from console.sample.script import Reversal
from documents.card_file import open_card
from documents.card_layout import Answer, CardData, Column, Part, rows_of
from rules.deductions import VetoKind
from rules.exemptions import answer_name
from rules.grading import Finding
from rules.score_sheets import SheetBook

CARD_SHEET = "xl/worksheets/sheet1.xml"


def fill_in(
    card: Path,
    to: Path,
    book: SheetBook,
    findings: Iterable[Finding],
    *,
    day: date,
    remarks: str = "",
    nomination: str = "",
    reversal: Reversal | None = None,
    conflict: bool = False,
) -> None:
    """Write a copy of the card with what its reader found."""
    _, record = open_card(card)
    rows = rows_of(CardData.from_record(record, book))
    place = {row.part: at for at, row in enumerate(rows)}
    item_rows = {row.item.code: (at, row.item) for at, row in enumerate(rows) if row.item is not None}
    cells: dict[tuple[int, Column], str | int] = {
        (place[Part.DECLARATION], Column.VETO): (Answer.CONFLICT if conflict else Answer.NO_CONFLICT).zh,
        (place[Part.DAY], Column.ITEM): day.isoformat(),
        (place[Part.REMARKS], Column.ITEM): remarks,
    }
    if nomination and not conflict and Part.NOMINATION in place:
        cells[place[Part.NOMINATION], Column.ITEM] = nomination
    if reversal and not conflict and Part.REVERSAL in place:
        cells[place[Part.REVERSAL], Column.VETO] = answer_name(reversal.answer).to("zh")
        cells[place[Part.REVERSAL_REASONS], Column.ITEM] = reversal.reasons
    for finding in () if conflict else findings:
        at, item = item_rows[finding.item]
        cells[at, Column.FACT] = finding.fact
        cells[at, Column.DESCRIPTION] = finding.description
        cells[at, Column.NOTE] = finding.note
        if item.veto.kind is not VetoKind.ALWAYS:
            cells[at, Column.COUNT] = finding.count
        if item.veto.kind is VetoKind.OVERRUN:
            cells[at, Column.VETO] = finding.days or 0
        elif item.veto.kind is VetoKind.ALWAYS or finding.vetoed:
            cells[at, Column.VETO] = Answer.YES.zh
    _write(
        card,
        to,
        {xl_rowcol_to_cell(at, column): value for (at, column), value in cells.items() if value != ""},
    )


def _write(card: Path, to: Path, cells: Mapping[str, str | int]) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    with (
        zipfile.ZipFile(card) as source,
        zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy,
    ):
        for entry in source.infolist():
            content = source.read(entry)
            copy.writestr(
                entry, _filled(content.decode(), cells) if entry.filename == CARD_SHEET else content
            )


def _filled(sheet: str, cells: Mapping[str, str | int]) -> str:
    def put(found: re.Match[str]) -> str:
        value = cells.get(found["cell"])
        if value is None:
            return found[0]
        if isinstance(value, int):
            return f'<c r="{found["cell"]}" s="{found["style"]}"><v>{value}</v></c>'
        return (
            f'<c r="{found["cell"]}" s="{found["style"]}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
        )

    return _CELL.sub(put, sheet)


_CELL = re.compile(r'<c r="(?P<cell>[A-Z]+\d+)" s="(?P<style>\d+)"(?:/>| t="s"><v>\d+</v></c>)')
