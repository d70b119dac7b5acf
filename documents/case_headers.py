"""The header of a list (表头): which column holds what, by the synonyms of `config/case_list_headers.yaml` and its siblings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from rapidfuzz import fuzz, process

from documents.sheet_cells import Cell
from rules.labels import Words
from rules.shipped import shipped

SEARCHED_ROWS = 40
"""Titles, notes and blank lines may stand above the header, but not more of them than this."""
RECOGNISED_AT_LEAST = 2
"""A row with fewer known headers is no header: one word such as 法院 also stands in titles and notes."""
NEAR_MISS = 50
"""Likeness in percent from which an unknown header is asked about: 承办人员 and 承办法官 have half in common."""


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column that a case list may have, as the configuration describes it."""

    key: str
    zh: str
    en: str
    headers: tuple[str, ...]
    write: str
    required: bool = False
    several: bool = False

    @property
    def words(self) -> Words:
        return Words(self.zh, self.en)


@dataclass(frozen=True, slots=True)
class HeaderBook:
    """All columns we know, the headers we know and do not read, and how rows begin that are no cases."""

    columns: Mapping[str, ListColumn]
    by_header: Mapping[str, tuple[str, int]]
    """The column of a tidy header, and the rank of that header among its synonyms."""
    not_read: frozenset[str]
    not_a_case: tuple[str, ...]

    def recognised(self, row: Sequence[Cell]) -> set[str]:
        """The columns whose headers stand in this row."""
        return {self.by_header[tidy][0] for cell in row if (tidy := tidy_header(cell)) in self.by_header}


@dataclass(frozen=True, slots=True)
class Header:
    """The header found in one sheet."""

    row: int
    """From 0."""
    texts: tuple[str, ...]
    at: Mapping[str, tuple[int, ...]]
    """Where each column stands; more than one place only for a column that takes several."""
    unknown: tuple[str, ...]
    """Headers that mean nothing to us."""


def find_header(rows: Sequence[Sequence[Cell]], book: HeaderBook) -> Header | None:
    """The header: of the first rows the one with the most known headers; None where no row is one."""
    best, most = -1, RECOGNISED_AT_LEAST - 1
    for at, row in enumerate(rows[:SEARCHED_ROWS]):
        count = len(book.recognised(row))
        if count > most:
            best, most = at, count
    return _header(best, rows[best], book) if best >= 0 else None


def _header(at: int, row: Sequence[Cell], book: HeaderBook) -> Header:
    ranked: dict[str, list[tuple[int, int]]] = {}
    unknown = []
    for column, cell in enumerate(row):
        tidy = tidy_header(cell)
        if tidy in book.by_header:
            key, rank = book.by_header[tidy]
            ranked.setdefault(key, []).append((rank, column))
        elif tidy and tidy not in book.not_read:
            unknown.append(shown_header(cell))
    places = {
        key: tuple(column for _, column in sorted(found)) if book.columns[key].several else (min(found)[1],)
        for key, found in ranked.items()
    }
    return Header(at, tuple(map(shown_header, row)), places, tuple(unknown))


def near_miss(column: ListColumn, unknown: Sequence[str]) -> str | None:
    """The unknown header that most resembles this column; None where none does."""
    if not unknown:
        return None
    likeness = [
        (found[1], header)
        for header in unknown
        if (
            found := process.extractOne(
                tidy_header(header), column.headers, scorer=fuzz.ratio, score_cutoff=NEAR_MISS
            )
        )
    ]
    return max(likeness)[1] if likeness else None


def tidy_header(cell: Cell) -> str:
    """A header without what people decorate it with: ``* 结 案 日 期（必填）：`` is 结案日期."""
    if not isinstance(cell, str):
        return ""
    return _DECORATION.sub("", unicodedata.normalize("NFKC", cell)).casefold()


def shown_header(cell: Cell) -> str:
    return " ".join(cell.split()) if isinstance(cell, str) else ""


_DECORATION = re.compile(r"[(\[【].*?[)\]】]|[\s*:★]+")


@cache
def header_book(name: str = "case_list_headers.yaml") -> HeaderBook:
    """The headers of that file in `config/`."""
    data: dict[str, Any] = shipped(name)
    columns = {
        key: ListColumn(
            key,
            entry["zh"],
            entry["en"],
            tuple(tidy_header(header) for header in entry["headers"]),
            entry["write"],
            entry.get("required", False),
            entry.get("several", False),
        )
        for key, entry in data["columns"].items()
    }
    return HeaderBook(
        columns,
        {
            header: (key, rank)
            for key, column in columns.items()
            for rank, header in enumerate(column.headers)
        },
        frozenset(map(tidy_header, data["not_read"])),
        tuple(data["not_a_case"]),
    )
