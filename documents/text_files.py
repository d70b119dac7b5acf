"""A text that somebody hands in (文本文件): read whole in UTF-8, or refused with what is wrong and what to do."""

from __future__ import annotations

from pathlib import Path

from rules.errors import Fault, FaultyInput
from rules.labels import Words


def text_of(path: Path) -> str:
    """The text of a file.

    Raises:
        FaultyInput: there is no such file, or it is no UTF-8 text.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        why = error.strerror or type(error).__name__
        what = Words("不能读取（{why}）", "cannot be read ({why})", why=why)
        mend = Words("请核对路径", "check the path")
    except UnicodeDecodeError:
        what = Words("不是 UTF-8 文字", "is no UTF-8 text")
        mend = Words("请在编辑器中另存为 UTF-8", "save it as UTF-8 in your editor")
    raise FaultyInput([Fault(Words(str(path), str(path)), what, mend)])
