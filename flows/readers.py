"""The review of the reviewers (评查员复核): how far they agree, who is lenient or strict, how calibration cards were read.

For the office. Of all this the report of a round shows totals only (`reader_agreement`), and nothing is ever ranked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import fmean
from typing import Any

from sqlmodel import Session

from flows.office import Office
from flows.scoring import standing_sheets
from records import calibrations, proceedings, seasons
from records.calibrations import Calibration
from records.proceedings import Proceeding
from rules.agreement import Agreement, Pair, ReaderAgreement, agreement_of
from rules.labels import Words
from rules.leniency import Leniency, Scores, Spread, Strictness, leniency_of
from rules.tallies import GRADES
from state_machines.quality_review_terms import Known
from state_machines.reader_calibration import State as CalibrationState

BOTH = 2
"""The independent readings of a case; a third comes only because these two differed."""


@dataclass(frozen=True, slots=True)
class CalibrationResult:
    """How one reader read calibration cards: how many, how many with the reference grade, and the gap in points."""

    reader: str
    read: int
    same_grade: int
    mean_gap: float
    """The mean of own score less reference (分): above nought is lenient."""
    mean_distance: float


@dataclass(frozen=True, slots=True)
class ReaderReview:
    """What the office sees. `training` names readers by code, in order of code and not of merit, each with the reason."""

    totals: ReaderAgreement | None
    readers: Sequence[Leniency] = ()
    spread: Spread | None = None
    calibrations: Sequence[CalibrationResult] = ()
    outstanding: int = 0
    """Calibration cards that are still with their readers (份)."""
    training: Mapping[str, tuple[Words, ...]] = field(default_factory=dict)

    @property
    def agreement(self) -> Agreement | None:
        return self.totals.agreement if self.totals else None


def review_of_readers(office: Office, label: str) -> ReaderReview:
    """Everything on the readers of one season.

    Raises:
        NotFound: there is no such season.
    """
    with office.store.read() as session:
        season = seasons.season(session, label)
        rows = [row for _, row in seasons.reviews(session, label)]
        pinned = office.pinned(proceedings.rules_of(session, proceedings.find(session, season.ref).rules))
        cards = calibrations.of_season(session, label)
        totals = reader_agreement(session, label, rows, pinned)
    level = float(pinned["results.confidence_level"])
    found, spread = leniency_of(_scores(rows), int(pinned["reviewers.fewest_shared"]), level)
    results = _results(cards)
    return ReaderReview(
        totals=totals,
        readers=found,
        spread=spread,
        calibrations=results,
        outstanding=sum(row.state == CalibrationState.ASSIGNED.value for _, row in cards),
        training=_training(found, results, pinned),
    )


def reader_agreement(
    session: Session, label: str, rows: Iterable[Proceeding], pinned: Mapping[str, Any]
) -> ReaderAgreement | None:
    """How far the two readers of each case agreed, as totals; None where no case has two sheets yet."""
    pairs: list[Pair] = []
    gaps, divergent = [], 0
    for row in rows:
        first = first_sheets(row.facts)
        if len(first) < BOTH:
            continue
        one, other = first
        pairs.append((one["grade"], other["grade"]))
        gaps.append(float(abs(Decimal(one["total"]) - Decimal(other["total"]))))
        divergent += bool(row.facts.get(Known.DIVERGENCE.code))
    agreement = agreement_of(pairs, GRADES, float(pinned["results.confidence_level"]))
    if agreement is None:
        return None
    results = _results(calibrations.of_season(session, label))
    return ReaderAgreement(
        agreement=agreement,
        divergent=divergent,
        mean_gap=fmean(gaps),
        calibrations=sum(each.read for each in results),
        calibrations_met=sum(each.same_grade for each in results),
    )


def first_sheets(facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The sheets of the two independent readers, in the order in which they were assigned."""
    order = {reader["code"]: at for at, reader in enumerate(facts.get(Known.READERS.code, ()))}
    sheets = [sheet for sheet in standing_sheets(dict(facts)) if order[sheet["reader"]] < BOTH]
    return sorted(sheets, key=lambda sheet: order[sheet["reader"]])


def _scores(rows: Iterable[Proceeding]) -> Scores:
    """The scores of all readers of each case, the third too: that it was called is known from the other two."""
    return {
        row.ref: {sheet["reader"]: float(sheet["total"]) for sheet in standing_sheets(row.facts)}
        for row in rows
    }


def _results(cards: Iterable[tuple[Calibration, Proceeding]]) -> list[CalibrationResult]:
    gaps: dict[str, list[tuple[float, bool]]] = {}
    for card, row in cards:
        sheets = row.facts.get(Known.SHEETS.code, ())
        if sheets:
            gap = float(Decimal(sheets[-1]["total"]) - Decimal(card.score))
            gaps.setdefault(card.reader, []).append((gap, sheets[-1]["grade"] == card.grade))
    return [
        CalibrationResult(
            reader=reader,
            read=len(found),
            same_grade=sum(same for _, same in found),
            mean_gap=fmean(gap for gap, _ in found),
            mean_distance=fmean(abs(gap) for gap, _ in found),
        )
        for reader, found in sorted(gaps.items())
    ]


def _training(
    found: Iterable[Leniency], results: Iterable[CalibrationResult], pinned: Mapping[str, Any]
) -> dict[str, tuple[Words, ...]]:
    """Whom training would help, and why; never a judgement of a person, and no order."""
    reasons: dict[str, list[Words]] = {}
    for each in found:
        if each.strictness in (Strictness.LENIENT, Strictness.STRICT) and each.estimate is not None:
            reasons.setdefault(each.reader, []).append(
                Words(
                    "尺度{strictness}约{points}分（{shared}件共同评查）：建议对照扣分标准集中评议",
                    "{strictness} by about {points} points ({shared} shared cases): go through the standards together",
                    strictness=each.strictness,
                    points=f"{abs(each.estimate):.1f}",
                    shared=each.shared,
                )
            )
    for result in results:
        enough = result.read >= int(pinned["reviewers.fewest_calibrations"])
        if enough and result.mean_distance > float(pinned["grading.divergence_limit"]):
            reasons.setdefault(result.reader, []).append(
                Words(
                    "校准卷{read}份，与参考评分平均相差{points}分：建议复习评查标准",
                    "{read} calibration cards, {points} points from the reference on average: study the standards again",
                    read=result.read,
                    points=f"{result.mean_distance:.1f}",
                )
            )
    return {reader: tuple(reasons[reader]) for reader in sorted(reasons)}
