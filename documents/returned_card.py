"""交回的评查卡 (a returned review card): what the reader found, or every fault with its cell.

Only the open cells are read; the totals on the card are for the reader's eye and are computed again. Whatever was
typed stays text and is never taken for a formula.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from documents.card_file import SEND_AGAIN, Grid, open_card
from documents.card_layout import Answer, CardData, Column, Part, Row, rows_of
from documents.card_rows import findings_of
from rules.errors import Fault, FaultyInput, FaultySheet, UnknownRule
from rules.exemptions import NO_EXEMPTION, answered
from rules.findings import Finding
from rules.labels import Words
from rules.score_sheets import SheetBook, sheet_book

MOST_CHANGES_SHOWN = 10
"""More fixed cells than that are changed when a row or column was put in or taken out."""


@dataclass(frozen=True, slots=True)
class ReturnedCard:
    """What one reader found in one case. With a `conflict` nothing else is read: the case goes to someone else."""

    card_id: str
    review_ref: str
    reader: str
    sheet: str
    """The version of the score sheet: ``litigation@2022-01-01``."""
    findings: tuple[Finding, ...]
    remarks: str
    strengths: str
    conflict: bool
    day: date | None
    """评查日期; may be missing with a conflict."""
    file: str
    file_digest: str
    """SHA-256 of the file as it came."""
    nomination: str = ""
    """提名优秀的理由; empty where the reader does not nominate."""
    exemption: str = ""
    """Of a reversed case: the code of the exemption, or `NO_EXEMPTION`."""
    exemption_reasons: str = ""


@dataclass(frozen=True, slots=True)
class ReturnedCards:
    """A folder of cards: those that hold, and by file name what is wrong with the others."""

    cards: tuple[ReturnedCard, ...]
    faulty: Mapping[str, FaultyInput]


def read_cards(
    folder: Path, *, book: SheetBook | None = None, issued: Mapping[str, str] | None = None
) -> ReturnedCards:
    """Read every file of a folder. A faulty one stops none of the others, and is reported.

    Two files of one card are both reported: which of them the reader meant is not for us to say.
    """
    faulty: dict[str, FaultyInput] = {}
    read: dict[str, list[ReturnedCard]] = defaultdict(list)
    for path in sorted(folder.iterdir()):
        # Names that begin so are left behind by a spreadsheet that is open, or by the system.
        if path.is_dir() or path.name.startswith(("~$", ".")):
            continue
        try:
            card = read_card(path, book=book, issued=issued)
        except FaultyInput as error:
            faulty[path.name] = error
        else:
            read[card.card_id].append(card)
    for copies in read.values():
        if len(copies) > 1:
            faulty |= {copy.file: _doubled(copy, copies) for copy in copies}
    return ReturnedCards(tuple(copies[0] for copies in read.values() if len(copies) == 1), faulty)


def read_card(
    path: Path, *, book: SheetBook | None = None, issued: Mapping[str, str] | None = None
) -> ReturnedCard:
    """Read one card. `issued` maps the cards sent out to their digests; without it any sound card is taken.

    Raises:
        FaultySheet: all that is wrong with it, each with its sheet and cell; or it is no card of ours.
    """
    grid, record = open_card(path)
    card = _identified(path, record, book or sheet_book(), issued)
    rows = rows_of(card)
    faults = _changed(grid, rows)
    if len(faults) > MOST_CHANGES_SHOWN:
        what = Words(
            "自该格起版面被改动（可能增删了行列）",
            "from this cell on the layout is changed (rows or columns?)",
        )
        raise FaultySheet([Fault(faults[0].where, what, SEND_AGAIN)])
    place = {row.part: at for at, row in enumerate(rows)}
    conflict = _conflict(grid, place[Part.DECLARATION], faults)
    findings = () if conflict else findings_of(grid, rows, faults)
    nomination = "" if conflict else _nomination(grid, place, findings, faults)
    exemption, reasons = ("", "") if conflict else _reversal(grid, place, card, findings, faults)
    day = _day(grid.text(place[Part.DAY], Column.ITEM))
    if day is None and not conflict:
        what = Words("没有填评查日期，或者不是日期", "the date is missing or no date")
        mend = Words("请填日期，如2022-05-10", "give a date such as 2022-05-10")
        faults.append(grid.fault(place[Part.DAY], Column.ITEM, what, mend))
    if faults:
        raise FaultySheet(faults)
    return ReturnedCard(
        card_id=card.card_id,
        review_ref=card.review_ref,
        reader=card.reader,
        sheet=card.sheet.version,
        findings=findings,
        remarks=grid.text(place[Part.REMARKS], Column.ITEM),
        strengths=grid.text(place[Part.STRENGTHS], Column.ITEM),
        conflict=conflict,
        day=day,
        file=path.name,
        file_digest=hashlib.sha256(path.read_bytes()).hexdigest(),
        nomination=nomination,
        exemption=exemption,
        exemption_reasons=reasons,
    )


def _nomination(
    grid: Grid, place: Mapping[Part, int], findings: Sequence[Finding], faults: list[Fault]
) -> str:
    """Why the reader nominates the case; only where nothing was found."""
    if Part.NOMINATION not in place:
        return ""
    at = place[Part.NOMINATION]
    text = grid.text(at, Column.ITEM)
    if text and findings:
        what = Words("发现了问题的案件不能提名优秀", "a case with findings cannot be nominated")
        faults.append(grid.fault(at, Column.ITEM, what, Words("请清空提名，或者核对发现的问题", "clear it, or check the findings")))  # fmt: skip
    return text


def _reversal(
    grid: Grid, place: Mapping[Part, int], card: CardData, findings: Sequence[Finding], faults: list[Fault]
) -> tuple[str, str]:
    """What the reader says of the cause of a reversal, and why."""
    if Part.REVERSAL not in place:
        return "", ""
    at, below = place[Part.REVERSAL], place[Part.REVERSAL_REASONS]
    text, reasons = grid.text(at, Column.VETO), grid.text(below, Column.ITEM)
    try:
        answer = answered(text, card.issued)
    except FaultyInput:
        what = Words("没有选择改判原因", "the cause of the reversal is not chosen") if not text else Words(
            "“{text}”不在列表中", "“{text}” is not on the list", text=text)  # fmt: skip
        faults.append(grid.fault(at, Column.VETO, what, Words("请从下拉列表中选择", "choose from the list")))
        answer = ""
    if not reasons:
        faults.append(grid.fault(below, Column.ITEM, Words("没有写明改判原因的理由", "the reasons are missing"),
                                 Words("请写明理由；有过错的写明是哪一项", "give them; of a fault, say which item it was")))  # fmt: skip
    if answer == NO_EXEMPTION and not findings:
        what = Words(
            "认定有过错，却没有列出问题；改判本身不是问题", "fault, and no finding: a reversal alone is none"
        )
        faults.append(grid.fault(at, Column.VETO, what, Words("请在上面列出问题，或者选择免责情形", "list the finding above, or choose an exemption")))  # fmt: skip
    return answer, reasons


def _identified(
    path: Path, record: Mapping[str, str], book: SheetBook, issued: Mapping[str, str] | None
) -> CardData:
    """The card that the hidden sheet tells of, if it is one that we sent out."""
    try:
        card = CardData.from_record(record, book)
    except UnknownRule as error:
        raise _not_ours(path, error.words) from error
    except (KeyError, ValueError) as error:
        raise _not_ours(
            path, Words("卡内的识别信息被改动", "the identity of the card was changed")
        ) from error
    if record.get("sheet_digest") != card.sheet.digest:
        raise _not_ours(path, Words("评查表的版本不符：{version}", "the score sheet {version} is not the one in use",
                                    version=card.sheet.version))  # fmt: skip
    if record.get("digest") != card.digest:
        raise _not_ours(path, Words("卡内的识别信息被改动", "the identity of the card was changed"))
    if issued is not None and issued.get(card.card_id) != card.digest:
        raise _not_ours(
            path, Words("没有发出过这张卡：{card}", "no such card was sent out: {card}", card=card.card_id)
        )
    return card


def _changed(grid: Grid, rows: Sequence[Row]) -> list[Fault]:
    what = Words("锁定的内容被改动", "a locked cell was changed")
    return [
        grid.fault(at, column, what, Words("请恢复原文：{text}", "put back: {text}", text=text))
        for at, row in enumerate(rows)
        for column, text in row.texts.items()
        if grid.text(at, column) != text.strip()
    ]


def _conflict(grid: Grid, at: int, faults: list[Fault]) -> bool:
    answer = grid.text(at, Column.VETO)
    if answer not in (*_both(Answer.CONFLICT), *_both(Answer.NO_CONFLICT)):
        faults.append(grid.fault(at, Column.VETO, Words("没有作回避声明", "the declaration on conflict is missing"),
                                 Words("请选“无”或者“有”", "choose none or conflict")))  # fmt: skip
    return answer in _both(Answer.CONFLICT)


def _day(text: str) -> date | None:
    """The day written as a date, or as 2022-05-10, 2022/5/10, 2022.5.10 or 2022年5月10日."""
    parts = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", unicodedata.normalize("NFKC", text))
    try:
        return date(*(int(part) for part in parts.groups())) if parts else None
    except ValueError:  # such as 31 February
        return None


def _both(answer: Answer) -> tuple[str, str]:
    return answer.zh, answer.en


def _not_ours(path: Path, what: Words) -> FaultySheet:
    return FaultySheet([Fault(Words("{file}", "{file}", file=path.name), what, SEND_AGAIN)])


def _doubled(card: ReturnedCard, copies: Sequence[ReturnedCard]) -> FaultySheet:
    others = "、".join(copy.file for copy in copies if copy is not card)
    return FaultySheet(
        [
            Fault(
                Words("{file}", "{file}", file=card.file),
                Words("与{others}是同一张卡", "the same card as {others}", others=others),
                Words("请只交回一份", "return one of them only"),
            )
        ]
    )
