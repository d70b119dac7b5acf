"""From the confirmed grades to the papers of a round (评查报告、通报、统计表、评查结果卡)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlmodel import Session, col

from documents.circular import circular
from documents.press import Printed
from documents.result_tables import write_tables
from documents.round_report import round_report
from flows import calibrating
from flows.earlier_seasons import comparisons
from flows.office import Office
from flows.outcomes import outcome_of, stratum_name
from flows.paper_register import write_papers as write_cards
from flows.readers import reader_agreement
from flows.report_extras import extras_of
from flows.result_cards import result_cards
from flows.round_reviews import draw_of
from records import history, papers, proceedings, seasons, verification
from records.ledger import LedgerEntry
from records.proceedings import Act, Proceeding, advance
from records.seasons import Season
from rules.cases import CaseKind
from rules.clocks import beijing_day
from rules.courts import courts
from rules.errors import BrokenLedger, Refused
from rules.frame import Exclusion
from rules.funnel import Levels
from rules.labels import Words
from rules.law import cite
from rules.outcomes import ReviewOutcome, RoundFacts
from rules.parameters import Rules
from rules.quarters import Quarter
from rules.results import RoundResults, results_of
from rules.roles import Actor
from state_machines.quality_review.terms import Known, State
from state_machines.review_round.table import REVIEW_ROUND
from state_machines.review_round.table import Act as RoundAct
from state_machines.review_round.terms import CIRCULAR, CIRCULAR_PDF, REPORT, REPORT_PDF, SEED, UNARCHIVED
from state_machines.steps import LATE_REASON


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers of a round: report and circular, each as docx and PDF with their SHA-256, tables and cards."""

    report: Printed
    circular: Printed
    tables: Path
    cards: list[Printed]


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
    calibrating.settle(office, label, now=now)


def write_papers(office: Office, label: str, *, now: datetime) -> Papers:
    """Write report, circular, tables and the result cards; writing them again replaces them.

    Report and circular that were issued stay as they are: their digests are in the ledger.

    Raises:
        Refused: nothing was drawn yet.
        FaultyInput: a template of the court's own is broken; the papers of that kind were not written.
    """
    today, language = beijing_day(now), office.language
    with office.store.read() as session:
        results, facts, rows = gather(office, session, label, now)
        extras = extras_of(session, seasons.season(session, label), results)
        folder = office.season_folder(label)
        report, sent = folder / f"评查报告-{label}", folder / f"评查通报-{label}"
        issued = _issued(session, label, report, sent)
        cards = result_cards(office, session, label, rows, court=facts.court)
    allowed = bool(office.store.rules.on(today)["results.ranking_allowed"])
    if issued is None:
        told = round_report(results, facts, extras, dated=today, language=language)
        spoken = circular(results, facts, extras, dated=today, ranking_allowed=allowed, language=language)
        # Both are made before either is written, so that a broken template leaves neither.
        issued = office.press.write_all([(told, report), (spoken, sent)])
    tables = folder / f"统计表-{label}.xlsx"
    write_tables(results, facts, tables, dated=today, language=language)
    written = write_cards(office, cards, now=now)
    if written.faulty:
        raise written.faulty[0]
    return Papers(issued[0], issued[1], tables, written.printed)


def _issued(session: Session, label: str, report: Path, sent: Path) -> list[Printed] | None:
    """The report and the circular that were issued, by the digests in the ledger; None before."""
    facts = proceedings.find(session, seasons.season(session, label).ref).facts
    if CIRCULAR.code not in facts:
        return None
    digests = ((report, REPORT, REPORT_PDF), (sent, CIRCULAR, CIRCULAR_PDF))
    return [
        Printed(
            path.with_name(f"{path.name}.docx"),
            path.with_name(f"{path.name}.pdf"),
            facts[docx.code],
            facts.get(pdf.code, ""),
        )
        for path, docx, pdf in digests
    ]


