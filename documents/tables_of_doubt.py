"""How sure the figures of a round are (把握程度): intervals, funnel and limits, earlier rounds, the readers' agreement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from documents.figures import grade_name
from documents.tables_of_grades import BY_COURT, BY_KIND, GOOD_CASES, NAME, SCOPE, WHOLE, scoped
from documents.workbook import Column, Kind, Sheet
from rules.agreement import Coefficient
from rules.labels import Language, Words
from rules.outcomes import RoundFacts
from rules.results import RoundResults
from rules.shares import Share
from rules.suppression import GOODS

LEVEL = Column(Words("置信水平", "level"), 10, Kind.PROBABILITY)


def intervals(results: RoundResults, facts: RoundFacts, language: Language) -> Sheet:
    """区间: every share with all that its interval was worked out from."""
    columns = (
        SCOPE,
        NAME,
        Column(Words("等次", "grade"), 20),
        Column(Words("样本中件数k", "count k"), 12, Kind.COUNT),
        Column(Words("样本件数n", "cases n"), 12, Kind.COUNT),
        Column(Words("推算占比", "share"), 12, Kind.SHARE),
        Column(Words("权重合计", "sum of weights"), 12, Kind.WEIGHT),
        Column(Words("有效样本量n′", "effective n′"), 12, Kind.COUNT),
        Column(Words("对应总体N′", "list N′"), 12, Kind.COUNT),
        LEVEL,
        Column(Words("区间下限", "low"), 12, Kind.PROBABILITY),
        Column(Words("区间上限", "high"), 12, Kind.PROBABILITY),
        Column(Words("方法", "method"), 44),
    )
    rows = [
        _share(WHOLE, "", GOOD_CASES if name == GOODS else grade_name(name, language), share)
        for name, share in results.shares.items()
    ]
    rows += [
        _share(scope, group.label, GOOD_CASES, group.good)
        for scope, group in scoped(results, facts)
        if group.good
    ]
    return Sheet(Words("区间", "Intervals"), columns, rows)


def _share(scope: Words, name: str, grade: Words | str, share: Share) -> Sequence[Any]:
    return (
        scope,
        name,
        grade,
        share.count,
        share.cases,
        share.share,
        share.weight,
        share.effective,
        share.whole,
        share.interval.level,
        share.interval.low,
        share.interval.high,
        share.basis,
    )


def funnel(results: RoundResults, facts: RoundFacts) -> Sheet:
    """漏斗图: each court and kind with its limits, in the order of the register."""
    columns = (
        SCOPE,
        NAME,
        Column(Words("件数", "cases"), 10, Kind.COUNT),
        Column(Words("优秀、合格件数", "excellent and qualified"), 12, Kind.COUNT),
        Column(Words("占比", "share"), 10, Kind.SHARE),
        Column(Words("总体占比", "target"), 12, Kind.PROBABILITY),
        Column(Words("内界下", "inner low"), 10, Kind.PROBABILITY),
        Column(Words("内界上", "inner high"), 10, Kind.PROBABILITY),
        Column(Words("外界下", "outer low"), 10, Kind.PROBABILITY),
        Column(Words("外界上", "outer high"), 10, Kind.PROBABILITY),
        Column(Words("结论", "standing"), 22),
    )
    rows = []
    for scope, found in ((BY_COURT, results.court_funnel), (BY_KIND, results.kind_funnel)):
        if found is None:
            continue
        inner = {limit.cases: limit for limit in found.inner}
        outer = {limit.cases: limit for limit in found.outer}
        points = {point.label: point for point in found.points}
        for kind, group in scoped(results, facts):
            if kind is scope and group.label in points:
                point = points[group.label]
                near, far = inner[point.cases], outer[point.cases]
                share = point.count / point.cases
                limits = (near.low, near.high, far.low, far.high)
                rows.append(
                    (
                        scope,
                        point.label,
                        point.cases,
                        point.count,
                        share,
                        found.target,
                        *limits,
                        point.standing,
                    )
                )
    return Sheet(Words("漏斗图", "Funnel"), columns, rows)


def limits(results: RoundResults) -> Sheet:
    """控制限: the lines of the funnel plot, so that it can be drawn again."""
    columns = (
        SCOPE,
        Column(Words("件数", "cases"), 10, Kind.COUNT),
        Column(Words("内界下", "inner low"), 12, Kind.PROBABILITY),
        Column(Words("内界上", "inner high"), 12, Kind.PROBABILITY),
        Column(Words("外界下", "outer low"), 12, Kind.PROBABILITY),
        Column(Words("外界上", "outer high"), 12, Kind.PROBABILITY),
        Column(Words("内界水平", "inner level"), 12, Kind.PROBABILITY),
        Column(Words("外界水平", "outer level"), 12, Kind.PROBABILITY),
    )
    rows = (
        (scope, near.cases, near.low, near.high, far.low, far.high, found.inner_level, found.outer_level)
        for scope, found in ((BY_COURT, results.court_funnel), (BY_KIND, results.kind_funnel))
        if found
        for near, far in zip(found.inner, found.outer, strict=True)
    )
    return Sheet(Words("控制限", "Limits"), columns, rows)


def earlier(results: RoundResults) -> Sheet:
    """往期比较: this round against earlier ones, each time with whether they can be told apart."""
    columns = (
        Column(Words("往期", "earlier round"), 14),
        Column(Words("本期优秀、合格件数", "this round"), 12, Kind.COUNT),
        Column(Words("本期件数", "of"), 10, Kind.COUNT),
        Column(Words("往期优秀、合格件数", "that round"), 12, Kind.COUNT),
        Column(Words("往期件数", "of"), 10, Kind.COUNT),
        Column(Words("p值（费希尔精确检验，双侧）", "p (Fisher, two-sided)"), 16, Kind.PROBABILITY),
        LEVEL,
        Column(Words("结论", "finding"), 22),
    )
    rows = (
        (
            label,
            found.count,
            found.cases,
            found.other_count,
            found.other_cases,
            found.chance,
            found.level,
            found.difference,
        )
        for label, found in results.earlier.items()
    )
    return Sheet(Words("往期比较", "Earlier rounds"), columns, rows)


def agreement(results: RoundResults) -> Sheet:
    """评查员一致: totals; nobody stands in it."""
    columns = (
        Column(Words("指标", "measure"), 36),
        Column(Words("值", "value"), 12, Kind.PROBABILITY),
        Column(Words("标准误", "standard error"), 12, Kind.PROBABILITY),
        Column(Words("区间下限", "low"), 12, Kind.PROBABILITY),
        Column(Words("区间上限", "high"), 12, Kind.PROBABILITY),
        LEVEL,
        Column(Words("件数", "cases"), 10, Kind.COUNT),
    )
    found = results.reader_agreement
    if found is None:
        return Sheet(Words("评查员一致", "Agreement"), columns, ())
    agreed = found.agreement
    exact = agreed.interval
    rows: list[Sequence[Any]] = [
        (
            Words("等次相同的比例", "share of equal grades"),
            agreed.same / agreed.cases,
            None,
            exact.low,
            exact.high,
            exact.level,
            agreed.cases,
        )
    ]
    rows += [_coefficient(each, agreed.cases) for each in agreed.coefficients]
    for name, value, cases in (
        (Words("增派第三名评查员的件数", "cases with a third reader"), found.divergent, agreed.cases),
        (Words("两份评分的平均差距（分）", "mean distance of scores"), found.mean_gap, agreed.cases),
        (
            Words("校准卷与参考等次一致的份数", "calibration cards with the reference grade"),
            found.calibrations_met,
            found.calibrations,
        ),
    ):
        rows.append((name, value, None, None, None, None, cases))
    return Sheet(Words("评查员一致", "Agreement"), columns, rows)


def _coefficient(found: Coefficient, cases: int) -> Sequence[Any]:
    low, high, level = (
        (found.interval.low, found.interval.high, found.interval.level) if found.interval else (None,) * 3
    )
    return (found.measure, found.value, found.error, low, high, level, cases)
