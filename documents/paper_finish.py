"""The last hand on a paper (成文整理): numbers, the size of the mark, and what must not be parted from what.

Parts may be left out of a paper, and a clerk may have put them in another order. So headings, tables and charts are
numbered at the end, as they stand: 一、二、… and （一）（二）… and 表1、图1. A heading without a number stays as it is.
"""

from __future__ import annotations

import re
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from documents.figures import width_in_characters
from documents.page_setup import MASTHEAD_SIZE, TEXT_WIDTH, Style
from rules.labels import Language

_DIGITS = "〇一二三四五六七八九"
_NUMBERED: dict[Language, dict[str, re.Pattern[str]]] = {
    "zh": {
        Style.HEADING.value: re.compile(r"[一二三四五六七八九十]+、"),
        Style.SUBHEADING.value: re.compile(r"（[一二三四五六七八九十]+）"),
        Style.CAPTION.value: re.compile(r"[表图]\d+"),
    },
    "en": {
        Style.HEADING.value: re.compile(r"\d+\. "),
        Style.SUBHEADING.value: re.compile(r"\d+\.\d+ "),
        Style.CAPTION.value: re.compile(r"(Table|Figure) \d+"),
    },
}


def finish(document: Any, styles: dict[str, str], language: Language) -> None:
    """Number the headings, tables and charts, fit the mark of the issuing court, and keep the signature company."""
    names = {identity: name for name, identity in styles.items()}
    counts = {"heading": 0, "sub": 0, "表": 0, "图": 0, "Table": 0, "Figure": 0}
    for paragraph in document.iter(qn("w:p")):
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        name = names.get(style.get(qn("w:val")), "") if style is not None else ""
        for known, pattern in _NUMBERED[language].items():
            if known.lower() == name:
                _number(paragraph, pattern, counts, known, language)
        if name == Style.MASTHEAD.value.lower():
            _fit(paragraph)
    _keep_company(document.find(qn("w:body")))


def chinese(number: int) -> str:
    """一 to 九十九."""
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return ten + (_DIGITS[ones] if ones or not tens else "")


def _number(
    paragraph: Any, pattern: re.Pattern[str], counts: dict[str, int], style: str, language: Language
) -> None:
    texts = list(paragraph.iter(qn("w:t")))
    found = pattern.match("".join(text.text or "" for text in texts))
    if not found:
        return
    if style == Style.HEADING.value:
        counts["heading"], counts["sub"] = counts["heading"] + 1, 0
        number = f"{chinese(counts['heading'])}、" if language == "zh" else f"{counts['heading']}. "
    elif style == Style.SUBHEADING.value:
        counts["sub"] += 1
        english = f"{counts['heading']}.{counts['sub']} "
        number = f"（{chinese(counts['sub'])}）" if language == "zh" else english
    else:
        word = found.group()[0] if language == "zh" else found.group(1)
        counts[word] += 1
        number = f"{word}{counts[word]}" if language == "zh" else f"{word} {counts[word]}"
    left = len(found.group())
    for text in texts:  # an edited heading may lie in several runs
        cut = min(left, len(text.text or ""))
        text.text, left = (text.text or "")[cut:], left - cut
    texts[0].text = number + texts[0].text
    texts[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _fit(paragraph: Any) -> None:
    """A long mark is set smaller, so that it fills its line and does not run over it."""
    told = "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
    size = int(TEXT_WIDTH.pt / max(width_in_characters(told), 1))
    if size >= MASTHEAD_SIZE.pt:
        return
    for run in paragraph.iter(qn("w:r")):
        properties = run.find(qn("w:rPr"))
        if properties is None:
            properties = OxmlElement("w:rPr")
            run.insert(0, properties)
        for tag in ("w:sz", "w:szCs"):
            for old in properties.findall(qn(tag)):
                properties.remove(old)
            fitted = OxmlElement(tag)
            fitted.set(qn("w:val"), str(size * 2))
            properties.append(fitted)


def _keep_company(body: Any) -> None:
    """What stands before the signature goes with it, so that it never stands alone on a page."""
    for paragraph in body.findall(qn("w:p")):
        layout = paragraph.find(qn("w:pPr"))
        if layout is None or layout.find(qn("w:keepLines")) is None:
            continue
        before = paragraph.getprevious()
        if before is not None and before.tag == qn("w:p"):
            kept = before.find(qn("w:pPr"))
            if kept is not None and kept.find(qn("w:keepNext")) is None:
                style = kept.find(qn("w:pStyle"))
                kept.insert(0 if style is None else 1, OxmlElement("w:keepNext"))
        return
