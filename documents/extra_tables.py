"""Tables of a round besides the grades (期限、改判原因)."""

from __future__ import annotations

from collections.abc import Sequence

from documents.figures import NO, YES
from documents.paper_content import Table, Text
from documents.round_extras import StepTime
from rules.labels import Words
from rules.reversals import Cause


def time_table(times: Sequence[StepTime]) -> Table:
    running = any(time.running for time in times)
    header: list[Text] = [
        Words("期限", "time limit"),
        Words("按期（次）", "in time"),
        Words("逾期（次）", "late"),
    ]
    if running:
        header.append(Words("未到期或未办结（次）", "running"))
    rows: list[list[Text]] = [
        [time.step, str(time.in_time), str(time.late), *([str(time.running)] if running else [])]
        for time in times
    ]
    return Table(
        Words("各环节期限遵守情况", "How the time limits were kept"),
        header,
        rows,
        widths=(4, 2, 2, 3)[: len(header)],
        align="lrrr"[: len(header)],
    )


def reversal_table(causes: Sequence[Cause]) -> Table:
    return Table(
        Words("改判、发回、再审改判案件的原因", "Causes of the reversals"),
        (
            Words("原因", "cause"),
            Words("是否属于审判质量问题", "a defect of quality"),
            Words("件数", "cases"),
        ),
        [(cause.words, NO if cause.exempt else YES, str(cause.cases)) for cause in causes if cause.cases],
        widths=(5, 2.4, 1),
        align="lcr",
    )
