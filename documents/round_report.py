"""评查报告 (the report of a round), as official paper.

Nobody is named in it. Whether the grades may be shown at all, that is, whether they are confirmed and the round
is no longer blind, is for the caller to know.
"""

from __future__ import annotations

from datetime import date

from documents import report_sections as sections
from documents import report_wording as wording
from documents.figures import day
from documents.paper_content import Paper, Signature, Value
from documents.paper_fields import Field, Of, PaperKind
from documents.round_extras import RoundExtras
from rules.labels import Language
from rules.outcomes import RoundFacts
from rules.results import RoundResults

NOTHING = RoundExtras()


def round_report(
    results: RoundResults,
    facts: RoundFacts,
    extras: RoundExtras = NOTHING,
    *,
    dated: date,
    number: str = "",
    language: Language = "zh",
) -> Paper:
    """The report. `number` is the 文号 as the office gave it; while it has none, its line is left out."""
    annexed, annex = sections.parameters(language, facts)
    values: dict[Field, Value] = {
        Of.ISSUER: facts.court,
        Of.NUMBER: number,
        Of.TITLE: wording.title(facts),
        Of.SEASON: facts.season,
        Of.DATED: day(dated, language),
        Of.OPENING: wording.OPENING,
        Of.FRAME: sections.frame(language, facts),
        Of.DRAW: sections.draw(language, results, facts),
        Of.CHECKS: sections.lines(*wording.checks(facts)),
        Of.GRADES: sections.grades(language, results, facts),
        Of.EARLIER: sections.earlier(results),
        Of.OTHER_POOLS: sections.other_pools(language, results),
        Of.COURTS: sections.courts(language, results, facts),
        Of.KINDS: sections.kinds(language, results, facts),
        Of.SELF_GRADE: sections.self_grades(language, extras.self_grades),
        Of.AGREEMENT: sections.agreement(results.reader_agreement),
        Of.PROBLEMS: sections.problems(results),
        Of.REVERSALS: sections.reversals(extras.reversals),
        Of.OBJECTIONS: sections.lines(wording.objections(results)),
        Of.TIMELINESS: sections.timeliness(results, extras.times),
        Of.MENDING: sections.lines(*wording.rectification(results)),
        Of.REMARKS: sections.lines(*wording.remarks(facts, intervals=bool(results.shares))),
        Of.ANNEXED: annexed,
        Of.SIGNATURE: (Signature(facts.court, dated),),
        Of.ANNEX: annex,
    }
    return Paper(
        PaperKind.REPORT, wording.title(facts), facts.court, dated, language, values, sample=facts.sample
    )
