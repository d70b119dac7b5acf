"""通报 (the circular of a round) to the courts, as official paper.

Whether the courts may stand in order of their rates is the dated parameter ``results.ranking_allowed``. Where they
may not, they stand in the order of the register and no word of the paper compares them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from documents import doubt_wording as doubt
from documents import report_tables as tables
from documents import report_wording as wording
from documents.figures import NONE
from documents.official_paper import OfficialPaper
from rules.labels import Language, Words
from rules.outcomes import RoundFacts
from rules.results import GOOD, Group, RoundResults
from rules.suppression import GOODS, TOGETHER, Published

ADDRESSEE = Words("各中级、基层人民法院：", "To all intermediate and basic courts:")
COURTS = Words("二、各法院情况", "2. By court")
COURT = Words("法院", "court")

DEMANDS = (
    Words(
        "（一）逐案整改。对有扣分的案件，由所在部门制定整改方案，按期完成并接受回头看。",
        "4.1 Mend case by case: each unit draws up a plan, carries it out in time and is checked.",
    ),
    Words(
        "（二）改进工作。对照扣分项目查找管理漏洞，完善流程管理和业务学习。",
        "4.2 Improve: look for what made the defects possible, in the process and in training.",
    ),
    Words(
        "（三）正确使用。评查结果不改变裁判的法律效力；改判、发回重审、信访本身不证明案件存在质量问题；"
        "不得以本通报数据层层加码。",
        "4.3 Use the results rightly: they change no judgment; reversal, remand or petition alone proves no defect; "
        "nobody is to be set a stricter target because of these figures.",
    ),
)


def write_circular(
    results: RoundResults,
    facts: RoundFacts,
    path: Path,
    *,
    dated: date,
    ranking_allowed: bool,
    number: str = "",
    language: Language = "zh",
) -> str:
    """Write the docx; what comes back is its SHA-256. `ranking_allowed` is the value in force when it is issued."""
    paper = OfficialPaper(language, dated, sample=facts.sample)
    title = Words(
        "{court}关于{season}\n案件质量评查情况的通报",
        "Circular on the case quality review\n{season}, {court}",
        court=facts.court,
        season=facts.season,
    )
    paper.masthead(Words("{court}文件", "{court}", court=facts.court).to(language), number)
    paper.title(title)
    paper.addressee(ADDRESSEE)
    paper.paragraph(_opening(results, facts))
    paper.heading(Words("一、总体情况", "1. Overview"))
    paper.paragraph(wording.grades(results))
    tables.grade_table(paper, results, facts)
    paper.paragraph(wording.mandatory(results))
    paper.paragraph(wording.objections(results))
    paper.heading(COURTS)
    if ranking_allowed:
        _ranked_courts(paper, results, facts)
    else:
        _courts_of_the_register(paper, results, facts)
    paper.heading(Words("三、主要问题", "3. Common defects"))
    paper.paragraph(wording.problems(results))
    if results.defects:
        tables.defect_table(paper, results)
    paper.heading(Words("四、工作要求", "4. What is required"))
    for demand in DEMANDS:
        paper.paragraph(demand)
    paper.signature(facts.court, dated)
    return paper.save(path, title=title, author=facts.court)


def _opening(results: RoundResults, facts: RoundFacts) -> Words:
    return Words(
        "{season}案件质量评查已经完成，共评查案件{total}件，其中随机抽取{random}件、必查{mandatory}件。"
        "评查的抽取凭证、核验办法和数据限制见评查报告。现将情况通报如下。",
        "The review of {season} is complete: {total} cases, {random} drawn at random and {mandatory} mandatory. "
        "The report of the round has the record of the draw, how to check it, and what the figures cannot say.",
        season=facts.season,
        total=results.reviewed,
        random=results.random.reviewed,
        mandatory=results.mandatory.reviewed,
    )


def _courts_of_the_register(paper: OfficialPaper, results: RoundResults, facts: RoundFacts) -> None:
    paper.paragraph(
        Words(
            "各法院被评查案件的等次如下，按名册顺序列出，供各法院对照自查。",
            "The grades by court follow in the order of the register, for each court to check itself.",
        )
    )
    caption = Words("各法院等次分布", "Grades by court")
    tables.group_table(
        paper, caption, COURT, results.courts(facts.courts), facts, published=results.court_counts
    )


def _ranked_courts(paper: OfficialPaper, results: RoundResults, facts: RoundFacts) -> None:
    courts = results.courts(facts.courts)
    if results.court_counts:
        courts = results.court_counts.shown(courts)
    ranked, others = ranking(courts, facts.smallest_base, results.court_counts)
    paper.paragraph(
        Words(
            "随机抽取且已定等次的案件满{n}件的法院按优秀、合格占比排序，占比相同的次序相同；不足{n}件的不排序，列于其后。"
            "次序只反映所评案件，差别可能出于偶然。",
            "Courts with at least {n} random cases that have a grade stand in order of their share of excellent and "
            "qualified cases; equal shares have equal places. The others follow without a place. "
            "The order reflects the cases reviewed only; differences may be chance.",
            n=facts.smallest_base,
        )
    )
    places = [*(str(place) for place, _ in ranked), *(NONE for _ in others)]
    groups = [*(group for _, group in ranked), *others]
    caption = Words("各法院等次分布（排序）", "Grades by court, in order of the share")
    tables.group_table(paper, caption, COURT, groups, facts, places=places, published=results.court_counts)
    if str(doubt.standings(results)):
        paper.paragraph(doubt.standings(results))


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
