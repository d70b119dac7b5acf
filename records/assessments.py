"""Assessments on file (年度考核登记), and what the files say of a judge in a year: by reference and digest, never copied out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from records import handovers, history
from records.cases import REGISTER, Case
from records.history import PastAct
from records.leads import decision_reference, matter_of
from records.ledger import LedgerEntry
from records.proceedings_register import Proceeding, by_reference, of_procedure
from rules.assessment import MaterialKind
from rules.clocks import beijing_day
from rules.parameters import Rules
from rules.sanctions import SanctionKind, period
from state_machines.annual_assessment.material import SETTLED_BY, fell_away, says, still_rests_on
from state_machines.annual_assessment.table import ANNUAL_ASSESSMENT
from state_machines.annual_assessment.terms import Known, State
from state_machines.discipline_decision.terms import Known as Decision
from state_machines.discipline_reopening.table import DISCIPLINE_REOPENING
from state_machines.discipline_reopening.terms import Known as Reopening
from state_machines.discipline_reopening.terms import Outcome

_SETTLED = (State.FINAL, State.APPLIED, State.CORRECTED, State.ARCHIVED)


def assessments(session: Session, year: int | None = None) -> list[Proceeding]:
    """Every assessment, or those of a year, in the order of opening."""
    rows = of_procedure(session, ANNUAL_ASSESSMENT.code)
    return [row for row in rows if year is None or row.facts.get(Known.YEAR.code) == year]


def of_the_judge(session: Session, judge: str, year: int) -> list[Proceeding]:
    """The assessments of a judge for a year that were not given up."""
    return [
        row
        for row in assessments(session, year)
        if row.facts.get(Known.JUDGE.code) == judge and row.state != State.ENDED.value
    ]


def result_on_file(session: Session, judge: str, year: int) -> dict[str, Any] | None:
    """The final result of a judge's year, with its reference and the digest it stood at; None where there is none."""
    for row in of_the_judge(session, judge, year):
        if row.state in {state.value for state in _SETTLED} and row.facts.get(Known.RESULT.code):
            return {
                "year": year,
                "result": row.facts[Known.RESULT.code],
                "ref": row.ref,
                "digest": row.head,
                "told_on": row.facts.get(Known.SERVED_ON.code),
            }
    return None


def material_of(session: Session, judge: str, year: int, rules: Rules) -> list[dict[str, Any]]:
    """What the files say of a judge in that year, in the order of the references."""
    anew = revoked_anew(session)
    found = []
    for row in handovers.of_people(session, {judge}):
        said = {} if row.ref in anew else says(row.procedure, row.state, row.facts)
        past = history.history(session, row.ref) if said else []
        for kind, value in said.items():
            item = _item(row, kind, value, past, rules)
            if _belongs(item, kind, year):
                found.append(item)
    return sorted(found, key=lambda each: (each["kind"], each["ref"]))


def _item(
    row: Proceeding, kind: MaterialKind, value: str, past: Sequence[PastAct], rules: Rules
) -> dict[str, Any]:
    acts = {act.value for act in SETTLED_BY[kind]}
    last = next((each.at for each in reversed(past) if each.trigger in acts), row.changed_at)
    item = {
        "kind": kind.value,
        "ref": row.ref,
        "digest": row.head,
        "value": value,
        "on": beijing_day(last).isoformat(),
    }
    if kind is MaterialKind.SANCTION:
        item["on"] = str(row.facts[Decision.DECIDED_ON.code])
        ends = period(SanctionKind(value), date.fromisoformat(item["on"]), rules).ends
        item |= {"until": ends.isoformat()} if ends else {}
    return item  # fmt: skip


def _belongs(item: dict[str, Any], kind: MaterialKind, year: int) -> bool:
    """A grade or a finding belongs to the year in which it was settled; a sanction to each that its period reaches into."""
    first = date.fromisoformat(item["on"]).year
    if kind is MaterialKind.INQUIRY:
        return first <= year + 1  # Opened before the assessment is made: it is open now.
    if kind is MaterialKind.SANCTION:
        last = date.fromisoformat(item["until"]).year if "until" in item else year
        return first <= year <= max(first, last)
    return first == year


def caseload_of(session: Session, judge: str, court: str, year: int) -> dict[str, Any] | None:
    """The cases the judge closed in that year, and the register's digest as its source; None where no list of the court is there."""
    in_year = col(Case.date_closed).between(date(year, 1, 1), date(year, 12, 31))
    known = select(func.count()).select_from(Case).where(in_year, col(Case.court) == court)
    if not session.execute(known).scalar():
        return None
    own = select(func.count()).select_from(Case).where(in_year, col(Case.judge) == judge)
    last = select(col(LedgerEntry.digest)).where(col(LedgerEntry.chain) == REGISTER)
    digest = session.execute(last.order_by(col(LedgerEntry.number).desc()).limit(1)).scalar() or ""
    return {"closed": int(session.execute(own).scalar() or 0), "source": f"{REGISTER}@{digest[:12]}"}


def revoked_anew(session: Session) -> set[str]:
    """The decisions that a reopening revoked."""
    return {
        decision_reference(matter_of(row.ref))
        for row in of_procedure(session, DISCIPLINE_REOPENING.code)
        if row.facts.get(Reopening.OUTCOME.code) == Outcome.REVOKED.value
    }


def resting_on_nothing(session: Session) -> list[tuple[Proceeding, str]]:
    """The results that rest on a matter which no longer says so, each with that matter's reference."""
    rows = [row for row in assessments(session) if row.state in {state.value for state in _SETTLED}]
    wanted = {str(each["ref"]) for row in rows for each in still_rests_on(row.facts)}
    sources, anew = by_reference(session, wanted), revoked_anew(session)
    found = []
    for row in rows:
        for each in still_rests_on(row.facts):
            source = sources.get(str(each["ref"]))
            if source is None:
                continue  # Of whoever may not know of it nothing is said.
            now = {} if source.ref in anew else says(source.procedure, source.state, source.facts)
            if fell_away(each, now.get(MaterialKind(each["kind"]))):
                found.append((row, source.ref))
    return found
