"""How what an accusation brought is undone (清理): for each consequence the lawful steps that take it back, and who may take them.

Nothing is undone by the program: a sanction, a grade or an exit is taken back by whoever may, by a step of its own procedure. What
no step takes back is said to be so, with what is to be done instead. Why here and not among the rules: a step is a row of a table.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from rules.committee_findings import Finding
from rules.labels import Labelled, Words
from state_machines.annual_assessment.grades import struck
from state_machines.annual_assessment.table import ANNUAL_ASSESSMENT
from state_machines.annual_assessment.terms import Act as Assessment
from state_machines.annual_assessment.terms import Known as OfAssessment
from state_machines.consequences import ConsequenceKind
from state_machines.disciplinary_prereview.table import DISCIPLINARY_PREREVIEW
from state_machines.disciplinary_prereview.terms import Act as Lead
from state_machines.disciplinary_prereview.terms import Conclusion
from state_machines.disciplinary_prereview.terms import Known as OfLead
from state_machines.discipline_decision.table import DISCIPLINE_DECISION
from state_machines.discipline_decision.terms import NO_SANCTION, REMEDIES_DECIDED
from state_machines.discipline_decision.terms import Act as Decision
from state_machines.discipline_decision.terms import Known as OfDecision
from state_machines.discipline_reopening.table import DISCIPLINE_REOPENING
from state_machines.discipline_reopening.terms import Known as OfReopening
from state_machines.discipline_reopening.terms import Outcome
from state_machines.duty_suspension.table import DUTY_SUSPENSION
from state_machines.duty_suspension.terms import Act as Suspension
from state_machines.handover.table import HANDOVER
from state_machines.handover.terms import Act as Handing
from state_machines.handover.terms import Link
from state_machines.procedure import Procedure
from state_machines.quality_review.table import QUALITY_REVIEW
from state_machines.quality_review.terms import Known as OfReview
from state_machines.quota_exit.table import QUOTA_EXIT
from state_machines.quota_exit.terms import Act as Exit
from state_machines.report_clarification.table import REPORT_CLARIFICATION
from state_machines.report_clarification.terms import Known as OfClearing
from state_machines.steps import Step

_K = ConsequenceKind

# fmt: off
UNDOES: Mapping[tuple[str, ConsequenceKind], tuple[Labelled, ...]] = {
    (QUOTA_EXIT.code, _K.HOLD):             (Exit.LIFT_HOLD,),
    (QUOTA_EXIT.code, _K.EXIT):             (Exit.RESTORE, Exit.CORRECT, Exit.DECIDE_REVIEW),
    (DISCIPLINE_DECISION.code, _K.HOLD):    (Decision.LIFT_SUPERVISION,),
    (DISCIPLINE_DECISION.code, _K.SANCTION): (Decision.CORRECT_WRONG, *REMEDIES_DECIDED),
    (ANNUAL_ASSESSMENT.code, _K.ASSESSMENT): (Assessment.CORRECT,),
    (DUTY_SUSPENSION.code, _K.HOLD):        (Suspension.LIFT,),
    (DISCIPLINARY_PREREVIEW.code, _K.FINDING): (Lead.UPHOLD_OBJECTION,),
}
"""Which steps take a consequence back."""
ENDS: Mapping[str, tuple[Labelled, ...]] = {
    DISCIPLINARY_PREREVIEW.code: (Lead.CLOSE_INITIAL, Lead.CLOSE_UNFOUNDED, Lead.WITHDRAW),
    DISCIPLINE_DECISION.code:    (Decision.DECIDE_NONE, Decision.CLOSE),
    DUTY_SUSPENSION.code:        (Suspension.DECLINE,),
    QUOTA_EXIT.code:             (Exit.DROP,),
    ANNUAL_ASSESSMENT.code:      (Assessment.TAKE_MATERIAL,),
    HANDOVER.code:               (Handing.WITHDRAW,),
}
"""Which steps end a matter that has brought nothing yet."""
HARM = frozenset({_K.FINDING, _K.SANCTION, _K.HOLD, _K.EXIT, _K.ASSESSMENT})
"""The consequences an accusation can leave on a judge; the others are its clearing, or stand whatever comes of it."""
NO_HARM = frozenset({(DISCIPLINARY_PREREVIEW.code, _K.FINDING), (DISCIPLINE_REOPENING.code, _K.SANCTION)})
"""Of these, what is itself the finding that nothing was there."""
RESTORED = frozenset({Exit.RESTORE, Exit.CORRECT})
"""The steps after which what was brought is gone, though its facts stay on record."""
WAY_BACK = frozenset(
    {Link.CLEARED_BY_OPINION, Link.UNFOUNDED, Link.CLEARED, Link.SANCTION_UNDONE, Link.REOPENED, Link.EXIT_UNDONE, Link.ACCUSER}
)
"""The handovers that lead to a clearing or away from it: no part of what the accusation brought."""
# fmt: on

INSTEAD: Mapping[ConsequenceKind | None, Words] = {
    _K.HOLD: Words("请登记暂缓的部门书面解除", "whoever entered the hold lifts it in writing"),
    _K.EXIT: Words(
        "职务已经免除的，由党组提请人大常委会重新任命",
        "where the office was taken away the party group asks the congress for a new appointment",
    ),
    _K.ASSESSMENT: Words(
        "结果尚未确定或者更正尚未通知的，重新核实考核材料或者先行通知；已归档的，由作出机关书面更正（法官法65）",
        "where the result is not final, or a correction not served yet, do that first; of an archived one the organ that decided corrects it in writing (Judges Law 65)",
    ),
    _K.SANCTION: Words(
        "本程序现在没有可以撤销的步骤；向作出机关提出纠正（法官法65）",
        "no step of the procedure takes it back now: ask the organ that decided to put it right (Judges Law 65)",
    ),
    None: Words(
        "现在没有可以终止的步骤，按程序办结",
        "no step ends it now: it is carried to its end by its own procedure",
    ),
}
"""What is to be done where no step is there."""


def unfounded(code: str, facts: Mapping[str, Any]) -> bool:
    """Whether a matter ended so that the accusation in it was found false, unproved, or no violation."""
    if code == DISCIPLINARY_PREREVIEW.code:
        ends: tuple[str | None, ...] = (facts.get(OfLead.CONCLUSION.code), facts.get(OfLead.FINDING.code))
        return Conclusion.UNFOUNDED.value in ends or Finding.NO_VIOLATION.value in ends
    if code == REPORT_CLARIFICATION.code:
        return bool(facts.get(OfClearing.UNTRUE_POINTS.code))
    if code == DISCIPLINE_DECISION.code:
        return str(facts.get(OfDecision.SANCTION.code)) == NO_SANCTION
    if code == DISCIPLINE_REOPENING.code:
        return bool(facts.get(OfReopening.OUTCOME.code) == Outcome.REVOKED.value)
    return False


def upheld_anew(code: str, facts: Mapping[str, Any]) -> bool:
    """Whether the grade of a review was changed for the better after it was confirmed: on an application that was upheld."""
    return code == QUALITY_REVIEW.code and bool(facts.get(OfReview.APPLICATION_UPHELD.code))


def came_of(code: str, facts: Mapping[str, Any], sources: Collection[str]) -> bool:
    """Whether a matter came of these: an assessment did where it took one of them as its material, every other did by its place."""
    return code != ANNUAL_ASSESSMENT.code or not _material(facts).isdisjoint(sources)


def put_right(code: str, facts: Mapping[str, Any], sources: Collection[str]) -> bool:
    """Whether an assessment was corrected for each of these matters it had rested on."""
    return code == ANNUAL_ASSESSMENT.code and _material(facts).isdisjoint(set(sources) - struck(facts))


def _material(facts: Mapping[str, Any]) -> set[str]:
    return {str(each.get("ref")) for each in facts.get(OfAssessment.MATERIAL.code) or ()}


def steps_back(table: Procedure, state: str, kind: ConsequenceKind | None) -> list[Step]:
    """The steps that are there in this state to take a consequence back, or (None) to end what brought nothing yet."""
    wanted = ENDS.get(table.code, ()) if kind is None else UNDOES.get((table.code, kind), ())
    return [step for act in wanted for step in table.from_state(state) if step.trigger is act]
