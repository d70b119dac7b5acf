"""评查卡版面 (the layout of a review card): what stands on it, and in which cell.

The card is drawn (`review_card`) and read back (`returned_card`) from the same rows, so that a cell that was
printed one way and came back another way is seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, IntEnum, auto

from documents.card_identity import FORM, CardData
from rules.deductions import Block, Item
from rules.exemptions import answers
from rules.labels import Labelled, Words

__all__ = [
    "BY_THE_WORST", "COLUMNS", "FORM", "Answer", "CardData", "Column", "Page", "Part", "Row", "answers_of", "rows_of",
]  # fmt: skip


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


BY_THE_WORST = {
    Column.STANDARD: Words("情形后果", "Makes the case"),
    Column.VETO: Words("认定/日数", "Yes/days"),
}
"""What two columns are called where the worst finding decides."""


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
    NOMINATION = auto()
    REVERSAL = auto()
    REVERSAL_REASONS = auto()
    DECLARATION = auto()
    DAY = auto()


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the texts that must come back unchanged, by column, and what it is about."""

    part: Part
    texts: Mapping[Column, str]
    block: Block | None = None
    item: Item | None = None


def rows_of(card: CardData) -> list[Row]:
    """Every row of the card, from the first."""
    rows = [
        Row(Part.TITLE, _shown(card, {Column.CODE: card.sheet.words})),
        *(Row(Part.HEAD, texts) for texts in _head(card)),
        Row(Part.COLUMNS, _shown(card, _columns(card))),
    ]
    for block in card.sheet.blocks:
        rows.append(Row(Part.BLOCK, _shown(card, _block_texts(card, block)), block=block))
        rows += [Row(Part.ITEM, _item_texts(card, item), item=item) for item in card.sheet.items_of(block)]
    return [
        *rows,
        Row(Part.TOTAL, _shown(card, {Column.CODE: TRIAL_GRADE if card.by_the_worst else TOTAL})),
        *_reversal(card),
        Row(Part.REMARKS, _shown(card, {Column.CODE: Words("评语", "Remarks")})),
        Row(Part.STRENGTHS, _shown(card, {Column.CODE: Words("亮点", "Strengths")})),
        *(
            [Row(Part.NOMINATION, _shown(card, {Column.CODE: Words("提名优秀", "Nominate")}))]
            if card.by_the_worst
            else []
        ),
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
TRIAL_GRADE = Words(
    "试算等次（提交后由系统复算：最严重情形决定等次）",
    "Trial grade (computed again on return: the worst finding decides)",
)
REVERSAL = Words(
    "本案被改判、发回或者再审改判（必选）：属于哪一免责情形，或者审判人员有过错。改判、发回本身不是质量问题",
    "The case was reversed or remanded (required): which exemption, or was there fault? A reversal is no defect",
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


def answers_of(card: CardData) -> list[str]:
    """What may be chosen about a reversal, as the card offers it."""
    return [words.to(card.language) for _, words in answers(card.issued)]


def _columns(card: CardData) -> dict[Column, Words]:
    if not card.by_the_worst:
        return COLUMNS
    deducted = Words("参考扣分", "Points, for information") if card.points else Words("", "")
    return COLUMNS | BY_THE_WORST | {Column.DEDUCTED: deducted}


def _reversal(card: CardData) -> list[Row]:
    """Of a reversed case: the choice, and its reasons."""
    if not card.was_reversed:
        return []
    label, reasons = Words("改判原因", "Reversal"), Words("原因说明", "Reasons")
    return [
        Row(Part.REVERSAL, _shown(card, {Column.CODE: label, Column.ITEM: REVERSAL})),
        Row(Part.REVERSAL_REASONS, _shown(card, {Column.CODE: reasons})),
    ]


def _block_texts(card: CardData, block: Block) -> dict[Column, Words]:
    if card.by_the_worst:
        left = Words("参考分", "Points") if card.points else Words("", "")
        return {Column.CODE: block.words, Column.VETO: left}
    return {
        Column.CODE: Words(
            "{block}（{points}分）", "{block} ({points} points)", block=block.words, points=block.points
        ),
        Column.VETO: Words("得分", "Left"),
    }


def _item_texts(card: CardData, item: Item) -> dict[Column, str]:
    standard = (
        item.consequence(card.limits, points=card.points) if card.by_the_worst else item.standard(card.limits)
    )
    texts = {Column.ITEM: item.words, Column.STANDARD: standard}
    return {Column.CODE: item.code, **_shown(card, texts)}


def _shown(card: CardData, texts: Mapping[Column, Words]) -> dict[Column, str]:
    return {column: words.to(card.language) for column, words in texts.items()}
