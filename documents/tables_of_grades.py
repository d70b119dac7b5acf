"""Tables of a round by court, kind and item (汇总表): grades, what is left out of published ones, defects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from documents.circular import ranking
from documents.figures import grade_name, points, yes_or_no
from documents.small_cells import together
from documents.workbook import Column, Kind, Sheet
from rules.labels import Language, Words
from rules.outcomes import RoundFacts
from rules.pools import Pool
from rules.results import GOOD, GRADES, Group, RoundResults, Tally
from rules.suppression import GOODS, REST, Published

WHOLE, BY_COURT, BY_KIND = (
    Words("全部", "all"),
    Words("法院", "court"),
    Words("案件类型", "kind of case"),
)
RANDOM = Words(Pool.RANDOM.zh, Pool.RANDOM.en)
BESIDES = Words("另行评查合计", "besides, in all")
SCOPE, NAME = Column(Words("范围", "scope"), 14), Column(Words("名称", "name"), 38)
GOOD_CASES = Words("优秀、合格", "excellent and qualified")
OTHERS = Words("瑕疵、不合格", "flawed and unqualified")


def scoped(results: RoundResults, facts: RoundFacts) -> Iterable[tuple[Words, Group]]:
    """Courts in the order of the register, then kinds of case: never in the order of a rate."""
    yield from ((BY_COURT, group) for group in results.courts(facts.courts))
    yield from ((BY_KIND, group) for group in results.kinds(facts.kinds))


def grades(results: RoundResults, facts: RoundFacts) -> Sheet:
    """等次分布: a row for each pool of each group; the last row speaks of the whole frame."""
    rows = [
        _tally(WHOLE, "", RANDOM, results.random, facts),
        *(_tally(WHOLE, "", Words(pool.zh, pool.en), tally, facts) for pool, tally in results.pools.items()),
        _tally(WHOLE, "", BESIDES, results.besides, facts),
    ]
    for scope, group in scoped(results, facts):
        for pool, tally in ((RANDOM, group.random), (BESIDES, group.besides)):
            if tally.reviewed:
                rows.append(_tally(scope, group.label, pool, tally, facts))
    if results.estimates and not facts.census:
        cases = {estimate.grade: estimate.cases for estimate in results.estimates}
        share = sum(estimate.share for estimate in results.estimates if estimate.grade in GOOD)
        good = sum(cases[grade] for grade in GOOD)
        frame = Words("抽样框（推算）", "frame (estimated)")
        rows.append(
            (frame, "", RANDOM, None, sum(cases.values()), *(cases[grade] for grade in GRADES), good, share)
        )
    columns = (
        SCOPE,
        NAME,
        Column(Words("来源", "pool"), 10),
        Column(Words("评查件数", "reviewed"), 10, Kind.COUNT),
        Column(Words("已定等次", "graded"), 10, Kind.COUNT),
        Column(Words("优秀", "excellent"), 8, Kind.COUNT),
        Column(Words("合格", "qualified"), 8, Kind.COUNT),
        Column(Words("瑕疵", "flawed"), 8, Kind.COUNT),
        Column(Words("不合格", "unqualified"), 8, Kind.COUNT),
        Column(Words("优秀、合格件数", "excellent and qualified"), 12, Kind.COUNT),
        Column(Words("优秀、合格占比", "their share"), 12, Kind.SHARE),
    )
    return Sheet(Words("等次分布", "Grades"), columns, rows)


def _tally(scope: Words, name: str, pool: Words, tally: Tally, facts: RoundFacts) -> Sequence[Any]:
    """A rate only of the random pool, and only on a base that carries one."""
    share = tally.share(*GOOD) if pool is RANDOM and tally.graded >= facts.smallest_base else None
    counts = [tally.counts[grade] for grade in GRADES]
    rate = None if share is None else float(share)
    return (scope, name, pool, tally.reviewed, tally.graded, *counts, tally.of(*GOOD), rate)


def places(results: RoundResults, facts: RoundFacts) -> Sheet:
    """次序: the courts in order of their share, each with whether it can be told from the whole at all."""
    columns = (
        Column(Words("次序", "place"), 8, Kind.COUNT),
        NAME,
        Column(Words("优秀、合格件数", "excellent and qualified"), 12, Kind.COUNT),
        Column(Words("已定等次", "graded"), 10, Kind.COUNT),
        Column(Words("优秀、合格占比", "their share"), 12, Kind.SHARE),
        Column(Words("与总体比较", "against the whole"), 24),
    )
    ranked, _ = ranking(results.courts(facts.courts), facts.smallest_base)
    rows = (
        (
            place,
            group.label,
            group.random.of(*GOOD),
            group.random.graded,
            group.random.of(*GOOD) / group.random.graded,
            group.standing,
        )
        for place, group in ranked
    )
    return Sheet(Words("次序", "Places"), columns, rows)


def left_out(results: RoundResults, facts: RoundFacts, language: Language) -> Sheet:
    """隐去: which counts of the published tables are left out, and why. For the office only."""
    columns = (
        SCOPE,
        NAME,
        Column(Words("格", "cell"), 20),
        Column(Words("件数", "count"), 10, Kind.COUNT),
        Column(Words("是否隐去", "left out"), 10),
        Column(Words("原因", "reason"), 44),
    )
    rows: list[Sequence[Any]] = []
    for scope, published, groups in (
        (BY_COURT, results.court_counts, results.courts(facts.courts)),
        (BY_KIND, results.kind_counts, results.kinds(facts.kinds)),
    ):
        if published is None:
            continue
        for group in groups:
            if group.label in published.together:
                why = Words("件数过少，并入合并列出的一行", "too few cases: in the common row")
                rows.append((scope, group.label, "", group.random.graded, yes_or_no(True), why))
        for group in published.shown(groups):
            rows += _cells(scope, group, published, language)
    return Sheet(Words("隐去", "Left out"), columns, rows)


def _cells(scope: Words, group: Group, published: Published, language: Language) -> list[Sequence[Any]]:
    good = group.random.of(*GOOD)
    counts: dict[str, int] = {grade: group.random.counts[grade] for grade in GRADES}
    counts |= {GOODS: good, REST: group.random.graded - good}
    names = {GOODS: GOOD_CASES, REST: OTHERS}
    return [
        (
            scope,
            group.label or together(len(published.together)),
            names[cell] if cell in names else grade_name(cell, language),
            count,
            yes_or_no(published.counts[group.label, cell] is None),
            _reason(published, group.label, cell),
        )
        for cell, count in counts.items()
    ]


def _reason(published: Published, label: str, cell: str) -> Words | str:
    if (label, cell) in published.primary:
        return Words("件数过少", "too small a count")
    if published.withheld:
        return Words(
            "无法以隐去部分格的办法保护，整表不公布", "no choice of cells would do: the table is withheld"
        )
    if (label, cell) in published.secondary:
        return Words("补充隐去，以免由合计推算", "so that no other can be worked out from the totals")
    return ""


def defects(results: RoundResults) -> Sheet:
    columns = (
        Column(Words("项目", "item"), 8),
        Column(Words("问题", "defect"), 48),
        Column(Words("随机抽取涉及件数", "random cases"), 12, Kind.COUNT),
        Column(Words("随机抽取评查件数", "random cases reviewed"), 12, Kind.COUNT),
        Column(Words("另行评查涉及件数", "cases besides"), 12, Kind.COUNT),
        Column(Words("另行评查件数", "cases reviewed besides"), 12, Kind.COUNT),
        Column(Words("扣分合计", "points off"), 10, Kind.SCORE),
    )
    random, besides = results.random.reviewed, results.besides.reviewed
    rows = (
        (
            found.code,
            found.item,
            found.random_cases,
            random,
            found.cases_besides,
            besides,
            points(found.points),
        )
        for found in results.defects
    )
    return Sheet(Words("常见问题", "Defects"), columns, rows)
