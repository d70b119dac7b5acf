"""Lawful acts of the five procedures of protection, and a matter that is far enough for each; codes, never people."""

from __future__ import annotations

from typing import Any

from rules.roles import Role

_WHY = {"reasons": "见附件"}
_PLACE = {
    "case_no": "（2021）吉00民初100号",
    "organiser": "甲省高级人民法院",
    "court": "甲区人民法院",
    "judge": "J-17",
}

CLARIFICATION: dict[str, Any] = {
    **_PLACE, "start": "office", "accusation": ["收受当事人礼品", "泄露合议意见", "私自会见律师"], "source_ref": "信访2022-15",
    "audience": [{"code": "U-1", "how": "网络发帖"}, {"code": "U-2", "how": "来信转办"}], "verifier": "inspection",
    "untrue_points": ["1", "3"], "view": "希望书面澄清", "public_form": True, "outcome": "clear", "forms": ["written", "meeting"],
    "effects_gone": True,
}  # fmt: skip
_FOUND = [
    {"point": 1, "finding": "untrue", "basis": "监控录像"},
    {"point": 2, "finding": "not_proved", "basis": "无法核实"},
    {"point": 3, "finding": "untrue", "basis": "当日在外地开庭"},
]
_NONE = [each | {"finding": "not_proved"} for each in _FOUND]
_CLEARED = {
    "forms": ["written"],
    "cleared_points": ["1", "3"],
    "letter": "第1、3个问题经查不属实",
    "told": ["U-1", "U-2"],
}
FALSE_ACCUSATION = {"fabricated": True, "intent": True, "official": False, "basis": "伪造的转账记录"}
# fmt: off
CLARIFICATION_ACTS: dict[str, dict[str, Any]] = {
    "find_untrue":      {"role": Role.INSPECTION, "states": {"findings": _FOUND}},
    "find_none_untrue": {"role": Role.INSPECTION, "states": {"findings": _NONE, **_WHY}},
    "hear":             {"role": Role.INSPECTION, "states": {"view": "希望书面澄清", "public_form": False}},
    "state_view":       {"role": Role.JUDGE_CONCERNED, "by": "J-17", "states": {"view": "希望书面澄清", "public_form": False}},
    "add_audience":     {"role": Role.JUDGE_CONCERNED, "by": "J-17", "states": {"audience": {"code": "U-3"}}},
    "assess":           {"role": Role.INSPECTION, "states": {"forms": ["written", "meeting"], "assessment": "影响评优", "audience_complete": True, "must_grounds": ["selection"]}},
    "examine":          {"role": Role.CASE_EXAMINATION, "states": {"examination": "事实清楚", "evidence_complete": True}},
    "send_back":        {"role": Role.CASE_EXAMINATION, "states": _WHY},
    "approve":          {"role": Role.PRESIDENT},
    "decline":          {"role": Role.PRESIDENT, "states": _WHY, "record": {"outcome": "excluded"}},
    "clear":            {"role": Role.INSPECTION, "states": _CLEARED},
    "visit":            {"role": Role.INSPECTION, "states": {"visit": "影响消除", "effects_gone": True}},
    "clear_further":    {"role": Role.INSPECTION, "states": _WHY, "record": {"effects_gone": False}},
    "refer_accuser":    {"role": Role.INSPECTION, "states": {"accuser": FALSE_ACCUSATION}},
    "ask_again":        {"role": Role.JUDGE_CONCERNED, "by": "J-17", "states": {"application": "补充证据"}},
    "let_lapse":        {"role": Role.CALENDAR, "by": "calendar", "over": ("again",)},
    "withdraw":         {"role": Role.JUDGE_CONCERNED, "by": "J-17", "states": _WHY},
    "close":            {"role": Role.INSPECTION, "states": {"result": "已澄清"}},
}

