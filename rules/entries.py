"""条目 (entries): reading a list of rules that a court may change, entry by entry, and telling every wrong one at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import yaml

from rules.errors import Fault, FaultyInput, UnknownRule
from rules.labels import Words
from rules.shipped import Shipped, said, text_of

Entry = TypeVar("Entry")


def entries(name: str, part: str, read: Callable[[Mapping[str, Any]], Entry]) -> tuple[Entry, ...]:
    """The list `part` of the file `config/<name>`, each entry read by `read`.

    Raises:
        FaultyInput: every entry that is not well formed, with its place.
    """
    return entries_of(text_of(name), f"config/{name}", part, read)


def entries_of(
    text: str, source: str, part: str, read: Callable[[Mapping[str, Any]], Entry]
) -> tuple[Entry, ...]:
    """The list `part` of a text in YAML.

    Raises:
        FaultyInput: it is no YAML, has no such list, or an entry is wrong; all of them are told.
    """
    try:
        listed = (said(text) if isinstance(text, Shipped) else yaml.safe_load(text))[part]
        codes = Counter(entry["code"] for entry in listed)
    except (yaml.YAMLError, KeyError, TypeError) as error:
        raise FaultyInput([_fault(Words(source, source), error)]) from error
    found, faults = [], []
    for number, entry in enumerate(listed, 1):
        where = Words("{source} 的“{part}”第{number}项（{code}）", "{source}, entry {number} of “{part}” ({code})",
                      source=source, part=part, number=number, code=entry["code"])  # fmt: skip
        try:
            found.append(read(entry))
        except UnknownRule as error:
            faults.append(
                Fault(where, error.words, Words("请改正所引条文", "mend the article that is cited"))
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            faults.append(_fault(where, error))
    for code, times in codes.items():
        if times > 1:
            faults.append(Fault(
                Words("{source} 的“{part}”", "“{part}” in {source}", source=source, part=part),
                Words("“{code}”重复", "“{code}” stands twice", code=code),
                Words("每个代码只用一次", "use each code once")))  # fmt: skip
    if faults:
        raise FaultyInput(faults)
    return tuple(found)


def _fault(where: Words, error: Exception) -> Fault:
    return Fault(
        where,
        Words("登记不完整或者写法不对：{error}", "incomplete or not well formed: {error}",
              error=" ".join(repr(error).split())),
        Words("请参照同一文件中的其他条目改正", "mend it after the other entries of the file"),
    )  # fmt: skip
