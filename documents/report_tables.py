"""The tables that the report and the circular of a round have in common (评查报告、通报的表)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from documents.doubt_wording import HIDDEN, together
from documents.figures import authority_of, day, grade_name, parameter_value, percent, rate, taken_off
from documents.official_paper import OfficialPaper, Text
from documents.report_wording import ledger_verdict
from documents.table_notes import estimate_note, group_note
from rules.labels import Language, Words
from rules.outcomes import RoundFacts
from rules.results import GOOD, GRADES, Group, RoundResults
from rules.suppression import GOODS, Published

CASES = Words("件数", "cases")
TOTAL = Words("合计", "total")
GRADE = Words("等次", "grade")
SHARE = Words("占比", "share")
GROUP_WIDTHS: dict[Language, tuple[float, ...]] = {
    "zh": (4.6, 1.2, 1.2, 1.2, 1.5, 2.3, 1.7, 1.2),
    "en": (3.2, 1.8, 1.7, 1.4, 2.1, 1.9, 1.4, 2.1),
}


def exclusion_table(paper: OfficialPaper, facts: RoundFacts) -> None:
    rows: list[tuple[Text, Text]] = [
        (reason.to(paper.language), str(n)) for reason, n in facts.excluded.items()
    ]
    rows.append((TOTAL, str(sum(facts.excluded.values()))))
    paper.table(
        Words("未纳入抽样框的已结案件", "Closed cases left out of the frame"),
        (Words("原因", "reason"), CASES),
        rows,
        widths=(3, 1),
        align="lr",
    )


def draw_table(paper: OfficialPaper, facts: RoundFacts) -> None:
    """Everything that is needed to draw again."""
    paper.table(
        Words("抽取凭证", "Record of the draw"),
        (Words("项目", "item"), Words("内容", "content")),
        (
            (Words("名册固定日", "list frozen on"), day(facts.frozen_on, paper.language)),
            (Words("名册SHA-256", "SHA-256 of the list"), facts.manifest_sha256),
            (Words("抽取日", "drawn on"), day(facts.drawn_on, paper.language)),
            (Words("种子", "seed"), facts.seed),
            (Words("抽样框件数", "frame"), str(facts.frame_size)),
            (Words("抽取件数", "drawn"), str(facts.drawn)),
            (Words("等次确认日", "grades confirmed on"), day(facts.confirmed_on, paper.language)),
            (Words("台账", "ledger"), ledger_verdict(facts)),
        ),
        widths=(1, 4.7),
        align="ll",
    )


def grade_table(paper: OfficialPaper, results: RoundResults, facts: RoundFacts) -> None:
    """Grades of the random pool, with what they say about the frame."""
    tally = results.random
    estimated = {estimate.grade: estimate for estimate in results.estimates}
    rows: list[Sequence[Text]] = []
    for grade in GRADES:
        count = tally.counts[grade]
        row = [grade_name(grade, paper.language), f"{count}/{tally.graded}"]
        row.append(rate(count, tally.graded, facts.smallest_base))
        if not facts.census:
            estimate = estimated.get(grade)
            row += [f"{estimate.cases:.1f}", percent(estimate.share)] if estimate else ["—", "—"]
        rows.append(row)
    whole: list[Text] = [TOTAL, f"{tally.graded}/{tally.graded}"]
    whole.append(rate(tally.graded, tally.graded, facts.smallest_base))
    header: list[Text] = [GRADE, CASES, SHARE]
    if not facts.census:
        header += [Words("推算件数", "estimated cases"), Words("推算占比", "estimated share")]
        weighed = sum(estimate.cases for estimate in results.estimates)
        whole += [f"{weighed:.1f}", percent(1)] if results.estimates else ["—", "—"]
    paper.table(
        Words("随机抽取案件等次分布", "Grades of the cases drawn at random"),
        header,
        [*rows, whole],
        widths=(2,) * len(header),
        align="crrrr"[: len(header)],
        note=estimate_note(results, facts),
    )


def mandatory_table(paper: OfficialPaper, results: RoundResults) -> None:
    tally = results.mandatory
    header: list[Text] = [grade_name(grade, paper.language) for grade in GRADES]
    counts: list[Text] = [str(tally.counts[grade]) for grade in GRADES]
    if tally.ungraded:
        header.append(Words("尚无等次", "no grade yet"))
        counts.append(str(tally.ungraded))
    caption = Words("必查案件等次（件）", "Grades of the mandatory cases")
    columns = len(header) + 1
    paper.table(
        caption,
        (*header, TOTAL),
        [(*counts, str(tally.reviewed))],
        widths=(1,) * columns,
        align="c" * columns,
    )


def group_table(
    paper: OfficialPaper,
    caption: Words,
    label: Words,
    groups: Iterable[Group],
    facts: RoundFacts,
    *,
    places: Sequence[Text] = (),
    published: Published | None = None,
) -> None:
    """Counts by court or kind, in the order given; `places` puts a first column before them.

    `published` says which counts may be shown; without it all are.
    """
    header: list[Text] = [label, *(grade_name(grade, paper.language) for grade in GRADES)]
    header += [Words("优秀、合格", "excellent, qualified"), SHARE, Words("必查", "mandatory")]
    listed = list(groups) if published is None or places else published.shown(groups)
    rows: list[list[Text]] = [_group_row(group, facts, published) for group in listed]
    widths, align = list(GROUP_WIDTHS[paper.language]), "lrrrrrrr"
    mandatory = any(group.mandatory.reviewed for group in listed)
    if not mandatory:  # a column of noughts tells nobody anything
        header, rows = header[:-1], [row[:-1] for row in rows]
        widths, align = widths[:-1], align[:-1]
    if places:
        header.insert(0, Words("次序", "place"))
        rows = [[place, *row] for place, row in zip(places, rows, strict=True)]
        widths, align = [1.2, *widths], "c" + align
    paper.table(
        caption,
        header,
        rows,
        widths=widths,
        align=align,
        note=group_note(facts, mandatory=mandatory, hidden=published),
    )


def _group_row(group: Group, facts: RoundFacts, published: Published | None) -> list[Text]:
    tally = group.random
    shown = {
        cell: published.counts[group.label, cell] if published else tally.counts[cell] for cell in GRADES
    }
    good = published.counts[group.label, GOODS] if published else tally.of(*GOOD)
    return [
        group.label or together(len(published.together) if published else 0),
        *(HIDDEN if count is None else str(count) for count in shown.values()),
        f"{HIDDEN if good is None else good}/{tally.graded}",
        HIDDEN if good is None else rate(good, tally.graded, facts.smallest_base),
        str(group.mandatory.reviewed),
    ]


def defect_table(paper: OfficialPaper, results: RoundResults) -> None:
    random, mandatory = results.random.reviewed, results.mandatory.reviewed
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
    if mandatory:
        header.insert(3, Words("必查\n涉及件数", "mandatory cases"))
        for row, defect in zip(rows, results.defects, strict=True):
            row.insert(3, f"{defect.mandatory_cases}/{mandatory}")
        widths, align = [1.0, 5.2, 1.7, 1.5, 1.5], "clrrr"
    paper.table(
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


def parameter_table(paper: OfficialPaper, facts: RoundFacts) -> None:
    """参数与出处: what was applied, on what authority, and how far that was checked."""
    paper.table(
        Words("适用的参数与出处", "Values applied and their authority"),
        (
            Words("参数", "value of"),
            Words("值", "value"),
            Words("出处", "authority"),
            Words("核验状态", "checked"),
        ),
        [
            (
                parameter.to(paper.language),
                parameter_value(parameter, paper.language),
                authority_of(parameter, paper.language),
                parameter.provenance.to(paper.language),
            )
            for parameter in facts.parameters
        ],
        widths=(2.8, 1.6, 4.8, 1.6),
        align="llll",
    )
