"""The law library (法律全文库): full texts that a court has beside the program, one article a line of JSON.

A line is ``{"law", "version_date", "article", "sub", "label", "text"}``; `sub` is the 之一 of an article, 0 if none.
"""

from __future__ import annotations

import json
from pathlib import Path

from rules.errors import Fault, FaultyInput
from rules.labels import Words


def full_texts(library: Path, title: str, article: str, version: str = "") -> list[dict[str, str]]:
    """The wording of an article in every version held: label, version and text, oldest version first.

    `version`: that one only, where the versions of a law number their articles differently.

    Raises:
        FaultyInput: the file is no law library; every line that is wrong, with its number.
    """
    found: list[dict[str, str]] = []
    faults: list[Fault] = []
    with library.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                entry = json.loads(line)
                of_it = title and entry["law"] == title and str(entry["article"]) == article
                if of_it and version in ("", entry["version_date"]):
                    found.append(
                        {"label": entry["label"], "version": entry["version_date"], "text": entry["text"]}
                    )
            except (ValueError, KeyError, TypeError) as error:
                faults.append(_fault(library, number, error))
    if faults:
        raise FaultyInput(faults)
    return sorted(found, key=lambda text: text["version"])


def _fault(library: Path, number: int, error: Exception) -> Fault:
    return Fault(
        Words(
            "法律全文库 {name} 第{number}行",
            "law library {name}, line {number}",
            name=library.name,
            number=number,
        ),
        Words("不是一个条文：{error}", "is no article: {error}", error=error),
        Words(
            "每行一个 JSON，须有 law、version_date、article、label、text",
            "one JSON a line, with law, version_date, article, label and text",
        ),
    )
