"""Tables of a round case by case (逐案表): outcome, points taken off, objections, the two independent readings."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from documents.figures import grade_name, points, yes_or_no
from documents.workbook import Column, Kind, Sheet
from rules.labels import Language, Words
from rules.outcomes import ReviewOutcome
from rules.results import RoundResults

UPHELD = {True: Words("成立", "upheld"), False: Words("不成立", "rejected"), None: Words("待处理", "pending")}
REFERENCE = Column(Words("编号", "reference"), 17)
POOL = Column(Words("来源", "pool"), 9)


def cases(results: RoundResults, language: Language) -> Sheet:
    """总表: a row a case."""
    columns = (
        REFERENCE,
        Column(Words("案号", "case number"), 26),
        Column(Words("法院", "court"), 38),
        Column(Words("案件类型", "kind"), 9),
        Column(Words("案由", "cause"), 24),
        Column(Words("部门", "division"), 12),
        Column(Words("承办法官（代码）", "judge (code)"), 16),
        POOL,
        Column(Words("层", "stratum"), 46),
        Column(Words("入样概率", "inclusion probability"), 9, Kind.PROBABILITY),
        Column(Words("权重", "weight"), 9, Kind.WEIGHT),
        Column(Words("得分", "score"), 7, Kind.SCORE),
        Column(Words("等次", "grade"), 8),
        Column(Words("扣分", "points off"), 7, Kind.SCORE),
        Column(Words("扣分项目", "items"), 26),
        Column(Words("提出异议", "objected"), 7),
        Column(Words("复评", "second review"), 7),
        Column(Words("审委会讨论", "committee"), 8),
        Column(Words("已整改", "rectified"), 7),
        Column(Words("逾期次数", "late acts"), 7, Kind.COUNT),
        Column(Words("状态", "state"), 12),
    )
    return Sheet(Words("总表", "Cases"), columns, (_case(case, language) for case in results.outcomes))


def _case(case: ReviewOutcome, language: Language) -> Sequence[Any]:
    return (
        case.ref,
        case.case_no,
        case.court,
        case.case_kind,
        case.cause,
        case.division,
        case.judge_code,
        Words(case.pool.zh, case.pool.en),
        case.stratum,
        None if case.besides else case.probability,
        None if case.besides else 1 / case.probability,
        None if case.score is None else points(case.score),
        grade_name(case.grade, language),
        _taken_off(case),
        "、".join(dict.fromkeys(deduction.code for deduction in case.deductions)),
        yes_or_no(case.objected),
        yes_or_no(case.re_reviewed),
        yes_or_no(case.committee),
        yes_or_no(case.rectified),
        case.late_acts,
        case.state,
    )


def _taken_off(case: ReviewOutcome) -> Decimal | None:
    """The points off a case; none where it was never scored."""
    if case.score is None:
        return None
    return points(sum((Decimal(str(deduction.points)) for deduction in case.deductions), Decimal()))


def deductions(results: RoundResults) -> Sheet:
    """扣分明细: a row for each deduction on a case, not rounded, so that the sums by item can be made again."""
    columns = (
        REFERENCE,
        POOL,
        Column(Words("项目", "item"), 8),
        Column(Words("问题", "defect"), 48),
        Column(Words("扣分", "points off"), 10, Kind.SCORE),
    )
    rows = (
        (
            case.ref,
            Words(case.pool.zh, case.pool.en),
            found.code,
            found.item,
            Decimal(str(found.points)),
        )
        for case in results.outcomes
        for found in case.deductions
    )
    return Sheet(Words("扣分明细", "Deductions"), columns, rows)


def objections(results: RoundResults, language: Language) -> Sheet:
    columns = (
        REFERENCE,
        Column(Words("案号", "case number"), 28),
        Column(Words("法院", "court"), 38),
        Column(Words("处理结果", "outcome"), 12),
        Column(Words("复评", "second review"), 10),
        Column(Words("审委会讨论", "committee"), 12),
        Column(Words("确认等次", "confirmed grade"), 12),
    )
    rows = (
        (
            case.ref,
            case.case_no,
            case.court,
            UPHELD[case.objection_upheld],
            yes_or_no(case.re_reviewed),
            yes_or_no(case.committee),
            grade_name(case.grade, language),
        )
        for case in results.outcomes
        if case.objected
    )
    return Sheet(Words("异议", "Objections"), columns, rows)


def readings(results: RoundResults, language: Language) -> Sheet:
    """独立评分: the two readings behind the figures on agreement, without saying whose they are."""
    columns = (
        REFERENCE,
        Column(Words("甲评等次", "first grade"), 12),
        Column(Words("甲评得分", "first score"), 12, Kind.SCORE),
        Column(Words("乙评等次", "second grade"), 12),
        Column(Words("乙评得分", "second score"), 12, Kind.SCORE),
    )
    found = results.reader_agreement.readings if results.reader_agreement else ()
    rows = (
        (
            each.ref,
            grade_name(each.grade, language),
            each.score,
            grade_name(each.other_grade, language),
            each.other_score,
        )
        for each in found
    )
    return Sheet(Words("独立评分", "Readings"), columns, rows)
