"""一张评查卡 (one review card): whose it is, of which case, on which sheet; and the digest by which it is known again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import rfc8785

from rules.deductions import GradingMethod, ScoreSheet
from rules.labels import Language
from rules.score_sheets import SheetBook

FORM = "zelian.review-card/1"


@dataclass(frozen=True)
class CardData:
    """One card (评查卡): one case and one reader. Judge and bench are not on it (盲评); the reader is a code.

    `court` is empty where it is masked. `limits` is `sheet.day_limits(rules)`. `was_reversed`: the reader is asked
    for the cause of a reversal. `points`: they are shown, for information where the worst finding decides.
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
    was_reversed: bool = False
    points: bool = True

    @property
    def by_the_worst(self) -> bool:
        """Whether the card is of a standard under which the worst finding decides."""
        return self.sheet.method is GradingMethod.WORST_FINDING

    def record(self) -> dict[str, Any]:
        """What the hidden sheet carries, so that the card is known whatever its file is called.

        What a card does not have is not named: one that was sent out long ago is still known by its digest.
        """
        more = {"was_reversed": "yes"} if self.was_reversed else {}
        more |= {} if self.points else {"points": "no"}
        return {
            **more,
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
            was_reversed=record.get("was_reversed") == "yes",
            points=record.get("points") != "no",
        )
