"""From sheets to a score (评分合并): what the readers found is weighed, merged, and held against the other reading."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from documents.returned_card import ReturnedCard
from flows.office import Office
from records import proceedings, seasons
from records.proceedings import Act, Done, advance_many
from rules.grading import Finding, Grade, Score, diverges, grade, merge, score, shows_points
from rules.labels import Words
from rules.parameters import Rules
from rules.roles import AUTOMATIC, Actor
from rules.score_sheets import SheetBook
from state_machines.quality_review.readers import needed
from state_machines.quality_review.terms import Act as ReviewAct
from state_machines.quality_review.terms import Known, State


@dataclass(frozen=True, slots=True)
class Merged:
    """How many cases were merged, and how many of them diverge (件)."""

    cases: int
    divergent: int


def sheet_record(card: ReturnedCard, book: SheetBook, rules: Rules) -> dict[str, Any]:
    """What the ledger keeps of a reader's sheet: the findings as they were made, and what they come to.

    Raises:
        FaultyInput: findings that cannot be weighed.
    """
    weighed = score(book.version(card.sheet), card.findings, rules, nominated=bool(card.nomination))
    # What a card does not ask for is not kept empty.
    answers = {
        "nomination": card.nomination,
        "exemption": card.exemption,
        "exemption_reasons": card.exemption_reasons,
    }
    return {
        "reader": card.reader,
        "sheet": card.sheet,
        "findings": [asdict(finding) for finding in card.findings],
        "total": str(weighed.total),
        "grade": grade(weighed, rules).grade.value,
        "remarks": card.remarks,
        "strengths": card.strengths,
        "conflict": card.conflict,
        "card": card.file_digest,
        **{name: text for name, text in answers.items() if text},
    }


def merge_ready(office: Office, label: str, *, now: datetime, by: Actor = AUTOMATIC) -> Merged:
    """Merge the sheets of every case whose readers have all handed in; two that diverge say so."""
    acts = []
    with office.alone(label) as session:
        for _, row in seasons.reviews(session, label, [State.ASSIGNED]):
            sheets = standing_sheets(row.facts)
            if len(sheets) < len(row.facts[Known.READERS.code]):
                continue
            rules = proceedings.rules_of(session, row.rules)
            scores = [score_of(sheet, office.sheets, rules) for sheet in sheets]
            merged = merge(scores, rules)
            particulars: dict[str, Any] = {Known.SCORED_GRADE.code: grade(merged, rules).grade.value}
            if shows_points(rules):
                particulars[Known.SCORE.code] = str(merged.total)
            apart = _apart(scores, grade(merged, rules).grade, needed(row.facts, rules), rules)
            if apart is not None:
                particulars[Known.DIVERGENCE.code] = apart.to("zh")
            elif len(scores) == 2 and row.facts.get(Known.DIVERGENCE.code):  # noqa: PLR2004
                particulars[Known.DIVERGENCE.code] = None  # The second reader bears the first one out.
            acts.append(
                Act(
                    ref=row.ref, trigger=ReviewAct.CLOSE_SCORING.value, by=by, at=now, particulars=particulars
                )
            )
        done = [outcome for outcome in advance_many(session, acts) if isinstance(outcome, Done)]
    return Merged(len(done), sum(bool(act.particulars.get(Known.DIVERGENCE.code)) for act in acts))


def _apart(scores: list[Score], found: Grade, need: int, rules: Rules) -> Words | None:
    """Why one more must read: two sheets diverge, or one reader alone found 不合格; a third settles it."""
    if len(scores) == 1 and need == 1 and found is Grade.UNQUALIFIED:
        return Words(
            "一人评查拟评不合格，应当由第二人评查",
            "one reader alone found it unqualified: a second must read",
        )
    return diverges(scores[0], scores[1], rules) if len(scores) == 2 else None  # noqa: PLR2004


def score_of(sheet: dict[str, Any], book: SheetBook, rules: Rules) -> Score:
    """The score of a sheet on record, weighed again under the rules pinned."""
    findings = [Finding(**finding) for finding in sheet["findings"]]
    return score(book.version(sheet["sheet"]), findings, rules, nominated=bool(sheet.get("nomination")))


def merged_score(facts: dict[str, Any], book: SheetBook, rules: Rules) -> Score | None:
    """The merged score of a case from its sheets on record; None before there are any."""
    sheets = standing_sheets(facts)
    return merge([score_of(sheet, book, rules) for sheet in sheets], rules) if sheets else None


def standing_sheets(facts: dict[str, Any]) -> list[dict[str, Any]]:
    """The sheets of the present readers; one of a reader who stepped aside does not count."""
    present = {reader["code"] for reader in facts.get(Known.READERS.code, ())}
    return [sheet for sheet in facts.get(Known.SHEETS.code, ()) if sheet["reader"] in present]