INTERFERENCE: dict[str, Any] = {
    "case_no": "（2021）吉00民初100号", "organiser": "甲省高级人民法院", "court": "甲区人民法院", "recorder": "J-17",
    "observed_on": "2022-04-26", "interferer_kind": "insider", "interferer": {"code": "X-9", "unit": "甲区人民法院"}, "affected": False,
}
_MET = {"interferer": {"code": "X-9", "unit": "甲区人民法院"}, "interferer_kind": "insider", "way": "spoken", "content": "询问合议意见", "observed_on": "2022-04-26", "affected": False}
_OFFICIAL, _AFFECTED = {"interferer_kind": "official"}, {"affected": True}
INTERFERENCE_ACTS: dict[str, dict[str, Any]] = {
    "record":         {"role": Role.RECORDER, "by": "J-17", "states": _MET},
    "add":            {"role": Role.RECORDER, "by": "J-17", "states": {"addition": "又来电一次"}},
    "mark_affected":  {"role": Role.RECORDER, "by": "J-17", "states": _WHY},
    "report_up":      {"role": Role.TRIAL_MANAGEMENT, "record": _OFFICIAL},
    "report_inside":  {"role": Role.TRIAL_MANAGEMENT},
    "report_up_at_once":     {"role": Role.TRIAL_MANAGEMENT, "record": _OFFICIAL | _AFFECTED},
    "report_inside_at_once": {"role": Role.TRIAL_MANAGEMENT, "record": _AFFECTED},
    "find_on_duty":   {"role": Role.INSPECTION, "states": {"checked": "属四类案件监督", **_WHY}},
    "find_improper":  {"role": Role.INSPECTION, "states": {"checked": "为当事人说情", "wrong": "pleading"}},
    "publish":        {"role": Role.INSPECTION, "states": {"bulletin": "某部门人员违规过问案件", "circle": "limited", "approved_by": "党组"}},
    "refer":          {"role": Role.INSPECTION, "states": {"referred_to": "纪检监察机关", **_WHY}},
    "close":          {"role": Role.INSPECTION, "states": {"result": "已通报"}},
}

SAFETY: dict[str, Any] = {
    **_PLACE, "threat": "被跟踪", "threat_from": ["X-9"], "danger_grade": "two", "graded_at": "2022-04-28T09:00+08:00", "respond_by": "2022-04-28T21:00+08:00",
    "risk": "remains",
}
SAFETY_ACTS: dict[str, dict[str, Any]] = {
    "report_more":     {"role": Role.JUDGE_CONCERNED, "by": "J-17", "states": {"more": "又收到短信"}},
    "act_at_once":     {"role": Role.COURT_POLICE, "states": {"urgent": ["court_police"]}},
    "grade":           {"role": Role.DUTY_PROTECTION, "states": {"danger_grade": "two", "basis": "跟踪两次"}},
    "dismiss":         {"role": Role.DUTY_PROTECTION, "states": _WHY},
    "take":            {"role": Role.COURT_POLICE, "states": {"measures_taken": ["court_police", "police_told"]}},
    "change_measures": {"role": Role.COURT_POLICE, "states": {"measures_taken": ["court_police", "police_told", "escort"]}},
    "review":          {"role": Role.DUTY_PROTECTION, "states": {"risk": "remains", "basis": "对方仍有言论", "view": "希望继续"}},
    "go_on":           {"role": Role.DUTY_PROTECTION, "states": {"danger_grade": "three", **_WHY}},
    "lift":            {"role": Role.DUTY_PROTECTION, "states": _WHY, "record": {"risk": "gone"}},
    "refer_crime":     {"role": Role.DUTY_PROTECTION, "states": {"referred_to": "公安机关", **_WHY}},
}

