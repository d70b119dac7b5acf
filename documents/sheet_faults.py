"""A fault of a spreadsheet (清单错误): which file, sheet, row and column, what is wrong, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass

from rules.errors import Fault, FaultySheet
from rules.labels import Labelled, Words


class FaultKind(Labelled):
    """What is wrong (错误类别), for counting."""

    UNREADABLE_FILE = "unreadable_file", "文件无法读取", "unreadable file"
    NO_SUCH_COLUMN = "no_such_column", "缺少列", "missing column"
    MISSING = "missing", "缺少内容", "missing value"
    MISWRITTEN = "miswritten", "写法无法识别", "cannot be read"
    CONTRADICTION = "contradiction", "前后矛盾", "contradiction"
    SAME_NUMBER = "same_number", "案号重复而内容不同", "same number, different content"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file: as much of it as is meant. Rows are counted as the spreadsheet shows them, from 1."""

    file: str
    sheet: str = ""
    row: int = 0
    column: int | None = None
    """From 0; `letter` is how the spreadsheet shows it."""
    header: str = ""

    @property
    def letter(self) -> str:
        """``A`` … ``Z``, ``AA`` …; empty where no column is meant."""
        letters, rest = "", -1 if self.column is None else self.column
        while rest >= 0:
            letters = chr(ord("A") + rest % 26) + letters
            rest = rest // 26 - 1
        return letters

    @property
    def words(self) -> Words:
        """``清单.xlsx“民事”第17行F列“承办法官”``."""
        zh = self.file + (f"“{self.sheet}”" if self.sheet else "") + (f"第{self.row}行" if self.row else "")
        en = ", ".join(
            part
            for part in (
                self.file,
                self.sheet and f"sheet “{self.sheet}”",
                self.row and f"row {self.row}",
                self.letter and f"column {self.letter}",
            )
            if part
        )
        zh += f"{self.letter}列" if self.letter else ""
        if self.header:
            zh, en = f"{zh}“{self.header}”", f"{en} “{self.header}”"
        return Words(zh, en)


@dataclass(frozen=True, slots=True)
class SheetFault(Fault):
    """A fault with its place taken apart, so that the cell can be marked and sent back."""

    kind: FaultKind
    place: Place

    @classmethod
    def at(cls, place: Place, kind: FaultKind, what: Words, mend: Words) -> SheetFault:
        return cls(place.words, what, mend, kind, place)


def unreadable(file: str, what: Words, mend: Words) -> FaultySheet:
    """The refusal of a whole file."""
    return FaultySheet([SheetFault.at(Place(file), FaultKind.UNREADABLE_FILE, what, mend)])
