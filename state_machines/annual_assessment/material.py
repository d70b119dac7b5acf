"""What a matter on file says for an assessment (考核材料的来源), and when what was taken from it says so no longer.

Only what is settled counts: a confirmed grade, a final finding of ordinary negligence, a sanction that stands, a supervision case
that is open. A flaw found in a review is material here, and no lead: 瑕疵 is no violation of duty.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rules.assessment import MaterialKind
from rules.committee_findings import Finding
from rules.grading import Grade
from rules.labels import Labelled
from rules.sanctions import SanctionKind
from state_machines.annual_assessment.grades import struck
from state_machines.annual_assessment.terms import Known
from state_machines.disciplinary_prereview.table import DISCIPLINARY_PREREVIEW
from state_machines.disciplinary_prereview.terms import MAKES_FINAL
from state_machines.disciplinary_prereview.terms import Known as OfLead
from state_machines.disciplinary_prereview.terms import State as Lead
from state_machines.discipline_decision.table import DISCIPLINE_DECISION
from state_machines.discipline_decision.terms import Act as Decision
from state_machines.discipline_decision.terms import Known as OfDecision
from state_machines.discipline_decision.terms import sanctioned
from state_machines.quality_review.table import QUALITY_REVIEW
from state_machines.quality_review.terms import Act as Review
from state_machines.quality_review.terms import Known as OfReview
from state_machines.quality_review.terms import State as ReviewState

_GRADED = {
    state.value for state in (ReviewState.CONFIRMED, ReviewState.RECTIFYING, ReviewState.CLOSED, ReviewState.ARCHIVED)
}  # fmt: skip
SETTLED_BY: Mapping[MaterialKind, tuple[Labelled, ...]] = {
    MaterialKind.REVIEW: (Review.CONFIRM, Review.DECIDE, Review.DECIDE_AGAIN, Review.AWARD_EXCELLENT, Review.PASS_OVER),
    MaterialKind.NEGLIGENCE: MAKES_FINAL,
    MaterialKind.SANCTION: (Decision.DECIDE, Decision.RECORD_SANCTION),
    MaterialKind.INQUIRY: (Decision.OPEN_SUPERVISION,),
}  # fmt: skip
"""By which act each was settled: its day says to which year it belongs."""
OPEN_CASE = "open"


def says(code: str, state: str, facts: Mapping[str, Any]) -> dict[MaterialKind, str]:
    """What a matter says now; nothing where it says nothing that counts."""
    if code == QUALITY_REVIEW.code and state in _GRADED and facts.get(OfReview.GRADE.code):
        return {MaterialKind.REVIEW: str(facts[OfReview.GRADE.code])}
    if code == DISCIPLINARY_PREREVIEW.code and state == Lead.OPINION_FINAL.value:
        found = facts.get(OfLead.FINDING.code)
        return {MaterialKind.NEGLIGENCE: str(found)} if found == Finding.ORDINARY_NEGLIGENCE.value else {}
    if code != DISCIPLINE_DECISION.code:
        return {}
    said = {}
    if sanctioned(facts) and facts.get(OfDecision.DECIDED_ON.code):
        said[MaterialKind.SANCTION] = str(facts[OfDecision.SANCTION.code])
    if facts.get(OfDecision.SUPERVISION_OPEN.code):
        said[MaterialKind.INQUIRY] = OPEN_CASE
    return said


def fell_away(item: Mapping[str, Any], now: str | None) -> bool:
    """Whether what an assessment took from a matter is there no longer, or has become lighter. An open case is meant to end."""
    kind = MaterialKind(str(item["kind"]))
    was = str(item["value"])
    if kind is MaterialKind.INQUIRY or now == was:
        return False
    if now is None or kind is MaterialKind.NEGLIGENCE:
        return True
    if kind is MaterialKind.REVIEW:
        return Grade(was).worse_than(Grade(now))
    return SanctionKind(now).weight < SanctionKind(was).weight


def still_rests_on(facts: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The material that an assessment rests on, without what a correction took out."""
    gone = struck(facts)
    return [each for each in facts.get(Known.MATERIAL.code) or () if each.get("ref") not in gone]
