"""Leads (线索): registered once, joined to what belongs to them; and the decision that opens on a matter's end.

What comes from a review is read from the review, and from nobody's memory. A final opinion is carried into the decision
as it stands on record, with the head of its chain: the decision's guards ask for it, and no hand can write it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from flows import reporters as reporters_flow
from flows.office import Office
from records import leads, reporters
from records.proceedings import Proceeding, find, open_many, rules_of
from rules.clocks import beijing_day
from rules.errors import BrokenLedger, Fault, FaultyInput, Refused
from rules.labels import Words
from rules.law import law
from rules.roles import Actor
from rules.voting_sheet import finding_of
from state_machines.disciplinary_prereview.table import DISCIPLINARY_PREREVIEW
from state_machines.disciplinary_prereview.terms import Known, Source, State
from state_machines.discipline_decision.table import DISCIPLINE_DECISION
from state_machines.discipline_decision.terms import Known as Decision
from state_machines.discipline_decision.terms import Status
from state_machines.leads import Lead, check_lead, check_registrar, clue_of
from state_machines.quality_review.table import QUALITY_REVIEW
from state_machines.steps import Fact

LOCAL = law("local_discipline")
_ENDED = {state.value for state in DISCIPLINARY_PREREVIEW.final}
_OPENS_A_DECISION = {
    State.OPINION_FINAL.value,
    State.ROUTED.value,
    State.TRANSFERRED.value,
    State.CLOSED.value,
}


@dataclass(frozen=True, slots=True)
class Registered:
    """A lead on file. `new`: it was not before. `related`: open matters of the same judge that it belongs to."""

    ref: str
    new: bool
    related: tuple[str, ...]


def from_review(office: Office, ref: str, now: datetime) -> Lead:
    """The lead that a review handed over, with all that the review knows of the case.

    Raises:
        NotFound: there is no such proceeding.
        FaultyInput: it is no review of a case.
        Refused: no clue of it was handed over.
    """
    with office.store.read() as session:
        row = find(session, ref)
    if row.procedure != QUALITY_REVIEW.code:
        raise FaultyInput(
            [
                Fault(
                    Words("事项“{ref}”", "“{ref}”", ref=ref),
                    Words("不是案件质量评查", "is no review of a case"),
                    Words("请写评查事项的编号", "give the reference of a review"),
                )
            ]
        )
    facts, clue = row.facts, clue_of(row.facts)
    return Lead(
        source=Source.REVIEW,
        court=row.court,
        judge=str(facts.get("judge", "")),
        conduct=str(clue.get("reasons", "")),
        received_on=beijing_day(now),
        organiser=str(facts.get("organiser", "")),
        case_no=row.case_no,
        division=str(facts.get("division", "")),
        bench=tuple(facts.get("bench") or ()),
        item=str(clue.get("item", "")),
        source_ref=ref,
    )


def register(office: Office, lead: Lead, *, by: Actor, now: datetime) -> Registered:
    """Register a lead and open its pre-review. What came from the same matter before is on file already.

    Raises:
        Refused: the committee would register it itself.
        FaultyInput: what is missing.
    """
    check_registrar(by)
    check_lead(lead, beijing_day(now))
    with office.store.begin() as session:
        known = leads.of_the_judge(session, lead.court, lead.judge)
        again = [row.ref for row in known if _is_the_same(row, lead)]
        related = tuple(row.ref for row in known if _belongs(row, lead) and row.ref not in again)
        if again:
            return Registered(again[0], new=False, related=related)
        ref = leads.next_reference(session, beijing_day(now).year)
        rules = office.store.rules.on(beijing_day(now))
        opening = [(ref, lead.facts(related))]
        open_many(session, DISCIPLINARY_PREREVIEW.code, opening, by=by, at=now, rules=rules)
        if lead.reporter:
            kept, under_seal = reporters_flow.sealed(office, lead.reporter)
            reporters.keep(session, ref, kept, sealed=under_seal)
    return Registered(ref, new=True, related=related)


def open_decision(office: Office, ref: str, *, by: Actor, now: datetime) -> Registered:
    """Open the court's decision on a matter that ended in an opinion, or was sent the other way.

    Raises:
        NotFound: there is no such matter.
        Refused: it has not ended so; without a final opinion nobody is held liable.
    """
    with office.store.begin() as session:
        row = find(session, ref)
        if row.procedure != DISCIPLINARY_PREREVIEW.code or row.state not in _OPENS_A_DECISION:
            raise Refused(
                Words(
                    "“{ref}”没有已确定的审查意见，也没有转办、移送或者了结，不能转入惩戒决定",
                    "“{ref}” has neither a final opinion nor went another way: no decision opens on it",
                    ref=ref,
                ),
                LOCAL["专业审查前置"],
            )
        if is_anew(row.facts):
            raise Refused(
                Words(
                    "“{ref}”是重新审议，其结果转入{reopening}，不另立惩戒决定",
                    "“{ref}” is a new deliberation: its result goes into {reopening}, and opens no decision of its own",
                    ref=ref,
                    reopening=str(row.facts.get(Known.SOURCE_REF.code)),
                ),
                LOCAL["再处理"],
            )
        decision = leads.decision_reference(ref)
        opening = [(decision, _opening(session, row))]
        rules = office.store.rules.on(beijing_day(now))
        done = open_many(session, DISCIPLINE_DECISION.code, opening, by=by, at=now, rules=rules)
    return Registered(decision, new=bool(done), related=(ref,))


def is_anew(facts: Mapping[str, Any]) -> bool:
    """Whether a pre-review is a new deliberation (重新审议), asked for by a reopening."""
    return bool(facts.get(Known.SOURCE.code) == Source.REOPENING.value)


def finding_proved(session: Session, row: Proceeding) -> str | None:
    """The finding of a final opinion, counted again from its proof sheet under the rules pinned to the matter.

    Raises:
        BrokenLedger: the sheet does not hold, or finds something else than what stands on record.
    """
    on_record = row.facts.get(Known.FINDING.code)
    if sheet := row.facts.get(Known.SHEET.code):
        found = finding_of(sheet, proceeding=row.ref, rules=rules_of(session, row.rules))
        if found is None or found.value != on_record:
            raise BrokenLedger(
                Words(
                    "“{ref}”登记的审查意见与核验单不符",
                    "the finding of “{ref}” is not that of its proof sheet",
                    ref=row.ref,
                )
            )
    return str(on_record) if on_record else None


def opinion_of(session: Session, row: Proceeding) -> dict[str, Any]:
    """What the opinion of a matter says, with the head of its chain; no finding where the matter ended without one."""
    final = row.state == State.OPINION_FINAL.value
    return {
        "ref": row.ref,
        "head": row.head,
        "finding": finding_proved(session, row) if final else None,
        "wrong_result": bool(row.facts.get(Known.WRONG_RESULT.code)),
        "serious": bool(row.facts.get(Known.SERIOUS.code)),
    }


def carried(facts: Mapping[str, Any], wanted: Iterable[Fact]) -> dict[str, Any]:
    """Those of these facts that say something."""
    return {fact.code: facts[fact.code] for fact in wanted if facts.get(fact.code)}


def _opening(session: Session, row: Proceeding) -> dict[str, Any]:
    """What a decision opens with, from the matter as it ended."""
    same = (Known.CASE_NO, Known.ORGANISER, Known.COURT, Known.DIVISION, Known.JUDGE, Known.OTHERS, Known.ITEM, Known.CONDUCT)  # fmt: skip
    given = carried(row.facts, same)
    given[Decision.STATUS.code] = Status.IN_SERVICE.value
    if row.state != State.OPINION_FINAL.value:
        return given
    return given | {
        Decision.OPINION.code: opinion_of(session, row)
        | {
            fact.code: row.facts.get(fact.code)
            for fact in (Known.JUDGE, Known.CASE_NO, Known.ITEM, Known.CONDUCT)
        },
        Decision.FINAL_ON.code: beijing_day(row.changed_at).isoformat(),
    }


def _belongs(row: Proceeding, lead: Lead) -> bool:
    """Whether an open matter and a lead are of one judge and one case."""
    return row.state not in _ENDED and bool(lead.case_no) and row.case_no == lead.case_no


def _is_the_same(row: Proceeding, lead: Lead) -> bool:
    """Whether that matter was opened on this very lead: of the same source matter, or word for word the same."""
    facts = row.facts
    if lead.source_ref and facts.get(Known.SOURCE_REF.code) == lead.source_ref:
        return bool(facts.get(Known.SOURCE.code) == lead.source.value)
    return bool(facts == lead.facts(facts.get(Known.RELATED.code) or ()))


def open_matters(office: Office) -> list[Proceeding]:
    """The pre-reviews that have not ended."""
    with office.store.read() as session:
        return [row for row in leads.pre_reviews(session) if row.state not in _ENDED]
