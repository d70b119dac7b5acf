"""A notice as a line of a list (通知一览)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from records.notices import Notice
from records.offices import HeldOffice
from rules.notices import NoticeContent


@dataclass(frozen=True, slots=True)
class NoticeLine:
    id: int
    proceeding: str
    at: datetime
    held: HeldOffice
    content: NoticeContent


def lines_of(rows: Iterable[Notice], held: HeldOffice) -> list[NoticeLine]:
    """The notices as one office reads them."""
    return [
        NoticeLine(row.id, row.proceeding, row.created_at, held, NoticeContent.from_json(row.content))
        for row in rows
    ]
