"""Tables of a round besides the grades (期限、改判原因、自评比对表)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from documents.figures import NO, YES, grade_name
from documents.paper_content import Table, Text
from documents.round_extras import StepTime
from rules.labels import Language, Words
from rules.results import GRADES
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


def self_table(counts: Mapping[tuple[str, str], int], language: Language) -> Table:
    """A row for each grade the judge proposed, a column for each grade confirmed."""
    header: list[Text] = [Words("自评＼确定等次", "self ＼ confirmed")]
    header += [grade_name(grade, language) for grade in GRADES]
    rows: list[list[Text]] = [
        [grade_name(own, language), *(str(counts.get((own, given), 0)) for given in GRADES)] for own in GRADES
    ]
    return Table(
        Words("自评等次与确定等次（件）", "Self-grades and grades confirmed (cases)"),
        header,
        rows,
        widths=(2, 1, 1, 1, 1),
        align="lrrrr",
    )
