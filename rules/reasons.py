"""A reason (理由): one sentence in both languages and the article it rests on, with the article's mark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rules.citations import Citation
from rules.labels import Language, Words


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is so, may not be, or must be done, and on what authority."""

    words: Words
    authority: Citation

    def to(self, language: Language) -> str:
        """``……。依据：《……》第48条``: the mark of what was not checked stands in the citation."""
        if language == "zh":
            return f"{self.words.to('zh')}（依据{self.authority.to('zh')}）"
        return f"{self.words.to('en')} ({self.authority.to('en')})"

    def __str__(self) -> str:
        return self.to("zh")

    def record(self) -> dict[str, Any]:
        """As a stored row or a certificate keeps it."""
        return {
            **self.words.both(),
            "authority": self.authority.code,
            "provenance": self.authority.provenance.value,
        }
