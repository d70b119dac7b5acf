"""The quarterly round: what it refuses, in the exact words and on the authority, and what it allows."""

from __future__ import annotations

import pytest

from rules.errors import Refused
from rules.law import cite
from state_machines.review_round import REVIEW_ROUND

# fmt: off
CASES = {
    # guard                 rule                                              act        state       but                                                  reason                                            authority
    "nothing_eligible":     ("a_list_without_an_eligible_case_is_not_frozen", "freeze",  "approved", {"states": {"eligible": 0}},                         "名册中没有可抽取的案件",                         "local_review.抽样"),
    "seed_before_manifest": ("a_seed_older_than_the_list_is_refused",         "draw",    "frozen",   {"states": {"seed_at": "2022-04-01T09:00:00+08:00"}}, "公开种子必须在名册固定并公布摘要之后产生",       "local_review.抽样"),
    "reviews_open":         ("a_round_with_open_reviews_is_not_confirmed",    "confirm", "running",  {"states": {"open_reviews": 3}},                     "尚有3件案件未确定等次",                          "local_review.评委会"),
}
# fmt: on


@pytest.mark.parametrize("case", CASES.values(), ids=lambda case: case[0])
def test_it_is_refused_that(case, acts, facts_of):
    _, name, state, but, reason, authority = case
    act = acts["review_round"][name].but(**but)

    with pytest.raises(Refused) as refused:
        REVIEW_ROUND.decide(state, name, act.actor, facts_of("review_round", act))

    assert str(refused.value.reason) == reason
    assert refused.value.authority == cite(authority)


@pytest.mark.parametrize(
    "step", REVIEW_ROUND.steps, ids=lambda step: f"{step.trigger.value}-{step.source.value}"
)
def test_every_step_is_taken_when_the_law_is_kept(step, acts, facts_of):
    act = acts["review_round"][step.trigger.value]

    taken = REVIEW_ROUND.decide(
        step.source.value, step.trigger.value, act.actor, facts_of("review_round", act)
    )

    assert taken is step


def test_every_reason_to_refuse_has_a_test():
    used = {guard.check.__name__ for step in REVIEW_ROUND.steps for guard in step.unless}

    assert set(CASES) == used
