"""等次附表 (two tables beside the grades): self-grades beside those of the review, and the causes of reversals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from documents.figures import NONE, grade_name
from documents.workbook import Column, Kind, Sheet
from rules.exemptions import answer_name
from rules.findings import Grade
from rules.labels import Language, Words
from rules.outcomes import ReviewOutcome
from rules.reversals import causes
from rules.self_grades import SelfGrades, self_grades


def self_grade_sheet(outcomes: Sequence[ReviewOutcome]) -> Sheet:
    """自评对照: a row a self-grade, a column a grade of the review; then the shares of each and how far they differ."""
    found = self_grades(outcomes)
    columns = (
        Column(Words("自评等次", "self-grade"), 28),
        *(Column(_reviewed(grade), 12, Kind.COUNT) for grade in Grade),
        Column(Words("自评件数", "self-graded"), 12, Kind.COUNT),
        Column(Words("自评占比", "share by self"), 12, Kind.SHARE),
        Column(Words("评查占比", "share by review"), 12, Kind.SHARE),
        Column(Words("占比之差", "difference"), 12, Kind.SHARE),
    )
    rows = [
        (
            Words(own.zh, own.en),
            *(found.counts.get((own, grade), 0) for grade in Grade),
            found.self_graded(own),
            *_shares(found, own),
        )
        for own in Grade
    ]
    totals = tuple(found.reviewed(grade) for grade in Grade)
    rows.append((Words("合计", "all"), *totals, found.cases, None, None, None))
    nothing = (None,) * len(Grade)
    rows += [
        (words, *nothing, count, None, None, None)
        for words, count in (
            (Words("自评高于评查", "self-grade higher"), found.better),
            (Words("自评与评查相同", "the same"), found.same),
            (Words("自评低于评查", "self-grade lower"), found.worse),
            (Words("没有自评", "no self-grade"), found.without_self),
            (Words("有自评，等次未定", "no grade of the review yet"), found.ungraded),
        )
    ]
    return Sheet(Words("自评对照", "Self-grades"), columns, rows)


def _reviewed(grade: Grade) -> Words:
    return Words("评查{grade}", "review: {grade}", grade=grade)


def _shares(found: SelfGrades, grade: Grade) -> tuple[float | None, float | None, float | None]:
    gap = found.difference(grade)
    if gap is None:
        return None, None, None
    return found.self_graded(grade) / found.cases, found.reviewed(grade) / found.cases, float(gap)


def reversal_sheet(outcomes: Sequence[ReviewOutcome], language: Language) -> Sheet:
    """改判原因: how often each cause, then a row for each reversed case."""
    columns = (
        Column(Words("编号", "reference"), 18),
        Column(Words("案号", "case number"), 28),
        Column(Words("等次", "grade"), 9),
        Column(Words("改判原因", "cause of the reversal"), 44),
        Column(Words("免责理由或者过错问题", "reasons, or the findings that were a fault"), 60),
        Column(Words("件数", "cases"), 8, Kind.COUNT),
    )
    rows: list[Sequence[Any]] = [
        (Words("合计", "all"), NONE, NONE, cause.words, _weight(exempt=cause.exempt), cause.cases)
        for cause in causes(outcomes)
    ]
    rows += [
        (
            case.ref,
            case.case_no,
            grade_name(case.grade, language),
            answer_name(case.exemption) if case.exemption else NONE,
            case.exemption_reasons or "、".join(case.fault) or NONE,
            1,
        )
        for case in outcomes
        if case.was_reversed
    ]
    return Sheet(Words("改判原因", "Reversals"), columns, rows)


def _weight(*, exempt: bool) -> Words | str:
    return Words("不属于审判质量问题", "no defect of quality") if exempt else NONE
