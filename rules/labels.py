"""Words for people: one source for each label, in Chinese and in English.

`Labelled` is an enum whose member carries its stored code, its Chinese and its English name.
`Words` is one sentence in both languages, with the values that stand in it.
"""

from __future__ import annotations

from enum import Enum
from json.encoder import encode_basestring
from typing import Any, Literal, Self

Language = Literal["zh", "en"]


class Labelled(Enum):
    """An enumeration of states of affairs: ``MEMBER = code, 中文, English``.

    ``member.value`` is the stored code; ``Member("code")`` finds it again.
    """

    zh: str
    en: str

    def __new__(cls, code: str, zh: str = "", en: str = "") -> Self:
        member = object.__new__(cls)
        member._value_ = code
        member.zh = zh
        member.en = en
        return member

    def to(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en

    def __str__(self) -> str:
        return self.zh

    # A member is equal to itself alone; Enum's own hash is worked out anew, in Python, at every look-up.
    __hash__ = object.__hash__


class Words:
    """One sentence in both languages; ``{name}`` is replaced from ``values``.

    ``str(words)`` is the Chinese one. A value may itself be a `Labelled` or `Words`: it is shown in the
    language asked for.
    """

    __slots__ = ("_both", "_en", "_written", "_zh", "values")

    def __init__(self, zh: str, en: str, **values: Any) -> None:
        self._zh = zh
        self._en = en
        self.values = values
        self._both: dict[str, str] | None = None
        self._written: str | None = None

    def both(self) -> dict[str, str]:
        """``{"zh": …, "en": …}``: the sentence as a stored row keeps it. It is put together once."""
        if self._both is None:
            self._both = {"zh": self.to("zh"), "en": self.to("en")}
        return self._both

    def written(self) -> str:
        """`both` as canonical JSON. It is put together once too: the sentences of a step stand in thousands of rows."""
        if self._written is None:
            both = self.both()
            self._written = f'{{"en":{encode_basestring(both["en"])},"zh":{encode_basestring(both["zh"])}}}'
        return self._written

    def to(self, language: Language) -> str:
        template = self._zh if language == "zh" else self._en
        if not self.values:
            return template
        return template.format(**{name: in_language(value, language) for name, value in self.values.items()})

    def __str__(self) -> str:
        return self.to("zh")

    def __repr__(self) -> str:
        return f"Words({self.to('zh')!r})"

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Words):
            return self.to("zh") == other.to("zh") and self.to("en") == other.to("en")
        return isinstance(other, str) and other in (self.to("zh"), self.to("en"))

    def __hash__(self) -> int:
        return hash(self.to("zh"))


def in_language(value: Any, language: Language) -> Any:
    """Show a value that has words of its own in ``language``; leave any other as it is."""
    return value.to(language) if isinstance(value, Labelled | Words) else value
