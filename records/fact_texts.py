"""The facts of a proceeding as text (事实的文本): what an act changes is put into the text that stands there.

Encoding all facts anew for each act costs more than the act. A text of facts is canonical JSON of one object, so
that the place of a fact follows from its name and from the names beside it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Any

from records.entry_texts import Said
from rules.canonical import quoted, written


def changed(
    text: str, before: Mapping[str, Any], after: Mapping[str, Any], act: Said, codes: Iterable[str]
) -> str:
    """The canonical text of `after`, made from `text`, that of `before`; no fact is ever taken away.

    `codes` are the facts that may be other than before, each once. One that is the very same object is not looked
    at, and what stands in `after` just as the act says it is written already.
    """
    order = sorted(before)
    for code in codes:
        if code not in after:
            continue
        value, stands = after[code], code in before
        if stands and before[code] is value:
            continue
        at = bisect_left(order, code)
        begins = _begin(text, order, at)
        ends = _begin(text, order, at + 1) if stands else begins
        if begins < 0 or ends < 0:
            return written(after)
        as_said = code in act.values and act.values[code] is value
        new = f"{quoted(code)}:{act.texts[code] if as_said else written(value)}"
        # A comma follows what has a fact after it, and stands before what is the last.
        left = "," if at and at == len(order) else ""
        right = "," if at + stands < len(order) else ""
        text = f"{text[:begins]}{left}{new}{right}{text[ends:]}"
        if not stands:
            order.insert(at, code)
    return text


def _begin(text: str, codes: list[str], at: int) -> int:
    """Where the fact at that place of the order begins; -1 where the text alone does not tell.

    A name with its comma and colon that is there once is the fact's own. Where it is there again, it stands inside
    another fact, and which is which is not guessed.
    """
    if at == len(codes):
        return len(text) - 1
    if at == 0:
        return 1
    mark = f",{quoted(codes[at])}:"
    found = text.find(mark)
    return found + 1 if text.find(mark, found + 1) < 0 <= found else -1
