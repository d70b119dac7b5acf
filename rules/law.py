"""The law we cite: ``JUDGES[48]`` is the citation, or an error when the file is imported.

The registry is `config/law/*.yaml`: one file per law or measure with its versions, dates in force and the
articles we cite, each with its point in our own words and its provenance. No wording of law stands there.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from rules.citations import Citation, Provenance
from rules.errors import UnknownArticle
from rules.labels import Language, Words
from rules.shipped import said, shipped_in


class Law:
    """A law or measure (法律、规范性文件): ``law[48]`` cites its article 48."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.key: str = data["key"]
        self.title_zh: str = data["title"]
        self.title_en: str = data["title_en"]
        self.number: str = data.get("number", "")
        self.in_force: date = data["in_force"]
        self.until: date | None = data.get("until")
        self.source: str = data.get("source", "")
        self.library_title: str = data.get("library_title", "")
        self.library_version = str(data.get("library_version", ""))
        """Which version of the law library is meant, where it holds several that number their articles differently."""
        self.articles: dict[str, Citation] = {
            str(article): self._citation(str(article), entry) for article, entry in data["articles"].items()
        }

    def _citation(self, article: str, entry: dict[str, Any]) -> Citation:
        return Citation(
            law=self.key,
            article=article,
            title_zh=self.title_zh,
            title_en=self.title_en,
            point_zh=entry["point"],
            point_en=entry["point_en"],
            provenance=Provenance(entry["provenance"]),
            in_force=entry.get("in_force", self.in_force),
            until=entry.get("until", self.until),
        )

    def __getitem__(self, article: int | str) -> Citation:
        """Cite an article.

        Raises:
            UnknownArticle: `config/law/` does not hold it.
        """
        try:
            return self.articles[str(article)]
        except KeyError:
            raise UnknownArticle(
                Words(
                    "《{title}》没有登记“{article}”；请在 config/law/ 中补登其要旨与出处",
                    "“{article}” of {title} is not registered; add its point and provenance in config/law/",
                    title=self.title_zh,
                    article=article,
                )
            ) from None

    def to(self, language: Language) -> str:
        return self.title_zh if language == "zh" else self.title_en


@cache
def laws() -> dict[str, Law]:
    """Every registered law by its key, in order of key."""
    found: dict[str, Law] = {}
    for _, text in shipped_in("law"):
        law = Law(said(text))
        found[law.key] = law
    return found


def law(key: str) -> Law:
    """Find a law by its key.

    Raises:
        UnknownArticle: `config/law/` has no file for it.
    """
    if key not in laws():
        raise UnknownArticle(Words("config/law/ 没有登记“{key}”", "config/law/ has no “{key}”", key=key))
    return laws()[key]


def cite(code: str) -> Citation:
    """``cite("judges_law.48")``: a citation from the form used in files and in the ledger."""
    key, _, article = code.partition(".")
    return law(key)[article]


def in_force(citation: Citation, on: date) -> bool:
    """Say whether the article was in force on that day."""
    return citation.in_force <= on and (citation.until is None or on < citation.until)
