"""The review of the reviewers (评查员复核): how far they agree, who is lenient or strict, how calibration cards were read.

For the office. Of all this the report of a round shows totals only (`reader_agreement`), and nothing is ever ranked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from statistics import fmean
from typing import Any

from sqlmodel import Session

from flows.office import Office
from flows.scoring import standing_sheets
from records import calibrations, proceedings, seasons
from records.calibrations import Calibration
from records.proceedings import Proceeding
from rules.agreement import PairedReading, ReaderAgreement, agreement_of
from rules.leniency import Scores, leniency_of
from rules.reader_review import CalibrationResult, ReaderReview, training
from rules.tallies import GRADES
from state_machines.quality_review.terms import Known
from state_machines.reader_calibration import State as CalibrationState

BOTH = 2
"""The independent readings of a case; a third comes only because these two differed."""


def review_of_readers(office: Office, label: str) -> ReaderReview:
    """Everything on the readers of one season; for their leniency, the quarters just before it are taken in.

    Raises:
        NotFound: there is no such season.
    """
    with office.store.read() as session:
        season = seasons.season(session, label)
        rows = [row for _, row in seasons.reviews(session, label)]
        pinned = office.pinned(proceedings.rules_of(session, proceedings.find(session, season.ref).rules))
        cards = calibrations.of_season(session, label)
        totals = reader_agreement(session, label, rows, pinned)
        back = int(pinned["reviewers.seasons_looked_back"])
        earlier = seasons.before(session, season.first)[-back:] if back else []
        rows += [row for each in earlier for _, row in seasons.reviews(session, each)]
    level = float(pinned["results.confidence_level"])
    found, spread = leniency_of(_scores(rows), int(pinned["reviewers.fewest_shared"]), level)
    results = _results(cards)
    return ReaderReview(
        totals=totals,
        readers=found,
        spread=spread,
        calibrations=results,
        outstanding=sum(row.state == CalibrationState.ASSIGNED.value for _, row in cards),
        training=training(found, results, pinned),
    )


def reader_agreement(
    session: Session, label: str, rows: Iterable[Proceeding], pinned: Mapping[str, Any]
) -> ReaderAgreement | None:
    """How far the two readers of each case agreed, as totals; None where no case has two sheets yet."""
    readings, divergent = [], 0
    for row in rows:
        first = first_sheets(row.facts)
        if len(first) < BOTH:
            continue
        one, other = first
        readings.append(
            PairedReading(
                row.ref, one["grade"], Decimal(one["total"]), other["grade"], Decimal(other["total"])
            )
        )
        divergent += bool(row.facts.get(Known.DIVERGENCE.code))
    pairs = [(each.grade, each.other_grade) for each in readings]
    agreement = agreement_of(pairs, GRADES, float(pinned["results.confidence_level"]))
    if agreement is None:
        return None
    results = _results(calibrations.of_season(session, label))
    return ReaderAgreement(
        agreement=agreement,
        readings=tuple(readings),
        divergent=divergent,
        mean_gap=fmean(float(abs(each.score - each.other_score)) for each in readings),
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
