"""What a report says of how sure its figures are (把握程度), sentence by sentence; no court and no reader is named."""

from __future__ import annotations

from documents.figures import percent
from documents.official_paper import OfficialPaper
from rules.agreement import Coefficient, Measure
from rules.comparisons import Difference
from rules.funnel import Funnel, Standing
from rules.intervals import Interval
from rules.labels import Words
from rules.results import RoundResults
from rules.shares import Basis
from rules.suppression import GOODS

READERS = Words("（四）评查员的一致程度", "2.4 How far the reviewers agreed")
HIDDEN = "＊"
"""Stands for a count that is left out."""
HIDDEN_NOTE = Words(
    "＊表示隐去：件数过少可能认出个案，或者不一并隐去即可由合计推算。",
    " * a count left out: so small that a case could be recognised, or needed to work out one that is.",
)


def together(count: int) -> Words:
    """The name of the row in which those with too few cases stand together."""
    return Words("其余{n}个（件数过少，合并列出）", "the other {n} (too few cases, together)", n=count)


def good_share(results: RoundResults) -> Words:
    """The share of excellent and qualified cases with its interval; nothing where there is none."""
    share = results.shares.get(GOODS)
    if share is None:
        return Words("", "")
    if share.basis is Basis.CENSUS:
        return Words(
            "优秀、合格案件占{share}。本次全部评查，没有抽样误差。",
            "Excellent and qualified: {share}. All cases were reviewed: there is no sampling error.",
            share=percent(share.share),
        )
    return Words(
        "由随机抽取的案件推算，优秀、合格案件占{share}，{level}置信区间为{low}至{high}，即抽样所能说明的范围。"
        "区间按有限总体精确计算，方法和所用数字见统计表“区间”“说明”页。",
        "Estimated from the random cases, {share} are excellent or qualified, between {low} and {high} ({level} "
        "confidence). The interval is exact for a list of known length; the sheets Intervals and How to of the tables have "
        "the method and the figures.",
        share=percent(share.share),
        **_bounds(share.interval),
    )


def standings(results: RoundResults) -> Words:
    """How many courts can be told from the whole at all, and how many would be by chance; none is named."""
    funnel = results.court_funnel
    if funnel is None:
        return Words("", "")
    far = _count(funnel, Standing.ABOVE) + _count(funnel, Standing.BELOW)
    if not funnel.compared:
        return Words(
            "各法院所评件数均不足以与总体比较。", "No court has cases enough to be compared with the whole."
        )
    return Words(
        "件数足以比较的法院{compared}个，其中{within}个与总体无法区分，{far}个在外界（{level}）之外。同时比较{compared}个，"
        "出于偶然而在外界之外的平均不超过{chance}个。其余{few}个件数过少，不作比较。",
        "{compared} courts have cases enough to be compared: {within} cannot be distinguished from the whole, {far} lie "
        "beyond the outer limits ({level}), where by chance at most {chance} of {compared} would lie on average. "
        "{few} have too few cases and are not compared.",
        compared=funnel.compared,
        within=_count(funnel, Standing.WITHIN),
        far=far,
        few=_count(funnel, Standing.TOO_FEW),
        chance=f"{funnel.by_chance[1]:.2f}",
        level=_level(funnel.outer_level),
    )


def earlier(results: RoundResults) -> Words:
    """How this round stands to the last one; that a difference is no more than chance is said as plainly as a difference."""
    if not results.earlier:
        return Words("", "")
    label, found = next(iter(results.earlier.items()))
    if found.difference is Difference.NONE:
        return Words(
            "与{label}相比，优秀、合格占比无法区分（费希尔精确检验p＝{p}），不得说成上升或者下降。",
            "Against {label} the share of excellent and qualified cannot be distinguished (Fisher's exact test, p = {p}): "
            "neither a rise nor a fall.",
            label=label,
            p=f"{found.chance:.3f}",
        )
    return Words(
        "与{label}相比，优秀、合格占比{difference}（费希尔精确检验p＝{p}）。",
        "Against {label} the share of excellent and qualified is {difference} (Fisher's exact test, p = {p}).",
        label=label,
        difference=found.difference,
        p=f"{found.chance:.3f}",
    )


def readers(results: RoundResults) -> Words:
    """How far the readers agreed, in totals."""
    found = results.reader_agreement
    if found is None:
        return Words("", "")
    agreed = found.agreement
    calibrated = (
        Words(
            "另以等次已经确定的案件检验评查尺度{cards}份，与参考等次一致{met}份。",
            " {cards} settled cases tested the standard: {met} were given the reference grade.",
            cards=found.calibrations,
            met=found.calibrations_met,
        )
        if found.calibrations
        else Words("", "")
    )
    return Words(
        "{cases}件案件由两名评查员独立评分，等次相同{same}件（{share}，{level}置信区间{low}至{high}），两份评分平均相差{gap}分，"
        "增派第三名评查员{third}件。系数见下表：等次集中时κ偏低，以AC1为准。{calibrated}本报告只列总数，不评价个人。",
        "Two reviewers read {cases} cases independently; {same} have one grade ({share}, {level} confidence: {low} to "
        "{high}). The scores are {gap} points apart on average, and {third} cases went to a third reviewer. The table has "
        "the coefficients; where grades are alike kappa is low and AC1 is the one to read.{calibrated} Totals only: nobody "
        "is assessed here.",
        cases=agreed.cases,
        same=agreed.same,
        share=percent(agreed.same / agreed.cases),
        gap=f"{found.mean_gap:.1f}",
        third=found.divergent,
        calibrated=calibrated,
        **_bounds(agreed.interval),
    )


def agreement_table(paper: OfficialPaper, results: RoundResults) -> None:
    """The coefficients, each with its interval."""
    found = results.reader_agreement
    if found is None:
        return
    paper.table(
        Words("评查员一致程度", "Agreement of the reviewers"),
        (Words("系数", "coefficient"), Words("值", "value"), Words("置信区间", "interval")),
        [_row(paper, found.agreement[measure]) for measure in Measure],
        widths=(3, 1.2, 2),
        align="lrr",
    )


def _row(paper: OfficialPaper, found: Coefficient) -> tuple[str, str, str]:
    if found.value is None:
        undefined = Words("无法计算（等次全部相同）", "not defined (all grades are the same)")
        return found.measure.to(paper.language), undefined.to(paper.language), "—"
    between = f"{found.interval.low:.2f}—{found.interval.high:.2f}" if found.interval else "—"
    return found.measure.to(paper.language), f"{found.value:.2f}", between


def _bounds(interval: Interval) -> dict[str, str]:
    return {
        "level": _level(interval.level),
        "low": percent(interval.low),
        "high": percent(interval.high),
    }


def _level(level: float) -> str:
    """``95%``, ``99.8%``."""
    return f"{round(level * 100, 6):g}%"


def _count(funnel: Funnel, standing: Standing) -> int:
    return sum(point.standing is standing for point in funnel.points)
