"""The last hand on a paper (成文整理): numbers, the size of the mark, and what must not be parted from what.

Parts may be left out of a paper, and a clerk may have put them in another order. So headings, tables and charts are
numbered at the end, as they stand: 一、二、… and （一）（二）… and 表1、图1. A heading without a number stays as it is.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn as qualified

from documents.figures import width_in_characters
from documents.page_setup import MASTHEAD_SIZE, TEXT_WIDTH, Style
from documents.paper_fields import Of
from documents.paper_xml import KEPT_TOGETHER
from rules.labels import Language

qn = cache(qualified)
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
    _keep_tables(document.find(qn("w:body")))
    _keep_company(document.find(qn("w:body")))
    _keep_signers(document.find(qn("w:body")))


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
    """What stands before the signature goes with it, so that it never stands alone on a page.

    The note of what is annexed is no company: the paragraph before it comes too.
    """
    for paragraph in body.findall(qn("w:p")):
        layout = paragraph.find(qn("w:pPr"))
        if layout is None or layout.find(qn("w:keepLines")) is None:
            continue
        before = paragraph.getprevious()
        for _ in range(2):
            if before is None or before.tag != qn("w:p"):
                return
            _keep(before)
            told = "".join(text.text or "" for text in before.iter(qn("w:t")))
            if told and not told.startswith(("附件：", "Annex: ")):
                return
            before = before.getprevious()
        return


def _keep_signers(body: Any) -> None:
    """A table of signatures never stands alone on a page: the paragraph, or the row, before it comes too."""
    for table in body.findall(qn("w:tbl")):
        first = next(table.iter(qn("w:tc")), None)
        told = "".join(text.text or "" for text in first.iter(qn("w:t"))) if first is not None else ""
        if told not in (Of.SIGNER.zh, Of.SIGNER.en):
            continue
        before = table.getprevious()
        while before is not None and before.tag == qn("w:p"):
            _keep(before)
            if any(text.text for text in before.iter(qn("w:t"))):
                break
            before = before.getprevious()
        if before is not None and before.tag == qn("w:tbl"):
            for paragraph in before.findall(qn("w:tr"))[-1].iter(qn("w:p")):
                _keep(paragraph)


def _keep_tables(body: Any) -> None:
    """A short table stands on one page; no row of it, and no sum, stands alone on the next."""
    for table in body.findall(qn("w:tbl")):
        rows = table.findall(qn("w:tr"))
        if len(rows) <= KEPT_TOGETHER:
            for row in rows[:-1]:
                for paragraph in row.iter(qn("w:p")):
                    _keep(paragraph)


def _keep(paragraph: Any) -> None:
    layout = paragraph.find(qn("w:pPr"))
    if layout is None:
        layout = OxmlElement("w:pPr")
        paragraph.insert(0, layout)
    if layout.find(qn("w:keepNext")) is None:
        style = layout.find(qn("w:pStyle"))
        layout.insert(0 if style is None else 1, OxmlElement("w:keepNext"))
