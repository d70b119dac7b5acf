"""From the confirmed grades to the papers of a round (评查报告、通报、统计表、评查结果卡)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlmodel import Session

from documents.circular import write_circular
from documents.result_tables import write_tables
from documents.round_report import write_report
from flows import scoring
from flows.office import Office
from flows.result_cards import write_result_cards
from records import history, proceedings, seasons, verification
from records.proceedings import Act, Proceeding, advance
from records.seasons import Review, Season
from rules.cases import CaseKind
from rules.clocks import beijing_day
from rules.courts import courts
from rules.errors import BrokenLedger, Refused
from rules.frame import Exclusion
from rules.grading import grade
from rules.labels import Words
from rules.law import cite
from rules.manifests import Manifest
from rules.outcomes import Deduction, ReviewOutcome, RoundFacts
from rules.parameters import Rules
from rules.quarters import Quarter
from rules.results import RoundResults, results_of
from rules.roles import Actor
from rules.sampling import Draw, draw
from state_machines.quality_review_terms import Known, State
from state_machines.review_round import CIRCULAR, REPORT, SEED
from state_machines.review_round import Act as RoundAct


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers of a round: where each was written, and the SHA-256 of the two that are signed."""

    report: Path
    circular: Path
    tables: Path
    cards: list[Path]
    report_sha256: str
    circular_sha256: str


def confirm_round(office: Office, label: str, *, by: Actor, now: datetime) -> None:
    """Confirm that every review of the round has its final grade.

    Raises:
        Refused: some have none yet.
    """
    with office.store.begin() as session:
        season = seasons.season(session, label)
        advance(
            session,
            Act(
                ref=season.ref,
                trigger=RoundAct.CONFIRM.value,
                by=by,
                at=now,
                particulars={"open_reviews": seasons.open_reviews(session, label)},
            ),
        )


def write_papers(office: Office, label: str, *, now: datetime) -> Papers:
    """Write report, circular, tables and the result cards; writing them again replaces them.

    Report and circular that were issued stay as they are: their digests are in the ledger.

    Raises:
        Refused: nothing was drawn yet.
    """
    folder = office.season_folder(label)
    today = beijing_day(now)
    with office.store.read() as session:
        results, facts, rows = gather(office, session, label, now)
        allowed = bool(office.store.rules.on(today)["results.ranking_allowed"])
        report, circular, tables = (
            folder / f"{name}-{label}{ending}"
            for name, ending in (("评查报告", ".docx"), ("评查通报", ".docx"), ("统计表", ".xlsx"))
        )
        digests = _issued(session, label) or (
            write_report(results, facts, report, dated=today, language=office.language),
            write_circular(
                results, facts, circular, dated=today, ranking_allowed=allowed, language=office.language
            ),
        )
        write_tables(results, facts, tables, dated=today, language=office.language)
        cards = write_result_cards(office, session, rows, folder / "评查结果卡", court=facts.court, now=now)
    return Papers(report, circular, tables, cards, *digests)


def _issued(session: Session, label: str) -> tuple[str, str] | None:
    """The digests of the report and circular that were issued; None before."""
    facts = proceedings.find(session, seasons.season(session, label).ref).facts
    return (facts[REPORT.code], facts[CIRCULAR.code]) if CIRCULAR.code in facts else None


def circulate(office: Office, label: str, papers: Papers, *, by: Actor, now: datetime) -> None:
    """The president issues the circular; the digests of report and circular go into the ledger."""
    with office.store.begin() as session:
        season = seasons.season(session, label)
        advance(
            session,
            Act(
                ref=season.ref,
                trigger=RoundAct.CIRCULATE.value,
                by=by,
                at=now,
                particulars={
                    "report_sha256": papers.report_sha256,
                    "circular_sha256": papers.circular_sha256,
                },
            ),
        )


def gather(
    office: Office, session: Session, label: str, now: datetime
) -> tuple[RoundResults, RoundFacts, list[tuple[ReviewOutcome, Proceeding]]]:
    """The results of a round, the facts of how it was held, and each outcome with its proceeding."""
    season = seasons.season(session, label)
    round_row = proceedings.find(session, season.ref)
    if SEED.code not in round_row.facts:
        raise Refused(
            Words("尚未抽取，没有可以报告的结果", "nothing was drawn yet: there is nothing to report"),
            cite("local_review.通报"),
        )
    rules = proceedings.rules_of(session, round_row.rules)
    late = history.late_counts(session, f"{season.ref}-")
    rows = [
        (outcome_of(office, session, review, row, late.get(row.ref, 0)), row)
        for review, row in seasons.reviews(session, label)
    ]
    results = results_of([outcome for outcome, _ in rows if outcome.state != State.WITHDRAWN.zh])
    return results, _facts(session, season, round_row, rules, rows, now), rows


