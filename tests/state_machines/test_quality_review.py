"""A test for every guard of case quality review: refused in the exact words and on the authority, and allowed otherwise."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from rules.errors import Refused
from rules.law import cite
from rules.parameters import Rules
from rules.roles import Role
from state_machines.quality_review.table import QUALITY_REVIEW
from state_machines.quality_review.terms import State
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
_ANALYSED = {"analysis": "二审出现新证据"}
_CAUSE = {"grading.reversal_cause_required": True}
_WORST = {"grading.method": "worst_finding"}
_CAP = {"grading.excellent_cap_share": 0.15}


def _readers(*readers: dict[str, str]) -> dict[str, Any]:
    return {"states": {"readers": list(readers)}}


def _seconds(*codes: str, court: str = "丁区人民法院", division: str = "民事审判庭") -> dict[str, Any]:
    return {
        "states": {"second_readers": [{"code": code, "court": court, "division": division} for code in codes]}
    }


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
    Case("no_analysis_of_a_case_that_was_not_reversed", "analysis_not_owed", "self_analyse", State.FILE_IN,
         "该案不属于应当自我分析的案件", "peer_review_rules.旌德", {"record": {"reversed": False}}),
    Case("only_the_judge_concerned_analyses", "not_the_judge_concerned", "self_analyse", State.ASSIGNED,
         "J-18不是该案承办法官", "local_review.反馈", {"by": "J-18"}),
    Case("an_analysis_is_handed_in_once", "analysis_in_already", "self_analyse", State.SCORED,
         "自我分析已经提交，以一次为限", "local_review.分析", {"record": {"analysis": "二审出现新证据"}}),
    Case("a_late_analysis_says_why", "analysis_late_unexplained", "self_analyse", State.ASSIGNED,
         "自我分析期限已经届满，补交须写明逾期理由", "local_review.分析", {"record": {"analysis_lapsed": True}}),
    Case("an_analysis_tells_views_and_not_persons", "analysis_names_others", "self_analyse", State.ASSIGNED,
         "自我分析写观点，不写是谁的观点；请删去：J-18", "panel_rules_2010.6", {"states": {"analysis": "J-18主张改变定性"}}),
    Case("no_opinion_while_the_analysis_is_awaited", "analysis_outstanding", "form_opinion", State.SCORED,
         "承办法官的自我分析尚未提交，期限也未届满，不能形成初步意见", "peer_review_rules.旌德", {"record": {"reversed": True}}),
    Case("who_answered_in_time_does_not_object_late", "not_lapsed", "object_late", State.READY,
         "异议期内已经答复或者已经复评，不适用逾期异议", "local_review.逾期异议", {"record": {"objection_lapsed": False}}),
    Case("a_late_objection_is_made_once", "late_settled", "object_late", State.READY,
         "逾期异议已经提出，以一次为限", "local_review.逾期异议", {"record": {"late_ground": "住院", "late_decided": True}}),
    Case("nothing_is_admitted_that_was_not_made", "no_late_objection", "admit_late", State.READY,
         "没有待处理的逾期异议", "local_review.逾期异议", {"record": {"late_ground": ""}}),
    Case("nothing_is_refused_twice", "no_late_objection", "refuse_late", State.READY,
         "没有待处理的逾期异议", "local_review.逾期异议", {"record": {"late_decided": True}}),
    Case("no_grade_is_confirmed_over_a_late_objection", "late_objection_unsettled", "confirm", State.READY,
         "承办法官的逾期异议尚未处理，应当先决定是否受理", "local_review.逾期异议", {"record": {"late_ground": "住院"}}),
    Case("each_point_is_answered", "point_unanswered", "decide_objection", State.OBJECTED,
         "第2点没有答复", "local_review.复评", {"states": {"answer": [{"point": 1, "adopted": False, "reasons": "不在副卷"}]}}),
    Case("each_answer_says_whether_and_why", "point_unanswered", "decide_objection", State.OBJECTED,
         "第2点没有写明是否采纳及理由", "local_review.复评",
         {"states": {"answer": [{"point": 1, "adopted": False, "reasons": "不在副卷"}, {"point": 2, "adopted": False, "reasons": " "}]}}),
    Case("one_sentence_answers_one_point_only", "point_unanswered", "decide_objection", State.OBJECTED,
         "共有2点，应当逐点写明是否采纳及理由", "local_review.复评", {"states": {"answer": "均不成立"}}),
    Case("no_point_is_answered_that_was_not_made", "point_unanswered", "decide_objection", State.OBJECTED,
         "没有第3点，或者答复了两次", "local_review.复评", {"states": {"answer": [{"point": 3, "adopted": False, "reasons": "无"}]}}),
    Case("an_objection_is_upheld_where_a_point_is", "upheld_at_odds", "decide_objection", State.OBJECTED,
         "采纳任何一点的，异议成立（至少部分成立）；一点也未采纳的，异议不成立", "local_review.复评", {"states": {"upheld": True}}),
    Case("only_the_judge_concerned_withdraws_the_objection", "not_the_judge_concerned", "withdraw_objection", State.OBJECTED,
         "J-18不是该案承办法官", "local_review.反馈", {"by": "J-18"}),
    # the hearing
    Case("no_hearing_is_declined_that_nobody_asked_for", "hearing_not_asked", "decline_hearing", State.OBJECTED,
         "承办法官没有申请听证，或者已经决定不听证", "local_review.听证", {"record": {"hearing_asked": False}}),
    Case("two_are_no_hearing_group", "hearing_group_too_small", "call_hearing", State.OBJECTED,
         "听证组须有3人以上，现有2人", "local_review.听证", {"states": {"hearing_group": ["H-1", "H-2", "H-2"]}}),
    Case("a_first_reviewer_hears_nobody", "hearing_member_involved", "call_hearing", State.OBJECTED,
         "R-1评查过该案，不得参加听证组", "local_review.听证", {"states": {"hearing_group": ["H-1", "H-2", "R-1"]}}),
    Case("the_bench_hears_nobody", "hearing_member_involved", "call_hearing", State.OBJECTED,
         "J-19曾参与该案审理或有利害关系，不得参加听证组", "local_review.听证", {"states": {"hearing_group": ["H-1", "H-2", "J-19"]}}),
    Case("the_judge_is_told_of_a_hearing_in_advance", "hearing_notice_too_short", "call_hearing", State.OBJECTED,
         "听证应当至少提前3日通知承办法官", "local_review.听证", {"states": {"hearing_at": "2022-04-30 18:00"}}),
    Case("a_hearing_has_an_hour", "hearing_notice_too_short", "postpone_hearing", State.HEARING,
         "听证时间应当写明日期和时间，如 2021-11-08 09:30", "local_review.听证", {"states": {"hearing_at": "2022-05-05"}}),
    Case("only_the_group_reports_the_hearing", "not_of_the_hearing_group", "report_hearing", State.HEARING,
         "H-9不是该案听证组成员", "local_review.听证", {"by": "H-9"}),
    Case("a_hearing_is_not_reported_before_it_is_held", "hearing_to_come", "report_hearing", State.HEARING,
         "尚未到听证时间，不能提交听证记录", "local_review.听证", {"record": {"hearing_at": "2022-04-28 12:01"}}),
    Case("an_objection_is_heard_once", "heard_already", "call_hearing", State.OBJECTED,
         "该异议已经听证，听证以一次为限", "local_review.听证", {"record": {"hearing": {"judge_present": True}}}),
    Case("a_hearing_hears_the_judge", "judge_absent_unheard", "report_hearing", State.HEARING,
         "听证记录未载明承办法官到场或者提交书面意见", "local_review.听证", {"states": {"hearing": {"judge_present": False, "text": "…"}}}),
    Case("a_first_reviewer_does_not_review_again", "second_was_first", "appoint_second", State.OBJECTED,
         "R-1是原评查员，不得复评", "local_review.复评", _seconds("S-1", "R-1")),
    Case("who_stepped_aside_does_not_review_again", "second_was_first", "appoint_second", State.OBJECTED,
         "R-5是原评查员，不得复评", "local_review.复评", {**_seconds("R-5"), "record": {"stepped_aside": ["R-5"]}}),
    Case("a_second_reviewer_who_sat_on_the_case_is_recused", "second_sat_on_the_case", "appoint_second", State.OBJECTED,
         "J-19曾参与该案审理，应当回避", "recusal_2011.3", _seconds("J-19")),
    Case("a_second_reviewer_with_a_conflict_is_recused", "second_in_conflict", "appoint_second", State.OBJECTED,
         "S-2已申报与案件有利害关系，应当回避", "recusal_2011.1", {"record": {"conflicts": [{"person": "S-2"}]}}),
    Case("a_second_reading_is_across_courts_too", "second_of_the_same_court", "appoint_second", State.OBJECTED,
         "S-9与该案同属一院，本轮实行跨院评查", "local_review.分配", _seconds("S-9", court="甲区人民法院", division="行政审判庭")),
    Case("a_second_reviewer_of_the_judges_division_is_recused", "second_of_the_same_division", "appoint_second", State.OBJECTED,
         "S-9与承办法官同一庭室，应当回避", "local_review.回避", _seconds("S-9", court="甲区人民法院", division="民事审判庭")),
    Case("nobody_steps_aside_who_does_not_read_again", "not_a_second_reader", "second_aside", State.OBJECTED,
         "S-7不是该案的复评人员", "local_review.复评", {"states": {"stepped_aside": "S-7"}}),
    Case("a_second_reviewer_steps_aside_for_himself_only", "not_a_second_reader", "second_aside", State.OBJECTED,
         "复评人员只能就本人提出回避", "local_review.复评", {"by": "S-2"}),
    Case("who_stepped_aside_decides_no_objection", "not_appointed", "decide_objection", State.OBJECTED,
         "S-1未被指定为该案复评人员", "local_review.复评", {"record": {"stepped_aside": ["S-1"]}}),
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
    Case("the_chief_is_heard_before_the_decision", "chief_not_heard", "decide", State.COMMITTEE,
         "作出决定前应当听取庭长的意见；未到会的，写明已经通知", "local_review.审委会", {"states": {"chief_statement": ""}}),
    Case("a_member_who_sat_on_the_case_is_not_present", "member_sat_on_the_case", "decide", State.COMMITTEE,
         "J-18曾参与该案审理或者已经回避，不得参加讨论，不计入出席", "recusal_2011.3",
         {"states": {"attendance": {"members": 9, "present": ["A-1", "A-2", "A-3", "A-4", "J-18"]}}}),
    Case("who_stepped_aside_counts_neither_in_the_base_nor_as_present", "no_quorum", "decide", State.COMMITTEE,
         "审判委员会10人，回避2人，应计8人，出席4人，未过半数", "court_organic_law.38",
         {"states": {"attendance": {"members": 10, "present": 4, "stepped_aside": ["J-18", "J-19"]}}}),
    Case("an_accepted_dispute_does_not_lower_the_grade", "worse_though_accepted", "decide", State.COMMITTEE,
         "上级法院已经采纳对改判发回的不同意见，不得以改判发回降低等次", "local_review.上报", {"record": {"dispute_accepted": True}}),
    Case("a_reversal_is_disputed_once", "disputed_already", "dispute_reversal", State.COMMITTEE,
         "上级法院已经答复，对同一改判发回不再层报", "peer_review_rules.临沂", {"record": {"dispute_accepted": False}}),
    Case("who_accepts_a_dispute_says_how_it_is_corrected", "accepted_without_a_way", "reply_to_dispute", State.DISPUTE_UP,
         "采纳不同意见的，应当写明依审判监督程序处理的提示；评查不改变生效裁判", "peer_review_rules.临沂", {"states": {"dispute_accepted": True}}),
    # reconsideration
    Case("reconsideration_is_applied_for_once", "applied_already", "apply_again", State.CONFIRMED,
         "该案已经申请过复核，以一次为限", "local_review.复核", {"record": {"application": ["扣分无据"]}}),
    Case("who_let_the_period_pass_applies_no_more", "remedy_lapsed", "apply_again", State.CLOSED,
         "申请复核的期限已经届满", "local_review.复核", {"record": {"remedy_lapsed": True}}),
    Case("nothing_is_decided_again_that_nobody_asked_for", "no_application", "decide_again", State.CONFIRMED,
         "没有待决定的复核申请", "local_review.复核", {"record": {"application": []}}),
    Case("who_decided_decides_again", "not_the_deciding_body", "decide_again", State.RECTIFYING,
         "该案等次由审判委员会决定，复核也由其决定", "local_review.复核", {"record": {"reversed": True}}),
    Case("each_point_of_an_application_is_answered", "application_unanswered", "decide_again", State.CLOSED,
         "共有2点，应当逐点写明是否采纳及理由", "local_review.复核", {"record": {"application": ["一", "二"]}}),
    Case("nobody_is_worse_off_for_applying", "worse_for_applying", "decide_again", State.CONFIRMED,
         "不得因申请复核而降低等次", "local_review.复核", {"states": {"grade": "unqualified"}}),
    Case("nothing_is_mended_before_the_application_is_decided", "application_undecided", "order_mending", State.CONFIRMED,
         "复核申请尚未决定", "local_review.复核", {"record": {"application": ["扣分无据"]}}),
    Case("nothing_is_archived_while_the_judge_may_apply", "remedy_running", "archive", State.CLOSED,
         "申请复核的期限尚未届满，不得归档", "local_review.复核", {"over": ()}),
    Case("a_reversal_is_disputed_where_there_was_one", "not_reversed", "dispute_reversal", State.COMMITTEE,
         "该案未被改判或者发回", "peer_review_rules.临沂", {"record": {"reversed": False}}),
    # the law of the date: the cause of a reversal
    Case("the_opinion_on_a_reversed_case_states_its_cause", "reversal_unexplained", "form_opinion", State.SCORED,
         "该案被改判或者发回：应当写明免责情形（exemption）及理由；有过错的，写“none”并写明是哪一问题（fault）。被改判、发回本身不是质量问题",
         "local_review.改判原因", {"record": {"reversed": True, **_ANALYSED}, "under": _CAUSE}),
    Case("the_decision_on_a_reversed_case_states_its_cause_too", "reversal_unexplained", "decide", State.COMMITTEE,
         "该案被改判或者发回：应当写明免责情形（exemption）及理由；有过错的，写“none”并写明是哪一问题（fault）。被改判、发回本身不是质量问题",
         "local_review.改判原因", {"record": {"reversed": True, **_ANALYSED}, "under": _CAUSE}),
    Case("an_exemption_needs_its_reasons", "reversal_unexplained", "form_opinion", State.SCORED,
         "适用免责情形的，应当写明理由", "local_review.改判原因", {"record": {"reversed": True, **_ANALYSED}, "states": {"exemption": "new_evidence"}}),
    Case("an_exemption_and_a_fault_exclude_each_other", "reversal_unexplained", "form_opinion", State.SCORED,
         "免责情形和过错问题只能择一", "local_review.改判原因",
         {"record": {"reversed": True, **_ANALYSED}, "states": {"exemption": "new_evidence", "exemption_reasons": "二审新证据", "fault": ["U5"]}}),
    Case("fault_names_a_finding", "reversal_unexplained", "form_opinion", State.SCORED,
         "认为有过错的，应当写明是评查发现的哪一问题（评查表编码）", "local_review.改判原因", {"record": {"reversed": True, **_ANALYSED}, "states": {"exemption": "none"}}),
    Case("a_reversal_alone_is_no_fault", "reversal_unexplained", "form_opinion", State.SCORED,
         "U5不是评查员发现的问题；不能仅因改判、发回认定过错", "local_review.改判原因",
         {"record": {"reversed": True, **_ANALYSED, "sheets": [{"reader": "R-1", "findings": [{"item": "W03"}]}]}, "states": {"exemption": "none", "fault": ["U5", "W03"]}}),
    Case("a_second_opinion_that_names_an_exemption_gives_its_reasons", "reversal_unexplained", "decide_objection", State.OBJECTED,
         "适用免责情形的，应当写明理由", "local_review.改判原因", {"record": {"reversed": True, **_ANALYSED}, "states": {"exemption": "law_changed"}}),
    Case("a_case_that_was_not_reversed_needs_no_exemption", "reversal_unexplained", "form_opinion", State.SCORED,
         "该案未被改判或者发回，不适用免责情形", "local_review.改判原因", {"states": {"exemption": "new_evidence", "exemption_reasons": "…"}}),
    # the worst finding
    Case("the_worst_finding_decides", "better_than_the_worst_finding", "form_opinion", State.SCORED,
         "成立的最严重情形为不合格，不得评为瑕疵（吸收原则）", "jilin_review_standard.吸收原则",
         {"record": {"scored_grade": "unqualified"}, "states": {"grade": "flawed"}, "under": _WORST}),
    Case("nothing_is_excellent_that_was_not_nominated", "better_than_the_worst_finding", "form_opinion", State.SCORED,
         "未获评查员一致提名，或者不设优秀，不得评为优秀", "jilin_review_standard.吸收原则",
         {"record": {"scored_grade": "qualified"}, "states": {"grade": "excellent"}, "under": _WORST}),
    Case("a_self_grade_is_one_of_four", "unknown_self_grade", "hand_in_file", State.SELECTED,
         "没有“splendid”这一等次", "local_review.自评", {"states": {"self_grade": "splendid"}}),
    # the list of 优秀
    Case("an_excellent_case_is_not_confirmed_before_the_list_is_settled", "excellent_unsettled", "confirm", State.READY,
         "本轮优秀有比例上限：应当先列入优秀候选，再统一评定", "local_review.优秀比例", {"record": {"grade": "excellent"}, "under": _CAP}),
    Case("only_an_excellent_case_is_listed", "not_for_the_list", "list_excellent", State.READY,
         "该案等次不是优秀", "local_review.优秀比例", {"record": {"grade": "qualified"}}),
    Case("without_a_cap_there_is_no_list", "not_for_the_list", "list_excellent", State.READY,
         "本轮优秀没有比例上限，直接确认即可", "local_review.优秀比例", {"under": {"grading.excellent_cap_share": None}}),
    Case("no_place_is_given_twice", "beyond_the_places", "award_excellent", State.NOMINATED,
         "该案列第16位，剩余优秀名额15个", "local_review.优秀比例", {"states": {"place": {"place": 16, "left": 15}}}),
    Case("the_cap_lowers_nobody_while_there_are_places", "within_the_places", "pass_over", State.NOMINATED,
         "名额足够，不得以比例为由降低等次", "local_review.优秀比例", {"states": {"place": {"place": 15, "left": 15}}}),
    Case("the_cap_makes_a_case_qualified_and_nothing_worse", "passed_over_for_worse", "pass_over", State.NOMINATED,
         "超过优秀比例的，评为合格", "local_review.优秀比例", {"states": {"grade": "flawed"}}),
    Case("a_reconsideration_gives_no_place_of_a_list_that_was_settled", "excellent_past_the_list", "decide_again", State.CONFIRMED,
         "本轮优秀有比例上限，名额统一评定，复核不改评优秀", "local_review.优秀比例",
         {"record": {"grade": "qualified"}, "states": {"grade": "excellent", "application_upheld": True}, "under": _CAP}),
    # inspection
    Case("only_an_unqualified_case_goes_to_inspection", "not_for_inspection", "tell_inspection", State.CONFIRMED,
         "只有不合格案件移送督察", "jilin_review_standard.移送督察", {"record": {"grade": "flawed"}}),
    Case("a_round_opened_before_the_standard_hands_no_case_to_inspection", "not_for_inspection", "tell_inspection", State.CLOSED,
         "本轮按立项时的规定办理，不合格案件不移送督察；疑似线索另行移送", "jilin_review_standard.移送督察", {"under": {"grading.inspection_required": False}}),
    Case("a_case_goes_to_inspection_once", "inspection_told", "tell_inspection", State.RECTIFYING,
         "该案已经移送督察部门", "jilin_review_standard.移送督察", {"record": {"inspection_note": "已移送"}}),
    Case("an_unqualified_case_is_not_archived_before_it_went_to_inspection", "inspection_untold", "archive", State.CLOSED,
         "不合格案件应当移送督察部门；移送不是责任认定", "jilin_review_standard.移送督察",
         {"record": {"grade": "unqualified"}, "under": {"grading.inspection_required": True}}),
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


EXEMPTED = {"exemption": "new_evidence", "exemption_reasons": "二审出现新证据"}


@pytest.mark.parametrize(
    ("record", "states"),
    [
        ({}, EXEMPTED),
        (
            {"sheets": [{"reader": "R-1", "findings": [{"item": "U5"}]}]},
            {"exemption": "none", "fault": ["U5"]},
        ),
        # The exemption takes away the finding that would have decided.
        ({"scored_grade": "unqualified"}, {**EXEMPTED, "grade": "qualified"}),
        # Nothing was read of a file that was withheld.
        ({"sheets": []}, {}),
    ],
)
def test_a_reversed_case_is_graded_once_its_cause_is_stated(record, states, acts, facts_of):
    act = acts["quality_review"]["form_opinion"].but(
        record={"reversed": True, **_ANALYSED, **record}, states=states, under=_CAUSE | _WORST
    )

    step = QUALITY_REVIEW.decide("scored", "form_opinion", act.actor, facts_of("quality_review", act))

    assert step.destination is State.PRELIM


def test_what_the_opinion_stated_of_a_reversal_stands_for_the_decision(acts, facts_of):
    act = acts["quality_review"]["decide"].but(
        record={"reversed": True, **_ANALYSED, **EXEMPTED}, under=_CAUSE
    )

    step = QUALITY_REVIEW.decide("committee", "decide", act.actor, facts_of("quality_review", act))

    assert step.destination is State.CONFIRMED


def test_a_wrong_exemption_is_answered_with_the_list_of_those_in_force_on_the_day(acts, facts_of):
    act = acts["quality_review"]["form_opinion"].but(
        record={"reversed": True, **_ANALYSED}, states={"exemption": "bad_luck", "exemption_reasons": "…"}
    )

    with pytest.raises(Refused) as refused:
        QUALITY_REVIEW.decide("scored", "form_opinion", act.actor, facts_of("quality_review", act))

    assert str(refused.value.reason).startswith("没有免责情形“bad_luck”；可以填写：understanding_of_law（")
    assert "rights_waived（当事人放弃、部分放弃权利主张）" in str(refused.value.reason)


def test_a_group_may_be_stricter_than_the_sheets(acts, facts_of):
    act = acts["quality_review"]["form_opinion"].but(record={"scored_grade": "qualified"}, under=_WORST)

    step = QUALITY_REVIEW.decide("scored", "form_opinion", act.actor, facts_of("quality_review", act))

    assert step.destination is State.PRELIM