PETITION: dict[str, Any] = {
    **_PLACE, "petitioner": "J-17", "relation": "self", "origin": "asked", "respondent": ["L-1"], "content": "被调离审判岗位", "requests": ["post", "name"],
    "wrong": True, "restored": [{"what": "post", "on": "2022-04-20"}, {"what": "name", "on": "2022-04-21"}],
}
UNLAWFUL = {"act": "transfer", "item": "", "grounded": False, "by_procedure": True, "in_writing": True}
LAWFUL = {"act": "transfer", "item": "1", "grounded": True, "by_procedure": True, "in_writing": True}
PETITION_ACTS: dict[str, dict[str, Any]] = {
    "accept":        {"role": Role.DUTY_PROTECTION, "states": {"function": "lawful_standing", "remedies_told": True}},
    "decline":       {"role": Role.DUTY_PROTECTION, "states": _WHY},
    "add":           {"role": Role.PETITIONER, "by": "J-17", "states": {"more": "调令"}},
    "check":         {"role": Role.DUTY_PROTECTION, "states": {"handling": UNLAWFUL, "found": "无法定事由"}},
    "support":       {"role": Role.DUTY_PROTECTION, "states": {"proposal": "撤销调令"}},
    "redirect":      {"role": Role.DUTY_PROTECTION, "states": {"route": "none", **_WHY}, "record": {"wrong": False}},
    "correct":       {"role": Role.PARTY_GROUP, "states": {"correction": "撤销调令"}},
    "refuse":        {"role": Role.PARTY_GROUP, "states": _WHY},
    "let_lapse":     {"role": Role.CALENDAR, "by": "calendar", "over": ("correction",)},
    "report_higher": {"role": Role.DUTY_PROTECTION, "states": _WHY},
    "order":         {"role": Role.HIGHER_COURT, "states": {"correction": "撤销调令", **_WHY}},
    "leave":         {"role": Role.HIGHER_COURT, "states": _WHY},
    "restore":       {"role": Role.PERSONNEL, "states": {"restored": {"what": "post", "on": "2022-04-27"}}},
    "withdraw":      {"role": Role.PETITIONER, "by": "J-17", "states": _WHY},
    "close":         {"role": Role.DUTY_PROTECTION, "states": {"result": "已恢复"}},
}

EXEMPTION: dict[str, Any] = {**_PLACE, "conduct": "未采信录音证据", "acted_on": "2021-06-01", "statement": ["录音系二审新证据"], "outcome": "exempt"}
GROUNDS = ("understanding_of_law", "view_of_evidence", "rights_waived", "facts_changed", "new_evidence", "law_changed", "document_set_aside", "lawful_performance")


def sheet_of(**results: str) -> list[dict[str, str]]:
    """A whole sheet: not met but for what is said."""
    return [{"ground": each, "result": results.get(each, "not_met"), "why": "已核对"} for each in GROUNDS]


EXEMPTION_ACTS: dict[str, dict[str, Any]] = {
    "state_duty": {"role": Role.JUDGE_CONCERNED, "by": "J-17", "states": {"statement": ["录音系二审新证据"]}},
    "test":       {"role": Role.TRIAL_SUPERVISION, "states": {"tests": sheet_of(new_evidence="met"), "intent": False, "answers": "属实，已采纳"}},
    "send_back":  {"role": Role.DUTY_PROTECTION, "states": _WHY},
    "confirm":    {"role": Role.DUTY_PROTECTION},
    "ask_again":  {"role": Role.JUDGE_CONCERNED, "by": "J-17", "states": {"objection": "另有理由"}},
    "let_lapse":  {"role": Role.CALENDAR, "by": "calendar", "over": ("again",)},
    "stop":       {"role": Role.DUTY_PROTECTION, "states": _WHY},
}
# fmt: on

MATTERS = {
    "report_clarification": (CLARIFICATION, CLARIFICATION_ACTS),
    "interference_record": (INTERFERENCE, INTERFERENCE_ACTS),
    "personal_safety": (SAFETY, SAFETY_ACTS),
    "rights_petition": (PETITION, PETITION_ACTS),
    "exemption_review": (EXEMPTION, EXEMPTION_ACTS),
}
"""By procedure: what is on record, and one lawful act each."""
