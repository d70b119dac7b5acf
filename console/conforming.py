"""What a desk says of a log that was held against the table of lawful steps (符合性核对)."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import typer

from console.speech import say, table
from rules.labels import Words
from state_machines.conformance import Conformance, conformance

DEVIATES = 5
"""The exit code of a log that deviates: what is stored is not what the table allows."""
_MOST = 200


def show_conformance(found: Conformance | Path) -> None:
    """Say how well a log fits, a file being read first, and name every deviation; ends with `DEVIATES` if there is one.

    Raises:
        FaultyInput: the file is no log of ours.
    """
    if isinstance(found, Path):
        found = _of_file(found)
    say(
        Words(
            "核对{traces}条轨迹、{events}个事件，拟合度{fitness}（{good}/{checked}）",
            "{traces} traces, {events} events checked: fitness {fitness} ({good}/{checked})",
            traces=found.traces,
            events=found.events,
            fitness="1.0" if not found.failed else f"{float(found.fitness):.6f}",
            good=found.checked - found.failed,
            checked=found.checked,
        )
    )
    if not found.deviations:
        return
    table(
        Words("不合于程序表之处", "deviations from the table"),
        (Words("轨迹", "trace"), Words("第几个事件", "event"), Words("不合之处", "what does not fit")),
        [(each.ref or "—", each.position or "—", each.what) for each in found.deviations[:_MOST]],
    )
    if len(found.deviations) > _MOST:
        say(Words("另有{count}处", "and {count} more", count=len(found.deviations) - _MOST))
    raise typer.Exit(DEVIATES)


def _of_file(path: Path) -> Conformance:
    from documents.xes_file import OURS
    from documents.xes_reader import LogFile, as_trace

    log = LogFile(path)
    traces = (as_trace(logged, path.name) for logged in log.traces())
    first = next(traces, None)  # What the log says of itself is read by then.
    expected = log.attributes.get(f"{OURS}:traces")
    return conformance(chain([first], traces) if first else (), expected)
