"""通报 (the circular of a round) to the courts, as official paper.

Whether the courts may stand in order of their rates is the dated parameter ``results.ranking_allowed``. Where they
may not, they stand in the order of the register and no word of the paper puts one before another.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from documents import report_sections as sections
from documents import report_tables as tables
from documents import report_wording as wording
from documents.figures import NONE, day
from documents.paper_content import Line, Paper, Section, Signature, Value
from documents.paper_fields import Field, Of, PaperKind
from documents.round_extras import RoundExtras
from documents.round_report import NOTHING
from rules.labels import Language, Words
from rules.outcomes import RoundFacts
from rules.results import GOOD, Group, RoundResults
from rules.suppression import GOODS, TOGETHER, Published

ADDRESSEE = Words("各中级、基层人民法院：", "To all intermediate and basic courts:")
COURT = Words("法院", "court")


def circular(
    results: RoundResults,
    facts: RoundFacts,
    extras: RoundExtras = NOTHING,
    *,
    dated: date,
    ranking_allowed: bool,
    number: str = "",
    language: Language = "zh",
) -> Paper:
    """The circular. `ranking_allowed` is the value in force when it is issued."""
    title = Words(
        "{court}关于{season}\n案件质量评查情况的通报",
        "Circular on the case quality review\n{season}, {court}",
        court=facts.court,
        season=facts.season,
    )
    values: dict[Field, Value] = {
        Of.ISSUER: facts.court,
        Of.NUMBER: number,
        Of.TITLE: title,
        Of.SEASON: facts.season,
        Of.DATED: day(dated, language),
        Of.ADDRESSEE: ADDRESSEE,
        Of.OPENING: _opening(results, facts),
        Of.GRADES: sections.grades(language, results, facts),
        Of.OTHER_POOLS: sections.other_pools(language, results),
        Of.OBJECTIONS: sections.lines(wording.objections(results)),
        Of.COURTS: _ranked(language, results, facts)
        if ranking_allowed
        else sections.courts(language, results, facts),
        Of.PROBLEMS: sections.problems(results),
        Of.REVERSALS: sections.reversals(extras.reversals),
        Of.TIMELINESS: sections.timeliness(results, extras.times, chart=False) if extras.times else None,
        Of.CHECKS: (Line(wording.SEALS), tables.seal_table(facts)),
        Of.SIGNATURE: (Signature(facts.court, dated),),
    }
    return Paper(PaperKind.CIRCULAR, title, facts.court, dated, language, values, sample=facts.sample)


def _opening(results: RoundResults, facts: RoundFacts) -> Words:
    pools = (
        Words(
            "，其中随机抽取{random}件、另行评查{besides}件",
            ", {random} drawn at random and {besides} besides",
            random=results.random.reviewed,
            besides=results.besides.reviewed,
        )
        if results.besides.reviewed
        else Words("，均为随机抽取", ", all drawn at random")
    )
    return Words(
        "{season}案件质量评查已经完成，共评查案件{total}件{pools}。抽取经过和数据限制见评查报告。现将情况通报如下。",
        "The review of {season} is complete: {total} cases{pools}. "
        "The report of the round has the record of the draw, and what the figures cannot say.",
        season=facts.season,
        total=results.reviewed,
        pools=pools,
    )


def _ranked(language: Language, results: RoundResults, facts: RoundFacts) -> Section:
    groups = results.courts(facts.courts)
    groups = results.court_counts.shown(groups) if results.court_counts else groups
    ranked, others = ranking(groups, facts.smallest_base, results.court_counts)
    said = Words(
        "随机抽取且已定等次的案件满{n}件的法院按优秀、合格占比排序，占比相同的次序相同；不足{n}件的不排序，列于其后。"
        "次序只反映所评案件，差别可能出于偶然。",
        "Courts with at least {n} random cases that have a grade stand in order of their share of excellent and "
        "qualified cases; equal shares have equal places. The others follow without a place. "
        "The order reflects the cases reviewed only; differences may be chance.",
        n=facts.smallest_base,
    )
    places = [*(str(place) for place, _ in ranked), *(NONE for _ in others)]
    everybody = [*(group for _, group in ranked), *others]
    caption = Words("各法院等次分布（排序）", "Grades by court, in order of the share")
    table = sections.listed(language, caption, COURT, everybody, facts, results.court_counts, places=places)
    funnel = results.public_court_funnel
    chart = (sections.funnel_chart(funnel, named=True),) if funnel else ()
    return (Line(said), *chart, *table)


def ranking(
    groups: Sequence[Group], smallest_base: int, published: Published | None = None
) -> tuple[list[tuple[int, Group]], list[Group]]:
    """The courts with a base to be ranked on, each with its place, and those without one.

    A court whose count is not published has no place either: the place would give it away.

    Equal shares have equal places, and the next place is skipped (1, 1, 3).
    """
    able = [
        (group.random.share(*GOOD), group)
        for group in groups
        if group.random.graded >= smallest_base
        and group.label != TOGETHER
        and (published is None or published.counts.get((group.label, GOODS)) is not None)
    ]
    shares = sorted(((share, group) for share, group in able if share is not None), key=lambda pair: -pair[0])
    values = [share for share, _ in shares]
    ranked = [(values.index(share) + 1, group) for share, group in shares]
    placed = {group.label for _, group in ranked}
    return ranked, [group for group in groups if group.label not in placed]
