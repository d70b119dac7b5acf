"""Lawful acts of the two procedures of discipline, and a matter that is far enough for each; codes, never people."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from rules.canonical import plain
from rules.parameters import rule_book
from rules.roles import Actor, Role
from state_machines.disciplinary_prereview.vote import SHEET
from state_machines.steps import Facts

AT = datetime(2022, 4, 28, 4, tzinfo=UTC)

MEMBERS = [f"W-{number}" for number in range(1, 10)]
FOUND = {"ref": "惩戒2022-0042", "judge": "J-17", "case_no": "（2021）吉00民初100号", "item": "46(5)", "conduct": "遗漏主要证据",
         "finding": "gross_negligence", "wrong_result": True, "serious": True}  # fmt: skip
SERVED = {"kind": "direct", "on": "2022-04-27"}
VOTE = {
    "judges": MEMBERS[:5],
    "present": MEMBERS[:8],
    "ballots": {"gross_negligence": 6, "ordinary_negligence": 2},
}
SPLIT = VOTE | {"ballots": {"intentional": 5, "gross_negligence": 3}}

MATTER: dict[str, Any] = {
    "case_no": "（2021）吉00民初100号", "organiser": "甲省高级人民法院", "court": "甲区人民法院", "division": "民事审判庭",
    "judge": "J-17", "is_judge": True, "bench": ["J-17", "J-18", "J-19"], "item": "46(5)", "conduct": "遗漏主要证据",
    "case_seen": True, "inquirers": ["D-1", "D-2"], "statement": ["已尽审查义务", "合议庭一致意见"], "facts_found": True,
    "wrong_result": True, "serious": True, "chair": "W-1", "members": MEMBERS, "meeting_at": "2022-04-28 09:00",
    "heard": {"court_proved": "判决书"}, "court_served_on": "2022-04-26",
}  # fmt: skip
DECISION: dict[str, Any] = {
    "case_no": "（2021）吉00民初100号", "organiser": "甲省高级人民法院", "court": "甲区人民法院", "judge": "J-17",
    "status": "in_service", "item": "46(5)", "conduct": "遗漏主要证据", "opinion": FOUND, "proposed_sanction": "demerit",
    "statement": ["已尽审查义务"], "sanction": "demerit", "decided_on": "2022-03-01", "application": ["处分过重"],
    "result_served_on": "2022-04-20",
}  # fmt: skip


def sheet_of(vote: dict[str, Any], **on_record: Any) -> dict[str, Any]:
    """The proof sheet of a vote on the matter, as the step computes it."""
    (_, compute), *_ = SHEET
    facts = Facts({**MATTER, **on_record}, {"vote": vote}, rule_book().on(date(2022, 1, 1)), AT)
    return plain(compute(Actor("P-1", Role.DISCIPLINE_COMMITTEE), facts))


REOPENING: dict[str, Any] = {
    "case_no": "（2021）吉00民初100号", "court": "甲区人民法院", "judge": "J-17", "matter": "惩戒2022-0042", "of": "惩戒决定2022-0042",
    "about": "decision", "reopening_ground": "judgment_changed", "by_the_judge": True, "points": ["再审已改判"], "given_by": "court",
    "sanction": "demerit", "measures": ["quota_exit"], "decided_on": "2022-03-01",
    "undone": [{"zh": "恢复名誉", "en": "name"}, {"zh": "补偿", "en": "loss"}],
}  # fmt: skip
SUSPENSION: dict[str, Any] = {
    "case_no": "（2021）吉00民初100号", "court": "甲区人民法院", "judge": "J-17", "matter": "惩戒2022-0042", "opened": "supervision",
    "suspended_from": "2022-04-01", "request": ["已经查清"], "pending": True, "matter_result": "not_liable",
}  # fmt: skip

_WHY = {"reasons": "见附件"}
_ANSWERS = [
    {"point": 1, "adopted": False, "reasons": "笔录载明"},
    {"point": 2, "adopted": True, "reasons": "另行查明"},
]
_NOT_UPHELD = {"upheld": False, "sanction": "demerit", "application_answer": "依据充分"}
_APPEALS = {"appeals_committee": ["A-1", "A-2", "A-3"]}
_MEETING = {"meeting_at": "2022-05-10 09:30", "meeting_place": "第一会议室"}
_ONE_OPEN = {"recusal_of": ["W-2"], "recusal_ground": ["同学"], "recusal_granted": [], "recusal_asked_at": ["2022-04-20T09:00:00+08:00"]}  # fmt: skip

# fmt: off
PREREVIEW_ACTS: dict[str, dict[str, Any]] = {
    "admit_lead":        {"role": Role.TRIAL_SUPERVISION},
    "route_away":        {"role": Role.TRIAL_MANAGEMENT, "states": {"route": "机关纪委", **_WHY}, "record": {"item": "46(6)"}},
    "join":              {"role": Role.TRIAL_SUPERVISION, "states": {"into": "惩戒2022-0001", **_WHY}, "record": {"related": ["惩戒2022-0001"]}},
    "take_in":           {"role": Role.TRIAL_SUPERVISION, "states": {"taken_in": "惩戒2022-0002"}},
    "propose":           {"role": Role.TRIAL_SUPERVISION, "states": {"case_seen": True, "opinion_reasons": "影响主文"}},
    "close_initial":     {"role": Role.PRESIDENT, "states": {"conclusion": "unfounded", **_WHY}},
    "start_inquiry":     {"role": Role.PRESIDENT},
    "appoint_inquirers": {"role": Role.INSPECTION, "states": {"inquirers": ["D-1", "D-2"]}},
    "ask_recusal":       {"role": Role.JUDGE_CONCERNED, "by": "J-17", "states": {"recusal_of": "D-1", "recusal_ground": "同学"}},
    "decide_inquirer":   {"role": Role.PRESIDENT, "states": {"recusal_granted": True, **_WHY}, "record": _ONE_OPEN | {"recusal_of": ["D-1"]}},
    "decide_recusal":    {"role": Role.COMMITTEE_CHAIR, "states": {"recusal_granted": True, **_WHY}, "record": _ONE_OPEN},
    "state_and_defend":  {"role": Role.JUDGE_CONCERNED, "by": "J-17", "states": {"statement": ["已尽审查义务", "合议庭一致意见", "另有鉴定"]}},
    "add_evidence":      {"role": Role.JUDGE_CONCERNED, "by": "J-17", "states": {"evidence": "鉴定意见"}},
    "record_silence":    {"role": Role.INSPECTION, "states": {"silence": "两次书面通知"}, "record": {"statement": []}},
    "extend_inquiry":    {"role": Role.PRESIDENT, "states": {**_WHY, "extra": 30}},
    "report":            {"role": Role.INSPECTION, "states": {"report": "笔录载明", "facts_found": True, "answers": _ANSWERS}},
    "return_inquiry":    {"role": Role.PRESIDENT, "states": _WHY},
    "close_unfounded":   {"role": Role.PRESIDENT, "states": {"conclusion": "exempt", "exemption": "new_evidence", "exemption_reasons": "二审新证据", **_WHY}},
    "submit":            {"role": Role.PRESIDENT, "states": {"question": "gross_negligence"}},
    "accept":            {"role": Role.DISCIPLINE_OFFICE, "states": {"file_complete": True}},
    "refuse_acceptance": {"role": Role.DISCIPLINE_OFFICE, "states": _WHY},
    "resubmit":          {"role": Role.PRESIDENT, "states": {"supplement": "录音鉴定"}},
    "close_refused":     {"role": Role.PRESIDENT, "states": {"conclusion": "unfounded", **_WHY}},
    "call_meeting":      {"role": Role.COMMITTEE_CHAIR, "states": {**_MEETING, "chair": "W-1", "members": MEMBERS, "rights_told": True}},
    "postpone_meeting":  {"role": Role.COMMITTEE_CHAIR, "states": {**_MEETING, **_WHY, "extra": 15}},
    "hear":              {"role": Role.DISCIPLINE_OFFICE, "states": {"heard": {"court_proved": "判决书", "judge_present": True}}},
    "form_opinion":      {"role": Role.DISCIPLINE_COMMITTEE, "states": {"vote": VOTE, "sheet": sheet_of(VOTE), "opinion_text": "违反应尽的审查义务"}},
    "find_no_majority":  {"role": Role.DISCIPLINE_COMMITTEE, "states": {"vote": SPLIT, "sheet": sheet_of(SPLIT)}},
    "serve_court":       {"role": Role.DISCIPLINE_OFFICE, "states": {"service_court": SERVED}},
    "serve_judge":       {"role": Role.DISCIPLINE_OFFICE, "states": {"service": SERVED}},
    "object":            {"role": Role.JUDGE_CONCERNED, "by": "J-17", "states": {"objection": ["证据并非主要证据"]}},
    "object_as_court":   {"role": Role.PRESIDENT, "states": {"court_objection": ["构成故意"]}},
    "let_judge_lapse":   {"role": Role.CALENDAR, "by": "calendar", "over": ("objection",)},
    "let_court_lapse":   {"role": Role.CALENDAR, "by": "calendar", "over": ("court_objection",)},
    "let_lapse":         {"role": Role.CALENDAR, "by": "calendar", "over": ("window",)},
    "waive":             {"role": Role.DISCIPLINE_OFFICE, "states": {"waivers": "双方书面"}},
    "dismiss_objection": {"role": Role.DISCIPLINE_COMMITTEE, "states": {**_WHY, "objection_answer": "不成立"}, "record": {"objection": ["证据并非主要证据"]}, "over": ("objection", "court_objection")},
    "uphold_objection":  {"role": Role.DISCIPLINE_COMMITTEE, "states": {**_WHY, "objection_answer": "成立"}, "record": {"objection": ["证据并非主要证据"]}, "over": ("objection", "court_objection")},
    "suspend":           {"role": Role.PRESIDENT, "states": {"suspension": "重病", **_WHY}},
    "resume":            {"role": Role.PRESIDENT, "states": _WHY, "record": {"held": True}, "held": ("inquiry", "appointment", "recusal")},
    "suspend_deliberation": {"role": Role.COMMITTEE_CHAIR, "states": {"suspension": "重病", **_WHY}},
    "resume_deliberation":  {"role": Role.COMMITTEE_CHAIR, "states": _WHY, "record": {"held": True}, "held": ("recusal", "calling", "deliberation")},
    "withdraw":          {"role": Role.PRESIDENT, "states": _WHY},
    "transfer":          {"role": Role.INSPECTION, "states": {"transfer_ground": "受贿线索"}},
    "take_back":         {"role": Role.PRESIDENT, "states": {"supervision_result": "退回"}},
    "close_transferred": {"role": Role.PRESIDENT, "states": {"supervision_result": "已处分"}},
    "terminate":         {"role": Role.PRESIDENT, "states": {"termination": "死亡", **_WHY}},
    "rectify":           {"role": Role.INSPECTION, "states": {"amendment": {"division": "民事审判第二庭"}, **_WHY}},
}

DECISION_ACTS: dict[str, dict[str, Any]] = {
    "tell":              {"role": Role.INSPECTION, "states": {"proposed_sanction": "demerit", "basis": "遗漏主要证据"}},
    "decide_none":       {"role": Role.PARTY_GROUP, "states": {**_WHY, "minutes": "党组会"}},
    "state_and_defend":  {"role": Role.JUDGE_CONCERNED, "by": "J-17", "states": {"statement": ["已尽审查义务"]}},
    "let_statement_lapse": {"role": Role.CALENDAR, "by": "calendar", "over": ("statement",)},
    "decide":            {"role": Role.PARTY_GROUP, "states": {"sanction": "demerit", "basis": "遗漏主要证据", "minutes": "党组会", "remedies_told": True, "answers": "笔录载明"}},
    "serve":             {"role": Role.PERSONNEL, "states": {"service": SERVED}},
    "ask_removal":       {"role": Role.PRESIDENT, "states": _WHY, "record": {"sanction": "removal"}},
    "record_removal":    {"role": Role.PERSONNEL, "states": {"removed_on": "2022-04-27"}, "record": {"sanction": "removal", "removal_asked": True}},
    "extend_execution":  {"role": Role.PARTY_GROUP, "states": {**_WHY, "extra": 2}},
    "report_executed":   {"role": Role.PERSONNEL, "states": {"executed": "已归档"}},
    "settle":            {"role": Role.PERSONNEL, "states": _WHY, "record": {"sanction": "none"}},
    "apply":             {"role": Role.JUDGE_CONCERNED, "by": "J-17", "states": {"application": ["处分过重"]}},
    "appeal_at_once":    {"role": Role.JUDGE_CONCERNED, "by": "J-17", "states": {"application": ["处分过重"]}},
    "let_remedy_lapse":  {"role": Role.CALENDAR, "by": "calendar", "over": ("remedy",)},
    "reconsider":        {"role": Role.PARTY_GROUP, "states": _NOT_UPHELD},
    "serve_result":      {"role": Role.PERSONNEL, "states": {"result_service": SERVED}},
    "appeal":            {"role": Role.JUDGE_CONCERNED, "by": "J-17", "states": {"application": ["处分过重"]}},
    "let_appeal_lapse":  {"role": Role.CALENDAR, "by": "calendar", "over": ("appeal",)},
    "accept_appeal":     {"role": Role.CIVIL_SERVICE},
    "refuse_appeal":     {"role": Role.CIVIL_SERVICE, "states": _WHY},
    "extend_appeal":     {"role": Role.CIVIL_SERVICE, "states": {**_WHY, "extra": 30}, "record": {"accepted": True}},
    "decide_appeal":     {"role": Role.CIVIL_SERVICE, "states": {**_NOT_UPHELD, **_APPEALS, "by_province": False}, "record": {"accepted": True}},
    "appeal_further":    {"role": Role.JUDGE_CONCERNED, "by": "J-17", "states": {"application": ["处分过重"]}},
    "let_further_lapse": {"role": Role.CALENDAR, "by": "calendar", "over": ("further",)},
    "decide_further":    {"role": Role.CIVIL_SERVICE, "states": {**_NOT_UPHELD, **_APPEALS}, "record": {"accepted": True}},
    "withdraw_remedy":   {"role": Role.JUDGE_CONCERNED, "by": "J-17", "states": _WHY},
    "record_sanction":   {"role": Role.INSPECTION, "states": {"government_sanction": "warning", "service": SERVED}},
    "ask_review":        {"role": Role.JUDGE_CONCERNED, "by": "J-17", "states": {"application": ["事实不清"]}},
    "let_review_lapse":  {"role": Role.CALENDAR, "by": "calendar", "over": ("review",)},
    "decide_review":     {"role": Role.SUPERVISION_COMMISSION, "states": _NOT_UPHELD},
    "ask_recheck":       {"role": Role.JUDGE_CONCERNED, "by": "J-17", "states": {"application": ["事实不清"]}},
    "let_recheck_lapse": {"role": Role.CALENDAR, "by": "calendar", "over": ("recheck",)},
    "decide_recheck":    {"role": Role.SUPERVISION_COMMISSION, "states": _NOT_UPHELD},
    "open_supervision":  {"role": Role.INSPECTION, "states": _WHY},
    "lift_supervision":  {"role": Role.INSPECTION, "states": {"consent": "书面同意"}, "record": {"supervision_open": True}, "held": ("decision", "statement")},
    "correct_wrong":     {"role": Role.PARTY_GROUP, "states": {"correction": "撤销", **_WHY}},
    "close":             {"role": Role.PERSONNEL, "states": _WHY, "record": {"executed": "已归档"}},
    "terminate":         {"role": Role.PARTY_GROUP, "states": {"termination": "死亡", **_WHY}},
    "rectify":           {"role": Role.INSPECTION, "states": {"amendment": {"division": "民事审判第二庭"}, **_WHY}},
}

REOPENING_ACTS: dict[str, dict[str, Any]] = {
    "take_up":           {"role": Role.PARTY_GROUP, "states": {"examined": "再审判决已改变"}},
    "send_back":         {"role": Role.PRESIDENT, "states": {"examined": "出现新鉴定", "new_evidence": "鉴定意见"}, "record": {"about": "opinion"}},
    "refuse":            {"role": Role.PARTY_GROUP, "states": {**_WHY, "point_answers": "未改判"}},
    "withdraw":          {"role": Role.JUDGE_CONCERNED, "by": "J-17", "states": _WHY},
    "record_anew":       {"role": Role.DISCIPLINE_OFFICE, "states": {"anew_ref": "惩戒2022-0050", "finding_anew": {"finding": "no_violation"}}},
    "decide_anew":       {"role": Role.PARTY_GROUP, "states": {"outcome": "revoked", "sanction": "none", "minutes": "党组会", "point_answers": "已改判，采纳", **_WHY}},
    "serve":             {"role": Role.PERSONNEL, "states": {"service": SERVED}},
    "restore":           {"role": Role.PERSONNEL, "states": {"restored": ["已宣布", "已补发"]}},
    "close":             {"role": Role.PERSONNEL, "states": _WHY, "record": {"restored": ["已宣布", "已补发"]}},
}

SUSPENSION_ACTS: dict[str, dict[str, Any]] = {
    "suspend_duty":      {"role": Role.PARTY_GROUP, "states": {"unfit": True, **_WHY, "minutes": "党组会", "suspended_from": "2022-04-29", "pay": "照发", "cases_left": "移交J-18"}},
    "decline":           {"role": Role.PARTY_GROUP, "states": _WHY},
    "serve":             {"role": Role.PERSONNEL, "states": {"service": SERVED}},
    "keep_up":           {"role": Role.PARTY_GROUP, "states": {"unfit": True, **_WHY, "extra": 60}},
    "ask_back":          {"role": Role.JUDGE_CONCERNED, "by": "J-17", "states": {"request": ["已经查清"]}, "record": {"pending": False}},
    "answer_no":         {"role": Role.PARTY_GROUP, "states": {**_WHY, "request_answers": "尚未查清"}},
    "record_end":        {"role": Role.PERSONNEL, "states": {"ended_on": "2022-04-27", "matter_result": "not_liable"}},
    "lift":              {"role": Role.PARTY_GROUP, "states": {**_WHY, "back_on": "2022-04-29", "pay_settled": "没有扣减"}},
    "end_with_office":   {"role": Role.PARTY_GROUP, "states": _WHY, "record": {"matter_result": "liable"}},
}
# fmt: on
