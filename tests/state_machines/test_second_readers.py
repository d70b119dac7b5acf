"""Whom the lots leave out of a second reading, the desk refuses as well, and nobody else (复评)."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules.parameters import Rules
from rules.recusal import CaseToRead, Conflict, ConflictWith, Exclusions, Reviewer, admissible
from rules.roles import Actor, Role
from state_machines.quality_review.table import QUALITY_REVIEW
from state_machines.quality_review.terms import Act, State

COURTS, DIVISIONS = ("甲院", "乙院"), ("民一庭", "民二庭")
PEOPLE = ("R-1", "R-2", "S-1", "S-2", "J-1", "J-2")
STEP = next(step for step in QUALITY_REVIEW.from_state("objected") if step.trigger is Act.APPOINT_SECOND)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    code=st.sampled_from(PEOPLE),
    court=st.sampled_from(COURTS),
    division=st.sampled_from(DIVISIONS),
    aside=st.sets(st.sampled_from(PEOPLE), max_size=2),
    declared=st.sets(st.sampled_from(PEOPLE), max_size=2),
    cross_court=st.booleans(),
)
def test_the_desk_and_the_lots_leave_out_the_same(
    facts_of, acts, rules: Rules, code, court, division, aside, declared, cross_court
):
    case = {
        "court": COURTS[0],
        "division": DIVISIONS[0],
        "judge": "J-1",
        "bench": ["J-1", "J-2"],
        "readers": [{"code": "R-1", "court": COURTS[1], "division": ""}],
        "stepped_aside": sorted(aside),
        "conflicts": [{"person": person} for person in sorted(declared)],
    }
    act = acts["quality_review"]["appoint_second"].but(
        states={"second_readers": [{"code": code, "court": court, "division": division}]}, record=case
    )
    given_ = facts_of("quality_review", act)
    object.__setattr__(given_, "rules", rules.with_values({"quality_review.cross_court": cross_court}))
    number = given_.known["case_no"]

    refused = [row for row in STEP.unless if row.check(Actor("A-1", Role.TRIAL_MANAGEMENT), given_)]
    drawn = admissible(
        Reviewer(
            code,
            court,
            division,
            conflicts=frozenset({Conflict(ConflictWith.CASE, number)} if code in declared else ()),
        ),
        CaseToRead(
            case_no=number,
            court=COURTS[0],
            case_kind="civil",
            judge="J-1",
            division=DIVISIONS[0],
            bench=frozenset({"J-1", "J-2"}),
            earlier_readers=frozenset({"R-1", *aside}),
        ),
        Exclusions(cross_court=cross_court),
    )

    assert drawn is (not refused)
    assert STEP.source is State.OBJECTED
