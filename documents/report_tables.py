"""The tables that the report and the circular of a round have in common (评查报告、通报的表)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import compress

from documents.figures import (
    NONE,
    authority_of,
    day,
    grade_name,
    parameter_value,
    percent,
    rate,
    span,
    taken_off,
)
from documents.paper_content import Table, Text
from documents.report_wording import ledger_verdict
from documents.small_cells import HIDDEN, together
from documents.table_notes import estimate_note, group_note
from rules.labels import Language, Words
from rules.outcomes import RoundFacts
from rules.pools import Pool
from rules.results import GOOD, GRADES, Group, RoundResults, Tally
from rules.suppression import GOODS, TOGETHER, Published

CASES = Words("件数", "cases")
TOTAL = Words("合计", "total")
GRADE = Words("等次", "grade")
SHARE = Words("占比", "share")
GROUP_WIDTHS: dict[Language, tuple[float, ...]] = {
    "zh": (3.9, 1.2, 1.2, 1.2, 1.5, 2.2, 1.5),
    "en": (3.2, 1.8, 1.7, 1.4, 2.1, 1.9, 1.4),
}


def exclusion_table(language: Language, facts: RoundFacts) -> Table:
    rows: list[tuple[Text, Text]] = [(reason.to(language), str(n)) for reason, n in facts.excluded.items()]
    rows.append((TOTAL, str(sum(facts.excluded.values()))))
    return Table(
        Words("未纳入抽样框的已结案件", "Closed cases left out of the frame"),
        (Words("原因", "reason"), CASES),
        rows,
        widths=(3, 1),
        align="lr",
    )


def draw_table(language: Language, facts: RoundFacts) -> Table:
    """Everything that is needed to draw again."""
    return Table(
        Words("抽取凭证", "Record of the draw"),
        (Words("项目", "item"), Words("内容", "content")),
        (
            (Words("名册固定日", "list frozen on"), day(facts.frozen_on, language)),
            (Words("名册SHA-256", "SHA-256 of the list"), facts.manifest_sha256),
            (Words("抽取日", "drawn on"), day(facts.drawn_on, language)),
            (Words("种子", "seed"), facts.seed),
            (Words("抽样框件数", "frame"), str(facts.frame_size)),
            (Words("抽取件数", "drawn"), str(facts.drawn)),
            (Words("等次确认日", "grades confirmed on"), day(facts.confirmed_on, language)),
            (Words("台账", "ledger"), ledger_verdict(facts)),
        ),
        widths=(1, 4.7),
        align="ll",
    )


def seal_table(facts: RoundFacts) -> Table:
    """The least that is needed to draw again."""
    return Table(
        Words("核验凭证", "What is needed to check"),
        (Words("项目", "item"), Words("内容", "content")),
        (
            (Words("名册SHA-256", "SHA-256 of the list"), facts.manifest_sha256),
            (Words("公开种子", "public seed"), facts.seed),
        ),
        widths=(1, 4.7),
        align="ll",
    )


def grade_table(language: Language, results: RoundResults, facts: RoundFacts) -> Table:
    """Grades of the random pool, with what they say about the frame."""
    tally, weighed = results.random, not facts.census
    doubtful = weighed and bool(results.shares) and results.levels is not None
    estimated = {estimate.grade: estimate for estimate in results.estimates}
    rows: list[list[Text]] = []
    for grade in GRADES:
        count = tally.counts[grade]
        row: list[Text] = [grade_name(grade, language), f"{count}/{tally.graded}"]
        row.append(rate(count, tally.graded, facts.smallest_base))
        if weighed:
            estimate = estimated.get(grade)
            row += [f"{estimate.cases:.1f}", percent(estimate.share)] if estimate else [NONE, NONE]
        if doubtful:
            share = results.shares.get(grade)
            row.append(span(share.interval if share else None))
        rows.append(row)
    whole: list[Text] = [TOTAL, f"{tally.graded}/{tally.graded}"]
    whole.append(rate(tally.graded, tally.graded, facts.smallest_base))
    header: list[Text] = [GRADE, CASES, SHARE]
    if weighed:
        header += [Words("推算件数", "estimated cases"), Words("推算占比", "estimated share")]
        total = sum(estimate.cases for estimate in results.estimates)
        whole += [f"{total:.1f}", percent(1)] if results.estimates else [NONE, NONE]
    if doubtful and results.levels:
        level = f"{results.levels.confidence * 100:.4g}%"
        header.append(Words("{level}置信区间", "{level} interval", level=level))
        whole.append(NONE)
    return Table(
        Words("随机抽取案件等次分布", "Grades of the cases drawn at random"),
        header,
        [*rows, whole],
        widths=(2, 2, 2, 2.2, 2.2, 3.2)[: len(header)] if weighed else (2, 2, 2, 3.2)[: len(header)],
        align="crrrrc"[: len(header)] if weighed else "crrc"[: len(header)],
        note=estimate_note(results, facts),
    )


def pool_table(language: Language, pools: Mapping[Pool, Tally]) -> Table:
    """Counts of the pools besides the random one, a row each: no rate is made of them."""
    pending = any(tally.ungraded for tally in pools.values())
    header: list[Text] = [Words("来源", "pool"), *(grade_name(grade, language) for grade in GRADES)]
    header += [Words("尚无等次", "no grade yet"), TOTAL] if pending else [TOTAL]
    rows: list[list[Text]] = [
        [
            Words(pool.zh, pool.en),
            *(str(tally.counts[grade]) for grade in GRADES),
            *([str(tally.ungraded)] if pending else []),
            str(tally.reviewed),
        ]
        for pool, tally in pools.items()
    ]
    caption = Words("另行评查案件等次（件）", "Grades of the cases reviewed besides")
    return Table(
        caption, header, rows, widths=(2, *(1,) * (len(header) - 1)), align="l" + "r" * (len(header) - 1)
    )


def group_table(
    language: Language,
    caption: Words,
    label: Words,
    groups: Iterable[Group],
    facts: RoundFacts,
    counts: Published | None,
    *,
    places: Sequence[Text] = (),
) -> Table:
    """Counts by court or kind, in the order given; `places` puts a first column before them."""
    header: list[Text] = [label, *(grade_name(grade, language) for grade in GRADES)]
    header += [Words("优秀、合格", "excellent, qualified"), SHARE]
    everybody = list(groups)
    kept = [telling(group, counts) for group in everybody]
    listed = list(compress(everybody, kept))
    rows: list[list[Text]] = [_group_row(group, facts, counts) for group in listed]
    widths, align = list(GROUP_WIDTHS[language]), "lrrrrrr"
    if any(group.standing for group in listed):
        header.append(Words("与总体比较", "against the whole"))
        for row, group in zip(rows, listed, strict=True):
            row.append(group.standing.to(language) if group.standing else NONE)
        widths, align = [*widths, 2.9], align + "c"
    besides = any(group.besides.reviewed for group in listed)
    if besides:  # a column of noughts tells nobody anything
        header.append(Words("另行评查", "besides"))
        for row, group in zip(rows, listed, strict=True):
            row.append(str(group.besides.reviewed))
        widths, align = [*widths, 1.2], align + "r"
    if places:
        header.insert(0, Words("次序", "place"))
        rows = [[place, *row] for place, row in zip(compress(places, kept), rows, strict=True)]
        widths, align = [1.1, *widths], "c" + align
    note = group_note(facts, besides=besides, hidden=counts is not None and counts.anything_hidden)
    return Table(caption, header, rows, widths=widths, align=align, note=note)


def telling(group: Group, counts: Published | None) -> bool:
    """Whether a row would tell anything: one of hidden figures only takes a page to say nothing."""
    if counts is None:
        return True
    return any(counts.counts.get((group.label, grade)) for grade in GRADES)


def _group_row(group: Group, facts: RoundFacts, counts: Published | None) -> list[Text]:
    tally = group.random
    good: int | None = tally.of(*GOOD)
    by_grade: list[int | None] = [tally.counts[grade] for grade in GRADES]
    if counts is not None:
        good = counts.counts.get((group.label, GOODS))
        by_grade = [counts.counts.get((group.label, grade)) for grade in GRADES]
    common = together(len(counts.together)) if counts and group.label == TOGETHER else None
    return [
        common or group.label,
        *(HIDDEN if count is None else str(count) for count in by_grade),
        f"{HIDDEN if good is None else good}/{tally.graded}",
        NONE if good is None else rate(good, tally.graded, facts.smallest_base),
    ]


def defect_table(results: RoundResults) -> Table:
    random, besides = results.random.reviewed, results.besides.reviewed
    header: list[Text] = [
        Words("项目", "item"),
        Words("问题", "defect"),
        Words("随机抽取\n涉及件数", "random cases"),
        Words("扣分合计", "points"),
    ]
    rows: list[list[Text]] = [
        [defect.code, defect.item, f"{defect.random_cases}/{random}", taken_off(defect.points)]
        for defect in results.defects
    ]
    widths, align = [1.0, 5.4, 1.7, 1.5], "clrr"
    if besides:
        header.insert(3, Words("另行评查\n涉及件数", "cases besides"))
        for row, defect in zip(rows, results.defects, strict=True):
            row.insert(3, f"{defect.cases_besides}/{besides}")
        widths, align = [1.0, 5.2, 1.7, 1.5, 1.5], "clrrr"
    return Table(
        Words("扣分项目", "Items on which points were taken off"),
        header,
        rows,
        widths=widths,
        align=align,
        note=Words(
            "注：同一案件同一项目只计一件；分母为评查件数。一案由几名评查员评查的，扣分取其平均。",
            "Note: a case counts once for each item; the denominators are the cases reviewed. "
            "The points of a case are the mean of its readers'.",
        ),
    )


def parameter_table(language: Language, facts: RoundFacts) -> Table:
    """参数与出处: what was applied, on what authority, and how far that was checked."""
    return Table(
        Words("适用的参数与出处", "Values applied and their authority"),
        (
            Words("参数", "value of"),
            Words("值", "value"),
            Words("出处", "authority"),
            Words("核验状态", "checked"),
        ),
        [
            (
                parameter.to(language),
                parameter_value(parameter, language),
                authority_of(parameter, language),
                parameter.provenance.to(language),
            )
            for parameter in facts.parameters
        ],
        widths=(2.8, 1.6, 4.8, 1.6),
        align="llll",
    )
