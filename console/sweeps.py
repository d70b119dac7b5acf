"""敏感性 (a sweep): one parameter tried with several values, and how much each would change."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import yaml

from documents.replay_summary import summary
from documents.workbook import Column, Sheet
from flows.replay import Asked
from rules.errors import Fault, FaultyInput
from rules.labels import Words
from rules.replays import Replay

MOST = 50
"""Values that are tried at one time."""
_STEPS = 10
_SPAN = re.compile(r"(\d+(?:\.\d+)?)\.\.(\d+(?:\.\d+)?)(?:/(\d+(?:\.\d+)?))?")


@dataclass(frozen=True, slots=True)
class Sweep:
    """One parameter and the values to try."""

    key: str
    values: tuple[Any, ...]


def values_of(text: str) -> Sweep:
    """Read ``grading.qualified_from=70..80``, ``…=70..80/2`` (in steps of two) or ``…=70,75,80``.

    Raises:
        FaultyInput: it is none of these, or names too many values.
    """
    key, _, wanted = text.partition("=")
    if span := _SPAN.fullmatch(wanted.strip()):
        low, high = Decimal(span[1]), Decimal(span[2])
        step = Decimal(span[3]) if span[3] else max(Decimal(1), (high - low) // _STEPS)
        count = int((high - low) / step) + 1 if step and high >= low else 0
        values = [_number(low + step * at) for at in range(min(count, MOST + 1))]
    else:
        values = [yaml.safe_load(each) for each in wanted.split(",") if each.strip()]
    if not key or not 0 < len(values) <= MOST:
        raise FaultyInput([Fault(
            Words("--sweep {text}", "--sweep {text}", text=text),
            Words("没有写明参数和1至{most}个值", "does not name a parameter and 1 to {most} values", most=MOST),
            Words("请写成 grading.qualified_from=70..80 或者 =70,75,80",
                  "write grading.qualified_from=70..80, or =70,75,80"))])  # fmt: skip
    return Sweep(key.strip(), tuple(values))


def sweep_table(sweep: Sweep, asked: Asked, replayed: Callable[[Asked], Sequence[Replay]]) -> Sheet:
    """What differs from value to value: items in rows, values in columns, each season for itself."""
    tried = [
        (value, replayed(Asked({**asked.given, sweep.key: value}, asked.source or "--sweep")))
        for value in sweep.values
    ]
    seasons = [replay.season for replay in tried[0][1]]
    rows = []
    for at, season in enumerate(seasons):
        columns = [list(summary([replays[at]]).rows) for _, replays in tried]
        for line in zip(*columns, strict=True):
            counts = [row[1] for row in line]
            if len(set(counts)) > 1:
                rows.append((season, line[0][0], *counts))
    heads = (
        Column(Words("季度", "quarter"), 9),
        Column(Words("项目", "item"), 40),
        *(Column(Words("{value}", "{value}", value=str(value)), 8) for value in sweep.values),
    )
    return Sheet(Words("{key} 逐值重演", "{key}, value by value", key=sweep.key), heads, rows)


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
