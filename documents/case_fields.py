"""The fields that the papers of one case have in common (个案文书的共同栏目)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from documents.figures import NONE, plain, points, taken_off
from documents.paper_content import Row, Text, Value
from documents.paper_fields import Field, Of
from rules.labels import Language, Words
from rules.outcomes import ReviewOutcome

FULL_MARK = 100
"""满分, of every score sheet (分)."""
CAVEAT = Words(
    "评查结果不改变裁判的法律效力，也不是责任认定。",
    "This result does not change the force of the judgment, and finds nobody liable.",
)


def particulars_of(outcome: ReviewOutcome, season: Text) -> dict[Field, Value]:
    """Which case it is; the judge stands by a code."""
    return {
        Of.REF: outcome.ref,
        Of.CASE_NO: outcome.case_no,
        Of.COURT: outcome.court,
        Of.CASE_KIND: outcome.case_kind,
        Of.CAUSE: outcome.cause or NONE,
        Of.DIVISION: outcome.division or NONE,
        Of.JUDGE: outcome.judge_code,
        Of.SEASON: season,
    }


def reasons_of(reasons: Sequence[Words], language: Language) -> list[Row]:
    """The reasons, numbered; one written by people may end in a full stop of its own."""
    return [
        {
            Of.REASON: Words(
                "{n}.{reason}。", "{n}. {reason}.", n=number, reason=reason.to(language).rstrip("。.")
            )
        }
        for number, reason in enumerate(reasons, start=1)
    ]


def deductions_of(outcome: ReviewOutcome) -> dict[Field, Value]:
    """What was taken off, item by item, with the sum; a case without deductions says so."""
    if not outcome.deductions:
        unscored = Words("本案没有评分，没有扣分。", "The case was not scored.")
        none = unscored if outcome.score is None else Words("没有扣分", "none")
        return {
            Of.DEDUCTIONS: [{Of.ITEM_CODE: NONE, Of.ITEM: none, Of.POINTS: "0"}],
            Of.SUM: "0",
            Of.SUM_NOTE: "",
        }
    total = sum((Decimal(str(deduction.points)) for deduction in outcome.deductions), Decimal())
    rows: list[Row] = [
        {Of.ITEM_CODE: code, Of.ITEM: item, Of.POINTS: taken_off(off)}
        for code, item, off in outcome.deductions
    ]
    return {Of.DEDUCTIONS: rows, Of.SUM: plain(total), Of.SUM_NOTE: _sum_note(outcome, total)}


def _sum_note(outcome: ReviewOutcome, total: Decimal) -> Text:
    """Said only where the reader would find that score and deductions do not add up to the full mark."""
    if outcome.score is None or points(FULL_MARK - total) == points(outcome.score):
        return ""
    return Words(
        "注：各项扣分是评查员扣分的平均；得分按规定的方法由各评查员的总分合并，并受分项、分块扣分上限约束，二者相加不一定是{full}分。",
        "Note: each deduction is the mean of the readers'; the score is merged from their totals, under the caps of "
        "items and blocks. The two need not add up to {full}.",
        full=FULL_MARK,
    )
