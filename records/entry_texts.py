"""The entry of an act as text (记录文本): put together from parts that are written once for a step, an actor, an hour."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from types import NoneType
from typing import Any, NamedTuple

from records.acts import signature
from records.hashing import digest
from records.ledger import FORMAT, Link, instant
from records.proceedings_register import EARLIER
from rules.canonical import FLAT, in_the_form_of_the_rfc, quoted, read_back, written
from rules.roles import Actor

_SEEN = 4096
"""How many steps, actors and hours are remembered: the acts of a batch share theirs."""


class Said(NamedTuple):
    """Particulars as they will be read back, the text of each, the text of all, and of those that may hold a number."""

    values: dict[str, Any]
    texts: dict[str, str]
    text: str
    numbers: str


def said(particulars: Mapping[str, Any]) -> Said:
    """Write particulars, once for the record and for the facts."""
    if not particulars:
        return _NOTHING
    values, texts = {}, {}
    for code, value in particulars.items():
        text = texts[code] = written(value)
        values[code] = value if type(value) in FLAT else read_back(text)
    parts = [f"{quoted(code)}:{texts[code]}" for code in sorted(texts)]
    text = f"{{{','.join(parts)}}}"
    return Said(values, texts, text, "" if _WORDS.issuperset(map(type, values.values())) else text)


def record_of(
    after: Link,
    at: datetime,
    *,
    procedure: str,
    trigger: str,
    source: str,
    to: str,
    by: Actor,
    authority: str,
    particulars: Said,
    rules: str,
    facts: str,
    key: str | None,
    earlier_than: datetime | None = None,
) -> bytes:
    """The record of an act, as `ledger.compose` would write it of `proceedings_register.entry_of`."""
    of_step = _of_step(procedure, trigger, source, to, authority)
    text = (
        f'{{"at":{_hour(at)}{of_step.authority}"by":{_signed(by)},"chain":{quoted(after.chain)},'
        f"{_after_all(earlier_than) if earlier_than else ''}"
        f'"facts":"{digest(facts.encode())}"{of_step.source}'
        f'{_keyed(key) if key else ""}"number":{after.number + 1},'
        f'"particulars":{particulars.text},"previous":"{after.digest}"{of_step.procedure}"rules":"{rules}"{of_step.end}'
    )
    return in_the_form_of_the_rfc(text, particulars.numbers)


class _OfStep(NamedTuple):
    """The parts that every act of a step has in common."""

    authority: str
    source: str
    procedure: str
    end: str


@lru_cache(_SEEN)
def _of_step(procedure: str, trigger: str, source: str, to: str, authority: str) -> _OfStep:
    return _OfStep(
        f',"authority":{quoted(authority)},',
        f',"format":{FORMAT},"from":{quoted(source)},',
        f',"procedure":{quoted(procedure)},',
        f',"to":{quoted(to)},"trigger":{quoted(trigger)}}}',
    )


@lru_cache(_SEEN)
def _hour(at: datetime) -> str:
    return quoted(instant(at))


@lru_cache(_SEEN)
def _signed(by: Actor) -> str:
    return written(signature(by))


def _after_all(earlier_than: datetime) -> str:
    return f'"{EARLIER}":{_hour(earlier_than)},'


def _keyed(key: str) -> str:
    return f'"key":{quoted(key)},'


_WORDS = frozenset({str, bool, NoneType})
_NOTHING = Said({}, {}, "{}", "")
