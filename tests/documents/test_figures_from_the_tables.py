"""A statistician works every figure of the report out again, from the exported tables and nothing else.

Only the workbook is read, with another program, and scipy does the reckoning. None of our own formulas is used before
the last line of each test, where the figures are held against those of `RoundResults`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from math import ceil, floor

import numpy as np
import pytest
from python_calamine import CalamineWorkbook
from scipy.stats import binom, fisher_exact, hypergeom, t

from documents.result_tables import write_tables
from rules.agreement import Measure, PairedReading, ReaderAgreement, agreement_of
from rules.comparisons import Difference, compare
from rules.funnel import Standing
from rules.results import GRADES, RoundResults
from rules.shares import Basis

NAMES = {"excellent": "优秀", "qualified": "合格", "flawed": "瑕疵", "unqualified": "不合格"}
ORDER = list(NAMES.values())
GOOD = {"优秀", "合格"}

CHECKED_BELOW = {
    *("outcomes", "random", "besides", "pools", "by_court", "by_kind", "estimates", "defects", "objections"),
    *("rectification", "late_acts", "late_cases", "shares", "court_funnel", "kind_funnel", "earlier"),
    *("reader_agreement", "court_counts", "kind_counts"),
}
NOT_IN_THE_TABLES = {
    "clues",  # Who may know of a clue is decided elsewhere.
    "levels",  # They are parameters, and stand in every row that rests on them.
}


@pytest.fixture(scope="module")
def results(guarded_results) -> RoundResults:
    readings = tuple(
        PairedReading(
            case.ref,
            GRADES[number % 7 % 4],
            Decimal(60 + number % 31) + Decimal("0.5") * (number % 2),
            GRADES[(number % 7 + (number % 5 == 0)) % 4],
            Decimal(62 + number % 29),
        )
        for number, case in enumerate(guarded_results.outcomes)
    )
    agreement = agreement_of([(each.grade, each.other_grade) for each in readings], GRADES, 0.95)
    gap = sum(abs(each.score - each.other_score) for each in readings) / len(readings)
    return replace(
        guarded_results,
        reader_agreement=ReaderAgreement(agreement, readings, 14, float(gap), 5, 4),
        earlier={"2022Q1": compare(45, 59, 30, 60, 0.95), "2021Q4": compare(45, 59, 44, 60, 0.95)},
    )


@pytest.fixture(scope="module")
def tables(results, round_facts, tmp_path_factory):
    """Every sheet as rows by heading."""
    path = tmp_path_factory.mktemp("tables") / "统计表.xlsx"
    write_tables(results, round_facts, path, dated=date(2022, 8, 25))
    book = CalamineWorkbook.from_path(path)
    found = {}
    for name in book.sheet_names:
        head, *rows = book.get_sheet_by_name(name).to_python()
        found[name] = [dict(zip(head, row, strict=True)) for row in rows]
    return found


@pytest.fixture(scope="module")
def pool(tables):
    """The random cases with a grade."""
    return [row for row in tables["总表"] if row["来源"] == "随机抽取" and row["等次"] in ORDER]


def test_no_figure_of_the_results_is_forgotten():
    assert {each.name for each in fields(RoundResults)} == CHECKED_BELOW | NOT_IN_THE_TABLES


def test_the_counts_by_grade_of_the_round_and_of_every_court_and_kind(tables, results):
    def counted(rows):
        return Counter(row["等次"] for row in rows)

    assert {pool.zh for pool in results.pools} == {row["来源"] for row in tables["总表"]} - {"随机抽取"}
    for pool, tally in results.pools.items():
        found = counted(row for row in tables["总表"] if row["来源"] == pool.zh)
        assert {grade: found[NAMES[grade]] for grade in GRADES} == dict(tally.counts)
        assert found["—"] == tally.ungraded
    for at_random, name in ((True, "random"), (False, "besides")):
        rows = [row for row in tables["总表"] if (row["来源"] == "随机抽取") is at_random]
        scopes = [(rows, results)]
        scopes += [([row for row in rows if row["法院"] == g.label], g) for g in results.by_court]
        scopes += [([row for row in rows if row["案件类型"] == g.label], g) for g in results.by_kind]
        for part, ours in scopes:
            found, tally = counted(part), getattr(ours, name)
            assert {grade: found[NAMES[grade]] for grade in GRADES} == dict(tally.counts)
            assert found["—"] == tally.ungraded
            assert len(part) == tally.reviewed
    assert len(tables["总表"]) == results.reviewed


def test_the_estimates_for_the_whole_list(pool, results):
    whole = sum(row["权重"] for row in pool)

    for estimate in results.estimates:
        cases = sum(row["权重"] for row in pool if row["等次"] == NAMES[estimate.grade])
        assert estimate.cases == pytest.approx(cases)
        assert estimate.share == pytest.approx(cases / whole)


def bounds(rows, grades, level):
    """The interval as the sheet 说明 describes it, by trying every K."""
    w = np.array([row["权重"] for row in rows])
    y = np.array([row["等次"] in grades for row in rows], float)
    n, pi = len(rows), float(w @ y / w.sum())
    equal = np.allclose(w, w[0])
    if equal and w[0] == 1:
        return pi, pi, n, n
    sizes = [n, w.sum() ** 2 / (w**2).sum()]
    if 0 < pi < 1:
        sizes.append(pi * (1 - pi) * w.sum() ** 2 / (w**2 * (y - pi) ** 2).sum())
    size = n if equal else floor(min(sizes) + 1e-9)
    total = ceil(size / min(row["入样概率"] for row in rows) - 1e-6)
    k = pi * size
    tail = (1 - level) / 2
    low_k, high_k = floor(k + 1e-9), ceil(k - 1e-9)
    low = min(c for c in range(total + 1) if low_k == 0 or hypergeom.sf(low_k - 1, total, c, size) > tail)
    high = max(c for c in range(total + 1) if high_k == size or hypergeom.cdf(high_k, total, c, size) > tail)
    return low / total, high / total, size, total


def test_the_intervals_of_every_grade_from_the_cases_alone(pool, results):
    for name, share in results.shares.items():
        grades = GOOD if name == "good" else {NAMES[name]}
        low, high, size, total = bounds(pool, grades, 0.95)
        assert (share.interval.low, share.interval.high) == (pytest.approx(low), pytest.approx(high))
        assert (share.effective, share.whole) == (size, total)
        assert share.basis is Basis.WEIGHTED


def test_the_intervals_of_every_court_and_kind_from_the_cases_alone(pool, results):
    for column, groups in (("法院", results.by_court), ("案件类型", results.by_kind)):
        for group in groups:
            rows = [row for row in pool if row[column] == group.label]
            low, high, _, _ = bounds(rows, GOOD, 0.95)
            found = group.good.interval
            assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))


def test_the_intervals_stand_in_their_sheet_as_they_come_out(tables, results):
    whole = [row for row in tables["区间"] if row["范围"] == "全部"]
    by_name = {row["等次"]: row for row in whole}

    for name, share in results.shares.items():
        row = by_name["优秀、合格" if name == "good" else NAMES[name]]
        assert (row["样本中件数k"], row["样本件数n"]) == (share.count, share.cases)
        assert (row["区间下限"], row["区间上限"]) == (
            pytest.approx(share.interval.low),
            pytest.approx(share.interval.high),
        )


def test_the_funnel_and_what_it_says_of_each_court_and_kind(pool, results):
    for column, funnel in (("法院", results.court_funnel), ("案件类型", results.kind_funnel)):
        target = sum(row["等次"] in GOOD for row in pool) / len(pool)
        assert funnel.target == pytest.approx(target)
        groups = defaultdict(list)
        for row in pool:
            groups[row[column]].append(row["等次"] in GOOD)
        assert {point.label for point in funnel.points} == set(groups)
        for point in funnel.points:
            n, k = len(groups[point.label]), sum(groups[point.label])
            inner, outer = binomial(n, target, 0.95), binomial(n, target, 0.998)
            near = next(limit for limit in funnel.inner if limit.cases == n)
            far = next(limit for limit in funnel.outer if limit.cases == n)
            assert (near.low, near.high) == pytest.approx((inner[0] / n, inner[1] / n))
            assert (far.low, far.high) == pytest.approx((outer[0] / n, outer[1] / n))
            expected = Standing.BELOW if k < outer[0] else Standing.ABOVE if k > outer[1] else Standing.WITHIN
            assert point.standing is (Standing.TOO_FEW if n < 10 else expected)


def binomial(n, target, level):
    tail = (1 - level) / 2
    low = min(c for c in range(n + 1) if binom.cdf(c, n, target) > tail)
    high = max(c for c in range(n + 1) if binom.sf(c - 1, n, target) > tail)
    return low, high


def test_the_limits_that_are_drawn(tables, results):
    rows = [row for row in tables["控制限"] if row["范围"] == "法院"]

    assert len(rows) == len(results.court_funnel.inner)
    for row in rows[:: max(len(rows) // 12, 1)]:
        n = int(row["件数"])
        low, high = binomial(n, results.court_funnel.target, 0.998)
        assert (row["外界下"], row["外界上"]) == pytest.approx((low / n, high / n))


def test_the_comparison_with_earlier_rounds(tables, results):
    for row in tables["往期比较"]:
        k, n, other_k, other_n = (int(value) for value in list(row.values())[1:5])
        chance = fisher_exact([[k, n - k], [other_k, other_n - other_k]]).pvalue
        found = results.earlier[row["往期"]]
        assert found.chance == pytest.approx(chance)
        assert (found.difference is Difference.NONE) == (chance > 0.05) == (row["结论"] == "无法区分")


def test_the_defects_their_cases_and_points(tables, results):
    cases, taken = defaultdict(lambda: defaultdict(set)), defaultdict(float)
    for row in tables["扣分明细"]:
        cases[row["项目"]][row["来源"]].add(row["编号"])
        taken[row["项目"]] += row["扣分"]

    assert {found.code for found in results.defects} == set(cases)
    for found in results.defects:
        assert found.random_cases == len(cases[found.code]["随机抽取"])
        assert found.cases_besides == len(
            set().union(*(refs for pool, refs in cases[found.code].items() if pool != "随机抽取"))
        )
        assert float(found.points) == pytest.approx(taken[found.code])
    assert results.with_deductions == len({row["编号"] for row in tables["扣分明细"]})


def test_objections_rectification_and_lateness(tables, results):
    rows = tables["总表"]
    outcomes = Counter(row["处理结果"] for row in tables["异议"])

    found = results.objections
    assert found.filed == sum(row["提出异议"] == "是" for row in rows) == len(tables["异议"])
    assert (found.upheld, found.rejected, found.pending) == (
        outcomes["成立"],
        outcomes["不成立"],
        outcomes["待处理"],
    )
    assert found.re_reviewed == sum(row["复评"] == "是" for row in rows)
    assert found.committee == sum(row["审委会讨论"] == "是" for row in rows)
    assert results.rectification.ordered == sum(row["已整改"] in ("是", "否") for row in rows)
    assert results.rectification.done == sum(row["已整改"] == "是" for row in rows)
    assert results.late_acts == sum(row["逾期次数"] for row in rows)
    assert results.late_cases == sum(row["逾期次数"] > 0 for row in rows)


def test_what_the_readers_agreement_is(tables, results):
    rows = tables["独立评分"]
    one = np.array([ORDER.index(row["甲评等次"]) for row in rows])
    other = np.array([ORDER.index(row["乙评等次"]) for row in rows])
    n, found = len(rows), results.reader_agreement

    assert (found.agreement.cases, found.agreement.same) == (n, int((one == other).sum()))
    gap = np.mean([abs(row["甲评得分"] - row["乙评得分"]) for row in rows])
    assert found.mean_gap == pytest.approx(gap)
    table = np.zeros((4, 4))
    np.add.at(table, (one, other), 1)
    p = table / n
    distance = np.subtract.outer(np.arange(4), np.arange(4))
    for weights, kappa, ac in (
        (np.eye(4), Measure.KAPPA, Measure.AC1),
        (1 - distance**2 / 9, Measure.WEIGHTED_KAPPA, Measure.AC2),
    ):
        seen = (weights * p).sum()
        chance = p.sum(1) @ weights @ p.sum(0)
        assert found.agreement[kappa].value == pytest.approx((seen - chance) / (1 - chance))
        pi = (p.sum(0) + p.sum(1)) / 2
        chance = weights.sum() / 12 * (pi * (1 - pi)).sum()
        assert found.agreement[ac].value == pytest.approx((seen - chance) / (1 - chance))
    stated = {row["指标"]: row for row in tables["评查员一致"]}
    for each in found.agreement.coefficients:
        row = stated[each.measure.zh]
        reach = t.ppf(0.975, n - 1) * row["标准误"]
        assert (row["区间下限"], row["区间上限"]) == pytest.approx(
            (row["值"] - reach, min(row["值"] + reach, 1))
        )
        assert (row["值"], row["标准误"]) == pytest.approx((each.value, each.error))


def test_what_is_left_out_of_the_published_tables(tables, results, pool):
    columns = {"法院": results.court_counts, "案件类型": results.kind_counts}
    cells = {**{name: code for code, name in NAMES.items()}, "优秀、合格": "good", "瑕疵、不合格": "rest"}
    for row in tables["隐去"]:
        shown = columns[row["范围"]].counts[row["名称"], cells[row["格"]]]
        assert (shown is None) == (row["是否隐去"] == "是")
        if row["格"] in ORDER:
            part = [each for each in pool if each[row["范围"]] == row["名称"]]
            assert sum(each["等次"] == row["格"] for each in part) == row["件数"]
            assert shown in (None, row["件数"])
            assert not (1 <= row["件数"] < 3 and shown is not None)


def test_the_probabilities_are_those_of_the_strata(tables):
    strata = {row["层"]: row for row in tables["抽样"]}

    for row in strata.values():
        assert row["入样概率"] == pytest.approx(row["抽取"] / row["可抽件数"])
        assert row["权重"] == pytest.approx(row["可抽件数"] / row["抽取"])
    for row in tables["总表"]:
        if row["来源"] == "随机抽取":
            assert row["入样概率"] * row["权重"] == pytest.approx(1)
            assert row["入样概率"] == strata[f"{row['法院']} · 民事"]["入样概率"]
