"""One row of a case list (清单行) becomes a closed case, or all that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import TypeVar

from documents.case_headers import Header, HeaderBook
from documents.list_notes import ListNotes
from documents.sheet_cells import Cell, day_of, people_of, refuse, text_of, yes_or_no
from documents.sheet_faults import FaultKind, Place, SheetFault
from rules import case_numbers
from rules.case_numbers import CaseNumber
from rules.cases import CaseKind, ClosedCase, Source, procedure_of
from rules.citations import Provenance
from rules.courts import Court, CourtLevel, CourtRegister, level_of
from rules.errors import FaultyInput
from rules.labels import Words
from rules.must_review import must_review_book

T = TypeVar("T")


class RowReader:
    """Reads the rows below one header.

    `default_court` is the court of rows that name none; without it the case number decides. A closing date after
    `today` is a fault where `today` is given.
    """

    def __init__(
        self,
        sheet: Place,
        header: Header,
        book: HeaderBook,
        register: CourtRegister,
        notes: ListNotes,
        *,
        default_court: str = "",
        today: date | None = None,
    ) -> None:
        self._sheet = sheet
        self._header = header
        self._at = {column: places[0] for column, places in header.at.items()}
        self._bench_at = header.at.get("bench", ())
        self._related_at = header.at.get("related", ())
        self._flags_at = header.at.get("flags", ())
        self._book = book
        self._register = register
        self._notes = notes
        self._default_court = default_court
        self._today = today
        self._cells: Sequence[Cell] = ()
        self._row = 0
        self._faults: list[SheetFault] = []
        self._courts: dict[tuple[str, str], tuple[Court | None, str]] = {}

    def read(self, row: int, cells: Sequence[Cell]) -> ClosedCase | list[SheetFault]:
        """The case of that row (counted from 1), or every fault in it."""
        self._row, self._cells, self._faults = row, cells, []
        number = self._required("case_no", _number)
        closed = self._required("date_closed", day_of)
        filed, effective = self._value("date_filed", day_of), self._value("date_effective", day_of)
        kind, level = self._value("case_kind", _kind), self._value("level", _level)
        pending, reversed_later = self._value("pending", yes_or_no), self._value("reversed_later", yes_or_no)
        texts = {column: self._text(column) for column in _TEXTS}
        judge, bench, stated = self._judge_and_bench()
        related, flags = self._related(), self._flags()
        self._check_days(number, filed, closed, effective)
        court, name = self._court(number)
        if number is None or closed is None or self._faults:
            return self._faults
        case_no = str(number)
        self._note(name if court is None else "", judge, related, stated=stated)
        texts["procedure"] = texts["procedure"] or procedure_of(number)
        return ClosedCase(
            case_no=case_no,
            court=name,
            court_code=(court.case_code if court else "") or ("" if number.old_style else number.court_code),
            level=court.level if court else level or level_of(name),
            case_kind=kind or CaseKind.of(number),
            date_closed=closed,
            judge=judge,
            bench=bench,
            date_filed=filed,
            date_effective=effective,
            pending=pending,
            reversed_later=reversed_later,
            flags=flags,
            related=tuple(other for other in related if other != case_no),
            source=Source(self._sheet.file, self._sheet.sheet, row),
            **texts,
        )

    def _value(self, column: str, read: Callable[[Cell], T]) -> T | None:
        """What stands in the column; None where the list lacks it, the cell is empty, or it is a fault."""
        at = self._at.get(column)
        return None if at is None else self._cell(at, read)

    def _cell(self, at: int, read: Callable[[Cell], T]) -> T | None:
        try:
            return read(self._cells[at])
        except FaultyInput as refused:
            self._fault(at, FaultKind.MISWRITTEN, refused.faults[0].what, refused.faults[0].mend)
            return None

    def _text(self, column: str) -> str:
        at = self._at.get(column)
        if at is None:
            return ""
        cell = self._cells[at]
        return cell.strip() if isinstance(cell, str) else self._cell(at, text_of) or ""

    def _required(self, column: str, read: Callable[[Cell], T | None]) -> T | None:
        before = len(self._faults)
        value = self._value(column, read)
        if value is None and len(self._faults) == before:
            what = Words("没有{name}", "no {name}", name=self._book.columns[column].words)
            self._fault(self._at.get(column), FaultKind.MISSING, what, Words("请补填", "fill it in"))
        return value

    def _judge_and_bench(self) -> tuple[str, tuple[str, ...], bool]:
        """The judge in charge, everyone on the bench, and whether the list itself says who is in charge.

        A single judge is; of a panel of which the list does not say it, the presiding judge answers.
        """
        in_charge = self._value("judge", people_of) or ()
        presiding = self._value("presiding", people_of) or ()
        members = [person for at in self._bench_at for person in self._cell(at, people_of) or ()]
        bench = tuple(dict.fromkeys((*in_charge, *presiding, *members)))
        if in_charge:
            return in_charge[0], bench, True
        return (bench[0] if presiding or len(bench) == 1 else ""), bench, len(bench) == 1

    def _related(self) -> list[str]:
        numbers: list[str] = []
        for at in self._related_at:
            parts = _BETWEEN_NUMBERS.split(self._cell(at, text_of) or "")
            numbers += [_other_number(part) for part in parts if part and not part.isspace()]
        return list(dict.fromkeys(numbers))

    def _flags(self) -> tuple[str, ...]:
        found = [flag for at in self._flags_at for flag in self._cell(at, _flags) or ()]
        return tuple(dict.fromkeys(found))

    def _court(self, number: CaseNumber | None) -> tuple[Court | None, str]:
        """The court in the register, if it is there, and its name."""
        written = self._text("court") or self._default_court
        code = "" if number is None or number.old_style else number.court_code
        if (written, code) not in self._courts:
            found = self._register.find(written, code)
            self._courts[written, code] = (found, found.name if found else written)
        court, name = self._courts[written, code]
        if not name:
            what = Words("没有法院，案号也不能确定法院", "no court, and the number does not tell it")
            self._fault(
                self._at.get("court"),
                FaultKind.MISSING,
                what,
                Words("请补填法院全称", "fill in the full name"),
            )
        elif number is not None:
            self._check_number_of_court(number, court, name)
        return court, name

    def _check_number_of_court(self, number: CaseNumber, court: Court | None, name: str) -> None:
        if number.old_style and not number.court_code and level_of(name) is not CourtLevel.SUPREME:
            # Only the Supreme People's Court numbered without an abbreviation; of any other court
            # such a number would not tell its cases from those of a thousand courts.
            what = Words("案号缺少法院代字", "the court code is missing in the number")
            self._fault(self._at.get("case_no"), FaultKind.MISWRITTEN, what, _SEE_THE_JUDGMENT)
        other = None if number.old_style else self._register.by_case_code(number.court_code)
        if court and other and other is not court and _seen(court) and _seen(other):
            what = Words(
                "法院是{court}，而案号的法院代字“{code}”属于{other}",
                "the court is {court}, but the number's court code “{code}” is that of {other}",
                court=court.name, code=number.court_code, other=other.name,
            )  # fmt: skip
            self._fault(self._at.get("court"), FaultKind.CONTRADICTION, what, _SEE_THE_JUDGMENT)

    def _check_days(
        self, number: CaseNumber | None, filed: date | None, closed: date | None, effective: date | None
    ) -> None:
        if closed is None:
            return
        if filed and filed > closed:
            self._disordered("date_filed", Words("立案日期晚于结案日期", "filed after it was closed"))
        if effective and effective < closed:
            self._disordered(
                "date_effective", Words("生效日期早于结案日期", "effective before it was closed")
            )
        if number and closed.year < number.year:
            self._disordered(
                "date_closed", Words("结案日期早于案号的年份", "closed before the year of its number")
            )
        if self._today and closed > self._today:
            self._disordered("date_closed", Words("结案日期尚未到来", "the closing date is in the future"))

    def _disordered(self, column: str, what: Words) -> None:
        self._fault(self._at.get(column), FaultKind.CONTRADICTION, what, _SEE_THE_JUDGMENT)

    def _note(self, unknown_court: str, judge: str, related: Sequence[str], *, stated: bool) -> None:
        if unknown_court:
            self._notes.unknown_courts[unknown_court] += 1
        if not judge:
            self._notes.without_judge += 1
        elif not stated:
            self._notes.judge_is_presiding += 1
        if related:
            self._notes.unread_related += sum(not _is_canonical(number) for number in related)

    def _fault(self, at: int | None, kind: FaultKind, what: Words, mend: Words) -> None:
        header = "" if at is None else self._header.texts[at]
        place = Place(self._sheet.file, self._sheet.sheet, self._row, at, header)
        self._faults.append(SheetFault.at(place, kind, what, mend))


_TEXTS = ("procedure", "cause", "division", "outcome", "document_kind", "record_id")


def _number(cell: Cell) -> CaseNumber | None:
    text = text_of(cell)
    return case_numbers.parse(text) if text else None


def _kind(cell: Cell) -> CaseKind | None:
    return _kind_named(text_of(cell))


@lru_cache
def _kind_named(text: str) -> CaseKind | None:
    text = case_numbers.normalise(text)
    kind = CaseKind.named(text) if text else None
    if text and kind is None:
        refuse(Words("不认识案件类型“{text}”", "unknown kind of case “{text}”", text=text),
                Words("请填写刑事、民事、行政、执行、国家赔偿或者其他", "write 刑事, 民事, 行政, 执行, 国家赔偿 or 其他"))  # fmt: skip
    return kind


def _flags(cell: Cell) -> tuple[str, ...]:
    """The must-review situations that a cell names; 无 and 否 name none."""
    return tuple(
        must_review_book().flag(word)
        for part in _BETWEEN_FLAGS.split(text_of(cell))
        if (word := part.strip()) and word not in _NO_FLAG
    )


def _level(cell: Cell) -> CourtLevel | None:
    return _level_named(text_of(cell))


@lru_cache
def _level_named(text: str) -> CourtLevel | None:
    text = case_numbers.normalise(text).removesuffix("法院").removesuffix("人民")
    for level in CourtLevel:
        if text == level.zh:
            return level
    if text:
        refuse(Words("不认识法院层级“{text}”", "unknown court level “{text}”", text=text),
                Words("请填写最高、高级、中级、基层或者专门", "write 最高, 高级, 中级, 基层 or 专门"))  # fmt: skip
    return None


@lru_cache(maxsize=20_000)
def _other_number(text: str) -> str:
    """The canonical text of the number of another instance; the tidied text where it cannot be read."""
    try:
        return case_numbers.canonical(text)
    except FaultyInput:
        return case_numbers.normalise(text)


@lru_cache(maxsize=20_000)
def _is_canonical(text: str) -> bool:
    try:
        return case_numbers.canonical(text) == text
    except FaultyInput:
        return False


def _seen(court: Court) -> bool:
    return court.case_code_provenance is Provenance.VERIFIED


# 、 and ， do not part numbers: they join serials, as in 912、913号.
_BETWEEN_FLAGS = re.compile(r"[|、，,;；/\n\r]+")
_NO_FLAG = ("无", "否", "没有", "-", "×")
_BETWEEN_NUMBERS = re.compile(r"[|;；\n\r]+")
_SEE_THE_JUDGMENT = Words("请对照裁判文书核实", "check it against the judgment")
