"""How a desk speaks: in which language, and in what form: sentences, tables, JSON.

A process speaks one language: `--english` or ``ZELIAN_LANGUAGE`` on the way in, Chinese otherwise. Rich is imported
only where a table is drawn.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from rules.errors import FaultyInput
from rules.labels import Language, Words, in_language

ENGLISH = "--english"

_WIDE = 400
"""Columns where nobody watches: a file or a pipe gets whole lines, a terminal its own width."""

_chosen: list[Language] = []


def choose(language: Language | None) -> None:
    """Speak this language from now on; None: the one of the settings."""
    _chosen[:] = [language] if language else []


def language() -> Language:
    """The language to speak. The settings are read for it only where their file is there."""
    if _chosen:
        return _chosen[0]
    if "ZELIAN_LANGUAGE" not in os.environ and Path("zelian.env").is_file():
        from console.installation import settings

        try:
            return settings().language
        except FaultyInput:  # said by whoever needs the settings, and to be said in some language
            return "zh"
    return "en" if os.environ.get("ZELIAN_LANGUAGE", "").lower() == "en" else "zh"


def said(zh: str, en: str) -> str:
    """A help text in the language of this process."""
    return zh if language() == "zh" else en


def say(words: Words | str) -> None:
    """Say it to the person at the desk."""
    print(in_language(words, language()))


def complain(words: Words | str) -> None:
    """Say it on the other channel (stderr), so that it never mixes with a result that is piped on."""
    print(in_language(words, language()), file=sys.stderr)


def as_json(value: Any) -> None:
    """Print a result for another program: UTF-8, days in ISO form, labels as their codes."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=_plain))


def table(title: Words, columns: Sequence[Words], rows: Iterable[Sequence[Any]]) -> None:
    """Draw a table; a cell may be `Words`, a label, a day or a number. Without rows a sentence says that there are none."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    speech = language()
    rows = list(rows)
    if not rows:
        print(Words("{title}：没有", "{title}: none", title=title).to(speech))
        return
    drawn = Table(title=title.to(speech), title_justify="left", box=box.SIMPLE_HEAD, highlight=False)
    for column in columns:
        drawn.add_column(column.to(speech), overflow="fold")
    for row in rows:
        # Square brackets in a cell are text, not markup of Rich.
        drawn.add_row(*(str(in_language(cell, speech)).replace("[", r"\[") for cell in row))
    Console(width=None if sys.stdout.isatty() else _WIDE).print(drawn)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Words):
        return value.to(language())
    raise TypeError(f"{type(value).__name__} has no JSON form")
