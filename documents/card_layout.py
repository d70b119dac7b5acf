"""评查卡版面 (the layout of a review card): what stands on it, and in which cell.

The card is drawn (`review_card`) and read back (`returned_card`) from the same rows, so that a cell that was
printed one way and came back another way is seen.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, IntEnum, auto
from typing import Any

import rfc8785

from rules.deductions import Block, Item, ScoreSheet
from rules.labels import Labelled, Language, Words
from rules.score_sheets import SheetBook

FORM = "zelian.review-card/1"


class Page(Labelled):
    """The worksheets of a card."""

    CARD = "card", "评查表", "Review card"
    GUIDE = "guide", "填写说明", "How to fill in"
    MACHINE = "machine", "_zelian", "_zelian"


class Answer(Labelled):
    """What a drop-down offers."""

    YES = "yes", "是", "yes"
    NO = "no", "否", "no"
    CONFLICT = "conflict", "有", "conflict"
    NO_CONFLICT = "no_conflict", "无", "none"


class Column(IntEnum):
    """The columns of the card, A to I."""

    CODE = 0
    ITEM = 1
    STANDARD = 2
    COUNT = 3
    FACT = 4
    DESCRIPTION = 5
    VETO = 6
    DEDUCTED = 7
    NOTE = 8


COLUMNS = {
    Column.CODE: Words("编码", "Code"),
    Column.ITEM: Words("评查项目", "Item"),
    Column.STANDARD: Words("扣分标准", "Standard"),
    Column.COUNT: Words("次数", "Count"),
    Column.FACT: Words("事实编号", "Fact no."),
    Column.DESCRIPTION: Words("事实说明", "What was found"),
    Column.VETO: Words("否决/日数", "Veto/days"),
    Column.DEDUCTED: Words("扣分", "Points off"),
    Column.NOTE: Words("备注", "Note"),
}


class Part(Enum):
    """What a row of the card is."""

    TITLE = auto()
    HEAD = auto()
    COLUMNS = auto()
    BLOCK = auto()
    ITEM = auto()
    TOTAL = auto()
    REMARKS = auto()
    STRENGTHS = auto()
    DECLARATION = auto()
    DAY = auto()


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the texts that must come back unchanged, by column, and what it is about."""

    part: Part
    texts: Mapping[Column, str]
    block: Block | None = None
    item: Item | None = None


@dataclass(frozen=True)
class CardData:
    """One card (评查卡): one case and one reader. Judge and bench are not on it (盲评); the reader is a code.

    `court` is empty where it is masked. `limits` is `sheet.day_limits(rules)`.
    """

    card_id: str
    review_ref: str
    season: str
    case_no: str
    cause: str
    reader: str
    sheet: ScoreSheet
    issued: date
    due: date | None = None
    court: str = ""
    limits: Mapping[str, int] = field(default_factory=dict)
    language: Language = "zh"

    def record(self) -> dict[str, Any]:
        """What the hidden sheet carries, so that the card is known whatever its file is called."""
        return {
            "form": FORM,
            "card_id": self.card_id,
            "review_ref": self.review_ref,
            "season": self.season,
            "case_no": self.case_no,
            "cause": self.cause,
            "reader": self.reader,
            "sheet": self.sheet.version,
            "sheet_digest": self.sheet.digest,
            "issued": self.issued.isoformat(),
            "due": self.due.isoformat() if self.due else "",
            "court": self.court,
            "limits": json.dumps(dict(self.limits), sort_keys=True),
            "language": self.language,
        }

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical form of all that is printed on the card."""
        return hashlib.sha256(rfc8785.dumps(self.record())).hexdigest()

    @classmethod
    def from_record(cls, record: Mapping[str, str], book: SheetBook) -> CardData:
        """The card a hidden sheet tells of.

        Raises:
            KeyError, ValueError: the record is damaged.
            UnknownRule: the book has no such sheet.
        """
        return cls(
            card_id=record["card_id"],
            review_ref=record["review_ref"],
            season=record["season"],
            case_no=record["case_no"],
            cause=record["cause"],
            reader=record["reader"],
            sheet=book.version(record["sheet"]),
            issued=date.fromisoformat(record["issued"]),
            due=date.fromisoformat(record["due"]) if record["due"] else None,
            court=record["court"],
            limits=json.loads(record["limits"]),
            language="en" if record["language"] == "en" else "zh",
        )


def rows_of(card: CardData) -> list[Row]:
    """Every row of the card, from the first."""
    rows = [
        Row(Part.TITLE, _shown(card, {Column.CODE: card.sheet.words})),
        *(Row(Part.HEAD, texts) for texts in _head(card)),
        Row(Part.COLUMNS, _shown(card, COLUMNS)),
    ]
    for block in card.sheet.blocks:
        rows.append(Row(Part.BLOCK, _shown(card, _block_texts(block)), block=block))
        rows += [Row(Part.ITEM, _item_texts(card, item), item=item) for item in card.sheet.items_of(block)]
    return [
        *rows,
        Row(Part.TOTAL, _shown(card, {Column.CODE: TOTAL})),
        Row(Part.REMARKS, _shown(card, {Column.CODE: Words("评语", "Remarks")})),
        Row(Part.STRENGTHS, _shown(card, {Column.CODE: Words("亮点", "Strengths")})),
        Row(
            Part.DECLARATION,
            _shown(card, {Column.CODE: Words("回避声明", "Conflict"), Column.ITEM: DECLARATION}),
        ),
        Row(Part.DAY, _shown(card, {Column.CODE: Words("评查日期", "Date")})),
    ]


TOTAL = Words(
    "试算得分（提交后由系统复算：同一事实只扣一次）",
    "Trial total (computed again on return: one fact is deducted once)",
)
DECLARATION = Words(
    "本人与本案、当事人及承办人员有无应当回避的情形（必填）",
    "Have you any ground for stepping aside from this case? (required)",
)


def _head(card: CardData) -> list[dict[Column, str]]:
    """Four rows of two labels with their values."""
    masked = Words("盲评，不显示", "masked for blind review")
    pairs = (
        (Words("期次", "Season"), card.season, Words("卡号", "Card"), card.card_id),
        (Words("案号", "Case"), card.case_no, Words("评查员", "Reader"), card.reader),
        (Words("案由", "Cause"), card.cause, Words("法院", "Court"), card.court or masked.to(card.language)),
        (
            Words("发卡", "Issued"),
            f"{card.issued}",
            Words("交回期限", "Due"),
            f"{card.due}" if card.due else "—",
        ),
    )
    return [
        {
            Column.CODE: left.to(card.language),
            Column.ITEM: value,
            Column.FACT: right.to(card.language),
            Column.DESCRIPTION: other,
        }
        for left, value, right, other in pairs
    ]


def _block_texts(block: Block) -> dict[Column, Words]:
    return {
        Column.CODE: Words(
            "{block}（{points}分）", "{block} ({points} points)", block=block.words, points=block.points
        ),
        Column.VETO: Words("得分", "Left"),
    }


def _item_texts(card: CardData, item: Item) -> dict[Column, str]:
    standard = item.standard(card.limits)
    texts = {Column.ITEM: item.words, Column.STANDARD: standard}
    return {Column.CODE: item.code, **_shown(card, texts)}


def _shown(card: CardData, texts: Mapping[Column, Words]) -> dict[Column, str]:
    return {column: words.to(card.language) for column, words in texts.items()}
