"""Annual assessments (年度考核): registered once for a judge and year, with what the files say.

What is on file is read here and nowhere typed: references and digests. A handover for assessment is taken over, at the next look
of the chain, by the assessment that took its matter in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from flows.office import Office
from records import assessments
from records.proceedings import Act, Proceeding, advance, find, open_many, rules_of
from records.reference_numbers import next_in
from rules.assessment import AssessmentResult
from rules.clocks import beijing_day
from rules.errors import Refused
from rules.labels import Words
from rules.law import law
from rules.roles import Actor
from state_machines.annual_assessment.openings import AssessmentOpening, check_opening
from state_machines.annual_assessment.table import ANNUAL_ASSESSMENT
from state_machines.annual_assessment.terms import Act as Step
from state_machines.annual_assessment.terms import Known, State
from state_machines.confidentiality import ASSESSMENT_RANGE

LOCAL = law("local_assessment")


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken into an assessment."""

    material: tuple[dict[str, Any], ...]
    caseload: dict[str, Any] | None
    previous: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Stated:
    """What the files lack and a document says: own cases, and the result of the year before."""

    closed: int | None = None
    closed_document: str = ""
    previous: AssessmentResult | None = None
    previous_document: str = ""


def open_assessment(office: Office, opening: AssessmentOpening, *, by: Actor, now: datetime) -> str:
    """Register the assessment of a judge's year; there is one.

    Raises:
        Refused: not for this person; the year has its assessment already.
        FaultyInput: what is missing.
    """
    check_opening(opening, by, beijing_day(now))
    with office.store.begin() as session:
        if there := assessments.of_the_judge(session, opening.judge, opening.year):
            raise Refused(
                Words("{judge}{year}年度已有考核{ref}", "{judge} has an assessment for {year}: {ref}",
                      judge=opening.judge, year=opening.year, ref=there[0].ref),
                LOCAL["参加考核"],
            )  # fmt: skip
        ref = next_in(session, ASSESSMENT_RANGE, opening.year)
        rules = office.store.rules.on(beijing_day(now))
        open_many(session, ANNUAL_ASSESSMENT.code, [(ref, opening.facts())], by=by, at=now, rules=rules)
    return ref


def take_material(office: Office, ref: str, stated: Stated, *, by: Actor, now: datetime) -> Taken:
    """Take what is on file into an assessment.

    Raises:
        NotFound: there is no such assessment.
        Refused: not by this person, or not now.
    """
    with office.store.begin() as session:
        row = find(session, ref)
        judge, year = str(row.facts.get(Known.JUDGE.code, "")), int(row.facts.get(Known.YEAR.code, 0))
        rules = rules_of(session, row.rules)
        material = assessments.material_of(session, judge, year, rules)
        caseload, previous = _caseload(session, row, year, stated), _previous(session, judge, year, stated)
        particulars = {
            Known.TAKEN_ON.code: beijing_day(now).isoformat(),
            Known.MATERIAL.code: material,
            Known.CASELOAD.code: caseload,
            Known.PREVIOUS.code: previous,
        }
        filled = {code: value for code, value in particulars.items() if value is not None}
        advance(session, Act(ref=ref, trigger=Step.TAKE_MATERIAL.value, by=by, at=now, particulars=filled))
    return Taken(tuple(material), caseload, previous)


def _caseload(session: Session, row: Proceeding, year: int, stated: Stated) -> dict[str, Any] | None:
    """The register's count where the court's lists are there; else what a document says."""
    judge = str(row.facts.get(Known.JUDGE.code, ""))
    counted = assessments.caseload_of(session, judge, row.court, year)
    if counted or stated.closed is None or not stated.closed_document:
        return counted
    return {"closed": stated.closed, "source": stated.closed_document}


def _previous(session: Session, judge: str, year: int, stated: Stated) -> dict[str, Any] | None:
    found = assessments.result_on_file(session, judge, year - 1)
    if found:
        return {part: value for part, value in found.items() if value}
    if stated.previous is None or not stated.previous_document:
        return None
    return {"year": year - 1, "result": stated.previous.value, "document": stated.previous_document}


def on_file(office: Office, year: int | None = None, *, every: bool = False) -> list[Proceeding]:
    """The assessments under way, or all of them; those of one year."""
    ended = {state.value for state in (*ANNUAL_ASSESSMENT.final, State.APPLIED)}
    with office.store.read() as session:
        return [row for row in assessments.assessments(session, year) if every or row.state not in ended]
