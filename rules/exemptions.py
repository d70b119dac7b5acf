"""免责情形 (exemptions): why a case that was reversed, remanded or changed on retrial is no defect of those who tried it.

`config/exemptions.yaml` holds the kinds, each with its grounds, their days in force and how far they were checked. Of
a reversed case the review records one of them with reasons, or `NO_EXEMPTION` with the defect that was somebody's
fault; that it was reversed is a finding of neither.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from rules.citations import Citation, Provenance
from rules.errors import Fault, FaultyInput, UnknownRule
from rules.labels import Language, Words
from rules.law import cite
from rules.shipped import shipped

NO_EXEMPTION = "none"
"""审判人员有过错: no ground of exemption applies."""
_FAULT = Words("不属于免责情形，审判人员有过错", "no exemption: there was fault")


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground of a kind: the article, which of its items, and how far this was checked."""

    authority: Citation
    item: int
    provenance: Provenance
    since: date
    note: str = ""

    def to(self, language: Language) -> str:
        """``《……》第10条第1项``, with its mark."""
        bare = Words("《{title}》第{article}条第{item}项", "{title}, art. {article} item {item}",
                     title=Words(self.authority.title_zh, self.authority.title_en),
                     article=self.authority.article, item=self.item).to(language)  # fmt: skip
        if self.provenance is Provenance.VERIFIED:
            return bare
        mark = self.provenance.to(language)
        return f"{bare}（{mark}）" if language == "zh" else f"{bare} ({mark})"


@dataclass(frozen=True, slots=True)
class Exemption:
    """One kind of exemption (免责情形)."""

    code: str
    zh: str
    en: str
    grounds: tuple[Ground, ...]

    @property
    def words(self) -> Words:
        return Words(self.zh, self.en)

    def on(self, day: date) -> tuple[Ground, ...]:
        """The grounds in force on that day."""
        return tuple(ground for ground in self.grounds if ground.since <= day)


def exemptions(on: date) -> tuple[Exemption, ...]:
    """The kinds that may be chosen on that day, in the order of the file."""
    return tuple(kind for kind in _kinds() if kind.on(on))


def exemption(code: str) -> Exemption:
    """The kind of that code, of whatever day.

    Raises:
        UnknownRule: there is none.
    """
    for kind in _kinds():
        if kind.code == code:
            return kind
    raise UnknownRule(Words("没有免责情形“{code}”", "there is no exemption “{code}”", code=code))


def is_exempt(answer: object) -> bool:
    """Whether what was answered about a reversal is an exemption: neither nothing, nor that there was fault."""
    return answer not in (None, "", NO_EXEMPTION)


def answer_name(code: str) -> Words:
    """What was answered about a reversal, in words: the name of the kind, or that there was fault."""
    return _FAULT if code == NO_EXEMPTION else exemption(code).words


def answers(on: date) -> tuple[tuple[str, Words], ...]:
    """All that may be answered about a reversal on that day: the kinds, and that there was fault."""
    return (*((kind.code, kind.words) for kind in exemptions(on)), (NO_EXEMPTION, _FAULT))


def answered(text: str, on: date) -> str:
    """The code of an answer that somebody gave by its code or by its name in either language.

    Raises:
        FaultyInput: there is none such; the message lists them all.
    """
    known = answers(on)
    for code, words in known:
        if text.strip() in (code, words.to("zh"), words.to("en")):
            return code
    listed = Words("；".join(f"{code}（{words.to('zh')}）" for code, words in known),
                   "; ".join(f"{code} ({words.to('en')})" for code, words in known))  # fmt: skip
    raise FaultyInput(
        [
            Fault(
                Words("免责情形“{text}”", "exemption “{text}”", text=text),
                Words("没有这一情形", "there is none"),
                Words("可以填写：{known}", "there are: {known}", known=listed),
            )
        ]
    )


@cache
def _kinds() -> tuple[Exemption, ...]:
    data = shipped("exemptions.yaml")
    return tuple(
        Exemption(
            entry["code"], entry["zh"], entry["en"], tuple(_ground(ground) for ground in entry["grounds"])
        )
        for entry in data["exemptions"]
    )


def _ground(entry: dict[str, Any]) -> Ground:
    return Ground(
        authority=cite(entry["authority"]),
        item=int(entry["item"]),
        provenance=Provenance(entry["provenance"]),
        since=entry["since"],
        note=entry.get("note", ""),
    )
