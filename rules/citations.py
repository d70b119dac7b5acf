"""What stands behind a rule: the article cited, and how far its text was checked (出处)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rules.labels import Labelled, Language


class Provenance(Labelled):
    """How far a fact of law was checked. The mark is shown wherever the fact is shown."""

    VERIFIED = "verified", "已核", "verified"
    RECALLED = "recalled", "待核", "recalled, not verified"
    DESIGN = "design", "待法院确定", "design value, for the court to decide"


@dataclass(frozen=True, slots=True)
class Citation:
    """One article (条文) of a law or measure, with its point in our own words."""

    law: str
    article: str
    title_zh: str
    title_en: str
    point_zh: str
    point_en: str
    provenance: Provenance
    in_force: date
    until: date | None = None

    @property
    def code(self) -> str:
        """``judges_law.48``: the form used in files and in the ledger."""
        return f"{self.law}.{self.article}"

    def to(self, language: Language) -> str:
        """``《中华人民共和国法官法》第48条``; an article that has a name and no number keeps its name."""
        if language == "zh":
            article = f"第{self.article}条" if self.article.isdigit() else f"“{self.article}”"
            mark = "" if self.provenance is Provenance.VERIFIED else f"（{self.provenance.zh}）"
            return f"《{self.title_zh}》{article}{mark}"
        article = f"art. {self.article}" if self.article.isdigit() else f"“{self.article}”"
        mark = "" if self.provenance is Provenance.VERIFIED else f" ({self.provenance.en})"
        return f"{self.title_en}, {article}{mark}"

    def point(self, language: Language) -> str:
        return self.point_zh if language == "zh" else self.point_en

    def __str__(self) -> str:
        return self.to("zh")
