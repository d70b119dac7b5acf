"""Merged cells (合并单元格): a value that stands once, in the first cell, and means all rows beside it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from xml.etree.ElementTree import iterparse

from documents.sheet_cells import Cell

Merge = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell, each (row, column) from 0."""


def fill_down(rows: list[list[Cell]], merges: Iterable[Merge]) -> None:
    """Write the value of a merged cell into the rows below it.

    Merges within one row are titles and stay as they are: spread out they would look like full rows.
    """
    for (top, left), (bottom, right) in merges:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        value = rows[top][left]
        for row in rows[top + 1 : bottom + 1]:
            end = min(right + 1, len(row))
            row[left:end] = [value] * (end - left)


def ods_merges(data: bytes) -> dict[str, list[Merge]]:
    """The merged cells of an ods file by sheet, which the reader of the cells does not report."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = archive.read("content.xml")
    if not _SPANS_ROWS.search(content):
        return {}
    found: dict[str, list[Merge]] = {}
    sheet: list[Merge] = []
    row = column = 0
    # Neither entities nor outside references are resolved by this parser, so a hostile file cannot reach out.
    for event, element in iterparse(io.BytesIO(content), ("start", "end")):  # noqa: S314
        tag = element.tag.rpartition("}")[2]
        if event == "start":
            if tag == "table":
                sheet = found.setdefault(element.get(f"{_TABLE}name", ""), [])
                row = 0
            elif tag == "table-row":
                column = 0
        elif tag in ("table-cell", "covered-table-cell"):
            down = int(element.get(f"{_TABLE}number-rows-spanned", "1"))
            across = int(element.get(f"{_TABLE}number-columns-spanned", "1"))
            if down > 1:
                sheet.append(((row, column), (row + down - 1, column + across - 1)))
            column += int(element.get(f"{_TABLE}number-columns-repeated", "1"))
        elif tag == "table-row":
            row += int(element.get(f"{_TABLE}number-rows-repeated", "1"))
            element.clear()
    return found


_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_SPANS_ROWS = re.compile(rb'number-rows-spanned="(?!1")')
