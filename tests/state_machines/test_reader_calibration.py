"""Calibration cards: what is refused is refused as in a review, and no reader can tell the steps apart."""

from __future__ import annotations

import pytest

from rules.errors import Refused
from rules.law import cite
from rules.roles import Role
from state_machines.quality_review.table import QUALITY_REVIEW
from state_machines.reader_calibration import READER_CALIBRATION, State

CODE = "reader_calibration"


def decide(state, name, act, facts_of, table=READER_CALIBRATION, code=CODE):
    return table.decide(state, name, act.actor, facts_of(code, act))


@pytest.mark.parametrize(
    "step", READER_CALIBRATION.steps, ids=lambda step: f"{step.trigger.value}-{step.source.value}"
)
def test_every_step_is_taken_when_the_law_is_kept(step, acts, facts_of):
    act = acts[CODE][step.trigger.value]

    taken = decide(step.source.value, step.trigger.value, act, facts_of)

    assert taken.destination is step.destination


# fmt: off
REFUSED = {
    # act, state, but: the same refusal as in a review
    "sat_on_the_case":      ("assign",       "chosen",   {"states": {"readers": [{"code": "J-18", "court": "丙区人民法院", "division": "刑庭"}]}}),
    "same_division":        ("assign",       "chosen",   {"states": {"readers": [{"code": "R-9", "court": "甲区人民法院", "division": "民事审判庭"}]}}),
    "conflict":             ("assign",       "chosen",   {"record": {"conflicts": [{"person": "R-1", "against": "case"}]}}),
    "sheet_of_another":     ("submit_sheet", "assigned", {"by": "R-2"}),
    "sheet_in_already":     ("submit_sheet", "assigned", {"record": {"sheets": [{"reader": "R-1"}]}}),
    "not_a_reader":         ("step_aside",   "assigned", {"states": {"stepped_aside": "R-7"}, "by": "R-7"}),
    "late_without_reason":  ("submit_sheet", "assigned", {"over": ("scoring",)}),
    "not_the_reviewer":     ("submit_sheet", "assigned", {"role": Role.JUDGE}),
}
REVIEW_STATES = {"chosen": "file_in", "assigned": "assigned"}
# fmt: on


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_a_reader_is_refused_in_the_very_words_of_a_review(case, acts, facts_of):
    name, state, but = case
    told = []
    for table, code, where in (
        (READER_CALIBRATION, CODE, state),
        (QUALITY_REVIEW, "quality_review", REVIEW_STATES[state]),
    ):
        act = acts[code][name].but(**but)
        if name == "assign":
            # A review has two readers: the second is one against whom nothing stands.
            second = [{"code": "R-2", "court": "丙区人民法院", "division": "行政审判庭"}]
            readers = list(act.states["readers"])[:1]
            act = act.but(states={"readers": readers + (second if code != CODE else [])})
        with pytest.raises(Refused) as refused:
            decide(where, name, act, facts_of, table, code)
        told.append((str(refused.value), refused.value.authority))

    assert told[0] == told[1]


def test_what_is_compared_rests_on_the_rule_for_calibration_cards(acts, facts_of):
    act = acts[CODE]["compare"]

    assert decide("read", "compare", act, facts_of).authority == cite("local_review.校准卷")


def test_nobody_of_the_old_case_is_ever_told():
    told = {role for step in READER_CALIBRATION.steps for role in step.tells}
    told |= set(READER_CALIBRATION.opening_tells)

    assert told <= {Role.REVIEWER, Role.TRIAL_MANAGEMENT}


def test_a_reader_meets_no_name_time_limit_or_authority_that_a_review_does_not_have():
    seen = {
        step.trigger.value: step
        for step in READER_CALIBRATION.steps
        if Role.REVIEWER in (*step.roles, *step.tells)
    }
    of_a_review = {
        step.trigger.value: step
        for step in QUALITY_REVIEW.steps
        if step.trigger.value in seen and step.source.value in ("file_in", "assigned")
    }

    for code, step in seen.items():
        other = of_a_review[code]
        assert (step.trigger.zh, step.trigger.en) == (other.trigger.zh, other.trigger.en)
        assert (step.authority, step.asks, step.within, step.papers) == (
            other.authority,
            other.asks,
            other.within if step.within else None,
            other.papers if step.papers else (),
        )
    assert READER_CALIBRATION.letters.known_as == QUALITY_REVIEW.zh
    assert State.ASSIGNED.zh == "评查中"