def check_circulation(office: Office, label: str, *, by: Actor, now: datetime) -> None:
    """Ask before the papers are written whether they may be issued: what is refused leaves no paper behind.

    Raises:
        Refused: not now, or not by this person.
    """
    digests_to_come = {REPORT.code: "…", CIRCULAR.code: "…"}
    with office.store.read() as session:
        row = proceedings.find(session, seasons.season(session, label).ref)
        known = proceedings.facts_of(session, row, digests_to_come, now)
        REVIEW_ROUND.decide(row.state, RoundAct.CIRCULATE.value, by, known)


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
                    REPORT.code: papers.report.docx_sha256,
                    REPORT_PDF.code: papers.report.pdf_sha256,
                    CIRCULAR.code: papers.circular.docx_sha256,
                    CIRCULAR_PDF.code: papers.circular.pdf_sha256,
                },
            ),
        )


def archive_round(office: Office, label: str, late_reason: str, *, by: Actor, now: datetime) -> None:
    """Archive the round, after the last of its reviews; why late, where its time is over.

    Raises:
        Refused: some reviews are not archived, or the time is over and no reason is given.
    """
    with office.store.begin() as session:
        season = seasons.season(session, label)
        facts = {UNARCHIVED.code: seasons.unarchived(session, label)}
        late = {LATE_REASON.code: late_reason} if late_reason else {}
        act = RoundAct.ARCHIVE.value
        advance(session, Act(ref=season.ref, trigger=act, by=by, at=now, particulars=facts | late))


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
    rows = []
    for review, row in seasons.reviews(session, label):
        past, of_case = history.history(session, row.ref), proceedings.rules_of(session, row.rules)
        rows.append((outcome_of(office, review, row, of_case, late.get(row.ref, 0), past), row))
    pinned = office.pinned(rules)
    standing = [outcome for outcome, _ in rows if outcome.state != State.WITHDRAWN.to(office.language)]
    results = results_of(standing, Levels.from_rules(pinned))
    results = replace(
        results,
        earlier=comparisons(session, season, results),
        reader_agreement=reader_agreement(session, label, [row for _, row in rows], pinned),
    )
    return results, _facts(office, session, season, round_row, rules, rows, now), rows


def _facts(
    office: Office,
    session: Session,
    season: Season,
    round_row: Proceeding,
    rules: Rules,
    rows: list[tuple[ReviewOutcome, Proceeding]],
    now: datetime,
) -> RoundFacts:
    found = draw_of(season)
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
        drawn=len(found.standing),
        reviewers=len(
            {reader["code"] for _, row in rows for reader in row.facts.get(Known.READERS.code, ())}
        ),
        frozen_on=beijing_day(acts[RoundAct.FREEZE.value]),
        drawn_on=beijing_day(acts[RoundAct.DRAW.value]),
        confirmed_on=beijing_day(acts.get(RoundAct.CONFIRM.value, now)),
        smallest_base=int(rules["results.smallest_base"]),
        # The frame is made of the quarter's cases: that a case is of another quarter leaves none out.
        excluded={
            reason: int(frame.get(reason.value, 0))
            for reason in Exclusion
            if reason is not Exclusion.OUTSIDE_QUARTER
        },
        census=all(row.drawn == row.eligible for row in found.allocation),
        ledger_entries=entries,
        ledger_sound=sound,
        strata=tuple(
            replace(row, stratum=stratum_name(row.stratum, office.language)) for row in found.allocation
        ),
        sample=office.sample,
        kinds=tuple(kind.to(office.language) for kind in CaseKind),
        courts=tuple(court.name for court in courts()),
        parameters=tuple(rules.parameter(key) for key in rules),
    )


def ledger_verdict(session: Session) -> tuple[int, bool]:
    """How many entries the ledger has, and whether it holds.

    The register of papers is left out: it grows by the writing of this very report, which could not be written again
    with the same bytes.
    """
    of_papers = session.execute(
        select(func.count()).select_from(LedgerEntry).where(col(LedgerEntry.chain) == papers.CHAIN)
    ).scalar_one()
    try:
        return verification.verify(session).entries - of_papers, True
    except BrokenLedger:
        return 0, False
