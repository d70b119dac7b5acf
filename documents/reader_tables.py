"""评查员复核表 (the tables of the review of the reviewers), for the office: in order of code, never of merit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from documents.workbook import Column, Kind, Sheet, write_workbook
from rules.agreement import Coefficient
from rules.labels import Language, Words
from rules.leniency import Leniency
from rules.reader_review import ReaderReview

READER = Column(Words("评查员（代码）", "reviewer (code)"), 18)
LOW, HIGH = (
    Column(Words("区间下限", "low"), 12, Kind.PROBABILITY),
    Column(Words("区间上限", "high"), 12, Kind.PROBABILITY),
)


def write_reader_tables(
    found: ReaderReview, path: Path, *, season: Words, court: str, dated: date, language: Language = "zh"
) -> str:
    """Write the xlsx; what comes back is its SHA-256."""
    return write_workbook(
        path,
        (agreement(found), leniency(found), calibration(found), suggestions(found, language), _notes()),
        title=Words(
            "{season}评查员复核表（内部使用）",
            "Review of the reviewers, {season} (for the office)",
            season=season,
        ),
        author=court,
        dated=dated,
        language=language,
    )


def agreement(found: ReaderReview) -> Sheet:
    columns = (
        Column(Words("指标", "measure"), 36),
        Column(Words("值", "value"), 12, Kind.PROBABILITY),
        LOW,
        HIGH,
        Column(Words("件数", "cases"), 10, Kind.COUNT),
    )
    rows: list[Sequence[Any]] = []
    if found.totals:
        agreed = found.totals.agreement
        share, exact = agreed.same / agreed.cases, agreed.interval
        equal = Words("等次相同的比例", "share of equal grades")
        rows = [
            (equal, share, exact.low, exact.high, agreed.cases),
            *(coefficient(each, agreed.cases) for each in agreed.coefficients),
        ]
    return Sheet(Words("一致程度", "Agreement"), columns, rows)


def coefficient(each: Coefficient, cases: int) -> Sequence[Any]:
    """Its name, value and interval."""
    low, high = (each.interval.low, each.interval.high) if each.interval else (None, None)
    return (each.measure, each.value, low, high, cases)


def leniency(found: ReaderReview) -> Sheet:
    columns = (
        READER,
        Column(Words("共同评查件数", "shared cases"), 12, Kind.COUNT),
        Column(Words("与同案其他评查员的平均差（分）", "mean difference"), 18, Kind.PROBABILITY),
        Column(Words("宽严估计（分）", "estimate"), 12, Kind.PROBABILITY),
        LOW,
        HIGH,
        Column(Words("结论", "finding"), 30),
    )
    return Sheet(Words("宽严", "Leniency"), columns, (_leniency(each) for each in found.readers))


def _leniency(each: Leniency) -> Sequence[Any]:
    low, high = (each.interval.low, each.interval.high) if each.interval else (None, None)
    return (each.reader, each.shared, each.difference, each.estimate, low, high, each.strictness)


def calibration(found: ReaderReview) -> Sheet:
    columns = (
        READER,
        Column(Words("校准卷份数", "calibration cards"), 12, Kind.COUNT),
        Column(Words("等次与参考一致", "with the reference grade"), 14, Kind.COUNT),
        Column(Words("评分减参考评分的平均（分）", "mean gap"), 18, Kind.PROBABILITY),
        Column(Words("平均相差（分）", "mean distance"), 14, Kind.PROBABILITY),
    )
    rows = (
        (each.reader, each.read, each.same_grade, each.mean_gap, each.mean_distance)
        for each in found.calibrations
    )
    return Sheet(Words("校准卷", "Calibration"), columns, rows)


def suggestions(found: ReaderReview, language: Language) -> Sheet:
    columns = (READER, Column(Words("培训建议", "training suggested"), 90))
    rows = (
        (reader, "\n".join(reason.to(language) for reason in reasons))
        for reader, reasons in found.training.items()
    )
    return Sheet(Words("培训建议", "Training"), columns, rows)


# fmt: off
_SAID = (
    Words("本表供审管办改进评查、安排培训，按代码顺序列出，不排名，不作为评价个人的依据。", "For the office, to improve the reviews and plan training: in order of code, no ranking, no assessment of persons."),
    Words("宽严：评分＝案件＋评查员＋误差，案件为固定效应，评查员为随机效应，方差由限制最大似然法估计；估计值向零收缩，区间为预测区间（未计方差本身的估计误差）。正为偏宽，负为偏严。",
          "Leniency: score = case + reviewer + error, the case fixed, the reviewer random, variances by restricted maximum likelihood. Estimates are shrunk towards nought; intervals are those of the prediction and leave out that the variances are estimated. Above nought is lenient."),
    Words("区间包含零的，与其他评查员无法区分；共同评查件数过少的，不作估计。同时看多名评查员，出于偶然也会有人的区间不含零。",
          "Where the interval holds nought, nobody can be told from the others; with too few shared cases there is no estimate. Of many reviewers some lie apart by chance."),
    Words("一致程度只用每案最先独立完成的两份评查表；第三名评查员因两份分歧而来，不计入。", "Agreement rests on the first two independent sheets of a case; a third comes because they differed and does not count."),
)
# fmt: on


def _notes() -> Sheet:
    return Sheet(Words("说明", "How to"), (Column(Words("说明", "note"), 130),), [(said,) for said in _SAID])
