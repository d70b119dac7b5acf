"""What may be corrected in a pre-review (更正), who does it in each state, and who hears of it: whoever was told before."""

from __future__ import annotations

from rules.labels import Labelled, Words
from rules.law import law
from rules.roles import Role
from state_machines.corrections import Corrections, Roles, Settled
from state_machines.disciplinary_prereview.terms import Act, Known, Paper, State

LOCAL = law("local_discipline")
JUDGE, PRESIDENT, OFFICE, CHAIR = (
    Role.JUDGE_CONCERNED,
    Role.PRESIDENT,
    Role.DISCIPLINE_OFFICE,
    Role.COMMITTEE_CHAIR,
)
_INTAKE = (Role.TRIAL_SUPERVISION, Role.TRIAL_MANAGEMENT)
_COURT = (JUDGE, PRESIDENT, Role.INSPECTION)

CORRECTIONS = Corrections(
    Known.AMENDMENT,
    Known,
    LOCAL["更正"],
    (
        Settled(
            (Known.BENCH, Known.CONDUCT, Known.SILENCE, Known.REPORT, Known.MEETING_PLACE),
            lambda facts: bool(facts.get(Known.HEARING.code) or facts.get(Known.SHEET.code)),
            Words("已经据以审议、表决", "the committee heard and votes on it"),
            Words(
                "应当重新决定：未形成多数意见的补充后再次提请，已经作出审查意见的由异议重新审议",
                "it is decided anew: submit again where there was no majority, object where there is an opinion",
            ),
        ),
        Settled(
            (Known.OPINION_TEXT,),
            lambda facts: bool(facts.get(Known.SERVED_ON.code) or facts.get(Known.COURT_SERVED_ON.code)),
            Words("已经随审查意见书送达", "it was served with the opinion"),
            Words("应当由当事法官或者法院提出异议，重新审议", "the judge or the court objects, and it is deliberated anew"),
        ),
    ),
    {Known.OPINION_TEXT: OFFICE},
)  # fmt: skip
"""The judge, the case, the item, and what anybody decided are no slips of the pen: they are no parts of it at all."""

# fmt: off
_IN: dict[Labelled, tuple[Roles, Roles]] = {
    #                          who corrects                    who hears of it
    State.LEAD:               ((Role.INSPECTION,),             _INTAKE),
    State.INITIAL_REVIEW:     ((Role.INSPECTION,),             (PRESIDENT, *_INTAKE)),
    State.INQUIRY:            ((Role.INSPECTION,),             (JUDGE, PRESIDENT, Role.INTERNAL_DISCIPLINE)),
    State.PRESIDENT_DECISION: ((Role.INSPECTION,),             (JUDGE, PRESIDENT)),
    State.NOT_ACCEPTED:       ((Role.INSPECTION,),             (JUDGE, PRESIDENT)),
    State.SUBMITTED:          ((Role.INSPECTION, OFFICE),      (*_COURT, OFFICE)),
    State.ACCEPTED:           ((Role.INSPECTION, OFFICE),      (*_COURT, OFFICE, CHAIR)),
    State.DELIBERATION:       ((Role.INSPECTION, OFFICE),      (*_COURT, OFFICE, Role.COMMITTEE_MEMBER)),
    State.NO_MAJORITY:        ((Role.INSPECTION, OFFICE),      (*_COURT, OFFICE)),
    # Nobody was told of an opinion before it is served: a correction of it is not told either.
    State.OPINION_ISSUED:     ((Role.INSPECTION, OFFICE),      (CHAIR,)),
    State.OBJECTION_WINDOW:   ((Role.INSPECTION, OFFICE),      (JUDGE, PRESIDENT)),
    State.OBJECTION_REVIEW:   ((Role.INSPECTION, OFFICE),      (JUDGE, PRESIDENT)),
}
# fmt: on
RECTIFYING = CORRECTIONS.steps(Act.RECTIFY, Known.REASONS, Paper.RECTIFICATION, _IN)
