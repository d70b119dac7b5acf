"""A court's own files (本院配置文件): YAML in UTF-8, read whole, or refused with what is wrong and what to do.

Whatever is the matter with a file as such is said here, once for all readers: its encoding, its YAML, and what makes a
small file unfold into a very large one.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from rules.errors import Fault
from rules.labels import Words
from rules.shipped import Shipped, said

MOST_CHARACTERS = 2_000_000
"""Our largest file has some 40,000."""
MOST_VALUES = 100_000
"""Values in a file, every reference unfolded: a file of a few lines can stand for billions (YAML 炸弹)."""


def written_in(path: Path, form: Words, faults: list[Fault]) -> str | None:
    """The text of a file; None, and a fault, where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        what = Words("不是 UTF-8 文字", "is no UTF-8 text")
        faults.append(_fault(path.name, what, Words("请另存为 UTF-8", "save it as UTF-8")))
    except OSError as error:
        why = error.strerror or type(error).__name__
        faults.append(_fault(path.name, Words("不能读取（{why}）", "cannot be read ({why})", why=why), form))
    return None


def parsed(text: str | None, source: str, form: Words, faults: list[Fault]) -> Any:
    """What the YAML says, of a court's file or of ours; None, and a fault, where it is none. An empty file says None without one."""
    if text is None:
        return None
    try:
        if isinstance(text, Shipped):
            return said(text)
        data = yaml.safe_load(_not_too_long(text))
        _count(data, 0, 0)
    except _TooLarge:
        faults.append(
            _fault(source, Words("内容过大或者层次过深", "is too large, or nested too deeply"), form)
        )
    except RecursionError:
        faults.append(_fault(source, Words("层次过深", "is nested too deeply"), form))
    except (yaml.YAMLError, ValueError, TypeError, OverflowError) as error:
        # A day such as 2027-02-30 is a bare ValueError of the parser, a key that is a list a TypeError.
        why = " ".join(str(error).split())
        faults.append(_fault(source, Words("不是有效的 YAML：{why}", "not valid YAML: {why}", why=why), form))
    else:
        return data
    return None


class _TooLarge(Exception):
    """More than any file of a court holds."""


def _not_too_long(text: str) -> str:
    if len(text) > MOST_CHARACTERS:
        raise _TooLarge
    return text


def _count(data: Any, count: int, depth: int) -> int:
    """How many values there are, references unfolded."""
    count += 1
    if count > MOST_VALUES or depth > _DEEPEST:
        raise _TooLarge
    inside = data.values() if isinstance(data, dict) else data if isinstance(data, list | tuple | set) else ()
    for each in inside:
        count = _count(each, count, depth + 1)
    return count


_DEEPEST = 30


def _fault(source: str, what: Words, form: Words) -> Fault:
    return Fault(Words("{source}", "{source}", source=source), what, form)
