"""评查统计表 (the tables of a round) for the office and its statisticians, as one xlsx or as a folder of CSV files.

Every figure of the report can be worked out again from them alone; the sheet 说明 says how. They leave no small count
out, so they stay in the office. Judges stand by their codes, readers not at all. What was handed over to others does not
stand in any row: who may know of it is decided elsewhere.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

from documents import tables_of_cases as by_case
from documents import tables_of_doubt as doubt
from documents import tables_of_grades as by_group
from documents import tables_of_the_draw as the_draw
from documents.grade_tables import reversal_sheet, self_grade_sheet
from documents.table_formulas import formulas
from documents.workbook import Column, Sheet, write_workbook
from rules.labels import Language, Words, in_language
from rules.outcomes import RoundFacts
from rules.results import RoundResults

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that a spreadsheet would take for a formula."""


def write_tables(
    results: RoundResults,
    facts: RoundFacts,
    path: Path,
    *,
    dated: date,
    language: Language = "zh",
    ranked: bool = False,
) -> str:
    """Write the xlsx; what comes back is its SHA-256. Whether courts may be `ranked` is for the caller to know."""
    return write_workbook(
        path,
        _sheets(results, facts, language, ranked=ranked),
        title=Words(
            "{season}案件质量评查统计表（内部使用）{mark}",
            "Tables of the case quality review, {season} (for the office){mark}",
            season=facts.season,
            mark=Words("（示例数据）", " (SAMPLE DATA)") if facts.sample else "",
        ),
        author=facts.court,
        dated=dated,
        language=language,
    )


def _beside_the_grades(results: RoundResults, language: Language) -> list[Sheet]:
    """Self-grades and causes of reversals, where the round has any."""
    cases = results.outcomes
    return [
        *([self_grade_sheet(cases)] if any(case.self_grade for case in cases) else []),
        *([reversal_sheet(cases, language)] if any(case.was_reversed for case in cases) else []),
    ]


def csv_tables(
    results: RoundResults, facts: RoundFacts, language: Language = "zh", *, ranked: bool = False
) -> dict[str, bytes]:
    """The same tables as CSV (UTF-8 with its mark, as spreadsheets want it), by file name.

    A text that a spreadsheet would take for a formula has an apostrophe before it; numbers stand as they are.
    """
    return {
        f"{number:02d}-{sheet.name.to(language)}.csv": _csv(sheet, language)
        for number, sheet in enumerate(_sheets(results, facts, language, ranked=ranked), start=1)
    }


def _csv(sheet: Sheet, language: Language) -> bytes:
    file = io.StringIO(newline="")
    rows = csv.writer(file, lineterminator="\r\n")
    rows.writerow([column.head.to(language) for column in sheet.columns])
    rows.writerows([_plain(in_language(value, language)) for value in row] for row in sheet.rows)
    return file.getvalue().encode("utf-8-sig")


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool | int | float):
        return repr(value)
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(DANGEROUS) else text


def _sheets(
    results: RoundResults, facts: RoundFacts, language: Language, *, ranked: bool
) -> tuple[Sheet, ...]:
    return (
        *((_sample(),) if facts.sample else ()),
        by_case.cases(results, language),
        by_group.grades(results, facts),
        *((by_group.places(results, facts),) if ranked else ()),
        doubt.intervals(results, facts, language),
        doubt.funnel(results, facts),
        doubt.limits(results),
        doubt.earlier(results),
        by_group.defects(results),
        by_case.deductions(results),
        by_case.objections(results, language),
        *_beside_the_grades(results, language),
        by_case.readings(results, language),
        doubt.agreement(results),
        by_group.left_out(results, facts, language),
        the_draw.sampling(facts),
        the_draw.record(results, facts),
        the_draw.parameters(facts, language),
        formulas(),
    )


def _sample() -> Sheet:
    """The first sheet of a sample round: nobody takes it for a real one."""
    said = Words(
        "本表全部为程序生成的示例数据，不是真实案件", "All of this was made by the program; no case is real"
    )
    return Sheet(Words("示例数据", "SAMPLE DATA"), (Column(Words("说明", "note"), 60),), ((said,),))
