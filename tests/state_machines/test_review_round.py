"""The quarterly round: what it refuses, in the exact words and on the authority, and what it allows."""

from __future__ import annotations

import pytest

from rules.errors import Refused
from rules.law import cite
from state_machines.review_round.table import REVIEW_ROUND

# fmt: off
CASES = {
    # guard                 rule                                              act        state       but                                                  reason                                            authority
    "nothing_eligible":     ("a_list_without_an_eligible_case_is_not_frozen", "freeze",  "approved", {"states": {"eligible": 0}},                         "名册中没有可抽取的案件",                         "local_review.抽样"),
    "seed_before_manifest": ("a_seed_older_than_the_list_is_refused",         "draw",    "frozen",   {"states": {"seed_at": "2022-04-01T09:00:00+08:00"}}, "公开种子必须在名册固定并公布摘要之后产生",       "local_review.抽样"),
    "no_more_than_before":  ("an_extension_to_no_more_cases_is_refused",      "extend",  "running",  {"states": {"extend_to": 100}},                      "追加后的总件数100不多于现有的100件",             "local_review.追加"),
    "extension_waiting":    ("an_extension_waits_for_its_draw_before_the_next", "extend", "running", {"record": {"extend_to": 110, "extension_waits": True}},                      "已决定追加到110件，尚未抽取；不再追加的，由院长撤销该决定", "local_review.追加"),
    "no_extension_decided": ("no_more_is_drawn_than_was_decided",             "draw_more", "running", {"record": {"extension_waits": False}},                   "没有待抽取的追加决定；追加抽取应当先由院长决定", "local_review.追加"),
    "seed_before_decision": ("a_seed_older_than_the_decision_is_refused",     "draw_more", "running", {"states": {"more_seed_at": "2022-04-03T08:59:00+08:00"}}, "追加抽取的公开种子必须在追加决定之后产生", "local_review.追加"),
    "sheet_in_already":     ("a_case_whose_sheet_is_in_is_not_replaced",      "replace", "running",  {"states": {"sheets_in": 1}},                        "该案已有1份评查表交回，不得撤换",                "local_review.替换"),
    "nothing_special":      ("a_special_review_of_no_case_is_refused",        "decide_special", "running", {"states": {"special_eligible": 0}},          "没有符合专项条件且尚未评查的案件",               "local_review.专项"),
    "seed_before_special":  ("a_seed_older_than_the_special_list_is_refused", "draw_special", "running", {"states": {"special_seed_at": "2022-04-03T09:00:00+08:00"}}, "专项的公开种子必须在专项名册固定并公布摘要之后产生", "local_review.专项"),
    "special_not_waiting":  ("a_special_review_is_not_drawn_twice",           "draw_special", "running", {"record": {"specials_waiting": ["别的专项"]}},   "专项评查“涉企专项”没有决定，或者已经抽取、已经撤销", "local_review.专项"),
    "special_waiting":      ("a_round_with_an_undrawn_special_review_is_not_confirmed", "confirm", "running", {"record": {"specials_waiting": ["涉企专项"]}}, "已决定的专项评查尚未抽取：涉企专项；不再进行的，由院长撤销该决定", "local_review.专项"),
    "reviews_unarchived":   ("a_round_with_a_review_not_archived_is_not_archived", "archive", "circulated", {"states": {"unarchived": 2}}, "尚有2件案件未归档，项目最后归档", "local_review.归档"),
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
