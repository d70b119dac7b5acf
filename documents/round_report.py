"""评查报告 (the report of a round), as official paper.

Nobody is named in it. Whether the grades may be shown at all, that is, whether they are confirmed and the round
is no longer blind, is for the caller to know.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from documents import doubt_wording as doubt
from documents import report_tables as tables
from documents import report_wording as wording
from documents.official_paper import OfficialPaper
from rules.labels import Language, Words
from rules.outcomes import RoundFacts
from rules.results import RoundResults


def write_report(
    results: RoundResults,
    facts: RoundFacts,
    path: Path,
    *,
    dated: date,
    number: str = "",
    language: Language = "zh",
) -> str:
    """Write the docx; what comes back is its SHA-256.

    `number` is the 文号 as the office gave it; while it has none, its line is left out.
    """
    paper = OfficialPaper(language, dated, sample=facts.sample)
    paper.masthead(facts.court, number)
    paper.title(wording.title(facts))
    paper.paragraph(wording.OPENING)
    _basics(paper, results, facts)
    _grades(paper, results, facts)
    _problems(paper, results)
    _objections(paper, results)
    _rectification(paper, results)
    _remarks(paper, facts)
    if facts.parameters:
        paper.annexed(wording.PARAMETERS)
    paper.signature(facts.court, dated)
    if facts.parameters:
        paper.annex(wording.PARAMETERS)
        tables.parameter_table(paper, facts)
    return paper.save(path, title=wording.title(facts), author=facts.court)


def _basics(paper: OfficialPaper, results: RoundResults, facts: RoundFacts) -> None:
    paper.heading(wording.BASICS)
    paper.subheading(wording.FRAME)
    paper.paragraph(wording.frame(facts))
    if facts.excluded:
        tables.exclusion_table(paper, facts)
    paper.subheading(wording.DRAW)
    paper.paragraph(wording.draw(results, facts))
    tables.draw_table(paper, facts)
    paper.subheading(wording.CHECK)
    for step in wording.checks(facts):
        paper.paragraph(step)


def _grades(paper: OfficialPaper, results: RoundResults, facts: RoundFacts) -> None:
    paper.heading(wording.RESULTS)
    paper.subheading(wording.GRADES)
    paper.paragraph(wording.grades(results))
    tables.grade_table(paper, results, facts)
    _say(paper, doubt.good_share(results))
    _say(paper, doubt.earlier(results))
    paper.subheading(wording.MANDATORY)
    paper.paragraph(wording.mandatory(results))
    if results.mandatory.reviewed:
        tables.mandatory_table(paper, results)
    paper.subheading(wording.GROUPS)
    paper.paragraph(wording.GROUPS_READ)
    by_court = Words("各法院等次分布", "Grades by court")
    tables.group_table(
        paper,
        by_court,
        Words("法院", "court"),
        results.courts(facts.courts),
        facts,
        published=results.court_counts,
    )
    _say(paper, doubt.standings(results))
    by_kind = Words("各类案件等次分布", "Grades by kind of case")
    tables.group_table(
        paper,
        by_kind,
        Words("案件类型", "kind of case"),
        results.kinds(facts.kinds),
        facts,
        published=results.kind_counts,
    )
    if results.reader_agreement:
        paper.subheading(doubt.READERS)
        paper.paragraph(doubt.readers(results))
        doubt.agreement_table(paper, results)


def _say(paper: OfficialPaper, sentence: Words) -> None:
    """A paragraph, where there is anything to say."""
    if str(sentence):
        paper.paragraph(sentence)


def _problems(paper: OfficialPaper, results: RoundResults) -> None:
    paper.heading(wording.PROBLEMS)
    paper.paragraph(wording.problems(results))
    if results.defects:
        tables.defect_table(paper, results)


def _objections(paper: OfficialPaper, results: RoundResults) -> None:
    paper.heading(wording.OBJECTIONS)
    paper.paragraph(wording.objections(results))
    paper.paragraph(wording.clocks(results))


def _rectification(paper: OfficialPaper, results: RoundResults) -> None:
    paper.heading(wording.RECTIFICATION)
    for sentence in wording.rectification(results):
        paper.paragraph(sentence)


def _remarks(paper: OfficialPaper, facts: RoundFacts) -> None:
    paper.heading(wording.REMARKS)
    for sentence in wording.remarks(facts):
        paper.paragraph(sentence)
