"""The sections of the papers of a round (报告各部分), one function each, from plain figures to what stands on paper.

A section whose figures are not there is None; its heading is then left out too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from documents import comparison_wording as comparing
from documents import extra_tables as extra
from documents import report_tables as tables
from documents import report_wording as wording
from documents.chart_figures import Bar, BarsFigure, FunnelFigure, MatrixFigure, Share, SharesFigure
from documents.figures import grade_name, percent, span
from documents.paper_content import Annexed, Chart, Line, Point, Section, Table, Text, Title
from documents.round_extras import StepTime
from rules.agreement import ReaderAgreement
from rules.funnel import Funnel, Standing
from rules.labels import Language, Words
from rules.outcomes import RoundFacts
from rules.results import GRADES, Defect, Group, RoundResults
from rules.reversals import Cause
from rules.suppression import GOODS, TOGETHER, Published

MOST_BARS = 10
"""A chart of defects shows no more than these; the table has them all."""


def lines(*texts: Words) -> Section:
    return tuple(Line(text) for text in texts)


def frame(language: Language, facts: RoundFacts) -> Section:
    excluded = (tables.exclusion_table(language, facts),) if facts.excluded else ()
    return (Line(wording.frame(facts)), *excluded)


def draw(language: Language, results: RoundResults, facts: RoundFacts) -> Section:
    return (Line(wording.draw(results, facts)), tables.draw_table(language, facts))


def grades(language: Language, results: RoundResults, facts: RoundFacts) -> Section:
    """The random pool by grade: words, chart, table."""
    said = [wording.grades(results)]
    if (good := results.shares.get(GOODS)) is not None and not facts.census:
        said.append(comparing.whole(good.interval, facts.represented))
    chart = shares_chart(language, results, facts)
    return (*lines(*said), *([chart] if chart else []), tables.grade_table(language, results, facts))


def shares_chart(language: Language, results: RoundResults, facts: RoundFacts) -> Chart | None:
    """The share of each grade in the frame with its interval; None without grades."""
    tally = results.random
    if not tally.graded:
        return None
    weighed = {estimate.grade: estimate.share for estimate in results.estimates}
    known = {} if facts.census else results.shares
    shares = [
        Share(
            grade_name(grade, language),
            tally.counts[grade] / tally.graded if facts.census else weighed.get(grade, 0.0),
            known[grade].interval if grade in known else None,
        )
        for grade in GRADES
    ]
    note: Text = ""
    if known and results.levels:
        level = f"{results.levels.confidence * 100:.4g}%"
        note = Words(
            "注：圆点为占比，横线为{level}置信区间。",
            "Note: dot: share; line: {level} interval.",
            level=level,
        )
    told = "；".join(
        f"{share.label} {percent(share.share)}" + (f" [{span(share.interval)}]" if share.interval else "")
        for share in shares
    )
    caption = Words("各等次占比", "Shares of the grades")
    return Chart("grades", caption, told, SharesFigure(shares), note)


def earlier(results: RoundResults) -> Section | None:
    """与往期比较; None where there is no earlier round."""
    return lines(*comparing.earlier(results.earlier)) or None


def other_pools(language: Language, results: RoundResults) -> Section | None:
    if not results.pools:
        return None
    return (Line(wording.besides(results)), tables.pool_table(language, results.pools))


def courts(language: Language, results: RoundResults, facts: RoundFacts, *, named: bool = False) -> Section:
    """Courts: against the whole by a funnel where there is one, and their counts in the order of the register."""
    caption, label = Words("各法院等次分布", "Grades by court"), Words("法院", "court")
    groups = results.courts(facts.courts)
    table = listed(language, caption, label, _rows(groups, results.court_counts), facts, results.court_counts)
    if results.court_funnel is None:
        return (Line(wording.GROUPS_READ), *table)
    said = lines(*comparing.standings(results.court_funnel, groups, named=named))
    drawn = results.public_court_funnel
    compared = drawn and any(point.standing is not Standing.TOO_FEW for point in drawn.points)
    chart = (funnel_chart(drawn, named=named),) if drawn and compared else ()
    order = (Line(wording.REGISTER_ORDER),) if isinstance(table[0], Table) else ()
    return (*said, *chart, *order, *table)


def listed(
    language: Language,
    caption: Words,
    label: Words,
    groups: Sequence[Group],
    facts: RoundFacts,
    counts: Published | None,
    *,
    places: Sequence[Text] = (),
) -> Section:
    """The table of those whose figures may be shown, and how many are not in it.

    Where that is less than half of them there is no table: it would single out those few.
    """
    shown = sum(tables.telling(group, counts) for group in groups)
    if 2 * shown < len(groups):
        return (Line(wording.too_few(sum(_how_many(group, counts) for group in groups))),)
    table = tables.group_table(language, caption, label, groups, facts, counts, places=places)
    hidden = sum(_how_many(group, counts) for group in groups if not tables.telling(group, counts))
    few = (Line(wording.too_few(hidden)),) if hidden else ()
    return (*((table,) if shown else ()), *few)


def _how_many(group: Group, counts: Published | None) -> int:
    """How many courts or kinds a row stands for."""
    return len(counts.together) if counts and group.label == TOGETHER else 1


def funnel_chart(funnel: Funnel, *, named: bool) -> Chart:
    told = Words(
        "漏斗图：{n}个法院的优秀、合格占比对案件数，总体占比{target}。",
        "Funnel plot: share of excellent and qualified cases against cases, {n} courts, whole {target}.",
        n=len(funnel.points),
        target=percent(funnel.target),
    )
    caption = Words(
        "各法院优秀、合格占比与案件数（漏斗图）", "Courts: share against number of cases (funnel plot)"
    )
    return Chart("funnel", caption, told, FunnelFigure(funnel, named))


def kinds(language: Language, results: RoundResults, facts: RoundFacts) -> Section | None:
    groups = results.kinds(facts.kinds)
    if not groups:
        return None
    caption, label = Words("各类案件等次分布", "Grades by kind of case"), Words("案件类型", "kind of case")
    rows = _rows(groups, results.kind_counts)
    return (Line(wording.KINDS_READ), *listed(language, caption, label, rows, facts, results.kind_counts))


def _rows(groups: list[Group], counts: Published | None) -> list[Group]:
    """The rows of a published table: those with too few cases stand together in the last."""
    return counts.shown(groups) if counts else groups


def self_grades(language: Language, counts: Mapping[tuple[str, str], int] | None) -> Section | None:
    """自评与评查比对: totals only."""
    if not counts:
        return None
    said = comparing.self_grades(dict(counts))
    names = [grade_name(grade, language) for grade in GRADES]
    figure = MatrixFigure(
        names,
        names,
        [[counts.get((own, given), 0) for given in GRADES] for own in GRADES],
        Words("自评等次", "self-grade"),
        Words("确定等次", "confirmed grade"),
    )
    caption = Words("自评等次与确定等次（件）", "Self-grades and grades confirmed (cases)")
    return (Line(said), Chart("self", caption, said, figure))


def agreement(found: ReaderAgreement | None) -> Section | None:
    return lines(*comparing.agreement(found)) if found else None


def problems(results: RoundResults) -> Section:
    said = Line(wording.problems(results))
    if not results.defects:
        return (said,)
    return (said, defects_chart(results.defects, results), tables.defect_table(results))


def defects_chart(defects: Sequence[Defect], results: RoundResults) -> Chart:
    besides: Text = Words("另行评查", "reviewed besides") if results.besides.reviewed else ""
    figure = BarsFigure(
        [Bar(defect.item, defect.random_cases, defect.cases_besides) for defect in defects[:MOST_BARS]],
        Words("随机抽取", "random"),
        besides,
        Words("涉及案件（件）", "cases"),
    )
    shown = min(len(defects), MOST_BARS)
    caption = (
        Words("各项问题涉及的案件（最多的{n}项）", "Cases by defect (the {n} commonest)", n=shown)
        if len(defects) > MOST_BARS
        else Words("各项问题涉及的案件", "Cases by defect")
    )
    told = Words(
        "条形图：{n}项问题涉及的案件数，数字见下表。", "Bars: cases of {n} defects; figures below.", n=shown
    )
    return Chart("defects", caption, told, figure)


def reversals(causes: Sequence[Cause] | None) -> Section | None:
    """改判原因: a reversal that is nobody's fault is no defect, and the report says how often that was so."""
    if not causes:
        return None
    said = Words(
        "所评案件中曾被改判、发回重审或者再审改判的{n}件，其中{exempt}件写明非因审判人员过错，不作为审判质量问题。",
        "{n} of the cases had been reversed, remanded or changed on retrial; for {exempt} of them it is stated that nobody was "
        "at fault, and that is no defect of quality.",
        n=sum(cause.cases for cause in causes),
        exempt=sum(cause.cases for cause in causes if cause.exempt),
    )
    return (Line(said), extra.reversal_table(causes))


def timeliness(results: RoundResults, times: Sequence[StepTime] | None, *, chart: bool = True) -> Section:
    said = Line(wording.clocks(results))
    if not times:
        return (said,)
    table = extra.time_table(times)
    if not chart:
        return (said, table)
    figure = BarsFigure(
        [Bar(time.step, time.in_time, time.late) for time in times],
        Words("按期", "in time"),
        Words("逾期", "late"),
        Words("次", "limits"),
    )
    caption = Words("各环节按期与逾期次数", "Time limits kept and missed")
    told = Words("条形图：各环节按期与逾期次数，数字见下表。", "Bars: limits kept and missed; figures below.")
    return (said, Chart("times", caption, told, figure), table)


def parameters(language: Language, facts: RoundFacts) -> tuple[Section | None, Section | None]:
    """附件说明 and the annex: what was applied, on what authority; both None where there is nothing."""
    if not facts.parameters:
        return None, None
    name = wording.PARAMETERS
    table: Table = tables.parameter_table(language, facts)
    return (Annexed(name),), (Point(Words("附件", "Annex"), new_page=True), Title(name), table)
