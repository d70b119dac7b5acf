"""A test for every guard of case quality review: refused in the exact words and on the authority, and allowed otherwise."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from rules.errors import Refused
from rules.law import cite
from rules.parameters import Rules
from rules.roles import Role
from state_machines.quality_review import QUALITY_REVIEW
from state_machines.quality_review_terms import State
from state_machines.steps import Facts


@dataclass(frozen=True)
class Case:
    """A lawful act that departs from the law in one point, and what is answered."""

    rule: str
    guard: str
    act: str
    state: State
    reason: str
    authority: str
    but: dict[str, Any] = field(default_factory=dict)


_JUDGE = {"code": "J-18", "court": "乙区人民法院", "division": "民事审判庭"}
_SAME_COURT = {"code": "R-9", "court": "甲区人民法院", "division": "行政审判庭"}
_SAME_DIVISION = {"code": "R-9", "court": "甲区人民法院", "division": "民事审判庭"}
_R1 = {"code": "R-1", "court": "乙区人民法院", "division": "民事审判庭"}
_R2 = {"code": "R-2", "court": "丙区人民法院", "division": "行政审判庭"}


def _readers(*readers: dict[str, str]) -> dict[str, Any]:
    return {"states": {"readers": list(readers)}}


# fmt: off
CASES = (
    # the file
    Case("an_incomplete_file_is_not_taken_over", "file_incomplete", "hand_in_file", State.SELECTED,
         "卷宗不齐全，应当补齐后移交", "local_review.调卷", {"states": {"file_complete": False}}),
    Case("a_file_is_not_withheld_while_its_period_runs", "handover_running", "report_withheld", State.SELECTED,
         "卷宗移交期限尚未届满", "peer_review_rules.巩义", {"over": ()}),
    # who reads
    Case("one_reviewer_is_too_few", "too_few_readers", "assign", State.FILE_IN,
         "须有2名不同的评查员，现有1名", "local_review.评分", _readers(_R1)),
    Case("one_reviewer_named_twice_is_one", "too_few_readers", "assign", State.FILE_IN,
         "须有2名不同的评查员，现有1名", "local_review.评分", _readers(_R1, _R1)),
    Case("a_reversed_case_is_read_by_all_whatever_the_lots_say", "too_few_readers", "assign", State.FILE_IN,
         "须有2名不同的评查员，现有1名", "local_review.评分",
         {"states": {"readers": [_R1], "readers_needed": 1}, "record": {"reversed": True}}),
    Case("kin_of_the_judge_do_not_read_the_case", "reader_in_conflict", "assign", State.FILE_IN,
         "R-2已申报与承办法官有近姻亲关系，应当回避", "recusal_2011.1",
         {"record": {"conflicts": [{"person": "R-2", "against": "judge", "relation": "in_law"}]}}),
    Case("a_reviewer_who_sat_on_the_case_is_recused", "reader_sat_on_the_case", "assign", State.FILE_IN,
         "J-18曾参与该案审理，应当回避", "recusal_2011.3", _readers(_R1, _JUDGE)),
    Case("a_third_reviewer_who_sat_on_the_case_is_recused", "reader_sat_on_the_case", "call_third", State.SCORED,
         "J-18曾参与该案审理，应当回避", "recusal_2011.3", _readers(_R1, _R2, _JUDGE)),
    Case("a_reviewer_of_the_judges_division_is_recused", "reader_of_the_same_division", "assign", State.FILE_IN,
         "R-9与承办法官同一庭室，应当回避", "local_review.回避", _readers(_R1, _SAME_DIVISION)),
    Case("a_review_is_across_courts", "reader_of_the_same_court", "assign", State.FILE_IN,
         "R-9与该案同属一院，本轮实行跨院评查", "local_review.分配", _readers(_R1, _SAME_COURT)),
    Case("a_reviewer_with_a_declared_conflict_is_recused", "reader_in_conflict", "assign", State.FILE_IN,
         "R-2已申报与案件有利害关系，应当回避", "recusal_2011.1", {"record": {"conflicts": [{"person": "R-2", "reason": "近亲属代理"}]}}),
    Case("a_conflict_with_a_party_binds_no_less", "reader_in_conflict", "assign", State.FILE_IN,
         "R-2已申报与当事人有利害关系，应当回避", "recusal_2011.1", {"record": {"conflicts": [{"person": "R-2", "against": "party"}]}}),
    Case("who_stepped_aside_does_not_come_back", "reader_stepped_aside", "assign", State.FILE_IN,
         "R-2已在该案回避，不得再次分配", "local_review.回避", {"record": {"stepped_aside": ["R-2"]}}),
    Case("nobody_steps_aside_who_does_not_read_the_case", "not_a_reader", "step_aside", State.ASSIGNED,
         "R-7不是该案的评查员", "local_review.回避", {"states": {"stepped_aside": "R-7"}}),
    Case("a_reviewer_steps_aside_for_himself_only", "not_a_reader", "step_aside", State.ASSIGNED,
         "评查员只能就本人提出回避", "local_review.回避", {"by": "R-2"}),
    # the sheets
    Case("a_stranger_submits_no_sheet", "sheet_of_another", "submit_sheet", State.ASSIGNED,
         "R-7不是该案的评查员", "local_review.评分", {"by": "R-7"}),
    Case("a_reviewer_submits_his_own_sheet", "sheet_of_another", "submit_sheet", State.ASSIGNED,
         "评查表应当由评查员本人提交", "local_review.评分", {"by": "R-2"}),
    Case("a_sheet_is_submitted_once", "sheet_in_already", "submit_sheet", State.ASSIGNED,
         "R-1的评查表已经提交，有误应当更正", "local_review.评分", {"record": {"sheets": [{"reader": "R-1"}]}}),
    Case("a_reviewer_with_a_conflict_does_not_score", "conflict_declared", "submit_sheet", State.ASSIGNED,
         "评查员声明与该案有利害关系，应当办理回避，不得评分", "recusal_2011.1", {"states": {"sheets": {"reader": "R-1", "conflict": True}}}),
    Case("scores_are_merged_when_all_sheets_are_in", "sheets_missing", "close_scoring", State.ASSIGNED,
         "尚有1名评查员未提交评查表", "local_review.评分", {"record": {"sheets": [{"reader": "R-1"}]}}),
    Case("no_third_reviewer_where_the_sheets_agree", "sheets_agree", "call_third", State.SCORED,
         "两份评查表没有分歧，无须增派", "local_review.分歧", {"record": {"divergence": ""}}),
    Case("a_third_reviewer_is_a_new_one", "third_reader_missing", "call_third", State.SCORED,
         "应当保留原评查员并增派一名新的评查员", "local_review.分歧", _readers(_R1, _R2)),
    Case("a_stranger_forms_no_opinion", "stranger_to_the_case", "form_opinion", State.SCORED,
         "R-7不是该案的评查员", "local_review.初评", {"role": Role.REVIEWER, "by": "R-7"}),
    Case("diverging_sheets_need_a_third_reviewer", "sheets_diverge", "form_opinion", State.SCORED,
         "评分有分歧（相差12分），应当先增派第三名评查员", "local_review.分歧", {"record": {"divergence": "相差12分"}}),
    # the opinion
    Case("a_grade_is_one_of_four", "unknown_grade", "form_opinion", State.SCORED,
         "没有“splendid”这一等次", "local_review.初评", {"states": {"grade": "splendid"}}),
    Case("a_committee_knows_four_grades_too", "unknown_grade", "decide", State.COMMITTEE,
         "没有“splendid”这一等次", "local_review.初评", {"states": {"grade": "splendid"}}),
    Case("unqualified_is_discussed_by_all_first", "unqualified_undiscussed", "form_opinion", State.SCORED,
         "拟定不合格的，应当集体讨论并附讨论记录", "peer_review_rules.开阳第10条", {"states": {"discussed": ""}}),
    Case("the_panel_is_heard_before_unqualified", "panel_not_heard", "form_opinion", State.SCORED,
         "拟定不合格的，应当先听取合议庭意见", "peer_review_rules.开阳第10条", {"states": {"panel_heard": ""}}),
    # the judge's side
    Case("only_the_judge_concerned_agrees", "not_the_judge_concerned", "agree", State.FED_BACK,
         "J-18不是该案承办法官", "local_review.反馈", {"by": "J-18"}),
    Case("only_the_judge_concerned_objects", "not_the_judge_concerned", "object", State.FED_BACK,
         "J-18不是该案承办法官", "local_review.反馈", {"by": "J-18"}),
    Case("only_the_judge_concerned_asks_for_recusal", "not_the_judge_concerned", "step_aside", State.ASSIGNED,
         "J-18不是该案承办法官", "local_review.反馈", {"by": "J-18", "role": Role.JUDGE}),
    Case("an_objection_is_heard_once", "heard_already", "call_hearing", State.OBJECTED,
         "该异议已经听证，听证以一次为限", "local_review.听证", {"record": {"hearing": {"judge_present": True}}}),
    Case("a_hearing_hears_the_judge", "judge_absent_unheard", "report_hearing", State.HEARING,
         "听证记录未载明承办法官到场或者提交书面意见", "local_review.听证", {"states": {"hearing": {"judge_present": False, "text": "…"}}}),
    Case("a_first_reviewer_does_not_review_again", "second_was_first", "appoint_second", State.OBJECTED,
         "R-1是原评查员，不得复评", "local_review.复评", {"states": {"second_readers": ["S-1", "R-1"]}}),
    Case("who_stepped_aside_does_not_review_again", "second_was_first", "appoint_second", State.OBJECTED,
         "R-5是原评查员，不得复评", "local_review.复评", {"states": {"second_readers": ["R-5"]}, "record": {"stepped_aside": ["R-5"]}}),
    Case("a_second_reviewer_who_sat_on_the_case_is_recused", "second_sat_on_the_case", "appoint_second", State.OBJECTED,
         "J-19曾参与该案审理或有利害关系，应当回避", "recusal_2011.3", {"states": {"second_readers": ["J-19"]}}),
    Case("a_second_reviewer_with_a_conflict_is_recused", "second_sat_on_the_case", "appoint_second", State.OBJECTED,
         "S-2曾参与该案审理或有利害关系，应当回避", "recusal_2011.3", {"record": {"conflicts": [{"person": "S-2"}]}}),
    Case("only_an_appointed_reviewer_decides_the_objection", "not_appointed", "decide_objection", State.OBJECTED,
         "S-9未被指定为该案复评人员", "local_review.复评", {"by": "S-9"}),
    Case("nobody_is_worse_off_for_objecting", "worse_for_objecting", "decide_objection", State.OBJECTED,
         "不得因提出异议而降低等次", "local_review.复评", {"states": {"grade": "flawed"}}),
    # the last word
    Case("unqualified_is_for_the_adjudication_committee", "for_the_court_committee", "confirm", State.READY,
         "不合格等次应当由审判委员会讨论决定", "local_review.审委会", {"record": {"grade": "unqualified"}}),
    Case("a_reversed_case_is_for_the_adjudication_committee", "for_the_court_committee", "confirm", State.READY,
         "改判、发回案件的等次应当由审判委员会讨论决定", "local_review.审委会", {"record": {"reversed": True}}),
    Case("an_ordinary_case_does_not_go_to_the_adjudication_committee", "not_for_the_court_committee", "refer", State.READY,
         "该案由评查委员会确认即可", "local_review.评委会", {"record": {"grade": "flawed"}}),
    Case("half_of_the_members_are_no_quorum", "no_quorum", "decide", State.COMMITTEE,
         "审判委员会10人，出席5人，未过半数", "court_organic_law.38", {"states": {"attendance": {"members": 10, "present": 5}}}),
    Case("more_people_than_members_are_no_quorum", "no_quorum", "decide", State.COMMITTEE,
         "审判委员会9人，出席10人，未过半数", "court_organic_law.38", {"states": {"attendance": {"members": 9, "present": 10}}}),
    Case("the_judge_is_heard_before_the_decision", "judge_not_heard", "decide", State.COMMITTEE,
         "作出决定前应当听取承办法官的意见", "local_review.审委会", {"states": {"judge_statement": ""}}),
    Case("a_reversal_is_disputed_where_there_was_one", "not_reversed", "dispute_reversal", State.COMMITTEE,
         "该案未被改判或者发回", "peer_review_rules.临沂", {"record": {"reversed": False}}),
    # what follows
    Case("a_flawed_case_is_mended_before_it_is_closed", "defects_open", "close", State.CONFIRMED,
         "等次为瑕疵或者不合格，应当先整改", "local_review.整改", {"record": {"grade": "flawed"}}),
    Case("nothing_is_checked_that_was_not_reported", "nothing_reported", "check", State.RECTIFYING,
         "业务庭尚未报告整改情况，或者退回后尚未再次报告", "local_review.整改", {"record": {"measures": []}}),
    Case("nothing_is_checked_again_that_was_only_sent_back", "nothing_reported", "check", State.RECTIFYING,
         "业务庭尚未报告整改情况，或者退回后尚未再次报告", "local_review.整改", {"record": {"measures": ["一"], "sent_back": ["不足"]}}),
    Case("nothing_is_sent_back_that_was_not_reported", "nothing_reported", "send_back", State.RECTIFYING,
         "业务庭尚未报告整改情况，或者退回后尚未再次报告", "local_review.整改", {"record": {"measures": []}}),
    Case("a_clue_names_item_four_or_five", "clue_item_outside_48", "hand_over_clue", State.CONFIRMED,
         "线索应当写明属于法官法第四十六条第四项还是第五项及其理由；其他违纪线索按干部管理权限移送", "judges_law.48",
         {"states": {"clue_transfer": {"item": "46(1)", "reasons": "…"}}}),
    Case("a_clue_states_its_reasons", "clue_item_outside_48", "hand_over_clue", State.CLOSED,
         "线索应当写明属于法官法第四十六条第四项还是第五项及其理由；其他违纪线索按干部管理权限移送", "judges_law.48",
         {"states": {"clue_transfer": {"item": "46(4)"}}}),
    Case("a_clue_is_handed_over_once", "clue_settled", "hand_over_clue", State.RECTIFYING,
         "线索已经移送或者已决定不移送", "local_review.线索", {"record": {"clue_transfer": {"item": "46(4)"}}}),
    Case("a_dismissed_clue_is_not_dismissed_again", "clue_settled", "dismiss_clue", State.CONFIRMED,
         "线索已经移送或者已决定不移送", "local_review.线索", {"record": {"clue_dismissed": "查无实据"}}),
    Case("nothing_is_archived_over_an_open_clue", "clue_open", "archive", State.CLOSED,
         "疑似线索既未移送，也未说明不移送的理由", "local_review.线索", {"record": {"clue": {"item": "46(4)"}}}),
    Case("a_correction_does_not_touch_what_others_submitted", "correction_out_of_reach", "rectify", State.SCORED,
         "不得以更正改变：评查表；作出的决定和提交的材料各有其步骤", "local_review.更正", {"states": {"correction": {"sheets": []}}}),
    Case("a_grade_is_not_changed_by_a_correction", "correction_out_of_reach", "rectify", State.READY,
         "不得以更正改变：等次；作出的决定和提交的材料各有其步骤", "local_review.更正", {"states": {"correction": {"grade": "excellent"}}}),
    Case("a_correction_adds_nothing_new", "correction_out_of_reach", "rectify", State.SCORED,
         "不得以更正改变：mood；作出的决定和提交的材料各有其步骤", "local_review.更正", {"states": {"correction": {"mood": "好"}}}),
)
# fmt: on


def _guard(name: str):
    return next(
        guard for step in QUALITY_REVIEW.steps for guard in step.unless if guard.check.__name__ == name
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_it_is_refused_that(case, acts, facts_of):
    act = acts["quality_review"][case.act].but(**case.but)

    with pytest.raises(Refused) as refused:
        QUALITY_REVIEW.decide(case.state.value, case.act, act.actor, facts_of("quality_review", act))

    assert str(refused.value.reason) == case.reason
    assert refused.value.authority == cite(case.authority)
    assert refused.value.reason.to("en") != case.reason
    assert _guard(case.guard).check(act.actor, facts_of("quality_review", act)) == refused.value.reason


@pytest.mark.parametrize(
    "step", QUALITY_REVIEW.steps, ids=lambda step: f"{step.trigger.value}-{step.source.value}"
)
def test_every_step_is_taken_when_the_law_is_kept(step, acts, facts_of):
    act = acts["quality_review"][step.trigger.value]

    taken = QUALITY_REVIEW.decide(
        step.source.value, step.trigger.value, act.actor, facts_of("quality_review", act)
    )

    assert taken is step


def test_every_reason_to_refuse_has_a_test():
    used = {guard.check.__name__ for step in QUALITY_REVIEW.steps for guard in step.unless}

    assert {case.guard for case in CASES} == used


def test_a_case_that_is_not_unqualified_needs_neither_discussion_nor_the_panel(acts, facts_of):
    act = acts["quality_review"]["form_opinion"].but(
        states={"grade": "flawed", "discussed": "", "panel_heard": ""}
    )

    step = QUALITY_REVIEW.decide("scored", "form_opinion", act.actor, facts_of("quality_review", act))

    assert step.destination is State.PRELIM


def test_a_third_sheet_settles_the_divergence(acts, facts_of):
    third = {"code": "R-3", "court": "丁区人民法院", "division": "民事审判庭"}
    act = acts["quality_review"]["form_opinion"].but(
        record={"divergence": "相差12分", "readers": [_R1, _R2, third]}
    )

    step = QUALITY_REVIEW.decide("scored", "form_opinion", act.actor, facts_of("quality_review", act))

    assert step.destination is State.PRELIM


def test_a_written_view_stands_for_the_judges_presence(acts, facts_of):
    act = acts["quality_review"]["report_hearing"].but(states={"hearing": {"judge_in_writing": "书面意见"}})

    step = QUALITY_REVIEW.decide("hearing", "report_hearing", act.actor, facts_of("quality_review", act))

    assert step.destination is State.OBJECTED


def test_a_settled_clue_does_not_keep_the_review_from_the_archive(acts, facts_of):
    clue = {"clue": {"item": "46(4)"}}
    settled = [{"clue_transfer": {"item": "46(4)"}}, {"clue_dismissed": "查无实据"}]

    for how in settled:
        act = acts["quality_review"]["archive"].but(record={**clue, **how})
        step = QUALITY_REVIEW.decide("closed", "archive", act.actor, facts_of("quality_review", act))

        assert step.destination is State.ARCHIVED


def test_a_court_that_does_not_review_across_courts_may_take_its_own_reviewer(acts, facts_of, rules: Rules):
    act = acts["quality_review"]["assign"].but(**_readers(_R1, _SAME_COURT))
    given = facts_of("quality_review", act)
    within = Facts(
        given.known,
        given.act,
        rules.with_values({"quality_review.cross_court": False}),
        given.at,
        given.clocks,
    )

    step = QUALITY_REVIEW.decide("file_in", "assign", act.actor, within)

    assert step.destination is State.ASSIGNED


def test_an_objection_after_its_period_is_not_taken(acts, facts_of):
    act = acts["quality_review"]["object"].but(over=("objection",))

    with pytest.raises(Refused) as refused:
        QUALITY_REVIEW.decide("fed_back", "object", act.actor, facts_of("quality_review", act))

    assert str(refused.value.reason) == "异议期已经届满，不再受理"
    assert refused.value.authority == cite("local_review.异议")


def test_silence_is_not_final_before_the_period_ends(acts, facts_of):
    act = acts["quality_review"]["let_lapse"].but(over=())

    with pytest.raises(Refused) as refused:
        QUALITY_REVIEW.decide("fed_back", "let_lapse", act.actor, facts_of("quality_review", act))

    assert str(refused.value.reason) == "异议期尚未届满"
    assert refused.value.authority == cite("local_review.异议")