def outcome_of(
    office: Office, session: Session, review: Review, row: Proceeding, late_acts: int
) -> ReviewOutcome:
    """What the review of one case came to, as the record says it."""
    facts = row.facts
    rules = proceedings.rules_of(session, row.rules)
    merged = scoring.merged_score(facts, office.sheets, rules)
    settled = row.state in {state.value for state in seasons.SETTLED}
    return ReviewOutcome(
        ref=row.ref,
        case_no=row.case_no,
        court=row.court,
        case_kind=CaseKind(facts["case_kind"]).to(office.language),
        cause=facts.get("cause", ""),
        division=facts.get(Known.DIVISION.code, ""),
        judge_code=facts.get(Known.JUDGE.code, ""),
        stratum=review.stratum,
        probability=review.probability,
        score=merged.total if merged else None,
        grade=facts.get(Known.GRADE.code) if settled else None,
        objected=Known.OBJECTION.code in facts,
        objection_upheld=facts.get(Known.UPHELD.code),
        re_reviewed=Known.UPHELD.code in facts,
        committee=Known.ATTENDANCE.code in facts,
        rectified=_rectified(row),
        clue_out=Known.CLUE_TRANSFER.code in facts,
        deductions=_deductions(office, facts, rules),
        state=State(row.state).to(office.language),
        late_acts=late_acts,
        reasons=_reasons(office, facts, rules),
    )


def _rectified(row: Proceeding) -> bool | None:
    if Known.TO_MEND.code not in row.facts:
        return None
    return row.state in (State.CLOSED.value, State.ARCHIVED.value)


def _deductions(office: Office, facts: dict[str, Any], rules: Rules) -> tuple[Deduction, ...]:
    """What the readers took off, item by item: the mean over the readers, as the merged score is their mean."""
    sheets = scoring.standing_sheets(facts)
    taken: Counter[str] = Counter()
    items = {}
    for sheet in sheets:
        counts: Counter[str] = Counter()
        for line in scoring.score_of(sheet, office.sheets, rules).lines:
            if line.left_out is None:
                counts[line.item.code] += line.finding.count
                items[line.item.code] = line.item
        for code, count in counts.items():
            taken[code] += items[code].deduction(count)  # type: ignore[assignment]  # points are Decimal, and add up
    return tuple(
        Deduction(code, items[code].words, Decimal(points) / len(sheets))
        for code, points in sorted(taken.items())
    )


def _reasons(office: Office, facts: dict[str, Any], rules: Rules) -> tuple[Words, ...]:
    said = [facts[fact.code] for fact in (Known.GRADE_REASONS, Known.ANSWER) if facts.get(fact.code)]
    merged = scoring.merged_score(facts, office.sheets, rules)
    return (
        *(grade(merged, rules).reasons if merged else ()),
        *(Words(_braced(text), _braced(text)) for text in said),
    )


def _braced(text: str) -> str:
    return text.replace("{", "｛").replace("}", "｝")


def _facts(
    session: Session,
    season: Season,
    round_row: Proceeding,
    rules: Rules,
    rows: list[tuple[ReviewOutcome, Proceeding]],
    now: datetime,
) -> RoundFacts:
    found = drawn_of(season, round_row)
    entries, sound = ledger_verdict(session)
    frame: Mapping[str, int] = season.frame or {}
    quarter = Quarter.parse(season.label)
    acts = {past.trigger: past.at for past in history.history(session, season.ref)}
    return RoundFacts(
        season=Words(quarter.to("zh"), quarter.to("en")),
        court=season.organiser,
        manifest_sha256=round_row.facts["manifest_sha256"],
        seed=round_row.facts["seed"],
        frame_size=int(frame.get("eligible", 0)),
        drawn=len(found.drawn),
        reviewers=len(
            {reader["code"] for _, row in rows for reader in row.facts.get(Known.READERS.code, ())}
        ),
        frozen_on=beijing_day(acts[RoundAct.FREEZE.value]),
        drawn_on=beijing_day(acts[RoundAct.DRAW.value]),
        confirmed_on=beijing_day(acts.get(RoundAct.CONFIRM.value, now)),
        smallest_base=int(rules["results.smallest_base"]),
        excluded={reason: int(frame.get(reason.value, 0)) for reason in Exclusion},
        census=all(row.drawn == row.eligible for row in found.allocation),
        ledger_entries=entries,
        ledger_sound=sound,
        strata=found.allocation,
        courts=tuple(court.name for court in courts()),
        parameters=tuple(rules.parameter(key) for key in rules),
    )


def drawn_of(season: Season, round_row: Proceeding) -> Draw:
    """The draw of a season, made again from its manifest and seed."""
    return draw(Manifest.read((season.manifest or "").encode()), round_row.facts["seed"])


def ledger_verdict(session: Session) -> tuple[int, bool]:
    """How many entries the ledger has, and whether it holds."""
    try:
        return verification.verify(session).entries, True
    except BrokenLedger:
        return 0, False
