"""评查结果卡 (the result card of one case): the grade with its reasons, the deductions, and every act with its authority.

The judge stands by a code. The card goes to the judge and the division, so clues handed over do not stand on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from documents.case_fields import CAVEAT, deductions_of, particulars_of, reasons_of
from documents.figures import NONE, day, grade_name, plain, yes_or_no
from documents.paper_content import Paper, Row, Signature, Text
from documents.paper_fields import Of, PaperKind
from rules.citations import Citation
from rules.clocks import BEIJING
from rules.labels import Language, Words
from rules.outcomes import ReviewOutcome
from rules.pools import Pool

"""Acts are stored in UTC and shown by the clock on the court's wall."""
LATE = Words("逾期", "late")
TITLE = Words("案件质量评查结果卡", "Result of the case quality review")


@dataclass(frozen=True, slots=True)
class CardAct:
    """One act in the history of a case: when, what, in which office, on what authority, and due when."""

    at: datetime
    act: Words | str
    office: Words | str
    authority: Citation
    due: date | None = None
    late: bool = False


def case_card(
    outcome: ReviewOutcome,
    history: Sequence[CardAct],
    *,
    court: str,
    season: Text,
    dated: date,
    pool: Pool = Pool.RANDOM,
    language: Language = "zh",
    sample: bool = False,
) -> Paper:
    """The card of a review whose grade is final. `court` is the court that issues it."""
    score = Words("未评分", "none") if outcome.score is None else plain(outcome.score)
    return Paper(
        PaperKind.RESULT_CARD,
        title=Words("{title} {case_no}", "{title} {case_no}", title=TITLE, case_no=outcome.case_no),
        author=court,
        dated=dated,
        language=language,
        sample=sample,
        values={
            **particulars_of(outcome, season),
            **deductions_of(outcome),
            Of.TITLE: TITLE,
            Of.ISSUER: court,
            Of.POOL: Words(pool.zh, pool.en),
            Of.STATE: outcome.state or NONE,
            Of.SCORE: score,
            Of.GRADE: grade_name(outcome.grade, language),
            Of.OBJECTION: _objection(outcome),
            Of.RE_REVIEW: yes_or_no(outcome.re_reviewed),
            Of.COMMITTEE: yes_or_no(outcome.committee),
            Of.DECIDED: _decided(outcome, language),
            Of.REASONS: reasons_of(outcome.reasons, language),
            Of.ACTS: [_act(act, language) for act in history],
            Of.CAVEAT: CAVEAT,
            Of.SIGNATURE: (Signature(court, dated),),
            Of.DATED: day(dated, language),
        },
    )


def _objection(outcome: ReviewOutcome) -> Words:
    if not outcome.objected:
        return Words("没有提出", "none")
    match outcome.objection_upheld:
        case True:
            return Words("提出，成立", "filed, upheld")
        case False:
            return Words("提出，不成立", "filed, rejected")
        case _:
            return Words("提出，尚在处理", "filed, pending")


def _decided(outcome: ReviewOutcome, language: Language) -> Text:
    if outcome.decided_by is None or outcome.decided_on is None:
        return NONE
    return Words(
        "{office}，{day}", "{office}, {day}", office=outcome.decided_by, day=day(outcome.decided_on, language)
    )


def _act(act: CardAct, language: Language) -> Row:
    at = act.at.astimezone(BEIJING)
    due = NONE if act.due is None else day(act.due, language)
    return {
        Of.WHEN: f"{day(at.date(), language)}\n{at:%H:%M}",
        Of.ACT: act.act,
        Of.OFFICE: act.office,
        Of.AUTHORITY: act.authority.to(language),
        Of.LIMIT: f"{due}\n{LATE.to(language)}" if act.late else due,
    }
