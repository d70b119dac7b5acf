"""Dated grounds (有时效的依据): the article and item behind a rule held as data, since when, and how far it was checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rules.citations import Citation, Provenance
from rules.labels import Language, Words
from rules.law import cite


@dataclass(frozen=True, slots=True)
class DatedGround:
    """One ground of a rule. `by_analogy`: the text was made for something else, and using it here is our choice."""

    authority: Citation
    item: int | None
    provenance: Provenance
    since: date
    until: date | None = None
    by_analogy: bool = False

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)

    def to(self, language: Language) -> str:
        """``参照《……》第47条第1项``, with its mark where there is one."""
        return Words("{like}{citation}{item}{mark}", "{like}{citation}{item}{mark}",
                     like=_LIKE if self.by_analogy else "", citation=_bare(self.authority),
                     item=_item(self.item), mark=_mark(self.provenance)).to(language)  # fmt: skip

    @classmethod
    def read(cls, entry: Mapping[str, Any]) -> DatedGround:
        """One entry of a list `grounds` in a file of `config/`."""
        return cls(
            authority=cite(entry["authority"]),
            item=entry.get("item"),
            provenance=Provenance(entry["provenance"]),
            since=entry["since"],
            until=entry.get("until"),
            by_analogy=entry.get("by_analogy", False),
        )


def holding(grounds: Iterable[DatedGround], day: date) -> tuple[DatedGround, ...]:
    """The grounds that hold on that day, as they stand in the file."""
    return tuple(ground for ground in grounds if ground.holds_on(day))


_LIKE = Words("参照", "by analogy, ")


def _bare(citation: Citation) -> Words:
    numbered = citation.article.isdigit()
    zh = f"第{citation.article}条" if numbered else f"“{citation.article}”"
    en = f"art. {citation.article}" if numbered else f"“{citation.article}”"
    return Words("《{title}》{article}", "{title}, {article}",
                 title=Words(citation.title_zh, citation.title_en), article=Words(zh, en))  # fmt: skip


def _item(item: int | None) -> Words:
    return Words("", "") if item is None else Words("第{n}项", " item {n}", n=item)


def _mark(provenance: Provenance) -> Words:
    if provenance is Provenance.VERIFIED:
        return Words("", "")
    return Words("（{mark}）", " ({mark})", mark=provenance)
