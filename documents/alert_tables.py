"""预警通报的表 (the tables of the circular of alerts): by court, by role, and how to read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from documents.workbook import Column, Kind, Sheet
from rules.alert_figures import UrgedOutcome, UrgedRow, together
from rules.alerts import Rung
from rules.labels import Words

LEFT_OUT = Words("略", "left out")
WITHHELD = Words("件数过少，不予公布", "too few to be published")
REST = Words("其他（件数少的合并）", "others (few, together)")


def by_label(name: Words, head: Words, rows: Sequence[UrgedRow] | None, labels: Mapping[str, Words]) -> Sheet:
    """One table of the circular."""
    columns = (
        Column(head, 28),
        Column(Words("催办件数", "urged"), 10, Kind.COUNT),
        *(Column(Words(outcome.zh, outcome.en), 14) for outcome in UrgedOutcome),
        Column(Words("签收或办结占比（区间）", "answered or done, interval"), 24),
    )
    return Sheet(
        name,
        columns,
        [row_of(row, labels) for row in rows] if rows is not None else [(WITHHELD, *(None,) * 6)],
    )


def row_of(row: UrgedRow, labels: Mapping[str, Words]) -> tuple[Any, ...]:
    """A row as people read it; a count left out says so."""
    label = (
        REST if together(row.label) else labels.get(row.label, Words("{label}", "{label}", label=row.label))
    )
    counts = [LEFT_OUT if row.counts[each] is None else str(row.counts[each]) for each in UrgedOutcome]
    share = "" if row.good is None else f"{row.good.low:.0%}–{row.good.high:.0%}"
    return (label, row.urged, *counts, share)


def messages(sent: Mapping[Rung, int], alarms: int) -> Sheet:
    """How many messages went out at each rung, and how many alarms there were."""
    rows: list[tuple[Any, ...]] = [(Words(rung.zh, rung.en), count) for rung, count in sent.items()]
    rows.append(
        (
            Words("警示（无人可通知、送达失败等）", "alarms (nobody to notify, delivery failed and others)"),
            alarms,
        )
    )
    return Sheet(
        Words("发出件数", "Messages"),
        (Column(Words("级", "rung"), 40), Column(Words("件数", "messages"), 12, Kind.COUNT)),
        rows,
    )


def notes(level: float, smallest_cell: int) -> Sheet:
    """How to read the tables."""
    rows = [
        (Words("不含惩戒、员额退出、履职保护和移送事项。", "Without matters of discipline, exit, protection and handovers."),),
        (Words("一件期限当月到期催办或者升级的，计一件，只计最重的结果。", "A limit that was urged or escalated in the month counts once, by its gravest outcome."),),
        (Words("占比给出{level}精确区间：件数少的，区间宽，不宜比较，也不作排名。", "Shares are exact {level} intervals: few cases, wide intervals; they are no ranking.", level=f"{level:.0%}"),),
        (Words("少于{n}件的小格略去，并略去由合计能够推出它的格。", "Counts below {n} are left out, and those from which they could be worked out.", n=smallest_cell),),
    ]  # fmt: skip
    return Sheet(Words("说明", "Notes"), (Column(Words("说明", "notes"), 90),), rows)
